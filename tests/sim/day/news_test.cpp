// What drivers hear on their way: believed times moved by a share towards those of the present day.
#include <gtest/gtest.h>

#include "sim/day/route_choice.h"
#include "tests/sim/day/hand_day.h"
#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

using testing::HandDay;
using testing::kStart;

// From A by B (believed 100 s, 200 s in truth) or by C (140 s) to D. The way by B is 2 x 1000 m, by
// C 2 x 700 m at 10 m/s: distances tell the routes.
struct TwoWays : HandDay {
  AsciiCity city{"S---A>>>B>>>D---E\n    v       ^\n    C>>>>>>>+",
                 {.streets = {{"AB", {.free_speed_mps = 10, .length_m = 1000}},
                              {"BD", {.free_speed_mps = 10, .length_m = 1000}},
                              {"AC", {.free_speed_mps = 10, .length_m = 700}},
                              {"CD", {.free_speed_mps = 10, .length_m = 700}}}}};
  std::vector<TripId> trips;

  void believe(std::initializer_list<const char*> streets, float seconds) {
    for (std::size_t p = 0; p < believed.periods; ++p)
      for (const char* street : streets)
        believed.seconds[p * believed.links + city.link(street).value] = seconds;
  }
  TwoWays() {
    world.network = city.net;
    believed = free_flow_times(city.net, kStart, kStart + 1800);
    believe({"AB", "BD"}, 50);
    for (int i = 0; i < 60; ++i) {  // every ten seconds for ten minutes
      const auto departure_s = static_cast<float>(10 * i);
      const TripId t = add_trip({.mode = Mode::car_driver, .departure_s = departure_s});
      people.trip.from[t].node = city.node('S');
      people.trip.to[t].node = city.node('E');
      trips.push_back(t);
    }
  }

  // Metres of the routes of all drivers at these link times.
  [[nodiscard]] std::vector<float> metres_at(const std::vector<float>& link_s) const {
    RouteChoice choice(city.net, options.seed);
    choice.prepare(link_s);
    std::vector<RouteChoice::Request> requests;
    for (const TripId t : trips) requests.push_back({city.node('S'), city.node('E'), t.value});
    std::vector<float> metres;
    for (const auto& route : choice.find(requests, 1)) {
      metres.push_back(0);
      for (const LinkId l : route) metres.back() += city.net.link.length_m[l];
    }
    return metres;
  }

  struct Outcome {
    std::vector<float> metres, present;  // by trip; link seconds of the day so far, at the news
  };
  [[nodiscard]] Outcome run() const {
    Outcome o;
    DaySimulation day({world, people, believed}, options);
    while (!day.done()) {
      if (day.now() == kStart + 300) {
        const auto first = believed.of_period(0);
        o.present.assign(first.begin(), first.end());
        experienced_in_period(city.net, day.traffic().tallies(), 0, o.present);
      }
      day.step();
    }
    const DayOutcome outcome = day.finish();
    o.metres.resize(trips.size());
    for (const TripRecord& r : outcome.trips) o.metres[r.trip.value] = r.distance_m;
    return o;
  }
  // Believed times moved by a share.
  [[nodiscard]] std::vector<float> felt(const std::vector<float>& present, float share) const {
    const auto before = believed.of_period(0);
    std::vector<float> f(before.begin(), before.end());
    for (std::size_t l = 0; l < f.size(); ++l) f[l] += share * (present[l] - f[l]);
    return f;
  }
};

class NewsShares : public ::testing::TestWithParam<float> {};

TEST_P(NewsShares, DriversAfterItTakeRoutesByTheMixOfBelievedAndPresentTimes) {
  TwoWays d;
  d.options.news_share = GetParam();
  const TwoWays::Outcome o = d.run();
  // In truth a link of 1000 m at 10 m/s takes 100 s and what the junction costs; drivers differ.
  EXPECT_NEAR(o.present[d.city.link("AB").value], 100, 15);
  const std::vector<float> before = d.metres_at(d.felt(o.present, 0));
  const std::vector<float> after = d.metres_at(d.felt(o.present, GetParam()));
  for (std::size_t i = 0; i < 60; ++i) EXPECT_EQ(o.metres[i], i < 30 ? before[i] : after[i]) << i;
}

INSTANTIATE_TEST_SUITE_P(Shares, NewsShares, ::testing::Values(0.0F, 0.3F, 0.6F, 1.0F),
                         [](const auto& i) {
                           return "Percent" + std::to_string(static_cast<int>(100 * i.param));
                         });

// 100 s against 140 s: all take the way by B at first. In truth it takes 200 s: on a first day,
// when nothing is believed, all change.
TEST(NewsOfTheFirstDay, CountsAlone) {
  TwoWays d;
  d.options.first_day = true;
  const TwoWays::Outcome o = d.run();
  const float by_b = *std::max_element(o.metres.begin(), o.metres.end());
  for (std::size_t i = 0; i < 60; ++i) EXPECT_EQ(o.metres[i], i < 30 ? by_b : by_b - 600) << i;
}

// The way by C is believed to take 300 s, and nobody drives there at first. The news say that it is
// free: 140 s against 200 s.
TEST(NewsOfTheFirstDay, TellsOfEmptyStreets) {
  TwoWays d;
  d.believe({"AC", "CD"}, 150);
  d.options.first_day = true;
  const TwoWays::Outcome o = d.run();
  const float by_b = *std::max_element(o.metres.begin(), o.metres.end());
  for (std::size_t i = 0; i < 60; ++i) EXPECT_EQ(o.metres[i], i < 30 ? by_b : by_b - 600) << i;
}

// A quarter in which nobody has driven yet does not hide the one before.
TEST(News, AreOfTheLastAndThePresentQuarter) {
  const AsciiCity city("A-----B", {.metres_per_column = 100});
  Tallies tallies(city.net.links().size(), 0, 2700);
  const LinkId there = city.link("AB");
  const LinkId back = city.link("BA");
  const float metres = city.net.link.length_m[there];
  tallies.at(there, 0, VehicleClass::car).distance_m[0] = 1000;
  tallies.at(there, 0, VehicleClass::car).time_s[0] = 1000;
  EXPECT_FLOAT_EQ(news_of(city.net, tallies, 899)[there.value], metres);
  EXPECT_FLOAT_EQ(news_of(city.net, tallies, 1000)[there.value], metres);
  const float free = metres / city.net.link.free_speed_mps[there];
  EXPECT_FLOAT_EQ(news_of(city.net, tallies, 1800)[there.value], free);
  EXPECT_FLOAT_EQ(news_of(city.net, tallies, 899)[back.value], free);
}

}  // namespace
}  // namespace mwendo
