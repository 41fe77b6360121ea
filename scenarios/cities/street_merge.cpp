#include "scenarios/cities/street_merge.h"

#include <algorithm>
#include <cmath>

#include "network/conflate/street_ways.h"
#include "network/conflate/trace_merge.h"

namespace mwendo {
namespace {

using namespace conflate;

MergeRule merge_rule(const CityTables& tables) {
  MergeRule rule;
  rule.radius_m = tables.profile.merge_radius_m;
  return rule;
}

// A road with two carriageways is traced along either, and along its service roads.
double reach_of(const RoadRow& road) {
  if (!road.dual) return 0;
  return road.limited_access ? 75 : 60;
}

SegmentGraph empty_graph(const CityTables& tables) {
  std::vector<Line> all;
  for (const RoadRow& r : tables.roads) all.push_back(r.line);
  for (const RouteRow& r : tables.routes) all.push_back(r.line);
  return {box_of(all, 300), 64};
}

SegmentGraph insert_traces(const CityTables& tables, const MergeRule& rule, CityStreets& result) {
  SegmentGraph graph = empty_graph(tables);
  for (const RoadRow& road : tables.roads) {
    if (road.course == Course::poor || road.elevated) continue;
    insert_trace(graph, road.line, {kRankNamed, 1, reach_of(road)}, rule);
    result.traces_m += length_of(road.line);
  }
  std::vector<const Line*> routes;
  for (const RouteRow& route : tables.routes) routes.push_back(&route.line);
  std::stable_sort(routes.begin(), routes.end(),
                   [](const Line* l, const Line* r) { return length_of(*l) > length_of(*r); });
  for (const Line* line : routes) {
    insert_trace(graph, *line, {kRankRoute, 1, 0}, rule);
    result.traces_m += length_of(*line);
  }
  return graph;
}

// The way along existing streets between two points of a road of poor course, if it is no detour
// and not another named road.
StreetMatch find_leg(const StreetGraph& streets, const StreetIndex& index,
                     const std::vector<float>& reluctance, const Line& leg) {
  const double length = length_of(leg);
  const bool whole_road = leg.size() > 2;
  const double most_deviation = std::max(150.0, length / (whole_road ? 15 : 6));
  MatchRule rule = StreetWays::default_rule();
  rule.anchor_m = 1e9;  // only the ends are known
  rule.end_reach_m = rule.far_reach_m;
  rule.deviation_m = std::max(150.0, length / (whole_road ? 12 : 5));
  LineMatcher matcher(StreetWays(streets, index, reluctance), rule);
  StreetMatch match = matcher.match(leg);
  if (match.found() && (match.length_m > (whole_road ? 1.15 : 1.3) * length + 100 ||
                        match.deviation_m > most_deviation)) {
    match.path.clear();
  }
  return match;
}

std::vector<float> avoid_named(const StreetGraph& streets) {
  std::vector<float> reluctance;
  for (const StreetEdge& e : streets.edges) {
    reluctance.push_back(e.from.rank == kRankNamed ? 3.0F : 1.0F);
  }
  return reluctance;
}

// A leg counts as found on the streets if less than half of it is another named road.
bool mostly_unnamed(const StreetGraph& streets, const std::vector<Way>& path) {
  double named = 0;
  double all = 0;
  for (const Way& w : path) {
    all += streets.edges[w.edge].length_m;
    if (streets.edges[w.edge].from.rank == kRankNamed) named += streets.edges[w.edge].length_m;
  }
  return 2 * named < all;
}

// The legs of a road of poor course, found on the streets or not: the whole road if that can be
// found, else point by point.
struct Leg {
  Line line;
  StreetMatch match;
};

std::vector<Leg> find_legs(const StreetGraph& streets, const StreetIndex& index,
                           const std::vector<float>& reluctance, const Line& course) {
  const auto find = [&](const Line& line) {
    Leg leg{line, find_leg(streets, index, reluctance, line)};
    if (!mostly_unnamed(streets, leg.match.path)) leg.match.path.clear();
    return leg;
  };
  if (course.size() > 2) {
    Leg whole = find(course);
    if (whole.match.found()) return {whole};
  }
  std::vector<Leg> legs;
  for (std::size_t i = 0; i + 1 < course.size(); ++i) {
    legs.push_back(find({course[i], course[i + 1]}));
  }
  return legs;
}

void insert_poor_roads(const CityTables& tables, SegmentGraph& graph, const MergeRule& rule,
                       CityStreets& result) {
  const StreetGraph streets = to_streets(graph, 600);
  const StreetIndex index(streets, 200);
  const auto reluctance = avoid_named(streets);
  for (const RoadRow& road : tables.roads) {
    if (road.course != Course::poor || road.elevated) continue;
    result.traces_m += length_of(road.line);
    for (const Leg& leg : find_legs(streets, index, reluctance, road.line)) {
      ++(leg.match.found() ? result.adopted_legs : result.straight_legs);
      if (!leg.match.found()) insert_trace(graph, leg.line, {kRankStraight, 1, 0}, rule);
    }
  }
}

void name_edges(CityStreets& result, std::uint32_t road, const StreetMatch& match) {
  const StreetGraph& graph = result.graph;
  for (std::size_t i = 0; i < match.path.size(); ++i) {
    const std::uint32_t e = match.path[i].edge;
    double covered = graph.edges[e].length_m;
    if (i == 0) covered -= match.start_m;
    if (i + 1 == match.path.size()) covered -= graph.edges[e].length_m - match.end_m;
    result.coverage[road].matched_m += std::max(covered, 0.0);
    if (2 * covered < graph.edges[e].length_m || result.road_of_edge[e] != kNoRoad) continue;
    result.road_of_edge[e] = road;
  }
}

// Finds the named roads on the finished streets; where two claim a street the higher class has it.
void name_streets(const CityTables& tables, CityStreets& result) {
  result.road_of_edge.assign(result.graph.edges.size(), kNoRoad);
  std::vector<std::uint32_t> order;
  for (std::uint32_t r = 0; r < tables.roads.size(); ++r) {
    order.push_back(r);
    result.coverage.push_back({r, length_of(tables.roads[r].line), 0, 0});
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t l, std::uint32_t r) {
    const auto key = [&](std::uint32_t i) {
      const RoadRow& road = tables.roads[i];
      return std::make_pair(road.course == Course::poor, road.road_class);
    };
    return key(l) < key(r);
  });
  const StreetIndex index(result.graph, 200);
  LineMatcher matcher(StreetWays(result.graph, index));
  const auto reluctance = avoid_named(result.graph);
  for (const std::uint32_t r : order) {
    const RoadRow& road = tables.roads[r];
    if (road.elevated) continue;
    if (road.course != Course::poor) {
      name_edges(result, r, matcher.match(road.line));
      continue;
    }
    for (const Leg& leg : find_legs(result.graph, index, reluctance, road.line)) {
      name_edges(result, r, leg.match);
    }
  }
}

// Streets inserted again, the important ones first: what runs side by side becomes one. Named roads
// are known by now, also those of poor course.
SegmentGraph merge_again(const CityTables& tables, const SegmentGraph& graph,
                         const MergeRule& rule) {
  CityStreets known;
  known.graph = to_streets(graph, 1e9);
  name_streets(tables, known);
  auto& edges = known.graph.edges;
  std::vector<std::size_t> order;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    order.push_back(e);
    const std::uint32_t road = known.road_of_edge[e];
    if (road == kNoRoad) continue;
    const RoadRow& row = tables.roads[road];
    if (edges[e].from.rank == kRankRoute) {
      edges[e].from.rank = row.course == Course::poor ? kRankAdopted : kRankNamed;
    }
    edges[e].from.reach_m = reach_of(row);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t l, std::size_t r) {
    if (edges[l].from.rank != edges[r].from.rank) return edges[l].from.rank < edges[r].from.rank;
    return edges[l].length_m * edges[l].from.uses > edges[r].length_m * edges[r].from.uses;
  });
  SegmentGraph fresh = empty_graph(tables);
  for (const std::size_t e : order) insert_trace(fresh, edges[e].line, edges[e].from, rule);
  return fresh;
}

