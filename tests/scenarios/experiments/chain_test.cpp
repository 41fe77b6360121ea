#include "scenarios/experiments/chain.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <stdexcept>

#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

constexpr int kNothing = -1;

struct Done {
  std::size_t chain, which;
  std::uint64_t seed;
  int threads;
  int started_from;  // mark of the experience; kNothing: none
  friend bool operator==(const Done&, const Done&) = default;
};

void PrintTo(const Done& d, std::ostream* out) {
  *out << "chain " << d.chain << " case " << d.which << " seed " << d.seed << " threads "
       << d.threads << " from " << d.started_from;
}

// Marks what the people of each run know with the number of the run: 10 chain + case + 100.
class Chains : public ::testing::Test {
 protected:
  Experience step(const ChainStep& s) {
    const std::lock_guard lock(mutex_);
    done_.push_back({s.chain, s.which, s.seed, s.threads,
                     s.start_from == nullptr ? kNothing : s.start_from->days});
    Experience known;
    known.days = static_cast<int>(100 + 10 * s.chain + s.which);
    return known;
  }
  std::mutex mutex_;
  std::vector<Done> done_;
};

TEST_F(Chains, EveryRunStartsFromTheFirstBase) {
  const auto whole = run_chains({.cases = 3, .seed = 7, .seeds = 2, .threads = 1},
                                [&](const ChainStep& s) { return step(s); });
  EXPECT_EQ(whole, (std::vector<bool>{true, true}));
  EXPECT_EQ(done_, (std::vector<Done>{{0, 0, 7, 1, kNothing},
                                      {0, 1, 7, 1, 100},
                                      {0, 2, 7, 1, 100},
                                      {1, 0, 8, 1, 100},
                                      {1, 1, 8, 1, 100},
                                      {1, 2, 8, 1, 100}}));
}

TEST_F(Chains, TheFirstBaseHasAllThreadsAndChainsShareThem) {
  (void)run_chains({.cases = 2, .seed = 1, .seeds = 3, .threads = 7},
                   [&](const ChainStep& s) { return step(s); });
  ASSERT_EQ(done_.size(), 6U);
  EXPECT_EQ(done_[0], (Done{0, 0, 1, 7, kNothing}));
  std::vector<std::vector<std::size_t>> order(3);
  for (const Done& d : done_) {
    if (d.started_from != kNothing) {
      EXPECT_EQ(d.threads, 2);
      EXPECT_EQ(d.started_from, 100);
    }
    order[d.chain].push_back(d.which);
  }
  for (const auto& cases : order) EXPECT_EQ(cases, (std::vector<std::size_t>{0, 1}));
}

TEST_F(Chains, OneScenarioAloneIsOneRun) {
  const auto whole = run_chains({.cases = 1, .seed = 4, .seeds = 1, .threads = 2},
                                [&](const ChainStep& s) { return step(s); });
  EXPECT_EQ(whole, std::vector<bool>{true});
  EXPECT_EQ(done_, (std::vector<Done>{{0, 0, 4, 2, kNothing}}));
}

TEST_F(Chains, AnInterruptKeepsWholeChains) {
  const auto until = [&](std::size_t runs) {
    done_.clear();
    return run_chains({.cases = 2, .seed = 1, .seeds = 3, .threads = 1}, [&](const ChainStep& s) {
      if (done_.size() == runs) throw Interrupted{};
      return step(s);
    });
  };
  EXPECT_EQ(until(0), (std::vector<bool>{false, false, false}));
  EXPECT_EQ(until(1), (std::vector<bool>{false, false, false}));
  EXPECT_EQ(until(3), (std::vector<bool>{true, false, false}));
  EXPECT_EQ(until(4), (std::vector<bool>{true, true, false}));
}

TEST_F(Chains, AFailureIsThrownAgain) {
  for (const std::size_t runs : {0U, 3U}) {
    done_.clear();
    std::atomic<std::size_t> count = 0;
    EXPECT_THROW((void)run_chains({.cases = 2, .seed = 1, .seeds = 3, .threads = 2},
                                  [&](const ChainStep& s) {
                                    Experience known = step(s);
                                    if (++count > runs) throw std::runtime_error("no memory");
                                    return known;
                                  }),
                 std::runtime_error);
    EXPECT_LT(done_.size(), 6U);
  }
}

TEST(Chain, AlternativesAreAskedAsTheBase) {
  Scenario base;
  base.from_s = 100, base.to_s = 200, base.sample = 0.3, base.seed = 9, base.seeds = 4;
  base.iterations = 3, base.warm_up_s = 900, base.short_days = true;
  Scenario alternative;
  alternative.id = "a";
  ask_as(alternative, base);
  EXPECT_EQ(alternative.id, "a");
  EXPECT_EQ(alternative.from_s, 100);
  EXPECT_EQ(alternative.to_s, 200);
  EXPECT_EQ(alternative.warm_up_s, 900);
  EXPECT_EQ(alternative.sample, 0.3);
  EXPECT_EQ(alternative.seed, 9U);
  EXPECT_EQ(alternative.seeds, 4);
  EXPECT_EQ(alternative.iterations, 3);
  EXPECT_TRUE(alternative.short_days);
}

TEST(Chain, TheBaseKeepsItsDaysForAlternativesThatReact) {
  PreparedScenario base, fixed, reacts;
  fixed.scenario.measures.emplace_back();
  reacts.scenario = fixed.scenario;
  reacts.scenario.departure_choice = true;
  const auto keep = [](std::vector<const PreparedScenario*> cases) { return days_to_keep(cases); };
  EXPECT_FALSE(keep({&base, &fixed}).driving);
  EXPECT_TRUE(keep({&base, &fixed, &reacts}).driving);
  EXPECT_FALSE(keep({&base, &fixed, &reacts}).access);
  reacts.scenario.destination_choice = true;
  EXPECT_TRUE(keep({&base, &fixed, &reacts}).access);
  base.scenario.departure_choice = true;
  EXPECT_FALSE(keep({&base}).driving) << "nobody reacts in a base alone";
}

}  // namespace
}  // namespace mwendo
