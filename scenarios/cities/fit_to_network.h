// A city's people and lines on another street network, such as an OSM extract of a part of it.
//
//   const CityWorld core = fit_to_network(load_city("nairobi"), load_network("core"));
//
// People: each street node of the new network that cars can reach and leave goes to the zone whose
// centre is nearest (within kZoneReach). A zone keeps the share of its people, jobs and school
// places whose old street nodes have a new one within kNodeReach. Zones without nodes are left out.
// Lines: stops are put on the nearest street that a bus can reach from the stop before. A line is
// cut where a stop is out of reach or the way between two stops is a detour. Its longest piece of
// at least kLeastStops stops is kept.
// The assumptions of the result count everything left out.
// Precondition: the network has the coordinate system of the city's (checked: InputError).
// Limits: trips from and to places outside the network are not made; rail lines are kept only where
// both ends of a section are near the network.
#pragma once

#include "scenarios/cities/city_world.h"

namespace mwendo {

inline constexpr double kZoneReach = 1500;  // m
inline constexpr double kNodeReach = 600;   // m
inline constexpr double kStopReach = 90;    // m
inline constexpr std::size_t kLeastStops = 4;

[[nodiscard]] CityWorld fit_to_network(const CityWorld& city, Network network);

}  // namespace mwendo
