// The streets and nodes near a place.
//
//   const LinkIndex index(net);
//   const auto near = index.nearest(place, 300, [&](LinkId l) { return usable[l]; });
//   if (near) use(near->link, near->position_m);
//
// Guarantees: nearest gives the link (or node) of least distance within reach among those that pass
// the filter; of equal ones the lower id. within lists all of them, nearest first. A uniform grid:
// cost grows with the reach, not with the network.
// Units: metres.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "network/network.h"

namespace mwendo {

// Cells of equal size over a rectangle, with the items that touch each of them.
class CellGrid {
 public:
  CellGrid() = default;
  CellGrid(Point low, Point high, double cell_m);
  struct Range {
    int low_x, low_y, high_x, high_y;
  };
  [[nodiscard]] Range cells(Point low, Point high) const;
  void add(Point low, Point high, std::uint32_t item);
  void finish();  // after the last add
  [[nodiscard]] double cell_m() const { return cell_m_; }

  template <class Visit>
  void visit(Point low, Point high, Visit visit) const {
    const Range r = cells(low, high);
    for (int y = r.low_y; y <= r.high_y; ++y)
      for (int x = r.low_x; x <= r.high_x; ++x) {
        const auto c = static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) +
                       static_cast<std::size_t>(x);
        for (std::uint32_t i = first_[c]; i < first_[c + 1]; ++i) visit(items_[i]);
      }
  }

 private:
  Point low_;
  double cell_m_ = 100;
  int columns_ = 1;
  int rows_ = 1;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> added_;  // cell, item
  std::vector<std::uint32_t> first_{0, 0};
  std::vector<std::uint32_t> items_;
};

struct NearLink {
  LinkId link;
  double distance_m = 0;
  double position_m = 0;  // along the link's geometry, scaled to its length
  Point point;            // the nearest point of the link
};

class LinkIndex {
 public:
  using Filter = std::function<bool(LinkId)>;
  explicit LinkIndex(const Network& net, double cell_m = 150);
  [[nodiscard]] std::optional<NearLink> nearest(Point place, double reach_m,
                                                const Filter& filter = {}) const;
  [[nodiscard]] std::vector<NearLink> within(Point place, double reach_m,
                                             const Filter& filter = {}) const;

 private:
  const Network* net_;
  CellGrid grid_;
};

struct NearNode {
  NodeId node;
  double distance_m = 0;
};

class NodeIndex {
 public:
  using Filter = std::function<bool(NodeId)>;
  explicit NodeIndex(const Network& net, double cell_m = 150);
  [[nodiscard]] std::optional<NearNode> nearest(Point place, double reach_m,
                                                const Filter& filter = {}) const;
  [[nodiscard]] std::vector<NearNode> within(Point place, double reach_m,
                                             const Filter& filter = {}) const;

 private:
  const Network* net_;
  CellGrid grid_;
};

// The nearest point of a link to a place.
[[nodiscard]] NearLink nearest_on(const Network& net, LinkId l, Point place);

}  // namespace mwendo
