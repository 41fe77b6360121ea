#include "sim/transit/fit_headways.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/transit/line_need.h"

namespace mwendo {
namespace {

// The same vehicles serve both directions: as many as the busier one needs.
void share_directions(const TransitSupply& supply, std::vector<LineNeed>& needs) {
  Column<LineId, double> passengers(supply.lines().size(), 0);
  for (const LineNeed& n : needs) passengers[n.line] = n.passengers_per_hour;
  for (LineNeed& n : needs)
    if (const LineId back = supply.line.opposite[n.line]; back.valid())
      n.passengers_per_hour = std::max(n.passengers_per_hour, passengers[back]);
}

// What the lines take of the vehicles in service, or of the departures if these were counted.
double share_taken(const std::vector<LineNeed>& needs, const std::vector<double>& headway,
                   const FitHeadwaysOptions& o) {
  const bool counted = o.departures_per_hour > 0;
  double sum = 0;
  for (std::size_t i = 0; i < needs.size(); ++i)
    sum += (counted ? 3600 : needs[i].cycle_s) / headway[i];
  return sum / (counted ? o.departures_per_hour : o.fleet);
}

// Stretches headways within their limits until the lines take just what is in service.
void use_all(const std::vector<LineNeed>& needs, const FitHeadwaysOptions& o,
             std::vector<double>& headway) {
  for (int round = 0; round < 12; ++round) {
    const double taken = share_taken(needs, headway, o);
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const double longest = std::min(kLongestHeadway, needs[i].cycle_s / kLeastVehicles);
      headway[i] =
          std::clamp(headway[i] * taken, kShortestHeadway, std::max(longest, kShortestHeadway));
    }
  }
}

}  // namespace

HeadwayFit fit_headways(TransitSupply& supply, std::span<const LineResult> day,
                        const FitHeadwaysOptions& o) {
  std::vector<LineNeed> needs;
  for (const LineResult& r : day)
    if (supply.line.mode[r.line] == o.mode && supply.line.assumed_headway[r.line] != 0)
      needs.push_back(need_of(r, o.hours, o.cycle_mps));
  share_directions(supply, needs);
  double wanted = 0;
  for (const LineNeed& n : needs) wanted += n.vehicles(supply.line.capacity[n.line]);
  std::vector<double> headway;
  for (const LineNeed& n : needs) {
    const double vehicles =
        std::max(kLeastVehicles, n.vehicles(supply.line.capacity[n.line]) * o.fleet / wanted);
    const double peak = supply.line.peak_headway_s[n.line];
    headway.push_back(peak * std::pow(n.cycle_s / vehicles / peak, o.damping));
  }
  use_all(needs, o, headway);
  HeadwayFit fit{.taken = share_taken(needs, headway, o)};
  for (std::size_t i = 0; i < needs.size(); ++i) {
    float& peak = supply.line.peak_headway_s[needs[i].line];
    float& offpeak = supply.line.offpeak_headway_s[needs[i].line];
    fit.largest_change = std::max(fit.largest_change, std::abs(headway[i] / peak - 1));
    offpeak = static_cast<float>(std::round(headway[i] * offpeak / peak));
    peak = static_cast<float>(std::round(headway[i]));
  }
  return fit;
}

}  // namespace mwendo
