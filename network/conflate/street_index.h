// Finds the streets near a point.
//
//   StreetIndex index(streets, 200);
//   for (const NearStreet& n : index.near(p, 60)) ...   // every edge within 60 m, nearest first
#pragma once

#include <vector>

#include "network/conflate/street_graph.h"

namespace mwendo::conflate {

struct NearStreet {
  std::uint32_t edge = kNothing;
  FootOnLine foot;
};

class StreetIndex {
 public:
  StreetIndex(const StreetGraph& streets, double cell_m);
  // Every edge within radius_m, nearest first (ties by edge).
  [[nodiscard]] std::vector<NearStreet> near(Point p, double radius_m) const;

 private:
  [[nodiscard]] std::size_t column(double x) const;
  [[nodiscard]] std::size_t row(double y) const;
  const StreetGraph* streets_;
  Box box_;
  double cell_m_;
  std::size_t columns_, rows_;
  std::vector<std::vector<std::uint32_t>> cells_;
};

}  // namespace mwendo::conflate
