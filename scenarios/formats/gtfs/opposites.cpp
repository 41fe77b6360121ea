#include "scenarios/formats/gtfs/opposites.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mwendo::gtfs {
namespace {

constexpr double kApart = 1500;

struct Pair {
  double apart_m = 0;
  std::size_t one = 0, other = 0;
  auto operator<=>(const Pair&) const = default;
};

bool may_be_opposite(const FeedLine& a, const FeedLine& b) {
  return a.direction != b.direction || a.direction < 0;
}

double ends_apart(const FeedLine& a, const FeedLine& b, const std::vector<Point>& stops) {
  return distance(stops[a.stops.front()], stops[b.stops.back()]) +
         distance(stops[a.stops.back()], stops[b.stops.front()]);
}

}  // namespace

void tie_opposites(const Feed& feed, const std::vector<FeedLine>& lines,
                   const std::vector<Point>& stops, CityLines& made) {
  std::vector<std::vector<std::size_t>> by_route(feed.routes.size());
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (made.courses[i].line.valid()) by_route[lines[i].route].push_back(i);
  std::vector<Pair> pairs;
  for (const auto& all : by_route)
    for (std::size_t a = 0; a < all.size(); ++a)
      for (std::size_t b = a + 1; b < all.size(); ++b) {
        const double apart = ends_apart(lines[all[a]], lines[all[b]], stops);
        const bool only_two =
            all.size() == 2 && lines[all[a]].direction + lines[all[b]].direction == 1;
        if (only_two || (may_be_opposite(lines[all[a]], lines[all[b]]) && apart <= kApart))
          pairs.push_back({apart, all[a], all[b]});
      }
  std::sort(pairs.begin(), pairs.end());
  for (const Pair& p : pairs) {
    const LineId one = made.courses[p.one].line;
    const LineId other = made.courses[p.other].line;
    auto& opposite = made.supply.line.opposite;
    if (opposite[one].valid() || opposite[other].valid()) continue;
    opposite[one] = other;
    opposite[other] = one;
  }
}

}  // namespace mwendo::gtfs
