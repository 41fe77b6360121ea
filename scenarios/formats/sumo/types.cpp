#include "scenarios/formats/sumo/types.h"

#include <algorithm>

#include "network/sumo/vclass.h"

namespace mwendo {
namespace {

VehicleClass class_of(const SumoVehicleType& t) {
  const Permissions p = permission_of_sumo_class(t.vehicle_class);
  if (p == kMinibus) return t.seats >= 8 ? VehicleClass::minibus : VehicleClass::car;
  if (p == kMotorcycle) return VehicleClass::motorcycle;
  if (p == kTruck) return VehicleClass::truck;
  if (p == kBicycle) return VehicleClass::bicycle;
  if (p == kBus || p == (kBus | kBrt) || p == (kBus | kRail))
    return t.length_m >= 16 ? VehicleClass::articulated_bus : VehicleClass::bus;
  return VehicleClass::car;
}

constexpr float kDischargeSpeed = 10;  // m/s, about that of a queue at the stop line

}  // namespace

VehicleType type_from_sumo(const SumoVehicleType& t) {
  const VehicleClass c = class_of(t);
  VehicleParameters p = parameters_of(c);
  const float slowing = t.sigma * t.accel_mps2 / 2;
  p.length_m = t.length_m;
  const float tau = std::max(t.tau_s, 1.0F);
  p.reaction_s = tau + slowing / t.decel_mps2 + tau * slowing / kDischargeSpeed;
  p.gap_m = t.gap_m;
  p.accel_mps2 = std::max(t.accel_mps2 - slowing, 0.2F);
  p.decel_mps2 = t.decel_mps2;
  p.max_speed_mps = t.max_speed_mps;
  p.width_m = t.width_m;
  VehicleType type = make_type(c, permission_of_sumo_class(t.vehicle_class), p);
  type.slowing = slowing;
  return type;
}

}  // namespace mwendo
