#include "viz/runs/random_run.h"

#include "network/base/random.h"
#include "network/routing/router.h"
#include "viz/runs/observe.h"

namespace mwendo::viz {
namespace {

// The run: random trips and passengers on top of traffic and public transport.
class RandomRun final : public SteppedRun {
 public:
  RandomRun(std::shared_ptr<const World> world, const RandomTraffic& city)
      : world_(std::move(world)),
        city_(city),
        router_(world_->network, kCar),
        search_(router_),
        traffic_(world_->network, {.from_s = city.from_s, .to_s = city.to_s, .seed = city.seed}),
        transit_(world_->network, world_->transit,
                 {.from_s = city.from_s, .to_s = city.to_s, .seed = city.seed}, traffic_) {
    for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
      const auto vehicle_class = static_cast<VehicleClass>(c);
      VehicleType type = make_type(vehicle_class, permission_of(vehicle_class));
      type.filters = vehicle_class == VehicleClass::motorcycle;
      types_.push_back(traffic_.add_type(type));
    }
  }

  void step() override {
    due_trips_ += city_.trips_per_hour / 3600;
    for (; due_trips_ >= 1; due_trips_ -= 1) add_trip();
    due_passengers_ += city_.passengers_per_hour / 3600;
    for (; due_passengers_ >= 1; due_passengers_ -= 1) add_passenger();
    traffic_.step();
    transit_.step();
    brt_boardings_ += static_cast<double>(transit_.boardings().size());
  }
  [[nodiscard]] bool done() const override { return now() >= city_.to_s; }
  [[nodiscard]] float now() const override { return traffic_.now(); }
  [[nodiscard]] float from_s() const override { return city_.from_s; }
  [[nodiscard]] float to_s() const override { return city_.to_s; }
  void observe(Snapshot& out) override {
    observer_.observe(traffic_, &transit_, &world_->transit, out);
    out.brt_boardings = brt_boardings_;
  }

  bool describe(const VehicleSample& v, Story& story) const override {
    const auto route = traffic_.route_of(VehicleId{v.vehicle});
    story.route.assign(route.begin(), route.end());
    if ((v.flags & kTransit) == 0) story.facts.push_back({"Trip", "between random places"});
    return true;
  }

 private:
  double draw(std::uint32_t index) {
    return uniform({.seed = city_.seed, .purpose = Draw::test, .subject = count_, .index = index});
  }
  NodeId random_node(std::uint32_t index) {
    return NodeId{static_cast<std::uint32_t>(draw(index) *
                                             static_cast<double>(world_->network.nodes().size()))};
  }

  void add_trip() {
    ++count_;
    const Route route = search_.route(random_node(0), random_node(1));
    if (route.links.size() < 2) return;
    const double u = draw(2);
    const VehicleClass c = u < 0.26   ? VehicleClass::motorcycle
                           : u < 0.30 ? VehicleClass::truck
                                      : VehicleClass::car;
    traffic_.add_vehicle({.type = types_[static_cast<std::size_t>(c)],
                          .route = route.links,
                          .owner = {OwnerKind::other, count_}});
  }

  void add_passenger() {
    ++count_;
    const TransitSupply& supply = world_->transit;
    if (supply.lines().empty()) return;
    const LineId line{
        static_cast<std::uint32_t>(draw(0) * static_cast<double>(supply.lines().size()))};
    const auto stops = supply.stops_of(line);
    const auto n = static_cast<double>(stops.size());
    const auto a = static_cast<std::size_t>(draw(1) * (n - 1));
    const auto b = a + 1 + static_cast<std::size_t>(draw(2) * (n - 1 - static_cast<double>(a)));
    transit_.wait(count_, stops[a].stop, stops[std::min(b, stops.size() - 1)].stop, line);
  }

  std::shared_ptr<const World> world_;
  RandomTraffic city_;
  RoadRouter router_;
  RoadRouter::Search search_;
  Traffic traffic_;
  TransitOperation transit_;
  TrafficObserver observer_;
  std::vector<TypeIndex> types_;
  double due_trips_ = 0, due_passengers_ = 0, brt_boardings_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace

std::unique_ptr<SteppedRun> random_run(std::shared_ptr<const World> world,
                                       const RandomTraffic& traffic) {
  return std::make_unique<RandomRun>(std::move(world), traffic);
}

}  // namespace mwendo::viz
