#include <fmt/format.h>

#include "scenarios/cities/city_figures.h"
#include "scenarios/cities/fitted_parameters.h"
#include "scenarios/commands/calibrate_files.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/experiments/free_streets.h"
#include "scenarios/files/data_folder.h"

namespace mwendo {
namespace {

constexpr int kRounds = 6;

struct Figures {
  CountFigures published{}, present{};
};

// Those of the city's tables. A figure of 0 has no factor.
Figures figures_of(const CityTables& tables, Problems& problems) {
  Figures figures;
  for (std::size_t k = 0; k < kCountFactors; ++k) {
    const char* name = count_factors()[k].parameter;
    figures.present[k] = tables.parameter(name, problems);
    figures.published[k] = tables.published(name, problems);
    if (problems.all().empty() && !(figures.published[k] > 0 && figures.present[k] > 0))
      problems.add({.file = tables.folder + "/parameters.csv",
                    .what = fmt::format("'{}' is 0 and cannot be fitted", name),
                    .what_to_do = "give a first guess"});
  }
  return figures;
}

// The world's figures from the tables with those of the fit; so many minibuses leave.
void use_figures(CityTables& tables, World& world, const CountFigures& figures) {
  for (std::size_t k = 0; k < kCountFactors; ++k)
    tables.parameters.at(count_factors()[k].parameter).value = fmt::format("{}", figures[k]);
  Problems problems;
  std::vector<Assumption> notes;
  world.figures = make_figures(tables, notes, problems);
  offer_departures(world.transit, tables.parameter(kDeparturesParameter, problems));
  problems.throw_if_any();
}

std::vector<FittedParameter> fitted_of(const CountFit& fit, const FreeStreetsOptions& o) {
  std::vector<FittedParameter> fitted;
  for (std::size_t k = 0; k < kCountFactors; ++k) {
    const CountFactor& f = count_factors()[k];
    const auto& calibration = fit.after[k][static_cast<std::size_t>(CountHalf::calibration)];
    const auto& validation = fit.after[k][static_cast<std::size_t>(CountHalf::validation)];
    fitted.push_back(
        {f.parameter, fit.value[k], f.unit,
         fmt::format("computed: {} so that on free streets the vehicles of group {} are {:.2f} of "
                     "those of counts.csv from {:.2f} to {:.2f} h at the calibration stations; "
                     "{:.2f} at the others",
                     f.meaning, name_of(f.group), calibration.ratio().value_or(0), o.from_h, o.to_h,
                     validation.ratio().value_or(0))});
  }
  return fitted;
}

FreeStreetsOptions free_streets_of(const Options& options) {
  FreeStreetsOptions o;
  o.from_h = options.from_s.value_or(3600 * o.from_h) / 3600;
  o.to_h = options.to_s.value_or(3600 * o.to_h) / 3600;
  o.sample = options.sample.value_or(o.sample);
  o.rounds = options.iterations.value_or(kRounds);
  o.threads = threads_of(options);
  o.seed = options.seed.value_or(1);
  return o;
}

}  // namespace

// mwendo calibrate CITY --counts: fits factors of demand to the calibration half of the counts and
// writes the figures beside the city's tables. A fit that ends on a bound writes nothing and exits
// with kVerdictNegative.
int calibrate_counts_command(const Options& options) {
  Problems problems;
  const std::string& city = options.names[0];
  const Scenario scenario = scenario_of(city + "/base", options, problems);
  problems.throw_if_any();
  const auto file = calibrated_file(options, kFittedParameters);
  ProgressBar bar(ProgressBar::for_stderr(options.quiet));
  bar.update(0, "reading the city");
  PreparedScenario base = prepare(scenario, options.gwp, problems, threads_of(options));
  problems.throw_if_any();
  const auto folder = data_folder() / "cities" / city;
  if (base.world.counts.empty())
    throw InputError({.file = (folder / "counts.csv").string(),
                      .what = "nothing was counted in the city",
                      .what_to_do = "give counts, or leave --counts out"});
  CityTables tables = read_city_tables(folder.string(), city, problems);
  const Figures figures = figures_of(tables, problems);
  problems.throw_if_any();
  const FreeStreetsOptions how = free_streets_of(options);
  FreeStreets streets(
      std::move(base), how,
      [&](World& world, const CountFigures& now) { use_figures(tables, world, now); },
      [&](double share, const std::string& phase) {
        bar.update(share, phase);
        return !interrupted();
      });
  const CountFit fit =
      fit_to_counts(figures.published, figures.present, std::ref(streets),
                    {.rounds = how.rounds, .weight = 1 / (how.sample * how.demand)});
  bar.finish();
  if (!options.quiet) fmt::print("{}", text_of(fit));
  if (!fit.on_bounds.empty()) return tell_bounds(fit.on_bounds, file);
  write_fitted_parameters(file, fitted_of(fit, how));
  if (!options.quiet) fmt::print("{}\n", file.string());
  return kDone;
}

}  // namespace mwendo
