#include "tests/support/traffic_scenes.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <span>
#include <stdexcept>

#include "network/assembly/generate.h"
#include "network/base/random.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// Shortest routes by free-flow time from one link over turns, until all of some links are reached.
std::vector<LinkId> predecessors(const Network& net, LinkId from, std::span<const LinkId> wanted) {
  const std::size_t n = net.links().size();
  std::vector<float> best(n, std::numeric_limits<float>::max());
  std::vector<LinkId> before(n);
  std::vector<LinkId> missing(wanted.begin(), wanted.end());
  using Entry = std::pair<float, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  best[from.value] = 0;
  queue.push({0, from.value});
  while (!queue.empty() && !missing.empty()) {
    const auto [cost, raw] = queue.top();
    queue.pop();
    if (cost > best[raw]) continue;
    std::erase(missing, LinkId{raw});
    for (const MovementId m : net.movements_of(LinkId{raw})) {
      const LinkId to = net.movement.to[m];
      const float c = cost + net.link.length_m[to] / net.link.free_speed_mps[to] + 3;
      if (c >= best[to.value] || (net.permissions_of(to) & kCar) == 0) continue;
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

double draw(std::uint64_t seed, std::size_t trip, std::uint32_t k) {
  return uniform({.seed = seed,
                  .purpose = Draw::test,
                  .subject = static_cast<std::uint32_t>(trip),
                  .index = k});
}

// A link drawn at random that is within reach of another.
LinkId draw_destination(const Network& net, LinkId from, std::uint64_t seed, std::size_t trip,
                        const TripLimits& limits) {
  const auto links = static_cast<double>(net.links().size());
  const auto start = [&](LinkId l) { return net.node.position[net.link.from[l]]; };
  LinkId to;
  for (std::uint32_t attempt = 0; attempt < 10000; ++attempt) {
    to = LinkId{
        static_cast<std::uint32_t>(draw(seed, trip, attempt == 0 ? 1 : 9 + attempt) * links)};
    if (distance(start(from), start(to)) <= limits.reach_m) break;
  }
  return to;
}

// The trips of one origin.
std::vector<SceneTrip> trips_from(const Network& net, std::size_t group, std::uint64_t seed,
                                  const FleetMix& mix, const TripLimits& limits) {
  const std::size_t first = group * limits.per_origin;
  const LinkId from{
      static_cast<std::uint32_t>(draw(seed, first, 0) * static_cast<double>(net.links().size()))};
  std::vector<SceneTrip> trips;
  std::vector<LinkId> destinations;
  for (std::size_t i = first; i < first + limits.per_origin; ++i) {
    const auto departure = static_cast<float>(draw(seed, i, 2) * 3600);
    if (departure >= limits.until_s) continue;
    trips.push_back({departure, draw_class(draw(seed, i, 3), mix), {}});
    destinations.push_back(draw_destination(net, from, seed, i, limits));
  }
  const std::vector<LinkId> before = predecessors(net, from, destinations);
  for (std::size_t k = 0; k < trips.size(); ++k)
    if (destinations[k] != from) trips[k].route = route_to(before, from, destinations[k]);
  std::erase_if(trips, [](const SceneTrip& t) { return t.route.size() < 2; });
  return trips;
}

}  // namespace

std::vector<SceneTrip> random_trips(const Network& net, std::size_t count, std::uint64_t seed,
                                    FleetMix mix, const TripLimits& limits) {
  const auto wanted =
      static_cast<std::size_t>(static_cast<float>(count) * std::min(limits.until_s / 3600, 1.0F));
  std::vector<SceneTrip> trips;
  for (std::size_t group = 0; trips.size() < wanted && group * limits.per_origin < 4 * count;) {
    std::vector<std::vector<SceneTrip>> some((count - 1) / limits.per_origin / 8 + 1);
#pragma omp parallel for schedule(dynamic)
    for (std::size_t g = 0; g < some.size(); ++g)
      some[g] = trips_from(net, group + g, seed, mix, limits);
    group += some.size();
    for (auto& of_origin : some)
      for (SceneTrip& t : of_origin)
        if (trips.size() < wanted) trips.push_back(std::move(t));
  }
  std::sort(trips.begin(), trips.end(),
            [](const SceneTrip& a, const SceneTrip& b) { return a.departure_s < b.departure_s; });
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
    t.vehicle_class = draw_class(
        uniform({.seed = seed, .purpose = Draw::test, .subject = static_cast<std::uint32_t>(i)}),
        mix);
    for (std::size_t k = 0; k < kLaps * links && k < 400; ++k)
      t.route.push_back(LinkId{static_cast<std::uint32_t>((i * links / trips + k) % links)});
    scene.trips.push_back(std::move(t));
  }
  std::stable_sort(
      scene.trips.begin(), scene.trips.end(),
      [](const SceneTrip& a, const SceneTrip& b) { return a.departure_s < b.departure_s; });
  return scene;
}

Scene of_grid(const GridCity& grid, std::size_t trips, const FleetMix& mix,
              const TripLimits& limits) {
  Scene scene;
  scene.net = generate_grid(grid);
  scene.trips = random_trips(scene.net, trips, grid.seed, mix, limits);
  return scene;
}

// Of the kind of the city, with trips as long as there.
Scene large_city(std::uint32_t size, std::size_t trips, std::uint64_t seed, const FleetMix& mix,
                 TripLimits limits) {
  limits.per_origin = 100;
  limits.reach_m = 7800;  // then the mean distance is that of two random places of the city
  return of_grid({.rows = size, .columns = size, .spacing_m = 150, .seed = seed}, trips, mix,
                 limits);
}

}  // namespace

const std::vector<std::string>& scene_names() {
  static const std::vector<std::string> names = {"ring", "grid",       "arterial",
                                                 "city", "metropolis", "megacity"};
  return names;
}

Scene named_scene(const std::string& name, std::size_t trips, FleetMix mix, float until_s,
                  std::uint64_t seed) {
  const TripLimits limits{.until_s = until_s};
  if (name == "ring") return ring_scene(trips, seed, mix);
  if (name == "grid")
    return of_grid({.rows = 50, .columns = 50, .spacing_m = 200, .arterial_every = 1, .seed = seed},
                   trips, mix, limits);
  if (name == "arterial")
    return of_grid({.rows = 5, .columns = 60, .spacing_m = 150, .seed = seed}, trips, mix, limits);
  if (name == "city")
    return of_grid({.rows = 66, .columns = 66, .spacing_m = 150, .seed = seed}, trips, mix, limits);
  if (name == "metropolis") return large_city(210, trips, seed, mix, limits);
  if (name == "megacity") return large_city(420, trips, seed, mix, limits);
  throw std::invalid_argument("no traffic scene '" + name + "'");
}

}  // namespace mwendo
