// Local streets: a made-up mesh where people live far from every street of the tables.
//
//   const LocalStreetReport made_up = add_local_streets(tables, sheet, round);
//
// How: points of a shaken square grid that lie farther than clear_m from every street, but not
// farther than reach_m from the nearest, and where people live, are joined to their neighbours
// where no street is between. Where a neighbour is missing, they are joined to the nearest street
// on that side; to no motorway, trunk road, carriageway, bridge or tunnel.
//
// People live where the population grid says so. Without a grid the evidence is weaker: many
// streets around, and streets on all four sides within enclosed_m, so that no mesh grows into a
// lake or beyond the edge of the city.
//
// Everything here is an assumption. The spacing follows block lengths of 100 to 400 m, usual
// according to UN-Habitat, "Streets as Public Spaces and Drivers of Urban Prosperity" (2013).
// Guarantees: every local street is connected with the streets of the tables and crosses none; the
// same input gives the same streets.
#pragma once

#include "scenarios/cities/city_tables.h"
#include "scenarios/cities/street_sheet.h"

namespace mwendo {

inline constexpr std::int64_t kMadeUpWay = -2;  // id of the ways

inline constexpr double kClearShare = 0.625;  // clear_m of the spacing, an assumption

struct LocalStreetRule {
  double spacing_m = 400;        // of the grid
  double shake = 0.22;           // of the spacing, each way
  double clear_m = 250;          // no local node nearer to a street
  double reach_m = 700;          // nor farther
  double join_m = 550;           // longest way from a local node to a street
  double enclosed_m = 1000;      // streets this near on all four sides
  double streets_per_km2 = 1.5;  // km, least density of streets within enclosed_m
  double people_per_km2 = 2500;  // least density of people where there is a population grid
};

struct LocalStreetReport {
  double length_m = 0;
  std::size_t nodes = 0;
};

LocalStreetReport add_local_streets(const CityTables& tables, StreetSheet& sheet,
                                    std::uint32_t round, const LocalStreetRule& rule = {});

}  // namespace mwendo
