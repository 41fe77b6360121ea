// The table of single junctions: kind x lanes x share of turns, each beside HCM 2010 and SUMO.
//
//   for (const JunctionRow& row : junction_table()) capacity_of(row);
//
// SUMO's values are those of SUMO 1.15.0 with benchmarks/against_sumo/junctions.py. They are kept
// here so that tests need no SUMO; 0 where it was not asked.
#pragma once

#include <span>
#include <string>

#include "tests/support/junction_cases.h"

namespace mwendo {

struct JunctionRow {
  std::string name;
  JunctionCase junction;
  double hcm = 0;             // vehicles an hour, within 15 %; 0: no closed form
  double sumo = 0;            // the same
  bool follows_sumo = false;  // within 15 %; where it is not so, docs/traffic.md says why
};

[[nodiscard]] std::span<const JunctionRow> junction_table();

// Vehicles an hour that the junction serves: all approaches are full, or those of the minor street.
[[nodiscard]] double capacity_of(const JunctionRow& row, float seconds = 14400);

// Kinds of junctions on which samples are compared.
struct SampleRow {
  std::string name;
  JunctionCase junction;
};
[[nodiscard]] const std::vector<SampleRow>& sample_table();
// Vehicles an hour of all approaches, of the minor ones if any, in a sample of 1/n: the mean of
// four runs. At minor streets one run has a standard deviation of 2 to 3 %.
[[nodiscard]] double capacity_of(const SampleRow& row, double n);
struct Estimate {
  double mean = 0;
  double error = 0;  // standard error of the mean
};
// Mean delay in seconds at that demand, vehicles an hour, over runs with seeds 1, 2, ... until the
// standard error is below the share `error` of the mean; at most 400 runs of 20,000 s.
[[nodiscard]] Estimate delay_at(const SampleRow& row, double n, double per_hour, double error);

}  // namespace mwendo
