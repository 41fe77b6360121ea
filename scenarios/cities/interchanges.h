// Interchanges of roads of limited access that a table draws as one line for both carriageways.
//
//   const std::size_t ramps = add_interchanges(tables, named, builder);
//
// How: where such a road meets other streets its carriageways get nodes of their own and pass over;
// ramps join both. Roads of limited access are motorway-like roads, roads with service roads and
// dual trunk roads of 70 km/h and more (roads.csv).
// Streets within 200 m of an interchange meet the road at grade: of such junctions the one with the
// most lanes of the highest classes is the interchange. Junctions on the road less than 60 m apart
// are one crossing: the road passes over all of it.
// An assumption: neither the place nor the form of an interchange is known.
#pragma once

#include "network/assembly/builder.h"
#include "scenarios/cities/named_roads.h"

namespace mwendo {

// Returns the number of ramps; their links follow those that were there.
std::size_t add_interchanges(const CityTables& tables, const NamedLinks& named,
                             NetworkBuilder& builder);

}  // namespace mwendo
