#include "scenarios/impacts/emission_factors.h"
#include "scenarios/impacts/run_emissions.h"
#include "sim/learning/simulate.h"
#include "tests/golden/town.h"

namespace mwendo::testing {
namespace {

constexpr float kExpansion = 5;
constexpr float kMomentEveryS = 600;
constexpr int kComparedDays = 2;

SimulationOptions options_of(int settle_days, int threads) {
  return {.from_s = 7 * 3600,
          .to_s = 8 * 3600,
          .seed = 7,
          .sample = 1 / static_cast<double>(kExpansion),
          .iterations = settle_days + kComparedDays,
          .settle_days = settle_days,
          .fit_constants = settle_days > 0,
          .threads = threads};
}

void look_at(const DaySimulation& day, std::vector<TrafficMoment>& moments) {
  if (static_cast<int>(day.now()) % static_cast<int>(kMomentEveryS) != 0) return;
  moments.push_back({day.now(), day.traffic().state_hash(), day.traffic().counts().in_network});
}

RunSummary summary_of(const World& world, const Population& people, const RunResults& results) {
  std::vector<Assumption> assumed;
  const FactorSet factors =
      load_factors(std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "scenarios/emission_factors",
                   world.figures, GwpSet::ar6, assumed);
  const Corridor corridor = brt_corridor_of(world);
  return summarise(world, people, results, emissions_of_run(world, results, factors), &corridor);
}

Learners learners_of(const Town& town, const World& world, const ZoneDistances& distances,
                     const SimulationOptions& options, const Experience* start_from) {
  return {world, distances, people_of(town.base, kExpansion, town.rows, town.nodes), options,
          start_from};
}

// What the people of the base knew when they had settled.
Experience settled_in(const Town& town, const ZoneDistances& distances, int threads) {
  const SimulationOptions options = options_of(2, threads);
  Learners people = learners_of(town, town.base, distances, options, nullptr);
  (void)simulate(town.base, people, options, {});
  return people.settled();
}

}  // namespace

TownRun run_town(const Town& town, int threads) {
  const ZoneDistances distances = zone_distances(town.base.network, town.base.zones, 1.3F, threads);
  const Experience settled = settled_in(town, distances, threads);
  const SimulationOptions options = options_of(0, threads);
  Learners people = learners_of(town, town.world, distances, options, &settled);
  TownRun run;
  run.results =
      simulate(town.world, people, options, {.see = [&](int day, const DaySimulation& now) {
                 if (day + 1 == kComparedDays) look_at(now, run.moments);
                 return true;
               }});
  run.people = people.take_population();
  run.summary = summary_of(town.world, run.people, run.results);
  return run;
}

}  // namespace mwendo::testing
