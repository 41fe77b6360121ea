// The parts of a day by themselves: queue of events, book of trips, trucks, engines.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/day/drivers.h"
#include "sim/day/event_queue.h"
#include "sim/day/freight.h"
#include "sim/day/riders.h"
#include "sim/day/trip_book.h"
#include "sim/day/walkers.h"
#include "tests/sim/day/hand_day.h"

namespace mwendo {
namespace {

using testing::HandDay;
using testing::kStart;
using Numbers = std::vector<int>;

TEST(EventQueue, ServesAtTheNextFullSecondInOrderOfAdding) {
  EventQueue<int> q(100, 110);
  q.add(102.0F, 1);
  q.add(101.2F, 2);  // at 102
  q.add(101.0F, 3);
  q.add(50, 4);  // before the first second: at the first
  EXPECT_EQ(q.take(100), Numbers{4});
  EXPECT_EQ(q.take(101), Numbers{3});
  EXPECT_EQ(q.take(102), (Numbers{1, 2}));
  EXPECT_EQ(q.take(103), Numbers{});
}

TEST(EventQueue, AnEventForTheSecondBeingServedComesInTheNext) {
  EventQueue<int> q(0, 10);
  EXPECT_EQ(q.take(3), Numbers{});
  q.add(3, 1);
  q.add(1, 2);
  q.add(4, 3);
  EXPECT_EQ(q.take(4), (Numbers{1, 2, 3}));
}

TEST(EventQueue, CountsWhatComesAfterTheEnd) {
  EventQueue<int> q(0, 10);
  q.add(11, 1);  // the second after the last step is still served
  q.add(11.5F, 2);
  q.add(1000, 3);
  EXPECT_EQ(q.dropped(), 2U);
  EXPECT_EQ(q.take(11), Numbers{1});
  EXPECT_EQ(q.take(12), Numbers{});
}

RC_GTEST_PROP(EventQueue, ServesEachEventOnceAndNeverEarly, ()) {
  const auto times = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1200));
  EventQueue<std::size_t> q(0, 100);
  for (std::size_t i = 0; i < times.size(); ++i) q.add(static_cast<float>(times[i]) / 10, i);
  std::size_t ahead = 0;
  q.for_each([&](float, std::size_t) { ++ahead; });
  RC_ASSERT(ahead + q.dropped() == times.size());
  std::set<std::size_t> seen;
  for (int now = 0; now <= 101; ++now)
    for (const std::size_t i : q.take(static_cast<float>(now))) {
      RC_ASSERT(now == (times[i] + 9) / 10);
      RC_ASSERT(seen.insert(i).second);
    }
  RC_ASSERT(seen.size() + q.dropped() == times.size());
}

struct Book {
  HandDay d{4};
  Book() {
    for (const float at : {300.0F, 100.0F, 100.0F, -1.0F, 1800.0F, 200.0F})
      d.add_trip({.mode = Mode::walk, .departure_s = at, .from_x = 1, .to_x = 2, .distance_m = 7});
  }
  [[nodiscard]] TripBook book() const { return {d.people, kStart, kStart + 1800}; }
};

TEST(TripBook, OrdersByDepartureThenByTrip) {
  const Book b;
  const TripBook book = b.book();
  ASSERT_EQ(book.size(), 4U);  // those at -1 and 1800 are outside
  const std::uint32_t order[] = {1, 2, 5, 0};
  for (std::uint32_t a = 0; a < 4; ++a) {
    EXPECT_EQ(book.record(a).trip.value, order[a]);
    EXPECT_EQ(book.record(a).outcome, TripOutcome::not_started);
    EXPECT_EQ(book.origin(a), b.d.at(1));
    EXPECT_EQ(book.destination(a), b.d.at(2));
    EXPECT_EQ(book.distance_m(a), 7);
  }
}

TEST(TripBook, HandsEachTripOutOnce) {
  TripBook book = Book().book();
  const auto handed = [&](float until) {
    const auto range = book.departing_before(kStart + until);
    return Numbers(range.begin(), range.end());
  };
  EXPECT_EQ(handed(100), Numbers{});
  EXPECT_EQ(handed(200), (Numbers{0, 1}));
  EXPECT_EQ(handed(200), Numbers{});
  EXPECT_EQ(handed(9999), (Numbers{2, 3}));
}

