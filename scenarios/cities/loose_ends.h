// Carriageways that end at the edge of a table go on as the street of the next one.
//
//   const int joined = join_loose_ends(sheet, round);
//
// How: a one-way street that was there before `round` and does not go on at its end is joined to a
// street of that round or later: to the nearest within 60 m, else to one ahead within 350 m.
// Streets of its name go first, then those of its class, then of the one above or below. So a trunk
// road does not go on as the lane beside it. Where other streets meet the end already, only its
// name and class count. The piece between runs in the direction of the carriageway and has the
// lower of both classes. It meets the streets that it crosses, but for bridges, tunnels and
// motorways.
#pragma once

#include "scenarios/cities/street_sheet.h"

namespace mwendo {

// Returns the number of ends that were joined.
int join_loose_ends(StreetSheet& sheet, std::uint32_t round);

}  // namespace mwendo
