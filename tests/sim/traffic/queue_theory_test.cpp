// Queues that get going: the start wave, and what a queue discharges against the capacity at speed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr float kSpeed = 50 / 3.6F;

// Seconds between the starts of successive vehicles of a queue, each at the moment when it is
// faster than `speed`: vehicles 5 to 25 of the queue that stands at the end of a red.
double start_interval(VehicleClass c, float speed) {
  const Network net = signal_road({.links = 2, .length_m = 800}, 90, 180);
  Traffic traffic(net, {});
  VehicleType t = make_type(c, permission_of(c));
  t.filters = false;
  const TypeIndex type = traffic.add_type(t);
  const LinkId route[] = {LinkId{0}, LinkId{1}};
  std::vector<VehicleView> view;
  std::vector<std::uint32_t> queue;
  std::map<std::uint32_t, float> started;
  while (traffic.now() < 720 + 90) {
    while (traffic.waiting_to_enter() < 6)
      traffic.add_vehicle({.type = type, .route = route, .entry_share = 0, .exit_share = 1});
    traffic.step();
    traffic.view(view);
    for (const VehicleView& v : view) {
      if (traffic.now() == 719 && v.link == LinkId{0} && v.speed_mps < 0.05F)
        queue.push_back(v.vehicle.value);
      if (traffic.now() > 719 && v.speed_mps > speed)
        started.try_emplace(v.vehicle.value, traffic.now());
    }
  }
  EXPECT_GT(queue.size(), 25U) << name_of(c);
  return queue.size() > 25 ? (started.at(queue[25]) - started.at(queue[5])) / 20.0 : 0;
}

// Each vehicle repeats what the one ahead did a reaction time later and a spacing farther back, so
// that the start runs back at w = (length + gap) / tau (Newell 2002). 10 % at half the free speed,
// for classes that are quick enough to follow the one ahead.
TEST(QueueTheory, TheStartOfAQueueRunsBackAtTheWaveSpeed) {
  for (const VehicleClass c :
       {VehicleClass::car, VehicleClass::motorcycle, VehicleClass::minibus}) {
    const VehicleParameters p = parameters_of(c);
    const double spacing = p.length_m + p.gap_m;
    const double wave = spacing / p.reaction_s;
    EXPECT_NEAR(spacing / start_interval(c, kSpeed / 2), wave, 0.1 * wave) << name_of(c);
  }
}

double capacity_at(const VehicleType& t, double speed) {
  return 1 / (t.reaction + t.spacing / speed);
}

// A vehicle stands in the only lane for four minutes; the queue behind it discharges as much as the
// lane carries at speed. The model has no drop of capacity behind a bottleneck that opens:
// accelerations are bounded, but each follows the one ahead as closely at any speed.
TEST(QueueTheory, AQueueDischargesWhatTheLaneCarriesAtSpeed) {
  const Network net = straight_road({.links = 4, .length_m = 1000});
  Traffic traffic(net, {});
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  Instruments at(traffic);
  const LinkId route[] = {LinkId{0}, LinkId{1}, LinkId{2}, LinkId{3}};
  const PlannedStop stop{.route_index = 1, .position_m = 900};
  float opens = 0;
  while (traffic.now() < 1800) {
    if (traffic.now() == 600)
      traffic.add_vehicle(
          {.type = car, .route = route, .stops = {&stop, 1}, .entry_share = 0, .exit_share = 1});
    while (traffic.waiting_to_enter() < 6)
      traffic.add_vehicle({.type = car, .route = route, .entry_share = 0, .exit_share = 1});
    traffic.step();
    at.observe();
    for (const StopArrival& a : traffic.stop_arrivals())
      traffic.release_at(a.vehicle, opens = traffic.now() + 240);
  }
  ASSERT_GT(opens, 0);
  const double capacity = capacity_at(traffic.type(car), kSpeed);
  EXPECT_EQ(at.count(LinkId{1}, opens - 200, opens), 0U) << "it is closed";
  EXPECT_NEAR(static_cast<double>(at.count(LinkId{1}, 400, 600)) / 200, capacity, 0.03 * capacity);
  EXPECT_NEAR(static_cast<double>(at.count(LinkId{1}, opens + 20, opens + 220)) / 200, capacity,
              0.03 * capacity);
}

struct LaneDrop {
  double before = 0;  // largest flow of 200 s, vehicles per second
  double queued = 0;  // flow once a queue stands in both lanes
};

// From two lanes to one, with traffic that grows beyond capacity.
LaneDrop lane_drop(const VehicleType& t) {
  const Network net = straight_road({.links = 2, .length_m = 1500, .lanes_by_link = {2, 1}});
  Traffic traffic(net, {});
  const TypeIndex type = traffic.add_type(t);
  Instruments at(traffic);
  const LinkId route[] = {LinkId{0}, LinkId{1}};
  double due = 0;
  LaneDrop d;
  while (traffic.now() < 4800) {
    for (due += std::min(2400.0, 900 + 0.5 * traffic.now()) / 3600; due >= 1; due -= 1)
      traffic.add_vehicle({.type = type, .route = route, .entry_share = 0, .exit_share = 1});
    traffic.step();
    at.observe();
  }
  for (float s = 0; s < 4600; s += 100)
    d.before = std::max(d.before, static_cast<double>(at.count(LinkId{0}, s, s + 200)) / 200);
  d.queued = static_cast<double>(at.count(LinkId{0}, 3600, 4800)) / 1200;
  return d;
}

// Where two queues zip there is a drop, because each vehicle gets going from the speed of its queue
// with a bounded acceleration (the cause in Leclercq, Laval, Chiabaut, "Capacity drops at merges:
// an endogenous model", Transp. Res. B 45 (2011)). In each lane vehicles follow at 2 / q, so at the
// speed v_q with tau + s / v_q = 2 / q, and are s + tau v_q apart; over that distance a vehicle
// gains speed to v^2 = v_q^2 + 2 a (s + tau v_q), with which it passes the line, tau + s / v = 1 /
// q behind the last.
double zipped_capacity(const VehicleType& t) {
  double q = 0.3;
  for (int i = 0; i < 200; ++i) {
    const double in_queue = t.spacing / (2 / q - t.reaction);
    const double at_line =
        std::sqrt(in_queue * in_queue + 2 * t.accel * (t.spacing + t.reaction * in_queue));
    q = 0.5 * (q + capacity_at(t, std::min<double>(at_line, kSpeed)));
  }
  return q;
}

// 8 %: steps of one second, and vehicles that are not quite alternating.
TEST(QueueTheory, CapacityDropsWhereQueuesZip) {
  double last = 0;
  for (const float accel : {1.0F, 1.4F, 1.8F, 2.2F}) {
    VehicleParameters p = parameters_of(VehicleClass::car);
    p.accel_mps2 = accel;
    const VehicleType t = make_type(VehicleClass::car, kCar, p);
    const LaneDrop d = lane_drop(t);
    EXPECT_GT(d.before, 0.94 * capacity_at(t, kSpeed)) << "before it breaks down";
    EXPECT_NEAR(d.queued, zipped_capacity(t), 0.08 * zipped_capacity(t)) << accel << " m/s2";
    EXPECT_LT(d.queued, 0.9 * d.before);
    EXPECT_GT(d.queued, last) << "who accelerates harder loses less";
    last = d.queued;
  }
}

}  // namespace
}  // namespace mwendo
