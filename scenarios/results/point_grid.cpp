#include "scenarios/results/point_grid.h"

#include <algorithm>
#include <cmath>

namespace mwendo {

PointGrid::PointGrid(const std::vector<Point>& points, double cell_m) : cell_m_(cell_m) {
  for (const Point& p : points) entries_.push_back({cell_of(p), p});
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.cell < b.cell; });
}

PointGrid::Cell PointGrid::cell_of(Point p) const {
  return {static_cast<std::int64_t>(std::floor(p.x / cell_m_)),
          static_cast<std::int64_t>(std::floor(p.y / cell_m_))};
}

bool PointGrid::any_within(Point p, double reach_m) const {
  const Cell low = cell_of({p.x - reach_m, p.y - reach_m});
  const Cell high = cell_of({p.x + reach_m, p.y + reach_m});
  for (std::int64_t x = low.first; x <= high.first; ++x) {
    auto at = std::lower_bound(entries_.begin(), entries_.end(), Cell{x, low.second},
                               [](const Entry& e, const Cell& c) { return e.cell < c; });
    for (; at != entries_.end() && at->cell <= Cell{x, high.second}; ++at)
      if (distance(at->point, p) <= reach_m) return true;
  }
  return false;
}

}  // namespace mwendo