TEST(TripBook, CountsOutcomesInPersons) {
  const Book b;
  TripBook book = b.book();
  book.start(0);
  book.start(1);
  book.start(2);
  book.find_no_way(3);
  book.arrive(0, kStart + 400);
  book.arrive(1, kStart + 100);  // in the second of its departure: a second at least
  EXPECT_EQ(book.record(0).travel_time_s, 300);
  EXPECT_EQ(book.record(1).travel_time_s, 1);
  EXPECT_EQ(book.count(TripOutcome::arrived), 8);
  EXPECT_EQ(book.count(TripOutcome::no_way), 4);
  EXPECT_EQ(book.count(TripOutcome::under_way), 4);
  EXPECT_EQ(book.count(TripOutcome::not_started), 0);
  EXPECT_EQ(book.arrived(), 8);
  EXPECT_EQ(book.arrived_by_mode()[static_cast<std::size_t>(Mode::walk)], 8);
  EXPECT_FALSE(book.all_ended());
  const std::vector<TripRecord> open = book.close(kStart + 1000);
  EXPECT_EQ(open[2].travel_time_s, 800);  // so far
  EXPECT_EQ(open[0].travel_time_s, 300);
}

TEST(TripBook, EndsWhenAllHaveArrivedOrFoundNoWay) {
  const Book b;
  TripBook book = b.book();
  for (const std::uint32_t a : {0U, 1U, 2U}) book.arrive(a, kStart + 500);
  EXPECT_FALSE(book.all_ended());
  book.find_no_way(3);
  EXPECT_TRUE(book.all_ended());
}

TEST(TripBook, StepsThroughTheRidesOfATrip) {
  HandDay d;
  const LineId l = d.add_rail({}, {0, 1, 2, 3});
  d.add_trip({.mode = Mode::lrt, .rides = {d.ride(l, 0, 1)}});
  d.add_trip({.mode = Mode::lrt, .rides = {d.ride(l, 1, 2, 5), d.ride(l, 2, 3, 6)}, .egress_m = 9});
  TripBook book(d.people, kStart, kStart + 1);
  EXPECT_EQ(book.rides(1), 2);
  EXPECT_EQ(book.egress_m(1), 9);
  EXPECT_EQ(book.ride(1).walk_before_m, 5);
  EXPECT_TRUE(book.next_ride(1));
  EXPECT_EQ(book.ride_index(1), 1);
  EXPECT_EQ(book.ride(1).walk_before_m, 6);
  EXPECT_EQ(book.ride(1, 0).walk_before_m, 5);
  EXPECT_FALSE(book.next_ride(1));
  EXPECT_EQ(book.ride_index(0), 0);
}

// Trucks: 0.2 / 0.8 = a quarter of the motor trips.
FreightOptions freight(double motor_trips, double share = 0.2, std::uint64_t seed = 1) {
  return {.seed = seed, .motor_trips_per_day = motor_trips, .truck_share = share};
}

std::vector<float> times_of(const std::vector<TruckTrip>& trips) {
  std::vector<float> t;
  for (const TruckTrip& trip : trips) t.push_back(trip.departure_s);
  return t;
}

// Two zones of one node: half of the trips would start and end at the same node and are left out.
struct TwoPlaces {
  Zones zones;
  TwoPlaces(float jobs_a, float jobs_b) {
    for (const float jobs : {jobs_a, jobs_b}) {
      const auto n = static_cast<std::uint32_t>(zones.name.size());
      zones.name.push_back("zone");
      zones.jobs.push_back(jobs);
      zones.nodes.append(std::vector<ZoneNode>{{NodeId{n}, 1, 1}});
    }
  }
};

TEST(Freight, EndsAreDrawnByJobs) {
  // Shares of jobs p = 0.25 and 0.75: 2 p (1 - p) = 0.375 of 10000 trips lead from one zone to the
  // other, half each way; standard deviation sqrt(10000 * 0.375 * 0.625) = 48.
  const TwoPlaces town(100, 300);
  const std::vector<TruckTrip> trips = freight_trips(town.zones, freight(40000));
  EXPECT_NEAR(static_cast<double>(trips.size()), 3750, 3 * 48);
  const auto there = std::count_if(trips.begin(), trips.end(),
                                   [](const TruckTrip& t) { return t.from == NodeId{0}; });
  EXPECT_NEAR(static_cast<double>(there), 1875, 3 * std::sqrt(10000 * 0.1875 * 0.8125));
}

TEST(Freight, NoTripsWithoutJobsInTwoPlaces) {
  EXPECT_TRUE(freight_trips(TwoPlaces(0, 0).zones, freight(4000)).empty());
  EXPECT_TRUE(freight_trips(TwoPlaces(10, 0).zones, freight(4000)).empty());
}

