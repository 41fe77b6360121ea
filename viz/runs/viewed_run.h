// A run for the window: its world, and the function that makes it.
//
//   ViewedRun run = open_made_up_city({});
//   Session session(run.make, run.world->network.links().size(), run.rates);
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/measure.h"
#include "viz/runs/session.h"

namespace mwendo::viz {

struct ViewedRun {
  std::shared_ptr<const CityWorld>
      world;             // shared: the run's thread may outlive the window's interest
  std::string city;      // "Nairobi"
  std::string scenario;  // "base"
  float from_s = 6 * 3600;
  float to_s = 10 * 3600;
  std::uint64_t seed = 1;
  double sample = 1;
  std::string id;   // scenario id or path, as another file would extend it
  std::string out;  // folder of its results, empty: none
  EmissionRates rates;
  bool has_people = false;  // snapshots hold people on foot and bicycles
  MakeRun make;
  // The same people with measures drawn in the window; throws InputError. Empty for recorded runs.
  std::function<ViewedRun(const std::vector<Measure>&, const std::string& title)> alternative;
};

}  // namespace mwendo::viz
