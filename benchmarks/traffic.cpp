// Speed of the traffic engine on a made-up city, beside the quality of what it computes.
//
//   benchmark_traffic [trips] [threads] [motorcycle share] [seconds]
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "tests/support/traffic_scenes.h"

int main(int argc, char** argv) {
  using namespace mwendo;
  const auto argument = [&](int i, double otherwise) {
    return argc > i ? std::atof(argv[i]) : otherwise;
  };
  const auto trips = static_cast<std::size_t>(argument(1, 20000));
  const int threads = static_cast<int>(argument(2, 1));
  const Scene scene = city_scene(66, 66, trips, 1, {.motorcycle = argument(3, 0)});
  Traffic traffic(scene.net, {.threads = threads});
  const auto begin = std::chrono::steady_clock::now();
  double travel_s = 0;
  const auto until = static_cast<float>(argument(4, 3600));
  run_scene(scene, traffic, until, [&](Traffic& t) {
    for (const Arrival& a : t.arrivals()) travel_s += a.time_s - scene.trips[a.tag].departure_s;
  });
  const double wall =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const TrafficCounts c = traffic.counts();
  double vehicles = 0;
  double speed = 0;
  traffic.load(vehicles, speed);
  fmt::print("links {} lanes {} trips {} threads {}\n", scene.net.links().size(),
             scene.net.lanes().size(), scene.trips.size(), threads);
  fmt::print("wall {:.2f} s, {:.2f} M updates/s, {:.0f} times real time\n", wall,
             static_cast<double>(c.updates) / wall / 1e6, until / wall);
  fmt::print("finished {} mean travel {:.0f} s, on road {} at {:.1f} m/s, waiting {}, moved on {}, "
             "improvised {}, in rings {}\n", c.left, travel_s / std::max(c.left, 1.0), vehicles,
             speed / std::max(vehicles, 1.0), traffic.waiting_to_enter(), c.moved_on,
             c.improvised_turns, c.moved_up_in_rings);
  fmt::print("hash {:016x}\n", traffic.state_hash());
  return 0;
}
