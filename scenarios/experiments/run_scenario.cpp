#include "scenarios/experiments/run_scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/files/data_folder.h"
#include "scenarios/cities/imported_city.h"
#include "scenarios/impacts/run_emissions.h"
#include "scenarios/measures/measure.h"
#include "scenarios/files/sha256.h"
#include "sim/active/active_level_of_service.h"
#include "sim/choice/calibrate.h"
#include "sim/choice/period_shares.h"
#include "sim/choice/replanning.h"
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

// The measures one after the other; a problem tells which table of which file it comes from.
CityWorld apply_all(const CityWorld& city, const Scenario& scenario, const std::vector<Measure>& measures,
                Problems& problems) {
  CityWorld world = city;
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

// Where people who cross on foot take time from traffic (sim/active/crossing_flows.h).
Assumption walkers_who_cross(const Network& net) {
  double streets = 0;
  for (const LinkId l : net.links())
    streets += (net.link.flags[l] & kCrossing) != 0 ||
               net.node.signal_plan[net.link.from[l]] != kNoSignalPlan;
  return {"walkers who cross",
          "From the walks of the day before, by the fewest crossings from a drawn side of the street "
          "to another; half of the drivers yield. On the first day 120 an hour at marked crossings.",
          streets, "assumption"};
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

// The last days of a run; an alternative has as many, so that both learn equally long.
int compared_days(const Scenario& scenario) { return (scenario.iterations + 1) / 2; }

SimulationOptions options_of(const Scenario& scenario, const CityFigures& figures,
                             const RunRequest& request) {
  SimulationOptions o;
  o.from_s = static_cast<float>(scenario.from_s);
  o.to_s = static_cast<float>(scenario.to_s);
  o.seed = request.seed;
  o.sample = scenario.sample;
  o.iterations = scenario.iterations;
  if (request.start_from != nullptr) {
    o.days_learnt = request.start_from->days;
    o.iterations = compared_days(scenario);
  }
  o.threads = request.threads;
  o.saturation_scale = figures.reaction_scale;
  return o;
}

// People, what they believe, and how they choose and learn, from day to day.
class Learners {
 public:
  Learners(const PreparedScenario& prepared, const PreparedScenario& base,
           const RunRequest& request, const SimulationOptions& options)
      : world_(prepared.world),
        request_(request),
        options_(options),
        settle_(options.iterations - compared_days(prepared.scenario)),
        population(people_of(prepared, base, request.seed)),
        active_(active_levels(world_.network, population)),
        level_({&world_.network, &world_.transit, &world_.zones, &world_.figures, &base.distances,
                &population, &active_},
               choice_parameters(world_.figures), options.from_s, options.to_s) {
    now_.transit = expected_times(world_.network, world_.transit,
                                  {.time_of_day_s = (options.from_s + options.to_s) / 2,
                                   .mixed_mps = world_.figures.peak_speed_kmh / 3.6F});
    if (request.start_from == nullptr) {
      now_.links = first_link_times(world_.network, world_.figures, options.from_s, options.to_s);
      return;
    }
    const Experience& known = *request.start_from;
    now_.links = known.links;
    now_.walkers = known.walkers;
    now_.transit = carry_over(known, world_.transit, std::move(now_.transit));
    now_.constants = known.constants;
    now_.days = known.days;
    level_.set_constants(known.constants);
    level_.set_street_factors(known.street_factors);
    level_.believe(now_.links, now_.transit);
  }

  // First people settle and the constants are fitted; from the settled state on, all think again,
  // as those of an alternative do who start from there.
  IterationRecord choose(int k) {
    const UtilityTable table = evaluate(population, level_);
    if ((request_.start_from == nullptr && k <= settle_) || request_.refit_constants) fit(table);
    now_.street_factors = level_.street_factors();
    if (k == settle_) {
      settled = now_;
      settled.supply = world_.transit;
      if (request_.settled) request_.settled(settled);
    }
    return choose_modes(population, level_, table,
                        {.iteration = k < settle_ ? k : k - settle_, .seed = request_.seed});
  }

  void learn_from(int k, const DayOutcome& day) {
    const auto weight = static_cast<float>(1.0 / std::min(options_.days_learnt + k + 1, 4));
    learn(now_.transit, world_.transit, {.lines = day.lines, .from_s = options_.from_s,
                                         .to_s = options_.to_s, .weight = weight});
    level_.believe(now_.links, now_.transit);
    level_.learn_trips(day.trips, weight);
    now_.street_factors = level_.street_factors();
    ++now_.days;
  }

  LinkTimes& links() { return now_.links; }
  CrossingFlows& walkers() { return now_.walkers; }
  [[nodiscard]] const Experience& learnt() const { return now_; }

 private:
  // Fits the mode constants to the observed shares at the present levels of service.
  void fit(const UtilityTable& table) {
    const CalibrationResult result =
        fit_constants(table, find_tours(population),
                      {.observed = mode_shares_of_period(world_.figures, options_.from_s, options_.to_s),
                       .parameters = level_.parameters()});
    level_.set_constants(result.constant);
    now_.constants = result.constant;
  }

  const World& world_;
  const RunRequest& request_;
  const SimulationOptions& options_;
  int settle_;

 public:
  Population population;
  Experience settled;

 private:
  ActiveLevels active_;
  LevelOfService level_;
  Experience now_;
};

}  // namespace

PreparedScenario prepare(const Scenario& scenario, GwpSet gwp, Problems& problems) {
  PreparedScenario p;
  const std::size_t before = problems.all().size();
  const std::vector<Measure> measures = read_measures(scenario.measures, problems);
  if (problems.all().size() > before) return p;
  const CityWorld city = load_any_city(scenario.city, problems);
  if (problems.all().size() > before) return p;
  p.world = apply_all(city, scenario, measures, problems);
  if (problems.all().size() > before) return p;
  p.scenario = scenario;
  p.assumptions = p.world.assumptions;
  p.assumptions.push_back(walkers_who_cross(p.world.network));
  const auto folder = data_folder() / "emission_factors";
  p.factors = load_factors(folder, p.world.figures, gwp, p.assumptions);
  p.sources = p.world.sources;
  for (Source& source : factor_sources(folder)) p.sources.push_back(std::move(source));
  p.info = info_of(scenario, gwp, measures);
  p.distances = zone_distances(p.world.network, p.world.zones, p.world.figures.mean_detour_walk);
  return p;
}

FinishedRun run_scenario(const PreparedScenario& prepared, const PreparedScenario& base,
                         const RunRequest& request) {
  const World& world = prepared.world;
  const SimulationOptions options = options_of(prepared.scenario, world.figures, request);
  Learners people(prepared, base, request, options);
  SimulationHooks hooks;
  hooks.choose = [&](int k) { return people.choose(k); };
  hooks.learn = [&](int k, const DayOutcome& day) { people.learn_from(k, day); };
  if (request.watch)
    hooks.watch = [&](int k, const DaySimulation& day) {
      return request.watch(k, options.iterations, day);
    };
  hooks.progress = [&](const SimulationProgress& p) {
    if (!request.progress) return true;
    return request.progress(p.share, fmt::format("day {} of {}, {}", p.iteration + 1,
                                                 p.iterations, p.phase));
  };
  RunResults results =
      simulate({&world.network, &world.transit, &world.zones, &world.figures}, people.population,
               people.links(), people.walkers(), options, hooks);
  const Corridor own = brt_corridor_of(world);
  FinishedRun run;
  run.lines = results.lines;
  run.summary = summarise(world, people.population, results,
                          emissions_of_run(world, results, prepared.factors),
                          request.corridor != nullptr ? request.corridor : &own);
  run.summary.info = prepared.info;
  run.summary.assumptions = prepared.assumptions;
  run.summary.sources = prepared.sources;
  run.trips = std::move(results.trips);
  run.population = std::move(people.population);
  run.experience = std::move(people.settled);
  run.learnt = people.learnt();
  run.learnt.supply = world.transit;
  return run;
}

}  // namespace mwendo
