#include "tests/support/compared_runs.h"

#include "scenarios/impacts/emission_factors.h"
#include "scenarios/impacts/run_emissions.h"

namespace mwendo::testing {
namespace {

RunSummary run_of(const SyntheticCity& city, std::uint64_t seed, const Corridor& corridor,
                  const std::string& title) {
  std::vector<Assumption> assumed;
  const std::filesystem::path folder =
      std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "scenarios/emission_factors";
  const FactorSet factors = load_factors(folder, city.world.figures, GwpSet::ar6, assumed);
  const RunResults results = make_synthetic_results(city, seed);
  RunSummary s = summarise(city.world, city.population, results,
                           emissions_of_run(city.world, results, factors), &corridor);
  s.info = {.scenario = title == "Base" ? "nairobi/base" : "nairobi/brt-line-2",
            .title = title,
            .description = "A made-up town to look at the report.",
            .version = "0.1.0",
            .gwp = "AR6",
            .iterations = 12,
            .measures = title == "Base" ? std::vector<std::string>{}
                                        : std::vector<std::string>{"BRT line 2: 20 stations"},
            .inputs = {}};
  s.assumptions = city.world.assumptions;
  s.sources = city.world.sources;
  for (const Source& source : factor_sources(folder)) s.sources.push_back(source);
  return s;
}

}  // namespace

ComparedRuns::ComparedRuns(std::size_t seeds) {
  const Corridor corridor = brt_corridor_of(alternative.world);
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    base_runs.push_back(run_of(base, seed, corridor, "Base"));
    alternative_runs.push_back(run_of(alternative, seed, corridor, "BRT line 2"));
  }
}

}  // namespace mwendo::testing
