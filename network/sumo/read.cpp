#include "network/sumo/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "network/assembly/turn_speeds.h"
#include "network/base/input_error.h"
#include "network/sumo/raw_net.h"
#include "network/sumo/right_of_way.h"
#include "network/sumo/signal_program.h"
#include "network/validate.h"

namespace mwendo {
namespace {

using sumo::RawConnection;
using sumo::RawEdge;
using sumo::RawJunction;
using sumo::RawNet;

JunctionControl control_of(const std::string& type) {
  if (type.starts_with("traffic_light")) return JunctionControl::signal;
  if (type.starts_with("priority") || type == "rail_crossing") return JunctionControl::priority;
  return JunctionControl::uncontrolled;
}

TurnDirection direction_of(char dir) {
  switch (dir) {
    case 'l':
    case 'L': return TurnDirection::left;
    case 'r':
    case 'R': return TurnDirection::right;
    case 't':
    case 'T': return TurnDirection::u_turn;
    default: return TurnDirection::straight;
  }
}

// "highway.primary_link" and the like; of several types joined by '|' the first.
bool class_from_type(std::string_view type, RoadClass& road_class) {
  const std::size_t at = type.find("highway.");
  if (at == std::string_view::npos) {
    road_class = RoadClass::rail;
    return type.find("railway.") != std::string_view::npos;
  }
  constexpr std::array<std::pair<std::string_view, RoadClass>, 14> kTypes = {
      {{"motorway", RoadClass::motorway},
       {"trunk", RoadClass::trunk},
       {"primary", RoadClass::primary},
       {"secondary", RoadClass::secondary},
       {"tertiary", RoadClass::tertiary},
       {"residential", RoadClass::residential},
       {"living_street", RoadClass::residential},
       {"unclassified", RoadClass::residential},
       {"service", RoadClass::service},
       {"track", RoadClass::unpaved},
       {"busway", RoadClass::busway},
       {"cycleway", RoadClass::cycleway},
       {"footway", RoadClass::footway},
       {"path", RoadClass::footway}}};
  for (const auto& [name, value] : kTypes)
    if (type.substr(at + 8).starts_with(name)) {
      road_class = value;
      return true;
    }
  return false;
}

RoadClass class_from_lanes(float speed, std::size_t lanes) {
  if (speed >= 24) return RoadClass::motorway;
  if (lanes >= 3 || speed >= 19) return RoadClass::primary;
  if (lanes == 2) return RoadClass::secondary;
  return speed >= 12.5F ? RoadClass::tertiary : RoadClass::residential;
}

std::string crs_of(const std::string& projection) {
  const std::size_t at = projection.find("+zone=");
  if (projection.find("+proj=utm") == std::string::npos || at == std::string::npos) return {};
  int zone = 0;
  std::from_chars(projection.data() + at + 6, projection.data() + projection.size(), zone);
  const bool south = projection.find("+south") != std::string::npos;
  return fmt::format("EPSG:{}", (south ? 32700 : 32600) + zone);
}

class Converter {
 public:
  explicit Converter(RawNet raw) : raw_(std::move(raw)) {}

  SumoNet run() {
    sort_connections();
    add_nodes();
    add_links();
    index_links();
    add_movements();
    set_speeds();
    lengthen_links();
    set_right_of_way();
    add_signals();
    finish();
    return std::move(out_);
  }

 private:
  // Connections by lane they leave, in the order of the file within a lane.
  void sort_connections() {
    std::stable_sort(
        raw_.connections.begin(), raw_.connections.end(),
        [](const RawConnection& a, const RawConnection& b) { return a.from_lane < b.from_lane; });
    first_connection_.assign(raw_.lanes.size() + 1, 0);
    for (const RawConnection& c : raw_.connections) ++first_connection_[c.from_lane + 1];
    for (std::size_t i = 0; i < raw_.lanes.size(); ++i)
      first_connection_[i + 1] += first_connection_[i];
  }

  void add_nodes() {
    const std::string crs = crs_of(raw_.projection);
    net_.name = raw_.file.stem().stem().string();
    net_.driving_side = raw_.left_hand ? DrivingSide::left : DrivingSide::right;
    net_.crs = crs;
    if (crs.empty())
      out_.report.add("nets without UTM coordinates, kept as they are", raw_.projection);
    shift_ = crs.empty() ? Point{} : raw_.offset;
    for (const RawJunction& j : raw_.junctions) {
      net_.node.position.push_back({j.position.x - shift_.x, j.position.y - shift_.y});
      net_.node.control.push_back(control_of(j.type));
      net_.node.signal_plan.push_back(kNoSignalPlan);
    }
  }

