// Times along the longest BRT line, by BRT, minibus and car.
#include <algorithm>

#include "scenarios/results/indicator_sink.h"
#include "scenarios/results/sections.h"
#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

// Of both directions the first that the supply names; it has the order of the list of stations.
std::optional<LineId> longest_brt_line(const World& world) {
  const TransitSupply& transit = world.transit;
  std::optional<LineId> best;
  double longest = 0;
  for (const LineId l : transit.lines()) {
    if (transit.line.mode[l] != Mode::brt) continue;
    const LineId back = transit.line.opposite[l];
    if (back.valid() && back < l) continue;
    const double length = line_length(world.network, transit, l);
    if (length <= longest) continue;
    longest = length;
    best = l;
  }
  return best;
}

bool is_line_of(const World& world, const Corridor& corridor, LineId l) {
  const auto path = world.transit.path_of(l);
  return std::equal(path.begin(), path.end(), corridor.longest.begin(), corridor.longest.end());
}

// Seconds of a mean vehicle; none where a section had no vehicle.
std::optional<double> ride_s(const LineResult& line) {
  double seconds = 0;
  for (const LineSectionResult& s : line.sections) {
    if (s.vehicles <= 0) return std::nullopt;
    seconds += static_cast<double>((s.run_time_s + s.dwell_s) / s.vehicles);
  }
  return line.sections.empty() ? std::nullopt : std::optional(seconds);
}

void add_brt(const IndicatorInput& in, IndicatorSink& sink) {
  const auto line = longest_brt_line(in.world);
  if (!line || !is_line_of(in.world, *in.corridor, *line)) return;
  for (const LineResult& result : in.results.lines) {
    if (result.line != *line) continue;
    if (const auto seconds = ride_s(result)) sink.set("corridor_time", Mode::brt, *seconds / 60);
  }
}

constexpr double kFewest = 20;  // cars on a link for a mean that says something

// Mean times of the links that cars used, not just a few; the rest of the way at their mean pace.
void add_car(const IndicatorInput& in, IndicatorSink& sink) {
  double seconds = 0;
  double metres = 0;
  for (const LinkId l : in.corridor->longest) {
    double vehicle_s = 0;
    double vehicle_m = 0;
    for (std::size_t p = 0; p < in.results.tallies.periods(); ++p) {
      const TallyCell& cell = in.results.tallies.at(l, p, VehicleClass::car);
      vehicle_s += static_cast<double>(cell.total_time_s());
      vehicle_m += static_cast<double>(cell.total_distance_m());
    }
    const auto length = static_cast<double>(in.world.network.link.length_m[l]);
    if (vehicle_m < kFewest * length) continue;
    seconds += vehicle_s / vehicle_m * length;
    metres += length;
  }
  sink.set_ratio("corridor_time", in.corridor->longest_m * seconds / 60, metres, Mode::car_driver);
}

}  // namespace

void set_longest(const World& world, Corridor& corridor) {
  const auto line = longest_brt_line(world);
  if (!line) return;
  const auto path = world.transit.path_of(*line);
  corridor.longest.assign(path.begin(), path.end());
  corridor.longest_m = line_length(world.network, world.transit, *line);
}

void add_corridor_times(const IndicatorInput& in, double minibus_kmh, IndicatorSink& sink) {
  if (in.corridor == nullptr || in.corridor->longest.empty()) return;
  add_brt(in, sink);
  add_car(in, sink);
  sink.set_ratio("corridor_time", in.corridor->longest_m * 60 / 1000, minibus_kmh, Mode::minibus);
}

}  // namespace mwendo
