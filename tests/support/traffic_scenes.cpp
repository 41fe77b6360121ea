#include "tests/support/traffic_scenes.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <stdexcept>

#include "network/generate.h"
#include "sim/core/random.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// Shortest routes by free-flow time from one link to all, over turns.
std::vector<LinkId> predecessors(const Network& net, LinkId from) {
  const std::size_t n = net.links().size();
  std::vector<float> best(n, std::numeric_limits<float>::max());
  std::vector<LinkId> before(n);
  using Entry = std::pair<float, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  best[from.value] = 0;
  queue.push({0, from.value});
  while (!queue.empty()) {
    const auto [cost, raw] = queue.top();
    queue.pop();
    if (cost > best[raw]) continue;
    for (const MovementId m : net.movements_of(LinkId{raw})) {
      const LinkId to = net.movement.to[m];
      if ((net.permissions_of(to) & kCar) == 0) continue;
      const float c = cost + net.link.length_m[to] / net.link.free_speed_mps[to] + 3;
      if (c >= best[to.value]) continue;
      best[to.value] = c;
      before[to.value] = LinkId{raw};
      queue.push({c, to.value});
    }
  }
  return before;
}

std::vector<LinkId> route_to(const std::vector<LinkId>& before, LinkId from, LinkId to) {
  std::vector<LinkId> route{to};
  while (route.back() != from) {
    const LinkId b = before[route.back().value];
    if (!b.valid()) return {};
    route.push_back(b);
  }
  std::reverse(route.begin(), route.end());
  return route;
}

VehicleClass draw_class(double u, const FleetMix& mix) {
  if (u < mix.motorcycle) return VehicleClass::motorcycle;
  if (u < mix.motorcycle + mix.minibus) return VehicleClass::minibus;
  if (u < mix.motorcycle + mix.minibus + mix.truck) return VehicleClass::truck;
  return VehicleClass::car;
}

}  // namespace

std::vector<SceneTrip> random_trips(const Network& net, std::size_t count, std::uint64_t seed,
                                    FleetMix mix) {
  // Trips that share a search of routes: more where there are very many trips.
  const std::size_t per_origin = count > 200000 ? count / 1000 : 20;
  const auto links = static_cast<double>(net.links().size());
  const auto draw = [&](std::size_t i, std::uint32_t k) {
    return uniform({.seed = seed, .purpose = Draw::test,
                    .subject = static_cast<std::uint32_t>(i), .index = k});
  };
  std::vector<SceneTrip> trips;
  std::vector<LinkId> before;
  LinkId from;
  for (std::size_t i = 0; trips.size() < count && i < 4 * count; ++i) {
    if (i % per_origin == 0) {
      from = LinkId{static_cast<std::uint32_t>(draw(i, 0) * links)};
      before = predecessors(net, from);
    }
    const LinkId to{static_cast<std::uint32_t>(draw(i, 1) * links)};
    auto route = to == from ? std::vector<LinkId>{} : route_to(before, from, to);
    if (route.size() < 2) continue;
    trips.push_back({static_cast<float>(draw(i, 2) * 3600), draw_class(draw(i, 3), mix),
                     std::move(route)});
  }
  std::sort(trips.begin(), trips.end(), [](const SceneTrip& a, const SceneTrip& b) {
    return a.departure_s < b.departure_s;
  });
  return trips;
}

Scene city_scene(std::uint32_t rows, std::uint32_t columns, std::size_t trips, std::uint64_t seed,
                 FleetMix mix) {
  Scene scene;
  scene.net = generate_grid({.rows = rows, .columns = columns, .spacing_m = 150, .seed = seed});
  scene.trips = random_trips(scene.net, trips, seed, mix);
  return scene;
}

namespace {

Scene ring_scene(std::size_t trips, std::uint64_t seed, const FleetMix& mix) {
  constexpr std::size_t kLaps = 5;
  const std::size_t links = std::max<std::size_t>(20, trips / 10);
  Scene scene;
  scene.net = ring_road({.links = static_cast<int>(links), .length_m = 500});
  for (std::size_t i = 0; i < trips; ++i) {
    SceneTrip t;
    t.departure_s = static_cast<float>(i % 10) * 60;
    t.vehicle_class = draw_class(uniform({.seed = seed, .purpose = Draw::test,
                                          .subject = static_cast<std::uint32_t>(i)}), mix);
    for (std::size_t k = 0; k < kLaps * links && k < 400; ++k)
      t.route.push_back(LinkId{static_cast<std::uint32_t>((i * links / trips + k) % links)});
    scene.trips.push_back(std::move(t));
  }
  std::stable_sort(scene.trips.begin(), scene.trips.end(),
                   [](const SceneTrip& a, const SceneTrip& b) { return a.departure_s < b.departure_s; });
  return scene;
}

Scene of_grid(const GridCity& grid, std::size_t trips, const FleetMix& mix) {
  Scene scene;
  scene.net = generate_grid(grid);
  scene.trips = random_trips(scene.net, trips, grid.seed, mix);
  return scene;
}

}  // namespace

const std::vector<std::string>& scene_names() {
  static const std::vector<std::string> names = {"ring", "grid", "arterial", "city", "metropolis"};
  return names;
}

Scene named_scene(const std::string& name, std::size_t trips, FleetMix mix, std::uint64_t seed) {
  if (name == "ring") return ring_scene(trips, seed, mix);
  if (name == "grid")
    return of_grid({.rows = 50, .columns = 50, .spacing_m = 200, .arterial_every = 1, .seed = seed},
                   trips, mix);
  if (name == "arterial")
    return of_grid({.rows = 5, .columns = 60, .spacing_m = 150, .seed = seed}, trips, mix);
  if (name == "city") return city_scene(66, 66, trips, seed, mix);
  if (name == "metropolis") return city_scene(210, 210, trips, seed, mix);
  throw std::invalid_argument("no traffic scene '" + name + "'");
}

}  // namespace mwendo
