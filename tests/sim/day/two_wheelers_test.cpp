// Times and routes of riders who filter past a queue of cars.
#include <gtest/gtest.h>

#include "tests/sim/day/hand_day.h"
#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

using testing::HandDay;
using testing::kStart;

// From S to E by the signal at B, 2,000 m, or round by C, 3,200 m. A car leaves every 2.5 s, twice
// what the signal passes, and a motorcycle every 15 s.
struct QueueAtASignal : HandDay {
  AsciiCity city{R"(
        X
        |
S---A>>>B>>>D---E
    v   |   ^
    v   Y   ^
    C>>>>>>>+
)",
                 {.streets = {{"AB", {.free_speed_mps = 10, .length_m = 1000}},
                              {"BD", {.free_speed_mps = 10, .length_m = 1000}},
                              {"AC", {.free_speed_mps = 10, .length_m = 1600}},
                              {"CD", {.free_speed_mps = 10, .length_m = 1600}}},
                  .controls = {{"B", JunctionControl::signal}}}};

  QueueAtASignal() {
    world.network = city.net;
    believed = free_flow_times(city.net, kStart, kStart + 1800);
    options.first_day = true;
    for (int i = 0; i < 600; ++i) {
      leave(Mode::car_driver, 2.5F * static_cast<float>(i));
      if (i % 6 == 0) leave(Mode::motorcycle_taxi, 2.5F * static_cast<float>(i));
    }
  }
  void leave(Mode mode, float departure_s) {
    const TripId t = add_trip({.mode = mode, .departure_s = departure_s});
    people.trip.from[t].node = city.node('S');
    people.trip.to[t].node = city.node('E');
  }
  // Of those by this mode that left after the first ten minutes and arrived.
  [[nodiscard]] static double share_round_by_c(const DayOutcome& day, Mode mode) {
    double all = 0;
    double round = 0;
    for (const TripRecord& r : day.trips) {
      if (r.mode != mode || r.departure_s < kStart + 600 || r.outcome != TripOutcome::arrived)
        continue;
      all += 1;
      round += r.distance_m > 3000 ? 1 : 0;
    }
    EXPECT_GT(all, 20);
    return round / all;
  }
};

TEST(TwoWheelers, KeepAStreetThatCarsAvoidBecauseOfItsQueue) {
  const QueueAtASignal d;
  const DayOutcome day = d.run().outcome;
  EXPECT_GT(QueueAtASignal::share_round_by_c(day, Mode::car_driver), 0.3);
  EXPECT_LT(QueueAtASignal::share_round_by_c(day, Mode::motorcycle_taxi), 0.1);

  const LinkTimes felt = experienced_times(d.city.net, day.tallies, d.believed);
  const std::uint32_t queue = d.city.link("AB").value;
  EXPECT_GT(felt.of_period(1)[queue], 220);
  EXPECT_LT(felt.of_period(1, Pace::of_two_wheelers)[queue], 170);
}

// 500 m at 1 m/s by car; a rider gains at most 15 km/h. Nobody drove the way back.
TEST(TwoWheelers, FilterAtFifteenKmhMoreThanCarsWhereNoneHasRidden) {
  const AsciiCity city("A-----B", {.metres_per_column = 100});
  const LinkTimes free = free_flow_times(city.net, 0, 900);
  Tallies tallies(city.net.links().size(), 0, 900);
  const LinkId there = city.link("AB");
  const float metres = city.net.link.length_m[there];
  tallies.at(there, 0, VehicleClass::car).distance_m[0] = 1000;
  tallies.at(there, 0, VehicleClass::car).time_s[0] = 1000;
  const LinkTimes felt = experienced_times(city.net, tallies, free);
  const auto riders = felt.of_period(0, Pace::of_two_wheelers);
  EXPECT_FLOAT_EQ(felt.of_period(0)[there.value], metres);
  EXPECT_FLOAT_EQ(riders[there.value], metres / 5.2F);
  EXPECT_EQ(riders[city.link("BA").value], free.of_period(0)[city.link("BA").value]);

  tallies.at(there, 0, VehicleClass::motorcycle).distance_m[3] = 1000;
  tallies.at(there, 0, VehicleClass::motorcycle).time_s[3] = 125;
  const LinkTimes ridden = experienced_times(city.net, tallies, free);
  EXPECT_FLOAT_EQ(ridden.of_period(0, Pace::of_two_wheelers)[there.value],
                  std::max(metres / 8, free.of_period(0)[there.value]));
}

}  // namespace
}  // namespace mwendo
