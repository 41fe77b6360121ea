// Bodies of network/conflate/line_match.h, which includes this; not for use on its own.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "network/conflate/line_match.h"  // NOLINT(misc-header-include-cycle): bodies of it

namespace mwendo::conflate {

inline constexpr double kUnreached = std::numeric_limits<double>::max();

template <Ways W>
auto LineMatcher<W>::places_at(Point p, std::optional<Point> direction, bool is_end) const
    -> std::vector<Place> {
  const double least = is_end ? rule_.end_cosine : rule_.cosine;
  const double reach = is_end ? rule_.end_reach_m : rule_.reach_m;
  std::vector<Place> places;
  for (const double radius : {reach, rule_.far_reach_m}) {
    if (!places.empty() || radius < reach) break;
    for (const NearWay<Piece>& near : ways().near(p, radius)) {
      if (places.size() >= rule_.candidates) break;
      for (std::size_t i = 0; i < near.count; ++i) {
        const Spot<Piece>& spot = near.spots[i];
        const double cosine = direction ? dot(spot.direction, *direction) : 1;
        if (cosine < least) continue;
        const double cost =
            (2 * near.distance_m + 60 * (1 - cosine)) * ways().reluctance(spot.piece);
        places.push_back({spot.piece, spot.along_m, cost, kUnreached, 0});
      }
    }
  }
  return places;
}

// An anchor with no street of its direction near by is tried a little before and after.
template <Ways W>
void LineMatcher<W>::add_anchor(const Line& line, const MeasuredLine& measured, double wanted_m,
                                bool is_end, Anchors& anchors) const {
  for (const double shift : {0.0, 60.0, -60.0, 120.0, -120.0}) {
    if (is_end && shift != 0) break;
    const double at = wanted_m + shift;
    const Point direction = unit(measured.at(std::min(at + 15, measured.length())) -
                                 measured.at(std::max(at - 15, 0.0)));
    auto places = places_at(measured.at(at), direction, is_end);
    if (places.empty()) continue;
    if (!anchors.places.empty()) anchors.legs.push_back(slice(line, anchors.last_m, at));
    anchors.places.push_back(std::move(places));
    anchors.last_m = at;
    return;
  }
}

template <Ways W>
auto LineMatcher<W>::match(const Line& line) -> Match {
  const MeasuredLine measured(line);
  const double length = measured.length();
  const int parts = std::max(1, static_cast<int>(std::lround(length / rule_.anchor_m)));
  Anchors anchors;
  for (int k = 0; k <= parts; ++k) {
    add_anchor(line, measured, length * k / parts, k == 0 || k == parts, anchors);
  }
  if (anchors.places.size() < 2) {
    Match none;
    none.failure = "no street near the line";
    return none;
  }
  Match match = solve(anchors, Pricing::near_line);
  if (match.found()) match.deviation_m = mean_distance(line, line_along(ways(), match), 100);
  return match;
}

template <Ways W>
auto LineMatcher<W>::connect(const Line& waypoints) -> Match {
  Match none;
  Anchors anchors;
  for (std::size_t i = 0; i < waypoints.size(); ++i) {
    anchors.places.push_back(places_at(waypoints[i], {}, true));
    if (anchors.places.back().empty()) {
      none.failure = "a point is too far from every street";
      none.far_waypoint = i;
      return none;
    }
    if (i > 0) anchors.legs.push_back({waypoints[i - 1], waypoints[i]});
  }
  if (anchors.places.size() < 2) {
    none.failure = "fewer than two points";
    return none;
  }
  return solve(anchors, Pricing::by_length);
}

template <Ways W>
void LineMatcher<W>::relax(const Place& from, std::size_t from_index, Place& to) {
  // A place a little behind the last one on the same piece is taken as the same place.
  const bool ahead = from.piece == to.piece && to.along_m >= from.along_m - 25;
  const std::optional<double> cost =
      ahead ? std::max(0.0, to.along_m - from.along_m) * search_.price(to.piece)
            : search_.cost_to(to.piece, to.along_m);
  if (!cost || from.total + *cost + to.cost >= to.total) return;
  to.total = from.total + *cost + to.cost;
  to.previous = from_index;
  to.leg = ahead ? std::vector<Piece>{to.piece} : search_.trail(to.piece);
}

template <Ways W>
auto LineMatcher<W>::solve(Anchors& anchors, Pricing pricing) -> Match {
  auto& all = anchors.places;
  for (Place& p : all[0]) p.total = p.cost;
  for (std::size_t k = 1; k < all.size(); ++k) {
    const Line& leg = anchors.legs[k - 1];
    // Generous: where the line leaves the streets the way round is long and dear.
    const double limit = rule_.limit_factor * length_of(leg) + rule_.limit_offset_m;
    search_.start_leg(leg, pricing);
    std::vector<std::uint32_t> wanted;
    for (const Place& to : all[k]) wanted.push_back(ways().state_before(to.piece));
    for (std::size_t i = 0; i < all[k - 1].size(); ++i) {
      if (all[k - 1][i].total == kUnreached) continue;
      search_.run(all[k - 1][i].piece, all[k - 1][i].along_m, limit, wanted);
      for (Place& to : all[k]) relax(all[k - 1][i], i, to);
    }
  }
  Match match = chosen(all);
  if (!match.found()) return match;
  drop_spurs(match);
  check_turns(match);
  if (!match.found()) return match;
  match.length_m = match.end_m - match.start_m;
  for (std::size_t i = 0; i + 1 < match.path.size(); ++i) {
    match.length_m += ways().length_m(match.path[i]);
  }
  return match;
}

// The cheapest sequence of places, one of each anchor, and the ways between them.
template <Ways W>
auto LineMatcher<W>::chosen(const std::vector<std::vector<Place>>& all) -> Match {
  Match match;
  const auto best =
      std::min_element(all.back().begin(), all.back().end(),
                       [](const Place& l, const Place& r) { return l.total < r.total; });
  if (best->total == kUnreached) {
    match.failure = "the streets between the points are not connected";
    return match;
  }
  std::vector<const Place*> places{&*best};
  for (std::size_t k = all.size() - 1; k > 0; --k) {
    places.push_back(&all[k - 1][places.back()->previous]);
  }
  std::reverse(places.begin(), places.end());
  match.path.push_back(places.front()->piece);
  for (std::size_t k = 1; k < places.size(); ++k) {
    match.path.insert(match.path.end(), places[k]->leg.begin() + 1, places[k]->leg.end());
  }
  match.start_m = places.front()->along_m;
  match.end_m = places.back()->along_m;
  return match;
}

// A way into a street and back out of it is left out: no line runs it for its own sake.
template <Ways W>
void LineMatcher<W>::drop_spurs(Match& match) const {
  std::vector<Piece> kept;
  for (std::size_t i = 0; i < match.path.size(); ++i) {
    const Piece p = match.path[i];
    if (kept.empty() || !ways().reverses(kept.back(), p)) {
      kept.push_back(p);
      continue;
    }
    const double length = ways().length_m(p);
    match.dropped_m += 2 * length;
    if (i + 1 == match.path.size()) {
      match.dropped_m -= 2 * (length - match.end_m);
      match.end_m = length - match.end_m;  // the same place, reached on the way in
    } else if (kept.size() == 1) {
      kept.back() = p;  // the same place, left on the way out
      match.dropped_m -= 2 * match.start_m;
      match.start_m = length - match.start_m;
    } else {
      kept.pop_back();
    }
  }
  match.path = std::move(kept);
  if (match.path.size() == 1 && match.end_m < match.start_m) match.end_m = match.start_m;
}

// Without the spur that a turn was made in, the turn may be one that is not permitted.
template <Ways W>
void LineMatcher<W>::check_turns(Match& match) const {
  for (std::size_t i = 0; i + 1 < match.path.size(); ++i) {
    if (ways().may_follow(match.path[i], match.path[i + 1])) continue;
    match.failure = "a turn on the way is not permitted";
    match.path.clear();
    return;
  }
}

template <WayShapes W>
Line line_along(const W& ways, const LineMatch<typename W::Piece>& match) {
  Line line;
  double before_last = 0;
  for (std::size_t i = 0; i < match.path.size(); ++i) {
    const auto& p = match.path[i];
    if (i + 1 < match.path.size()) before_last += length_of(ways.course(ways.street(p)));
    const Line piece = ways.line(p);
    line.insert(line.end(), piece.begin(), piece.end());
  }
  return slice(line, match.start_m, std::max(match.start_m, before_last + match.end_m));
}

}  // namespace mwendo::conflate
