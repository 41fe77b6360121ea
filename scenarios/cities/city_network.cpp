#include "scenarios/cities/city_network.h"

#include <algorithm>
#include <set>
#include <utility>

#include "network/assembly/builder.h"
#include "network/assembly/class_defaults.h"
#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kInnerRadius = 2500;  // streets of the inner city have two lanes a direction
constexpr float kAssumedSpeed_mps = 40 / 3.6F;
constexpr float kRampSpeed_mps = 40 / 3.6F;

class Maker {
 public:
  Maker(const CityTables& tables, CityStreets streets, Point centre) : tables_(tables) {
    city_.centre = centre;
    city_.streets = std::move(streets);
    builder_.options() = {.name = tables.slug,
                          .crs = tables.profile.crs,
                          .driving_side = tables.profile.side,
                          .infer_priority = false};
  }

  CityNetwork make(const std::vector<std::vector<Way>>& paths) {
    add_nodes();
    for (std::uint32_t e = 0; e < graph().edges.size(); ++e) add_edge(e);
    for (std::uint32_t n = 0; n < graph().nodes.size(); ++n) add_ramps(n);
    city_.network = builder_.build();
    if (allow_missing_turns(paths)) city_.network = builder_.build();
    note_assumptions();
    return std::move(city_);
  }

 private:
  const StreetGraph& graph() const { return city_.streets.graph; }

  const RoadRow* road_of(std::uint32_t e) const {
    const std::uint32_t r = city_.streets.road_of_edge[e];
    return r == kNoRoad ? nullptr : &tables_.roads[r];
  }

  bool is_local(std::uint32_t e) const { return graph().edges[e].from.rank == kRankLocal; }
  bool is_ramp(std::uint32_t e) const { return graph().edges[e].from.rank == kRankRamp; }

  bool is_limited(std::uint32_t e) const {
    const RoadRow* road = road_of(e);
    return road && road->limited_access && !is_ramp(e);
  }

  void add_nodes() {
    city_.interchange.resize(graph().nodes.size());
    for (std::uint32_t n = 0; n < graph().nodes.size(); ++n) {
      if (split_main(n)) {
        city_.node_of.push_back(city_.interchange[n].below);
      } else {
        city_.node_of.push_back(builder_.add_node(graph().nodes[n], control_at(n)));
      }
    }
  }

  // Where several such roads meet: the one that goes through, of the highest class and most lanes.
  std::vector<std::uint32_t> greatest_through_road(const std::vector<std::uint32_t>& edges) const {
    std::vector<std::uint32_t> best;
    const auto worth = [&](std::uint32_t e) {
      const RoadRow& road = *road_of(e);
      return std::make_pair(-static_cast<int>(road.road_class), road.lanes);
    };
    for (std::size_t i = 0; i < edges.size(); ++i) {
      for (std::size_t k = i + 1; k < edges.size(); ++k) {
        if (city_.streets.road_of_edge[edges[i]] != city_.streets.road_of_edge[edges[k]]) continue;
        if (best.empty() || worth(best[0]) < worth(edges[i])) best = {edges[i], edges[k]};
      }
    }
    return best;
  }

  // The two edges of a limited-access road that pass through a node. Where it ends and a trunk road
  // goes straight on, that is its other edge.
  std::vector<std::uint32_t> main_edges(std::uint32_t n) const {
    constexpr double kStraight = -0.82;  // cosine between the edges, about 35 degrees
    std::vector<std::uint32_t> main;
    for (const std::uint32_t e : graph().incident[n]) {
      if (is_limited(e)) main.push_back(e);
    }
    if (main.size() > 2) return greatest_through_road(main);
    if (main.size() == 1 && !road_of(main[0])->elevated) {
      const Point p = graph().nodes[n];
      const Point out = unit(beside(main[0], n) - p);
      for (const std::uint32_t e : graph().incident[n]) {
        const RoadRow* road = road_of(e);
        if (!road || is_ramp(e) || is_limited(e) || road->road_class > RoadClass::trunk) continue;
        if (dot(out, unit(beside(e, n) - p)) > kStraight) continue;
        main.push_back(e);
        break;
      }
    }
    return main;
  }

