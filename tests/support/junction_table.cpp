#include "tests/support/junction_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/support/hcm2010.h"

namespace mwendo {
namespace {

struct Turns {
  double left;
  double right;
};
constexpr Turns kTurns[] = {{0, 0}, {0.2, 0.2}, {0.25, 0.25}};

// SUMO's values by lanes (1, 2) and by share of turns.
using BySumo = double[2][3];
constexpr BySumo kSumoMinor = {{222, 70, 64}, {449, 288, 300}};
constexpr BySumo kSumoAllWay = {{1791, 1584, 1570}, {2912, 2210, 2207}};
constexpr BySumo kSumoSignal = {{2880, 1518, 1466}, {5756, 3179, 3030}};
constexpr BySumo kSumoRoundabout = {{2496, 2172, 2124}, {2502, 2956, 3020}};

std::string name(const char* kind, int lanes, Turns t) {
  return fmt::format("{}-{} turns {}", kind, lanes, t.left + t.right);
}

void add_minor(std::vector<JunctionRow>& rows, int lanes, double major, Turns t, double sumo) {
  JunctionRow row;
  row.name = fmt::format("{} beside {}", name("minor", lanes, t), 2 * major);
  row.junction = {.control = JunctionControl::priority,
                  .lanes = lanes,
                  .left = t.left,
                  .right = t.right,
                  .minor = true,
                  .major_per_hour = major};
  row.hcm = hcm2010::minor_streets({lanes, major, t.left, t.right});
  row.sumo = sumo;
  rows.push_back(row);
}

void add_all_way_stop(std::vector<JunctionRow>& rows, int lanes, Turns t, double sumo) {
  JunctionRow row;
  row.name = name("all-way", lanes, t);
  row.junction = {
      .control = JunctionControl::all_way_stop, .lanes = lanes, .left = t.left, .right = t.right};
  if (lanes == 1) row.hcm = hcm2010::all_way_stop(t.left, t.right);
  row.sumo = sumo;
  row.follows_sumo = lanes == 2;
  rows.push_back(row);
}

void add_roundabout(std::vector<JunctionRow>& rows, int lanes, Turns t, double sumo) {
  JunctionRow row;
  row.name = name("roundabout", lanes, t);
  row.junction = {
      .control = JunctionControl::roundabout, .lanes = lanes, .left = t.left, .right = t.right};
  row.hcm = hcm2010::roundabout({lanes, 0, t.left, t.right});
  row.sumo = sumo;
  row.follows_sumo = lanes == 1;
  rows.push_back(row);
}

// SUMO's signals discharge 1,540 vehicles an hour of green and lane with these drivers, HCM has
// 1,900.
void add_signal(std::vector<JunctionRow>& rows, int lanes, Turns t, double sumo) {
  JunctionRow row;
  row.name = name("signal", lanes, t);
  row.junction = {
      .control = JunctionControl::signal, .lanes = lanes, .left = t.left, .right = t.right};
  if (lanes == 1 || t.left == 0) row.hcm = hcm2010::signal({lanes, t.left, t.right});
  row.sumo = sumo;
  rows.push_back(row);
}

// Officers who see four full queues let each pair pass for the longest green they give.
void add_police(std::vector<JunctionRow>& rows, int lanes, Turns t) {
  JunctionRow row;
  row.name = name("police", lanes, t);
  row.junction = {
      .control = JunctionControl::police, .lanes = lanes, .left = t.left, .right = t.right};
  if (lanes == 1 || t.left == 0)
    row.hcm = hcm2010::signal(
        {.lanes = lanes, .left = t.left, .right = t.right, .green_s = 87, .cycle_s = 180});
  rows.push_back(row);
}

std::vector<JunctionRow> make_rows() {
  std::vector<JunctionRow> rows;
  for (const int lanes : {1, 2})
    for (std::size_t k = 0; k < 3; ++k) {
      const Turns t = kTurns[k];
      const auto n = static_cast<std::size_t>(lanes - 1);
      add_minor(rows, lanes, 300, t, 0);
      add_minor(rows, lanes, 600, t, kSumoMinor[n][k]);
      add_all_way_stop(rows, lanes, t, kSumoAllWay[n][k]);
      add_signal(rows, lanes, t, kSumoSignal[n][k]);
      add_police(rows, lanes, t);
      add_roundabout(rows, lanes, t, kSumoRoundabout[n][k]);
    }
  return rows;
}

}  // namespace

std::span<const JunctionRow> junction_table() {
  static const std::vector<JunctionRow> rows = make_rows();
  return rows;
}

double capacity_of(const JunctionRow& row, float seconds) {
  const JunctionRun run = run_junction(row.junction, {.seconds = seconds});
  return row.junction.minor ? run.minor_per_hour() : run.per_hour();
}

const std::vector<SampleRow>& sample_table() {
  static const std::vector<SampleRow> all = {
      {"uncontrolled-1", {.control = JunctionControl::uncontrolled}},
      {"uncontrolled-2", {.control = JunctionControl::uncontrolled, .lanes = 2}},
      {"all-way-stop-1", {.control = JunctionControl::all_way_stop}},
      {"minor-1", {.control = JunctionControl::priority, .minor = true, .major_per_hour = 300}},
      {"minor-2",
       {.control = JunctionControl::priority, .lanes = 2, .minor = true, .major_per_hour = 500}},
      {"signal-1", {.control = JunctionControl::signal}},
      {"signal-2", {.control = JunctionControl::signal, .lanes = 2}},
      {"signal-2-straight",
       {.control = JunctionControl::signal, .lanes = 2, .left = 0, .right = 0}},
      {"police-1", {.control = JunctionControl::police}},
      {"roundabout-1", {.control = JunctionControl::roundabout}},
  };
  return all;
}

double capacity_of(const SampleRow& row, double n) {
  constexpr int kRuns = 4;
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= kRuns; ++seed) {
    const JunctionRun run =
        run_junction(row.junction, {.stands_for = n, .seconds = 30000, .seed = seed});
    sum += row.junction.minor ? run.minor_per_hour() : run.per_hour();
  }
  return sum / kRuns;
}

Estimate delay_at(const SampleRow& row, double n, double per_hour, double error) {
  constexpr double kLeastRuns = 6, kMostRuns = 400;
  const double of_approach = per_hour / (row.junction.minor ? 2 : 4);
  double runs = 0, sum = 0, squares = 0;
  Estimate delay;
  while (runs < kLeastRuns || (runs < kMostRuns && delay.error > error * delay.mean)) {
    const double d = run_junction(row.junction, {.stands_for = n,
                                                 .per_hour = of_approach,
                                                 .seconds = 20000,
                                                 .seed = static_cast<std::uint64_t>(++runs)})
                         .delay_s;
    sum += d;
    squares += d * d;
    delay.mean = sum / runs;
    if (runs > 1)
      delay.error = std::sqrt(std::max(squares / runs - delay.mean * delay.mean, 0.0) / (runs - 1));
  }
  return delay;
}

}  // namespace mwendo
