#include "scenarios/experiments/run_scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "scenarios/cities/imported_city.h"
#include "scenarios/files/data_folder.h"
#include "scenarios/files/sha256.h"
#include "scenarios/impacts/run_emissions.h"
#include "scenarios/measures/measure.h"
#include "sim/learning/simulate.h"
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

// The measures one after the other; a problem names the table and file of its measure.
CityWorld apply_all(const CityWorld& city, const Scenario& scenario,
                    const std::vector<Measure>& measures, Problems& problems) {
  CityWorld world = city;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    Problems of_measure;
    world = apply(world, {measures[i]}, of_measure);
    for (Problem p : of_measure.all()) {
      if (p.file.empty() && i < scenario.measures.size()) {
        const ConfigTable& table = scenario.measures[i];
        p.file = table.file, p.line = table.line, p.column = table.column;
      }
      problems.add(std::move(p));
    }
  }
  return world;
}

// Where crossing walkers take time from traffic (sim/active/crossing_flows.h).
Assumption walkers_who_cross(const Network& net) {
  double streets = 0;
  for (const LinkId l : net.links())
    streets += (net.link.flags[l] & kCrossing) != 0 ||
               net.node.signal_plan[net.link.from[l]] != kNoSignalPlan;
  return {
      "crossing walkers",
      "From the walks of the day before, by the fewest crossings from a drawn side of the street "
      "to another; half of the drivers yield. On the first day 120 an hour at marked crossings.",
      streets, "assumption"};
}

// Where the scenario lets people react (sim/choice/departure_choice.h).
Assumption departures_react() {
  return {"departure times",
          "Tours on the streets leave up to 60 min earlier or later than counted, where a measure "
          "changes times. A minute early counts 0.61, late 2.40 of a minute of travel. Riders of "
          "public transport keep their times.",
          0, "Small 1982, unverified"};
}

// The same (sim/choice/destination_choice.h).
Assumption destinations_react() {
  return {"destinations",
          "Tours from home to errands lead elsewhere where a measure changes the logsum of mode "
          "choice. A minute counts as in the gravity model. Work and school stay; attractions are "
          "not balanced anew.",
          0, "Williams 1977, assumption"};
}

// Until demand is fitted to counts. Differences of scenarios share the same demand.
Assumption levels_not_fitted() {
  return {kLevelsSubject,
          "Levels of speed, delay and emissions are not yet fitted to counts. Compare scenarios; "
          "do not quote a level.",
          0, "docs/known-limits.md"};
}

SynthesisOptions people_options(const Scenario& s, const RunRequest& request) {
  SynthesisOptions options;
  options.seed = request.seed;
  options.threads = request.threads;
  options.sample = s.sample;
  options.from_s = static_cast<float>(s.from_s - s.run_in_s());
  options.to_s = static_cast<float>(s.to_s);
  return options;
}

// People of the base in the prepared world; only growth gives it other ones.
Population people_of(const PreparedScenario& prepared, const PreparedScenario& base,
                     const RunRequest& request) {
  return synthesise(prepared.world.zones, prepared.world.figures, base.world.network,
                    base.distances, people_options(prepared.scenario, request));
}

// Of errands, where they react; else none.
std::optional<DestinationModel> destinations_of(const PreparedScenario& prepared,
                                                const PreparedScenario& base,
                                                const RunRequest& request) {
  if (!prepared.scenario.destination_choice || request.base_days == nullptr) return std::nullopt;
  return destination_model(prepared.world.zones, prepared.world.figures, base.world.network,
                           base.distances, people_options(prepared.scenario, request));
}

// The last days of a run; an alternative has as many, so that both learn equally long.
int compared_days(const Scenario& scenario) { return (scenario.iterations + 1) / 2; }

