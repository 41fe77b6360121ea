// The junction table: what each kind of junction serves, and how long its vehicles wait, by the
// number n of vehicles that a driver of the sample stands for.
//
//   benchmark_junctions [NAME]
//   benchmark_junctions --hcm     single vehicles by kind, lanes and turns, beside HCM 2010 and
//   SUMO
//
// Columns: capacity in vehicles an hour with all approaches full; mean delay in seconds at 0.3, 0.6
// and 0.9 of the capacity that single vehicles have, with its standard error in per cent.
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

constexpr double kError = 0.045;  // of delays

void print(const SampleRow& row, double n, double capacity_of_singles) {
  const double capacity = capacity_of(row, n);
  if (n == 1) capacity_of_singles = capacity;
  std::printf("%-18s %3.0f  %6.0f  %5.2f ", row.name.c_str(), n, capacity,
              capacity / capacity_of_singles);
  for (const double load : {0.3, 0.6, 0.9}) {
    const Estimate delay = delay_at(row, n, load * capacity_of_singles, kError);
    std::printf(" %7.1f %3.1f", delay.mean, 100 * delay.error / delay.mean);
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
  std::printf("%-18s %3s  %6s  %5s  %7s   %% %7s   %% %7s   %%\n", "junction", "n", "veh/h", "C/C1",
              "d 0.3", "d 0.6", "d 0.9");
  for (const SampleRow& row : sample_table()) {
    if (argc > 1 && row.name.find(argv[1]) == std::string::npos) continue;
    const double capacity = capacity_of(row, 1);
    for (const double n : {1.0, 2.0, 5.0, 20.0, 50.0}) print(row, n, capacity);
  }
}
