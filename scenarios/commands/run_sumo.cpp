#include <fmt/format.h>

#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/files/text_file.h"
#include "scenarios/formats/sumo/results.h"
#include "scenarios/results/write_results.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

void check_use(const Options& options) {
  if (options.net.empty() && !options.routes.empty())
    wrong("--sumo-routes without --sumo-net", "name the net that the routes are for");
  if (!options.net.empty() && options.routes.empty())
    wrong("--sumo-net without --sumo-routes", "name the trips to run");
  if (options.sample || options.iterations)
    wrong("a run of SUMO's trips has no people", "leave out --sample and --iterations");
}

// "city" of "data/city.net.xml" and of "out/city/".
std::string name_of_case(const Options& options) {
  fs::path path = options.net.empty() ? fs::path(options.names[0]) : fs::path(options.net);
  path = fs::absolute(path).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  const std::string file = path.filename().string();
  return options.net.empty() ? file : file.substr(0, file.find('.'));
}

// With the reason for each kind of vehicle that was left out.
[[noreturn]] void refuse_without_trips(const SumoCase& c, const Options& options) {
  std::vector<Problem> problems = {
      {.file = {},
       .what = "there are no trips to run",
       .what_to_do = !c.demand.report.entries.empty() ? "the reasons follow"
                     : options.net.empty()            ? "import again with --routes"
                                                      : "the routes have no vehicles"}};
  for (const BuildReport::Entry& e : c.demand.report.entries)
    problems.push_back({.file = {},
                        .what = fmt::format("{}: {}", e.what, e.count),
                        .what_to_do = fmt::format("{}", fmt::join(e.examples, ", "))});
  throw InputError(problems);
}

SumoCase read_case(const Options& options) {
  SumoCase c = options.net.empty()
                   ? load_sumo_case(options.names[0])
                   : read_sumo_case(options.net, {options.routes.begin(), options.routes.end()});
  if (c.demand.trips.empty()) refuse_without_trips(c, options);
  return c;
}

std::string table(const RunSummary& run) {
  std::string text;
  for (const IndicatorValue& v : run.indicators)
    if (v.value)
      text += fmt::format("{:<52} {:>14}\n", label_of(v) + ", " + v.indicator->unit,
                          fixed(*v.value, v.indicator->decimals));
  return text;
}

}  // namespace

int run_sumo_command(const Options& options) {
  check_use(options);
  const std::string name = name_of_case(options);
  const std::string out = options.out.empty() ? "out/" + name : options.out;
  ResultsFolder::check(out, options.force);
  ProgressBar bar(ProgressBar::for_stderr(options.quiet));
  bar.update(0, "reading the net");
  const SumoCase c = read_case(options);
  const SumoResults results =
      simulate_sumo(c, {.name = name,
                        .from_s = options.from_s,
                        .to_s = options.to_s,
                        .seed = options.seed.value_or(1),
                        .threads = threads_of(options),
                        .progress = [&](double share, const std::string& phase) {
                          bar.update(share, phase);
                          return !interrupted();
                        }});
  bar.finish();
  ResultsFolder folder(out, options.force);
  write_sumo_results(folder.path(), c, results);
  if (options.trips) write_sumo_trips(folder.path() / "trips.csv", c, results.run);
  folder.commit();
  if (!options.quiet) fmt::print(stderr, "{}{}", c.net.report.text(), c.demand.report.text());
  if (options.json)
    fmt::print("{}", summary_json(results.summary));
  else if (!options.quiet)
    fmt::print("{}{}{}\nreport: {}\n", c.net.report.text(), c.demand.report.text(),
               table(results.summary), (folder.target() / "report.html").string());
  return kDone;
}

}  // namespace mwendo
