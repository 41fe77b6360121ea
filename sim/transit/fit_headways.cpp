#include "sim/transit/fit_headways.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mwendo {
namespace {

constexpr double kLeastVehicles = 2;
constexpr double kShortest = 8;  // s
constexpr double kLongest = 1200;

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

// Stretches headways within their limits until the lines need just the fleet.
void use_whole_fleet(const std::vector<LineNeed>& needs, double fleet,
                     std::vector<double>& headway) {
  for (int round = 0; round < 12; ++round) {
    double vehicles = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) vehicles += needs[i].cycle_s / headway[i];
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const double longest = std::min(kLongest, needs[i].cycle_s / kLeastVehicles);
      headway[i] = std::clamp(headway[i] * vehicles / fleet, kShortest, std::max(longest, kShortest));
    }
  }
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
  std::vector<double> headway;
  for (const LineNeed& n : needs) {
    const double vehicles = std::max(kLeastVehicles, n.vehicles * o.fleet / wanted);
    const double peak = supply.line.peak_headway_s[n.line];
    headway.push_back(peak * std::pow(n.cycle_s / vehicles / peak, o.damping));
  }
  use_whole_fleet(needs, o.fleet, headway);
  double largest = 0;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    float& peak = supply.line.peak_headway_s[needs[i].line];
    float& offpeak = supply.line.offpeak_headway_s[needs[i].line];
    largest = std::max(largest, std::abs(headway[i] / peak - 1));
    offpeak = static_cast<float>(std::round(headway[i] * offpeak / peak));
    peak = static_cast<float>(std::round(headway[i]));
  }
  return largest;
}

}  // namespace mwendo
