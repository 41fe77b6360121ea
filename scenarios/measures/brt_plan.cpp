#include "scenarios/measures/brt_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {
namespace {

constexpr double kStationReach = 300;  // m

// The place of a station on one link, where the station before leaves room for it.
std::optional<Platform> place_on(const Network& net, LinkId link, std::size_t index,
                                 const NearLink& near, const std::vector<Platform>& before) {
  const double length = static_cast<double>(net.link.length_m[link]);
  const double margin = std::min(40.0, length / 3);
  const double at = std::clamp(near.position_m, margin, length - margin);
  if (!before.empty() && before.back().index == index && at < before.back().at_m + kLeastApart)
    return std::nullopt;
  return Platform{index, at, {}};
}

std::optional<Platform> nearest_platform(const Network& net, const conflate::LinkMatch& way,
                                         const StationPlan& s,
                                         const std::vector<Platform>& before) {
  double nearest = kStationReach;
  std::optional<Platform> best;
  for (std::size_t i = before.empty() ? 0 : before.back().index; i < way.path.size(); ++i) {
    const NearLink near = nearest_on(net, way.path[i], s.position);
    if (near.distance_m >= nearest - 1e-6) continue;
    const auto here = place_on(net, way.path[i], i, near, before);
    if (!here) continue;
    nearest = near.distance_m;
    best = here;
  }
  if (best) best->name = s.name;
  return best;
}

}  // namespace

BrtPlan plan_of(const BrtCorridorMeasure& m, const BrtCorridor* corridor) {
  BrtPlan plan;
  plan.name = m.name.empty() ? "BRT" : m.name;
  if (corridor != nullptr && m.name.empty()) plan.name = corridor->name;
  plan.assumed = corridor != nullptr ? corridor->assumed
                                     : std::vector<std::string>{"headway", "vehicle capacity"};
  const BrtCorridor defaults;
  const BrtCorridor& from = corridor != nullptr ? *corridor : defaults;
  plan.peak_headway_s = m.peak_headway_s > 0 ? m.peak_headway_s : from.peak_headway_s;
  plan.offpeak_headway_s = m.offpeak_headway_s > 0 ? m.offpeak_headway_s : 2 * plan.peak_headway_s;
  plan.capacity =
      corridor != nullptr && m.articulated ? corridor->capacity : usual_brt_capacity(m.articulated);
  if (m.capacity > 0) plan.capacity = m.capacity;
  return plan;
}

void place_default_stations(BrtPlan& plan, const Network& net, const conflate::LinkMatch& way,
                            double spacing_m) {
  if (!plan.stations.empty()) return;
  const conflate::Line line = conflate::line_along(conflate::LinkShapes(net), way);
  const double length = conflate::length_of(line);
  const int parts = std::max(1, static_cast<int>(std::lround(length / spacing_m)));
  for (int k = 0; k <= parts; ++k)
    plan.stations.push_back(
        {fmt::format("{} {}", plan.name, k + 1), conflate::point_along(line, length * k / parts)});
  plan.assumed.emplace_back("stations");
}

std::vector<Platform> platforms(const Network& net, const conflate::LinkMatch& way,
                                const std::vector<StationPlan>& stations, const BrtFailure& fail) {
  std::vector<Platform> found;
  for (const StationPlan& s : stations) {
    if (auto at = nearest_platform(net, way, s, found))
      found.push_back(*at);
    else
      fail(fmt::format("station '{}' is not on the way after the station before it", s.name),
           "move it within 300 m of the corridor and list stations in order");
  }
  if (found.size() < 2) fail("fewer than two stations", "give at least two");
  return found;
}

}  // namespace mwendo
