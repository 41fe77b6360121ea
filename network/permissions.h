// The vehicles that can make a movement.
//
//   const auto allowed = movement_permissions(net);
//   if (allowed[m] & kCar) ...   // a car finds a lane before and after the node
//
// Guarantees: a bit is set where some lane connection of the movement is open to the vehicles of
// this bit and joins two lanes that they may use; a BRT vehicle (kBrt) also uses lanes with kBus.
#pragma once

#include "network/network.h"

namespace mwendo {

// Kinds of vehicle that lanes with these permissions carry. Walkers are no vehicles.
[[nodiscard]] constexpr Permissions vehicles_on(Permissions p) {
  const auto riders = static_cast<Permissions>(p & ~kFoot);
  return static_cast<Permissions>(riders | ((riders & kBus) != 0 ? kBrt : 0));
}

[[nodiscard]] Column<MovementId, Permissions> movement_permissions(const Network& net);

}  // namespace mwendo
