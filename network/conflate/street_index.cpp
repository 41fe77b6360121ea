#include "network/conflate/street_index.h"

#include <algorithm>
#include <cmath>

namespace mwendo::conflate {
namespace {
Box box_of_streets(const StreetGraph& streets) {
  std::vector<Line> lines;
  lines.reserve(streets.edges.size());
  for (const StreetEdge& e : streets.edges) lines.push_back(e.line);
  return box_of(lines, 1);
}
}  // namespace

StreetIndex::StreetIndex(const StreetGraph& streets, double cell_m)
    : streets_(&streets),
      box_(box_of_streets(streets)),
      cell_m_(cell_m),
      columns_(static_cast<std::size_t>((box_.high.x - box_.low.x) / cell_m) + 1),
      rows_(static_cast<std::size_t>((box_.high.y - box_.low.y) / cell_m) + 1),
      cells_(columns_ * rows_) {
  for (std::uint32_t e = 0; e < streets.edges.size(); ++e) {
    for (const Point p : resample(streets.edges[e].line, cell_m / 4)) {
      auto& cell = cells_[row(p.y) * columns_ + column(p.x)];
      if (cell.empty() || cell.back() != e) cell.push_back(e);
    }
  }
}

std::size_t StreetIndex::column(double x) const {
  const double c = std::floor((x - box_.low.x) / cell_m_);
  return static_cast<std::size_t>(std::clamp(c, 0.0, static_cast<double>(columns_ - 1)));
}

std::size_t StreetIndex::row(double y) const {
  const double c = std::floor((y - box_.low.y) / cell_m_);
  return static_cast<std::size_t>(std::clamp(c, 0.0, static_cast<double>(rows_ - 1)));
}

std::vector<NearStreet> StreetIndex::near(Point p, double radius_m) const {
  // Streets are indexed by points at most cell/4 apart, so look a little farther than the radius.
  const double reach = radius_m + cell_m_ / 8 + 1;
  std::vector<std::uint32_t> edges;
  for (std::size_t y = row(p.y - reach); y <= row(p.y + reach); ++y) {
    for (std::size_t x = column(p.x - reach); x <= column(p.x + reach); ++x) {
      const auto& cell = cells_[y * columns_ + x];
      edges.insert(edges.end(), cell.begin(), cell.end());
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::vector<NearStreet> found;
  for (const std::uint32_t e : edges) {
    const FootOnLine foot = project(p, streets_->edges[e].line);
    if (foot.distance_m <= radius_m) found.push_back({e, foot});
  }
  std::stable_sort(found.begin(), found.end(), [](const NearStreet& l, const NearStreet& r) {
    return l.foot.distance_m < r.foot.distance_m;
  });
  return found;
}

}  // namespace mwendo::conflate
