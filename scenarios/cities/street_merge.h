// One clean street graph from the named roads and the public transport routes of a city.
//
//   const CityStreets streets = merge_streets(tables);   // about 0.4 s
//   const RoadRow* road = streets.road(e, tables);   // the named road of an edge, or nullptr
//
// Order: named roads with a traced course; routes from long to short; named roads of which only
// some points are known; elevated roads on their own level, joined at their interchanges. Roads of
// points follow the streets so far where that makes no detour, else they are straight (synthetic).
// Limits: every street is two-way; a road's carriageways are one line; elevated roads meet the
// other streets only at the points of their table row.
#pragma once

#include <vector>

#include "network/conflate/street_graph.h"
#include "scenarios/cities/city_tables.h"

namespace mwendo {

inline constexpr std::uint32_t kNoRoad = 0xFFFFFFFFU;
// Ranks of street pieces, see conflate::Provenance.
// Adopted: streets of routes that carry a named road of poor course. Local: made up, see
// local_streets.h. Main streets on the ground have a lower rank than elevated ones.
inline constexpr std::uint32_t kRankNamed = 0, kRankAdopted = 1, kRankRoute = 2, kRankStraight = 3,
                               kRankElevated = 4, kRankRamp = 5, kRankLocal = 6;

struct RoadCoverage {
  std::uint32_t road = 0;
  double traced_m = 0;   // length of the course in the table
  double matched_m = 0;  // length of the way found for it on the streets
  double present_m = 0;  // length of the course with a street within 70 m; poor: matched_m
};

struct CityStreets {
  conflate::StreetGraph graph;
  std::vector<std::uint32_t> road_of_edge;  // index into CityTables::roads or kNoRoad
  std::vector<RoadCoverage> coverage;       // by road
  conflate::CleanReport cleaning;
  double traces_m = 0;        // length of everything that was merged
  int straight_legs = 0;      // legs of poor roads drawn straight
  int adopted_legs = 0;       // legs of poor roads found on streets
  int interchanges = 0;       // points where elevated roads meet streets
  int lost_interchanges = 0;  // points with no street near enough
};

[[nodiscard]] CityStreets merge_streets(const CityTables& tables);

// Remaining duplicates: the share of the length that runs within 25 m of another street, in like
// direction, for more than 100 m. Elevated roads do not count.
[[nodiscard]] double parallel_share(const CityStreets& streets);

}  // namespace mwendo
