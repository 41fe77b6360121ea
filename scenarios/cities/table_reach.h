// Whether traffic can still reach and leave every point of a table of streets.
//
//   const TableReach reach(table);
//   const std::vector<char> lost = reach.lost(marks);   // by point, if marked steps were one-way
//
// A point is lost if it is no longer strongly connected with most of the points that it was
// connected with before.
#pragma once

#include <vector>

#include "scenarios/cities/way_marks.h"

namespace mwendo {

class TableReach {
 public:
  // The table must outlive this.
  explicit TableReach(const StreetTable& table);
  [[nodiscard]] std::vector<char> lost(const WayMarks& marks) const;

 private:
  [[nodiscard]] std::vector<std::uint32_t> parts(const WayMarks& marks) const;

  const StreetTable* table_;
  std::vector<std::uint32_t> before_;  // by point
};

}  // namespace mwendo
