#include "network/conflate/trace_match.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace mwendo::conflate {
namespace {
constexpr double kFar = std::numeric_limits<double>::max();
}

TraceMatcher::TraceMatcher(const StreetGraph& streets, const StreetIndex& index,
                           std::vector<float> reluctance, MatchRule rule)
    : streets_(&streets),
      index_(&index),
      reluctance_(std::move(reluctance)),
      rule_(rule),
      price_(streets.edges.size()),
      price_stamp_(streets.edges.size(), 0),
      reached_(streets.nodes.size()),
      came_by_(streets.nodes.size()),
      node_stamp_(streets.nodes.size(), 0) {
  if (reluctance_.empty()) reluctance_.assign(streets.edges.size(), 1.0F);
}

std::uint32_t TraceMatcher::end_node(Way w) const {
  const StreetEdge& e = streets_->edges[w.edge];
  return w.forward ? e.b : e.a;
}

std::vector<TraceMatcher::Place> TraceMatcher::places_at(Point p, Point direction,
                                                         bool is_end) const {
  std::vector<Place> places;
  for (const double radius : {rule_.radius_m, rule_.far_radius_m}) {
    for (const NearStreet& near : index_->near(p, radius)) {
      if (reluctance_[near.edge] <= 0 || places.size() >= rule_.candidates) continue;
      const StreetEdge& e = streets_->edges[near.edge];
      const Point along = unit(e.line[near.foot.piece + 1] - e.line[near.foot.piece]);
      const double cosine = dot(along, direction);
      for (const bool forward : {true, false}) {
        const double c = forward ? cosine : -cosine;
        if (c < (is_end ? -0.3 : 0.4)) continue;
        const double at = forward ? near.foot.along_m : e.length_m - near.foot.along_m;
        const double cost = (2 * near.foot.distance_m + 60 * (1 - c)) * reluctance_[near.edge];
        places.push_back({{near.edge, forward}, at, cost, kFar, 0, {}});
      }
    }
    if (!places.empty()) break;
  }
  return places;
}

std::vector<std::vector<TraceMatcher::Place>> TraceMatcher::anchors(
    const Line& trace, std::vector<Line>& legs) const {
  const double length = length_of(trace);
  const int parts = std::max(1, static_cast<int>(std::lround(length / rule_.anchor_m)));
  std::vector<std::vector<Place>> all;
  double last = 0;
  for (int k = 0; k <= parts; ++k) {
    const bool is_end = k == 0 || k == parts;
    // An anchor with no street of its direction near by is tried a little before and after.
    for (const double shift : {0.0, 60.0, -60.0, 120.0, -120.0}) {
      if (is_end && shift != 0) break;
      const double at = length * k / parts + shift;
      const Point p = point_along(trace, at);
      const Point direction =
          unit(point_along(trace, std::min(at + 15, length)) -
               point_along(trace, std::max(at - 15, 0.0)));
      auto places = places_at(p, direction, is_end);
      if (places.empty()) continue;
      if (!all.empty()) legs.push_back(slice(trace, last, at));
      all.push_back(std::move(places));
      last = at;
      break;
    }
  }
  return all;
}

void TraceMatcher::start_leg(const Line& leg) {
  leg_ = leg;
  ++leg_stamp_;
}

double TraceMatcher::price(std::uint32_t edge) {
  if (price_stamp_[edge] == leg_stamp_) return price_[edge];
  const StreetEdge& e = streets_->edges[edge];
  double deviation = 0;
  for (const double share : {0.25, 0.5, 0.75}) {
    deviation += project(point_along(e.line, e.length_m * share), leg_).distance_m / 3;
  }
  price_stamp_[edge] = leg_stamp_;
  price_[edge] = (1 + std::min(deviation / rule_.deviation_m, 6.0)) * reluctance_[edge];
  return price_[edge];
}

// Dijkstra from the end of the place's edge; turning back costs extra and is taken out later.
void TraceMatcher::search(const Place& from, double limit) {
  ++search_stamp_;
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  const auto reach = [&](std::uint32_t node, double cost, Way by) {
    if (node_stamp_[node] == search_stamp_ && reached_[node] <= cost) return;
    node_stamp_[node] = search_stamp_;
    reached_[node] = cost;
    came_by_[node] = by;
    open.push({cost, node});
  };
  const double rest = streets_->edges[from.way.edge].length_m - from.along_m;
  reach(end_node(from.way), rest * price(from.way.edge), from.way);
  while (!open.empty()) {
    const auto [cost, node] = open.top();
    open.pop();
    if (cost > reached_[node]) continue;
    if (cost > limit) break;
    for (const std::uint32_t edge : streets_->incident[node]) {
      if (reluctance_[edge] <= 0) continue;
      const StreetEdge& e = streets_->edges[edge];
      const double turning = edge == came_by_[node].edge ? rule_.turn_back_m : 0;
      reach(streets_->other_end(edge, node), cost + turning + e.length_m * price(edge),
            {edge, e.a == node});
    }
  }
}

