// Vehicle types of SUMO as vehicle types of our traffic.
//
//   const VehicleType t = type_from_sumo(demand.types[0]);
//
// Lengths, gaps, accelerations, decelerations, headways (tau, at least 1 s) and top speeds are
// kept. SUMO's random slowing (sigma) lowers the speed by s = sigma * accel / 2 on average. Here it
// lowers the desired speed and the acceleration by that much. A follower that drives s below its
// safe speed has the gap at which v_safe = v + s:
//   gap = tau v + s (tau + v / decel) + s^2 / (2 decel),
// So the headway beyond the standing gap is tau + s / decel + s tau / v. v is 10 m/s, the speed of
// a queue at a stop line. Standing gaps, and with them the length of queues, stay SUMO's.
// Source: Krauss, "Microscopic modeling of traffic flow", DLR 98-08 (1998), eq. of the random step.
// Limits: taxis with fewer than eight seats are cars, others minibuses; buses and rails of 16 m and
// longer are articulated buses; car-following models other than Krauss keep only these parameters.
#pragma once

#include "network/sumo/routes.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo {

[[nodiscard]] VehicleType type_from_sumo(const SumoVehicleType& t);

}  // namespace mwendo
