// SUMO's vehicle classes and our permissions.
//
//   permissions_from_sumo("bus taxi", "");         // kBus | kMinibus
//   allow_for_sumo(kGeneralTraffic | kBicycle);    // "passenger motorcycle taxi bus truck bicycle"
//
// passenger = car; moped = motorcycle; taxi = minibus (the shared taxis of the three cities; SUMO
// has no class of its own for them); coach = bus; delivery, trailer = truck; custom1 = BRT; the
// classes of rails = rail. Other classes (ship, emergency, custom2 ...) have no counterpart and are
// dropped.
// Limits: SUMO's passenger, private, evehicle, hov and vip are all cars here.
#pragma once

#include <string>
#include <string_view>

#include "network/network.h"

namespace mwendo {

// Permission of one SUMO class, 0 if it has no counterpart.
[[nodiscard]] Permissions permission_of_sumo_class(std::string_view vclass);

// Permissions of a lane from its attributes; both empty: everybody.
[[nodiscard]] Permissions permissions_from_sumo(std::string_view allow, std::string_view disallow);

// The attribute `allow` for a lane.
[[nodiscard]] std::string allow_for_sumo(Permissions p);

}  // namespace mwendo
