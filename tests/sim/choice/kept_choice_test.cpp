#include "sim/choice/kept_choice.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "sim/choice/nested_logit.h"

namespace mwendo {
namespace {

constexpr std::uint32_t kPersons = 200000;
using Utilities = std::array<double, 3>;

DrawKey key_of(std::uint32_t person) {
  return {.seed = 3, .purpose = Draw::departure_taste, .subject = person};
}

Utilities logit(const Utilities& v) {
  Utilities p{};
  double sum = 0;
  for (const double x : v) sum += std::exp(x);
  for (std::size_t k = 0; k < v.size(); ++k) p[k] = std::exp(v[k]) / sum;
  return p;
}

// What somebody of this number takes by the logit, from draws of another purpose.
std::size_t chosen(const Utilities& v, std::uint32_t person) {
  const Utilities p = logit(v);
  const double u = uniform({.seed = 9, .purpose = Draw::test, .subject = person});
  return u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
}

// Who chose by the logit of the base chooses now by the logit of now.
TEST(KeptChoice, SharesFollowTheLogitThatPivotsOnTheBase) {
  const Utilities base = {0, -0.8, 0.4}, now = {-0.7, -0.2, 0.4};
  Utilities share{};
  for (std::uint32_t n = 0; n < kPersons; ++n)
    share[choose_again(base, now, chosen(base, n), key_of(n))] += 1.0 / kPersons;
  const Utilities expected = logit(now);
  for (std::size_t k = 0; k < share.size(); ++k) EXPECT_NEAR(share[k], expected[k], 0.004) << k;
}

TEST(KeptChoice, EqualUtilitiesKeepEveryChoice) {
  for (const Utilities& v : {Utilities{0, 0, 0}, Utilities{-300, 4, 1}, Utilities{2, -1e4, 1e4}})
    for (std::uint32_t n = 0; n < 10000; ++n)
      for (std::size_t present = 0; present < v.size(); ++present)
        ASSERT_EQ(choose_again(v, v, present, key_of(n)), present);
}

TEST(KeptChoice, WhatGetsBetterOnlyWins) {
  const Utilities base = {0.3, 0, -1}, now = {0.3, 0.5, -1};
  std::uint32_t won = 0;
  for (std::uint32_t n = 0; n < 10000; ++n) {
    const std::size_t before = chosen(base, n);
    const std::size_t after = choose_again(base, now, before, key_of(n));
    ASSERT_TRUE(after == before || after == 1);
    won += after != before ? 1 : 0;
  }
  EXPECT_GT(won, 500U);
}

TEST(KeptChoice, WhatIsNotOfferedIsNotTaken) {
  const Utilities base = {0, kUnavailable, 0}, now = {-5, 50, kUnavailable};
  for (std::uint32_t n = 0; n < 1000; ++n) ASSERT_EQ(choose_again(base, now, 0, key_of(n)), 0U);
}

}  // namespace
}  // namespace mwendo
