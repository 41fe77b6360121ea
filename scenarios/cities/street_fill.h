// Fills the gaps of a street sheet: ways of a second table, or the courses of routes, are added
// where the sheet has no street yet.
//
//   FillReport report;
//   fill_gaps(sheet, points, ways, FillRule{}, report);        // ways share points: a table
//   fill_along(sheet, line, way, FillRule{}, report);          // one trace of a route
//
// Method: a way is looked at in short steps. A step is known if a street of like direction that was
// there before lies within radius_m. The other stretches are added. They join the streets that they
// leave and reach, and meet those that they cross at a junction, unless either is on a level of its
// own. A roundabout of which less than half is known is added whole. Where a trace goes from one
// street to another that is near but not joined, they are joined; between opposite carriageways
// only for public transport. Motorways on bridges run above other streets: they are taken for none.
// Limits: streets closer than radius_m to a known one in like direction are taken for it.
#pragma once

#include <vector>

#include "network/conflate/geometry.h"
#include "scenarios/cities/street_sheet.h"

namespace mwendo {

struct FillRule {
  double radius_m = 30;  // a step this near to a street, in like direction, is on that street
  double join_m = 45;    // stretches that are added join streets this near to their ends
  double short_m = 50;   // shorter stretches, known or not, are noise
  double step_m = 25;
  double piece_m = 1500;  // long traces are added in pieces, so that they meet themselves
  // Ways of this round and later are no streets that a step may be on; they are met and joined.
  std::uint32_t known_before = conflate::kNothing;
};

struct FillReport {
  double known_m = 0;  // of the ways given: there already
  double added_m = 0;
  int joined = 0;  // streets joined because a trace changes between them
};

// A way of a table; its points are indices into the points of the table.
struct TableWay {
  SheetWay way;
  std::vector<std::uint32_t> points;
};

// `round` of the ways must be the same for all, and later than that of all ways of the sheet.
void fill_gaps(StreetSheet& sheet, const conflate::Line& points, const std::vector<TableWay>& ways,
               const FillRule& rule, FillReport& report);

// The way's round is where counting begins; returns the next free round.
std::uint32_t fill_along(StreetSheet& sheet, const conflate::Line& trace, const SheetWay& way,
                         const FillRule& rule, FillReport& report);

}  // namespace mwendo
