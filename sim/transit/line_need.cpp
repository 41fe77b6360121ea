#include "sim/transit/line_need.h"

#include <algorithm>

namespace mwendo {

double LineNeed::vehicles(double places) const {
  return std::max(kLeastVehicles, passengers_per_hour / std::max(1.0, places) * cycle_s / 3600);
}

LineNeed need_of(const LineResult& result, double hours, double cycle_mps) {
  double metres = 0;
  double busiest = 0;
  double refused = 0;
  for (const LineSectionResult& s : result.sections) {
    metres += s.length_m;
    busiest = std::max(busiest, static_cast<double>(s.peak_hour_passengers));
    const float left =
        std::min(s.left_behind, 3 * s.boardings + 50);  // many times the same persons
    refused = std::max(refused, static_cast<double>(s.boardings + left) / hours);
  }
  const double speed =
      result.commercial_speed_kmh > 1 ? result.commercial_speed_kmh / 3.6 : cycle_mps;
  return {result.line, metres / std::clamp(speed, 1.5, 12.0) + 300, std::max(busiest, refused)};
}

}  // namespace mwendo
