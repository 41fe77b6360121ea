// Tables of streets of a city: one row a way, with the tags of OpenStreetMap as columns.
//
//   const StreetTable table = read_street_table(folder / "streets.csv", projection, problems);
//
// Columns: way (id), highway and any further tags (docs/cities.md), course. The course holds
// longitude and latitude in 1e-5 degrees: of the first point, then steps from point to point.
// Points of different ways are one node, a junction, where their coordinates are equal. Errors: a
// row without a way, a class or a course of two points is a problem with its line.
#pragma once

#include <filesystem>
#include <vector>

#include "network/base/input_error.h"
#include "network/projection.h"
#include "scenarios/cities/street_fill.h"

namespace mwendo {

// Lines of dual roads that a table draws as two-way streets, see carriageways.h.
struct FoundCarriageways {
  double one_way_m = 0;
  double left_m = 0;  // two-way still: one-way they would leave dead ends
};

struct StreetTable {
  conflate::Line points;
  std::vector<TableWay> ways;
  std::size_t roundabouts = 0;  // recognised by their course, see roundabouts.h
  FoundCarriageways carriageways;
};

[[nodiscard]] StreetTable read_street_table(const std::filesystem::path& file,
                                            const Projection& projection, Problems& problems);

}  // namespace mwendo
