// A small town with people, lines and levels of service, ready for mode choice.
#pragma once

#include <algorithm>
#include <memory>

#include "sim/choice/calibrate.h"
#include "sim/choice/replanning.h"
#include "sim/learning/experience.h"
#include "sim/population/synthesis.h"
#include "tests/support/small_world.h"

namespace mwendo::testing {

// Members refer to each other, so a fixture stays where it is.
struct DemandTown {
  SmallWorld world;
  int threads;
  ZoneDistances distances;
  Population people;
  ActiveLevels active;
  ChoiceParameters parameters;
  std::unique_ptr<LevelOfService> level;

  struct Options {
    bool brt = false;
    float brt_headway_s = 180;
    float from_s = 6 * 3600;
    float to_s = 10 * 3600;
    double sample = 0.2;
    int threads = 1;
  };
  explicit DemandTown(const Options& o)
      : world(make_small_world({.block_m = 600})), threads(o.threads) {
    world.figures.mean_trip_km = 2.8F;
    for (std::uint32_t k : {2U, 7U, 12U}) {
      add_both({.name = "row", .nodes = row_nodes(world, k), .headway_s = 240});
      add_both({.name = "column", .nodes = column_nodes(world, k), .headway_s = 240});
    }
    if (o.brt)
      add_both({.name = "brt",
                .mode = Mode::brt,
                .nodes = row_nodes(world, 7),
                .headway_s = o.brt_headway_s,
                .fare = 40,
                .capacity = 160,
                .stop_every = 2});
    distances = zone_distances(world.network, world.zones, 1.3F, threads);
    people = synthesise(
        world.zones, world.figures, world.network, distances,
        {.seed = 11, .sample = o.sample, .from_s = o.from_s, .to_s = o.to_s, .threads = threads});
    active = active_levels(world.network, people, {.threads = threads});
    parameters = choice_parameters(world.figures);
    level = std::make_unique<LevelOfService>(LevelInput{world, distances, people, active},
                                             parameters, o.from_s, o.to_s, threads);
    const Experience first = first_experience(world, o.from_s, o.to_s);
    level->believe(first.links, first.transit);
  }
  DemandTown(const DemandTown&) = delete;
  DemandTown& operator=(const DemandTown&) = delete;

  IterationRecord choose(int iteration = 0) {
    return choose_modes(people, *level, {.iteration = iteration, .seed = 11, .threads = threads});
  }

 private:
  void add_both(LineSpec spec) {
    add_line(world, spec);
    std::reverse(spec.nodes.begin(), spec.nodes.end());
    add_line(world, spec);
  }
};

}  // namespace mwendo::testing