TEST(Freight, TheDayIsEvenFromSixToTwentyAndPeriodsPartIt) {
  const HandDay d;
  const std::vector<TruckTrip> day = freight_trips(d.world.zones, freight(40000));
  ASSERT_FALSE(day.empty());
  EXPECT_TRUE(std::is_sorted(day.begin(), day.end(), [](const auto& a, const auto& b) {
    return a.departure_s < b.departure_s;
  }));
  EXPECT_GE(day.front().departure_s, 6 * 3600);
  EXPECT_LT(day.back().departure_s, 20 * 3600);
  std::vector<float> parts;
  for (int hour = 0; hour < 24; ++hour) {
    FreightOptions o = freight(40000);
    o.from_s = static_cast<float>(hour) * 3600;
    o.to_s = o.from_s + 3600;
    const std::vector<float> in_hour = times_of(freight_trips(d.world.zones, o));
    const double n = static_cast<double>(day.size());
    if (hour >= 6 && hour < 20)
      EXPECT_NEAR(static_cast<double>(in_hour.size()), n / 14, 3.5 * std::sqrt(n / 14)) << hour;
    else
      EXPECT_TRUE(in_hour.empty()) << hour;
    parts.insert(parts.end(), in_hour.begin(), in_hour.end());
  }
  EXPECT_EQ(parts, times_of(day));
}

TEST(Freight, TheCountFollowsShareAndSample) {
  // A node in each of many zones: hardly a trip falls on one node. 1 / sample trucks a trip.
  const auto count = [](double motor, double share, double sample) {
    Zones zones;
    for (std::uint32_t n = 0; n < 2000; ++n) {
      zones.name.push_back("zone");
      zones.jobs.push_back(1);
      zones.nodes.append(std::vector<ZoneNode>{{NodeId{n}, 1, 1}});
    }
    FreightOptions o = freight(motor, share);
    o.sample = sample;
    return static_cast<double>(freight_trips(zones, o).size());
  };
  EXPECT_EQ(count(1000, 0, 1), 0);
  EXPECT_EQ(count(0, 0.5, 1), 0);
  EXPECT_NEAR(count(900, 0.1, 1), 100, 1);  // 900 * 1 / 9, a trip in 2000 within one node
  EXPECT_NEAR(count(900, 0.25, 1), 300, 2);
  EXPECT_NEAR(count(9000, 0.25, 0.1), 300, 2);
}

// A day's trucks: cars of the period over the hour's share of the day, times share / (1 - share).
TEST(Freight, ADayHasTrucksInProportionToItsCars) {
  const auto trucks = [](int cars, float share) {
    HandDay d;
    d.options.to_s = kStart + 3600;
    d.believed = free_flow_times(d.world.network, kStart, kStart + 3600);
    d.world.figures.truck_share = share;
    for (int i = 0; i < cars; ++i)
      d.add_trip(
          {.mode = Mode::car_driver, .departure_s = static_cast<float>(i), .from_x = 0, .to_x = 4});
    return d.run().outcome.quality.vehicles_entered - cars;
  };
  EXPECT_EQ(trucks(40, 0), 0);
  EXPECT_EQ(trucks(0, 0.5F), 0);
  // 88 cars in an hour of 0.11 of the day: 800 a day, as many trucks with a share of a half; 1/14
  // of them in this hour: 57 +- 7. A sixteenth of the ends fall on one node of 36 at most.
  const double n = trucks(88, 0.5F);
  EXPECT_LT(n, 57 + 3 * 7);
  EXPECT_GT(n, (57 - 3 * 7) * 15 / 16.0);
}

// The engines on a context of their own, without the loop of the day.
struct Engines {
  HandDay d;
  std::unique_ptr<DayContext> day;
  void open() {
    day = std::make_unique<DayContext>(DayInput{d.world, d.people, d.believed}, d.options);
  }
};

TEST(Riders, WithoutARideThereIsNoWay) {
  Engines e;
  e.d.add_trip({.mode = Mode::lrt});
  e.open();
  Riders riders(*e.day);
  riders.start(0);
  EXPECT_EQ(e.day->trips.record(0).outcome, TripOutcome::no_way);
  EXPECT_TRUE(e.day->events.take(kStart).empty());
}

TEST(Riders, WalkToTheStopAndJoinTheQueue) {
  Engines e;
  const LineId l = e.d.add_rail({}, {0, 1, 2});
  e.d.add_trip({.mode = Mode::lrt, .rides = {e.d.ride(l, 1, 2, 50)}});
  e.open();
  Riders riders(*e.day);
  riders.start(0);
  EXPECT_EQ(e.day->trips.record(0).walk_m, 50);
  std::vector<std::pair<float, EventKind>> ahead;
  e.day->events.for_each(
      [&](float at, const AgentEvent& event) { ahead.emplace_back(at, event.kind); });
  ASSERT_EQ(ahead.size(), 1U);
  EXPECT_EQ(ahead[0], std::pair(kStart + 40, EventKind::reach_stop));
  EXPECT_EQ(e.day->transit.waiting_persons(), 0);
  riders.reach_stop(0);
  EXPECT_EQ(e.day->transit.waiting_persons(), 1);
}

