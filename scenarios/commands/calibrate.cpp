#include <fmt/format.h>

#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/imported_city.h"
#include "scenarios/mode_constants.h"
#include "scenarios/results/tables.h"
#include "scenarios/results/text_file.h"

namespace mwendo {
namespace {

std::string share_table(const PreparedScenario& base, const FinishedRun& run) {
  const auto& observed = base.world.figures.observed_mode_share;
  std::string text = fmt::format("{:<18} {:>10} {:>10} {:>10}\n", "", "observed", "modelled",
                                 "constant");
  for (std::size_t m = 0; m < kModeCount; ++m) {
    const std::string name = name_of(static_cast<Mode>(m));
    const double seen = m < observed.size() ? 100 * static_cast<double>(observed[m]) : 0;
    const double modelled = run.summary.value("mode_share." + name).value_or(0);
    if (seen + modelled > 0)
      text += fmt::format("{:<18} {:>8} % {:>8} % {:>10}\n", name, fixed(seen, 1),
                          fixed(modelled, 1), fixed(run.constants[m], 3));
  }
  return text;
}

}  // namespace

int calibrate_command(const Options& options) {
  Problems problems;
  const std::string name = options.names[0].find('/') == std::string::npos
                               ? options.names[0] + "/base" : options.names[0];
  const Scenario scenario = scenario_of(name, options, problems);
  problems.throw_if_any();
  const PreparedScenario base = prepare(scenario, options.gwp, problems);
  problems.throw_if_any();
  const std::filesystem::path file =
      options.out.empty() ? city_data_folder(scenario.city) / kModeConstantsFile
                          : std::filesystem::path(options.out);
  if (std::filesystem::exists(file) && !options.force)
    throw InputError({.file = file.string(), .what = "the file exists",
                      .what_to_do = "choose another --out or add --force"});
  ProgressBar bar(ProgressBar::for_stderr(options.quiet));
  const FinishedRun run = run_scenario(
      base, base,
      {.seed = scenario.seed, .threads = threads_of(options), .corridor = nullptr,
       .constants = nullptr, .fit = true, .progress = [&](double share, const std::string& phase) {
         bar.update(share, phase);
         return !interrupted();
       }});
  bar.finish();
  write_mode_constants(file, run.constants,
                       fmt::format("fitted to the observed shares: {}-{}, sample {}, {} days",
                                   clock(scenario.from_s), clock(scenario.to_s), scenario.sample,
                                   scenario.iterations));
  if (!options.quiet) fmt::print("{}\n{}\n", share_table(base, run), file.string());
  return kDone;
}

}  // namespace mwendo
