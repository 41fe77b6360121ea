// What is drawn as a measure of a scenario.
#include <fmt/format.h>

#include <algorithm>

#include "viz/drawing/draw_tool.h"
#include "viz/map/on_line.h"

namespace mwendo::viz {
namespace {

// Stops that minibuses make anywhere are called "on demand" in the data.
bool tells_a_place(const std::string& stop) { return !stop.empty() && stop != "on demand"; }

}  // namespace

std::vector<LonLat> DrawTool::degrees(const std::vector<Vec>& places) const {
  const Projection projection(world_->network.crs);
  std::vector<LonLat> out;
  for (const Vec p : places) out.push_back(projection.to_degrees(lanes_->to_world(p)));
  return out;
}

Measure DrawTool::measure() const {
  if (kind_ == MeasureKind::cycle_track) {
    CycleTrackMeasure m;
    m.streets.waypoints = degrees(points_);
    return m;
  }
  if (kind_ == MeasureKind::walkway) {
    WalkwayMeasure m;
    m.streets.waypoints = degrees(points_);
    return m;
  }
  if (kind_ == MeasureKind::closure) {
    OpenStreetMeasure m;
    m.streets.waypoints = degrees(points_);
    return m;
  }
  BrtCorridorMeasure m;
  m.name = name.empty() ? "New line" : name;
  m.waypoints = degrees(points_);
  m.station_spacing_m = brt.spacing_m;
  m.peak_headway_s = brt.peak_headway_s;
  m.offpeak_headway_s = 2 * brt.peak_headway_s;
  m.lanes_from = brt.lanes_from;
  m.articulated = brt.articulated;
  m.powertrain = brt.electric ? Powertrain::battery_electric : Powertrain::diesel;
  m.competing = brt.competing;
  const std::vector<Vec> places = stations_in_order();
  const auto where = degrees(places);
  const auto names = station_names(places, m.name);
  for (std::size_t i = 0; i < where.size(); ++i) m.stations.push_back({names[i], where[i]});
  return m;
}

std::vector<Vec> DrawTool::stations_in_order() const {
  std::vector<std::pair<float, Vec>> sorted;
  for (const Vec s : stations()) sorted.emplace_back(nearest_on_line(line_, s).along, s);
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Vec> places;
  for (const auto& [along, place] : sorted) places.push_back(place);
  return places.size() >= 2 ? places : std::vector<Vec>{};
}

// After the nearest stop that is there today, else after the line; no name twice.
std::vector<std::string> DrawTool::station_names(const std::vector<Vec>& places,
                                                 const std::string& line) const {
  constexpr float kNear = 350;
  const TransitSupply& supply = world_->transit;
  std::vector<std::string> names;
  for (const Vec p : places) {
    float nearest = kNear;
    std::string best = fmt::format("{} {}", line, names.size() + 1);
    for (const StopId s : supply.stops()) {
      const float d = length(lanes_->origin_offset(supply.stop.position[s]) - p);
      const bool used = std::find(names.begin(), names.end(), supply.stop.name[s]) != names.end();
      if (d < nearest && !used && tells_a_place(supply.stop.name[s]))
        nearest = d, best = supply.stop.name[s];
    }
    names.push_back(best);
  }
  return names;
}

}  // namespace mwendo::viz
