#include <fmt/format.h>

#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/formats/sumo/case.h"
#include "scenarios/report/report.h"
#include "scenarios/results/tables.h"
#include "scenarios/results/write_results.h"

namespace mwendo {
int run_command(const Options& options) {
  if (!options.net.empty() || !options.routes.empty() || is_sumo_folder(options.names[0]))
    return run_sumo_command(options);
  const std::string out = options.out.empty() ? default_out(options.names) : options.out;
  Problems problems;
  const Scenario scenario = scenario_of(options.names[0], options, problems);
  problems.throw_if_any();
  ResultsFolder::check(out, options.force);
  ProgressBar bar(ProgressBar::for_stderr(options.quiet));
  bar.update(0, "reading the city");
  const PreparedScenario prepared = prepare(scenario, options.gwp, problems, threads_of(options));
  problems.throw_if_any();
  const FinishedRun run = run_alone(prepared, options, bar);
  bar.finish();
  if (!options.quiet) tell_no_effect(prepared);
  ResultsFolder folder(out, options.force);
  write_results(folder.path(), prepared.world, run.summary);
  if (options.trips)
    write_trips_csv_zst(folder.path() / "trips.csv.zst", run.population, run.trips);
  write_report(folder.path() / "report.html", run_report(prepared.world, run.summary));
  folder.commit();
  if (options.json)
    fmt::print("{}", summary_json(run.summary));
  else if (!options.quiet)
    fmt::print("{}\nreport: {}\n", run_table(run.summary),
               (folder.target() / "report.html").string());
  return kDone;
}

}  // namespace mwendo
