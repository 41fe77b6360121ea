#include "scenarios/results/planning_check.h"

#include <algorithm>

#include "sim/traffic/vehicle_type.h"
#include "sim/world/planning_guide.h"

namespace mwendo {
namespace {

double hours(const RunSummary& run) { return (run.to_s - run.from_s) / 3600; }

bool is_brt(const World& world, LineId l) { return world.transit.line.mode[l] == Mode::brt; }

double length_of_vehicle(const World& world, LineId l) {
  return static_cast<double>(make_type(world.transit.line.vehicle[l], kBrt).length);
}

// What one line asks of a stop in an hour; riders of a stop are shared by its vehicles.
struct Calls {
  LineId line;
  LineStop stop;
  double vehicles_h = 0;
};

std::vector<Calls> calls_at(const World& world, const RunSummary& run, StopId stop) {
  std::vector<Calls> calls;
  for (const LineResult& r : run.lines) {
    if (!is_brt(world, r.line) || r.sections.empty()) continue;
    const auto stops = world.transit.stops_of(r.line);
    for (std::size_t i = 0; i < stops.size(); ++i) {
      if (stops[i].stop != stop) continue;
      const std::size_t section = std::min(i, r.sections.size() - 1);
      calls.push_back(
          {r.line, stops[i], static_cast<double>(r.sections[section].vehicles) / hours(run)});
    }
  }
  return calls;
}

// Time of the people alone.
double people_s(const DwellTimes& t, double boarding, double alighting) {
  DwellTimes doors = t;
  doors.fixed_s = 0;
  return static_cast<double>(
      dwell_s(doors, {static_cast<float>(boarding), static_cast<float>(alighting)}));
}

StationCheck station_check(const World& world, const RunSummary& run, const StopResult& r) {
  StationCheck c{.stop = r.stop,
                 .boardings_h = static_cast<double>(r.boardings) / hours(run),
                 .alightings_h = static_cast<double>(r.alightings) / hours(run),
                 .saturation = static_cast<double>(r.saturation)};
  const auto calls = calls_at(world, run, r.stop);
  for (const Calls& k : calls) c.vehicles_h += k.vehicles_h;
  StationHour hour{.vehicles_h = c.vehicles_h,
                   .docks = static_cast<double>(world.transit.stop.docking_bays[r.stop])};
  for (const Calls& k : calls) {
    const double share = c.vehicles_h > 0 ? k.vehicles_h / c.vehicles_h : 0;
    const float length = static_cast<float>(length_of_vehicle(world, k.line));
    hour.dead_s += share * static_cast<double>(dead_time_s(length));
    hour.people_s_h +=
        people_s(world.transit.line.dwell[k.line], share * c.boardings_h, share * c.alightings_h);
  }
  if (c.vehicles_h <= 0) return c;
  c.planned_saturation = station_saturation(hour);
  c.planned_queue = queue_on_busway(c.planned_saturation);
  c.planned_wait_s = queue_wait_s(c.planned_queue, c.vehicles_h);
  c.dock_capacity = hour.docks * dock_capacity({.clearance_s = hour.dead_s,
                                                .dwell_s = hour.people_s_h / c.vehicles_h});
  c.set_back = set_back_of(world, calls.front().line, calls.front().stop, c.vehicles_h);
  return c;
}

const LineResult* result_of(const RunSummary& run, LineId l) {
  const auto found = std::find_if(run.lines.begin(), run.lines.end(),
                                  [&](const LineResult& r) { return r.line == l; });
  return found == run.lines.end() ? nullptr : &*found;
}

// From the first stop to the last, mean of the vehicles, with the layover behind.
double half_cycle_s(const LineResult& r) {
  double seconds = 0;
  for (const LineSectionResult& s : r.sections)
    if (s.vehicles > 0) seconds += static_cast<double>((s.run_time_s + s.dwell_s) / s.vehicles);
  return seconds + static_cast<double>(layover_after(static_cast<float>(seconds)));
}

void add_direction(FleetCheck& c, const RunSummary& run, const LineResult& r) {
  c.cycle_s += half_cycle_s(r);
  for (const LineSectionResult& s : r.sections) {
    c.load_h = std::max(c.load_h, static_cast<double>(s.peak_hour_passengers));
    c.run_h = std::max(c.run_h, static_cast<double>(s.vehicles) / hours(run));
  }
}

}  // namespace

std::vector<StationCheck> station_checks(const World& world, const RunSummary& run) {
  std::vector<StationCheck> checks;
  for (const StopResult& r : run.stops)
    if (world.transit.stop.kind[r.stop] == StopKind::brt_station)
      checks.push_back(station_check(world, run, r));
  std::erase_if(checks, [](const StationCheck& c) { return c.vehicles_h <= 0; });
  std::stable_sort(checks.begin(), checks.end(), [](const StationCheck& a, const StationCheck& b) {
    return a.planned_saturation > b.planned_saturation;
  });
  return checks;
}

std::vector<FleetCheck> fleet_checks(const World& world, const RunSummary& run) {
  std::vector<FleetCheck> checks;
  for (const LineResult& r : run.lines) {
    const LineId back = world.transit.line.opposite[r.line];
    if (!is_brt(world, r.line) || (back.valid() && back < r.line)) continue;
    FleetCheck c{.line = r.line, .in_service = static_cast<double>(r.fleet)};
    add_direction(c, run, r);
    const LineResult* other = back.valid() ? result_of(run, back) : nullptr;
    add_direction(c, run, other != nullptr ? *other : r);
    const double places = world.transit.line.capacity[r.line];
    c.vehicles_h = vehicles_for(c.load_h, places);
    c.fleet = fleet_for(c.load_h, places, c.cycle_s / 3600);
    checks.push_back(c);
  }
  return checks;
}

}  // namespace mwendo
