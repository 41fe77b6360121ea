// A run has the threads it was given and no others, from the loading of the city to the indicators.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "scenarios/experiments/run_scenario.h"

namespace mwendo {
namespace {

// OpenMP keeps the threads of a parallel region for the next one, so they can be counted
// afterwards.
int threads_of_this_process() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("Threads:")) return std::stoi(line.substr(8));
  return 0;
}

PreparedScenario small_scenario(int threads) {
  Problems problems;
  Scenario s = load_scenario("nairobi/base", problems);
  s.from_s = 7 * 3600;
  s.to_s = 7.1 * 3600;
  s.warm_up_s = 0;
  s.sample = 0.001;
  s.iterations = 1;
  PreparedScenario prepared = prepare(s, GwpSet::ar6, problems, threads);
  problems.throw_if_any();
  return prepared;
}

int threads_after_a_run() {
  const PreparedScenario base = small_scenario(1);
  RunRequest request;
  request.threads = 1;
  (void)run_scenario(base, base, request);
  return threads_of_this_process();
}

int threads_after_loading(int threads) {
  (void)small_scenario(threads);
  return threads_of_this_process();
}

// Each in a process of its own: no other test has started threads there.
TEST(Threads, ARunWithOneHasOneOnly) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(_exit(threads_after_a_run()), ::testing::ExitedWithCode(1), "");
}

TEST(Threads, ACityIsLoadedWithAsManyAsGiven) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(_exit(threads_after_loading(1)), ::testing::ExitedWithCode(1), "");
  EXPECT_EXIT(_exit(threads_after_loading(2)), ::testing::ExitedWithCode(2), "");
}

}  // namespace
}  // namespace mwendo