TEST(Walkers, AreSeenOnTheirWay) {
  Engines e;
  e.d.add_trip({.mode = Mode::bicycle, .from_x = 1, .to_x = 3, .distance_m = 14000 / 36.0F});
  e.open();
  Walkers walkers(*e.day);
  walkers.start(0);  // 100 s at 14 km/h and 60 s to unlock
  EXPECT_EQ(walkers.cycling(), 1);
  EXPECT_EQ(walkers.walking(), 0);
  std::vector<WalkerView> seen;
  for (int i = 0; i < 40; ++i) e.day->traffic.step();
  walkers.view(seen);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].mode, Mode::bicycle);
  EXPECT_EQ(seen[0].from, e.d.at(1));
  EXPECT_EQ(seen[0].to, e.d.at(3));
  EXPECT_FLOAT_EQ(seen[0].share, 40 / 160.0F);
  EXPECT_FLOAT_EQ(seen[0].share_per_s, 1 / 160.0F);
  walkers.end(0);
  EXPECT_EQ(walkers.cycling(), 0);
}

// From a stop to the next the walk leads from the place where the rider got off.
TEST(Walkers, AreSeenBetweenStops) {
  Engines e;
  const LineId a = e.d.add_rail({}, {0, 1, 2});
  const LineId b = e.d.add_rail({}, {3, 4}, 1);
  e.d.add_trip({.mode = Mode::lrt,
                .from_x = 5,
                .to_x = 5,
                .rides = {e.d.ride(a, 0, 2, 25), e.d.ride(b, 0, 1, 75)},
                .egress_m = 50});
  e.open();
  Walkers walkers(*e.day);
  const auto seen_before = [&](EventKind kind, float at) {
    e.day->events.add(kStart + at, {0, kind});
    std::vector<WalkerView> seen;
    walkers.view(seen);
    EXPECT_EQ(seen.size(), 1U);
    static_cast<void>(e.day->events.take(kStart + at));
    return std::tuple(seen.at(0).from, seen.at(0).to, seen.at(0).share);
  };
  // 20 s on foot, 10 to go; 60 s, 15 to go; 40 s, 30 to go.
  EXPECT_EQ(seen_before(EventKind::reach_stop, 10), std::tuple(e.d.at(5), e.d.at(0), 0.5F));
  e.day->trips.next_ride(0);
  EXPECT_EQ(seen_before(EventKind::reach_stop, 15), std::tuple(e.d.at(2), e.d.at(3, 1), 0.75F));
  e.day->trips.next_ride(0);
  EXPECT_EQ(seen_before(EventKind::arrive, 30), std::tuple(e.d.at(4, 1), e.d.at(5), 0.25F));
}

// Passengers of cars: the street's speed over the detour of 1.3, not below 1.5 m/s.
TEST(Walkers, PassengersMoveWithTheStreet) {
  struct Case {
    float street_mps, metres, seconds;
  };
  for (const Case c : {Case{13, 1000, 100}, Case{2.6F, 1000, 500}, Case{1, 300, 200}}) {
    Engines e;
    e.d.add_trip({.mode = Mode::car_passenger, .distance_m = c.metres});
    e.open();
    Walkers walkers(*e.day);
    walkers.set_street_speed(c.street_mps);
    walkers.start(0);
    e.day->events.for_each([&](float at, const AgentEvent&) {
      EXPECT_NEAR(at - kStart, c.seconds + 120, 1) << c.street_mps;
    });
    EXPECT_EQ(walkers.walking() + walkers.cycling(), 0);
  }
}

TEST(Drivers, AreOnTheRoadFromTheirAccessToTheirArrival) {
  Engines e;
  e.d.add_trip({.mode = Mode::car_driver, .departure_s = 5, .from_x = 0, .to_x = 3});
  e.open();
  Drivers drivers(*e.day);
  drivers.hear_news();
  drivers.plan(0);
  drivers.find_routes();
  EXPECT_EQ(drivers.persons_driving(), 1U);
  EXPECT_EQ(e.day->trips.record(0).outcome, TripOutcome::under_way);
  int entered_at = -1;
  int left_at = -1;
  for (int now = 0; now < 600; ++now) {
    drivers.release();
    e.day->traffic.step();
    drivers.end_arrived();
    if (entered_at < 0 && e.day->traffic.counts().entered == 1) entered_at = now;
    if (left_at < 0 && drivers.persons_driving() == 0) left_at = now;
  }
  EXPECT_EQ(entered_at, 5 + 60);
  ASSERT_GT(left_at, entered_at);
  e.day->events.for_each([&](float at, const AgentEvent& event) {
    EXPECT_EQ(event.kind, EventKind::arrive);
    EXPECT_EQ(at, kStart + static_cast<float>(left_at + 1 + 60));
  });
}

}  // namespace
}  // namespace mwendo
