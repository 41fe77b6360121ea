#include "sim/transit/fit_headways.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/transit/line_need.h"

namespace mwendo {
namespace {

constexpr double kShortest = 8;  // s
constexpr double kLongest = 1200;

// Stretches headways within their limits until the lines need just the fleet.
void use_whole_fleet(const std::vector<LineNeed>& needs, double fleet,
                     std::vector<double>& headway) {
  for (int round = 0; round < 12; ++round) {
    double vehicles = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) vehicles += needs[i].cycle_s / headway[i];
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const double longest = std::min(kLongest, needs[i].cycle_s / kLeastVehicles);
      headway[i] =
          std::clamp(headway[i] * vehicles / fleet, kShortest, std::max(longest, kShortest));
    }
  }
}

}  // namespace

HeadwayFit fit_headways(TransitSupply& supply, std::span<const LineResult> day,
                        const FitHeadwaysOptions& o) {
  std::vector<LineNeed> needs;
  double wanted = 0;
  for (const LineResult& r : day) {
    if (supply.line.mode[r.line] != o.mode || supply.line.assumed_headway[r.line] == 0) continue;
    needs.push_back(need_of(r, o.hours, o.cycle_mps));
    wanted += needs.back().vehicles(supply.line.capacity[r.line]);
  }
  std::vector<double> headway;
  for (const LineNeed& n : needs) {
    const double vehicles =
        std::max(kLeastVehicles, n.vehicles(supply.line.capacity[n.line]) * o.fleet / wanted);
    const double peak = supply.line.peak_headway_s[n.line];
    headway.push_back(peak * std::pow(n.cycle_s / vehicles / peak, o.damping));
  }
  use_whole_fleet(needs, o.fleet, headway);
  HeadwayFit fit;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    fit.vehicles += needs[i].cycle_s / headway[i];
    float& peak = supply.line.peak_headway_s[needs[i].line];
    float& offpeak = supply.line.offpeak_headway_s[needs[i].line];
    fit.largest_change = std::max(fit.largest_change, std::abs(headway[i] / peak - 1));
    offpeak = static_cast<float>(std::round(headway[i] * offpeak / peak));
    peak = static_cast<float>(std::round(headway[i]));
  }
  return fit;
}

}  // namespace mwendo
