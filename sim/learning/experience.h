// What the people of a finished run had learnt, to start another run from.
//
//   FinishedRun base = run_scenario(prepared, prepared, request);
//   request.start_from = &base.experience;
//   run_scenario(alternative, prepared, request);
//
// An alternative starts from what its base's people believed when they had settled; lines that the
// measure changed or added start from what the street times make of them. So it needs fewer days
// and differs from the base in the measure alone.
#pragma once

#include <string>
#include <vector>

#include "sim/active/crossing_flows.h"
#include "sim/choice/level_of_service.h"
#include "sim/traffic/link_times.h"
#include "sim/transit/router/transit_times.h"
#include "sim/world/world.h"

namespace mwendo {

// A line as people know it; by name, description and stops it is found again in another world.
struct KnownLine {
  std::string name, description;
  float peak_headway_s = 0;
  std::size_t first = 0;  // its first line stop in TransitTimes
  std::vector<Point> stops;
};

struct Experience {
  LinkTimes links;
  CrossingFlows walkers;
  TransitTimes transit;  // of `lines`
  std::vector<KnownLine> lines;
  ModeValues constants{};
  LevelOfService::StreetFactors street_factors{};
  int days = 0;
};

[[nodiscard]] std::vector<KnownLine> known_lines(const TransitSupply& supply);

// What people believe before anybody has travelled: free flow slowed to the city's observed mean
// speed in the peak, public transport by plan at that speed. The walks of others are not known.
[[nodiscard]] Experience first_experience(const World& world, float from_s, float to_s);

// Times for the lines of `now`: those of equal lines are carried over, `fresh` serves the others.
[[nodiscard]] TransitTimes carry_over(const Experience& from, const TransitSupply& now,
                                      TransitTimes fresh);

}  // namespace mwendo
