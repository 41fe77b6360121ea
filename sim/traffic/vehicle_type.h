// Parameters of vehicles in traffic, by class.
//
// Units: metres, seconds, m/s, m/s2.
//
// Sources: dimensions as built; accelerations: order of magnitude of Treiber & Kesting (2013), ch.
// 11-12; of a truck the mean from 0 to 50 km/h of min(0.8 m/s2, power / v - 0.015 g). Reaction
// times: a lane discharges 1,690 to 1,800 cars an hour at 40 and 50 km/h, within the 1,400 to 1,900
// of studies of the three cities (unverified). Motorcycles: assumptions. One set for all cities.
// Against headway ratios measured in Addis Ababa: docs/traffic.md.
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

// A follower moves by what it saw one step ago. It cannot keep a shorter time headway than the step
// of one second: lanes would carry flows that no driver makes. The table of the classes is checked
// when it is compiled, every other type when Traffic::add_type takes it.
inline constexpr float kLeastReaction = 1;  // s

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
