#include "scenarios/results/brt_corridor_facts.h"

#include <algorithm>
#include <set>

#include "scenarios/results/set_back.h"
#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

bool is_brt_line(const World& world, LineId l) { return world.transit.line.mode[l] == Mode::brt; }

std::vector<LineId> directions(const World& world, LineId line) {
  const LineId back = world.transit.line.opposite[line];
  return back.valid() ? std::vector{line, back} : std::vector{line};
}

std::set<std::uint32_t> stops_in(const World& world, LineId line) {
  std::set<std::uint32_t> stops;
  for (const LineStop& s : world.transit.stops_of(line)) stops.insert(s.stop.value);
  return stops;
}

std::size_t shared(const std::set<std::uint32_t>& a, const std::set<std::uint32_t>& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](std::uint32_t s) { return b.contains(s); }));
}

// BRT lines with two stations of this one or more, in its direction.
std::vector<LineId> services_of(const World& world, LineId line) {
  std::vector<LineId> services;
  const auto here = stops_in(world, line);
  for (const LineId l : world.transit.lines())
    if (is_brt_line(world, l) && shared(stops_in(world, l), here) >= 2) services.push_back(l);
  return services;
}

// Passes a station between its ends at which another service halts.
bool is_limited(const World& world, LineId l, const std::vector<LineId>& services) {
  const auto own = stops_in(world, l);
  const auto path = world.transit.path_of(l);
  return std::any_of(services.begin(), services.end(), [&](LineId other) {
    const auto stops = world.transit.stops_of(other);
    return std::any_of(stops.begin(), stops.end(), [&](const LineStop& s) {
      const LinkId at = world.transit.stop.link[s.stop];
      return !own.contains(s.stop.value) &&
             std::find(path.begin() + (path.empty() ? 0 : 1), path.end(), at) != path.end() &&
             path.back() != at;
    });
  });
}

bool has_busway(const Network& net, LinkId l) {
  const auto lanes = net.lanes_of(l);
  return std::any_of(lanes.begin(), lanes.end(), [&](LaneId lane) {
    const Permissions p = net.lane.permissions[lane];
    return (p & kBrt) != 0 && (p & kCar) == 0;
  });
}

void count_links(const World& world, const std::vector<LineId>& lines, CorridorFacts& f) {
  const Network& net = world.network;
  double length = 0, busway = 0, cycleway = 0;
  int with_priority = 0;
  for (const LineId line : lines)
    for (const LinkId l : world.transit.path_of(line)) {
      const auto metres = static_cast<double>(net.link.length_m[l]);
      length += metres;
      busway += has_busway(net, l) ? metres : 0;
      cycleway += net.link.cycleway[l] != Cycleway::none ? metres : 0;
      const std::uint32_t plan = net.node.signal_plan[net.link.to[l]];
      if (plan == kNoSignalPlan) continue;
      ++f.signals;
      with_priority += net.signal_plans[plan].bus_priority ? 1 : 0;
    }
  if (length > 0) f.busway_share = busway / length;
  if (length > 0) f.cycleway_share = cycleway / length;
  if (f.signals > 0) f.priority_share = static_cast<double>(with_priority) / f.signals;
}

void count_stations(const World& world, const std::vector<LineId>& lines, CorridorFacts& f) {
  double stations = 0, passing = 0, docks = 0, back = 0, sections = 0;
  double length = 0;
  for (const LineId line : lines) {
    const auto stops = world.transit.stops_of(line);
    for (const LineStop& s : stops) {
      ++stations;
      passing += world.transit.stop.passing_lane[s.stop] != 0 ? 1 : 0;
      docks += world.transit.stop.docking_bays[s.stop] >= 2 ? 1 : 0;
      back += set_back_of(world, line, s, 0).stop_line_m >= kSetBack ? 1 : 0;
    }
    sections += static_cast<double>(stops.size() - 1);
    length += line_length(world.network, world.transit, line);
  }
  f.passing_share = passing / stations;
  f.two_docks_share = docks / stations;
  f.set_back_share = back / stations;
  f.station_km = length / 1000 / sections;
}

void count_services(const World& world, LineId line, CorridorFacts& f) {
  const auto services = services_of(world, line);
  double frequent = 0, off_peak = 0;
  for (const LineId l : services) {
    f.limited += is_limited(world, l, services) ? 1 : 0;
    frequent += world.transit.line.peak_headway_s[l] <= 450 ? 1 : 0;
    off_peak += world.transit.line.offpeak_headway_s[l] <= 900 ? 1 : 0;
  }
  f.services = static_cast<int>(services.size());
  f.frequent_share = frequent / f.services;
  f.off_peak_share = off_peak / f.services;
}

bool near_stop_of(const World& world, LineId other, LineId line) {
  for (const LineStop& a : world.transit.stops_of(line))
    for (const LineStop& b : world.transit.stops_of(other))
      if (distance(world.transit.stop.position[a.stop], world.transit.stop.position[b.stop]) <
          kTransfer)
        return true;
  return false;
}

bool joins_another(const World& world, LineId line) {
  std::set<std::uint32_t> own;
  for (const LineId d : directions(world, line))
    for (const LineId s : services_of(world, d)) own.insert(s.value);
  for (const LineId l : world.transit.lines())
    if (is_brt_line(world, l) && !own.contains(l.value) && near_stop_of(world, l, line))
      return true;
  return false;
}

void read_run(const RunSummary& run, const std::vector<LineId>& lines, CorridorFacts& f) {
  double km = 0, hours = 0;
  HeadwaySums headways;
  for (const LineResult& r : run.lines) {
    if (std::find(lines.begin(), lines.end(), r.line) == lines.end()) continue;
    if (r.commercial_speed_kmh > 0) {
      km += static_cast<double>(r.vehicle_km);
      hours += static_cast<double>(r.vehicle_km) / static_cast<double>(r.commercial_speed_kmh);
    }
    headways += r.all_headways();
    for (const LineSectionResult& s : r.sections)
      f.most_persons_h = std::max(f.most_persons_h, static_cast<double>(s.peak_hour_passengers));
  }
  if (hours > 0) f.speed_kmh = km / hours;
  f.headway_variation = headways.variation();
}

}  // namespace

CorridorFacts corridor_facts(const World& world, const RunSummary& run, LineId line) {
  CorridorFacts f;
  const auto lines = directions(world, line);
  count_links(world, lines, f);
  count_stations(world, lines, f);
  count_services(world, line, f);
  f.joins_another = joins_another(world, line);
  read_run(run, lines, f);
  return f;
}

}  // namespace mwendo
