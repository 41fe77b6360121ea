#include <algorithm>
#include <cmath>

#include "network/osm/street_pieces.h"

namespace mwendo {
namespace {

double dot(Point u, Point v) { return u.x * v.x + u.y * v.y; }

Point direction(Point from, Point to) {
  const double metres = std::max(distance(from, to), 1e-9);
  return {(to.x - from.x) / metres, (to.y - from.y) / metres};
}

bool is_one_way(const StreetPiece& p) { return p.open(0) != p.open(1); }
bool is_ring(const StreetPiece& p) { return (p.tags.flags & kRoundaboutRing) != 0; }

// Directions of travel at a spot on the one-way pieces there, but for one piece.
std::vector<Point> one_ways_at(const StreetPieces& streets, std::uint32_t spot, std::uint32_t but) {
  std::vector<Point> found;
  for (const std::uint32_t i : streets.at[spot]) {
    const StreetPiece& p = streets.pieces[i];
    if (i == but || p.dead || !is_one_way(p) || is_ring(p)) continue;
    const Point here = streets.spots[spot].position;
    const Point next = p.a == spot ? p.geometry[1] : p.geometry[p.geometry.size() - 2];
    const bool leaves = (p.a == spot) == p.open(0);
    found.push_back(leaves ? direction(here, next) : direction(next, here));
  }
  return found;
}

}  // namespace

bool crosses_median(const StreetPieces& streets, std::uint32_t piece) {
  const StreetPiece& p = streets.pieces[piece];
  if (is_ring(p) || std::max(streets.at[p.a].size(), streets.at[p.b].size()) < 4) return false;
  const Point along = direction(streets.spots[p.a].position, streets.spots[p.b].position);
  const auto is_across = [&](Point u) { return std::abs(dot(u, along)) < 0.5; };
  const auto there = one_ways_at(streets, p.a, piece);
  const auto back = one_ways_at(streets, p.b, piece);
  return std::any_of(there.begin(), there.end(), [&](Point u) {
    return is_across(u) && std::any_of(back.begin(), back.end(),
                                       [&](Point v) { return is_across(v) && dot(u, v) < -0.8; });
  });
}

}  // namespace mwendo
