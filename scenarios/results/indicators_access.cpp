// Inhabitants near a stop.
#include "scenarios/results/indicator_sink.h"
#include "scenarios/results/point_grid.h"

namespace mwendo {
namespace {

enum class StopSet { any, mass_transit, brt };

// Positions of stops that at least one line serves.
std::vector<Point> stops_in(const World& world, StopSet set) {
  Column<StopId, std::uint8_t> used(world.transit.stops().size(), 0);
  for (const LineId line : world.transit.lines()) {
    const Mode mode = world.transit.line.mode[line];
    const bool mass = mode == Mode::brt || mode == Mode::lrt;
    if ((set == StopSet::brt && mode != Mode::brt) || (set == StopSet::mass_transit && !mass))
      continue;
    for (const LineStop& stop : world.transit.stops_of(line)) used[stop.stop] = 1;
  }
  std::vector<Point> points;
  for (const StopId s : world.transit.stops())
    if (used[s] != 0) points.push_back(world.transit.stop.position[s]);
  return points;
}

// Per cent of the people whose street node is within walk_m of one of the points.
double people_near(const World& world, const std::vector<Point>& points, double walk_m) {
  const double reach = walk_m / static_cast<double>(world.figures.mean_detour_walk);
  const PointGrid grid(points, reach);
  double people = 0;
  double near = 0;
  for (const ZoneId z : world.zones.zones())
    for (std::size_t i = 0; i < world.zones.nodes.count_of(z); ++i) {
      const ZoneNode& node = world.zones.nodes.begin_of(z)[i];
      const double here = static_cast<double>(world.zones.population[z] * node.home_weight);
      people += here;
      if (grid.any_within(world.network.node.position[node.node], reach)) near += here;
    }
  return people > 0 ? 100 * near / people : 0;
}

}  // namespace

void add_access_indicators(const IndicatorInput& in, IndicatorSink& sink) {
  if (in.world.zones.zones().empty()) return;
  const auto brt = stops_in(in.world, StopSet::brt);
  const auto mass = stops_in(in.world, StopSet::mass_transit);
  sink.set("near_stop", people_near(in.world, stops_in(in.world, StopSet::any), 500));
  if (!mass.empty()) sink.set("near_mass_transit", people_near(in.world, mass, 1000));
  if (!brt.empty()) sink.set("near_brt_500", people_near(in.world, brt, 500));
}

}  // namespace mwendo
