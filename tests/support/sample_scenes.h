// Places with fixed demand, to compare a sample of 1/n with all vehicles.
//
//   const SampleScene scene = sample_scene("arterial");
//   const SampleRun all = run_sample(scene, {.per_hour = 3000});
//   const SampleRun few = run_sample(scene, {.per_hour = 3000, .stands_for = 50});
//   few.speed_kmh / all.speed_kmh                       // 1: the same place at any sample
//
// A simulated day (sim/day/day.h) of car trips alone, so that drivers and their clones are those of
// a run. Drivers choose their routes as in a run: free-flow times, and the news of the day.
//
// Demand is fixed: each relation (origin and destination) has 100 trips, at random times. A sample
// takes every n-th of each, beginning with any of the first n. For n of 1, 2, 5, 20 and 50 it has
// the same relations with the same numbers of vehicles. `Drawn::from_all` takes every n-th trip of
// the whole place instead: then relations have more or fewer drivers by chance, as in a sample of
// people.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/world/world.h"

namespace mwendo {

struct SampleRelation {
  NodeId from, to;
};

struct SampleScene {
  std::string name;
  World world;
  std::vector<SampleRelation> relations;  // demand takes as many from the first on as it needs
  double capacity_per_hour = 0;  // trips that the place serves at most, found by raising demand
};

// "arterial": 2.7 km of two lanes each way, ten signals 250 m apart, streets that cross it.
// "grid": 6 x 6 junctions of streets with three lanes each way, most with signals.
// "city": 21 x 21 junctions, every fifth street an arterial (generate_grid).
// Throws std::invalid_argument for another name.
[[nodiscard]] SampleScene sample_scene(const std::string& name);
[[nodiscard]] const std::vector<std::string>& sample_scene_names();

enum class Drawn : std::uint8_t { from_relations, from_all };

struct SampleDemand {
  double per_hour = 0;  // trips of the whole place, rounded to whole relations
  double stands_for = 1;
  Drawn drawn = Drawn::from_relations;
  std::uint64_t seed = 1;
  float warm_up_s = 1800;
  float seconds = 5400;  // measured after that; whole periods of the tallies
};

struct SampleRun {
  double speed_kmh = 0;         // vehicle-km over vehicle-hours, those of waiting to enter included
  double km_per_hour = 0;       // flow: vehicle-km an hour
  double waiting_to_enter = 0;  // vehicles, mean
};

[[nodiscard]] SampleRun run_sample(const SampleScene& scene, const SampleDemand& demand);

}  // namespace mwendo