void measure_presence(const CityTables& tables, CityStreets& result) {
  constexpr double kStep = 50;
  constexpr double kNear = 70;
  const StreetIndex index(result.graph, 200);
  for (RoadCoverage& c : result.coverage) {
    const RoadRow& road = tables.roads[c.road];
    if (road.course == Course::poor || road.elevated) {
      c.present_m = c.matched_m;
      continue;
    }
    double near = 0;
    double all = 0;
    for (double at = 0; at <= c.traced_m; at += kStep) {
      all += 1;
      if (!index.near(point_along(road.line, at), kNear).empty()) near += 1;
    }
    c.present_m = c.traced_m * near / all;
  }
}

// The course of an elevated road between two interchanges: beside the street below it if there is
// one, else straight.
Line elevated_leg(const StreetGraph& streets, const StreetIndex& index, Point from, Point to) {
  constexpr double kBeside = 30;
  const Line leg{from, to};
  const StreetMatch below = find_leg(streets, index, {}, leg);
  Line line = leg;
  if (below.found() && below.length_m < 1.15 * length_of(leg) + 50) {
    line = line_along(StreetWays(streets, index), below);
  }
  return shifted(simplify(line, 10), kBeside);
}

// Adds elevated roads one after the other.
class Elevation {
 public:
  Elevation(const CityTables& tables, CityStreets& result)
      : tables_(tables), result_(result), ground_(result.graph), index_(ground_, 200) {}

