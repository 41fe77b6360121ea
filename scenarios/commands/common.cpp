#include "scenarios/commands/common.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "scenarios/commands/interrupt.h"
#include "scenarios/comparison/comparison.h"
#include "scenarios/files/text_file.h"

namespace mwendo {

Scenario scenario_of(const std::string& name, const Options& options, Problems& problems) {
  const std::size_t before = problems.all().size();
  Scenario scenario = load_scenario(name, problems);
  if (problems.all().size() == before) options.apply_to(scenario, problems);
  return scenario;
}

int threads_of(const Options& options) {
  if (options.threads > 0) return options.threads;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::string default_out(const std::vector<std::string>& names) {
  std::string name;
  for (const std::string& n : names) {
    std::string part = n.ends_with(".toml") ? std::filesystem::path(n).stem().string() : n;
    std::replace(part.begin(), part.end(), '/', '-');
    name += (name.empty() ? "" : "--") + part;
  }
  return "out/" + name;
}

FinishedRun run_alone(const PreparedScenario& prepared, const Options& options, ProgressBar& bar,
                      const DayWatch& watch) {
  const bool has_base = !prepared.scenario.measures.empty();
  const auto request = [&](double from, double share, const Experience* start) {
    return RunRequest{.seed = prepared.scenario.seed, .threads = threads_of(options),
                      .corridor = nullptr, .start_from = start,
                      .progress = [&bar, from, share](double done, const std::string& phase) {
                        bar.update(from + share * done, phase);
                        return !interrupted();
                      }};
  };
  const auto watched = [&](RunRequest r) {
    r.watch = watch;
    return r;
  };
  if (!has_base) return run_scenario(prepared, prepared, watched(request(0, 1, nullptr)));
  Problems problems;
  Scenario today = prepared.scenario;
  today.measures.clear();
  const PreparedScenario base = prepare(today, options.gwp, problems);
  problems.throw_if_any();
  const FinishedRun before = run_scenario(base, base, request(0, 0.65, nullptr));
  return run_scenario(prepared, base, watched(request(0.65, 0.35, &before.experience)));
}

std::string run_table(const RunSummary& run) {
  std::string text;
  for (const std::string& id : main_indicator_ids())
    for (const IndicatorValue& v : run.indicators)
      if (v.id == id && v.value)
        text += fmt::format("{:<52} {:>14}\n", label_of(v) + ", " + v.indicator->unit,
                            fixed(*v.value, v.indicator->decimals));
  return text;
}

}  // namespace mwendo
