// Days on foot, in cars, on motorcycle taxis and by bus, by hand.
#include <gtest/gtest.h>

#include <numeric>

#include "tests/sim/day/hand_day.h"

namespace mwendo {
namespace {

using testing::DayLog;
using testing::HandDay;
using testing::HandTrip;

TEST(StreetDay, WalkersCyclistsAndPassengersTakeDistanceOverSpeed) {
  struct Case {
    Mode mode;
    float metres, seconds;
  };
  // On foot 1.25 m/s; by bicycle 14 km/h and 60 s to unlock, up to the next full second (257.1 and
  // 514.3 s); a passenger at 5 m/s as long as no car drives, and a minute on foot at each end.
  const Case cases[] = {{Mode::walk, 1000, 800},
                        {Mode::walk, 1, 1},  // a second at least
                        {Mode::bicycle, 1000, 258 + 60},
                        {Mode::shared_bicycle, 2000, 515 + 60},
                        {Mode::car_passenger, 1000, 200 + 120}};
  HandDay d;
  std::vector<TripId> trips;
  for (const Case& c : cases)
    trips.push_back(d.add_trip({.mode = c.mode, .departure_s = 100, .distance_m = c.metres}));
  const DayLog log = d.run();
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    const TripRecord& r = log.trip(trips[i]);
    EXPECT_EQ(r.outcome, TripOutcome::arrived);
    EXPECT_FLOAT_EQ(r.travel_time_s, cases[i].seconds) << name_of(cases[i].mode);
    EXPECT_FLOAT_EQ(r.distance_m, cases[i].metres);
    EXPECT_FLOAT_EQ(r.walk_m, cases[i].mode == Mode::walk ? cases[i].metres : 0);
    EXPECT_EQ(r.fare, 0);
  }
}

TEST(StreetDay, TheSeriesCountsWhoIsOnFootAndOnBicycles) {
  HandDay d(10);
  d.add_trip({.mode = Mode::walk, .departure_s = 90, .distance_m = 300});      // 90 to 330
  d.add_trip({.mode = Mode::bicycle, .departure_s = 100, .distance_m = 400});  // 100 to 263
  const DayLog log = d.run();
  ASSERT_EQ(log.outcome.time_series.size(), 29U);  // minutes 1 to 29
  for (const TimePoint& p : log.outcome.time_series) {
    const float now = p.time_s - testing::kStart;
    EXPECT_EQ(p.walking, now > 90 && now <= 330 ? 10 : 0) << now;
    EXPECT_EQ(p.cycling, now > 100 && now <= 260 ? 10 : 0) << now;
    EXPECT_EQ(p.vehicles_on_road, 0) << now;
  }
}

struct Drive {
  Mode mode;
  float access_s, egress_s, fare;
};

class StreetDayDrive : public ::testing::TestWithParam<Drive> {};

// Four blocks of 400 m alone on the street: from the end of the access to the car's arrival in
// traffic the time is that of the drive; the rest is access and egress. The figures of the town:
// motorcycle taxi 30 and 30 a km, taxi 150 and 50 a km, car 15 a km.
TEST_P(StreetDayDrive, AccessDriveAndEgressAddUp) {
  HandDay d;
  d.world.figures.car_cost_trip = 7;
  const Drive& p = GetParam();
  const TripId t = d.add_trip({.mode = p.mode, .departure_s = 200, .from_x = 0, .to_x = 4});
  const DayLog log = d.run();
  ASSERT_EQ(log.drive_ends_s.size(), 1U);
  const TripRecord& r = log.trip(t);
  EXPECT_EQ(r.outcome, TripOutcome::arrived);
  EXPECT_FLOAT_EQ(200 + r.travel_time_s, log.drive_ends_s[0] + p.egress_s);
  const float driven_s = log.drive_ends_s[0] - 200 - p.access_s;
  // It enters at 10 to 60 % of the first link and leaves at 40 to 90 % of the last, of 400 m each,
  // at 8 m/s times 0.75 to 1.25.
  EXPECT_GE(driven_s, (1600 - 240 - 240) / (8 * 1.25F));
  EXPECT_LE(driven_s, (1600 - 40 - 40) / (8 * 0.75F) + 4 * 5);  // and 5 s a junction
  EXPECT_FLOAT_EQ(r.distance_m, 1600);
  EXPECT_FLOAT_EQ(r.fare, p.fare);
  EXPECT_EQ(log.outcome.quality.vehicles_entered, 1);
  EXPECT_EQ(log.outcome.quality.vehicles_left, 1);
}

INSTANTIATE_TEST_SUITE_P(Modes, StreetDayDrive,
                         ::testing::Values(Drive{Mode::car_driver, 60, 60, 7 + 15 * 1.6F},
                                           Drive{Mode::motorcycle_taxi, 150, 0, 30 + 30 * 1.6F},
                                           Drive{Mode::taxi, 300, 0, 150 + 50 * 1.6F}),
                         [](const auto& i) { return std::string(name_of(i.param.mode)); });

TEST(StreetDay, PersonsOfAVehicleAreCountedByItsKind) {
  const auto persons_of = [](Mode mode, VehicleClass c) {
    HandDay d;
    d.world.figures.car_occupancy = 1.75F;
    d.add_trip({.mode = mode, .from_x = 0, .to_x = 4});
    const TallyCell cell = d.run().outcome.tallies.over_links(c);
    EXPECT_GT(cell.total_distance_m(), 1000);
    return cell.passengers_m / cell.total_distance_m();
  };
  EXPECT_FLOAT_EQ(persons_of(Mode::car_driver, VehicleClass::car), 1.75F);
  EXPECT_FLOAT_EQ(persons_of(Mode::taxi, VehicleClass::car), 2);
  EXPECT_FLOAT_EQ(persons_of(Mode::motorcycle_taxi, VehicleClass::motorcycle), 2);
}

TEST(StreetDay, ATripWithinOneNodeNeedsNoVehicle) {
  HandDay d;
  const TripId t =
      d.add_trip({.mode = Mode::car_driver, .departure_s = 30, .from_x = 2, .to_x = 2});
  const DayLog log = d.run();
  EXPECT_FLOAT_EQ(log.trip(t).travel_time_s, 60 + 60);
  EXPECT_EQ(log.trip(t).distance_m, 0);
  EXPECT_EQ(log.outcome.quality.vehicles_entered, 0);
}

TEST(StreetDay, WhoHasNoWayIsCountedAndDoesNotHoldTheDayUp) {
  HandDay d(3);
  for (const LinkId l : d.world.network.incoming(d.at(5)))
    d.world.network.lane.permissions[*d.world.network.lanes_of(l).begin()] = kBus;
  const TripId car = d.add_trip({.mode = Mode::car_driver, .from_x = 0, .to_x = 5});
  const TripId rider = d.add_trip({.mode = Mode::lrt});  // without a ride
  const TripId walker = d.add_trip({.mode = Mode::walk, .distance_m = 125});
  const DayLog log = d.run();
  EXPECT_EQ(log.trip(car).outcome, TripOutcome::no_way);
  EXPECT_EQ(log.trip(rider).outcome, TripOutcome::no_way);
  EXPECT_EQ(log.trip(walker).outcome, TripOutcome::arrived);
  EXPECT_EQ(log.outcome.quality.trips_no_way, 6);
  EXPECT_EQ(log.outcome.quality.trips_arrived, 3);
  EXPECT_EQ(log.waiting.size(), 1800U);  // the day ends with its period
}

TEST(StreetDay, TripsOutsideThePeriodHaveNoRecord) {
  HandDay d;
  d.add_trip({.departure_s = -1, .distance_m = 100});
  const TripId first = d.add_trip({.departure_s = 0, .distance_m = 100});
  const TripId last = d.add_trip({.departure_s = 1799, .distance_m = 100});
  d.add_trip({.departure_s = 1800, .distance_m = 100});
  const DayLog log = d.run();
  ASSERT_EQ(log.outcome.trips.size(), 2U);
  EXPECT_EQ(log.outcome.trips[0].trip, first);
  EXPECT_EQ(log.outcome.trips[1].trip, last);
  EXPECT_EQ(log.outcome.quality.trips_arrived, 2);  // the last one at 1879, in the time to clear
  EXPECT_EQ(log.waiting.size(), 1880U);  // its event is served in the step that begins at 1879
}

// A bus in the street. Riders only board at stop 1, so that its dwell is 5 s and 3.5 s a person.
struct BusStop {
  explicit BusStop(int riders, float ride_ends = 3) {
    const LineId l =
        d.add_bus({.headway_s = 1500, .fare = 50, .fare_per_km = 10, .capacity = 40}, 1);
    for (int i = 0; i < riders; ++i)
      d.add_trip({.mode = Mode::bus,
                  .rides = {d.ride(l, 1, static_cast<std::size_t>(ride_ends))},
                  .egress_m = 125});
    log = d.run();
  }
  HandDay d;
  DayLog log;
};

TEST(StreetDay, EachRiderWhoBoardsHoldsTheBusForThreeAndAHalfSeconds) {
  const BusStop one(1);
  const float reached = one.log.boarded_s.at(0)[0];
  const float left = one.log.alighted_s.at(0)[0];
  for (const int riders : {3, 5, 9}) {
    const BusStop many(riders);
    EXPECT_EQ(many.log.boarded_s.at(0)[0], reached) << riders;
    EXPECT_EQ(many.log.alighted_s.at(0)[0] - left, 3.5F * static_cast<float>(riders - 1)) << riders;
  }
}

TEST(StreetDay, ABusRiderPaysAndWalksFromTheStop) {
  const BusStop s(1);
  const TripRecord& r = s.log.outcome.trips[0];
  EXPECT_FLOAT_EQ(r.distance_m, 800);
  EXPECT_FLOAT_EQ(r.fare, 50 + 10 * 0.8F);
  EXPECT_FLOAT_EQ(r.wait_s, s.log.boarded_s.at(0)[0] - 1);  // a walk takes a second at least
  EXPECT_FLOAT_EQ(r.travel_time_s, s.log.alighted_s.at(0)[0] + 100);
}

TEST(StreetDay, ABusPassesStopsWhereNobodyWaitsOrGetsOff) {
  const BusStop s(1, 4);  // boards at stop 1, alights at stop 4, the end: stops 2 and 3 are passed
  const LineResult& line = s.log.outcome.lines[0];
  EXPECT_FLOAT_EQ(line.sections[1].dwell_s, 5 + 3.5F);
  EXPECT_EQ(line.sections[2].dwell_s, 0);
  EXPECT_EQ(line.sections[3].dwell_s, 0);
  // The sections that were passed share the time by their lengths, which are equal.
  EXPECT_FLOAT_EQ(line.sections[1].run_time_s, line.sections[2].run_time_s);
  const float ride = s.log.alighted_s.at(0)[0] - s.log.boarded_s.at(0)[0];
  EXPECT_NEAR(3 * line.sections[1].run_time_s, ride, 1e-3);
}

TEST(StreetDay, ALineOnTheStreetIsNotHeldUpByAnotherStreetsCars) {
  const auto boards = [](int cars) {
    HandDay d;
    const LineId l = d.add_bus({.headway_s = 1500, .capacity = 40}, 5);
    d.add_trip({.mode = Mode::bus, .rides = {d.ride(l, 1, 3)}});
    for (int i = 0; i < cars; ++i) d.add_trip({.mode = Mode::car_driver, .from_x = 0, .to_x = 4});
    return d.run().alighted_s.at(0)[0];
  };
  EXPECT_EQ(boards(0), boards(20));
}

// All modes together: what was started has arrived, is under way or found no way, at every second.
TEST(StreetDay, PersonsOfAllModesAreConserved) {
  HandDay d(4);
  const LineId bus = d.add_bus({.headway_s = 240, .capacity = 30}, 1);
  const LineId rail = d.add_rail({.headway_s = 300}, {0, 1, 2, 3, 4, 5}, 3);
  for (std::uint32_t i = 0; i < 120; ++i) {
    const auto mode = static_cast<Mode>(i % kModeCount);
    HandTrip t{.mode = mode,
               .departure_s = static_cast<float>((i * 53) % 1800),
               .from_x = i % 3,
               .to_x = 3 + i % 3,
               .distance_m = static_cast<float>(300 + 20 * i)};
    if (mode == Mode::bus) t.rides = {d.ride(bus, i % 2, 3, 60)};
    if (mode == Mode::lrt) t.rides = {d.ride(rail, i % 3, 4, 60), d.ride(bus, 1, 2, 30)};
    d.add_trip(t);
  }
  const DayLog log = d.run();
  const QualityCounts& q = log.outcome.quality;
  EXPECT_EQ(q.trips_expected, 480);
  EXPECT_EQ(q.trips_arrived + q.trips_under_way + q.trips_no_way, 480);
  // Minibus and BRT riders have no ride: 11 modes in turns, 11 agents each.
  EXPECT_EQ(q.trips_no_way, 4 * (11 + 11));
  EXPECT_EQ(q.passengers_boarded, q.passengers_alighted + q.passengers_on_board);
  EXPECT_EQ(q.vehicles_entered, q.vehicles_left + q.vehicles_in_network);
}

}  // namespace
}  // namespace mwendo
