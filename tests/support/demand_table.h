// People of a test, listed as text: each row is a group that makes one trip each.
//
//   const std::vector<DemandRow> rows = read_demand_table(R"(
//     # from to  first  every  persons
//     A     L    07:00  20     30
//     B     L    07:05  60     10
//   )");
//   const Population people = people_of(world, 5, rows, {{"A", node_a}, ...});
//   rows[row_of(people, trip)].from
//
// `every` is in seconds. Persons are numbered by row and place in it (row * 1000 + k), so that a
// new row does not change the draws of the others; their modes follow from choice. Errors:
// std::invalid_argument for what cannot be read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/population/population.h"
#include "sim/world/world.h"

namespace mwendo::testing {

struct DemandRow {
  std::string from, to;
  float first_s = 0;
  float every_s = 0;
  std::uint32_t persons = 0;
};

[[nodiscard]] std::vector<DemandRow> read_demand_table(const std::string& text);

// All travel from home; income, car and bicycle differ from person to person in fixed turns.
[[nodiscard]] Population people_of(const World& world, float expansion,
                                   const std::vector<DemandRow>& rows,
                                   const std::map<std::string, NodeId>& nodes);

// The row of the table that a trip comes from.
[[nodiscard]] std::size_t row_of(const Population& people, TripId t);

}  // namespace mwendo::testing
