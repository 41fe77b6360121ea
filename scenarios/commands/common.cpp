#include "scenarios/commands/common.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <thread>

#include "scenarios/commands/interrupt.h"
#include "scenarios/comparison/comparison.h"
#include "scenarios/experiments/chain.h"
#include "scenarios/files/text_file.h"
#include "sim/learning/simulate.h"

namespace mwendo {

void wrong(const std::string& what, const std::string& what_to_do) {
  throw InputError({.file = {}, .what = what, .what_to_do = what_to_do});
}

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
  std::vector<const PreparedScenario*> cases = {&prepared};
  std::optional<PreparedScenario> base;
  if (!prepared.scenario.measures.empty()) {
    Problems problems;
    Scenario today = prepared.scenario;
    today.measures.clear();
    base = prepare(today, options.gwp, problems, threads_of(options));
    problems.throw_if_any();
    cases.insert(cases.begin(), &*base);
  }
  // Share of the time that the base takes: it has twice the days.
  const std::vector<double> starts =
      base ? std::vector<double>{0, 0.65, 1} : std::vector<double>{0, 1};
  FinishedRun last;
  BaseDays days;
  const auto whole = run_chains(
      {.cases = cases.size(), .seed = prepared.scenario.seed, .threads = threads_of(options)},
      [&](const ChainStep& s) {
        RunRequest request;
        request.seed = s.seed;
        request.threads = s.threads;
        request.start_from = s.start_from;
        request.progress = [&](double done, const std::string& phase) {
          bar.update(starts[s.which] + (starts[s.which + 1] - starts[s.which]) * done, phase);
          return !interrupted();
        };
        if (s.which + 1 == cases.size()) request.watch = watch;
        if (s.which == 0) request.keep_days = days_to_keep(cases);
        if (s.which > 0) request.base_days = &days;
        last = run_scenario(*cases[s.which], *cases[0], request);
        if (s.which == 0) days = std::move(last.days);
        return std::move(last.experience);
      });
  if (!whole.at(0)) throw Interrupted{};
  return last;
}

void tell_no_effect(const PreparedScenario& prepared) {
  for (const Assumption& a : prepared.assumptions)
    if (a.subject == kNoEffectSubject)
      fmt::print(stderr, "mwendo: {}: {}\n", prepared.scenario.id, a.text);
}

std::string run_table(const RunSummary& run) {
  std::string text;
  for (const std::string& id : main_indicator_ids())
    for (const IndicatorValue& v : run.indicators)
      if (v.id == id && v.value)
        text += fmt::format("{:<52} {:>14}\n", label_of(v) + ", " + unit_of(v),
                            fixed(*v.value, v.indicator->decimals));
  return text;
}

}  // namespace mwendo
