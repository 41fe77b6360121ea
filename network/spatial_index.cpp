#include "network/spatial_index.h"

#include <algorithm>
#include <cmath>

namespace mwendo {
namespace {

struct Box {
  Point low{1e300, 1e300};
  Point high{-1e300, -1e300};
  void add(Point p) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
};

CellGrid grid_over(const std::vector<Point>& points, double cell_m) {
  Box box;
  for (const Point p : points) box.add(p);
  return points.empty() ? CellGrid({0, 0}, {0, 0}, cell_m) : CellGrid(box.low, box.high, cell_m);
}

// Widens the search until something is found that no unseen cell could beat.
template <class Within>
auto nearest_by_rings(double reach_m, double start_m, Within within) {
  double radius = std::min(start_m, reach_m);
  while (true) {
    auto found = within(radius);
    if (!found.empty() || radius >= reach_m) return found;
    radius = std::min(2 * radius, reach_m);
  }
}

}  // namespace

CellGrid::CellGrid(Point low, Point high, double cell_m) : low_(low), cell_m_(cell_m) {
  // At most some four million cells, however far apart the outermost points are.
  const double area = std::max(high.x - low.x, cell_m) * std::max(high.y - low.y, cell_m);
  cell_m_ = std::max(cell_m_, std::sqrt(area / 4e6));
  columns_ = static_cast<int>((high.x - low.x) / cell_m_) + 1;
  rows_ = static_cast<int>((high.y - low.y) / cell_m_) + 1;
}

CellGrid::Range CellGrid::cells(Point low, Point high) const {
  const auto place = [&](double v, double origin, int count) {
    return static_cast<int>(std::clamp((v - origin) / cell_m_, 0.0, count - 1.0));
  };
  return {place(low.x, low_.x, columns_), place(low.y, low_.y, rows_),
          place(high.x, low_.x, columns_), place(high.y, low_.y, rows_)};
}

void CellGrid::add(Point low, Point high, std::uint32_t item) {
  const Range r = cells(low, high);
  for (int y = r.low_y; y <= r.high_y; ++y)
    for (int x = r.low_x; x <= r.high_x; ++x)
      added_.emplace_back(static_cast<std::uint32_t>(y * columns_ + x), item);
}

void CellGrid::finish() {
  std::sort(added_.begin(), added_.end());
  added_.erase(std::unique(added_.begin(), added_.end()), added_.end());
  first_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_) + 1, 0);
  for (const auto& [cell, item] : added_) {
    ++first_[cell + 1];
    items_.push_back(item);
  }
  for (std::size_t c = 1; c < first_.size(); ++c) first_[c] += first_[c - 1];
  added_.clear();
  added_.shrink_to_fit();
}

NearLink nearest_on(const Network& net, LinkId l, Point place) {
  const auto points = net.geometry_of(l);
  NearLink best{l, 1e300, 0, points.front()};
  double passed = 0;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Point a = points[i];
    const Point d{points[i + 1].x - a.x, points[i + 1].y - a.y};
    const double square = d.x * d.x + d.y * d.y;
    const double along = (place.x - a.x) * d.x + (place.y - a.y) * d.y;
    const double t = square > 0 ? std::clamp(along / square, 0.0, 1.0) : 0.0;
    const Point foot{a.x + t * d.x, a.y + t * d.y};
    const double away = distance(foot, place);
    const double piece = std::sqrt(square);
    if (away < best.distance_m) best = {l, away, passed + t * piece, foot};
    passed += piece;
  }
  const auto length = static_cast<double>(net.link.length_m[l]);
  if (passed > 0) best.position_m = std::min(best.position_m * (length / passed), length);
  return best;
}

LinkIndex::LinkIndex(const Network& net, double cell_m)
    : net_(&net), grid_(grid_over(net.geometry, cell_m)) {
  for (const LinkId l : net.links()) {
    const auto points = net.geometry_of(l);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      Box box;
      box.add(points[i]);
      box.add(points[i + 1]);
      grid_.add(box.low, box.high, l.value);
    }
  }
  grid_.finish();
}

std::vector<NearLink> LinkIndex::within(Point place, double reach_m, const Filter& filter) const {
  std::vector<std::uint32_t> candidates;
  grid_.visit({place.x - reach_m, place.y - reach_m}, {place.x + reach_m, place.y + reach_m},
              [&](std::uint32_t item) { candidates.push_back(item); });
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<NearLink> found;
  for (const std::uint32_t item : candidates) {
    if (filter && !filter(LinkId{item})) continue;
    const NearLink near = nearest_on(*net_, LinkId{item}, place);
    if (near.distance_m <= reach_m) found.push_back(near);
  }
  std::stable_sort(found.begin(), found.end(), [](const NearLink& a, const NearLink& b) {
    return a.distance_m < b.distance_m;
  });
  return found;
}

std::optional<NearLink> LinkIndex::nearest(Point place, double reach_m,
                                           const Filter& filter) const {
  const auto found =
      nearest_by_rings(reach_m, grid_.cell_m(), [&](double r) { return within(place, r, filter); });
  return found.empty() ? std::nullopt : std::optional(found.front());
}

NodeIndex::NodeIndex(const Network& net, double cell_m)
    : net_(&net), grid_(grid_over(net.node.position.raw(), cell_m)) {
  for (const NodeId n : net.nodes()) grid_.add(net.node.position[n], net.node.position[n], n.value);
  grid_.finish();
}

std::vector<NearNode> NodeIndex::within(Point place, double reach_m, const Filter& filter) const {
  std::vector<NearNode> found;
  grid_.visit({place.x - reach_m, place.y - reach_m}, {place.x + reach_m, place.y + reach_m},
              [&](std::uint32_t item) {
                const NodeId n{item};
                const double away = distance(net_->node.position[n], place);
                if (away <= reach_m && (!filter || filter(n))) found.push_back({n, away});
              });
  std::sort(found.begin(), found.end(), [](const NearNode& a, const NearNode& b) {
    return std::pair(a.distance_m, a.node) < std::pair(b.distance_m, b.node);
  });
  return found;
}

std::optional<NearNode> NodeIndex::nearest(Point place, double reach_m,
                                           const Filter& filter) const {
  const auto found =
      nearest_by_rings(reach_m, grid_.cell_m(), [&](double r) { return within(place, r, filter); });
  return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace mwendo