  void add_links() {
    net_.street_names = {""};
    streets_.add("");
    net_.link.first_lane.push_back(0);
    net_.link.first_point.push_back(0);
    for (std::size_t i = 0; i < raw_.edges.size(); ++i) add_link(static_cast<std::uint32_t>(i));
  }

  void add_link(std::uint32_t i) {
    const RawEdge& edge = raw_.edges[i];
    float speed = 0;
    float length = 0;
    for (std::uint32_t k = edge.first_lane; k < edge.first_lane + edge.lanes; ++k) {
      speed = std::max(speed, raw_.lanes[k].speed);
      length = std::max(length, raw_.lanes[k].length);
      net_.lane.link.push_back(LinkId{i});
      net_.lane.permissions.push_back(permissions_of(k));
      net_.lane.width_m.push_back(raw_.lanes[k].width);
    }
    LinkFlags flags = 0;
    RoadClass road_class = RoadClass::residential;
    if (!class_from_type(edge.type, road_class)) {
      road_class = class_from_lanes(speed, edge.lanes);
      flags |= kAssumedClass;
      out_.report.add("road classes guessed from speed and lanes");
    }
    if (edge.on_ring) flags |= kRoundaboutRing;
    if (edge.crossed) flags |= kCrossing;
    if (edge.on_ring) net_.node.control[NodeId{edge.to}] = JunctionControl::roundabout;
    net_.link.from.push_back(NodeId{edge.from});
    net_.link.to.push_back(NodeId{edge.to});
    net_.link.length_m.push_back(std::max(length, 1.0F));
    net_.link.free_speed_mps.push_back(speed);
    net_.link.road_class.push_back(road_class);
    net_.link.grade.push_back(0);
    net_.link.friction.push_back(0);
    net_.link.footway.push_back(Footway::none);
    net_.link.cycleway.push_back(Cycleway::none);
    net_.link.flags.push_back(flags);
    net_.link.reverse.push_back(LinkId{});
    net_.link.street.push_back(street(edge.street));
    net_.link.source_id.push_back(-1);
    net_.link.first_lane.push_back(edge.first_lane + edge.lanes);
    add_geometry(edge);
  }

  // A lane that nobody known here may use stays, for rescue services; so that the net is valid it
  // is left to walkers.
  Permissions permissions_of(std::uint32_t lane) {
    const Permissions p = raw_.lanes[lane].permissions;
    if (p == 0) out_.report.add("lanes for vehicles unknown here, closed");
    return p == 0 ? kFoot : p;
  }

  std::uint32_t street(const std::string& name) {
    const std::uint32_t id = streets_.add(name);
    if (id == net_.street_names.size()) net_.street_names.push_back(name);
    return id;
  }

  void add_geometry(const RawEdge& edge) {
    net_.geometry.push_back(net_.node.position[NodeId{edge.from}]);
    for (std::size_t i = 1; i + 1 < edge.shape.size(); ++i)
      net_.geometry.push_back({edge.shape[i].x - shift_.x, edge.shape[i].y - shift_.y});
    net_.geometry.push_back(net_.node.position[NodeId{edge.to}]);
    net_.link.first_point.push_back(static_cast<std::uint32_t>(net_.geometry.size()));
  }

  void index_links() {
    const auto index = [&](const Column<LinkId, NodeId>& ends, Csr<NodeId, LinkId>& csr) {
      csr.first.assign(net_.nodes().size() + 1, 0);
      for (const NodeId n : ends) ++csr.first[n.value + 1];
      for (std::size_t n = 0; n < net_.nodes().size(); ++n) csr.first[n + 1] += csr.first[n];
      csr.values.resize(net_.links().size());
      std::vector<std::uint32_t> at(csr.first.begin(), csr.first.end() - 1);
      for (const LinkId l : net_.links()) csr.values[at[ends[l].value]++] = l;
    };
    index(net_.link.from, net_.node.outgoing);
    index(net_.link.to, net_.node.incoming);
    for (const LinkId l : net_.links())
      for (const LinkId back : net_.outgoing(net_.link.to[l])) {
        if (net_.link.to[back] != net_.link.from[l] || net_.link.reverse[back].valid()) continue;
        if (net_.link.reverse[l].valid() || back.value < l.value) continue;
        net_.link.reverse[l] = back;
        net_.link.reverse[back] = l;
      }
    for (const LinkId l : net_.links())
      if (!net_.link.reverse[l].valid()) net_.link.flags[l] |= kOneWayStreet;
  }

