// Local streets: a made-up mesh between the main streets, because the embedded cities have no data
// of them. It gives room to short trips, access to homes and ways round a queue.
//
//   CityStreets streets = merge_streets(tables);
//   add_local_streets(tables, streets);   // appends; ids of nodes and edges that are there stay
//
// How: points of a shaken square grid that lie in built-up land (kStreetsAround of main streets
// within a kilometre) are joined to their neighbours where no main street is between. They are also
// joined to nodes of unnamed main streets and, between their junctions, of named roads with one
// carriageway.
// Everything here is an assumption. The spacing follows block lengths of 100 to 400 m, usual
// according to UN-Habitat, "Streets as Public Spaces and Drivers of Urban Prosperity" (2013).
// Guarantees: every local street is connected with the main streets and crosses none; the same
// input gives the same streets.
#pragma once

#include "scenarios/cities/street_merge.h"

namespace mwendo {

struct LocalStreetRule {
  double spacing_m = 280;          // of the grid
  double shake = 0.22;             // of the spacing, each way
  double clear_m = 90;             // no local node nearer to a main street
  double reach_m = 650;            // nor farther
  double streets_around_m = 3000;  // of main streets within 1 km: built-up land
  double join_m = 420;             // longest way from a local node to a main street's node
};

// Returns the length added, metres.
double add_local_streets(const CityTables& tables, CityStreets& streets,
                         const LocalStreetRule& rule = {});

}  // namespace mwendo
