#include "tests/support/traffic_scenes.h"

#include <algorithm>
#include <limits>
#include <queue>

#include "network/generate.h"
#include "sim/core/random.h"

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
  constexpr std::size_t kPerOrigin = 20;
  const auto links = static_cast<double>(net.links().size());
  const auto draw = [&](std::size_t i, std::uint32_t k) {
    return uniform({.seed = seed, .purpose = Draw::test,
                    .subject = static_cast<std::uint32_t>(i), .index = k});
  };
  std::vector<SceneTrip> trips;
  std::vector<LinkId> before;
  LinkId from;
  for (std::size_t i = 0; trips.size() < count && i < 4 * count; ++i) {
    if (i % kPerOrigin == 0) {
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

}  // namespace mwendo