  void add_movements() {
    movement_of_.resize(raw_.connections.size());
    net_.link.first_movement.push_back(0);
    net_.lane.first_connection.push_back(0);
    for (const LinkId l : net_.links()) {
      const auto first = static_cast<std::uint32_t>(net_.movements().size());
      for (const LaneId a : net_.lanes_of(l)) {
        for (std::uint32_t c = first_connection_[a.value]; c < first_connection_[a.value + 1]; ++c)
          add_connection(l, first, c);
        net_.lane.first_connection.push_back(static_cast<std::uint32_t>(net_.connections.size()));
      }
      net_.link.first_movement.push_back(static_cast<std::uint32_t>(net_.movements().size()));
      if (net_.movements().size() == first) out_.report.add("links that lead nowhere");
    }
  }

  void add_connection(LinkId from, std::uint32_t first, std::uint32_t c) {
    const RawConnection& raw = raw_.connections[c];
    const LinkId to{raw.to_edge};
    std::uint32_t m = first;
    while (m < net_.movements().size() && net_.movement.to[MovementId{m}] != to) ++m;
    if (m == net_.movements().size()) {
      net_.movement.from.push_back(from);
      net_.movement.to.push_back(to);
      net_.movement.direction.push_back(direction_of(raw.direction));
      net_.movement.rank.push_back(0);
    }
    movement_of_[c] = m;
    net_.connections.push_back({LaneId{raw.to_lane}, MovementId{m}});
  }

  // Calls f(internal lane) along the path of a connection.
  template <class F>
  void for_each_part(const RawConnection& c, F&& f) const {
    std::uint32_t lane = c.via;
    for (int i = 0; lane != NameIndex::kNone && i < 8; ++i, lane = raw_.internal_next[lane])
      f(lane);
  }

  // The mean over the paths of a movement, each as slow as its slowest part.
  void set_speeds() {
    std::vector<float> sum(net_.movements().size(), 0);
    std::vector<float> paths(net_.movements().size(), 0);
    for (std::size_t c = 0; c < raw_.connections.size(); ++c) {
      float speed = 0;
      for_each_part(raw_.connections[c], [&](std::uint32_t lane) {
        const float part = raw_.internal_speed[lane];
        if (part > 0) speed = speed > 0 ? std::min(speed, part) : part;
      });
      sum[movement_of_[c]] += speed;
      paths[movement_of_[c]] += speed > 0 ? 1.0F : 0.0F;
    }
    for (const MovementId m : net_.movements())
      net_.movement.speed_mps.push_back(paths[m.value] > 0 ? sum[m.value] / paths[m.value]
                                                           : build::turn_speed(net_, m));
  }

  void lengthen_links() {
    std::vector<float> sum(net_.links().size(), 0);
    std::vector<float> paths(net_.links().size(), 0);
    for (const RawConnection& c : raw_.connections) {
      float length = 0;
      for_each_part(c, [&](std::uint32_t lane) { length += raw_.internal_length[lane]; });
      sum[c.to_edge] += length;
      paths[c.to_edge] += 1;
    }
    for (const LinkId l : net_.links())
      if (paths[l.value] > 0) net_.link.length_m[l] += sum[l.value] / paths[l.value];
  }

  // Movements of a junction get local numbers; links are numbered as SUMO does: by incoming lane.
  void set_right_of_way() {
    conflicts_.resize(net_.movements().size());
    std::vector<std::uint32_t> local(net_.movements().size(), sumo::kNoMovement);
    for (const RawJunction& j : raw_.junctions) {
      std::vector<std::uint32_t> movements;
      std::vector<std::uint32_t> movement_of_link;
      std::vector<std::uint32_t> connection_of_link;
      for (const std::uint32_t lane : j.incoming_lanes)
        for (std::uint32_t c = first_connection_[lane]; c < first_connection_[lane + 1]; ++c) {
          std::uint32_t& number = local[movement_of_[c]];
          if (number == sumo::kNoMovement) {
            number = static_cast<std::uint32_t>(movements.size());
            movements.push_back(movement_of_[c]);
          }
          movement_of_link.push_back(number);
          connection_of_link.push_back(c);
        }
      set_right_of_way(j, movements, movement_of_link, connection_of_link);
    }
    for (const auto& list : conflicts_) net_.movement.conflicts.append(list);
  }

