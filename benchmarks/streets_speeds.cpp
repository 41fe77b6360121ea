// Speeds near the centre and farther out, as surveys give them; the part of made-up streets.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "benchmarks/streets_print.h"

namespace mwendo {
namespace {

struct Band {
  const char* name;
  double from_m, to_m;  // of the centre
};
constexpr std::array<Band, 2> kBands = {{{"0 to 5 km", 0, 5000}, {"6 to 20 km", 6000, 20000}}};

// The zone with the most jobs a square metre of its disc.
Point centre_of(const Zones& zones) {
  const auto density = [&](ZoneId z) {
    return zones.jobs[z] / (zones.radius_m[z] * zones.radius_m[z]);
  };
  ZoneId best{0};
  for (const ZoneId z : zones.zones())
    if (density(z) > density(best)) best = z;
  return zones.centroid[best];
}

TallyCell in_band(const StreetsRun& done, Point centre, const Band& band, std::size_t period,
                  VehicleClass c) {
  const Network& net = done.base.world.network;
  TallyCell sum;
  for (const LinkId l : net.links()) {
    const double r = distance(net.node.position[net.link.from[l]], centre);
    if (r >= band.from_m && r < band.to_m) sum.add(done.tallies.at(l, period, c));
  }
  return sum;
}

float kmh(const TallyCell& cell) {
  return 3.6F * cell.total_distance_m() / std::max(1.0F, cell.total_time_s());
}

void print_made_up(const StreetsRun& done) {
  const Network& net = done.base.world.network;
  double length = 0, length_of_all = 0, way = 0, way_of_all = 0;
  for (const LinkId l : net.links()) {
    const bool made_up = (net.link.flags[l] & kSyntheticGeometry) != 0;
    const double driven = double{done.tallies.over_all(l).total_distance_m()};
    length += made_up ? double{net.link.length_m[l]} : 0;
    length_of_all += double{net.link.length_m[l]};
    way += made_up ? driven : 0;
    way_of_all += driven;
  }
  fmt::print("made-up streets: {:.1f} % of the length, {:.1f} % of vehicle-km\n",
             100 * length / length_of_all, 100 * way / std::max(1.0, way_of_all));
}

}  // namespace

void print_speeds(const StreetsRun& done) {
  print_made_up(done);
  const Point centre = centre_of(done.base.world.zones);
  for (const VehicleClass c : {VehicleClass::car, VehicleClass::minibus, VehicleClass::motorcycle})
    for (const Band& band : kBands) {
      TallyCell all;
      fmt::print("{:<10} {:>10}, km/h by quarter:", name_of(c), band.name);
      for (std::size_t p = 0; p < done.tallies.periods(); ++p) {
        const TallyCell cell = in_band(done, centre, band, p, c);
        all.add(cell);
        fmt::print(" {:.1f}", kmh(cell));
      }
      fmt::print("; together {:.1f}\n", kmh(all));
    }
}

}  // namespace mwendo