  // Puts the two carriageways of a limited-access road on nodes of their own.
  bool split_main(std::uint32_t n) {
    const auto main = main_edges(n);
    if (main.size() != 2 || graph().incident[n].size() < 3) return false;
    Interchange& x = city_.interchange[n];
    x.main_edges = {main[0], main[1]};
    const Point along = unit(beside(main[1], n) - beside(main[0], n));
    const Point p = graph().nodes[n];
    constexpr double kApart = 10;
    x.main_nodes[0] = builder_.add_node(p + kerb_side(along) * kApart, JunctionControl::priority);
    x.main_nodes[1] = builder_.add_node(p - kerb_side(along) * kApart, JunctionControl::priority);
    x.below = builder_.add_node(p, control_at(n));
    return true;
  }

  Point kerb_side(Point along) const {
    const Point left{-along.y, along.x};
    return tables_.profile.side == DrivingSide::left ? left : left * -1;
  }

  // The point of an edge next to its node n.
  Point beside(std::uint32_t e, std::uint32_t n) const {
    const Line& line = graph().edges[e].line;
    return graph().edges[e].a == n ? line[1] : line[line.size() - 2];
  }

  JunctionControl control_at(std::uint32_t n) const {
    std::set<std::uint32_t> roads;
    std::size_t legs = 0;
    std::size_t local = 0;
    bool wide = false;
    const Interchange& x = city_.interchange[n];
    for (const std::uint32_t e : graph().incident[n]) {
      if (x.main_edges[0] != kNothing && x.is_main(e)) continue;
      ++legs;
      local += is_local(e) ? 1 : 0;
      if (!road_of(e) || is_ramp(e)) continue;
      roads.insert(city_.streets.road_of_edge[e]);
      wide |= road_of(e)->lanes > 1;
    }
    const bool below_main_road = x.main_edges[0] != kNothing;
    if (legs < 3 && !below_main_road) return JunctionControl::uncontrolled;
    const bool inside = city_.in_centre(graph().nodes[n]);
    const bool busy = wide && legs - local >= (inside ? 3 : 4);
    if (roads.size() >= 2 || busy) {
      return inside ? tables_.profile.centre_control : tables_.profile.outer_control;
    }
    const bool minor_legs = local > 0 && local < legs;
    return roads.empty() && !minor_legs ? JunctionControl::uncontrolled : JunctionControl::priority;
  }

  NodeId node_at(std::uint32_t e, std::uint32_t n, bool leaving) const {
    const Interchange& x = city_.interchange[n];
    if (!x.exists() || !x.is_main(e)) return city_.node_of[n];
    const bool first = e == x.main_edges[0];
    return x.main_nodes[first == leaving ? 1 : 0];
  }

  LinkSpec spec_of(std::uint32_t e) const {
    const StreetEdge& edge = graph().edges[e];
    LinkSpec spec;
    spec.source_id = e;
    if (const RoadRow* road = road_of(e)) {
      spec.road_class = road->road_class;
      spec.lanes = road->one_way_pair ? std::max(1, road->lanes / 2) : road->lanes;
      spec.free_speed_mps = static_cast<float>(road->free_speed_mps);
      spec.street = road->name;
      if (road->dual) spec.flags |= kDualCarriageway;
      if (road->toll) spec.flags |= kToll;
    } else if (is_local(e)) {
      const ClassDefaults local = defaults_of(RoadClass::residential);
      spec.road_class = RoadClass::residential;
      spec.lanes = local.lanes;
      spec.free_speed_mps = local.free_speed_mps;
      spec.permissions = static_cast<Permissions>(kStreetTraffic & ~(kMinibus | kBus));
      spec.flags |= kAssumedClass | kAssumedLanes | kAssumedSpeed;
    } else {
      const Point middle = point_along(edge.line, edge.length_m / 2);
      spec.road_class = RoadClass::tertiary;
      spec.lanes = distance(middle, city_.centre) < kInnerRadius ? 2 : 1;
      spec.free_speed_mps = kAssumedSpeed_mps;
      spec.flags |= kAssumedClass | kAssumedLanes | kAssumedSpeed;
    }
    if (edge.from.rank >= kRankStraight) spec.flags |= kSyntheticGeometry;
    if (edge.from.rank == kRankElevated) spec.flags |= kBridge;
    if (edge.from.rank == kRankRamp) {
      spec.lanes = 1;
      spec.free_speed_mps = kRampSpeed_mps;
      spec.flags |= kAssumedLanes | kAssumedSpeed;
    }
    set_kerb(spec, point_along(edge.line, edge.length_m / 2));
    return spec;
  }

