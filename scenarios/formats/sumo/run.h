// SUMO's net and demand in Mwendo's traffic: the trips of the file, without choice or replanning.
//
//   const SumoNet net = read_sumo_net("city.net.xml");
//   SumoDemand demand = read_sumo_routes("city.rou.xml", net);
//   route_trips(demand, net);                       // scenarios/formats/sumo/route_trips.h
//   const SumoRun run = run_sumo(net, demand, {.traffic = {.to_s = 3600}});
//   use(run.finished, run.mean_travel_s, run.mean_speed_mps);
//
// Guarantees: deterministic; the same for any number of threads. The run ends when all have
// arrived, at the latest at to_s (or until_s if later). Trips that depart before from_s are left
// out, as in SUMO. Errors: Interrupted if `each` returns false. Limits: vehicles enter at the start
// of their first link and leave at the end of their last. departLane, departSpeed and arrivalPos
// are not used. Speed factors are drawn anew.
#pragma once

#include <functional>

#include "network/sumo/routes.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

struct SumoRunOptions {
  TrafficOptions traffic = {};  // from_s, to_s, seed, threads ...
  float until_s = 0;          // goes on after traffic.to_s until all have arrived, at most to here
  bool speed_factors = true;  // drawn from speedFactor and speedDev of the types
};

struct SumoRun {
  TrafficCounts counts;
  double wall_s = 0;         // of the steps alone
  float end_s = 0;           // of the clock
  std::size_t departed = 0;  // in the file, up to the end
  std::size_t finished = 0;
  std::uint64_t waiting = 0;     // departed in the file, not entered yet
  double mean_travel_s = 0;      // finished trips, from departure in the file to arrival
  double mean_speed_mps = 0;     // finished trips: metres over seconds
  std::vector<float> arrival_s;  // by trip, -1 if it did not arrive
  Tallies tallies;
};

// each: called after every step, may be empty; false stops the run.
[[nodiscard]] SumoRun run_sumo(const SumoNet& net, const SumoDemand& demand,
                               const SumoRunOptions& options,
                               const std::function<bool(const Traffic&)>& each = {});

}  // namespace mwendo
