// The junction table: what each kind of junction serves, and how long its vehicles wait, by the
// number n of vehicles that a driver of the sample stands for.
//
//   benchmark_junctions [NAME]
//   benchmark_junctions --hcm     single vehicles by kind, lanes and turns, beside HCM 2010 and
//   SUMO
//
// Columns: capacity in vehicles an hour with all approaches full; mean delay in seconds at 0.3, 0.6
// and 0.9 of the capacity that single vehicles have.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "tests/support/junction_cases.h"
#include "tests/support/junction_table.h"
#include "tests/support/merge_cases.h"

namespace {

using namespace mwendo;

struct Row {
  std::string name;
  JunctionCase junction;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"uncontrolled-1", {.control = JunctionControl::uncontrolled}},
      {"uncontrolled-2", {.control = JunctionControl::uncontrolled, .lanes = 2}},
      {"minor-1", {.control = JunctionControl::priority, .minor = true, .major_per_hour = 600}},
      {"minor-2",
       {.control = JunctionControl::priority, .lanes = 2, .minor = true, .major_per_hour = 900}},
      {"signal-1", {.control = JunctionControl::signal}},
      {"signal-2", {.control = JunctionControl::signal, .lanes = 2}},
      {"signal-2-straight",
       {.control = JunctionControl::signal, .lanes = 2, .left = 0, .right = 0}},
      {"police-1", {.control = JunctionControl::police}},
      {"roundabout-1", {.control = JunctionControl::roundabout}},
  };
  return all;
}

void print(const Row& row, double n, double capacity_of_singles) {
  const JunctionRun full = run_junction(row.junction, {.stands_for = n, .seconds = 20000});
  const double capacity = row.junction.minor ? full.minor_per_hour() : full.per_hour();
  if (n == 1) capacity_of_singles = capacity;
  std::printf("%-18s %3.0f  %6.0f  %5.2f ", row.name.c_str(), n, capacity,
              capacity / capacity_of_singles);
  const double approaches = row.junction.minor ? 2 : 4;
  for (const double load : {0.3, 0.6, 0.9}) {
    const double per_hour = load * capacity_of_singles / approaches;
    const auto seconds = static_cast<float>(std::max(20000.0, 3600 * 150 * 20 / per_hour));
    const JunctionRun run =
        run_junction(row.junction, {.stands_for = n, .per_hour = per_hour, .seconds = seconds});
    std::printf(" %7.1f", run.delay_s);
  }
  std::printf("\n");
  std::fflush(stdout);
}

void print_difference(double ours, double theirs) {
  if (theirs > 0) {
    std::printf("  %6.0f %+5.0f %%", theirs, 100 * (ours / theirs - 1));
  } else {
    std::printf("  %6s %7s", "", "");
  }
}

void print_beside_others() {
  std::printf("%-30s %6s  %6s %7s  %6s %7s\n", "junction", "veh/h", "HCM", "", "SUMO", "");
  for (const JunctionRow& row : junction_table()) {
    const double ours = capacity_of(row);
    std::printf("%-30s %6.0f", row.name.c_str(), ours);
    print_difference(ours, row.hcm);
    print_difference(ours, row.sumo);
    std::printf("\n");
    std::fflush(stdout);
  }
  for (const MergeRow& row : merge_table()) {
    const MergeRun run = run_merge(row.merge);
    std::printf(
        "%d lanes and a ramp of %d: %.0f of %.0f through, %.0f of %.0f (SUMO %.0f) joined\n",
        row.merge.lanes, row.merge.ramp_lanes, run.through_per_hour, row.merge.through_per_hour,
        run.ramp_per_hour, row.merge.ramp_per_hour, row.sumo_ramp);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "--hcm") == 0) {
    print_beside_others();
    return 0;
  }
  std::printf("%-18s %3s  %6s  %5s  %7s %7s %7s\n", "junction", "n", "veh/h", "C/C1", "d 0.3",
              "d 0.6", "d 0.9");
  for (const Row& row : rows()) {
    if (argc > 1 && row.name.find(argv[1]) == std::string::npos) continue;
    const JunctionRun singles = run_junction(row.junction, {.seconds = 20000});
    const double capacity = row.junction.minor ? singles.minor_per_hour() : singles.per_hour();
    for (const double n : {1.0, 2.0, 5.0, 20.0, 50.0}) print(row, n, capacity);
  }
}
