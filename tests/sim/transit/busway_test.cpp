// A straight busway against the worked examples of the ITDP guide.
#include "tests/support/busway.h"

#include <gtest/gtest.h>

#include <utility>

namespace mwendo {
namespace {

TEST(Dwell, DoorsOfRapidLines) {
  EXPECT_EQ(dwell_of({.count = 3}), (DwellTimes{8, 0.25F, 0.5F / 3}));
  EXPECT_EQ(dwell_of({.count = 2, .level = false}), (DwellTimes{8, 1, 0.75F}));
  EXPECT_EQ(dwell_of({.count = 1, .level = false, .prepaid = false}), (DwellTimes{8, 2, 1.5F}));
  EXPECT_TRUE(dwell_of({.count = 2, .prepaid = false}).separate_doors);
}

struct Bay {
  VehicleClass vehicle;
  double length_m;
  bool passing_lane;
};

class OneBay : public testing::TestWithParam<Bay> {
 protected:
  // A station in the middle of the way; people take 20 s of each bus.
  [[nodiscard]] static BuswayCase at(float headway_s) {
    return {.stations = 3,
            .spacing_m = 1000,
            .passing_lane = GetParam().passing_lane,
            .vehicle = GetParam().vehicle,
            .dwell = {28, 0, 0},
            .headway_s = headway_s};
  }
  // Dead time of the guide, 13 s + 0.25 s a metre, and the time of the people.
  [[nodiscard]] static double cycle_s() { return 13 + 0.25 * GetParam().length_m + 20; }
};

TEST_P(OneBay, ServesItsTheoreticalCapacity) {
  const double capacity = 3600 / cycle_s();
  EXPECT_NEAR(run_busway(at(25)).buses_per_hour, capacity, 0.05 * capacity);
}

TEST_P(OneBay, HasAQueueJustAboveIt) {
  EXPECT_LT(run_busway(at(static_cast<float>(cycle_s() / 0.9))).queue_s, 5);
  EXPECT_GT(run_busway(at(static_cast<float>(cycle_s() / 1.1))).queue_s, 30);
}

// Dwells of 45, 35, 22 and 18 s: 17, 19, 21 and 23 km/h on a corridor of TransJakarta. The guide
// gives neither its stations nor its signals: 500 m and 50 s of red in 90 s are chosen, the same
// for all four.
TEST(Busway, SpeedFollowsTheDwellAsInJakarta) {
  constexpr std::uint64_t kSeeds = 20;
  const std::pair<float, double> cases[] = {{45, 17}, {35, 19}, {22, 21}, {18, 23}};
  for (const auto& [dwell, printed] : cases) {
    double kmh = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed)
      kmh += run_busway({.stations = 20,
                         .docks = 2,
                         .dwell = {dwell, 0, 0},
                         .headway_s = 97,
                         .red_s = 50,
                         .cycle_s = 90,
                         .seed = seed})
                 .kmh /
             kSeeds;
    EXPECT_NEAR(kmh, printed, 1) << dwell;
  }
}

// Riders an hour of the corridor of 20 stations. Boarding and alighting take 1 s a person.
BuswayCase corridor(int docks, int services) {
  return {
      .stations = 20,
      .docks = docks,
      .dwell = {7, 1, 1},
      .services = services,
      .boarding = {824, 734, 646, 554, 768, 364, 272, 180, 161, 144,
                   130, 118, 94,  70,  64,  48,  43,  34,  19,  0},
      .alighting = {0,   8,   15,  43,  82,  176, 235, 424, 358, 330,
                    298, 260, 544, 568, 533, 499, 199, 214, 230, 250},
  };
}

// The busiest station is the fifth: 850 persons an hour, 60 buses with a dead time of 16 s.
TEST(Busway, CorridorHasItsLargestLoadAndSaturation) {
  const BuswayRun run = run_busway(corridor(1, 1));
  EXPECT_NEAR(run.largest_load, 3603, 0.03 * 3603);
  EXPECT_NEAR(run.saturation, (60 * 16 + 850) / 3600.0, 0.03);
  EXPECT_NEAR(run_busway(corridor(2, 1)).saturation, run.saturation / 2, 0.01);
}

// Buses that keep their headway do not queue at a dock that is taken for half of the time. Those
// that come by chance do: 136 h with one dock, 83 with two. The number of services is chosen.
TEST(Busway, ASecondDockShortensTheQueue) {
  EXPECT_LT(run_busway(corridor(1, 1)).queue_passenger_h, 1);
  const double one = run_busway(corridor(1, 60)).queue_passenger_h;
  const double two = run_busway(corridor(2, 60)).queue_passenger_h;
  EXPECT_NEAR(one, 136, 0.15 * 136);
  EXPECT_NEAR(two, 83, 0.15 * 83);
}

TEST(Busway, HeadwaysGrowUnevenAlongTheLine) {
  BuswayCase c = corridor(1, 1);
  c.red_s = 30;
  const double far = run_busway(c).headway_deviation_s;
  c.stations = 6;
  c.boarding.resize(6);
  c.alighting.resize(6);
  EXPECT_GT(far, 1.5 * run_busway(c).headway_deviation_s);
}

INSTANTIATE_TEST_SUITE_P(Busway, OneBay,
                         testing::Values(Bay{VehicleClass::bus, 12, false},
                                         Bay{VehicleClass::articulated_bus, 18, false},
                                         Bay{VehicleClass::bus, 12, true},
                                         Bay{VehicleClass::articulated_bus, 18, true}));

}  // namespace
}  // namespace mwendo
