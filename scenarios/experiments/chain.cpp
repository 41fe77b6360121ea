#include "scenarios/experiments/chain.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

class ChainRunner {
 public:
  ChainRunner(const ChainPlan& plan, const RunStep& run)
      : plan_(plan), run_(run), done_(static_cast<std::size_t>(plan.seeds), 0) {}

  std::vector<bool> run() {
    try {
      settled_ = run_({.seed = plan_.seed, .threads = plan_.threads, .failed = &failed_});
      done_[0] = 1;
      run_rest();
    } catch (const Interrupted&) {  // NOLINT(bugprone-empty-catch): what is whole counts
    }
    std::vector<bool> whole;
    for (const std::size_t cases : done_) whole.push_back(cases == plan_.cases);
    return whole;
  }

 private:
  void run_rest() {
    const int workers = std::min(plan_.threads, plan_.seeds);
    {
      std::vector<std::jthread> others;
      for (int w = 1; w < workers; ++w) others.emplace_back([this, workers] { work(workers); });
      work(workers);
    }
    if (failure_) std::rethrow_exception(failure_);
  }

  void work(int workers) {
    for (std::size_t chain = next_++; chain < done_.size(); chain = next_++) {
      try {
        run_chain(chain, std::max(1, plan_.threads / workers));
      } catch (const Interrupted&) {
        return;
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        failed_ = true;
        return;
      }
    }
  }

  void run_chain(std::size_t chain, int threads) {
    for (std::size_t which = done_[chain]; which < plan_.cases && !failed_; ++which) {
      (void)run_({.chain = chain,
                  .which = which,
                  .seed = plan_.seed + chain,
                  .threads = threads,
                  .start_from = &settled_,
                  .failed = &failed_});
      ++done_[chain];
    }
  }

  const ChainPlan& plan_;
  const RunStep& run_;
  std::vector<std::size_t> done_;  // cases run, by chain
  Experience settled_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace

std::vector<bool> run_chains(const ChainPlan& plan, const RunStep& run) {
  return ChainRunner(plan, run).run();
}

DaysToKeep days_to_keep(std::span<const PreparedScenario* const> cases) {
  DaysToKeep keep;
  for (const PreparedScenario* c : cases) {
    if (c->scenario.measures.empty()) continue;
    keep.driving = keep.driving || c->scenario.departure_choice;
    keep.access = keep.access || c->scenario.destination_choice;
  }
  return keep;
}

void ask_as(Scenario& alternative, const Scenario& base) {
  alternative.from_s = base.from_s;
  alternative.to_s = base.to_s;
  alternative.warm_up_s = base.warm_up_s;
  alternative.sample = base.sample;
  alternative.seed = base.seed;
  alternative.seeds = base.seeds;
  alternative.iterations = base.iterations;
  alternative.short_days = base.short_days;
}

Corridor shared_corridor(std::span<const PreparedScenario* const> cases) {
  for (const PreparedScenario* c : cases) {
    Corridor corridor = brt_corridor_of(c->world);
    if (!corridor.empty()) return corridor;
  }
  return {};
}

}  // namespace mwendo
