// Flow against density on a ring, for each class and for mixtures.
//
// Closed form (triangular, Newell 2002): in equilibrium every vehicle takes its spacing s and its
// headway tau, so that L = sum(s_i + tau_i v), hence v = min(v_free, (L - sum s) / sum tau).
#include <gtest/gtest.h>

#include <numeric>

#include "sim/traffic/car_following.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// Of those who are on the road.
double expected_speed(const Traffic& traffic, double length, double free) {
  double spacing = 0;
  double headway = 0;
  std::vector<VehicleView> vehicles;
  traffic.view(vehicles);
  for (const VehicleView& v : vehicles) {
    const VehicleType& t = traffic.type(v.type);
    spacing += t.spacing;
    headway += t.reaction;
    free = std::min<double>(free, t.max_speed);
  }
  return std::min(free, (length - spacing) / headway);
}

// Speeds along a ring of 2 km at several densities, to half the jam density and beyond: denser
// moving traffic leaves no gap to enter, so the expectation uses those who are on the road.
void check_ring(const std::vector<VehicleClass>& classes, double tolerance) {
  const RoadSpec spec{.links = 20, .length_m = 100};
  const Network net = ring_road(spec);
  const double length = spec.links * spec.length_m;
  for (const double share : {0.05, 0.2, 0.3, 0.4, 0.5, 0.6}) {
    Traffic traffic(net, {});
    std::vector<TypeIndex> types;
    double spacing = 0;
    for (const VehicleClass c : classes) {
      VehicleType t = make_type(c, permission_of(c));
      t.filters = false;  // one file, also of motorcycles
      types.push_back(traffic.add_type(t));
      spacing += t.spacing / static_cast<double>(classes.size());
    }
    const int count = static_cast<int>(share * length / spacing);
    fill_ring(traffic, net, types, count, 30);
    const RingState state = run_ring(traffic, 600, 300);
    const double expected = expected_speed(traffic, length, spec.speed_mps);
    EXPECT_GE(state.vehicles, 0.8 * count);
    EXPECT_NEAR(state.speed_mps, expected, tolerance * expected)
        << name_of(classes.front()) << " at " << share << " of the jam density";
    traffic.validate();
  }
}

class RingOfOneClass : public testing::TestWithParam<VehicleClass> {};

// 4 %: stop lines between the links of the ring round positions by a step's travel.
TEST_P(RingOfOneClass, FlowIsTriangular) { check_ring({GetParam()}, 0.04); }

INSTANTIATE_TEST_SUITE_P(FundamentalDiagram, RingOfOneClass,
                         testing::Values(VehicleClass::car, VehicleClass::motorcycle,
                                         VehicleClass::minibus, VehicleClass::midibus,
                                         VehicleClass::bus, VehicleClass::articulated_bus,
                                         VehicleClass::truck, VehicleClass::bicycle),
                         [](const auto& p) { return std::string(name_of(p.param)); });

TEST(FundamentalDiagram, MixedTrafficTakesTheMeanSpacingAndHeadway) {
  check_ring({VehicleClass::car, VehicleClass::truck}, 0.04);
  check_ring({VehicleClass::car, VehicleClass::car, VehicleClass::minibus, VehicleClass::motorcycle,
              VehicleClass::bus},
             0.04);
}

struct MixedRing {
  double car = 0, rider = 0;    // m/s
  double cars = 0, riders = 0;  // on the road
  double between_lanes = 0;     // share of the riders' time
};

// A ring of one lane with cars and motorcycles that filter, `share` of the cars' jam density.
MixedRing ring_with_riders(double share, int riders) {
  const RoadSpec spec{.links = 20, .length_m = 100};
  const Network net = ring_road(spec);
  Traffic traffic(net, {});
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  const int cars = static_cast<int>(share * 2000 / traffic.type(car).spacing);
  fill_ring(traffic, net, {car}, cars, 30);
  for (int i = 0; i < 60; ++i) traffic.step();
  if (riders > 0)
    fill_ring(traffic, net, {add_type(traffic, VehicleClass::motorcycle)}, riders, 30);
  for (int i = 0; i < 600; ++i) traffic.step();
  MixedRing r;
  std::vector<VehicleView> view;
  for (int i = 0; i < 200; ++i) {
    traffic.step();
    traffic.validate();
    traffic.view(view);
    for (const VehicleView& v : view) {
      (v.type == car ? r.car : r.rider) += v.speed_mps;
      (v.type == car ? r.cars : r.riders) += 1;
      if (v.type != car && v.lane == 1) r.between_lanes += 1;
    }
  }
  r.between_lanes /= std::max(r.riders, 1.0);
  r.car /= r.cars;
  r.rider /= std::max(r.riders, 1.0);
  r.cars /= 200;
  r.riders /= 200;
  return r;
}

// In dense traffic riders go between the lanes: cars keep the diagram of cars alone,
// v = (L - n s) / (n tau), as if the riders were not there (10 %: riders come back into the lane
// now and then), and riders are faster by 15 km/h, where a stop line is near by up to 30 % more.
TEST(FundamentalDiagram, RidersWhoFilterTakeNoRoomFromTheCars) {
  const VehicleParameters p = parameters_of(VehicleClass::car);
  for (const double share : {0.4, 0.5, 0.6}) {
    const MixedRing r = ring_with_riders(share, 60);
    EXPECT_GT(r.riders, 40);
    const double cars_alone = (2000 - r.cars * (p.length_m + p.gap_m)) / (r.cars * p.reaction_s);
    EXPECT_NEAR(r.car, cars_alone, 0.1 * cars_alone) << share;
    EXPECT_GT(r.between_lanes, 0.8) << share;
    EXPECT_GT(r.rider, 0.95 * (r.car + 15 / 3.6)) << share;
    EXPECT_LT(r.rider, 1.3 * (r.car + 15 / 3.6)) << share;
  }
}

// A dip of the leader's speed must not grow along the platoon, nor must anybody come closer than
// the standing gap.
TEST(FundamentalDiagram, PlatoonsAreStringStable) {
  for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
    const VehicleType t = make_type(static_cast<VehicleClass>(c), kCar);
    const float cruise = std::min(0.9F * t.max_speed, 13.0F);
    constexpr std::size_t kVehicles = 50;
    std::vector<float> position(kVehicles);
    std::vector<float> speed(kVehicles, cruise);
    std::vector<float> least(kVehicles, cruise);
    for (std::size_t i = 0; i < kVehicles; ++i)
      position[i] = -static_cast<float>(i) * (t.spacing + t.reaction * cruise);
    for (int step = 0; step < 400; ++step) {
      std::vector<float> next(kVehicles);
      const float wanted = step > 10 && step < 25 ? 0.5F * cruise : cruise;
      next[0] = std::max(std::min(speed[0] + t.accel, wanted), speed[0] - t.decel);
      for (std::size_t i = 1; i < kVehicles; ++i) {
        const float gap = position[i - 1] - t.spacing - position[i];
        ASSERT_GE(gap, -1e-3F);
        next[i] = next_speed(t, t.accel, speed[i], cruise, gap, speed[i - 1]);
      }
      for (std::size_t i = 0; i < kVehicles; ++i) {
        speed[i] = next[i];
        position[i] += speed[i];
        least[i] = std::min(least[i], speed[i]);
      }
    }
    for (std::size_t i = 1; i < kVehicles; ++i)
      EXPECT_GE(least[i], least[i - 1] - 0.01F) << name_of(t.vehicle_class) << " " << i;
  }
}

}  // namespace
}  // namespace mwendo
