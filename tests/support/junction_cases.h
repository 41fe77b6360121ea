// One junction of two streets with given demand: what it serves and how long vehicles wait.
//
//   const JunctionCase signal{.control = JunctionControl::signal, .lanes = 2};
//   const JunctionRun full = run_junction(signal, {.stands_for = 5});
//   full.per_hour()                                // capacity: all approaches are full
//   run_junction(signal, {.stands_for = 5, .per_hour = 300}).delay_s
//
// Four approaches of 800 m; a share of vehicles turns left and right. Demand is Poisson. A sample
// draws one of n vehicles of each turn, the same share in each half hour; its driver stands for n
// vehicles, which drive as in a simulated day (sim/day/clones.h).
#pragma once

#include <array>
#include <cstdint>

#include "network/network.h"
#include "sim/traffic/traffic_options.h"

namespace mwendo {

struct JunctionCase {
  JunctionControl control = JunctionControl::uncontrolled;
  int lanes = 1;      // of each approach and exit
  double left = 0.2;  // share of vehicles
  double right = 0.2;
  bool minor = false;         // the second street has a lower class
  bool stop_sign = false;     // of the minor street
  double major_per_hour = 0;  // each way on the first street, where the second is minor
  double minor_left = -1;     // shares of the minor approaches; negative: as above
  double minor_right = -1;
  Gaps gaps = Gaps::hcm;
};

struct JunctionDemand {
  double stands_for = 1;  // vehicles, each driver of the sample
  double per_hour = 0;  // vehicles of each approach (of the minor ones, if any); 0: always a queue
  float warm_up_s = 1200;
  float seconds = 7200;  // measured after that
  std::uint64_t seed = 1;
};

struct JunctionRun {
  std::array<double, 4> approach_per_hour{};
  std::array<double, 4> approach_delay_s{};  // mean, above the time at free speed
  double delay_s = 0;                        // the same of all (minor) vehicles
  [[nodiscard]] double per_hour() const;     // of all approaches
  [[nodiscard]] double minor_per_hour() const {
    return approach_per_hour[1] + approach_per_hour[3];
  }
};

[[nodiscard]] JunctionRun run_junction(const JunctionCase& junction, const JunctionDemand& demand);

}  // namespace mwendo