  void add(std::uint32_t r) {
    const Line& points = tables_.roads[r].line;
    std::uint32_t last = kNothing;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const bool first = i == 0;
      Line leg;
      if (!first) leg = elevated_leg(ground_, index_, points[i - 1], points[i]);
      const Point at =
          first ? elevated_leg(ground_, index_, points[0], points[1]).front() : leg.back();
      const std::uint32_t node = node_at(at);
      if (!first) {
        leg.front() = result_.graph.nodes[last];
        leg.back() = result_.graph.nodes[node];
        add_edge(last, node, leg, kRankElevated, r);
        result_.coverage[r].matched_m += result_.graph.edges.back().length_m;
      }
      last = node;
      const bool end = first || i + 1 == points.size();
      join_ground(node, points[i], end ? 2000 : 600, r);
    }
  }

 private:
  // Elevated roads meet where their points are near each other.
  std::uint32_t node_at(Point p) {
    constexpr double kSame = 400;
    for (std::size_t n = ground_.nodes.size(); n < result_.graph.nodes.size(); ++n) {
      if (distance(result_.graph.nodes[n], p) < kSame) return static_cast<std::uint32_t>(n);
    }
    return result_.graph.add_node(p);
  }

  void add_edge(std::uint32_t a, std::uint32_t b, Line line, std::uint32_t rank,
                std::uint32_t road) {
    result_.graph.add_edge(a, b, std::move(line), {rank, 1, 0});
    result_.road_of_edge.push_back(road);
  }

  // A ramp to the nearer end of the nearest street, so that no street is split by it.
  void join_ground(std::uint32_t node, Point p, double reach_m, std::uint32_t road) {
    if (result_.graph.incident[node].size() > 2) return;  // where elevated roads meet
    const auto near = index_.near(p, reach_m);
    if (near.empty()) {
      ++result_.lost_interchanges;
      return;
    }
    const StreetEdge& street = ground_.edges[near.front().edge];
    const bool at_a = near.front().foot.along_m < street.length_m / 2;
    const std::uint32_t below = at_a ? street.a : street.b;
    add_edge(node, below, {result_.graph.nodes[node], ground_.nodes[below]}, kRankRamp, road);
    ++result_.interchanges;
  }

  const CityTables& tables_;
  CityStreets& result_;
  const StreetGraph ground_;
  const StreetIndex index_;
};

void add_elevated(const CityTables& tables, CityStreets& result) {
  Elevation elevation(tables, result);
  for (std::uint32_t r = 0; r < tables.roads.size(); ++r) {
    if (tables.roads[r].elevated) elevation.add(r);
  }
}

}  // namespace

CityStreets merge_streets(const CityTables& tables) {
  constexpr double kLongestEdge = 500;
  const MergeRule rule = merge_rule(tables);
  const CleanRule cleaning;
  CityStreets result;
  SegmentGraph graph = insert_traces(tables, rule, result);
  clean(graph, cleaning, result.cleaning);
  insert_poor_roads(tables, graph, rule, result);
  for (int pass = 0; pass < 2; ++pass) {
    graph = merge_again(tables, graph, rule);
    clean(graph, cleaning, result.cleaning);
  }
  result.graph = to_streets(graph, kLongestEdge);
  name_streets(tables, result);
  add_elevated(tables, result);
  measure_presence(tables, result);
  return result;
}

double parallel_share(const CityStreets& streets) {
  constexpr double kNear = 25;
  constexpr double kStep = 10;
  constexpr double kLong = 100;
  const StreetIndex index(streets.graph, 200);
  double doubled = 0;
  double all = 0;
  const auto on_ground = [&](const StreetEdge& e) { return e.from.rank < kRankElevated; };
  for (std::uint32_t e = 0; e < streets.graph.edges.size(); ++e) {
    const StreetEdge& edge = streets.graph.edges[e];
    if (!on_ground(edge)) continue;
    all += edge.length_m;
    double run = 0;
    for (double at = 0; at < edge.length_m; at += kStep) {
      const Point p = point_along(edge.line, at);
      const Point along = unit(point_along(edge.line, at + 5) - point_along(edge.line, at - 5));
      const auto near = index.near(p, kNear);
      const bool beside = std::any_of(near.begin(), near.end(), [&](const NearStreet& n) {
        const StreetEdge& other = streets.graph.edges[n.edge];
        // A street going on past a node is no duplicate: its foot is its own end.
        const bool at_end = n.foot.along_m < 1 || n.foot.along_m > other.length_m - 1;
        if (n.edge == e || !on_ground(other) || at_end) return false;
        const Point dir = unit(other.line[n.foot.piece + 1] - other.line[n.foot.piece]);
        return std::abs(dot(dir, along)) > 0.94;
      });
      run = beside ? run + kStep : 0;
      if (run > kLong) doubled += run - kStep > kLong ? kStep : run;
    }
  }
  return all > 0 ? doubled / all : 0;
}

}  // namespace mwendo