  void set_right_of_way(const RawJunction& j, const std::vector<std::uint32_t>& movements,
                        const std::vector<std::uint32_t>& movement_of_link,
                        const std::vector<std::uint32_t>& connection_of_link) {
    sumo::BitTable responses(movements.size());
    sumo::BitTable foes(movements.size());
    const std::size_t links = std::min(movement_of_link.size(), j.response.size());
    for (std::size_t i = 0; i < links; ++i) {
      add_request_row(responses, movement_of_link[i], heeded(j.response[i], i, connection_of_link),
                      movement_of_link);
      add_request_row(foes, movement_of_link[i], j.foes[i], movement_of_link);
    }
    if (links < movement_of_link.size())
      out_.report.add("connections without right of way", {}, movement_of_link.size() - links);
    for (std::size_t a = 0; a < movements.size(); ++a)
      for (std::size_t b = 0; b < movements.size(); ++b) {
        const bool one_link = net_.movement.from[MovementId{movements[a]}] ==
                              net_.movement.from[MovementId{movements[b]}];
        if (!one_link && (foes.get(a, b) || foes.get(b, a)))
          conflicts_[movements[a]].push_back(MovementId{movements[b]});
      }
    const std::vector<std::uint8_t> ranks = sumo::ranks_from_responses(std::move(responses));
    for (std::size_t i = 0; i < movements.size(); ++i)
      net_.movement.rank[MovementId{movements[i]}] = ranks[i];
  }

  // The response of a link without those whom its signal keeps from meeting it.
  std::string heeded(std::string response, std::size_t link,
                     const std::vector<std::uint32_t>& connection_of_link) const {
    const RawConnection& own = raw_.connections[connection_of_link[link]];
    if (own.signal == NameIndex::kNone) return response;
    const std::size_t links = std::min(connection_of_link.size(), response.size());
    for (std::size_t other = 0; other < links; ++other) {
      char& bit = response[response.size() - 1 - other];
      const RawConnection& foe = raw_.connections[connection_of_link[other]];
      if (bit == '1' && foe.signal == own.signal &&
          !sumo::heeds(raw_.signals[own.signal], own.link_index, foe.link_index))
        bit = '0';
    }
    return response;
  }

  void add_signals() {
    std::vector<std::vector<std::pair<std::uint32_t, sumo::SignalLink>>> by_node(
        net_.nodes().size());
    for (std::size_t c = 0; c < raw_.connections.size(); ++c) {
      const RawConnection& raw = raw_.connections[c];
      if (raw.signal == NameIndex::kNone) continue;
      by_node[net_.link.to[LinkId{raw.from_edge}].value].push_back(
          {raw.signal, {raw.link_index, MovementId{movement_of_[c]}}});
    }
    for (const NodeId n : net_.nodes()) add_signal(n, by_node[n.value]);
    if (raw_.replaced_programs > 0)
      out_.report.add("signal programs replaced by a later one", {}, raw_.replaced_programs);
  }

  void add_signal(NodeId n,
                  const std::vector<std::pair<std::uint32_t, sumo::SignalLink>>& controlled) {
    if (controlled.empty()) {
      if (net_.node.control[n] == JunctionControl::signal)
        net_.node.control[n] = JunctionControl::priority;
      return;
    }
    const std::uint32_t program = controlled.front().first;
    std::vector<sumo::SignalLink> links;
    for (const auto& [id, link] : controlled) {
      if (id == program)
        links.push_back(link);
      else
        out_.report.add("junctions with two signal programs, the first used");
    }
    SignalPlan plan = sumo::plan_from_program(raw_.signals[program], links);
    if (plan.phases.empty()) {
      out_.report.add("signal programs that are never green, dropped");
      net_.node.control[n] = JunctionControl::priority;
      return;
    }
    net_.node.control[n] = JunctionControl::signal;
    net_.node.signal_plan[n] = static_cast<std::uint32_t>(net_.signal_plans.size());
    net_.signal_plans.push_back(std::move(plan));
  }

  void finish() {
    const std::vector<std::string> violations = validate(net_);
    if (!violations.empty())
      throw InputError(
          {raw_.file.string(), 0, 0, violations.front(),
           fmt::format("{} such findings; the net cannot be used", violations.size())});
    out_.net = std::move(net_);
    out_.link_names = std::move(raw_.edge_names);
    out_.node_names = std::move(raw_.junction_names);
  }

  RawNet raw_;
  SumoNet out_;
  Network net_;
  NameIndex streets_;
  Point shift_;
  std::vector<std::uint32_t> first_connection_;  // by lane
  std::vector<std::uint32_t> movement_of_;       // by sorted connection
  std::vector<std::vector<MovementId>> conflicts_;
};

}  // namespace

SumoNet read_sumo_net(const std::filesystem::path& file) {
  return Converter(sumo::read_raw_net(file)).run();
}

}  // namespace mwendo