  // Vendors, parking and walkers on the carriageway; footways. Assumptions.
  void set_kerb(LinkSpec& spec, Point middle) const {
    const bool inside = city_.in_centre(middle);
    spec.lane_width_m = spec.road_class <= RoadClass::trunk ? 3.5F : 3.25F;
    switch (spec.road_class) {
      case RoadClass::motorway: spec.permissions = kGeneralTraffic; return;
      case RoadClass::trunk:
        spec.friction = inside ? 0.15F : 0.05F;
        spec.footway = inside ? Footway::sidewalk : Footway::informal;
        return;
      case RoadClass::primary:
        spec.friction = inside ? 0.2F : 0.1F;
        spec.footway = Footway::sidewalk;
        return;
      default:
        spec.friction = inside ? 0.3F : 0.2F;
        spec.footway = inside ? Footway::sidewalk : Footway::informal;
    }
  }

  void add_edge(std::uint32_t e) {
    const StreetEdge& edge = graph().edges[e];
    LinkSpec spec = spec_of(e);
    for (const bool forward : {true, false}) {
      LinkSpec one = spec;
      one.geometry = edge.line;
      if (!forward) std::reverse(one.geometry.begin(), one.geometry.end());
      const std::uint32_t start = forward ? edge.a : edge.b;
      const std::uint32_t end = forward ? edge.b : edge.a;
      one.from = node_at(e, start, true);
      one.to = node_at(e, end, false);
      one.geometry.front() = builder_.node(one.from).position;
      one.geometry.back() = builder_.node(one.to).position;
      // Carriageways that part at an interchange are streets of their own.
      const bool parted = one.from != node_at(e, start, false) || one.to != node_at(e, end, true);
      if (!forward && !parted) one.reverse = city_.forward[e];
      auto& links = forward ? city_.forward : city_.backward;
      links.push_back(builder_.add_link(std::move(one)));
    }
  }

  void add_ramps(std::uint32_t n) {
    Interchange& x = city_.interchange[n];
    if (!x.exists()) return;
    const Point along = unit(beside(x.main_edges[1], n) - beside(x.main_edges[0], n));
    for (const std::size_t i : {0U, 1U}) {
      const Point ahead = i == 0 ? along : along * -1;
      const int lanes = (road_of(x.main_edges[i])->lanes + 1) / 2;
      x.off[i] = add_ramp(x.main_nodes[i], x.below, ahead, -1, lanes);
      x.on[i] = add_ramp(x.below, x.main_nodes[i], ahead, +1, lanes);
    }
  }

  // A bow on the kerb side, before the crossing for exits and after it for entries.
  LinkId add_ramp(NodeId from, NodeId to, Point ahead, double before_or_after, int lanes) {
    const Point p = builder_.node(from).position;
    const Point q = builder_.node(to).position;
    const Point bow = (p + q) * 0.5 + kerb_side(ahead) * 45 + ahead * (25 * before_or_after);
    LinkSpec spec;
    spec.from = from;
    spec.to = to;
    spec.geometry = {p, bow, q};
    spec.road_class = RoadClass::secondary;
    spec.lanes = lanes;
    spec.free_speed_mps = kRampSpeed_mps;
    spec.lane_width_m = 3.5F;
    spec.flags = kAssumedClass | kAssumedLanes | kAssumedSpeed | kSyntheticGeometry | kOneWayStreet;
    spec.footway = Footway::informal;
    ++ramps_;
    return builder_.add_link(std::move(spec));
  }

