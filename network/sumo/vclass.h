// SUMO's vehicle classes and our permissions.
//
//   permissions_from_sumo("bus taxi", "");         // kBus | kMinibus
//   allow_for_sumo(kBus | kMinibus);               // "taxi bus coach custom1 ..."
//   permission_of_sumo_class("delivery");          // kTruck: what such a vehicle uses
//
// Of several classes with one permission the first leads: passenger for cars, motorcycle, taxi for
// minibuses (the shared taxis of the cities; SUMO has no class of its own for them), bus, truck,
// custom1 for BRT. A lane has the permission exactly if the leading class may use it: a lane for
// delivery alone is no lane for trucks, and a ban of coaches is no ban of buses. Any class of rails
// gives that of rail.
// A vehicle of any class uses the lanes of its permission: private, evehicle, hov, vip, emergency,
// authority, army, ship and custom2 go where cars go, moped where motorcycles go, coach where buses
// go, trailer and delivery where trucks go. custom1 and rails also go where buses go, as BRT and
// trams do in streets.
// Guarantees: allow_for_sumo names each class whose vehicles use the lane here, so SUMO runs the
// routes that Mwendo accepted. Permissions come back as they were written.
// Limits: beside buses, custom1 and rails add nothing when they are read, unless the lane is for
// buses and BRT but not for cars. Rails beside buses do not come back.
#pragma once

#include <string>
#include <string_view>

#include "network/network.h"

namespace mwendo {

// The name of a class in SUMO 1.15: the class itself, the present name of an old class (cityrail),
// or the nearest one of a newer class (subway). Empty for a word that is no class.
[[nodiscard]] std::string_view known_sumo_class(std::string_view vclass);

// Lanes that vehicles of one SUMO class use, 0 if it is no class of SUMO 1.15.
[[nodiscard]] Permissions permission_of_sumo_class(std::string_view vclass);

// Permissions of a lane from its attributes; both empty: everybody.
[[nodiscard]] Permissions permissions_from_sumo(std::string_view allow, std::string_view disallow);

// The attribute `allow` for a lane.
[[nodiscard]] std::string allow_for_sumo(Permissions p);

}  // namespace mwendo
