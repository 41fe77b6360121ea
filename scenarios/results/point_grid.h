// Points in square cells, to find whether one is near.
//
//   PointGrid grid(stops, 500);
//   if (grid.any_within(home, 500)) ...
#pragma once

#include <cstdint>
#include <vector>

#include "network/network.h"

namespace mwendo {

class PointGrid {
 public:
  PointGrid(const std::vector<Point>& points, double cell_m);
  [[nodiscard]] bool any_within(Point p, double reach_m) const;

 private:
  using Cell = std::pair<std::int64_t, std::int64_t>;
  struct Entry {
    Cell cell;
    Point point;
  };
  [[nodiscard]] Cell cell_of(Point p) const;
  double cell_m_;
  std::vector<Entry> entries_;  // sorted by cell
};

}  // namespace mwendo
