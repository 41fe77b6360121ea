// Roundabouts that a table of streets draws without saying so (no `junction` tag).
//
//   const std::size_t rings = mark_roundabouts(table, DrivingSide::left);
//
// How: from each one-way step the course goes on with the step that turns most towards the inside
// (to the right where one drives on the left). It is a roundabout if it comes back after 40 to
// 300 m in at least ten steps that turn by at most 60 degrees each, and is nearly round:
// 4 pi area / length^2 is 0.9 and more (an octagon 0.95, a square 0.79). So blocks of one-way
// streets, and the squares inside crossings of dual carriageways, are none.
// A table that keeps few points draws a small ring with corners. One-way streets of up to 200 m
// around are a roundabout, too, if at each corner a two-way street or a street called roundabout
// meets it, and streets lead away at three points and more, none inwards (4 pi area / length^2 at
// least 0.3).
// Then the first rule for two-way streets, driven either way: tables without directions draw
// roundabouts so. Circles of residential estates are round too. So a street must lead away at three
// points and more, and none inwards. Such a ring becomes one-way. Where two streets of a higher
// class end at it, it gets their class, as OpenStreetMap has it for roundabouts; it is flagged as
// inferred.
// The ways get junction=roundabout. A way that goes on beyond its ring is cut; its parts keep its
// id.
// Limits: rings with corners where no two-way street ends, or wider ones of interchanges, are not
// found.
#pragma once

#include <cstddef>

#include "network/network.h"
#include "scenarios/cities/street_table.h"

namespace mwendo {

// Returns the number of rings that had no tag.
std::size_t mark_roundabouts(StreetTable& table, DrivingSide side);

}  // namespace mwendo
