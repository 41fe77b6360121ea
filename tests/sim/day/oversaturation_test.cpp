// A street network above its capacity recovers when demand falls.
//
// A grid of 12 x 12 junctions with arterials passes about 11,000 vehicles/h. It gets 1.3 times as
// many for two hours, then 6,000. With fixed routes it locks up at a tenth of its capacity.
#include <gtest/gtest.h>

#include <set>

#include "network/assembly/generate.h"
#include "sim/day/diversions.h"
#include "sim/traffic/link_times.h"
#include "tests/support/traffic_roads.h"
#include "tests/support/traffic_scenes.h"

namespace mwendo {
namespace {

constexpr double kCapacity = 11000;  // vehicles/h; HoldsItsCapacity shows it
constexpr int kNewsEvery = 300;

// Counts greens of signals that begin while the last vehicle of a street behind the junction stands
// with its rear in it.
class BoxWatch {
 public:
  BoxWatch(const Network& net, const Traffic& traffic)
      : net_(net), traffic_(traffic), open_(net.movement.from.size()) {}

  void observe() {
    boxed_.clear();
    traffic_.view(view_);
    for (const VehicleView& v : view_)
      if (v.speed_mps < 0.5F && v.position_m < traffic_.type(v.type).length - 1)
        boxed_.insert(net_.link.from[v.link]);
    for (const NodeId n : net_.nodes()) look_at(n);
  }
  [[nodiscard]] double share() const { return blocked_ / greens_; }

 private:
  void look_at(NodeId n) {
    if (net_.node.signal_plan[n] == kNoSignalPlan) return;
    for (const SignalPhase& phase : net_.signal_plans[net_.node.signal_plan[n]].phases) {
      const MovementId m = phase.movements.front();
      const bool open = traffic_.movement_open(m);
      if (open && !open_[m.value]) {
        ++greens_;
        blocked_ += boxed_.contains(n) ? 1 : 0;
      }
      open_[m.value] = open;
    }
  }

  const Network& net_;
  const Traffic& traffic_;
  std::vector<bool> open_;  // by movement
  std::vector<VehicleView> view_;
  std::set<NodeId> boxed_;
  double greens_ = 0;
  double blocked_ = 0;
};

class DrivenGrid {
 public:
  DrivenGrid() { hear_news(); }

  // Drives a demand in vehicles/h for some time; the vehicles/h that left meanwhile.
  double run(double demand, float seconds, std::uint64_t seed) {
    const double before = traffic_.counts().left;
    const float start = traffic_.now();
    const auto trips =
        random_trips(net_, static_cast<std::size_t>(demand), seed, {}, {.until_s = seconds});
    for (const SceneTrip& trip : trips) {
      while (traffic_.now() < start + trip.departure_s) step();
      depart(trip.route);
    }
    while (traffic_.now() < start + seconds) step();
    return (traffic_.counts().left - before) * 3600 / seconds;
  }
  [[nodiscard]] double unserved() const {
    return traffic_.counts().in_network + static_cast<double>(traffic_.waiting_to_enter());
  }
  [[nodiscard]] double boxed_greens() const { return boxes_.share(); }

 private:
  void step() {
    traffic_.step();
    boxes_.observe();
    diversions_.look_around();
    if (static_cast<int>(traffic_.now()) % kNewsEvery == 0) hear_news();
  }
  void hear_news() {
    std::vector<float> link_s;
    for (const LinkId l : net_.links())
      link_s.push_back(net_.link.length_m[l] / net_.link.free_speed_mps[l]);
    const std::size_t now = traffic_.tallies().period_at(traffic_.now() - 1);
    if (now > 0) experienced_in_period(net_, traffic_.tallies(), now - 1, link_s);
    experienced_in_period(net_, traffic_.tallies(), now, link_s);
    routes_.prepare(link_s);
    diversions_.hear_news();
  }
  void depart(const std::vector<LinkId>& trip) {
    const RouteChoice::Rest way{trip.front(), trip.back(), driver_};
    const std::vector<LinkId> route = routes_.find({&way, 1}, 1)[0].links;
    diversions_.follow(traffic_.add_vehicle({.type = car_, .route = route}), driver_++, route);
  }

  Network net_ = generate_grid({.rows = 12, .columns = 12, .spacing_m = 150, .arterial_every = 5});
  Traffic traffic_{net_, {.from_s = 0, .to_s = 6 * 3600}};
  TypeIndex car_ = add_type(traffic_, VehicleClass::car);
  RouteChoice routes_{net_, 1};
  Diversions diversions_{traffic_, routes_, {}};
  BoxWatch boxes_{net_, traffic_};
  std::uint32_t driver_ = 0;
};

// The first hour fills the streets. In the second one nearly all trips are served; more demand does
// not raise the flow.
TEST(OversaturationHours, HoldsItsCapacity) {
  DrivenGrid grid;
  grid.run(kCapacity, 3600, 10);
  EXPECT_GT(grid.run(kCapacity, 3600, 11), 0.93 * kCapacity);
  EXPECT_NEAR(grid.run(1.15 * kCapacity, 3600, 12), kCapacity, 0.05 * kCapacity);
}

// Within an hour after demand falls the flow is 90 % of the capacity again: in its second half, on
// average over three days.
TEST(OversaturationHours, AGridRecoversWithinAnHour) {
  double recovered = 0;
  double boxed = 0;
  for (const std::uint64_t seed : {10, 20, 30}) {
    DrivenGrid grid;
    grid.run(1.3 * kCapacity, 3600, seed);
    EXPECT_GT(grid.run(1.3 * kCapacity, 3600, seed + 1), 0.75 * kCapacity);
    EXPECT_GT(grid.unserved(), 0.4 * kCapacity) << "the case is no oversaturation";
    grid.run(6000, 1800, seed + 2);
    recovered += grid.run(6000, 1800, seed + 3) / 3;
    boxed += grid.boxed_greens() / 3;
    grid.run(6000, 3600, seed + 4);
    EXPECT_LT(grid.unserved(), 1000) << "the jam has dissolved";
  }
  EXPECT_GT(recovered, 0.9 * kCapacity);
  EXPECT_LT(boxed, 0.02);
}

}  // namespace
}  // namespace mwendo
