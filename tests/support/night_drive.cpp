#include "tests/support/night_drive.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "network/assembly/builder.h"
#include "network/base/random.h"
#include "network/routing/router.h"
#include "sim/traffic/traffic.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo::testing {
namespace {

constexpr float kStart_s = 3 * 3600;
constexpr float kHour_s = 3600;
constexpr float kLongest_s = 3 * kHour_s;  // of a trip
constexpr double kLeast_m = 3000;

// Draws an index by weight.
class Urn {
 public:
  void add(NodeId node, double weight) {
    nodes_.push_back(node);
    sums_.push_back((sums_.empty() ? 0 : sums_.back()) + weight);
  }
  [[nodiscard]] NodeId draw(double uniform) const {
    const auto at = std::upper_bound(sums_.begin(), sums_.end(), uniform * sums_.back());
    return nodes_[static_cast<std::size_t>(std::min(at, sums_.end() - 1) - sums_.begin())];
  }

 private:
  std::vector<NodeId> nodes_;
  std::vector<double> sums_;
};

Network at_night(const Network& net) {
  NetworkBuilder builder = NetworkBuilder::from_network(net);
  for (const NodeId n : net.nodes())
    if (net.node.control[n] == JunctionControl::police)
      builder.node(n).control = JunctionControl::priority;
  Network night = builder.build();
  for (const LinkId l : night.links()) night.link.friction[l] = 0;
  return night;
}

void add_cell(Driven& to, const TallyCell& cell) {
  to.metres += static_cast<double>(cell.total_distance_m());
  to.seconds += static_cast<double>(cell.total_time_s());
}

struct Trip {
  float start_s;
  std::vector<LinkId> route;
};

std::vector<Trip> draw_trips(const Network& net, const World& world, std::size_t trips,
                             std::uint64_t seed) {
  Urn homes;
  Urn jobs;
  for (const ZoneId z : world.zones.zones())
    for (std::size_t i = 0; i < world.zones.nodes.count_of(z); ++i) {
      const ZoneNode& n = world.zones.nodes.begin_of(z)[i];
      homes.add(n.node, double{n.home_weight} * double{world.zones.population[z]});
      jobs.add(n.node, double{n.job_weight} * double{world.zones.jobs[z]});
    }
  const RoadRouter router(net, kCar);
  RoadRouter::Search search(router);
  std::vector<Trip> drawn;
  for (std::uint32_t k = 0; drawn.size() < trips && k < 20 * trips; ++k) {
    const auto draw = [&](std::uint32_t i) {
      return uniform({.seed = seed, .purpose = Draw::destination, .subject = k, .index = i});
    };
    const NodeId home = homes.draw(draw(0));
    const NodeId job = jobs.draw(draw(1));
    const Point a = net.node.position[home];
    const Point b = net.node.position[job];
    if (std::hypot(a.x - b.x, a.y - b.y) < kLeast_m) continue;
    Route route = search.route(home, job);
    if (route.links.size() < 3) continue;
    drawn.push_back({kStart_s + kHour_s * static_cast<float>(draw(2)), std::move(route.links)});
  }
  std::sort(drawn.begin(), drawn.end(),
            [](const Trip& a, const Trip& b) { return a.start_s < b.start_s; });
  return drawn;
}

}  // namespace

NightDrive night_drive(const World& world, std::size_t trips, std::uint64_t seed) {
  const Network net = at_night(world.network);
  Traffic traffic(net, {.from_s = kStart_s, .to_s = kStart_s + kHour_s + kLongest_s});
  const TypeIndex car = traffic.add_type(make_type(VehicleClass::car, kCar));
  NightDrive drive;
  const std::vector<Trip> drawn = draw_trips(net, world, trips, seed);
  drive.asked = drawn.size();
  auto next = drawn.begin();
  while (drive.trips < drive.asked && traffic.now() < kStart_s + kHour_s + kLongest_s) {
    for (; next != drawn.end() && next->start_s <= traffic.now(); ++next)
      traffic.add_vehicle({.type = car, .route = next->route});
    traffic.step();
    drive.trips += traffic.arrivals().size();
  }
  for (const LinkId l : net.links()) {
    const TallyCell cell = traffic.tallies().over_all(l);
    const RoadClass c = net.link.road_class[l];
    add_cell(drive.all, cell);
    add_cell(drive.by_class[static_cast<std::size_t>(c)], cell);
    if (c >= RoadClass::trunk && c <= RoadClass::secondary) add_cell(drive.arterials, cell);
  }
  return drive;
}

}  // namespace mwendo::testing
