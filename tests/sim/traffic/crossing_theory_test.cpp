// Walkers' crossings against closed forms.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr float kSpeed = 30 / 3.6F;
constexpr double kWalking = 1.2;

// A one-way street of one wide lane with a marked crossing in the middle of its first link.
Network crossed_street(bool marked, double width) {
  NetworkBuilder b;
  const NodeId from = b.add_node({0, 0});
  const NodeId to = b.add_node({600, 0});
  const NodeId end = b.add_node({900, 0});
  LinkSpec l{.from = from,
             .to = to,
             .lanes = 1,
             .lane_width_m = static_cast<float>(width),
             .free_speed_mps = kSpeed};
  if (marked) l.flags = kCrossing;
  b.add_link(l);
  b.add_link({.from = to, .to = end, .lanes = 1, .free_speed_mps = kSpeed});
  return b.build();
}

// A walker closes the crossing for 1.5 s + width / walking speed.
double closed_for(double width) { return 1.5 + width / kWalking; }
// Drivers nearer than this to the line, in seconds, go on: the braking time v / (2 b), and half a
// second more on average because they look once a second.
double goes_on_within(const VehicleParameters& car) { return kSpeed / (2 * car.decel_mps2) + 0.5; }

// Mean travel time of cars that come one by one.
double mean_travel(bool marked, double width, float walkers, float every_s) {
  const Network net = crossed_street(marked, width);
  Traffic traffic(net, {.crossing_walkers_per_hour = walkers, .yielding = 1});
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  const LinkId route[] = {LinkId{0}, LinkId{1}};
  const double mean = mean_travel_time(traffic, car, route, 1000, [&](std::size_t departed) {
    return traffic.now() >= every_s * static_cast<float>(departed);
  });
  EXPECT_EQ(traffic.counts().moved_on, 0);
  return mean;
}

// A lone vehicle waits for a gap of T in a Poisson stream of q walkers a second: (e^(qT) - 1) / q -
// T (Adams 1936). That counts from the moment when the driver decides, so that the share 1 -
// e^(-qT) that finds the crossing closed gains the time from there to the line and loses v / (2 a)
// to get going. 15 %: some only slow down; the mean of 1,000 is good to 4 %.
TEST(CrossingTheory, LoneVehiclesWaitAsAdamsSays) {
  constexpr double kWidth = 7;
  const double free = mean_travel(false, kWidth, 0, 90);
  const VehicleParameters& car = parameters_of(VehicleClass::car);
  for (const float walkers : {180.0F, 360.0F, 720.0F}) {
    const double q = walkers / 3600;
    const double t = closed_for(kWidth);
    const double finds_closed = 1 - std::exp(-q * t);
    const double adams = (std::exp(q * t) - 1) / q - t;
    const double starting = kSpeed / (2 * car.accel_mps2);
    const double theory = adams + finds_closed * (starting - goes_on_within(car));
    const double delay = mean_travel(true, kWidth, walkers, 90) - free;
    EXPECT_NEAR(delay, theory, 0.15 * theory) << walkers << " walkers an hour";
  }
}

TEST(CrossingTheory, NobodyOrNoYieldingTakesNoTime) {
  const double free = mean_travel(false, 7, 0, 90);
  EXPECT_EQ(mean_travel(true, 7, 0, 90), free);
}

// A queue discharges in the gaps of the walkers. Cycles of mean length e^(qT) / q hold one open
// time, exponential with mean 1 / q, in which e^(-q t0) / (1 - e^(-q h)) vehicles of headway h go,
// the first t0 = 2 s after it opens (it looks and goes), and those who go on when it closes.
TEST(CrossingTheory, CapacityIsThatOfTheGapsBetweenWalkers) {
  constexpr double kWidth = 7;
  const Network net = crossed_street(true, kWidth);
  for (const float walkers : {180.0F, 360.0F, 720.0F}) {
    Traffic traffic(net, {.crossing_walkers_per_hour = walkers, .yielding = 1});
    const TypeIndex car = add_type(traffic, VehicleClass::car);
    const LinkId route[] = {LinkId{0}, LinkId{1}};
    Instruments at(traffic);
    constexpr float kUntil = 4 * 3600;
    while (traffic.now() < kUntil) {
      while (traffic.waiting_to_enter() < 6)
        traffic.add_vehicle({.type = car, .route = route, .entry_share = 0, .exit_share = 1});
      traffic.step();
      at.observe();
    }
    const double flow = static_cast<double>(at.count(LinkId{0}, 600, kUntil)) / (kUntil - 600);
    const VehicleType& t = traffic.type(car);
    const double q = walkers / 3600;
    const double h = t.reaction + t.spacing / kSpeed;
    const double in_open = std::exp(-q * 2) / (1 - std::exp(-q * h));
    const double in_closed = goes_on_within(parameters_of(VehicleClass::car)) / h;
    const double theory = q * std::exp(-q * closed_for(kWidth)) * (in_open + in_closed);
    EXPECT_NEAR(flow, theory, 0.12 * theory) << walkers << " walkers an hour";
  }
}

// A green that serves walkers lasts at least 3.2 s + width / 1.2 m/s, however short the plan.
TEST(CrossingTheory, GreensAreLongEnoughToWalkAcross) {
  const auto green_of_side = [](bool marked) {
    NetworkBuilder b;
    const NodeId centre = b.add_node({0, 0}, JunctionControl::signal);
    const LinkId main = b.add_link({.from = b.add_node({-300, 0}),
                                    .to = centre,
                                    .lanes = 4,
                                    .flags = marked ? kCrossing : LinkFlags{0}});
    const LinkId side = b.add_link({.from = b.add_node({0, -300}), .to = centre});
    b.add_link({.from = centre, .to = b.add_node({300, 0}), .lanes = 4});
    b.add_link({.from = centre, .to = b.add_node({0, 300})});
    SignalSpec s;
    s.phases = {{.green_s = 40, .clearance_s = 3, .turns = {{main, {}}}},
                {.green_s = 6, .clearance_s = 3, .turns = {{side, {}}}}};
    b.set_signal(centre, s);
    const Network net = b.build();
    Traffic traffic(net, {});
    const MovementId m = *net.movements_of(side).begin();
    int green = 0;
    for (int i = 0; i < 3600; ++i) {
      traffic.step();
      green += traffic.movement_open(m) ? 1 : 0;
    }
    return green;
  };
  // 13 m: 14.03 s, in steps 15 s, instead of 6, in a cycle of 61 instead of 52 s.
  EXPECT_NEAR(green_of_side(false), 3600.0 * 6 / 52, 12);
  EXPECT_NEAR(green_of_side(true), 3600.0 * 15 / 61, 15);
}

}  // namespace
}  // namespace mwendo
