#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <set>
#include <thread>

#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/commands/progress_bar.h"
#include "scenarios/comparison/comparison.h"
#include "scenarios/report/report.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/results/write_results.h"
#include "sim/learning/simulate.h"

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

// All runs of one seed: the base, then the alternatives.
struct Chain {
  std::uint64_t seed = 1;
  std::vector<RunSummary> runs;  // by case
};

// Runs chains: the first base alone with all threads, for all others start from its settled
// people's experience; then chains side by side. Results do not depend on the number of threads.
class ChainRunner {
 public:
  ChainRunner(const std::vector<Case>& cases, const Options& options, ProgressBar& bar)
      : cases_(cases), corridor_(corridor_of(cases)), threads_(threads_of(options)), bar_(bar) {}

  // Whole chains in order of seeds; fewer than asked for if interrupted.
  std::vector<Chain> run() {
    const Scenario& base = cases_[0].prepared.scenario;
    std::vector<Chain> chains(static_cast<std::size_t>(base.seeds));
    for (std::size_t s = 0; s < chains.size(); ++s) chains[s].seed = base.seed + s;
    shares_.assign(chains.size() * cases_.size(), 0);
    try {
      run_case(chains, 0, 0, threads_);
    } catch (const Interrupted&) {
      return {};
    }
    run_rest(chains);
    std::erase_if(chains, [&](const Chain& c) { return c.runs.size() < cases_.size(); });
    return chains;
  }

 private:
  void run_rest(std::vector<Chain>& chains) {
    const int workers = std::min(threads_, static_cast<int>(chains.size()));
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t s = next++; s < chains.size(); s = next++) {
        try {
          for (std::size_t c = chains[s].runs.size(); c < cases_.size(); ++c)
            run_case(chains, s, c, threads_ / workers);
        } catch (const Interrupted&) {
          return;
        } catch (...) {
          const std::lock_guard lock(mutex_);
          failure_ = std::current_exception();
          return;
        }
      }
    };
    std::vector<std::jthread> others;
    for (int w = 1; w < workers; ++w) others.emplace_back(work);
    work();
    others.clear();
    if (failure_) std::rethrow_exception(failure_);
  }

  void run_case(std::vector<Chain>& chains, std::size_t s, std::size_t c, int threads) {
    const bool first = s == 0 && c == 0;
    Chain& chain = chains[s];
    const PreparedScenario& prepared = cases_[c].prepared;
    FinishedRun run = run_scenario(
        prepared, cases_[0].prepared,
        {.seed = chain.seed, .threads = std::max(1, threads), .corridor = &corridor_,
         .start_from = first ? nullptr : &settled_,
         .progress = [&](double share, const std::string& phase) {
           return note(s * cases_.size() + c, share,
                       fmt::format("seed {}, {}: {}", chain.seed, prepared.scenario.id, phase));
         }});
    if (first) settled_ = std::move(run.experience);
    chain.runs.push_back(std::move(run.summary));
  }

  bool note(std::size_t run, double share, const std::string& what) {
    const std::lock_guard lock(mutex_);
    shares_[run] = share;
    double sum = 0;
    for (const double s : shares_) sum += s;
    bar_.update(sum / static_cast<double>(shares_.size()), what);
    return !interrupted() && !failure_;
  }

  const std::vector<Case>& cases_;
  Corridor corridor_;
  int threads_;
  ProgressBar& bar_;
  Experience settled_;
  std::mutex mutex_;
  std::vector<double> shares_;
  std::exception_ptr failure_;
};

// False if an interrupt left fewer seeds than asked for.
bool run_seeds(std::vector<Case>& cases, const Options& options, ProgressBar& bar) {
  std::vector<Chain> chains = ChainRunner(cases, options, bar).run();
  for (Chain& chain : chains)
    for (std::size_t c = 0; c < cases.size(); ++c)
      cases[c].runs.push_back(std::move(chain.runs[c]));
  return chains.size() == static_cast<std::size_t>(cases[0].prepared.scenario.seeds);
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
