// Turning vehicles and walkers at signals against the Highway Capacity Manual.
#include <gtest/gtest.h>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr float kGreen = 42;
constexpr float kCycle = 90;

// From the south all turn into the street to the east. The other phase is that of the street, in
// which nobody walks across it.
struct Corner {
  Network net;
  LinkId side, street, exit;
};

Corner corner(int lanes) {
  NetworkBuilder b;
  const NodeId centre = b.add_node({0, 0}, JunctionControl::signal);
  Corner c;
  c.side = b.add_link({.from = b.add_node({0, -400}), .to = centre, .lanes = 1});
  c.street = b.add_link({.from = b.add_node({-400, 0}), .to = centre, .lanes = 1});
  c.exit = b.add_link({.from = centre, .to = b.add_node({400, 0}), .lanes = lanes});
  SignalSpec s;
  s.phases = {{.green_s = kGreen, .clearance_s = 3, .turns = {{c.side, c.exit}}},
              {.green_s = kCycle - kGreen - 6, .clearance_s = 3, .turns = {{c.street, c.exit}}}};
  b.set_signal(centre, s);
  c.net = b.build();
  return c;
}

// Vehicles of a queue that go into the exit in 80 cycles, with walkers per hour of green.
double discharge(const Corner& c, LinkId from, float walkers, float yielding = 1) {
  Traffic traffic(c.net, {.yielding = yielding});
  if (walkers > 0) traffic.set_walkers_at_signal(c.exit, walkers * kGreen / kCycle);
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  const LinkId route[] = {from, c.exit};
  Instruments at(traffic);
  constexpr float kFrom = 540;
  constexpr float kUntil = kFrom + 80 * kCycle;
  while (traffic.now() < kUntil) {
    while (traffic.waiting_to_enter() < 6)
      traffic.add_vehicle({.type = car, .route = route, .entry_share = 0, .exit_share = 1});
    traffic.step();
    at.observe();
  }
  EXPECT_EQ(traffic.counts().moved_on, 0);
  return static_cast<double>(at.count(from, kFrom, kUntil));
}

// HCM 2010, ch. 31: occupancy of the crossing by the walkers per hour of green.
double occupancy(double v) { return v <= 1000 ? v / 2000 : 0.4 + v / 10000; }

// f = 1 - occupancy into one lane. 0.1: walkers of the model come at random and those of the red in
// a group, the curve of the manual is a broken line through counts.
TEST(SignalWalkers, TurnsIntoOneLaneLoseTheOccupancyOfTheCrossing) {
  const Corner c = corner(1);
  const double free = discharge(c, c.side, 0);
  double before = 1;
  for (const float v : {100.0F, 250.0F, 500.0F, 1000.0F, 2000.0F, 4000.0F}) {
    const double f = discharge(c, c.side, v) / free;
    EXPECT_NEAR(f, 1 - occupancy(v), 0.1) << v << " walkers per hour of green";
    EXPECT_LT(f, before);
    before = f;
  }
}

// f = 1 - 0.6 occupancy into two lanes.
TEST(SignalWalkers, TurnsIntoTwoLanesPassSomeOfThem) {
  const Corner c = corner(2);
  const double free = discharge(c, c.side, 0);
  for (const float v : {250.0F, 1000.0F, 4000.0F})
    EXPECT_NEAR(discharge(c, c.side, v) / free, 1 - 0.6 * occupancy(v), 0.1) << v;
}

// Half of the groups take no time where half of the drivers yield.
TEST(SignalWalkers, WhereHalfOfTheDriversYieldTurnsLoseHalf) {
  const Corner c = corner(1);
  const double free = discharge(c, c.side, 0);
  for (const float v : {250.0F, 1000.0F, 4000.0F})
    EXPECT_NEAR(discharge(c, c.side, v, 0.5F) / free, 1 - 0.5 * occupancy(v), 0.1) << v;
}

// Who goes straight has green when the walkers have red.
TEST(SignalWalkers, StraightTrafficLosesNothing) {
  const Corner c = corner(1);
  const double free = discharge(c, c.street, 0);
  EXPECT_NEAR(discharge(c, c.street, 1000), free, 0.03 * free);
}

std::uint64_t state_with(const Corner& c, std::vector<float> counts, int threads = 1) {
  Traffic traffic(c.net, {.threads = threads});
  for (const float walkers : counts) traffic.set_walkers_at_signal(c.exit, walkers);
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  for (int i = 0; i < 600; ++i) {
    const LinkId route[] = {i % 2 == 0 ? c.side : c.street, c.exit};
    if (i % 3 == 0) traffic.add_vehicle({.type = car, .route = route, .entry_share = 0});
    traffic.step();
    traffic.validate();
  }
  return traffic.state_hash();
}

// Nothing changes where nobody gave a count, and a count of nobody takes no time.
TEST(SignalWalkers, NobodyTakesNoTimeAndThreadsDoNotMatter) {
  const Corner c = corner(1);
  const std::uint64_t without = state_with(c, {});
  EXPECT_EQ(state_with(c, {0}), without);
  EXPECT_EQ(state_with(c, {500, 0}), without);
  const std::uint64_t with = state_with(c, {500});
  EXPECT_NE(with, without);
  EXPECT_EQ(state_with(c, {500}, 2), with);
}

}  // namespace
}  // namespace mwendo
