// Heavy vehicles in a queue of cars at a signal.
#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "network/base/random.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr float kGreen = 40, kCycle = 90;  // s
constexpr double kShare = 0.1;             // of heavy vehicles
constexpr std::size_t kQueue = 35;         // vehicles before the line

struct Mean {
  double sum = 0;
  double count = 0;
  [[nodiscard]] double value() const { return sum / count; }
};

// Time from the rear of the vehicle ahead to one's own rear at the stop line, for the fourth to
// fourteenth vehicle of a queue: of a class, over that of cars.
double headway_to_that_of_cars(VehicleClass heavy) {
  const Network net = signal_road({.length_m = 600, .speed_mps = 40 / 3.6F}, kGreen, kCycle);
  const std::vector<LinkId> route = {LinkId{0}, LinkId{1}};
  Traffic traffic(net, {});
  const TypeIndex types[] = {add_type(traffic, VehicleClass::car), add_type(traffic, heavy)};
  std::vector<bool> is_heavy;
  std::map<std::uint32_t, LinkId> link_of;
  std::vector<VehicleView> view;
  Mean headway[2];
  double last = 0;
  int place = 0;
  std::size_t queue = 0;
  while (traffic.now() < 300 * kCycle) {
    for (; queue < kQueue; ++queue) {
      const auto n = static_cast<std::uint32_t>(is_heavy.size());
      is_heavy.push_back(uniform({3, Draw::test, n, 0}) < kShare);
      traffic.add_vehicle({.type = types[is_heavy.back() ? 1 : 0],
                           .route = route,
                           .entry_share = 0,
                           .exit_share = 1});
    }
    traffic.step();
    traffic.view(view);
    queue = 0;
    for (const VehicleView& v : view) {
      queue += v.link == route[0];
      const auto [at, is_new] = link_of.emplace(v.vehicle.value, v.link);
      if (is_new || at->second == v.link) continue;
      at->second = v.link;
      const bool h = is_heavy[v.vehicle.value];
      const double length = double{traffic.type(types[h ? 1 : 0]).length};
      const double rear =
          double{traffic.now()} + (length - double{v.position_m}) / double{v.speed_mps};
      place = rear - last > 20 ? 0 : place + 1;
      if (place >= 4 && place <= 14)
        headway[h ? 1 : 0].sum += rear - last, ++headway[h ? 1 : 0].count;
      last = rear;
    }
  }
  return headway[1].value() / headway[0].value();
}

// A truck delays a queue by the headways of 2 to 3 cars (passenger car units of guides).
TEST(HeavyVehicles, ATruckTakesTheHeadwaysOfTwoToThreeCars) {
  const double ratio = headway_to_that_of_cars(VehicleClass::truck);
  EXPECT_GT(ratio, 2.0);
  EXPECT_LT(ratio, 3.0);
}

// A bus starts more slowly than cars: it takes more than its length and reaction time add to the
// headway of a car. Measured by drone in Addis Ababa: 1.95 to 2.2; the model has 1.6.
TEST(HeavyVehicles, ABusTakesMoreThanItsLength) {
  const VehicleParameters car = parameters_of(VehicleClass::car);
  const VehicleParameters bus = parameters_of(VehicleClass::bus);
  const auto headway = [](const VehicleParameters& p) {
    return p.reaction_s + (p.length_m + p.gap_m) / (40 / 3.6F);
  };
  const double ratio = headway_to_that_of_cars(VehicleClass::bus);
  EXPECT_GT(ratio, double{headway(bus) / headway(car)});
  EXPECT_LT(ratio, 2.2);
}

}  // namespace
}  // namespace mwendo
