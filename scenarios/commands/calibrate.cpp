#include <fmt/format.h>

#include "scenarios/cities/city_transit.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/experiments/calibration.h"
#include "scenarios/files/data_folder.h"
#include "scenarios/files/whole_file.h"

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

// The file to write: checked before the work begins. The city's own may always be replaced.
std::filesystem::path target_of(const Options& options) {
  const auto own = data_folder() / "cities" / options.names[0] / "fitted.csv";
  const auto file = options.out.empty() ? own : std::filesystem::path(options.out);
  WholeFile::check(file);
  if (!options.out.empty() && !options.force && std::filesystem::exists(file))
    throw InputError({.file = file.string(),
                      .what = "the file exists",
                      .what_to_do = "choose another --out or add --force"});
  return file;
}

// What no figure within its bounds explains: an error, and no file.
int tell_bounds(const std::vector<std::string>& bounds, const std::filesystem::path& file) {
  for (const std::string& bound : bounds)
    fmt::print(stderr, "mwendo: the fit ended on a bound: {}\n", bound);
  fmt::print(stderr, "mwendo: {} was not written; correct the figures of the city's tables\n",
             file.string());
  return kVerdictNegative;
}

}  // namespace

// mwendo calibrate CITY: fits headways and vehicle sizes of minibus lines and writes them beside
// the city's tables. A fit that ends on a bound writes nothing and exits with kVerdictNegative.
int calibrate_command(const Options& options) {
  Problems problems;
  const std::string& city = options.names[0];
  const Scenario scenario = scenario_of(city + "/base", options, problems);
  problems.throw_if_any();
  const auto file = target_of(options);
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
