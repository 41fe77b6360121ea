#include "benchmarks/regress_city.h"

#include <filesystem>
#include <string>

#include "scenarios/experiments/run_scenario.h"
#include "scenarios/files/data_folder.h"
#include "scenarios/results/write_results.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

PreparedScenario make_town() {
  PreparedScenario p;
  testing::SmallWorld world = testing::make_small_world({.size = 12, .population = 12000});
  for (const std::uint32_t row : {2U, 6U, 10U})
    testing::add_line(world,
                      {.name = std::to_string(row), .nodes = testing::row_nodes(world, row)});
  static_cast<World&>(p.world) = world;
  p.scenario.id = "town/base";
  p.scenario.from_s = 7 * 3600;
  p.scenario.to_s = 8 * 3600;
  p.scenario.warm_up_s = 0;  // the hour before would only repeat the work
  p.scenario.sample = 0.1;
  p.scenario.iterations = 2;
  p.factors =
      load_factors(data_folder() / "emission_factors", p.world.figures, GwpSet::ar6, p.assumptions);
  p.distances = zone_distances(p.world.network, p.world.zones, p.world.figures.mean_detour_walk);
  return p;
}

const PreparedScenario& town() {
  static const PreparedScenario made = make_town();
  return made;
}

}  // namespace

void prepare_small_city() { (void)town(); }

double run_small_city() {
  const FinishedRun run = run_scenario(town(), town(), {.seed = 7, .threads = 1});
  std::string name = (std::filesystem::temp_directory_path() / "mwendo-town-XXXXXX").string();
  const std::filesystem::path folder = mkdtemp(name.data());
  write_results(folder, town().world, run.summary);
  std::filesystem::remove_all(folder);
  return run.summary.value("travel_time_mean").value_or(0);
}

}  // namespace mwendo
