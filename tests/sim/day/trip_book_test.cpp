#include "sim/day/trip_book.h"

#include <gtest/gtest.h>

#include "sim/day/event_queue.h"
#include "tests/sim/day/hand_made_day.h"

namespace mwendo {
namespace {

using testing::HandMadeDay;
using testing::kSeven;

struct Book : ::testing::Test {
  HandMadeDay d;
  Book() {
    d.people.expansion = 10;
    d.add_trip({.mode = Mode::walk, .departure_s = kSeven + 50, .from = {4}, .to = {6}});
    d.add_trip({.mode = Mode::taxi, .departure_s = kSeven + 20});
    d.add_trip({.mode = Mode::walk, .departure_s = kSeven - 1});     // before the period
    d.add_trip({.mode = Mode::walk, .departure_s = kSeven + 3600});  // at its end
    d.add_trip(
        {.mode = Mode::lrt,
         .departure_s = kSeven + 20,
         .distance_m = 900,
         .rides = {{StopId{0}, StopId{1}, LineId{0}, 70}, {StopId{2}, StopId{3}, LineId{1}, 80}},
         .egress_m = 30});
  }
  [[nodiscard]] TripBook book() const {
    return {d.people, {.from_s = kSeven, .counted_from_s = kSeven, .to_s = kSeven + 3600}};
  }
};

TEST_F(Book, HoldsTheTripsOfThePeriodByDeparture) {
  const TripBook b = book();
  ASSERT_EQ(b.size(), 3U);
  EXPECT_EQ(b.record(0).trip, TripId{1});  // equal departures: by trip
  EXPECT_EQ(b.record(1).trip, TripId{4});
  EXPECT_EQ(b.record(2).trip, TripId{0});
  EXPECT_EQ(b.record(2).departure_s, kSeven + 50);
  EXPECT_EQ(b.origin(2), NodeId{4});
  EXPECT_EQ(b.destination(2), NodeId{6});
  EXPECT_EQ(b.distance_m(1), 900);
  EXPECT_EQ(b.mode(0).mode, Mode::taxi);
}

TEST_F(Book, HandsEachTripOutOnce) {
  TripBook b = book();
  const auto agents = [&](float until_s) {
    std::vector<std::uint32_t> v;
    for (const std::uint32_t a : b.departing_before(until_s)) v.push_back(a);
    return v;
  };
  EXPECT_TRUE(agents(kSeven + 20).empty());
  EXPECT_EQ(agents(kSeven + 21), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_TRUE(agents(kSeven + 50).empty());
  EXPECT_EQ(agents(kSeven + 9999), (std::vector<std::uint32_t>{2}));
  EXPECT_TRUE(agents(kSeven + 9999).empty());
}

TEST_F(Book, StepsThroughTheRidesOfATrip) {
  TripBook b = book();
  EXPECT_EQ(b.rides(1), 2);
  EXPECT_EQ(b.ride(1).board, StopId{0});
  EXPECT_EQ(b.ride_index(1), 0);
  EXPECT_TRUE(b.next_ride(1));
  EXPECT_EQ(b.ride(1).board, StopId{2});
  EXPECT_EQ(b.ride(1, 0).walk_before_m, 70);
  EXPECT_EQ(b.ride_index(1), 1);
  EXPECT_FALSE(b.next_ride(1));
  EXPECT_EQ(b.egress_m(1), 30);
  EXPECT_EQ(b.rides(0), 0);
}

TEST_F(Book, CountsPersonsByWhatBecameOfThem) {
  TripBook b = book();
  EXPECT_EQ(b.count(TripOutcome::not_started), 30);
  for (const std::uint32_t agent : {0U, 1U, 2U}) b.start(agent);
  EXPECT_EQ(b.count(TripOutcome::under_way), 30);
  b.arrive(0, kSeven + 140);
  b.find_no_way(1);
  EXPECT_FALSE(b.all_ended());
  EXPECT_EQ(b.arrived(), 10);
  EXPECT_EQ(b.arrived_by_mode()[static_cast<std::size_t>(Mode::taxi)], 10);
  EXPECT_EQ(b.count(TripOutcome::no_way), 10);
  const TripBook half = b;
  b.arrive(2, kSeven + 50);
  EXPECT_TRUE(b.all_ended());
  TripBook open = half;
  const std::vector<TripRecord> records = open.close(kSeven + 350);
  EXPECT_EQ(records[0].travel_time_s, 120);
  EXPECT_EQ(records[1].travel_time_s, 0);
  EXPECT_EQ(records[2].travel_time_s, 300);  // so far
  EXPECT_EQ(records[2].outcome, TripOutcome::under_way);
  EXPECT_EQ(b.close(kSeven + 350)[2].travel_time_s, 1);  // the least
}

TEST(EventQueue, ServesEventsAtTheFirstFullSecondInOrder) {
  EventQueue<int> q(100, 200);
  q.add(103.2F, 1);
  q.add(104, 2);
  q.add(103.9F, 3);
  q.add(0, 4);  // long past: at once
  EXPECT_EQ(q.take(100), (std::vector<int>{4}));
  EXPECT_TRUE(q.take(101).empty());
  EXPECT_TRUE(q.take(102).empty());
  EXPECT_TRUE(q.take(103).empty());
  EXPECT_EQ(q.take(104), (std::vector<int>{1, 2, 3}));
}

// A second that has been served is over: the event comes in the next.
TEST(EventQueue, NeverLosesAnEventOfTheSecondBeingServed) {
  EventQueue<int> q(100, 200);
  EXPECT_TRUE(q.take(110).empty());
  q.add(110, 7);
  q.add(105, 8);
  EXPECT_EQ(q.take(111), (std::vector<int>{7, 8}));
  EXPECT_TRUE(q.take(112).empty());
}

TEST(EventQueue, CountsEventsAfterTheEnd) {
  EventQueue<int> q(100, 200);
  q.add(201, 1);
  q.add(201.5F, 2);
  q.add(1000, 3);
  EXPECT_EQ(q.dropped(), 2U);
  std::vector<std::pair<float, int>> left;
  q.for_each([&](float time_s, int e) { left.emplace_back(time_s, e); });
  EXPECT_EQ(left, (std::vector<std::pair<float, int>>{{201, 1}}));
  EXPECT_EQ(q.take(201), (std::vector<int>{1}));
  EXPECT_TRUE(q.take(5000).empty());
}

}  // namespace
}  // namespace mwendo
