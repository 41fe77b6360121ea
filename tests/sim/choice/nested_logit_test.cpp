#include "sim/choice/nested_logit.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mwendo {
namespace {

std::size_t at(Mode m) { return static_cast<std::size_t>(m); }

ModeValues nothing() {
  ModeValues v;
  v.fill(kUnavailable);
  return v;
}

TEST(NestedLogit, IsMultinomialWhenAllScalesAreOne) {
  ModeValues v = nothing();
  v[at(Mode::walk)] = 0.3;
  v[at(Mode::minibus)] = 1.0;
  v[at(Mode::brt)] = -0.5;
  const ModeValues p = probabilities(v, {.lambda = {1, 1, 1, 1}});
  const double sum = std::exp(0.3) + std::exp(1.0) + std::exp(-0.5);
  EXPECT_NEAR(p[at(Mode::walk)], std::exp(0.3) / sum, 1e-9);
  EXPECT_NEAR(p[at(Mode::brt)], std::exp(-0.5) / sum, 1e-9);
  EXPECT_EQ(p[at(Mode::taxi)], 0);
}

TEST(NestedLogit, FollowsTheClosedForm) {
  ModeValues v = nothing();
  v[at(Mode::walk)] = 0.2;
  v[at(Mode::minibus)] = 1.0;
  v[at(Mode::brt)] = 0.8;
  v[at(Mode::car_driver)] = 0.5;
  const double l = 0.5;
  const ModeValues p = probabilities(v, {.lambda = {0.8, l, 0.9, 1}});
  const double inclusive = std::log(std::exp(1.0 / l) + std::exp(0.8 / l));
  const double transit = std::exp(l * inclusive);
  const double total = std::exp(0.2) + transit + std::exp(0.5);
  EXPECT_NEAR(p[at(Mode::walk)], std::exp(0.2) / total, 1e-9);
  EXPECT_NEAR(p[at(Mode::brt)], transit / total * std::exp(0.8 / l) / std::exp(inclusive), 1e-9);
}

// The shares are the derivatives of the logsum (Williams 1977).
TEST(NestedLogit, TheLogsumGrowsByTheSharesOfItsModes) {
  ModeValues v = nothing();
  v[at(Mode::walk)] = 0.2;
  v[at(Mode::minibus)] = 1.0;
  v[at(Mode::brt)] = 0.8;
  v[at(Mode::car_driver)] = -30;
  const NestScales nests{.lambda = {0.8, 0.5, 0.9, 1}};
  const ModeValues p = probabilities(v, nests);
  constexpr double kStep = 1e-4;
  for (const Mode m : {Mode::walk, Mode::minibus, Mode::brt, Mode::car_driver}) {
    ModeValues more = v, less = v;
    more[at(m)] += kStep, less[at(m)] -= kStep;
    EXPECT_NEAR((logsum(more, nests) - logsum(less, nests)) / (2 * kStep), p[at(m)], 1e-6);
  }
}

// Two buses of one colour: a copy of the minibus takes its people from the minibus.
TEST(NestedLogit, LikeModesShareTheirNest) {
  ModeValues v = nothing();
  v[at(Mode::car_driver)] = 0;
  v[at(Mode::minibus)] = 0;
  v[at(Mode::bus)] = 0;
  const ModeValues p = probabilities(v, {.lambda = {1, 0.05, 1, 1}});
  EXPECT_NEAR(p[at(Mode::car_driver)], 0.5, 0.02);
  EXPECT_NEAR(p[at(Mode::bus)], 0.25, 0.01);
}

TEST(NestedLogit, FrozenTastesHaveTheClosedFormShares) {
  ModeValues v = nothing();
  v[at(Mode::walk)] = 0.1;
  v[at(Mode::bicycle)] = -0.6;
  v[at(Mode::minibus)] = 0.4;
  v[at(Mode::bus)] = 0.1;
  v[at(Mode::brt)] = 0.3;
  v[at(Mode::car_passenger)] = -0.5;
  v[at(Mode::motorcycle_taxi)] = -0.2;
  v[at(Mode::taxi)] = -0.9;
  const NestScales nests{.lambda = {0.7, 0.4, 0.8, 0.6}};
  const ModeValues p = probabilities(v, nests);
  ModeValues seen{};
  constexpr std::uint32_t kPeople = 200000;
  for (std::uint32_t i = 0; i < kPeople; ++i)
    seen[at(choose(v, draw_tastes({.seed = 3, .person = i}, nests)))] += 1.0 / kPeople;
  for (std::size_t j = 0; j < kModeCount; ++j) EXPECT_NEAR(seen[j], p[j], 0.004) << j;
}

TEST(NestedLogit, AnImprovementOnlyWinsPeople) {
  ModeValues before = nothing();
  before[at(Mode::walk)] = 0.2;
  before[at(Mode::minibus)] = 0.5;
  before[at(Mode::brt)] = -0.5;
  before[at(Mode::car_driver)] = 0;
  ModeValues after = before;
  after[at(Mode::brt)] = 0.4;
  const NestScales nests;
  int won = 0;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const ModeValues taste = draw_tastes({.seed = 8, .person = i, .tour = 1}, nests);
    const Mode a = choose(before, taste);
    const Mode b = choose(after, taste);
    EXPECT_EQ(choose(before, taste), a);
    if (a != b) {
      EXPECT_EQ(b, Mode::brt);
      ++won;
    }
  }
  EXPECT_GT(won, 1000);
}

TEST(NestedLogit, TastesDifferByTourAndPerson) {
  const NestScales nests;
  const ModeValues a = draw_tastes({.seed = 1, .person = 1, .tour = 0}, nests);
  EXPECT_EQ(a, draw_tastes({.seed = 1, .person = 1, .tour = 0}, nests));
  EXPECT_NE(a, draw_tastes({.seed = 1, .person = 1, .tour = 1}, nests));
  EXPECT_NE(a, draw_tastes({.seed = 1, .person = 2, .tour = 0}, nests));
  EXPECT_NE(a, draw_tastes({.seed = 2, .person = 1, .tour = 0}, nests));
}

}  // namespace
}  // namespace mwendo
