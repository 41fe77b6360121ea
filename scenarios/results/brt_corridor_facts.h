// What the BRT Standard asks of a corridor, counted from the world and the run.
#pragma once

#include <optional>

#include "scenarios/results/run_summary.h"

namespace mwendo {

// Shares of 1. Both directions of the line.
struct CorridorFacts {
  double busway_share = 0;     // of its length: a lane of its own
  double cycleway_share = 0;   // of its length
  int signals = 0;             // on its way
  double priority_share = 0;   // of these
  double passing_share = 0;    // of stations
  double set_back_share = 0;   // of stations: no stop line within kSetBack
  double two_docks_share = 0;  // of stations
  double station_km = 0;       // mean between stations
  int services = 1;            // lines that share two stations or more, this one included
  int limited = 0;             // of these: pass stations at which others halt
  bool joins_another = false;  // a BRT line of another way stops within kTransfer
  double frequent_share = 0;   // of services: 8 vehicles an hour and more in the peak
  double off_peak_share = 0;   // of services: 4 and more at other times
  // Of the run; none: it has no vehicles.
  std::optional<double> speed_kmh;
  double most_persons_h = 0;  // busiest section and direction
  std::optional<double> headway_variation;
};

inline constexpr double kSetBack = 40;    // m
inline constexpr double kTransfer = 300;  // m between stations of two corridors (an assumption)

[[nodiscard]] CorridorFacts corridor_facts(const World& world, const RunSummary& run, LineId line);

}  // namespace mwendo
