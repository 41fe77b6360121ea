// The named roads of a city on its network, and what they say of streets whose tags are silent.
//
//   const NamedLinks named = find_named_roads(tables, network);
//   set_named_roads(tables, origins, named, builder);   // names, lanes, speeds
//
// Method: a road is matched to the links in both directions (network/conflate/trace_ways.h), so
// both carriageways of a dual road are found. Both directions of a two-way street are of one road.
// Short links at corners are of the road on both sides of them. Where two roads claim a link, the
// one of the better course and then of the higher class has it. A road of poor course is connected
// from point to point; it has a link only if their classes are next to one another. Limits:
// elevated roads are not looked for.
#pragma once

#include <vector>

#include "network/assembly/builder.h"
#include "scenarios/cities/city_streets.h"
#include "scenarios/cities/city_tables.h"

namespace mwendo {

inline constexpr std::uint32_t kNoRoad = 0xFFFFFFFFU;

struct RoadCoverage {
  std::uint32_t road = 0;
  double traced_m = 0;   // length of the course in the table
  double present_m = 0;  // of it with a link of the network within 60 m in like direction
};

struct NamedLinks {
  Column<LinkId, std::uint32_t> road_of;  // index into CityTables::roads or kNoRoad
  std::vector<RoadCoverage> coverage;     // by road
};

[[nodiscard]] NamedLinks find_named_roads(const CityTables& tables, const Network& network);

// Tags win over roads.csv. On a street that its table draws as one line though it knows
// carriageways, a dual road has half its lanes. A carriageway has those of one direction.
void set_named_roads(const CityTables& tables, const WayOrigins& origins, const NamedLinks& named,
                     NetworkBuilder& builder);

}  // namespace mwendo
