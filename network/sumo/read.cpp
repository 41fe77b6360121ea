#include "network/sumo/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "network/base/input_error.h"
#include "network/sumo/connection_table.h"
#include "network/sumo/place.h"
#include "network/sumo/raw_net.h"
#include "network/sumo/words.h"
#include "network/validate.h"

namespace mwendo {
namespace {

using sumo::RawConnection;
using sumo::RawEdge;
using sumo::RawJunction;
using sumo::RawNet;

class Converter {
 public:
  explicit Converter(RawNet raw) : raw_(std::move(raw)), place_(raw_, raw_.report) {
    out_.report = std::move(raw_.report);
  }

  SumoNet run() {
    sort_connections();
    add_nodes();
    add_links();
    index_links();
    add_movements();
    sumo::set_connection_permissions(raw_, net_);
    sumo::set_speeds(raw_, table_, net_);
    sumo::lengthen_links(raw_, net_);
    sumo::set_right_of_way(raw_, table_, net_, out_.report);
    sumo::add_signals(raw_, table_, net_, out_.report);
    finish();
    return std::move(out_);
  }

 private:
  // Connections by lane they leave, in the order of the file within a lane.
  void sort_connections() {
    std::stable_sort(
        raw_.connections.begin(), raw_.connections.end(),
        [](const RawConnection& a, const RawConnection& b) { return a.from_lane < b.from_lane; });
    table_.first_of_lane.assign(raw_.lanes.size() + 1, 0);
    for (const RawConnection& c : raw_.connections) ++table_.first_of_lane[c.from_lane + 1];
    for (std::size_t i = 0; i < raw_.lanes.size(); ++i)
      table_.first_of_lane[i + 1] += table_.first_of_lane[i];
  }

  void add_nodes() {
    net_.name = raw_.file.stem().stem().string();
    net_.driving_side = raw_.left_hand ? DrivingSide::left : DrivingSide::right;
    net_.crs = place_.crs();
    for (const RawJunction& j : raw_.junctions) {
      net_.node.position.push_back(place_.of(j.position));
      net_.node.control.push_back(sumo::control_of(j.type));
      net_.node.signal_plan.push_back(kNoSignalPlan);
      out_.node_types.push_back(j.type);
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
    if (!sumo::class_from_type(edge.type, road_class)) {
      road_class = sumo::class_from_lanes(speed, edge.lanes);
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

  // A lane that nobody known here may use stays, for rescue services; so that
  // the net is valid it is left to walkers.
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
      net_.geometry.push_back(place_.of(edge.shape[i]));
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
    table_.movement_of.resize(raw_.connections.size());
    net_.link.first_movement.push_back(0);
    net_.lane.first_connection.push_back(0);
    for (const LinkId l : net_.links()) {
      const auto first = static_cast<std::uint32_t>(net_.movements().size());
      for (const LaneId a : net_.lanes_of(l)) {
        for (std::uint32_t c = table_.first_of_lane[a.value]; c < table_.first_of_lane[a.value + 1];
             ++c)
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
      net_.movement.direction.push_back(sumo::direction_of(raw.direction));
      net_.movement.rank.push_back(0);
    }
    table_.movement_of[c] = m;
    net_.connections.push_back({LaneId{raw.to_lane}, MovementId{m}});
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
  const sumo::NetPlace place_;
  SumoNet out_;
  Network net_;
  NameIndex streets_;
  sumo::ConnectionTable table_;
};

}  // namespace

SumoNet read_sumo_net(const std::filesystem::path& file) {
  return Converter(sumo::read_raw_net(file)).run();
}

}  // namespace mwendo
