#include <fmt/format.h>

#include <algorithm>

#include "network/sumo/out_file.h"
#include "network/sumo/vclass.h"
#include "network/sumo/write.h"
#include "network/sumo/xml.h"

namespace mwendo {
namespace {

using sumo::OutFile;

constexpr float kYellow = 3;

std::filesystem::path with(const std::filesystem::path& stem, const char* ending) {
  return stem.string() + ending;
}

std::string shape_of(std::span<const Point> points) {
  std::string text;
  for (const Point& p : points)
    text += fmt::format("{}{:.2f},{:.2f}", text.empty() ? "" : " ", p.x, p.y);
  return text;
}

bool has_conflicts(const Network& net, NodeId n) {
  for (const LinkId l : net.incoming(n))
    for (const MovementId m : net.movements_of(l))
      if (!net.conflicts_of(m).empty()) return true;
  return false;
}

const char* type_of(const Network& net, NodeId n) {
  switch (net.node.control[n]) {
    case JunctionControl::signal:
    case JunctionControl::police: return "traffic_light";
    case JunctionControl::priority:
    case JunctionControl::roundabout: return "priority";
    case JunctionControl::uncontrolled: break;
  }
  if (net.incoming(n).size() > 1 && !has_conflicts(net, n)) return "unregulated";
  return net.driving_side == DrivingSide::left ? "left_before_right" : "right_before_left";
}

std::string edge_type_of(RoadClass c) {
  switch (c) {
    case RoadClass::unpaved: return "highway.track";
    case RoadClass::rail: return "railway.rail";
    default: return fmt::format("highway.{}", name_of(c));
  }
}

// "EPSG:32737" as SUMO wants it, "!" if it is no UTM zone.
std::string projection_of(const std::string& crs) {
  if (crs.size() != 10 || (!crs.starts_with("EPSG:326") && !crs.starts_with("EPSG:327")))
    return "!";
  return fmt::format("+proj=utm +zone={}{} +ellps=WGS84 +datum=WGS84 +units=m +no_defs",
                     crs.substr(8), crs[7] == '7' ? " +south" : "");
}

class NetWriter {
 public:
  NetWriter(const Network& net, const std::filesystem::path& stem, const SumoNames& names)
      : net_(net), names_(names), stem_(stem) {}

  SumoFiles run() {
    files_ = {with(stem_, ".nod.xml"), with(stem_, ".typ.xml"), with(stem_, ".edg.xml"),
              with(stem_, ".con.xml"), with(stem_, ".tll.xml"), with(stem_, ".netccfg")};
    rank_links();
    write_types();
    write_nodes();
    write_edges();
    write_connections();
    write_signals();
    write_configuration();
    return files_;
  }

 private:
  bool signalised(NodeId n) const { return net_.node.signal_plan[n] != kNoSignalPlan; }
  const std::string& edge(LinkId l) const { return names_.link[l.value]; }
  std::string junction(NodeId n) const { return xml_escape(names_.node[n.value]); }

  // Calls f(lane, connection, index at its node) for the connections of a node.
  template <class F>
  void for_each_connection(NodeId n, F&& f) const {
    int index = 0;
    for (const LinkId l : net_.incoming(n))
      for (const LaneId a : net_.lanes_of(l))
        for (const Connection& c : net_.connections_of(a)) f(a, c, index++);
  }

  // The rank of those who go straight on; turns yield for other reasons than the street they are
  // on.
  void rank_links() {
    rank_of_link_.assign(net_.links().size(), 0);
    for (const LinkId l : net_.links()) {
      int straight = 255;
      int least = 255;
      for (const MovementId m : net_.movements_of(l)) {
        const int rank = net_.movement.rank[m];
        least = std::min(least, rank);
        if (net_.movement.direction[m] == TurnDirection::straight)
          straight = std::min(straight, rank);
      }
      rank_of_link_[l.value] = straight < 255 ? straight : least < 255 ? least : 0;
    }
  }

