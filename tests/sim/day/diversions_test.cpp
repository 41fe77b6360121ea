// Drivers under way who change their route: who, when, and how far they go round.
#include "sim/day/diversions.h"

#include <gtest/gtest.h>

#include "tests/support/ascii_city.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// From R to E by B, or round by C. Drivers expect `direct_s` on AB and `round_s` on CD.
struct TwoWays {
  AsciiCity city{"R---S---A---B---E\n        |   |\n        C---D"};
  Traffic traffic{city.net, {}};
  TypeIndex car = add_type(traffic, VehicleClass::car);
  RouteChoice routes{city.net, 1};
  Diversions diversions;
  std::vector<LinkId> direct{city.link("RS"), city.link("SA"), city.link("AB"), city.link("BE")};
  std::uint32_t added = 0;

  explicit TwoWays(int threads = 1)
      : diversions(traffic, routes, {.seed = 1, .threads = threads}) {}

  void expect(float direct_s, float round_s) {
    std::vector<float> link_s(city.net.links().size(), 10);
    link_s[city.link("AB").value] = direct_s;
    link_s[city.link("CD").value] = round_s;
    routes.prepare(link_s);
  }
  void add(std::size_t vehicles) {
    for (std::size_t i = 0; i < vehicles; ++i, ++added)
      diversions.follow(traffic.add_vehicle({.type = car, .route = direct}), added, direct);
  }
  // Of lines of public transport, with one stop.
  void add_line(VehicleClass c, std::uint32_t stop_on) {
    const PlannedStop stop{.route_index = stop_on, .position_m = 180, .place = StopPlace::bay};
    const TypeIndex type = add_type(traffic, c);
    for (int i = 0; i < 40; ++i)
      traffic.add_vehicle({.type = type, .route = direct, .stops = {&stop, 1}});
  }
  void step(int seconds) {
    for (int i = 0; i < seconds; ++i) {
      traffic.step();
      diversions.look_around();
    }
  }
  void close_ab() {
    const PlannedStop stop{.route_index = 0, .position_m = 180};
    traffic.add_vehicle({.type = car, .route = std::span(direct).subspan(2), .stops = {&stop, 1}});
  }
};

// AB takes 27 cars of 7.5 m, the others wait before A. A detour takes 20 s more.
TEST(Diversions, DriversTurnOffBeforeAFullStreet) {
  TwoWays t;
  t.expect(10, 10);
  t.close_ab();
  t.add(40);
  t.step(1200);
  EXPECT_GT(t.diversions.by_full_streets(), 8U);
  EXPECT_EQ(t.traffic.counts().left, static_cast<double>(t.diversions.by_full_streets()))
      << "all that turned off arrive by the other way";
  EXPECT_TRUE(t.traffic.held_up(60).empty());
}

// They come back to a stop beyond the full street; buses keep to their course.
TEST(Diversions, MinibusesTurnOffIfAStopLiesBeyondTheFullStreet) {
  const auto turned_off = [](VehicleClass c, std::uint32_t stop_on) {
    TwoWays t;
    t.expect(10, 10);
    t.close_ab();
    t.add_line(c, stop_on);
    t.step(1200);
    return t.diversions.by_full_streets();
  };
  EXPECT_GT(turned_off(VehicleClass::minibus, 3), 8U);
  EXPECT_EQ(turned_off(VehicleClass::minibus, 2), 0U) << "their last stop is on the full street";
  EXPECT_EQ(turned_off(VehicleClass::bus, 3), 0U);
}

// Nobody goes round for an hour; for 6 min more they do after the first has waited a minute or so.
TEST(Diversions, NobodyTakesADetourOfMoreThanFiveMinutesAndTheTimeWaited) {
  TwoWays far;
  far.expect(10, 3600);
  far.close_ab();
  far.add(40);
  far.step(1200);
  EXPECT_EQ(far.diversions.by_full_streets(), 0U);

  TwoWays t;
  t.expect(10, 370);
  t.close_ab();
  t.add(40);
  float first = 0;
  float held = 0;
  while (t.traffic.now() < 1200 && first == 0) {
    for (const HeldUp& h : t.traffic.held_up(1)) held = h.seconds;
    t.step(1);
    if (t.diversions.by_full_streets() > 0) first = t.traffic.now();
  }
  ASSERT_GT(first, 0);
  EXPECT_GT(held, 20);  // the taste changes felt times by a tenth or so
  EXPECT_LT(held, 160);
}

// Drivers of two queues turn off in the same second, by one search in parallel.
TEST(Diversions, TheNumberOfThreadsChangesNothing) {
  const auto changes = [](int threads) {
    TwoWays t(threads);
    t.expect(10, 10);
    t.close_ab();
    std::vector<std::uint64_t> by_time;
    t.add(100);
    for (int i = 0; i < 60; ++i) {
      t.step(10);
      t.expect(10 + static_cast<float>(60 * i), 10);
      t.diversions.hear_news();
      by_time.push_back(t.diversions.by_news());
      by_time.push_back(t.diversions.by_full_streets());
    }
    return by_time;
  };
  const auto one = changes(1);
  EXPECT_GT(one[one.size() - 2], 0U);
  EXPECT_GT(one.back(), 0U);
  EXPECT_EQ(changes(3), one);
}

struct NewsCase {
  float direct_s, round_s;  // by the news; expected were 100 and 100
  bool changes;
};
class DiversionsByNews : public ::testing::TestWithParam<NewsCase> {};

TEST_P(DiversionsByNews, AreForSavingsOfAMinuteAndAFifth) {
  TwoWays t;
  t.expect(100, 100);
  t.add(5);
  t.step(6);
  t.expect(GetParam().direct_s, GetParam().round_s);
  for (int i = 0; i < 8; ++i) t.diversions.hear_news();  // each time half of the drivers hear it
  EXPECT_EQ(t.diversions.by_news() > 0, GetParam().changes);
}

INSTANTIATE_TEST_SUITE_P(Cases, DiversionsByNews,
                         ::testing::Values(NewsCase{600, 100, true},   // far better
                                           NewsCase{100, 1, false},    // not late: does not look
                                           NewsCase{250, 220, false},  // saves half a minute
                                           NewsCase{900, 800, false},  // 100 s, but a ninth
                                           NewsCase{900, 400, true}));

}  // namespace
}  // namespace mwendo
