// One set of car-following parameters for all cities, against published ranges.
#include "sim/traffic/vehicle_type.h"

#include <gtest/gtest.h>

#include <map>

#include "network/base/assert.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// Vehicles an hour of green that a queue discharges, from the fourth to the twelfth of each cycle.
double saturation_flow(VehicleClass c, double kmh) {
  const Network net = signal_road(
      {.links = 2, .length_m = 1200, .speed_mps = static_cast<float>(kmh / 3.6)}, 60, 120);
  Traffic traffic(net, {});
  const TypeIndex type = traffic.add_type(make_type(c, permission_of(c)));
  Instruments at(traffic);
  const std::vector<LinkId> route = {LinkId{0}, LinkId{1}};
  while (traffic.now() < 4200) {
    while (traffic.waiting_to_enter() < 2)
      traffic.add_vehicle({.type = type, .route = route, .entry_share = 0, .exit_share = 1});
    traffic.step();
    at.observe();
  }
  std::map<int, std::vector<float>> cycles;
  for (const auto& p : at.passages(LinkId{0}))
    if (p.time_s > 1200 && p.time_s < 4200)
      cycles[static_cast<int>(p.time_s / 120)].push_back(p.time_s);
  double seconds = 0;
  for (const auto& [cycle, times] : cycles) seconds += double{times.at(11)} - double{times.at(3)};
  return 3600 * 8 * static_cast<double>(cycles.size()) / seconds;
}

// Studies of mixed traffic in Nairobi, Addis Ababa and Dar es Salaam: 1,400 to 1,900 pcu/h a lane;
// HCM 2010: 1,900.
TEST(VehicleType, CarsDischargeWithinThePublishedRange) {
  for (const double kmh : {40.0, 50.0}) {
    EXPECT_GE(saturation_flow(VehicleClass::car, kmh), 1400) << kmh;
    EXPECT_LE(saturation_flow(VehicleClass::car, kmh), 1900) << kmh;
  }
}

TEST(VehicleType, NoClassReactsWithinAStep) {
  for (std::size_t c = 0; c < kVehicleClassCount; ++c)
    EXPECT_GE(parameters_of(static_cast<VehicleClass>(c)).reaction_s, 1);
}

TEST(VehicleType, AValidatingBuildRefusesATypeThatReactsWithinAStep) {
  const Network net = straight_road({});
  Traffic traffic(net, {});
  VehicleParameters p = parameters_of(VehicleClass::car);
  p.reaction_s = 0.51F;
  const auto add = [&] { (void)traffic.add_type(make_type(VehicleClass::car, kCar, p)); };
  if (kValidates)
    EXPECT_THROW(add(), std::logic_error);
  else
    EXPECT_NO_THROW(add());
}

}  // namespace
}  // namespace mwendo
