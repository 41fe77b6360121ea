// The run-in before a period: it fills the streets, and counts for nothing.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/day/hand_made_day.h"

namespace mwendo {
namespace {

using testing::HandMadeDay;
using testing::kSeven;
using testing::node_at;

constexpr float kHour = 3600;

// Cars at a constant rate from both ends of all rows, from an hour before the period on.
struct SteadyTown : HandMadeDay {
  explicit SteadyTown(float warm_up_s) : HandMadeDay({.size = 8, .block_m = 400}) {
    world.figures.work_trucks.share = 0;
    options.to_s = kSeven + 1800;
    options.warm_up_s = warm_up_s;
    believed = free_flow_times(world.network, options.start_s(), options.to_s);
    constexpr float kEvery = 3;
    std::uint32_t i = 0;
    for (float t = kSeven - kHour; t < options.to_s; t += kEvery, ++i) {
      const std::uint32_t row = i / 2 % 8;
      const bool east = i % 2 == 0;
      add_trip({.mode = Mode::car_driver,
                .departure_s = t,
                .from = node_at(world, east ? 0 : 7, row),
                .to = node_at(world, east ? 7 : 0, row),
                .distance_m = 2800});
    }
  }
};

struct Quarter {
  double km = 0, hours = 0;
  [[nodiscard]] double speed_kmh() const { return km / hours; }
};

Quarter quarter_from(const Tallies& tallies, float time_s) {
  Quarter q;
  for (std::uint32_t l = 0; l < tallies.links(); ++l) {
    const TallyCell cell = tallies.over_classes(LinkId{l}, tallies.period_at(time_s));
    q.km += double{cell.total_distance_m()} / 1000;
    q.hours += double{cell.total_time_s()} / 3600;
  }
  return q;
}

TEST(RunIn, TheFirstQuarterHourIsLikeTheSecond) {
  const DayOutcome cold = SteadyTown(0).run();
  const Quarter cold_first = quarter_from(cold.tallies, kSeven);
  const Quarter cold_second = quarter_from(cold.tallies, kSeven + 900);
  EXPECT_LT(cold_first.km, 0.85 * cold_second.km) << "the streets begin empty";
  EXPECT_GT(cold_first.speed_kmh(), cold_second.speed_kmh());

  const DayOutcome warm = SteadyTown(kHour).run();
  const Quarter first = quarter_from(warm.tallies, kSeven);
  const Quarter second = quarter_from(warm.tallies, kSeven + 900);
  EXPECT_NEAR(first.km / second.km, 1, 0.03);
  EXPECT_NEAR(first.speed_kmh() / second.speed_kmh(), 1, 0.03);
}

TEST(RunIn, VehiclesUnderWayAreOnTheRoadAtTheStart) {
  SteadyTown cold(0);
  cold.start();
  EXPECT_EQ(cold.day->now(), kSeven);
  EXPECT_EQ(cold.day->traffic().counts().in_network, 0);

  SteadyTown warm(kHour);
  warm.start();
  EXPECT_EQ(warm.day->now(), kSeven - kHour);
  while (warm.day->now() < kSeven) warm.step();
  const TrafficCounts at_start = warm.day->traffic().counts();
  EXPECT_GT(at_start.in_network, 50);  // 1,200 an hour, 2.8 km each
  EXPECT_EQ(warm.day->arrived_by_mode()[static_cast<std::size_t>(Mode::car_driver)], 0);
  while (warm.day->now() < kSeven + 60) warm.step();
  const auto a_minute_later = warm.day->traffic().counts().in_network;
  const DayOutcome o = warm.run();
  // Drivers of the run-in who still walk to their car enter in the period.
  const double walk_to_car = row_of(Mode::car_driver).access_s / 3;
  EXPECT_NEAR(o.quality.vehicles_entered, at_start.in_network + 600 + walk_to_car, 2);
  EXPECT_EQ(o.quality.vehicles_entered, o.quality.vehicles_left + o.quality.vehicles_in_network);
  ASSERT_FALSE(o.time_series.empty());
  EXPECT_EQ(o.time_series.front().time_s, kSeven + 60);
  EXPECT_EQ(o.time_series.front().vehicles_on_road, a_minute_later);
  EXPECT_EQ(o.time_series.back().time_s, kSeven + 1800);
}

TEST(RunIn, CountsAreOfTripsThatDepartInThePeriod) {
  SteadyTown town(kHour);
  const DayOutcome o = town.run();
  EXPECT_EQ(o.trips.size(), 1800U);  // those of the run-in first
  EXPECT_EQ(o.trips.front().departure_s, kSeven - kHour);
  EXPECT_EQ(o.quality.trips_expected, 600);
  EXPECT_EQ(o.quality.trips_arrived + o.quality.trips_under_way + o.quality.trips_no_way, 600);
  EXPECT_GE(o.quality.trips_arrived, 595);
}

// Nobody travels before the period: the traffic is that of a day without a run-in.
TEST(RunIn, AnEmptyRunInChangesNothing) {
  const auto hashes = [](float warm_up_s) {
    SteadyTown town(warm_up_s);
    for (const TripId t : town.people.trips())
      if (town.people.trip.departure_s[t] < kSeven) town.people.trip.departure_s[t] = 0;
    town.start();
    std::vector<std::uint64_t> seen;
    while (town.day->now() < kSeven) town.step();
    while (!town.day->done()) {
      town.step();
      if (std::fmod(town.day->now(), 60.0F) == 0) seen.push_back(town.day->traffic().state_hash());
    }
    return seen;
  };
  const auto without = hashes(0);
  ASSERT_GE(without.size(), 30U);
  EXPECT_NE(without[10], without[20]);
  EXPECT_EQ(hashes(kHour), without);
}

// A train every 10 min; one rider boards before the period, one waits over its start, one comes in
// it.
struct TrainTown : HandMadeDay {
  LineId line;
  TrainTown() {
    options.warm_up_s = kHour;
    world.figures.work_trucks.share = 0;
    believed = free_flow_times(world.network, options.start_s(), options.to_s);
    std::vector<StopId> stops;
    for (const double x : {0.0, 1000.0, 2000.0}) stops.push_back(add_station({x, 0}));
    line = add_trains({.stops = stops, .first_s = kSeven - kHour + 300});
    for (const float departure_s : {kSeven - 1500, kSeven - 60, kSeven + 400})
      add_trip({.mode = Mode::lrt,
                .departure_s = departure_s,
                .distance_m = 2000,
                .rides = {{stops[0], stops[2], line}}});
  }
};

TEST(RunIn, LinesAndStopsCountThePeriod) {
  TrainTown town;
  const DayOutcome o = town.run();
  const LineResult& line = o.lines[town.line.value];
  EXPECT_EQ(line.departures, 6);
  EXPECT_EQ(line.boardings, 2);
  EXPECT_EQ(o.stops[0].boardings, 2);
  EXPECT_EQ(o.stops[2].alightings, 2);
  EXPECT_EQ(o.stops[0].max_queue, 1);
  EXPECT_EQ(line.sections[0].passengers, 2);
  EXPECT_EQ(o.quality.passengers_boarded, 2);
  EXPECT_EQ(o.quality.passengers_alighted, 2);
  EXPECT_EQ(o.quality.trips_arrived, 1);
  const float waited = o.trips[1].wait_s + o.trips[2].wait_s;
  EXPECT_FLOAT_EQ(o.stops[0].mean_wait_s, waited / 2);
}

}  // namespace
}  // namespace mwendo
