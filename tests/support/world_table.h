// A world as a table of text, and what differs between two worlds by name.
//
//   for (const Difference& d : differences(base, alternative))
//     std::cout << d.column << " of " << d.row << "\n";      // lane.width_m of Main Street 3>4
//     lane 1
//
// Rows are named by what stays when ids change: links by street and nodes, lanes by link and
// number, movements by their links, lines by name and description, stops by number and name. Every
// column of network, supply, zones and figures is there: the code does not compile when one is
// added and forgotten here. Floating figures are printed so that equal text means equal bits.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/cities/city_world.h"

namespace mwendo::testing {

// Column, then row, then value.
using WorldTable = std::map<std::string, std::map<std::string, std::string>>;
[[nodiscard]] WorldTable table_of(const CityWorld& world);

struct Difference {
  std::string column;
  std::string row;
  bool operator==(const Difference&) const = default;
};
// In order of column and row. A row that only one world has differs in every column.
[[nodiscard]] std::vector<Difference> differences(const CityWorld& a, const CityWorld& b);

// "Main Street 3>4": the name of a link's rows.
[[nodiscard]] std::string row_name(const Network& net, LinkId l);

}  // namespace mwendo::testing
