// A small town for tests of demand: a square grid of streets, zones of nodes, a few lines.
//
//   SmallWorld w = make_small_world({.size = 15, .block_m = 400});
//   add_line(w, {.name = "1", .mode = Mode::minibus, .nodes = street_nodes(w, 7, true)});
//
// Node (column x, row y) has id y * size + x; each street has one lane in each direction, and
// every fifth row and column is a primary road, the others residential.
#pragma once

#include <string>
#include <vector>

#include "sim/world/world.h"

namespace mwendo::testing {

struct SmallWorldOptions {
  std::uint32_t size = 15;  // nodes along one side
  double block_m = 400;
  std::uint32_t zone_side = 3;  // nodes along one side of a zone
  float population = 50000;
};

struct SmallWorld : World {
  SmallWorldOptions options;
};

[[nodiscard]] SmallWorld make_small_world(const SmallWorldOptions& options = {});
// The one without options, made once for all tests of a process.
[[nodiscard]] const SmallWorld& small_town();
[[nodiscard]] NodeId node_at(const SmallWorld& w, std::uint32_t x, std::uint32_t y);
[[nodiscard]] LinkId link_between(const Network& net, NodeId from, NodeId to);
// Nodes of row y (along x) or of column x.
[[nodiscard]] std::vector<NodeId> row_nodes(const SmallWorld& w, std::uint32_t y);
[[nodiscard]] std::vector<NodeId> column_nodes(const SmallWorld& w, std::uint32_t x);

struct LineSpec {
  std::string name = "1";
  Mode mode = Mode::minibus;
  std::vector<NodeId> nodes = {};  // of the path; a stop at every one but the first
  float headway_s = 300;
  float fare = 40;
  float fare_per_km = 0;
  std::uint16_t capacity = 14;
  std::uint32_t stop_every = 1;  // nodes between stops
};
// Adds one direction. Lines that stop at the end of the same link share the stop.
LineId add_line(SmallWorld& w, const LineSpec& spec);

}  // namespace mwendo::testing
