#include <algorithm>
#include <cmath>
#include <utility>

#include "network/osm/street_pieces.h"

namespace mwendo {
namespace {

Point between(Point a, Point b, double share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

// Takes the stretch behind at_m off a line and gives it back; both have the point of the cut.
std::vector<Point> cut_off(std::vector<Point>& line, double at_m) {
  std::size_t i = 1;
  for (; i + 1 < line.size(); ++i) {
    const double step = distance(line[i - 1], line[i]);
    if (step >= at_m) break;
    at_m -= step;
  }
  const double step = distance(line[i - 1], line[i]);
  const Point cut = between(line[i - 1], line[i], std::clamp(at_m / step, 0.0, 1.0));
  std::vector<Point> rest{cut};
  rest.insert(rest.end(), line.begin() + static_cast<std::ptrdiff_t>(i), line.end());
  line.resize(i);
  line.push_back(cut);
  return rest;
}

// Turns at the far end of a piece belong to the part there.
void move_turns(StreetPieces& streets, const std::vector<std::uint32_t>& far_part) {
  const auto moved = [&](StreetPieces::DirectedPair turn) {
    auto& [in, out] = turn;
    if (in % 2 == 0) in = 2 * far_part[in / 2];
    if (out % 2 == 1) out = 2 * far_part[out / 2] + 1;
    return turn;
  };
  std::map<StreetPieces::DirectedPair, Permissions> forbidden;
  for (const auto& [turn, vehicles] : streets.forbidden) forbidden[moved(turn)] = vehicles;
  streets.forbidden = std::move(forbidden);
  std::set<StreetPieces::DirectedPair> allowed;
  for (const auto& turn : streets.allowed) allowed.insert(moved(turn));
  streets.allowed = std::move(allowed);
}

}  // namespace

void cut_long(StreetPieces& streets, double longest_m) {
  if (longest_m <= 0) return;
  const auto count = static_cast<std::uint32_t>(streets.pieces.size());
  std::vector<std::uint32_t> far_part(count);
  for (std::uint32_t p = 0; p < count; ++p) {
    far_part[p] = p;
    if (streets.pieces[p].dead) continue;
    const int parts = static_cast<int>(std::ceil(streets.pieces[p].length() / longest_m));
    for (int left = parts; left > 1; --left) {
      StreetPiece far = streets.pieces[p];
      const double near_m = far.length() * (left - 1) / left;
      far.geometry = cut_off(streets.pieces[p].geometry, near_m);
      far.first_way = far.last_way;
      streets.pieces[p].sign[0] = far.sign[1] = OsmSign::none;
      far.a = streets.pieces[p].b = static_cast<std::uint32_t>(streets.spots.size());
      streets.spots.push_back({.position = far.geometry.front()});
      if (left == parts) far_part[p] = static_cast<std::uint32_t>(streets.pieces.size());
      streets.pieces.push_back(std::move(far));
    }
  }
  move_turns(streets, far_part);
  streets.index();
}

}  // namespace mwendo
