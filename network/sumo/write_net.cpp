#include <fmt/format.h>

#include <algorithm>

#include "network/sumo/named_net.h"
#include "network/sumo/out_file.h"
#include "network/sumo/vclass.h"
#include "network/sumo/words.h"
#include "network/sumo/write.h"
#include "network/sumo/xml.h"

namespace mwendo {
namespace {

using sumo::OutFile;

std::filesystem::path with(const std::filesystem::path& stem, const char* ending) {
  return stem.string() + ending;
}

std::string shape_of(std::span<const Point> points) {
  std::string text;
  for (const Point& p : points)
    text += fmt::format("{}{:.2f},{:.2f}", text.empty() ? "" : " ", p.x, p.y);
  return text;
}

class NetWriter {
 public:
  NetWriter(const Network& net, const std::filesystem::path& stem, const SumoNames& names)
      : net_(net), names_{net, names}, stem_(stem) {}

  SumoFiles run() {
    files_ = {with(stem_, ".nod.xml"),
              with(stem_, ".typ.xml"),
              with(stem_, ".edg.xml"),
              with(stem_, ".con.xml"),
              with(stem_, ".tll.xml"),
              with(stem_, ".netccfg"),
              0};
    rank_links();
    write_types();
    write_nodes();
    write_edges();
    write_connections();
    sumo::write_signals(names_, files_.signals);
    write_configuration();
    return files_;
  }

 private:
  // The rank of the movement that goes straight on; turns yield for other reasons than their
  // street.
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
        box, sumo::projection_of(net_.crs));
    for (const NodeId n : net_.nodes()) {
      const Point p = net_.node.position[n];
      out.print("  <node id=\"{}\" x=\"{:.2f}\" y=\"{:.2f}\" type=\"{}\"/>\n", names_.junction(n),
                p.x, p.y, sumo::type_of(net_, n, names_.type_was(n)));
    }
    out.print("</nodes>\n");
    out.close();
  }

  // netconvert wants the types that edges name to exist.
  void write_types() const {
    OutFile out(files_.types);
    out.print("<types>\n");
    for (std::size_t c = 0; c < kRoadClassCount; ++c)
      out.print("  <type id=\"{}\"/>\n", sumo::edge_type_of(static_cast<RoadClass>(c)));
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
        xml_escape(names_.edge(l)), names_.junction(net_.link.from[l]),
        names_.junction(net_.link.to[l]), net_.lanes_of(l).size(), net_.link.free_speed_mps[l],
        std::max(1, 20 - rank_of_link_[l.value]), sumo::edge_type_of(net_.link.road_class[l]));
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
        nodes += (nodes.empty() ? "" : " ") + names_.junction(net_.link.to[l]);
        edges += (edges.empty() ? "" : " ") + xml_escape(names_.edge(l));
        LinkId next;
        for (const MovementId m : net_.movements_of(l))
          if (on_ring(net_.movement.to[m])) next = net_.movement.to[m];
        l = next;
      }
      out.print("  <roundabout nodes=\"{}\" edges=\"{}\"/>\n", nodes, edges);
    }
  }

  void write_connections() {
    OutFile out(files_.connections);
    out.print("<connections>\n");
    for (const LinkId l : net_.links()) {
      if (net_.movements_of(l).empty())
        out.print("  <connection from=\"{}\"/>\n", xml_escape(names_.edge(l)));
      for (const LaneId a : net_.lanes_of(l))
        for (const Connection& c : net_.connections_of(a)) {
          out.print("  ");
          names_.print_connection(out, a, c);
          write_permissions(out, a, c);
          out.print(" speed=\"{:.2f}\"/>\n", net_.movement.speed_mps[c.movement]);
        }
    }
    for (const MovementId m : net_.movements()) write_prohibitions(out, m);
    out.print("</connections>\n");
    out.close();
  }

  void write_permissions(OutFile& out, LaneId a, const Connection& c) const {
    const Permissions who = net_.permissions_of(c);
    if (who == kAnybody) return;
    const std::string list = allow_for_sumo(
        static_cast<Permissions>(who & net_.lane.permissions[a] & net_.lane.permissions[c.to]));
    if (list.empty())
      out.print(" disallow=\"all\"");
    else
      out.print(" allow=\"{}\"", list);
  }

  // netconvert takes what follows '_' in a prohibition as the number of a lane.
  [[nodiscard]] bool is_named_plainly(MovementId m) const {
    return names_.edge(net_.movement.from[m]).find('_') == std::string::npos &&
           names_.edge(net_.movement.to[m]).find('_') == std::string::npos;
  }

  void write_prohibitions(OutFile& out, MovementId m) {
    for (const MovementId other : net_.conflicts_of(m)) {
      if (net_.movement.rank[other] >= net_.movement.rank[m]) continue;
      if (!is_named_plainly(m) || !is_named_plainly(other)) {
        ++files_.unwritten_prohibitions;
        continue;
      }
      out.print("  <prohibition prohibitor=\"{}-&gt;{}\" prohibited=\"{}-&gt;{}\"/>\n",
                xml_escape(names_.edge(net_.movement.from[other])),
                xml_escape(names_.edge(net_.movement.to[other])),
                xml_escape(names_.edge(net_.movement.from[m])),
                xml_escape(names_.edge(net_.movement.to[m])));
    }
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
  const sumo::NamedNet names_;
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
  names.node_type = net.node_types;
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
