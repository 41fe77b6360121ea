// Speed of the traffic engine on named scenes, beside the quality of what it computes.
//
//   benchmark_traffic [scene] [trips] [threads] [fleet] [seconds] [tally] [record]
//     scene   ring, grid, arterial, city, metropolis or megacity (tests/support/traffic_scenes.h)
//     fleet   cars, mixed (35 % motorcycles that filter, 45 % cars, 15 % minibuses, 5 % trucks), or
//             the share of motorcycles
//     tally   1, or 0 to leave out the tallies for emissions
//     record  1: every second goes to a replay file in the temporary folder, removed at the end
// The scene may be left out: city. Loading is not timed. CPU seconds are of all threads together.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "sim/replay/replay.h"
#include "tests/support/traffic_scenes.h"

namespace {

using namespace mwendo;

struct Arguments {
  std::string scene = "city";
  std::size_t trips = 20000;
  int threads = 1;
  FleetMix fleet;
  float seconds = 3600;
  bool tally = true;
  bool record = false;
};

FleetMix fleet_of(const std::string& name) {
  if (name == "mixed") return {.motorcycle = 0.35, .minibus = 0.15, .truck = 0.05};
  return {.motorcycle = name == "cars" ? 0 : std::stod(name)};
}

Arguments read(std::vector<std::string> words) {
  Arguments a;
  if (!words.empty() && std::isalpha(static_cast<unsigned char>(words[0][0])) != 0) {
    a.scene = words[0];
    words.erase(words.begin());
  }
  if (!words.empty()) a.trips = std::stoul(words[0]);
  if (words.size() > 1) a.threads = std::stoi(words[1]);
  if (words.size() > 2) a.fleet = fleet_of(words[2]);
  if (words.size() > 3) a.seconds = std::stof(words[3]);
  if (words.size() > 4) a.tally = words[4] != "0";
  if (words.size() > 5) a.record = words[5] != "0";
  return a;
}

// Writes every second that it sees to a replay.
class Recording {
 public:
  explicit Recording(const Scene& scene, const Arguments& a)
      : file_(std::filesystem::temp_directory_path() /
              fmt::format("mwendo-benchmark-{}.mwr", getpid())),
        writer_(file_, {.city = a.scene,
                        .scenario = a.scene,
                        .title = a.scene,
                        .made_by = "benchmark",
                        .to_s = a.seconds,
                        .links = static_cast<std::uint32_t>(scene.net.links().size())}) {}
  ~Recording() { std::filesystem::remove(file_); }
  void add(const Traffic& t) {
    moment_.time_s = t.now();
    writer_.add(moment_, t);
  }
  void finish() { writer_.finish(); }
  void print(const Traffic& t) const {
    fmt::print("recorded {} bytes, {:.2f} a vehicle-second\n", writer_.bytes(),
               static_cast<double>(writer_.bytes()) / static_cast<double>(t.counts().updates));
  }

 private:
  std::filesystem::path file_;
  ReplayWriter writer_;
  ReplayMoment moment_;
};

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Spent {
  double wall = 0;
  double cpu = 0;
};

struct Sums {
  double travel_s = 0;
  double peak_on_road = 0;
  double hot_bytes = 0;  // a vehicle, about then
};

Spent run(const Scene& scene, Traffic& traffic, float until, Sums& sums, Recording* recording) {
  const auto begin = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  run_scene(scene, traffic, until, [&](Traffic& t) {
    for (const Arrival& a : t.arrivals())
      sums.travel_s += a.time_s - scene.trips[a.owner.index()].departure_s;
    if (recording != nullptr) recording->add(t);
    if (static_cast<int>(t.now()) % 60 != 0) return;  // counting and adding up cost time
    const double on_road = t.counts().in_network;
    if (on_road <= 1.05 * sums.peak_on_road) return;
    sums.peak_on_road = on_road;
    sums.hot_bytes = static_cast<double>(t.memory().hot) / on_road;
  });
  if (recording != nullptr) recording->finish();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
          cpu_seconds() - cpu};
}

void print_memory(const Traffic& traffic, const Sums& sums, std::size_t vehicles) {
  const TrafficMemory m = traffic.memory();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "memory: hot {:.0f} bytes a vehicle on the road (at {:.0f}), tables {:.1f} MB, "
      "vehicles {:.1f} MB ({:.0f} bytes each), tallies {:.1f} MB, process {:.0f} MB\n",
      sums.hot_bytes, sums.peak_on_road, static_cast<double>(m.tables) / 1e6,
      static_cast<double>(m.vehicles) / 1e6,
      static_cast<double>(m.vehicles) / static_cast<double>(vehicles),
      static_cast<double>(m.tallies) / 1e6, static_cast<double>(usage.ru_maxrss) / 1e3);
}

void print(const Traffic& traffic, const Scene& scene, const Arguments& a, const Spent& spent,
           const Sums& sums) {
  const TrafficCounts c = traffic.counts();
  const auto updates = static_cast<double>(c.updates);
  double vehicles = 0;
  double speed = 0;
  traffic.load(vehicles, speed);
  fmt::print("scene {} links {} lanes {} trips {} threads {}\n", a.scene, scene.net.links().size(),
             scene.net.lanes().size(), scene.trips.size(), a.threads);
  fmt::print(
      "wall {:.2f} s, cpu {:.2f} s, {:.2f} M updates/s ({:.2f} M a cpu second), {} updates, "
      "{:.0f} times real time\n",
      spent.wall, spent.cpu, updates / spent.wall / 1e6, updates / spent.cpu / 1e6, c.updates,
      a.seconds / spent.wall);
  fmt::print(
      "finished {} mean travel {:.0f} s, on road {} at {:.1f} m/s, waiting {}, moved on {}, "
      "in rings {}, improvised {}\n",
      c.left, sums.travel_s / std::max(c.left, 1.0), vehicles, speed / std::max(vehicles, 1.0),
      traffic.waiting_to_enter(), c.moved_on, c.moved_up_in_rings, c.improvised_turns);
  print_memory(traffic, sums, scene.trips.size());
  fmt::print("hash {:016x}\n", traffic.state_hash());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Arguments a = read({argv + 1, argv + argc});
    const Scene scene = named_scene(a.scene, a.trips, a.fleet, a.seconds);
    Traffic traffic(scene.net, {.to_s = a.seconds, .threads = a.threads, .tally = a.tally});
    Sums sums;
    std::optional<Recording> recording;
    if (a.record) recording.emplace(scene, a);
    const Spent spent = run(scene, traffic, a.seconds, sums, recording ? &*recording : nullptr);
    print(traffic, scene, a, spent, sums);
    if (recording) recording->print(traffic);
  } catch (const std::exception& e) {
    fmt::print(stderr, "benchmark_traffic: {}\n", e.what());
    return 2;
  }
  return 0;
}
