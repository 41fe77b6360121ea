#include "scenarios/experiments/run_scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "scenarios/impacts/run_emissions.h"
#include "sim/learning/simulate.h"
#include "sim/population/synthesis.h"

namespace mwendo {
namespace {

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

constexpr int kMostRounds = 4;
constexpr double kGainLeft = 0.1;

bool lets_operators_react(const Scenario& scenario, const RunRequest& request) {
  return scenario.operator_choice && request.base_days != nullptr &&
         !request.base_days->minibuses.empty();
}

void note_operators(const PreparedScenario& prepared, const RunRequest& request,
                    const TransitSupply& transit, RunResults& results) {
  if (!lets_operators_react(prepared.scenario, request)) return;
  results.reactions.operators = true;
  const double hours = static_cast<double>(results.to_s - results.from_s) / 3600;
  results.reactions.moved =
      moved_hours(incomes_of(transit, results.lines), request.base_days->minibuses) / hours;
}

// `world`: that of the scenario, perhaps with other headways.
FinishedRun run_in(const CityWorld& world, const PreparedScenario& prepared,
                   const PreparedScenario& base, const RunRequest& request) {
  SimulationOptions options = options_of(prepared.scenario, request);
  const std::optional<DestinationModel> destinations = destinations_of(prepared, base, request);
  if (destinations) options.destinations = &*destinations;
  Learners people(world, base.distances, people_of(prepared, base, request), options,
                  request.start_from);
  people.on_settled = request.settled;
  RunResults results = simulate(world, people, options, watch_of(request, options.iterations));
  note_operators(prepared, request, world.transit, results);
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
  run.days.minibuses = incomes_of(world.transit, run.lines);
  return run;
}

// Each round begins with the experience of the base.
FinishedRun run_with_operators(const PreparedScenario& prepared, const PreparedScenario& base,
                               const RunRequest& request) {
  CityWorld world = prepared.world;
  for (int round = 1;; ++round) {
    RunRequest of_round = request;
    if (request.progress)
      of_round.progress = [&](double share, const std::string& phase) {
        return request.progress((round - 1 + share) / kMostRounds,
                                fmt::format("round {}, {}", round, phase));
      };
    FinishedRun run = run_in(world, prepared, base, of_round);
    const double gain = move_vehicles(world.transit, run.days.minibuses,
                                      request.base_days->minibuses, run.population.expansion);
    if (gain < kGainLeft || round == kMostRounds) return run;
  }
}

}  // namespace

FinishedRun run_scenario(const PreparedScenario& prepared, const PreparedScenario& base,
                         const RunRequest& request) {
  return lets_operators_react(prepared.scenario, request)
             ? run_with_operators(prepared, base, request)
             : run_in(prepared.world, prepared, base, request);
}

}  // namespace mwendo
