// Learnt ways beside equilibria in closed form.
//
// A narrow part of a road passes C vehicles an hour; a queue stands before it if more come. All
// times in the formulas are measured on the roads themselves: f for free ones, with few vehicles.
#include <gtest/gtest.h>

#include "network/assembly/builder.h"
#include "tests/sim/learning/learning_drivers.h"

namespace mwendo {
namespace {

using testing::EvenTrips;
using testing::LearningDrivers;

constexpr float kTwoHours = 7200;
constexpr int kDays = 40;
constexpr float kShut = 50000;  // m, of a way that nobody takes

LinkSpec road(NodeId from, NodeId to, float length_m, float mps, int lanes = 1) {
  LinkSpec l{.from = from, .to = to};
  l.lanes = lanes;
  l.permissions = kGeneralTraffic;
  l.free_speed_mps = mps;
  l.road_class = RoadClass::primary;
  l.length_m = length_m;
  return l;
}

// A short way with a narrow part, and a way of `slow_m` at 10 m/s that passes everybody.
struct TwoWays {
  Network net;
  NodeId from, to;
  LinkId narrow;
  explicit TwoWays(float slow_m, float narrow_m = 60) {
    NetworkBuilder b;
    from = b.add_node({0, 0});
    const NodeId n1 = b.add_node({1500, 10}), n2 = b.add_node({1560, 10});
    const NodeId s1 = b.add_node({1500, 800}), s2 = b.add_node({1800, 800});
    to = b.add_node({3000, 0});
    b.add_link(road(from, n1, 1500, 15));
    narrow = b.add_link(road(n1, n2, narrow_m, 3));
    b.add_link(road(n2, to, 400, 15));
    b.add_link(road(from, s1, 1500, 15));
    b.add_link(road(s1, s2, slow_m, 10));
    b.add_link(road(s2, to, 400, 15));
    net = b.build();
  }
};

double served_an_hour(const LearningDrivers& d, LinkId l) {
  double sum = 0;
  for (const std::size_t quarter : {4U, 5U, 6U, 7U}) sum += d.vehicles(l, quarter);
  return sum;
}

// From the second quarter on.
double settled_s(const LearningDrivers& d) { return d.mean_s(900, kTwoHours); }

// Mean time with so many an hour.
double time_at(const Network& net, const EvenTrips& trips) {
  LearningDrivers d(net, kTwoHours);
  d.add_trips(trips);
  d.drive(1);
  return settled_s(d);
}

struct Learnt {
  double seconds = 0, gap = 0;
};

// A slow way of 3 km, 300 s at 10 m/s; C and times as measured.
struct Queue {
  TwoWays ways{3000};
  double capacity = 0, free_s = 0, slow_s = 0;
  Queue() {
    const TwoWays only_short(kShut);
    LearningDrivers d(only_short.net, kTwoHours);
    d.add_trips({ways.from, ways.to, 1300, 0, kTwoHours});
    d.drive(1);
    capacity = served_an_hour(d, only_short.narrow);
    free_s = time_at(ways.net, {ways.from, ways.to, 300, 0, kTwoHours});
    slow_s = time_at(TwoWays(3000, kShut).net, {ways.from, ways.to, 400, 0, kTwoHours});
  }
};

// Pigou 1920 with a queue: the short way fills until its wait is what the slow way takes longer.
// Then it passes C, and the others take the slow way. So everybody needs the time of the slow way.
// People know means of 15 min, in which the queue grows and falls: the narrow part stands idle now
// and then.
TEST(Equilibrium, TheShortWayFillsUntilItIsAsSlow) {
  const Queue q;
  ASSERT_LT(q.capacity, 1000);
  LearningDrivers d(q.ways.net, kTwoHours);
  d.add_trips({q.ways.from, q.ways.to, 1300, 0, kTwoHours});
  d.drive(kDays);
  EXPECT_NEAR(settled_s(d), q.slow_s, 0.1 * q.slow_s);
  EXPECT_NEAR(served_an_hour(d, q.ways.narrow), q.capacity, 0.2 * q.capacity);
  EXPECT_LT(d.gap(), 0.08) << "3.5 and 5.6 % with two draws";
}

// Vickrey 1969 with a second way. While D > C come, the queue grows by (D - C) / C seconds a second
// until the wait is w, after w C / (D - C); until then the mean wait is w / 2. When d < C come, it
// dissolves within w C / (C - d).
TEST(Equilibrium, TheQueueOfAPeakDissolves) {
  constexpr double kPeak = 1300, kAfter = 300, kHour = 3600;
  const Queue q;
  const double w = q.slow_s - q.free_s;
  const double fills_s = w * q.capacity / (kPeak - q.capacity);
  const double empties_s = w * q.capacity / (q.capacity - kAfter);
  const double peak_s = q.free_s + w * (1 - 0.5 * fills_s / kHour);
  const double after_s = q.free_s + w * 0.5 * empties_s / kHour;
  const double all_s = (kPeak * peak_s + kAfter * after_s) / (kPeak + kAfter);
  LearningDrivers d(q.ways.net, kTwoHours);
  d.add_trips({q.ways.from, q.ways.to, kPeak, 0, 3600});
  d.add_trips({q.ways.from, q.ways.to, kAfter, 3600, kTwoHours});
  d.drive(kDays);
  EXPECT_NEAR(d.mean_s(0, 3600), peak_s, 0.1 * peak_s);
  EXPECT_NEAR(d.mean_s(3600, kTwoHours), after_s, 0.15 * after_s);
  EXPECT_NEAR(d.mean_s(0, kTwoHours), all_s, 0.1 * all_s);
  EXPECT_LT(d.gap(), 0.05);
}

// Braess 1968: two ways, each with a narrow part and a long one, and a bridge between them. The
// narrow parts come first on one way and last on the other.
struct Braess {
  Network net;
  NodeId from, to;
  struct Parts {
    float long_after_m = 1600, long_before_m = 1600, bridge_m = 200;
  };
  explicit Braess(const Parts& parts) {
    NetworkBuilder b;
    from = b.add_node({0, 0});
    const NodeId a0 = b.add_node({600, 100}), a1 = b.add_node({660, 100});
    const NodeId a = b.add_node({860, 100}), c = b.add_node({1000, -100});
    const NodeId c0 = b.add_node({1400, -100}), c1 = b.add_node({1460, -100});
    to = b.add_node({2400, 0});
    const NodeId before = b.add_node({600, -500}), after = b.add_node({1500, 400});
    b.add_link(road(from, a0, 600, 15));
    b.add_link(road(a0, a1, 60, 3));
    b.add_link(road(a1, a, 200, 15, 2));
    b.add_link(road(a, after, parts.long_after_m, 10));
    b.add_link(road(after, to, 400, 15));
    b.add_link(road(from, before, 600, 15));
    b.add_link(road(before, c, parts.long_before_m, 10));
    b.add_link(road(c, c0, 400, 15, 2));
    b.add_link(road(c0, c1, 60, 3));
    b.add_link(road(c1, to, 400, 15));
    b.add_link(road(a, c, parts.bridge_m, 15));
    net = b.build();
  }
};

Learnt learnt(const Braess& roads, bool remember = true) {
  LearningDrivers d(roads.net, kTwoHours);
  d.add_trips({roads.from, roads.to, 1300, 0, kTwoHours});
  if (!remember) d.forget_ways();
  d.drive(kDays);
  return {settled_s(d), d.gap()};
}

// Half of 1,300 an hour on each way are fewer than C: no queue. f: time with so many on one way.
// Drivers who all take the way that was faster the day before swing.
TEST(Equilibrium, TwoAlikeWaysShareTheDrivers) {
  const Braess roads({.bridge_m = kShut});
  const auto one_way_s = [&](const Braess& r) {
    return time_at(r.net, {r.from, r.to, 650, 0, kTwoHours});
  };
  const double free_s = 0.5 * (one_way_s(Braess({.long_before_m = kShut, .bridge_m = kShut})) +
                               one_way_s(Braess({.long_after_m = kShut, .bridge_m = kShut})));
  const Learnt keeps = learnt(roads);
  const Learnt swings = learnt(roads, false);
  EXPECT_NEAR(keeps.seconds, free_s, 0.1 * free_s);
  EXPECT_LT(keeps.gap, 0.05);
  EXPECT_GT(swings.seconds, 1.5 * free_s) << "the case does not tell the rules apart";
}

// The bridge saves T - b seconds, so all take it until both queues have grown to the same loss:
//   f + w_1 + w_2 = a + w_1 = b + w_2,
// where f, a and b are the free times over the bridge, by the narrow part first and last. Everybody
// needs a + b - f.
TEST(Equilibrium, ABridgeMakesEverybodySlower) {
  const auto free_s = [](const Braess::Parts& parts) {
    const Braess r(parts);
    return time_at(r.net, {r.from, r.to, 650, 0, kTwoHours});
  };
  const double over = free_s({.long_after_m = kShut, .long_before_m = kShut});
  const double first = free_s({.long_before_m = kShut, .bridge_m = kShut});
  const double last = free_s({.long_after_m = kShut, .bridge_m = kShut});
  const double theory = first + last - over;
  ASSERT_GT(theory, 1.25 * first);
  const Learnt keeps = learnt(Braess({}));
  const Learnt swings = learnt(Braess({}), false);
  EXPECT_NEAR(keeps.seconds, theory, 0.1 * theory);
  EXPECT_GT(swings.seconds, 1.5 * theory) << "the case does not tell the rules apart";
}

}  // namespace
}  // namespace mwendo
