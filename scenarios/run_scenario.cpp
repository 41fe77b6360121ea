#include "scenarios/run_scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/data_folder.h"
#include "scenarios/imported_city.h"
#include "scenarios/measure_reader.h"
#include "scenarios/mode_constants.h"
#include "scenarios/sha256.h"
#include "sim/active/active_level_of_service.h"
#include "sim/choice/calibrate.h"
#include "sim/choice/replanning.h"
#include "sim/day/simulate.h"
#include "sim/population/synthesis.h"

namespace mwendo {
namespace {

RunInfo info_of(const Scenario& scenario, GwpSet gwp, const std::vector<Measure>& measures) {
  RunInfo info;
  info.scenario = scenario.id;
  info.title = scenario.title;
  info.description = scenario.description;
  info.version = MWENDO_VERSION;
  info.gwp = name_of(gwp);
  info.iterations = scenario.iterations;
  for (const Measure& m : measures) info.measures.push_back(describe(m));
  for (const auto& file : scenario.files)
    info.inputs.push_back({file.filename().string(), sha256_of_file(file)});
  return info;
}

// The measures one after the other; a problem tells which table of which file it comes from.
World apply_all(const World& city, const Scenario& scenario, const std::vector<Measure>& measures,
                Problems& problems) {
  World world = city;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    Problems of_measure;
    world = apply(world, {measures[i]}, of_measure);
    for (Problem p : of_measure.all()) {
      const ConfigTable& table = scenario.measures[i];
      if (p.file.empty()) p.file = table.file, p.line = table.line, p.column = table.column;
      problems.add(std::move(p));
    }
  }
  return world;
}

// People of the base in the prepared world; only growth gives it other ones.
Population people_of(const PreparedScenario& prepared, const PreparedScenario& base,
                     std::uint64_t seed) {
  const Scenario& s = prepared.scenario;
  SynthesisOptions options;
  options.seed = seed;
  options.sample = s.sample;
  options.from_s = static_cast<float>(s.from_s);
  options.to_s = static_cast<float>(s.to_s);
  return synthesise(prepared.world.zones, prepared.world.figures, base.world.network,
                    base.distances, options);
}

// Fits the constants to the observed shares at the present levels of service.
void fit(LevelOfService& level, const Population& people, const CityFigures& figures) {
  const CalibrationResult result = fit_constants(
      evaluate(people, level), find_tours(people),
      {.observed = figures.observed_mode_share, .parameters = level.parameters()});
  level.set_constants(result.constant);
}

SimulationOptions options_of(const Scenario& scenario, const RunRequest& request) {
  SimulationOptions o;
  o.from_s = static_cast<float>(scenario.from_s);
  o.to_s = static_cast<float>(scenario.to_s);
  o.seed = request.seed;
  o.sample = scenario.sample;
  o.iterations = scenario.iterations;
  o.threads = request.threads;
  return o;
}

}  // namespace

PreparedScenario prepare(const Scenario& scenario, GwpSet gwp, Problems& problems) {
  PreparedScenario p;
  const std::size_t before = problems.all().size();
  const std::vector<Measure> measures = read_measures(scenario, problems);
  if (problems.all().size() > before) return p;
  const World city = load_any_city(scenario.city, problems);
  if (problems.all().size() > before) return p;
  p.world = apply_all(city, scenario, measures, problems);
  if (problems.all().size() > before) return p;
  p.scenario = scenario;
  p.assumptions = p.world.assumptions;
  const auto folder = data_folder() / "emission_factors";
  p.factors = load_factors(folder, p.world.figures, gwp, p.assumptions);
  p.sources = p.world.sources;
  for (Source& source : factor_sources(folder)) p.sources.push_back(std::move(source));
  p.info = info_of(scenario, gwp, measures);
  p.constants = read_mode_constants(city_data_folder(scenario.city), problems);
  p.distances = zone_distances(p.world.network, p.world.zones, p.world.figures.mean_detour_walk);
  return p;
}

ModeValues first_constants(const PreparedScenario& base, std::uint64_t seed) {
  const World& world = base.world;
  const Population people = people_of(base, base, seed);
  const ActiveLevels active = active_levels(world.network, people);
  LevelOfService level({&world.network, &world.transit, &world.zones, &world.figures,
                        &base.distances, &people, &active},
                       choice_parameters(world.figures),
                       static_cast<float>(base.scenario.from_s),
                       static_cast<float>(base.scenario.to_s));
  fit(level, people, world.figures);
  return level.parameters().constant;
}

FinishedRun run_scenario(const PreparedScenario& prepared, const PreparedScenario& base,
                         const RunRequest& request) {
  const World& world = prepared.world;
  const SimulationOptions options = options_of(prepared.scenario, request);
  FinishedRun run;
  run.population = people_of(prepared, base, request.seed);
  const ActiveLevels active = active_levels(world.network, run.population);
  LevelOfService level({&world.network, &world.transit, &world.zones, &world.figures,
                        &base.distances, &run.population, &active},
                       choice_parameters(world.figures), options.from_s, options.to_s);
  const ModeValues* known = request.constants;
  if (known == nullptr && base.constants && !request.fit) known = &*base.constants;
  if (known != nullptr) level.set_constants(*known);
  LinkTimes believed =
      first_link_times(world.network, world.figures, options.from_s, options.to_s);
  TransitTimes transit = expected_times(
      world.network, world.transit,
      {.time_of_day_s = (options.from_s + options.to_s) / 2,
       .mixed_mps = world.figures.peak_speed_kmh / 3.6F});
  SimulationHooks hooks;
  hooks.choose = [&](int k) {
    if (known == nullptr) fit(level, run.population, world.figures);
    return choose_modes(run.population, level, {.iteration = k, .seed = request.seed});
  };
  hooks.learn = [&](int k, const DayOutcome& day) {
    const auto weight = static_cast<float>(1.0 / std::min(k + 1, 4));
    learn(transit, world.transit, {.lines = day.lines, .from_s = options.from_s,
                                   .to_s = options.to_s, .weight = weight});
    level.believe(believed, transit);
    level.learn_trips(day.trips, weight);
  };
  hooks.progress = [&](const SimulationProgress& p) {
    if (!request.progress) return true;
    return request.progress(p.share, fmt::format("day {} of {}, {}", p.iteration + 1,
                                                 p.iterations, p.phase));
  };
  RunResults results =
      simulate({&world.network, &world.transit, &world.zones, &world.figures}, run.population,
               believed, options, hooks);
  const Corridor own = brt_corridor_of(world);
  run.summary = summarise(world, run.population, results, prepared.factors,
                          request.corridor != nullptr ? request.corridor : &own);
  run.summary.info = prepared.info;
  run.summary.assumptions = prepared.assumptions;
  run.summary.sources = prepared.sources;
  run.trips = std::move(results.trips);
  run.constants = level.parameters().constant;
  return run;
}

}  // namespace mwendo
