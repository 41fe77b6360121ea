#include <fmt/format.h>

#include "scenarios/cities/imported_city.h"
#include "scenarios/experiments/run_scenario.h"
#include "scenarios/files/data_folder.h"
#include "scenarios/files/sha256.h"
#include "scenarios/measures/measure.h"

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

// The same (sim/transit/move_vehicles.h).
Assumption operators_react() {
  return {"minibus operators",
          "Minibuses move to lines whose fares for a vehicle-hour rise against the base, until at "
          "most a tenth is gained or four rounds are over. Their hours in service stay. Vehicles "
          "of withdrawn lines go to the others.",
          0, "assumption"};
}

// Until demand is fitted to counts. Differences of scenarios share the same demand.
Assumption levels_not_fitted() {
  return {kLevelsSubject,
          "Levels of speed, delay and emissions are not yet fitted to counts. Compare scenarios; "
          "do not quote a level.",
          0, "docs/known-limits.md"};
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
  if (scenario.operator_choice) p.assumptions.push_back(operators_react());
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
}  // namespace mwendo
