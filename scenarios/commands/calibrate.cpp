#include <fmt/format.h>

#include "scenarios/cities/city_transit.h"
#include "scenarios/commands/calibrate_files.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/experiments/calibration.h"
#include "scenarios/files/data_folder.h"

namespace mwendo {

namespace {

constexpr double kInService = 0.8;  // share of a fleet, where a city gives none

// Minibuses in service in the peak and their sizes, as published.
CalibrationOptions fleet_of(const std::string& city, Problems& problems) {
  const CityTables tables =
      read_city_tables((data_folder() / "cities" / city).string(), city, problems);
  CalibrationOptions options;
  options.kinds = minibus_kinds(tables);
  if (tables.profile.headways_from_departures)
    options.departures_per_hour = tables.parameter("taxi_departures_per_hour_daytime", problems);
  options.fleet = tables.parameter("transit_fleet_minibus", problems) *
                  tables.parameter_or("transit_fleet_in_service_peak", kInService, problems);
  return options;
}

}  // namespace

// mwendo calibrate CITY: fits headways and vehicle sizes of minibus lines and writes them beside
// the city's tables. A fit that ends on a bound writes nothing and exits with kVerdictNegative.
int calibrate_command(const Options& options) {
  if (options.counts) return calibrate_counts_command(options);
  Problems problems;
  const std::string& city = options.names[0];
  const Scenario scenario = scenario_of(city + "/base", options, problems);
  problems.throw_if_any();
  const auto file = calibrated_file(options, "fitted.csv");
  ProgressBar bar(ProgressBar::for_stderr(options.quiet));
  bar.update(0, "reading the city");
  PreparedScenario base = prepare(scenario, options.gwp, problems, threads_of(options));
  problems.throw_if_any();
  CalibrationOptions how = fleet_of(city, problems);
  problems.throw_if_any();
  how.rounds = options.iterations.value_or(8);
  how.threads = threads_of(options);
  how.seed = scenario.seed;
  const Fitted fitted =
      calibrate(std::move(base), how, [&](double share, const std::string& phase) {
        bar.update(share, phase);
        return !interrupted();
      });
  bar.finish();
  if (!fitted.on_bounds.empty()) return tell_bounds(fitted.on_bounds, file);
  write_fitted(file, fitted);
  if (!options.quiet)
    fmt::print("{} headways for {:.0f} {}\n{}\n", fitted.headways.size(),
               how.departures_per_hour > 0 ? how.departures_per_hour : how.fleet,
               how.departures_per_hour > 0 ? "departures an hour" : "minibuses", file.string());
  return kDone;
}

}  // namespace mwendo
