#include <cmath>
#include <queue>
#include <unordered_map>

#include "network/osm/street_pieces.h"

namespace mwendo {
namespace {

constexpr double kLongest = 120;      // m; a longer street beside another may exist
constexpr double kDetour = 1.3;       // of the way over other streets, and
constexpr double kSlack = 40;         // m, round the other carriageways of the junction
constexpr double kLikeLength = 0.15;  // of pieces that are one street drawn twice

// Whether other pieces, in the direction in which they are open, lead from the start of a directed
// piece to its end within the limit.
bool joined_without(const StreetPieces& s, std::uint32_t directed, double limit) {
  using Reached = std::pair<double, std::uint32_t>;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
  std::unordered_map<std::uint32_t, double> best;
  open.push({0, s.start_of(directed)});
  while (!open.empty()) {
    const auto [metres, spot] = open.top();
    open.pop();
    if (spot == s.end_of(directed)) return true;
    const auto known = best.find(spot);
    if (known != best.end() && known->second <= metres) continue;
    best[spot] = metres;
    for (const std::uint32_t p : s.at[spot])
      for (const std::uint32_t next : {2 * p, 2 * p + 1}) {
        if (p == directed / 2 || !s.open(next) || s.start_of(next) != spot) continue;
        const double there = metres + s.pieces[p].length();
        if (there <= limit) open.push({there, s.end_of(next)});
      }
  }
  return false;
}

// Whether another piece of about the same length joins the same spots in all its directions: the
// course of a route that comes back the same way, or a second one.
bool has_double(const StreetPieces& s, std::uint32_t i) {
  const StreetPiece& p = s.pieces[i];
  for (const std::uint32_t q : s.at[p.a]) {
    const StreetPiece& other = s.pieces[q];
    const bool along = other.a == p.a && other.b == p.b;
    const bool against = other.a == p.b && other.b == p.a;
    if (q == i || other.dead || !(along || against)) continue;
    if (std::abs(other.length() - p.length()) > kLikeLength * p.length()) continue;
    const std::uint32_t turned = along ? 0 : 1;
    const auto has = [&](std::uint32_t way) {
      return !s.open(2 * i + way) || s.open(2 * q + (way ^ turned));
    };
    if (has(0) && has(1)) return true;
  }
  return false;
}

bool is_twin(const StreetPieces& s, std::uint32_t i) {
  const StreetPiece& p = s.pieces[i];
  const bool guessed = p.first_way < 0 && p.last_way < 0 && (p.tags.flags & kAssumedClass) != 0;
  if (p.dead || p.a == p.b || !guessed) return false;
  if (has_double(s, i)) return true;
  if (p.length() > kLongest) return false;
  const double limit = kDetour * p.length() + kSlack;
  for (const std::uint32_t directed : {2 * i, 2 * i + 1})
    if (s.open(directed) && !joined_without(s, directed, limit)) return false;
  return true;
}

}  // namespace

void drop_twins(StreetPieces& streets, BuildReport& report) {
  streets.index();
  for (std::uint32_t i = 0; i < streets.pieces.size(); ++i) {
    if (!is_twin(streets, i)) continue;
    streets.kill(i);
    report.add("short guessed streets beside known ones dropped");
  }
  streets.index();
}

}  // namespace mwendo
