// What the people of a finished run had learnt: the start of another run.
//
//   FinishedRun base = run_scenario(prepared, prepared, request);
//   request.start_from = &base.experience;
//   run_scenario(alternative, prepared, request);
//
// An alternative starts from the beliefs of the base's people after they had settled. Lines that
// the measure changed or added start from the street times. So the alternative needs fewer days and
// differs from the base in the measure alone.
#pragma once

#include <string>
#include <vector>

#include "sim/active/crossing_flows.h"
#include "sim/choice/level_of_service.h"
#include "sim/day/known_ways.h"
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
  KnownWays ways;  // of drivers
  CrossingFlows walkers;
  TransitTimes transit;  // of `lines`
  std::vector<KnownLine> lines;
  ModeValues constants{};
  LevelOfService::StreetFactors street_factors{};
  int days = 0;
};

[[nodiscard]] std::vector<KnownLine> known_lines(const TransitSupply& supply);

// Beliefs before anybody has travelled: free flow slowed to the city's observed mean speed in the
// peak, public transport by plan at that speed. The flows of walkers are not known. Link times
// begin with the run-in.
[[nodiscard]] Experience first_experience(const World& world, float from_s, float to_s,
                                          float warm_up_s = 0);

// Seconds between stops, by line stop, that the fleets of lines are planned for: as experienced,
// but for minibuses, whose number is counted and not bought to keep a headway, as first expected.
[[nodiscard]] std::vector<float> planned_runs(const World& world, const Experience& known);

// Times for the lines of `now`: equal lines keep theirs; the others take those of `fresh`.
[[nodiscard]] TransitTimes carry_over(const Experience& from, const TransitSupply& now,
                                      TransitTimes fresh);

}  // namespace mwendo
