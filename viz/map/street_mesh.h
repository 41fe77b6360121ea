// The streets as constant triangles; colour and least width come from a table by entry.
//
//   const StreetMesh mesh = make_street_mesh(net, lanes, Detail::fine);
//   for (const MeshRange& r : mesh.visible(box)) draw(mesh.vertices, r.first, r.count);
//
// A vertex tells the shader (street_painter.cpp) how to widen it:
//   position   a point on the line of a link, metres
//   texCoords  unit vector across the line, times the mitre, times half the width in metres
//   r, g, b    entry in the table: link, or links + node for junctions
//              (of the square round a disc: its corner, -1 or 1)
//   a          low three bits: which edge (2 (shift + 1) + (left ? 1 : 0), or 6: a disc);
//              upper five bits: radius of a disc in half metres
// Order: less important classes first, then tiles row by row, so that what a view needs of a class
// is a few runs.
#pragma once

#include <SFML/Graphics/Vertex.hpp>
#include <vector>

#include "viz/map/lane_geometry.h"

namespace mwendo::viz {

enum class Detail : std::uint8_t { fine, coarse };

struct MeshRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

struct StreetMesh {
  std::vector<sf::Vertex> vertices;
  std::vector<std::uint32_t> first;  // by class rank and tile, one more at the end
  Box box;
  float tile_m = 1;
  std::uint32_t columns = 1, rows = 1;

  [[nodiscard]] std::vector<MeshRange> visible(const Box& view) const;
};

// Motorways last.
inline constexpr std::array<std::uint8_t, kRoadClassCount> kDrawRank = {11, 10, 9, 8, 6, 5,
                                                                        4,  3,  7, 2, 1, 0};

[[nodiscard]] StreetMesh make_street_mesh(const Network& net, const LaneGeometry& lanes,
                                          Detail detail);
// Lanes that only BRT, only buses or only bicycles may use; entries are lanes.
[[nodiscard]] StreetMesh make_lane_mesh(const Network& net, const LaneGeometry& lanes);

// A line with points nearer than the tolerance to the result left out (Douglas and Peucker 1973).
[[nodiscard]] std::vector<Vec> simplified(std::span<const Vec> line, float tolerance_m);
// The line moved to its left.
[[nodiscard]] std::vector<Vec> moved_left(std::span<const Vec> line, float metres);

}  // namespace mwendo::viz
