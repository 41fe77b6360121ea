// Days of riders who give up waiting and go on.
#include <gtest/gtest.h>

#include "sim/modes/modes.h"
#include "tests/sim/day/hand_day.h"

namespace mwendo {
namespace {

using testing::DayLog;
using testing::HandDay;

// The one train takes the first rider; the second, at second 1, waits until minute 31.
struct FullTrain {
  HandDay d;
  TripId t;
  explicit FullTrain(float fare_km, float expansion = 1) : d(expansion) {
    d.options.to_s = testing::kStart + 3600;
    d.options.clear_s = 3600;
    d.believed = free_flow_times(d.world.network, testing::kStart, d.options.to_s);
    d.world.figures.mean_detour_walk = 1.25F;
    d.world.figures.observed_mode_share.assign(kModeCount, 0.1F);
    d.world.figures.motorcycle_taxi_fare_base = 0;
    d.world.figures.motorcycle_taxi_fare_km = fare_km;
    d.world.figures.taxi_fare_base = 1e6F;
    const auto places = static_cast<std::uint16_t>(expansion);
    const LineId l = d.add_rail({.capacity = places, .last_departure_s = 100}, {0, 4});
    const testing::HandTrip trip{
        .mode = Mode::lrt, .from_x = 0, .to_x = 4, .rides = {d.ride(l, 0, 1)}};
    d.add_trip(trip);
    t = d.add_trip(trip);
  }
};

// 1,600 m x 1.25 at 1.25 m/s: 1,600 s.
TEST(GivingUp, OnFootAddsTheWalkToTheWait) {
  const FullTrain s(1e6F);
  const DayLog log = s.d.run();
  const TripRecord& r = log.trip(s.t);
  EXPECT_EQ(r.outcome, TripOutcome::arrived);
  EXPECT_TRUE(r.gave_up);
  EXPECT_EQ(r.mode, Mode::lrt) << "the record keeps the plan";
  EXPECT_FLOAT_EQ(r.walk_m, 2000);
  EXPECT_FLOAT_EQ(r.distance_m, 2000);
  EXPECT_NEAR(r.wait_s, 1859, 1);
  EXPECT_NEAR(r.travel_time_s, 1860 + 1600, 2);
  EXPECT_FALSE(log.outcome.trips[0].gave_up);
}

TEST(GivingUp, AHiredVehicleDrivesFromTheStop) {
  const FullTrain s(0.1F);
  const DayLog log = s.d.run();
  const TripRecord& r = log.trip(s.t);
  EXPECT_EQ(r.outcome, TripOutcome::arrived);
  EXPECT_TRUE(r.gave_up);
  EXPECT_EQ(log.drive_ends_s.size(), 1U);
  EXPECT_FLOAT_EQ(r.distance_m, 1600);
  EXPECT_NEAR(r.fare, 0.16, 1e-6);
  // It comes with the next news after minute 31: at 2,100 s, access and egress besides.
  const float terminal = row_of(Mode::motorcycle_taxi).terminal_s();
  EXPECT_GT(r.travel_time_s, 1860 + terminal + 1600 / 16.7F);
  EXPECT_LT(r.travel_time_s, 2100 + terminal + 1600 / 4.0F);
}

// In a sample all for whom the rider stands hire vehicles; those go back empty where it is known.
TEST(GivingUp, AllOfASampleHireVehicles) {
  const FullTrain one(0.1F);
  const FullTrain ten(0.1F, 10);
  const double single = one.d.run().outcome.quality.vehicles_entered;
  EXPECT_EQ(ten.d.run().outcome.quality.vehicles_entered - single, 9);
}

}  // namespace
}  // namespace mwendo
