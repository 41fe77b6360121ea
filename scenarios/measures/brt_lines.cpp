#include "scenarios/measures/brt_lines.h"

#include <algorithm>
#include <cmath>

#include "scenarios/measures/network_edit.h"
#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

constexpr double kSamePlatform = 40;  // m along a link

float usual_fare(float asked, const TransitSupply& base, const Column<LineId, float>& fares) {
  if (asked >= 0) return asked;
  for (const Mode mode : {Mode::minibus, Mode::bus})
    for (const LineId l : base.lines())
      if (base.line.mode[l] == mode) return fares[l];
  return 0;
}

// With headways; without a list one that stops everywhere.
std::vector<BrtService> services(const BrtCorridorMeasure& m, const BrtPlan& plan) {
  std::vector<BrtService> all = m.services;
  if (all.empty()) all.push_back({.fleet = m.fleet});
  for (BrtService& s : all) {
    if (s.offpeak_headway_s <= 0)
      s.offpeak_headway_s = s.peak_headway_s > 0 ? 2 * s.peak_headway_s : plan.offpeak_headway_s;
    if (s.peak_headway_s <= 0) s.peak_headway_s = plan.peak_headway_s;
  }
  return all;
}

bool headway_is_given(const BrtCorridorMeasure& m, const BrtService& s) {
  return m.peak_headway_s > 0 ||
         std::any_of(m.services.begin(), m.services.end(), [&](const BrtService& given) {
           return given.name == s.name && given.peak_headway_s > 0;
         });
}

int doors(const BrtCorridorMeasure& m) {
  if (m.doors > 0) return m.doors;
  return m.articulated ? 3 : 2;
}

LineDraft draft_of(const BrtCorridorMeasure& m, const BrtPlan& plan, const BrtService& s,
                   const TransitSupply& base) {
  LineDraft line;
  line.name = s.name.empty() ? plan.name : plan.name + " " + s.name;
  line.mode = Mode::brt;
  line.vehicle = m.articulated ? VehicleClass::articulated_bus : VehicleClass::bus;
  line.capacity = plan.capacity;
  line.peak_headway_s = s.peak_headway_s;
  line.offpeak_headway_s = s.offpeak_headway_s;
  line.first_departure_s = 5 * 3600;
  line.last_departure_s = 23 * 3600;
  line.powertrain = m.powertrain;
  line.fare = usual_fare(m.fare, base, base.line.fare);
  line.fare_per_km = usual_fare(m.fare_per_km, base, base.line.fare_per_km);
  line.doors = Doors{.count = doors(m), .level = m.level_boarding, .prepaid = m.prepaid};
  line.dwell = dwell_of(*line.doors);
  line.control = m.control;
  line.fleet = s.fleet;
  line.assumed_headway = headway_is_given(m, s) ? 0 : 1;
  return line;
}

std::vector<Platform> platforms_of(const BrtService& s, const std::vector<Platform>& all) {
  std::vector<Platform> served;
  for (const Platform& p : all)
    if (stops_at(s, p.name)) served.push_back(p);
  return served;
}

// Lanes of other traffic beside the platform; on a busway of its own those of a usual street.
float width_to_cross(const Network& net, LinkId l) {
  float width = 0;
  for (const LaneId lane : net.lanes_of(l))
    if ((net.lane.permissions[lane] & kCar) != 0) width += net.lane.width_m[lane];
  return width > 0 ? width : 2 * kNewLaneWidth;
}

// Lines that call at one place of a link share its station.
StopId station(CityWorld& world, const BrtCorridorMeasure& m, LinkId link, const Platform& p) {
  TransitSupply& supply = world.transit;
  const Network& net = world.network;
  for (const StopId s : supply.stops())
    if (supply.stop.link[s] == link && supply.stop.kind[s] == StopKind::brt_station &&
        std::abs(static_cast<double>(supply.stop.position_m[s]) - p.at_m) < kSamePlatform)
      return s;
  const bool nearer_start = p.at_m < static_cast<double>(net.link.length_m[link]) / 2;
  StopDraft stop;
  stop.name = p.name;
  stop.position = point_at(net, link, p.at_m).position;
  stop.link = link;
  stop.position_m = static_cast<float>(p.at_m);
  stop.access_node = nearer_start ? net.link.from[link] : net.link.to[link];
  stop.kind = StopKind::brt_station;
  stop.docking_bays = std::max<std::uint8_t>(m.docking_bays, 1);
  stop.passing_lane = m.passing_lanes ? 1 : 0;
  stop.platform_walk_m = platform_walk_m(m.station_access, width_to_cross(net, link));
  return append(supply, stop);
}

LineId add_line(CityWorld& world, const BrtCorridorMeasure& m, LineDraft line,
                const conflate::LinkMatch& way, const std::vector<Platform>& at) {
  line.description = at.front().name + " - " + at.back().name;
  const std::size_t from = at.front().index;
  line.path = {way.path.begin() + static_cast<std::ptrdiff_t>(from),
               way.path.begin() + static_cast<std::ptrdiff_t>(at.back().index) + 1};
  for (const Platform& p : at) {
    const StopId stop = station(world, m, way.path[p.index], p);
    line.stops.push_back({stop, static_cast<std::uint32_t>(p.index - from)});
  }
  return append(world.transit, line);
}

}  // namespace

void add_brt_lines(CityWorld& world, const TransitSupply& base, const BrtCorridorMeasure& m,
                   const BrtPlan& plan, const BrtCourse& course) {
  for (const BrtService& s : services(m, plan)) {
    const LineDraft line = draft_of(m, plan, s, base);
    const LineId first = add_line(world, m, line, course.way.there, platforms_of(s, course.there));
    const LineId second = add_line(world, m, line, course.way.back, platforms_of(s, course.back));
    world.transit.line.opposite[first] = second;
    world.transit.line.opposite[second] = first;
  }
}

}  // namespace mwendo
