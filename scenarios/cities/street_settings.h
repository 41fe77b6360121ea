// What neither tags nor tables say of the streets of a city: junction control, kerb-side friction,
// footways. By class and distance from the centre; assumptions.
//
//   set_junctions(tables, origins, network, centre, builder);
//   set_kerbs(centre, builder);
//
// Junctions where main streets (secondary and higher) of two names or classes meet with three legs
// or more have the control of city.toml, for within kCentreRadius of the centre and for elsewhere.
// So have those with mapped ramps, from four legs and three approaches on. Signals, roundabouts,
// and junctions of motorways and of made-up ramps keep what they have.
#pragma once

#include "network/assembly/builder.h"
#include "scenarios/cities/city_streets.h"

namespace mwendo {

inline constexpr double kCentreRadius = 3000;  // m

void set_junctions(const CityTables& tables, const WayOrigins& origins, const Network& network,
                   Point centre, NetworkBuilder& builder);
void set_kerbs(Point centre, NetworkBuilder& builder);

}  // namespace mwendo
