// Loads of public transport between neighbouring stops, lines of one direction added up.
//
//   for (const Section& s : sections_of(world.transit, results.lines, Mode::brt)) ...
#pragma once

#include <vector>

#include "sim/results/run_results.h"
#include "sim/world/supply.h"

namespace mwendo {

struct Section {
  StopId from;
  StopId to;
  double passengers = 0;
  double peak_hour_passengers = 0;
  double places = 0;
  double run_h = 0;  // vehicle-hours with the stop at its start; of them:
  double free_h = 0, dwell_h = 0, queue_h = 0, held_h = 0;  // see LineSectionResult
  double control_h = 0;                                     // besides dwell_h
  double vehicle_km = 0;
  double passenger_km = 0;
  double place_km = 0;
};

// In order of the lines and their stops; a pair of stops that several lines serve is one section.
// The peak hours of the lines are taken as simultaneous.
[[nodiscard]] std::vector<Section> sections_of(const TransitSupply& transit,
                                               const std::vector<LineResult>& lines, Mode mode);

}  // namespace mwendo