  // Turns that routes make though they look too sharp to the builder.
  bool allow_missing_turns(const std::vector<std::vector<Way>>& paths) {
    std::set<std::pair<LinkId, LinkId>> missing;
    const Network& net = city_.network;
    for (const auto& path : paths) {
      const auto links = city_.links_along(path);
      for (std::size_t i = 0; i + 1 < links.size(); ++i) {
        if (!has_turn(net, links[i], links[i + 1])) missing.insert({links[i], links[i + 1]});
      }
    }
    for (const auto& [from, to] : missing) builder_.allow_turn(from, to);
    allowed_ = missing.size();
    return !missing.empty();
  }

  void note_assumptions();

  const CityTables& tables_;
  CityNetwork city_;
  NetworkBuilder builder_;
  std::size_t ramps_ = 0;
  std::size_t allowed_ = 0;
};

void Maker::note_assumptions() {
  const Network& net = city_.network;
  const auto links_with = [&](LinkFlags flag) {
    return static_cast<double>(std::count_if(net.link.flags.begin(), net.link.flags.end(),
                                             [&](LinkFlags f) { return (f & flag) != 0; }));
  };
  const auto nodes_with = [&](JunctionControl control) {
    return static_cast<double>(
        std::count(net.node.control.begin(), net.node.control.end(), control));
  };
  const std::string own = "assumption";
  auto& notes = city_.assumptions;
  notes.push_back({"street class, lanes and speed",
                   "Streets used by public transport but not named are tertiary with one lane a "
                   "direction (two within 2.5 km of the centre) and 40 km/h.",
                   links_with(kAssumedClass), own});
  notes.push_back({"named roads", "Class, lanes and speed of the named roads are unverified.",
                   static_cast<double>(tables_.roads.size()), "(unverified) roads.csv"});
  notes.push_back({"street courses",
                   "Streets drawn straight between known points, elevated roads and ramps.",
                   links_with(kSyntheticGeometry), own});
  notes.push_back(
      {"one-way streets",
       "Named one-way pairs are two-way with half their lanes in each direction.",
       static_cast<double>(std::count_if(tables_.roads.begin(), tables_.roads.end(),
                                         [](const RoadRow& r) { return r.one_way_pair; })),
       own});
  notes.push_back({"interchanges",
                   "Ramps with half the lanes join roads of limited access with those they cross.",
                   static_cast<double>(ramps_), own});
  notes.push_back({"turns", "Sharp turns that routes make were allowed.",
                   static_cast<double>(allowed_), "route courses"});
  for (const auto control : {JunctionControl::signal, JunctionControl::police,
                             JunctionControl::roundabout, JunctionControl::priority}) {
    notes.push_back({"junction control",
                     std::string("Junctions with control '") + name_of(control) + "'.",
                     nodes_with(control), own});
  }
  notes.push_back({"kerb-side friction and footways",
                   "Set by road class and distance from the centre.",
                   static_cast<double>(net.links().size()), own});
}

}  // namespace

std::vector<LinkId> CityNetwork::links_along(const std::vector<Way>& path) const {
  std::vector<LinkId> links;
  const auto& edges = streets.graph.edges;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i > 0) {
      const StreetEdge& before = edges[path[i - 1].edge];
      const Interchange& x = interchange[path[i - 1].forward ? before.b : before.a];
      const bool main_before = x.exists() && x.is_main(path[i - 1].edge);
      const bool main_after = x.exists() && x.is_main(path[i].edge);
      if (main_before && !main_after) {
        links.push_back(x.off[network.link.to[links.back()] == x.main_nodes[0] ? 0 : 1]);
      } else if (!main_before && main_after) {
        links.push_back(x.on[network.link.from[link(path[i])] == x.main_nodes[0] ? 0 : 1]);
      }
    }
    links.push_back(link(path[i]));
  }
  return links;
}

CityNetwork make_network(const CityTables& tables, CityStreets streets, Point centre,
                         const std::vector<std::vector<Way>>& paths) {
  return Maker(tables, std::move(streets), centre).make(paths);
}

}  // namespace mwendo
