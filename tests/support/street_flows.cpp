#include "tests/support/street_flows.h"

#include <algorithm>
#include <array>

#include "sim/traffic/vehicle_type.h"

namespace mwendo {
namespace {

// Motorcycles stand beside each other: two take the room of one.
double room_m(VehicleClass c) {
  const VehicleParameters& p = parameters_of(c);
  const double length = static_cast<double>(p.length_m + p.gap_m);
  return c == VehicleClass::motorcycle ? length / 2 : length;
}

bool is_transit_class(VehicleClass c) {
  return c >= VehicleClass::minibus && c <= VehicleClass::articulated_bus;
}

void add(StreetFlow& f, VehicleClass c, const TallyCell& cell, double per_hour) {
  const double vehicles = static_cast<double>(cell.vehicles) * per_hour;
  const double present = static_cast<double>(cell.total_time_s()) / 3600 * per_hour;
  f.vehicles += vehicles;
  if (c == VehicleClass::motorcycle) f.motorcycles += vehicles;
  if (is_transit_class(c)) f.transit += vehicles;
  f.car_units += vehicles * car_units_of(c);
  f.vehicle_km += static_cast<double>(cell.total_distance_m()) / 1000 * per_hour;
  f.vehicle_h += present;
  f.occupancy += present * room_m(c);
}

}  // namespace

double car_units_of(VehicleClass c) {
  constexpr std::array<double, kVehicleClassCount> kUnits = {1, 0.4, 1.5, 1.9, 2.2, 3, 2.5, 0.25};
  return kUnits[static_cast<std::size_t>(c)];
}

std::vector<StreetFlow> street_flows(const Network& net, const Tallies& tallies, std::size_t first,
                                     std::size_t end) {
  const double per_hour =
      3600 / (static_cast<double>(Tallies::kPeriodSeconds) * static_cast<double>(end - first));
  std::vector<StreetFlow> flows(net.links().size());
  for (const LinkId l : net.links()) {
    StreetFlow& f = flows[l.value];
    for (std::size_t p = first; p < end; ++p)
      for (std::size_t k = 0; k < kVehicleClassCount; ++k)
        if (const auto c = static_cast<VehicleClass>(k); c != VehicleClass::bicycle)
          add(f, c, tallies.at(l, p, c), per_hour);
    const auto lanes = static_cast<double>(net.lanes_of(l).size());
    f.occupancy /= static_cast<double>(net.link.length_m[l]) * lanes;
    const double free_h = f.vehicle_km / (3.6 * static_cast<double>(net.link.free_speed_mps[l]));
    f.delay_h = std::max(0.0, f.vehicle_h - free_h);
  }
  return flows;
}

}  // namespace mwendo
