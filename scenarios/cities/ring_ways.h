// Writes roundabouts into the ways of a table.
//
//   marks[{from, to}] = "primary";  // a step of a ring in the direction of traffic
//   write_rings(table, marks);
//
// Ways are cut where they enter or leave a ring; the parts keep the id. Parts on a ring get
// junction=roundabout. Those of two-way ways run in the direction of the marks, and get the class
// of the mark, flagged as inferred where it differs.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "scenarios/cities/street_table.h"

namespace mwendo {

using RingMarks = std::map<std::pair<std::uint32_t, std::uint32_t>, std::string>;

void write_rings(StreetTable& table, const RingMarks& marks);

}  // namespace mwendo
