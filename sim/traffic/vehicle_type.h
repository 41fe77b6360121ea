// Parameters of vehicles in traffic, by class.
//
// Units: metres, seconds, m/s, m/s2.
//
// Sources: lengths and gaps: vehicle dimensions as built; accelerations: Treiber & Kesting,
// "Traffic Flow Dynamics" (2013), ch. 11-12, for the order of magnitude; reaction times are set so
// that a lane discharges about 1,600 passenger cars an hour, the middle of the range reported for
// mixed traffic in the three cities (1,400-1,900). Motorcycle values are assumptions.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/modes/classes.h"

namespace mwendo {

struct VehicleParameters {
  float length_m;
  float gap_m;       // standing gap to the leader
  float reaction_s;  // time headway beyond the gap; at least 1 s, the step
  float accel_mps2;
  float decel_mps2;  // comfortable; the model brakes harder only when it must
  float max_speed_mps;
  float width_m;
  float heavy;           // 0..1: share of the grade resistance that acts on acceleration
  float power_w_per_kg;  // at the wheels, loaded: what limits the speed uphill
};

[[nodiscard]] const VehicleParameters& parameters_of(VehicleClass c);

using TypeIndex = std::uint8_t;

// A class with permissions: what the traffic engine works with.
struct VehicleType {
  VehicleClass vehicle_class = VehicleClass::car;
  Permissions permissions = kCar;
  bool filters = false;   // may ride between the lanes
  bool priority = false;  // asks signals for priority
  bool in_use = false;    // a vehicle of it was added; set by Traffic
  // Derived from the class parameters:
  float accel = 0, decel = 0, reaction = 0, max_speed = 0, length = 0, spacing = 0, heavy = 0;
  float decel_reaction = 0;  // decel * reaction
  bool roams = false;        // looks for another lane wherever it is: filters, or BRT
  float power = 0;           // W/kg
  float slowing = 0;         // m/s below the desired speed on average, by inattention
};

[[nodiscard]] VehicleType make_type(VehicleClass c, Permissions permissions);
// The same with other parameters than those of the class, for example from a file.
[[nodiscard]] VehicleType make_type(VehicleClass c, Permissions permissions,
                                    const VehicleParameters& p);

}  // namespace mwendo
