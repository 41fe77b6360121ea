// The queue of events and the engines of a day by themselves.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <set>

#include "sim/day/drivers.h"
#include "sim/day/event_queue.h"
#include "sim/day/riders.h"
#include "tests/sim/day/hand_day.h"

namespace mwendo {
namespace {

using testing::HandDay;
using testing::kStart;

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

// The engines on a context of their own, without the loop of the day.
struct Engines {
  HandDay d;
  std::unique_ptr<DayContext> day;
  void open() {
    day = std::make_unique<DayContext>(DayInput{d.world, d.people, d.believed}, d.options);
  }
};

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
    drivers.after_step();
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
