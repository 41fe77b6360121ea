// The same place at any sample: mean speed and flow with fixed demand, by the number n of vehicles
// that a driver of the sample stands for.
//
//   benchmark_samples [SCENE] [SEEDS] [SHARE] [all]
//
// SHARE of the capacity of the place; without it 0.6 and 0.9. `all` draws the sample from all
// trips, not from each relation. Columns: trips an hour; means over the seeds of speed, flow and
// vehicles that wait to enter; differences from n = 1 with their standard errors, in per cent. Each
// seed has the same demand for all n, so that the differences are those of pairs.
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/support/sample_scenes.h"

namespace {

using namespace mwendo;

constexpr std::array<double, 5> kStandsFor = {1, 2, 5, 20, 50};

struct Sum {
  double count = 0, sum = 0, squares = 0;
  void add(double x) { ++count, sum += x, squares += x * x; }
  [[nodiscard]] double mean() const { return sum / count; }
  [[nodiscard]] double error() const {
    const double variance = squares / count - mean() * mean();
    return count > 1 ? std::sqrt(std::max(variance, 0.0) / (count - 1)) : 0;
  }
};

struct Row {
  Sum speed, flow, waiting, speed_difference, flow_difference;  // from n = 1
};

void print(const std::string& scene, double per_hour, double n, const Row& row, const Row& all) {
  const double speed = 100 / all.speed.mean();
  const double flow = 100 / all.flow.mean();
  std::printf("%-9s %6.0f %3.0f  %6.2f  %7.0f  %6.1f   %+6.2f +- %4.2f   %+6.2f +- %4.2f\n",
              scene.c_str(), per_hour, n, row.speed.mean(), row.flow.mean(), row.waiting.mean(),
              speed * row.speed_difference.mean(), speed * row.speed_difference.error(),
              flow * row.flow_difference.mean(), flow * row.flow_difference.error());
}

void compare(const SampleScene& scene, double share, std::uint64_t seeds, Drawn drawn) {
  const double per_hour = share * scene.capacity_per_hour;
  std::array<Row, kStandsFor.size()> rows;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SampleRun all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const SampleRun run = run_sample(
          scene, {.per_hour = per_hour, .stands_for = kStandsFor[i], .drawn = drawn, .seed = seed});
      if (i == 0) all = run;
      rows[i].speed.add(run.speed_kmh);
      rows[i].flow.add(run.km_per_hour);
      rows[i].waiting.add(run.waiting_to_enter);
      rows[i].speed_difference.add(run.speed_kmh - all.speed_kmh);
      rows[i].flow_difference.add(run.km_per_hour - all.km_per_hour);
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    print(scene.name, per_hour, kStandsFor[i], rows[i], rows[0]);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t seeds = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 20;
  const Drawn drawn = argc > 4 ? Drawn::from_all : Drawn::from_relations;
  std::printf("%-9s %6s %3s  %6s  %7s  %6s   %14s   %14s\n", "scene", "trips", "n", "km/h", "km/h",
              "wait", "speed, %", "flow, %");
  for (const std::string& name : sample_scene_names()) {
    if (argc > 1 && name != argv[1]) continue;
    const SampleScene scene = sample_scene(name);
    if (argc > 3) {
      compare(scene, std::strtod(argv[3], nullptr), seeds, drawn);
      continue;
    }
    for (const double share : {0.6, 0.9}) compare(scene, share, seeds, drawn);
  }
}