void TraceMatcher::relax(const Place& from, std::size_t from_index, Place& to) {
  double cost = kFar;
  std::vector<Way> leg;
  if (from.way == to.way && to.along_m >= from.along_m - 25) {
    cost = std::max(0.0, to.along_m - from.along_m) * price(to.way.edge);
    leg = {to.way};
  } else {
    const std::uint32_t node = start_node(to.way);
    if (node_stamp_[node] != search_stamp_) return;
    const double turning = came_by_[node].edge == to.way.edge ? rule_.turn_back_m : 0;
    cost = reached_[node] + turning + to.along_m * price(to.way.edge);
    leg = {to.way};
    for (std::uint32_t at = node;; at = start_node(leg.back())) {
      leg.push_back(came_by_[at]);
      if (leg.back() == from.way && at == end_node(from.way)) break;
    }
    std::reverse(leg.begin(), leg.end());
  }
  const double total = from.total + cost + to.cost;
  if (total >= to.total) return;
  to.total = total;
  to.previous = from_index;
  to.leg = std::move(leg);
}

// A way into a street and back out of it is left out: nobody rides it for its own sake.
void TraceMatcher::drop_spurs(TraceMatch& match) const {
  const auto turned = [](Way a, Way b) { return a.edge == b.edge && a.forward != b.forward; };
  std::vector<Way> kept;
  for (std::size_t i = 0; i < match.path.size(); ++i) {
    const Way w = match.path[i];
    if (kept.empty() || !turned(kept.back(), w)) {
      kept.push_back(w);
      continue;
    }
    const double length = streets_->edges[w.edge].length_m;
    match.dropped_m += 2 * length;
    if (i + 1 == match.path.size()) {
      match.dropped_m -= 2 * (length - match.end_m);
      match.end_m = length - match.end_m;  // the same place, reached on the way in
    } else if (kept.size() == 1) {
      kept.back() = w;  // the same place, left on the way out
      match.dropped_m -= 2 * match.start_m;
      match.start_m = length - match.start_m;
    } else {
      kept.pop_back();
    }
  }
  match.path = std::move(kept);
  if (match.path.size() == 1 && match.end_m < match.start_m) match.end_m = match.start_m;
}

TraceMatch TraceMatcher::match(const Line& trace) {
  TraceMatch match;
  std::vector<Line> legs;
  auto all = anchors(trace, legs);
  if (all.size() < 2) {
    match.failure = "no street near the trace";
    return match;
  }
  for (Place& p : all[0]) p.total = p.cost;
  for (std::size_t k = 1; k < all.size(); ++k) {
    start_leg(legs[k - 1]);
    const double limit = 8 * length_of(leg_) + 3000;
    for (std::size_t i = 0; i < all[k - 1].size(); ++i) {
      if (all[k - 1][i].total == kFar) continue;
      search(all[k - 1][i], limit);
      for (Place& to : all[k]) relax(all[k - 1][i], i, to);
    }
  }
  const auto best = std::min_element(all.back().begin(), all.back().end(),
                                     [](const Place& l, const Place& r) {
                                       return l.total < r.total;
                                     });
  if (best->total == kFar) {
    match.failure = "the streets along the trace are not connected";
    return match;
  }
  std::vector<const Place*> chosen{&*best};
  for (std::size_t k = all.size() - 1; k > 0; --k) {
    chosen.push_back(&all[k - 1][chosen.back()->previous]);
  }
  std::reverse(chosen.begin(), chosen.end());
  match.path.push_back(chosen.front()->way);
  for (std::size_t k = 1; k < chosen.size(); ++k) {
    match.path.insert(match.path.end(), chosen[k]->leg.begin() + 1, chosen[k]->leg.end());
  }
  match.start_m = chosen.front()->along_m;
  match.end_m = chosen.back()->along_m;
  drop_spurs(match);
  match.length_m = path_length(*streets_, match.path, match.start_m, match.end_m);
  match.deviation_m =
      mean_distance(trace, path_line(*streets_, match.path, match.start_m, match.end_m), 100);
  return match;
}

double path_length(const StreetGraph& streets, const std::vector<Way>& path, double start_m,
                   double end_m) {
  double sum = end_m - start_m;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) sum += streets.edges[path[i].edge].length_m;
  return sum;
}

Line path_line(const StreetGraph& streets, const std::vector<Way>& path, double start_m,
               double end_m) {
  Line line;
  double before_last = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const StreetEdge& e = streets.edges[path[i].edge];
    if (i + 1 < path.size()) before_last += e.length_m;
    Line piece = e.line;
    if (!path[i].forward) std::reverse(piece.begin(), piece.end());
    line.insert(line.end(), piece.begin(), piece.end());
  }
  return slice(line, start_m, std::max(start_m, before_last + end_m));
}

}  // namespace mwendo::conflate
