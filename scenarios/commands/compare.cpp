#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <set>

#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/comparison/comparison.h"
#include "scenarios/experiments/chain.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/report/report.h"
#include "scenarios/results/write_results.h"
#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

struct Case {
  PreparedScenario prepared;
  std::vector<RunSummary> runs;
};

std::vector<Case> read_cases(const Options& options, Problems& problems) {
  std::vector<Case> cases(options.names.size());
  for (std::size_t i = 0; i < cases.size(); ++i)
    cases[i].prepared.scenario = scenario_of(options.names[i], options, problems);
  problems.throw_if_any();
  const Scenario& base = cases[0].prepared.scenario;
  for (Case& c : cases) {
    if (c.prepared.scenario.city != base.city)
      problems.add({.file = {},
                    .what = fmt::format("{} belongs to {}, {} to {}", base.id, base.city,
                                        c.prepared.scenario.id, c.prepared.scenario.city),
                    .what_to_do = "compare scenarios of one city"});
    ask_as(c.prepared.scenario, base);
  }
  problems.throw_if_any();
  for (Case& c : cases)
    c.prepared = prepare(Scenario(c.prepared.scenario), options.gwp, problems, threads_of(options));
  problems.throw_if_any();
  return cases;
}

std::vector<const PreparedScenario*> prepared_of(const std::vector<Case>& cases) {
  std::vector<const PreparedScenario*> prepared;
  for (const Case& c : cases) prepared.push_back(&c.prepared);
  return prepared;
}

// Mean progress of runs that go on side by side.
class SharedProgress {
 public:
  SharedProgress(std::size_t runs, ProgressBar& bar) : shares_(runs, 0), bar_(bar) {}

  void update(std::size_t run, double share, const std::string& what) {
    const std::lock_guard lock(mutex_);
    shares_[run] = share;
    const double sum = std::accumulate(shares_.begin(), shares_.end(), 0.0);
    bar_.update(sum / static_cast<double>(shares_.size()), what);
  }

 private:
  std::vector<double> shares_;
  ProgressBar& bar_;
  std::mutex mutex_;
};

std::vector<RunSummary> kept(std::vector<RunSummary> runs, const std::vector<bool>& whole) {
  std::vector<RunSummary> out;
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (whole[i]) out.push_back(std::move(runs[i]));
  return out;
}

// False if an interrupt left fewer seeds than the option says.
bool run_seeds(std::vector<Case>& cases, const Options& options, ProgressBar& bar) {
  const Scenario& base = cases[0].prepared.scenario;
  const Corridor corridor = shared_corridor(prepared_of(cases));
  const DaysToKeep keep_days = days_to_keep(prepared_of(cases));
  std::vector<BaseDays> days(static_cast<std::size_t>(base.seeds));  // by chain
  SharedProgress progress(cases.size() * static_cast<std::size_t>(base.seeds), bar);
  for (Case& c : cases) c.runs.resize(static_cast<std::size_t>(base.seeds));
  const auto step = [&](const ChainStep& s) {
    const PreparedScenario& prepared = cases[s.which].prepared;
    FinishedRun run = run_scenario(
        prepared, cases[0].prepared,
        {.seed = s.seed,
         .threads = s.threads,
         .corridor = &corridor,
         .start_from = s.start_from,
         .base_days = s.which > 0 ? &days[s.chain] : nullptr,
         .keep_days = s.which == 0 ? keep_days : DaysToKeep{},
         .progress = [&](double share, const std::string& phase) {
           progress.update(s.chain * cases.size() + s.which, share,
                           fmt::format("seed {}, {}: {}", s.seed, prepared.scenario.id, phase));
           return !interrupted() && !*s.failed;
         }});
    if (s.which == 0) days[s.chain] = std::move(run.days);
    cases[s.which].runs[s.chain] = std::move(run.summary);
    return std::move(run.experience);
  };
  const std::vector<bool> whole = run_chains({.cases = cases.size(),
                                              .seed = base.seed,
                                              .seeds = base.seeds,
                                              .threads = threads_of(options)},
                                             step);
  for (Case& c : cases) c.runs = kept(std::move(c.runs), whole);
  return std::find(whole.begin(), whole.end(), false) == whole.end();
}

// Unique folder names of scenarios.
std::string folder_name(const Scenario& scenario, std::set<std::string>& used) {
  std::string name = scenario.id;
  std::replace(name.begin(), name.end(), '/', '-');
  std::string unique = name;
  for (int n = 2; !used.insert(unique).second; ++n) unique = fmt::format("{}-{}", name, n);
  return unique;
}

void write_runs(const std::filesystem::path& folder, const std::vector<Case>& cases) {
  std::set<std::string> used;
  for (const Case& c : cases) {
    const std::string name = folder_name(c.prepared.scenario, used);
    for (const RunSummary& run : c.runs) {
      const auto place = folder / "runs" / fmt::format("{}-seed-{}", name, run.seed);
      std::filesystem::create_directories(place);
      write_results(place, c.prepared.world, run);
    }
  }
}

void write_one(const std::filesystem::path& folder, const Comparison& c) {
  std::filesystem::create_directories(folder);
  write_comparison(folder, c);
  write_report(folder / "report.html", comparison_report(c));
}

}  // namespace

int compare_command(const Options& options) {
  const std::string out = options.out.empty() ? default_out(options.names) : options.out;
  Problems problems;
  ResultsFolder::check(out, options.force);
  ProgressBar bar(ProgressBar::for_stderr(options.quiet));
  bar.update(0, "reading the city");
  std::vector<Case> cases = read_cases(options, problems);
  const bool whole = run_seeds(cases, options, bar);
  bar.finish();
  if (!whole && cases[0].runs.empty()) throw Interrupted{};
  if (!options.quiet)
    for (const Case& c : cases) tell_no_effect(c.prepared);
  ResultsFolder folder(out, options.force);
  write_runs(folder.path(), cases);
  std::set<std::string> used;
  std::string table;
  std::string json;
  std::string reports;
  for (std::size_t i = 1; i < cases.size(); ++i) {
    const Comparison c =
        compare(cases[0].prepared.world, cases[0].runs, cases[i].prepared.world, cases[i].runs);
    const bool one = cases.size() == 2;
    const std::string name = one ? "" : folder_name(cases[i].prepared.scenario, used);
    write_one(folder.path() / name, c);
    table += fmt::format("{} against {}\n{}\n", cases[i].prepared.scenario.id,
                         cases[0].prepared.scenario.id, comparison_table(c));
    json += (json.empty() ? "" : ",\n") + comparison_json(c);
    reports += "report: " + (folder.target() / name / "report.html").string() + "\n";
  }
  folder.commit();
  if (options.json)
    fmt::print("{}", cases.size() == 2 ? json : "[" + json + "]\n");
  else if (!options.quiet)
    fmt::print("{}{}", table, reports);
  if (whole) return kDone;
  fmt::print(stderr, "mwendo: interrupted; {} of {} seeds were kept\n", cases[0].runs.size(),
             cases[0].prepared.scenario.seeds);
  return kInterrupted;
}

}  // namespace mwendo
