// Stations and fleets of BRT lines as the planning guide has them, beside the run.
//
//   for (const StationCheck& s : station_checks(world, run)) ...   // fullest docks first
//
// The guide's formulas (sim/world/planning_guide.h) take vehicles and riders of the run. So they
// check what the simulation makes of them at docks, not the demand.
#pragma once

#include <vector>

#include "scenarios/results/run_summary.h"
#include "scenarios/results/set_back.h"

namespace mwendo {

struct StationCheck {
  StopId stop;
  double vehicles_h = 0;
  double boardings_h = 0, alightings_h = 0;  // persons
  double planned_saturation = 0;             // by the guide; `saturation` in the run
  double saturation = 0;
  double planned_queue = 0;   // vehicles, by the guide; infinite from a saturation of 1
  double planned_wait_s = 0;  // of a vehicle
  double dock_capacity = 0;   // vehicles an hour of all docks, TCRP Report 165
  SetBack set_back = {};
};

// Of a line and its opposite.
struct FleetCheck {
  LineId line;
  double load_h = 0;      // persons in the busiest hour of the busiest section and direction
  double vehicles_h = 0;  // that this load needs at the planned load factor
  double run_h = 0;       // vehicles an hour of the run, busier direction
  double cycle_s = 0;     // both directions as driven, with layovers
  double fleet = 0;       // that the load needs
  double in_service = 0;  // vehicles of the line
};

[[nodiscard]] std::vector<StationCheck> station_checks(const World& world, const RunSummary& run);
[[nodiscard]] std::vector<FleetCheck> fleet_checks(const World& world, const RunSummary& run);

}  // namespace mwendo
