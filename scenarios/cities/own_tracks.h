// Busways of planned corridors where no street lies along their course: streets for walkers and BRT
// alone, tracks beside the streets. The profile of the city names such corridors (own_tracks).
//
//   add_own_tracks(tables, sheet, made_up_round);   // after the made-up streets
//
// How: a step of the course within 30 m of a street of like direction is on that street; made-up
// streets do not count. The other stretches become two-way busways with sidewalks. They join the
// streets at their ends, and meet those that they cross. Where the course leaves a dual
// carriageway, or a branch its trunk, both carriageways are joined (45 m): BRT crosses them.
// Guarantees: nobody drives there but BRT vehicles (kBrt), so a base without BRT does not use them.
// Limits: both directions follow one course; in the base walkers use the busway too.
#pragma once

#include "scenarios/cities/city_tables.h"
#include "scenarios/cities/street_sheet.h"

namespace mwendo {

inline constexpr std::int64_t kTrackWay = -4;  // id of the ways

// Ways of made_up_round are the made-up streets; the tracks get the round after it. Metres added.
double add_own_tracks(const CityTables& tables, StreetSheet& sheet, std::uint32_t made_up_round);

}  // namespace mwendo
