// Riders of trains whose times follow from length, speed and headway, second by second.
#include <gtest/gtest.h>

#include "tests/sim/day/hand_made_day.h"

namespace mwendo {
namespace {

using testing::HandMadeDay;
using testing::kSeven;

// Line 0: 1,000 m and 1,500 m at 10 m/s, every 600 s from 07:05. A train loads for 20 s at the
// first stop (doors at 300 s, away at 320 s), is at the second at 420 s, at the third at 570 s.
struct Railway : HandMadeDay {
  StopId west = add_station({0, 0}), middle = add_station({1000, 0}), east = add_station({2500, 0});
  LineId line;
  explicit Railway(std::uint16_t capacity = 100, float last_s = kSeven + 3600) {
    line = add_trains({.stops = {west, middle, east},
                       .last_s = last_s,
                       .capacity = capacity,
                       .fare = 30,
                       .fare_per_km = 2});
  }
  TripId ride(float departure_s, StopId board, StopId alight, float walk_m, float egress_m = 0) {
    return add_trip({.mode = Mode::lrt,
                     .departure_s = departure_s,
                     .rides = {{board, alight, line, walk_m}},
                     .egress_m = egress_m});
  }
};

TEST(TrainRiders, EveryPartOfATripTakesItsTime) {
  Railway r;
  r.ride(kSeven + 100, r.west, r.east, 125, 250);
  const DayOutcome o = r.run();
  ASSERT_EQ(o.trips.size(), 1U);
  const TripRecord& t = o.trips[0];
  EXPECT_EQ(t.outcome, TripOutcome::arrived);
  // 125 m at 1.25 m/s: at the stop at 200 s; doors open at 300 s.
  EXPECT_EQ(t.wait_s, 100);
  // Off at 570 s, 250 m on foot: at the door at 770 s.
  EXPECT_EQ(t.travel_time_s, 670);
  EXPECT_EQ(t.walk_m, 375);
  EXPECT_EQ(t.distance_m, 2500);
  EXPECT_EQ(t.fare, 30 + 2 * 2.5F);
  EXPECT_EQ(t.transfers, 0);
  EXPECT_EQ(t.left_behind, 0);
}

TEST(TrainRiders, BoardOnTheWay) {
  Railway r;
  r.ride(kSeven + 300, r.middle, r.east, 50);
  const DayOutcome o = r.run();
  EXPECT_EQ(o.trips[0].wait_s, 80);          // at the stop at 340 s, train at 420 s
  EXPECT_EQ(o.trips[0].travel_time_s, 270);  // off at 570 s, no way to walk
  EXPECT_EQ(o.trips[0].fare, 30 + 2 * 1.5F);
}

TEST(TrainRiders, MissATrainByASecondAndWaitForTheNext) {
  Railway r;
  r.ride(kSeven + 379, r.middle, r.east, 50);  // at the stop at 419 s
  r.ride(kSeven + 380, r.middle, r.east, 50);  // at 420 s, when the train has closed its doors
  const DayOutcome o = r.run();
  EXPECT_EQ(o.trips[0].wait_s, 1);
  EXPECT_EQ(o.trips[1].wait_s, 600);
  EXPECT_EQ(o.trips[1].travel_time_s, 570 + 600 - 380);
}

TEST(TrainRiders, ChangeTrainsOnFoot) {
  Railway r;
  const StopId south = r.add_station({1000, 100}), far = r.add_station({1000, 2100});
  // Line 1 opens its doors at 424 s and every 300 s and leaves 20 s later (it looks at the stop in
  // the seconds 4, 9, ... ); 2,000 m at 8 m/s take 250 s.
  const LineId other = r.add_trains({.stops = {south, far},
                                     .speed_mps = 8,
                                     .headway_s = 300,
                                     .first_s = kSeven + 424,
                                     .fare = 10});
  r.add_trip({.mode = Mode::lrt,
              .departure_s = kSeven + 100,
              .rides = {{r.west, r.middle, r.line, 125}, {south, far, other, 100}},
              .egress_m = 100});
  const DayOutcome o = r.run();
  const TripRecord& t = o.trips[0];
  // Off at 420 s, 80 s on foot: at the other stop at 500 s; the train of 724 s leaves at 744 s.
  EXPECT_EQ(t.wait_s, 100 + 224);
  EXPECT_EQ(t.travel_time_s, 744 + 250 + 80 - 100);
  EXPECT_EQ(t.transfers, 1);
  EXPECT_EQ(t.walk_m, 125 + 100 + 100);
  EXPECT_EQ(t.distance_m, 1000 + 2000);
  EXPECT_EQ(t.fare, (30 + 2) + 10);
  EXPECT_EQ(o.lines[1].boardings, 1);
}

TEST(TrainRiders, CatchATrainThatIsLoading) {
  Railway r;
  r.ride(kSeven + 208, r.west, r.middle, 125);  // at the stop at 308 s; doors at 310 s
  const DayOutcome o = r.run();
  EXPECT_EQ(o.trips[0].wait_s, 2);
  EXPECT_EQ(o.trips[0].travel_time_s, 420 - 208);
}

// Two places: the first two who came board, the third takes the next train.
TEST(TrainRiders, AFullTrainLeavesTheLastBehind) {
  Railway r(2);
  for (int k = 0; k < 3; ++k)
    r.ride(kSeven + 100 + 10 * static_cast<float>(k), r.middle, r.east, 125);
  const DayOutcome o = r.run();
  EXPECT_EQ(o.trips[0].wait_s, 420 - 200);
  EXPECT_EQ(o.trips[1].wait_s, 420 - 210);
  EXPECT_EQ(o.trips[2].wait_s, 1020 - 220);
  EXPECT_EQ(o.trips[0].left_behind, 0);
  EXPECT_EQ(o.trips[2].left_behind, 1);
  EXPECT_EQ(o.lines[0].sections[1].left_behind, 1);
  EXPECT_EQ(o.lines[0].sections[1].boardings, 3);
  EXPECT_FLOAT_EQ(o.lines[0].mean_wait_s, (220 + 210 + 800) / 3.0F);
  EXPECT_EQ(o.stops[r.middle.value].max_queue, 3);
}

// Who alights makes room for who boards.
TEST(TrainRiders, PlacesThatAreLeftAreTaken) {
  Railway r(1);
  r.ride(kSeven + 100, r.west, r.middle, 125);
  r.ride(kSeven + 100, r.middle, r.east, 125);
  const DayOutcome o = r.run();
  EXPECT_EQ(o.trips[0].travel_time_s, 420 - 100);
  EXPECT_EQ(o.trips[1].travel_time_s, 570 - 100);
}

TEST(TrainRiders, NobodyRidesAfterTheLastTrain) {
  Railway r(100, kSeven + 900);  // two trains: doors at 300 s and 900 s
  r.ride(kSeven + 979, r.middle, r.east, 50);
  r.ride(kSeven + 980, r.middle, r.east, 50);
  const DayOutcome o = r.run();
  EXPECT_EQ(o.lines[0].departures, 2);
  EXPECT_EQ(o.trips[0].outcome, TripOutcome::arrived);
  EXPECT_FALSE(o.trips[0].gave_up);
  EXPECT_TRUE(o.trips[1].gave_up);
  EXPECT_NEAR(o.trips[1].wait_s, TransitOperation::kPatience + 30, 30);  // looks once a minute
  EXPECT_EQ(o.quality.passengers_boarded, 1);
}

TEST(TrainRiders, WithoutARideThereIsNoWay) {
  Railway r;
  r.add_trip({.mode = Mode::lrt});
  const DayOutcome o = r.run();
  EXPECT_EQ(o.trips[0].outcome, TripOutcome::no_way);
  EXPECT_EQ(o.quality.trips_no_way, 1);
  EXPECT_EQ(o.quality.trips_arrived, 0);
}

// Six trains leave in the hour, the last at 3320 s. The first five end within the hour; the last
// is at the second stop at 3420 s and at the third at 3570 s.
TEST(TrainRiders, LinesCountTheirVehiclesPlacesAndTimes) {
  Railway r(50);
  for (int k = 0; k < 4; ++k) r.ride(kSeven + 100, r.west, k < 3 ? r.east : r.middle, 125);
  const DayOutcome o = r.run();
  const LineResult& line = o.lines[0];
  EXPECT_EQ(line.departures, 6);
  ASSERT_EQ(line.sections.size(), 2U);
  EXPECT_EQ(line.sections[0].vehicles, 6);
  EXPECT_EQ(line.sections[0].places, 300);
  EXPECT_EQ(line.sections[0].run_time_s, 600);
  EXPECT_EQ(line.sections[1].run_time_s, 900);
  EXPECT_EQ(line.sections[0].passengers, 4);
  EXPECT_EQ(line.sections[1].passengers, 3);
  EXPECT_EQ(line.sections[1].alightings, 1);
  EXPECT_EQ(line.sections[0].peak_hour_passengers, 4);
  EXPECT_FLOAT_EQ(line.vehicle_km, 6 * 2.5F);
  EXPECT_FLOAT_EQ(line.passenger_km, 4 * 1.0F + 3 * 1.5F);
  EXPECT_FLOAT_EQ(line.commercial_speed_kmh, 36);
  EXPECT_EQ(o.stops[r.east.value].alightings, 3);
}

// Trains that left before the day began are spread over the line at the distance of one headway.
TEST(TrainRiders, TrainsRunAlreadyWhenTheDayBegins) {
  HandMadeDay r;
  const StopId a = r.add_station({0, 0}), b = r.add_station({6000, 0}),
               c = r.add_station({12000, 0});
  r.add_trains({.stops = {a, b, c}, .headway_s = 100, .first_s = 5 * 3600});
  r.start();
  std::vector<RailView> trains;
  r.day->transit().rail_view(trains);
  // 12,000 m at 10 m/s and 100 s: one each 1,000 m, none on the last 5 %.
  ASSERT_GE(trains.size(), 11U);
  ASSERT_LE(trains.size(), 12U);
  std::vector<double> at;
  for (const RailView& t : trains) at.push_back((t.to == b ? 0 : 6000) + 6000.0 * t.share);
  for (std::size_t i = 1; i < at.size(); ++i) EXPECT_NEAR(at[i] - at[i - 1], 1000, 5);
}

// At every second, those who started are where the views say: on foot, at a stop, on board, home.
TEST(TrainRiders, PersonsAreConserved) {
  Railway r(3);
  r.people.expansion = 1;
  r.world.figures.observed_mode_share.assign(kModeCount, 0);  // who gives up goes on on foot
  for (int k = 0; k < 40; ++k) {
    const bool short_ride = k % 3 == 0;
    r.ride(kSeven + 37 * static_cast<float>(k), k % 2 == 0 ? r.west : r.middle,
           short_ride && k % 2 == 0 ? r.middle : r.east, 40 + 7 * static_cast<float>(k), 60);
  }
  r.start();
  std::vector<WalkerView> walkers;
  double most_waiting = 0;
  while (!r.day->done()) {
    r.step();
    double started = 0;
    for (const TripId t : r.people.trips()) started += r.people.trip.departure_s[t] < r.day->now();
    r.day->view_walkers(walkers);
    const double arrived = r.day->arrived_by_mode()[static_cast<std::size_t>(Mode::lrt)];
    const TransitOperation& transit = r.day->transit();
    most_waiting = std::max(most_waiting, transit.waiting_persons());
    ASSERT_EQ(started, static_cast<double>(walkers.size()) + transit.waiting_persons() +
                           transit.on_board_persons() + arrived)
        << r.day->now();
  }
  EXPECT_GT(most_waiting, 6);  // the trains are full
  const DayOutcome o = r.day->finish();
  EXPECT_EQ(o.quality.trips_arrived + o.quality.trips_under_way, 40);
  EXPECT_EQ(o.quality.passengers_boarded,
            o.quality.passengers_alighted + o.quality.passengers_on_board);
}

}  // namespace
}  // namespace mwendo
