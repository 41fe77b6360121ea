#include "viz/map/street_mesh.h"

#include <algorithm>

namespace mwendo::viz {
namespace {

constexpr std::uint32_t kDisc = 6;
constexpr float kCoarseTolerance = 6;

sf::Color encode(std::uint32_t entry, std::uint32_t code) {
  return {static_cast<sf::Uint8>(entry & 255U), static_cast<sf::Uint8>((entry >> 8U) & 255U),
          static_cast<sf::Uint8>((entry >> 16U) & 255U), static_cast<sf::Uint8>(code)};
}

std::uint32_t edge_code(int shift, bool left) {
  return 2 * static_cast<std::uint32_t>(shift + 1) + (left ? 1U : 0U);
}

// Across the line at each point, long enough to keep the width in bends (at most twice).
std::vector<Vec> across(std::span<const Vec> line) {
  std::vector<Vec> out(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Vec a = left_of(unit(i > 0 ? line[i] - line[i - 1] : line[1] - line[0]));
    const Vec b =
        left_of(unit(i + 1 < line.size() ? line[i + 1] - line[i] : line[i] - line[i - 1]));
    const float d = 1 + dot(a, b);
    out[i] = d > 0.5F ? (a + b) / d : b;
  }
  return out;
}

void append_ribbon(std::vector<sf::Vertex>& out, std::span<const Vec> line, float half, int shift,
                   std::uint32_t entry) {
  const std::vector<Vec> side = across(line);
  const sf::Color left = encode(entry, edge_code(shift, true));
  const sf::Color right = encode(entry, edge_code(shift, false));
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const sf::Vertex a(line[i], left, side[i] * half), b(line[i], right, side[i] * half);
    const sf::Vertex c(line[i + 1], left, side[i + 1] * half);
    const sf::Vertex d(line[i + 1], right, side[i + 1] * half);
    for (const sf::Vertex& v : {a, b, d, a, d, c}) out.push_back(v);
  }
}

// A square that the shader rounds.
void append_disc(std::vector<sf::Vertex>& out, Vec centre, float radius, std::uint32_t entry) {
  const auto half_metres = static_cast<std::uint32_t>(std::clamp(radius * 2, 1.0F, 31.0F));
  const sf::Color code = encode(entry, kDisc + (half_metres << 3U));
  const auto corner = [&](float x, float y) { return sf::Vertex(centre, code, {x, y}); };
  for (const sf::Vertex& v :
       {corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, -1), corner(1, 1), corner(-1, 1)})
    out.push_back(v);
}

// Collects pieces and puts them in the order of rank and tile.
class MeshMaker {
 public:
  explicit MeshMaker(const Box& box) {
    mesh_.box = box;
    const Vec size = box.high - box.low;
    mesh_.tile_m = std::max({size.x, size.y, 100.0F}) / 24;
    mesh_.columns = static_cast<std::uint32_t>(size.x / mesh_.tile_m) + 1;
    mesh_.rows = static_cast<std::uint32_t>(size.y / mesh_.tile_m) + 1;
    pieces_.resize(static_cast<std::size_t>(mesh_.columns) * mesh_.rows * kRoadClassCount);
  }
  std::vector<sf::Vertex>& at(std::size_t rank, Vec place) {
    const auto cell = [&](float d, std::uint32_t n) {
      return std::min(static_cast<std::uint32_t>(std::max(d / mesh_.tile_m, 0.0F)), n - 1);
    };
    const std::size_t tile = cell(place.y - mesh_.box.low.y, mesh_.rows) * mesh_.columns +
                             cell(place.x - mesh_.box.low.x, mesh_.columns);
    return pieces_[rank * mesh_.columns * mesh_.rows + tile];
  }
  StreetMesh finish() {
    for (const auto& piece : pieces_) {
      mesh_.first.push_back(static_cast<std::uint32_t>(mesh_.vertices.size()));
      mesh_.vertices.insert(mesh_.vertices.end(), piece.begin(), piece.end());
    }
    mesh_.first.push_back(static_cast<std::uint32_t>(mesh_.vertices.size()));
    return std::move(mesh_);
  }

 private:
  StreetMesh mesh_;
  std::vector<std::vector<sf::Vertex>> pieces_;
};

bool in_coarse(RoadClass c) {
  return c <= RoadClass::tertiary || c == RoadClass::busway || c == RoadClass::rail;
}

