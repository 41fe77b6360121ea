#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/comparison/comparison.h"
#include "scenarios/report/report.h"
#include "scenarios/results/results_folder.h"
#include "scenarios/results/write_results.h"
#include "sim/day/simulate.h"

namespace mwendo {
namespace {

struct Case {
  PreparedScenario prepared;
  std::vector<RunSummary> runs;
};

// The alternatives are asked the same question as the base.
void take_question(Scenario& alternative, const Scenario& base) {
  alternative.from_s = base.from_s;
  alternative.to_s = base.to_s;
  alternative.sample = base.sample;
  alternative.seed = base.seed;
  alternative.seeds = base.seeds;
  alternative.iterations = base.iterations;
}

std::vector<Case> read_cases(const Options& options, Problems& problems) {
  std::vector<Case> cases(options.names.size());
  for (std::size_t i = 0; i < cases.size(); ++i)
    cases[i].prepared.scenario = scenario_of(options.names[i], options, problems);
  problems.throw_if_any();
  const Scenario& base = cases[0].prepared.scenario;
  for (Case& c : cases) {
    if (c.prepared.scenario.city != base.city)
      problems.add({.file = {}, .what = fmt::format("{} is of {}, {} of {}", base.id, base.city,
                                                    c.prepared.scenario.id, c.prepared.scenario.city),
                    .what_to_do = "compare scenarios of one city"});
    take_question(c.prepared.scenario, base);
  }
  problems.throw_if_any();
  for (Case& c : cases) c.prepared = prepare(Scenario(c.prepared.scenario), options.gwp, problems);
  problems.throw_if_any();
  return cases;
}

// Figures "on the corridor" use the BRT lines of the first alternative that has any.
Corridor corridor_of(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    Corridor corridor = brt_corridor_of(c.prepared.world);
    if (!corridor.empty()) return corridor;
  }
  return {};
}

// Runs all cases seed by seed, so that an interrupt leaves whole pairs. False if interrupted.
bool run_seeds(std::vector<Case>& cases, const Options& options, ProgressBar& bar) {
  const Corridor corridor = corridor_of(cases);
  const Scenario& base = cases[0].prepared.scenario;
  const double total = static_cast<double>(base.seeds) * static_cast<double>(cases.size());
  double done = 0;
  for (int s = 0; s < base.seeds; ++s) {
    const std::uint64_t seed = base.seed + static_cast<std::uint64_t>(s);
    std::vector<RunSummary> runs;
    ModeValues constants{};
    try {
      for (const Case& c : cases) {
        const auto progress = [&](double share, const std::string& phase) {
          bar.update((done + share) / total,
                     fmt::format("seed {}, {}: {}", seed, c.prepared.scenario.id, phase));
          return !interrupted();
        };
        FinishedRun run = run_scenario(
            c.prepared, cases[0].prepared,
            {.seed = seed, .threads = threads_of(options), .corridor = &corridor,
             .constants = runs.empty() ? nullptr : &constants, .fit = false, .progress = progress});
        if (runs.empty()) constants = run.constants;
        runs.push_back(std::move(run.summary));
        done += 1;
      }
    } catch (const Interrupted&) {
      return false;
    }
    for (std::size_t i = 0; i < cases.size(); ++i) cases[i].runs.push_back(std::move(runs[i]));
  }
  return true;
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
  ResultsFolder folder(out, options.force);
  write_runs(folder.path(), cases);
  std::set<std::string> used;
  std::string table;
  std::string json;
  std::string reports;
  for (std::size_t i = 1; i < cases.size(); ++i) {
    const Comparison c = compare(cases[0].prepared.world, cases[0].runs, cases[i].prepared.world,
                                 cases[i].runs);
    const bool one = cases.size() == 2;
    const std::string name = one ? "" : folder_name(cases[i].prepared.scenario, used);
    write_one(folder.path() / name, c);
    table += fmt::format("{} against {}\n{}\n", cases[i].prepared.scenario.id,
                         cases[0].prepared.scenario.id, comparison_table(c));
    json += (json.empty() ? "" : ",\n") + comparison_json(c);
    reports += "report: " + (folder.target() / name / "report.html").string() + "\n";
  }
  folder.commit();
  if (options.json) fmt::print("{}", cases.size() == 2 ? json : "[" + json + "]\n");
  else if (!options.quiet) fmt::print("{}{}", table, reports);
  if (whole) return kDone;
  fmt::print(stderr, "mwendo: interrupted; {} of {} seeds were kept\n", cases[0].runs.size(),
             cases[0].prepared.scenario.seeds);
  return kInterrupted;
}

}  // namespace mwendo
