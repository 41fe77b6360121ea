// Carriageways of dual roads that a table of streets draws as two-way streets.
//
//   table.carriageways = mark_carriageways(table, DrivingSide::left);   // after mark_roundabouts
//
// Tables without directions draw both carriageways of some dual roads as two lines. They are two
// lines of one name and class that run side by side (side_by_side.h, main_lines.h): 5 to 35 m
// apart, over 200 m and more, gaps of less than 60 m included. Each becomes one-way: the other lies
// on the driver's right where one drives on the left. At its ends a carriageway goes on to the next
// junction within 60 m. Streets between carriageways stay two-way. Ways are cut where a carriageway
// begins or ends; the parts keep the id and get oneway=yes and oneway:inferred=yes.
// Guarantee: traffic can still reach and leave every point where it could before. Steps that would
// leave a dead end stay two-way with those beside them.
// Limits: two lines that a table draws of one road by mistake are taken for a dual road; lanes of
// both directions are right then, too. Three lines side by side are left.
// Check: of the bus courses in the table of Addis Ababa, which are drawn the way that buses drive,
// all carriageways found (128 km) run as they are drawn.
#pragma once

#include "network/network.h"
#include "scenarios/cities/street_table.h"

namespace mwendo {

[[nodiscard]] FoundCarriageways mark_carriageways(StreetTable& table, DrivingSide side);

}  // namespace mwendo
