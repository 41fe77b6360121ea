#include "network/osm/street_pieces.h"

#include <algorithm>

namespace mwendo {

double polyline_length(const std::vector<Point>& points) {
  double sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i) sum += distance(points[i - 1], points[i]);
  return sum;
}

double StreetPiece::length() const { return polyline_length(geometry); }

StreetTags flipped(const StreetTags& tags) {
  StreetTags back = tags;
  std::swap(back.forward, back.backward);
  back.grade = -tags.grade;
  return back;
}

void StreetPieces::index() {
  at.assign(spots.size(), {});
  for (std::uint32_t p = 0; p < pieces.size(); ++p) {
    if (pieces[p].dead) continue;
    at[pieces[p].a].push_back(p);
    at[pieces[p].b].push_back(p);
  }
}

void StreetPieces::kill(std::uint32_t piece) {
  pieces[piece].dead = true;
  std::erase(at[pieces[piece].a], piece);
  std::erase(at[pieces[piece].b], piece);
  const auto concerned = [&](const DirectedPair& turn) {
    return turn.first / 2 == piece || turn.second / 2 == piece;
  };
  std::erase_if(forbidden, [&](const auto& entry) { return concerned(entry.first); });
  std::erase_if(allowed, concerned);
}

std::uint32_t StreetPieces::start_of(std::uint32_t directed) const {
  const StreetPiece& p = pieces[directed / 2];
  return directed % 2 == 0 ? p.a : p.b;
}

std::uint32_t StreetPieces::end_of(std::uint32_t directed) const { return start_of(directed ^ 1U); }

bool StreetPieces::open(std::uint32_t directed) const {
  return pieces[directed / 2].open(directed % 2);
}

void StreetPieces::rename(std::uint32_t from, std::uint32_t to) {
  const auto renamed = [&](const DirectedPair& turn) {
    return DirectedPair{turn.first == from ? to : turn.first,
                        turn.second == from ? to : turn.second};
  };
  const auto concerned = [&](const DirectedPair& turn) {
    return turn.first == from || turn.second == from;
  };
  std::vector<std::pair<DirectedPair, Permissions>> moved;
  for (const auto& [turn, vehicles] : forbidden)
    if (concerned(turn)) moved.emplace_back(turn, vehicles);
  for (const auto& [turn, vehicles] : moved) forbidden.erase(turn);
  for (const auto& [turn, vehicles] : moved)
    forbid(renamed(turn).first, renamed(turn).second, vehicles);
  std::vector<DirectedPair> back;
  for (const DirectedPair& turn : allowed)
    if (concerned(turn)) back.push_back(turn);
  for (const DirectedPair& turn : back) allowed.erase(turn);
  for (const DirectedPair& turn : back) allowed.insert(renamed(turn));
}

void StreetPieces::forbid(std::uint32_t in, std::uint32_t out, Permissions vehicles) {
  Permissions& all = forbidden[{in, out}];
  all = static_cast<Permissions>(all | vehicles);
}

bool StreetPieces::closed(std::uint32_t in, std::uint32_t out, Permissions vehicles) const {
  const auto found = forbidden.find({in, out});
  return found != forbidden.end() && (found->second & vehicles) == vehicles;
}

}  // namespace mwendo