void add_junctions(MeshMaker& maker, const Network& net, const LaneGeometry& lanes, Detail detail) {
  const auto links = static_cast<std::uint32_t>(net.links().size());
  for (const NodeId n : net.nodes()) {
    float radius = 0;
    std::uint8_t rank = 0;
    const auto consider = [&](LinkId l) {
      if (detail == Detail::coarse && !in_coarse(net.link.road_class[l])) return;
      radius = std::max(radius, lanes.half_width(l) * (lanes.shift(l) != 0 ? 2.0F : 1.0F));
      rank = std::max(rank, kDrawRank[static_cast<std::size_t>(net.link.road_class[l])]);
    };
    for (const LinkId l : net.outgoing(n)) consider(l);
    for (const LinkId l : net.incoming(n)) consider(l);
    if (radius <= 0) continue;
    const Vec at = lanes.origin_offset(net.node.position[n]);
    append_disc(maker.at(rank, at), at, radius, links + n.value);
  }
}

}  // namespace

std::vector<MeshRange> StreetMesh::visible(const Box& view) const {
  std::vector<MeshRange> out;
  const auto clamp_cell = [&](float d, std::uint32_t n) {
    return static_cast<std::uint32_t>(std::clamp(d / tile_m, 0.0F, static_cast<float>(n - 1)));
  };
  if (vertices.empty() || !view.overlaps(box.grown(tile_m))) return out;
  // A link belongs to the tile of its middle, so look a tile further.
  const std::uint32_t c0 = clamp_cell(view.low.x - box.low.x - tile_m, columns);
  const std::uint32_t c1 = clamp_cell(view.high.x - box.low.x + tile_m, columns);
  const std::uint32_t r0 = clamp_cell(view.low.y - box.low.y - tile_m, rows);
  const std::uint32_t r1 = clamp_cell(view.high.y - box.low.y + tile_m, rows);
  for (std::uint32_t rank = 0; rank < kRoadClassCount; ++rank)
    for (std::uint32_t r = r0; r <= r1; ++r) {
      const std::uint32_t row = (rank * rows + r) * columns;
      const std::uint32_t begin = first[row + c0];
      const std::uint32_t end = first[row + c1 + 1];
      if (begin == end) continue;
      if (!out.empty() && out.back().first + out.back().count == begin)
        out.back().count = end - out.back().first;
      else
        out.push_back({begin, end - begin});
    }
  return out;
}

StreetMesh make_street_mesh(const Network& net, const LaneGeometry& lanes, Detail detail) {
  MeshMaker maker(lanes.box());
  for (const LinkId l : net.links()) {
    const RoadClass c = net.link.road_class[l];
    if (detail == Detail::coarse && !in_coarse(c)) continue;
    const auto full = lanes.line(l);
    std::vector<Vec> line(full.begin(), full.end());
    if (detail == Detail::coarse) line = simplified(full, kCoarseTolerance);
    const std::size_t rank = kDrawRank[static_cast<std::size_t>(c)];
    append_ribbon(maker.at(rank, lanes.box_of(l).centre()), line, lanes.half_width(l),
                  lanes.shift(l), l.value);
  }
  add_junctions(maker, net, lanes, detail);
  return maker.finish();
}

StreetMesh make_lane_mesh(const Network& net, const LaneGeometry& lanes) {
  MeshMaker maker(lanes.box());
  constexpr Permissions kShared = kCar | kTruck | kMinibus | kMotorcycle;
  for (const LinkId l : net.links()) {
    if (net.link.road_class[l] >= RoadClass::busway) continue;
    const auto range = net.lanes_of(l);
    for (std::uint32_t i = 0; i < range.size(); ++i) {
      if ((net.lane.permissions[range[i]] & kShared) != 0) continue;
      const auto line = moved_left(lanes.line(l), lanes.lateral(l, i));
      append_ribbon(maker.at(0, lanes.box_of(l).centre()), line,
                    net.lane.width_m[range[i]] / 2 - 0.15F, 0, range[i].value);
    }
  }
  return maker.finish();
}

std::vector<Vec> simplified(std::span<const Vec> line, float tolerance_m) {
  std::vector<char> keep(line.size(), 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [a, b] = open.back();
    open.pop_back();
    float worst = 0;
    std::size_t at = a;
    for (std::size_t i = a + 1; i < b; ++i) {
      const float d = nearest_on_piece(line[i], line[a], line[b]).distance;
      if (d > worst) worst = d, at = i;
    }
    if (worst <= tolerance_m) continue;
    keep[at] = 1;
    open.emplace_back(a, at);
    open.emplace_back(at, b);
  }
  std::vector<Vec> out;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (keep[i] != 0) out.push_back(line[i]);
  return out;
}

std::vector<Vec> moved_left(std::span<const Vec> line, float metres) {
  const std::vector<Vec> side = across(line);
  std::vector<Vec> out(line.begin(), line.end());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] += side[i] * metres;
  return out;
}

}  // namespace mwendo::viz