  void write_nodes() const {
    OutFile out(files_.nodes);
    out.print("<nodes>\n");
    double left = 0, right = 0, bottom = 0, top = 0;
    for (const NodeId n : net_.nodes()) {
      const Point p = net_.node.position[n];
      if (n.value == 0) left = right = p.x, bottom = top = p.y;
      left = std::min(left, p.x), right = std::max(right, p.x);
      bottom = std::min(bottom, p.y), top = std::max(top, p.y);
    }
    const std::string box = fmt::format("{:.2f},{:.2f},{:.2f},{:.2f}", left, bottom, right, top);
    out.print(
        "  <location netOffset=\"0.00,0.00\" convBoundary=\"{0}\" origBoundary=\"{0}\" "
        "projParameter=\"{1}\"/>\n",
        box, projection_of(net_.crs));
    for (const NodeId n : net_.nodes()) {
      const Point p = net_.node.position[n];
      out.print(
          "  <node id=\"{}\" x=\"{:.2f}\" y=\"{:.2f}\" type=\"{}\"/>\n", junction(n), p.x, p.y,
          signalised(n) || type_of(net_, n) != std::string_view("traffic_light") ? type_of(net_, n)
                                                                                 : "priority");
    }
    out.print("</nodes>\n");
    out.close();
  }

  // netconvert wants the types that edges name to exist.
  void write_types() const {
    OutFile out(files_.types);
    out.print("<types>\n");
    for (std::size_t c = 0; c < kRoadClassCount; ++c)
      out.print("  <type id=\"{}\"/>\n", edge_type_of(static_cast<RoadClass>(c)));
    out.print("</types>\n");
    out.close();
  }

  void write_edges() const {
    OutFile out(files_.edges);
    out.print("<edges>\n");
    for (const LinkId l : net_.links()) write_edge(out, l);
    write_roundabout(out);
    out.print("</edges>\n");
    out.close();
  }

  void write_edge(OutFile& out, LinkId l) const {
    out.print(
        "  <edge id=\"{}\" from=\"{}\" to=\"{}\" numLanes=\"{}\" speed=\"{:.3f}\" "
        "priority=\"{}\" type=\"{}\"",
        xml_escape(edge(l)), junction(net_.link.from[l]), junction(net_.link.to[l]),
        net_.lanes_of(l).size(), net_.link.free_speed_mps[l],
        std::max(1, 20 - rank_of_link_[l.value]), edge_type_of(net_.link.road_class[l]));
    if (const std::string& street = net_.street_names[net_.link.street[l]]; !street.empty())
      out.print(" name=\"{}\"", xml_escape(street));
    if (!net_.link.reverse[l].valid()) out.print(" spreadType=\"center\"");
    write_shape(out, l);
    out.print(">\n");
    for (const LaneId a : net_.lanes_of(l))
      out.print("    <lane index=\"{}\" allow=\"{}\" width=\"{:.2f}\"/>\n",
                a.value - net_.lanes_of(l).first, allow_for_sumo(net_.lane.permissions[a]),
                net_.lane.width_m[a]);
    out.print("  </edge>\n");
  }

  // The length is left to the shape unless the data know better.
  void write_shape(OutFile& out, LinkId l) const {
    const auto points = net_.geometry_of(l);
    double length = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
      length += distance(points[i], points[i + 1]);
    if (points.size() > 2) out.print(" shape=\"{}\"", shape_of(points));
    if (std::abs(length - net_.link.length_m[l]) > 0.15 * length)
      out.print(" length=\"{:.2f}\"", net_.link.length_m[l]);
  }

