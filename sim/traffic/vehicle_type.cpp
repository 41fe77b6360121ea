#include "sim/traffic/vehicle_type.h"

#include <algorithm>
#include <array>

namespace mwendo {

namespace {

// length gap reaction accel decel vmax width heavy power
constexpr std::array<VehicleParameters, kVehicleClassCount> kTable = {{
    {4.3F, 2.2F, 1.45F, 1.8F, 3.5F, 36.0F, 1.7F, 0.1F, 35},   // car
    {2.0F, 0.8F, 1.0F, 2.2F, 3.5F, 25.0F, 0.8F, 0.1F, 28},    // motorcycle
    {5.2F, 2.2F, 1.5F, 1.4F, 3.0F, 26.0F, 1.8F, 0.5F, 16},    // minibus
    {8.5F, 2.5F, 1.6F, 1.1F, 2.5F, 24.0F, 2.3F, 0.8F, 10},    // midibus
    {12.0F, 2.5F, 1.7F, 1.0F, 2.5F, 22.0F, 2.55F, 0.9F, 9},   // bus
    {18.0F, 2.5F, 1.8F, 1.0F, 2.5F, 22.0F, 2.55F, 0.9F, 8},   // articulated bus
    {9.0F, 2.5F, 1.8F, 0.6F, 2.5F, 22.0F, 2.5F, 1.0F, 6.5F},  // truck
    {1.8F, 0.6F, 1.0F, 0.9F, 2.0F, 5.5F, 0.7F, 1.0F, 1.5F},   // bicycle
}};

constexpr bool keeps_the_step(const VehicleParameters& p) { return p.reaction_s >= kLeastReaction; }
static_assert(std::all_of(kTable.begin(), kTable.end(), keeps_the_step));

}  // namespace

const VehicleParameters& parameters_of(VehicleClass c) {
  return kTable[static_cast<std::size_t>(c)];
}

VehicleType make_type(VehicleClass c, Permissions permissions) {
  return make_type(c, permissions, parameters_of(c));
}

VehicleType make_type(VehicleClass c, Permissions permissions, const VehicleParameters& p) {
  VehicleType t;
  t.vehicle_class = c;
  t.permissions = permissions;
  t.filters = c == VehicleClass::motorcycle || c == VehicleClass::bicycle;
  t.accel = p.accel_mps2;
  t.decel = p.decel_mps2;
  t.reaction = p.reaction_s;
  t.max_speed = p.max_speed_mps;
  t.length = p.length_m;
  t.spacing = p.length_m + p.gap_m;
  t.heavy = p.heavy;
  t.power = p.power_w_per_kg;
  t.roams = t.filters || (permissions & kBrt) != 0;
  t.decel_reaction = p.decel_mps2 * p.reaction_s;
  return t;
}

}  // namespace mwendo
