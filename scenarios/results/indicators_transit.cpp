// Public transport: riders, loads, speeds, waiting.
#include <algorithm>

#include "scenarios/results/indicator_sink.h"
#include "scenarios/results/sections.h"

namespace mwendo {
namespace {

constexpr std::array kTransitModes = {Mode::minibus, Mode::bus, Mode::brt, Mode::lrt};

// Of the day's trips, those that depart in the period; 0 without a profile.
double share_of_day(const IndicatorInput& in) {
  const auto& profile = in.world.figures.departure_profile;
  double share = 0;
  for (std::size_t h = 0; h < profile.size(); ++h) {
    const double start = std::max(double{in.results.from_s}, 3600.0 * static_cast<double>(h));
    const double end = std::min(double{in.results.to_s}, 3600.0 * static_cast<double>(h + 1));
    share += std::max(0.0, end - start) / 3600 * double{profile[h]};
  }
  return share;
}

void add_lines_of(const IndicatorInput& in, Mode mode, IndicatorSink& sink) {
  double boardings = 0;
  double speed_km = 0;
  double vehicle_km = 0;
  bool any = false;
  for (const LineResult& line : in.results.lines) {
    if (in.world.transit.line.mode[line.line] != mode) continue;
    any = true;
    boardings += static_cast<double>(line.boardings);
    if (line.commercial_speed_kmh <= 0) continue;
    speed_km += static_cast<double>(line.vehicle_km / line.commercial_speed_kmh);
    vehicle_km += static_cast<double>(line.vehicle_km);
  }
  if (!any) return;
  sink.set("boardings", mode, boardings);
  if (mode == Mode::brt) {
    sink.set("brt_riders", boardings);
    sink.set_ratio("brt_riders_day", boardings, share_of_day(in));
  }
  if (mode == Mode::brt) sink.set_ratio("brt_speed", vehicle_km, speed_km);
  if (mode == Mode::minibus) sink.set_ratio("minibus_speed", vehicle_km, speed_km);
}

void add_load_factor(const std::vector<Section>& sections, Mode mode, IndicatorSink& sink) {
  double passenger_km = 0;
  double place_km = 0;
  for (const Section& s : sections) {
    passenger_km += s.passenger_km;
    place_km += s.place_km;
  }
  sink.set_ratio("load_factor", 100 * passenger_km, place_km, mode);
}

void add_brt_saturation(const IndicatorInput& in, IndicatorSink& sink) {
  float most = 0;
  for (const StopResult& s : in.results.stops) most = std::max(most, s.saturation);
  if (most > 0) sink.set("brt_saturation", 100 * static_cast<double>(most));
}

// Where the time of a BRT vehicle goes, seconds a km.
void add_brt_times(const std::vector<Section>& sections, IndicatorSink& sink) {
  Section sum;
  for (const Section& s : sections) {
    sum.free_h += s.free_h;
    sum.dwell_h += s.dwell_h;
    sum.queue_h += s.queue_h;
    sum.held_h += s.held_h;
    sum.control_h += s.control_h;
    sum.vehicle_km += s.vehicle_km;
  }
  sink.set_ratio("brt_time_moving", 3600 * sum.free_h, sum.vehicle_km);
  sink.set_ratio("brt_time_dwell", 3600 * sum.dwell_h, sum.vehicle_km);
  sink.set_ratio("brt_time_queue", 3600 * sum.queue_h, sum.vehicle_km);
  sink.set_ratio("brt_time_held", 3600 * sum.held_h, sum.vehicle_km);
  if (sum.control_h > 0) sink.set_ratio("brt_time_control", 3600 * sum.control_h, sum.vehicle_km);
}

void add_brt_peak(const IndicatorInput& in, const std::vector<Section>& sections,
                  IndicatorSink& sink) {
  if (sections.empty()) return;
  const auto busiest = std::max_element(sections.begin(), sections.end(), [](auto& a, auto& b) {
    return a.peak_hour_passengers < b.peak_hour_passengers;
  });
  const double hours = static_cast<double>(in.results.to_s - in.results.from_s) / 3600;
  sink.set("brt_peak_load", busiest->peak_hour_passengers);
  sink.set_ratio("brt_peak_capacity", busiest->places, hours);
}

void add_corridor_speed(const IndicatorInput& in, const std::vector<Section>& minibus,
                        IndicatorSink& sink) {
  if (in.corridor == nullptr || in.corridor->empty()) return;
  double km = 0;
  double hours = 0;
  const auto& position = in.world.transit.stop.position;
  for (const Section& s : minibus) {
    if (!in.corridor->near(position[s.from]) || !in.corridor->near(position[s.to])) continue;
    km += s.vehicle_km;
    hours += s.run_h;
  }
  sink.set_ratio("minibus_speed_corridor", km, hours);
  add_corridor_times(in, hours > 0 ? km / hours : 0, sink);
}

void add_waiting(const IndicatorInput& in, IndicatorSink& sink) {
  std::array<double, kModeCount> wait_min{};
  std::array<double, kModeCount> trips{};
  double left_behind = 0;
  double gave_up = 0;
  for (const TripRecord& trip : in.results.trips) {
    left_behind += trip.left_behind > 0 ? 1 : 0;
    gave_up += trip.gave_up ? 1 : 0;
    if (!has_begun(trip)) continue;
    wait_min[static_cast<std::size_t>(trip.mode)] += static_cast<double>(trip.wait_s) / 60;
    trips[static_cast<std::size_t>(trip.mode)] += 1;
  }
  for (const Mode mode : kTransitModes) {
    const auto m = static_cast<std::size_t>(mode);
    sink.set_ratio("wait", wait_min[m], trips[m], mode);
  }
  const auto weight = static_cast<double>(in.population.expansion);
  sink.set("left_behind", left_behind * weight);
  sink.set("gave_up", gave_up * weight);
}

double distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double along = (p.x - a.x) * dx + (p.y - a.y) * dy;
  const double t = length2 > 0 ? std::clamp(along / length2, 0.0, 1.0) : 0;
  return distance(p, {a.x + t * dx, a.y + t * dy});
}

}  // namespace

bool Corridor::near(Point p) const {
  for (const auto& line : lines)
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      if (distance_to_segment(p, line[i], line[i + 1]) <= reach_m) return true;
  return false;
}

Corridor brt_corridor_of(const World& world) {
  Corridor corridor;
  for (const LineId line : world.transit.lines()) {
    if (world.transit.line.mode[line] != Mode::brt) continue;
    std::vector<Point> points;
    for (const LinkId l : world.transit.path_of(line)) {
      const auto geometry = world.network.geometry_of(l);
      points.insert(points.end(), geometry.begin(), geometry.end());
    }
    corridor.lines.push_back(std::move(points));
  }
  set_longest(world, corridor);
  return corridor;
}

void add_transit_indicators(const IndicatorInput& in, IndicatorSink& sink) {
  for (const Mode mode : kTransitModes) {
    add_lines_of(in, mode, sink);
    const auto sections = sections_of(in.world.transit, in.results.lines, mode);
    add_load_factor(sections, mode, sink);
    if (mode == Mode::brt) add_brt_peak(in, sections, sink);
    if (mode == Mode::brt) add_brt_times(sections, sink);
    if (mode == Mode::brt) add_brt_saturation(in, sink);
    if (mode == Mode::minibus) add_corridor_speed(in, sections, sink);
  }
  add_waiting(in, sink);
}

}  // namespace mwendo