  // Each ring is followed along its links.
  void write_roundabout(OutFile& out) const {
    std::vector<char> done(net_.links().size(), 0);
    const auto on_ring = [&](LinkId l) { return (net_.link.flags[l] & kRoundaboutRing) != 0; };
    for (const LinkId start : net_.links()) {
      if (!on_ring(start) || done[start.value]) continue;
      std::string nodes;
      std::string edges;
      for (LinkId l = start; l.valid() && !done[l.value];) {
        done[l.value] = 1;
        nodes += (nodes.empty() ? "" : " ") + junction(net_.link.to[l]);
        edges += (edges.empty() ? "" : " ") + xml_escape(edge(l));
        LinkId next;
        for (const MovementId m : net_.movements_of(l))
          if (on_ring(net_.movement.to[m])) next = net_.movement.to[m];
        l = next;
      }
      out.print("  <roundabout nodes=\"{}\" edges=\"{}\"/>\n", nodes, edges);
    }
  }

  void write_connections() const {
    OutFile out(files_.connections);
    out.print("<connections>\n");
    for (const LinkId l : net_.links()) {
      if (net_.movements_of(l).empty())
        out.print("  <connection from=\"{}\"/>\n", xml_escape(edge(l)));
      for (const LaneId a : net_.lanes_of(l))
        for (const Connection& c : net_.connections_of(a)) {
          out.print("  ");
          print_connection(out, a, c);
          out.print(" speed=\"{:.2f}\"/>\n", net_.movement.speed_mps[c.movement]);
        }
    }
    for (const MovementId m : net_.movements()) write_prohibitions(out, m);
    out.print("</connections>\n");
    out.close();
  }

  void print_connection(OutFile& out, LaneId a, const Connection& c) const {
    const LinkId from = net_.lane.link[a];
    const LinkId to = net_.lane.link[c.to];
    out.print("<connection from=\"{}\" to=\"{}\" fromLane=\"{}\" toLane=\"{}\"",
              xml_escape(edge(from)), xml_escape(edge(to)), a.value - net_.link.first_lane[from],
              c.to.value - net_.link.first_lane[to]);
  }

  void write_prohibitions(OutFile& out, MovementId m) const {
    for (const MovementId other : net_.conflicts_of(m)) {
      if (net_.movement.rank[other] >= net_.movement.rank[m]) continue;
      out.print("  <prohibition prohibitor=\"{}-&gt;{}\" prohibited=\"{}-&gt;{}\"/>\n",
                xml_escape(edge(net_.movement.from[other])),
                xml_escape(edge(net_.movement.to[other])), xml_escape(edge(net_.movement.from[m])),
                xml_escape(edge(net_.movement.to[m])));
    }
  }

  void write_signals() const {
    OutFile out(files_.signals);
    out.print("<tlLogics>\n");
    for (const NodeId n : net_.nodes())
      if (signalised(n)) write_program(out, n, net_.signal_plans[net_.node.signal_plan[n]]);
    for (const NodeId n : net_.nodes())
      if (signalised(n))
        for_each_connection(n, [&](LaneId a, const Connection& c, int index) {
          out.print("  ");
          print_connection(out, a, c);
          out.print(" tl=\"{}\" linkIndex=\"{}\"/>\n", junction(n), index);
        });
    out.print("</tlLogics>\n");
    out.close();
  }

  void write_program(OutFile& out, NodeId n, const SignalPlan& plan) const {
    const bool actuated = plan.kind == SignalKind::actuated;
    out.print("  <tlLogic id=\"{}\" type=\"{}\" programID=\"0\" offset=\"{:.0f}\">\n", junction(n),
              actuated ? "actuated" : "static", plan.offset_s);
    for (std::size_t i = 0; i < plan.phases.size(); ++i) {
      const SignalPhase& phase = plan.phases[i];
      const SignalPhase& next = plan.phases[(i + 1) % plan.phases.size()];
      write_phase(out, phase.green_s, state_of(n, phase, nullptr, false), actuated);
      const float yellow = std::min(phase.clearance_s, kYellow);
      if (yellow > 0) write_phase(out, yellow, state_of(n, phase, &next, true), false);
      if (phase.clearance_s > yellow)
        write_phase(out, phase.clearance_s - yellow, state_of(n, phase, &next, false), false);
    }
    out.print("  </tlLogic>\n");
  }