SimulationOptions options_of(const Scenario& scenario, const RunRequest& request) {
  SimulationOptions o;
  o.from_s = static_cast<float>(scenario.from_s);
  o.to_s = static_cast<float>(scenario.to_s);
  o.warm_up_s = static_cast<float>(scenario.run_in_s());
  o.seed = request.seed;
  o.sample = scenario.sample;
  o.iterations = scenario.iterations;
  o.stop_when_settled = request.stop_when_settled;
  o.short_days = scenario.short_days;
  o.fit_constants = request.start_from == nullptr;
  o.refit_constants = request.refit_constants;
  o.keep_days = request.keep_days;
  o.base_days = request.base_days;
  o.departures_react = scenario.departure_choice;
  if (request.start_from != nullptr) o.iterations = compared_days(scenario);
  o.settle_days = o.iterations - compared_days(scenario);
  o.threads = request.threads;
  return o;
}

SimulationWatch watch_of(const RunRequest& request, int days) {
  SimulationWatch watch;
  if (request.watch)
    watch.see = [&request, days](int k, const DaySimulation& day) {
      return request.watch(k, days, day);
    };
  if (request.progress)
    watch.progress = [&request](const SimulationProgress& p) {
      return request.progress(
          p.share, fmt::format("day {} of {}, {}", p.iteration + 1, p.iterations, p.phase));
    };
  return watch;
}

}  // namespace

PreparedScenario prepare(const Scenario& scenario, GwpSet gwp, Problems& problems, int threads,
                         const std::vector<Measure>& drawn) {
  PreparedScenario p;
  const std::size_t before = problems.all().size();
  std::vector<Measure> measures = read_measures(scenario.measures, problems);
  measures.insert(measures.end(), drawn.begin(), drawn.end());
  if (problems.all().size() > before) return p;
  const CityWorld city = load_any_city(scenario.city, problems, threads);
  if (problems.all().size() > before) return p;
  p.world = apply_all(city, scenario, measures, problems);
  if (problems.all().size() > before) return p;
  p.scenario = scenario;
  p.assumptions = p.world.assumptions;
  p.assumptions.push_back(walkers_who_cross(p.world.network));
  if (scenario.departure_choice) p.assumptions.push_back(departures_react());
  if (scenario.destination_choice) p.assumptions.push_back(destinations_react());
  p.assumptions.push_back(levels_not_fitted());
  const auto folder = data_folder() / "emission_factors";
  p.factors = load_factors(folder, p.world.figures, gwp, p.assumptions);
  p.sources = p.world.sources;
  for (Source& source : factor_sources(folder)) p.sources.push_back(std::move(source));
  p.info = info_of(scenario, gwp, measures);
  p.distances =
      zone_distances(p.world.network, p.world.zones, p.world.figures.mean_detour_walk, threads);
  return p;
}

FinishedRun run_scenario(const PreparedScenario& prepared, const PreparedScenario& base,
                         const RunRequest& request) {
  const World& world = prepared.world;
  SimulationOptions options = options_of(prepared.scenario, request);
  const std::optional<DestinationModel> destinations = destinations_of(prepared, base, request);
  if (destinations) options.destinations = &*destinations;
  Learners people(world, base.distances, people_of(prepared, base, request), options,
                  request.start_from);
  people.on_settled = request.settled;
  RunResults results = simulate(world, people, options, watch_of(request, options.iterations));
  const Corridor own = brt_corridor_of(world);
  FinishedRun run;
  run.lines = results.lines;
  run.summary = summarise(
      world, people.population(), results, emissions_of_run(world, results, prepared.factors),
      request.corridor != nullptr ? request.corridor : &own,
      prepared.info.measures.empty() ? prepared.world.counts : std::vector<Count>{});
  run.summary.info = prepared.info;
  run.summary.assumptions = prepared.assumptions;
  run.summary.sources = prepared.sources;
  run.trips = std::move(results.trips);
  run.population = people.take_population();
  run.experience = people.settled();
  run.learnt = people.experience();
  run.constants_fit = people.constants_fit();
  run.days = people.days();
  return run;
}

}  // namespace mwendo
