// Made-up cities of any size, for tests and benchmarks.
//
//   const Network net = generate_grid({.rows = 100, .columns = 100, .seed = 1});
//
// Guarantees: rows x columns nodes. Every arterial_every-th street is a primary with three lanes
// each way and 50 km/h; others are residential with one lane and 30 km/h. Arterials cross at
// signals; streets meet arterials at priority junctions. Every link carries kSyntheticGeometry. The
// network is strongly connected and a function of the parameters alone.
#pragma once

#include <cstdint>

#include "network/network.h"

namespace mwendo {

struct GridCity {
  std::uint32_t rows = 10;
  std::uint32_t columns = 10;
  double spacing_m = 150;
  double perturbation = 0.2;  // nodes are moved by up to this share of the spacing
  std::uint32_t arterial_every = 5;
  DrivingSide driving_side = DrivingSide::left;
  std::uint64_t seed = 1;
};

[[nodiscard]] Network generate_grid(const GridCity& city);

}  // namespace mwendo