  static void write_phase(OutFile& out, float seconds, const std::string& state, bool actuated) {
    out.print("    <phase duration=\"{:.0f}\" state=\"{}\"", seconds, state);
    if (actuated) out.print(" minDur=\"{:.0f}\" maxDur=\"{:.0f}\"", seconds * 0.5F, seconds * 1.6F);
    out.print("/>\n");
  }

  bool named(MovementId m) const {
    const auto& plan =
        net_.signal_plans[net_.node.signal_plan[net_.link.to[net_.movement.from[m]]]];
    return std::any_of(plan.phases.begin(), plan.phases.end(),
                       [&](const SignalPhase& p) { return contains(p, m); });
  }
  static bool contains(const SignalPhase& phase, MovementId m) {
    return std::find(phase.movements.begin(), phase.movements.end(), m) != phase.movements.end();
  }

  // One letter a connection; `next` is given in the clearance, in which nothing is green.
  std::string state_of(NodeId n, const SignalPhase& phase, const SignalPhase* next,
                       bool yellow) const {
    std::string state;
    for_each_connection(n, [&](LaneId, const Connection& c, int) {
      const MovementId m = c.movement;
      if (!named(m))
        state += 'g';
      else if (!contains(phase, m))
        state += 'r';
      else if (next)
        state += yellow ? 'y' : 'r';
      else
        state += yields(phase, m) ? 'g' : 'G';
    });
    return state;
  }

  bool yields(const SignalPhase& phase, MovementId m) const {
    const auto conflicts = net_.conflicts_of(m);
    return std::any_of(conflicts.begin(), conflicts.end(), [&](MovementId other) {
      return net_.movement.rank[other] < net_.movement.rank[m] && contains(phase, other);
    });
  }

  void write_configuration() const {
    OutFile out(files_.configuration);
    const auto name = [](const std::filesystem::path& p) {
      return xml_escape(p.filename().string());
    };
    out.print(
        "<configuration>\n"
        "  <node-files value=\"{}\"/>\n  <type-files value=\"{}\"/>\n"
        "  <edge-files value=\"{}\"/>\n"
        "  <connection-files value=\"{}\"/>\n  <tllogic-files value=\"{}\"/>\n"
        "  <output-file value=\"{}\"/>\n  <lefthand value=\"{}\"/>\n"
        "  <no-turnarounds value=\"true\"/>\n"
        "  <offset.disable-normalization value=\"true\"/>\n"
        "</configuration>\n",
        name(files_.nodes), name(files_.types), name(files_.edges), name(files_.connections),
        name(files_.signals), name(with(stem_, ".net.xml")),
        net_.driving_side == DrivingSide::left ? "true" : "false");
    out.close();
  }

  const Network& net_;
  const SumoNames& names_;
  const std::filesystem::path stem_;
  SumoFiles files_;
  std::vector<int> rank_of_link_;
};

}  // namespace

SumoNames sumo_names(const Network& net) {
  SumoNames names;
  for (const LinkId l : net.links()) names.link.push_back(fmt::format("l{}", l.value));
  for (const NodeId n : net.nodes()) names.node.push_back(fmt::format("n{}", n.value));
  return names;
}

SumoNames sumo_names(const SumoNet& net) {
  SumoNames names;
  for (std::size_t i = 0; i < net.link_names.size(); ++i)
    names.link.emplace_back(net.link_names.name(i));
  for (std::size_t i = 0; i < net.node_names.size(); ++i)
    names.node.emplace_back(net.node_names.name(i));
  return names;
}

SumoFiles write_sumo_net(const Network& net, const std::filesystem::path& stem,
                         const SumoNames& names) {
  return NetWriter(net, stem, names).run();
}

SumoFiles write_sumo_net(const Network& net, const std::filesystem::path& stem) {
  return write_sumo_net(net, stem, sumo_names(net));
}

}  // namespace mwendo
