#include "tests/support/hcm2010.h"

#include <algorithm>
#include <cmath>

namespace mwendo::hcm2010 {
namespace {

constexpr double kThroughSaturation = 1800;  // of a lane, for blocked through vehicles, eq. 19-44
constexpr double kRightSaturation = 1500;

// Solves v = f(v) for a falling f.
template <class Function>
double fixed_point(Function f) {
  double low = 0, high = 4000;
  for (int i = 0; i < 60; ++i) {
    const double v = (low + high) / 2;
    (f(v) > v ? low : high) = v;
  }
  return low;
}

double at_least(double x) { return std::max(x, 1e-6); }

// Capacity of one minor approach while the opposite one passes `v` as well.
double minor_approach(const Crossroads& c, double v) {
  const bool four_lanes = c.lanes > 1;
  const double left = c.left * c.major_per_hour;
  const double right = c.right * c.major_per_hour;
  const double through = c.major_per_hour - left - right;
  const double share = four_lanes ? 0.5 : 1;  // of the major through flow in the kerb lane
  // Rank 2: left from the major street, right from the minor one.
  const double from_major = gap_capacity(through + right, 4.1, 2.2);
  const double free = at_least(1 - left / from_major);
  const double in_lane =
      through / c.lanes / kThroughSaturation + (four_lanes ? 0 : right / kRightSaturation);
  const double unblocked = at_least(1 - (1 - free) / (1 - in_lane));
  const double capacity_right =
      gap_capacity(share * through + 0.5 * right, four_lanes ? 6.9 : 6.2, 3.3);
  // Rank 3: straight on.
  const double crossing = 4 * left + 2 * through + 1.5 * right;
  const double capacity_through = gap_capacity(crossing, 6.5, 4.0) * unblocked * unblocked;
  // Rank 4: left from the minor street.
  const double opposing = (1 - c.left - c.right) * v;
  const double facing = four_lanes ? 0.5 * through + 0.5 * opposing
                                   : through + 0.5 * right + 0.5 * c.right * v + 0.5 * opposing;
  const double conflicting = 4 * left + through + 0.5 * right + facing;
  // Nobody waits to go straight on opposite, in none of its lanes.
  const double lane_free = at_least(1 - opposing / c.lanes / at_least(capacity_through));
  const double both = unblocked * unblocked * std::pow(lane_free, c.lanes);
  const double impeded = 0.65 * both - both / (both + 3) + 0.6 * std::sqrt(both);
  const double capacity_left = gap_capacity(conflicting, four_lanes ? 7.5 : 7.1, 3.5) * impeded *
                               at_least(1 - c.right * v / capacity_right);
  const double seconds = c.left / at_least(capacity_left) +
                         (1 - c.left - c.right) / at_least(capacity_through) +
                         c.right / at_least(capacity_right);
  return c.lanes / seconds;
}

}  // namespace

double gap_capacity(double conflicting, double critical_s, double follow_up_s) {
  if (conflicting <= 0) return 3600 / follow_up_s;
  return conflicting * std::exp(-conflicting * critical_s / 3600) /
         (1 - std::exp(-conflicting * follow_up_s / 3600));
}

double minor_streets(const Crossroads& c) {
  return 2 * fixed_point([&](double v) { return minor_approach(c, v); });
}

double all_way_stop(double left, double right) {
  return 4 * 3600 / (9.6 + 0.2 * left - 0.6 * right);  // exhibits 20-13 and 20-14
}

double roundabout(const Crossroads& c) {
  // Past an entry go the through and left vehicles of one approach and the left ones of the next.
  const double past = 1 - c.right + c.left;
  const auto entry = [&](double v) {
    if (c.lanes == 1) return 1130 * std::exp(-0.001 * past * v);                   // eq. 21-1
    return 1130 * (std::exp(-0.0007 * past * v) + std::exp(-0.00075 * past * v));  // 21-5, 21-4
  };
  return 4 * fixed_point(entry);
}

double signal(const Signal& s) {
  constexpr double kBase = 1900;                    // vehicles an hour of green and lane
  constexpr double kSneakers = 2;                   // left turns a cycle at the end of a green
  const double turning = 1 / (1 + 0.18 * s.right);  // of a lane that right turns share
  const double green = s.green_s;
  const auto served = [&](double v) {  // an approach of one lane
    const double lefts = s.left * v * s.cycle_s / 3600;
    const double first = green * std::exp(-0.860 * std::pow(lefts, 0.629));
    const double rest = green - first;
    const double equivalent =
        s.left > 0 ? std::max(1.0, (1 - std::pow(1 - s.left, rest / 2)) / s.left) : 1;
    const double used = first + rest / (1 + s.left * (equivalent - 1));
    const double least = kSneakers * (1 + s.left);
    return kBase * turning * std::max(used, least) / s.cycle_s;
  };
  return 4 * s.lanes * fixed_point(served);
}

bool merge_serves(const Merge& m) {
  const double mph = m.speed_kmh / 1.609;
  // Exhibit 11-17: 2,250 at 55, 2,300 at 60, 2,350 at 65, 2,400 from 70 mph on.
  const double lane = std::clamp(2250 + 10 * (mph - 55), 2250.0, 2400.0);
  const double total = m.through_per_hour + m.ramp_per_hour;
  const double ramp = m.ramp_lanes == 1 ? 2000 : 3800;  // exhibit 13-10, 30 to 40 mph
  // Exhibit 13-6: the share of the carriageway in its two kerb lanes; at least what 13-14 to 13-17
  // allow for the lanes beside them.
  const double length = m.acceleration_lane_m / 0.3048;
  double share = 1;
  if (m.lanes == 3) share = std::max(0.5775 + 0.000028 * length, 1 / 1.75);
  if (m.lanes >= 4) share = std::max(0.2178 - 0.000125 * m.ramp_per_hour, 1 / 2.5);
  const double influence = share * m.through_per_hour + m.ramp_per_hour;
  return total <= lane * m.lanes && m.ramp_per_hour <= ramp && influence <= 4600;
}

}  // namespace mwendo::hcm2010
