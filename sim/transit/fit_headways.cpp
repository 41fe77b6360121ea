#include "sim/transit/fit_headways.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mwendo {
namespace {

constexpr double kLeastVehicles = 2;
constexpr double kShortest = 20;    // s
constexpr double kLongest = 1500;

struct LineNeed {
  LineId line;
  double cycle_s = 0;   // one way, terminal included
  double vehicles = 0;  // wanted
};

LineNeed need_of(const TransitSupply& supply, const LineResult& r, const FitHeadwaysOptions& o) {
  double metres = 0;
  double busiest = 0;
  double refused = 0;
  for (const LineSectionResult& s : r.sections) {
    metres += s.length_m;
    busiest = std::max(busiest, static_cast<double>(s.peak_hour_passengers));
    refused = std::max(refused, static_cast<double>(s.boardings + std::min(s.left_behind, 3 * s.boardings + 50)) / o.hours);
  }
  const double speed = r.commercial_speed_kmh > 1 ? r.commercial_speed_kmh / 3.6 : o.cycle_mps;
  LineNeed n;
  n.line = r.line;
  n.cycle_s = metres / std::clamp(speed, 1.5, 12.0) + 300;
  const double per_hour = std::max(busiest, refused) / std::max<double>(1, supply.line.capacity[r.line]);
  n.vehicles = std::max(kLeastVehicles, per_hour * n.cycle_s / 3600);
  return n;
}

}  // namespace

double fit_headways(TransitSupply& supply, std::span<const LineResult> day,
                    const FitHeadwaysOptions& o) {
  std::vector<LineNeed> needs;
  double wanted = 0;
  for (const LineResult& r : day) {
    if (supply.line.mode[r.line] != o.mode || supply.line.assumed_headway[r.line] == 0) continue;
    needs.push_back(need_of(supply, r, o));
    wanted += needs.back().vehicles;
  }
  double largest = 0;
  for (const LineNeed& n : needs) {
    const double vehicles = std::max(kLeastVehicles, n.vehicles * o.fleet / wanted);
    const double target = std::clamp(n.cycle_s / vehicles, kShortest, kLongest);
    float& peak = supply.line.peak_headway_s[n.line];
    const double ratio = supply.line.offpeak_headway_s[n.line] / peak;
    const double headway = peak * std::pow(target / peak, o.damping);
    largest = std::max(largest, std::abs(headway / peak - 1));
    peak = static_cast<float>(std::round(headway));
    supply.line.offpeak_headway_s[n.line] = static_cast<float>(std::round(headway * ratio));
  }
  return largest;
}

}  // namespace mwendo
