#include "network/conflate/link_match.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>

#include "network/permissions.h"

namespace mwendo::conflate {
namespace {
constexpr double kFar = std::numeric_limits<double>::max();

Line line_of(const Network& net, LinkId l) {
  const auto points = net.geometry_of(l);
  return {points.begin(), points.end()};
}

Point direction_at(const Network& net, LinkId l, double at_m) {
  const double length = static_cast<double>(net.link.length_m[l]);
  return unit(point_at(net, l, std::min(at_m + 8, length)).position -
              point_at(net, l, std::max(at_m - 8, 0.0)).position);
}

double length_of(const Network& net, LinkId l) {
  return static_cast<double>(net.link.length_m[l]);
}
}  // namespace

LinkMatcher::LinkMatcher(const Network& net, Permissions who, LinkMatchRule rule)
    : net_(&net),
      who_(who),
      rule_(rule),
      index_(net),
      turns_(movement_permissions(net)),
      price_(net.links().size()),
      reached_(net.links().size()),
      price_of_(net.links().size(), 0),
      reached_in_(net.links().size(), 0),
      came_from_(net.links().size()) {}

bool LinkMatcher::usable(LinkId l) const {
  if (!rule_.motorways && net_->link.road_class[l] == RoadClass::motorway) return false;
  return (net_->permissions_of(l) & who_) != 0;
}

LinkMatcher::Places LinkMatcher::places_at(Point p, double reach,
                                           std::optional<Point> direction) const {
  Places places;
  for (const NearLink& near :
       index_.within(p, reach, [&](LinkId l) { return usable(l); })) {
    if (places.size() >= rule_.candidates) break;
    double turned = 0;
    if (direction) {
      const double cosine = dot(direction_at(*net_, near.link, near.position_m), *direction);
      if (cosine < 0.4) continue;
      turned = 60 * (1 - cosine);
    }
    places.push_back({near.link, near.position_m, 2 * near.distance_m + turned, kFar, 0, {}});
  }
  return places;
}

double LinkMatcher::price(LinkId l) {
  if (!priced_) return 1;
  if (price_of_[l] == leg_stamp_) return price_[l];
  const Line line = line_of(*net_, l);
  const double length = conflate::length_of(line);
  double deviation = 0;
  for (const double share : {0.25, 0.5, 0.75}) {
    deviation += project(point_along(line, length * share), leg_).distance_m / 3;
  }
  price_of_[l] = leg_stamp_;
  price_[l] = 1 + std::min(deviation / rule_.deviation_m, 6.0);
  return price_[l];
}

void LinkMatcher::search(const Place& from, double limit) {
  ++search_stamp_;
  using Entry = std::pair<double, LinkId>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  const auto reach = [&](LinkId l, double cost, LinkId by) {
    if (reached_in_[l] == search_stamp_ && reached_[l] <= cost) return;
    reached_in_[l] = search_stamp_;
    reached_[l] = cost;
    came_from_[l] = by;
    open.push({cost, l});
  };
  reach(from.link, (length_of(*net_, from.link) - from.at_m) * price(from.link), LinkId{});
  while (!open.empty()) {
    const auto [cost, l] = open.top();
    open.pop();
    if (cost > reached_[l]) continue;
    if (cost > limit) break;
    for (const MovementId m : net_->movements_of(l)) {
      const LinkId next = net_->movement.to[m];
      if ((turns_[m] & who_) == 0 || !usable(next)) continue;
      const double turning =
          net_->movement.direction[m] == TurnDirection::u_turn ? rule_.turn_back_m : 0;
      reach(next, cost + turning + length_of(*net_, next) * price(next), l);
    }
    // Where a trace goes into a street and comes back; such spurs are left out afterwards.
    const LinkId back = net_->link.reverse[l];
    if (back.valid() && usable(back)) {
      reach(back, cost + rule_.turn_back_m + length_of(*net_, back) * price(back), l);
    }
  }
}

void LinkMatcher::relax(const Place& from, std::size_t from_index, Place& to) {
  double cost = kFar;
  std::vector<LinkId> leg{to.link};
  if (from.link == to.link && to.at_m >= from.at_m - 25) {
    cost = std::max(0.0, to.at_m - from.at_m) * price(to.link);
  } else {
    if (reached_in_[to.link] != search_stamp_ || !came_from_[to.link].valid()) return;
    cost = reached_[to.link] - (length_of(*net_, to.link) - to.at_m) * price(to.link);
    for (LinkId at = came_from_[to.link]; at.valid(); at = came_from_[at]) leg.push_back(at);
    std::reverse(leg.begin(), leg.end());
  }
  const double total = from.total + cost + to.cost;
  if (total >= to.total) return;
  to.total = total;
  to.previous = from_index;
  to.leg = std::move(leg);
}

void LinkMatcher::drop_spurs(LinkMatch& match) const {
  std::vector<LinkId> kept;
  for (std::size_t i = 0; i < match.links.size(); ++i) {
    const LinkId l = match.links[i];
    if (kept.empty() || net_->link.reverse[l] != kept.back()) {
      kept.push_back(l);
    } else if (i + 1 == match.links.size()) {
      match.end_m = length_of(*net_, l) - match.end_m;  // the same place, reached on the way in
    } else if (kept.size() == 1) {
      kept.back() = l;  // the same place, left on the way out
      match.start_m = length_of(*net_, l) - match.start_m;
    } else {
      kept.pop_back();
    }
  }
  match.links = std::move(kept);
  for (std::size_t i = 0; i + 1 < match.links.size(); ++i) {
    bool turn = false;
    for (const MovementId m : net_->movements_of(match.links[i])) {
      turn |= net_->movement.to[m] == match.links[i + 1] && (turns_[m] & who_) != 0;
    }
    if (turn) continue;
    match.failure = "a turn on the way is not permitted";
    match.links.clear();
  }
}

LinkMatch LinkMatcher::solve(std::vector<Places>& all, const std::vector<Line>& legs,
                             bool priced) {
  LinkMatch match;
  priced_ = priced;
  for (Place& p : all[0]) p.total = p.cost;
  for (std::size_t k = 1; k < all.size(); ++k) {
    leg_ = legs[k - 1];
    ++leg_stamp_;
    // Generous: where the trace leaves the streets the way round is long and dear.
    const double limit = 10 * conflate::length_of(leg_) + 12000;
    for (std::size_t i = 0; i < all[k - 1].size(); ++i) {
      if (all[k - 1][i].total == kFar) continue;
      search(all[k - 1][i], limit);
      for (Place& to : all[k]) relax(all[k - 1][i], i, to);
    }
  }
  const auto best = std::min_element(
      all.back().begin(), all.back().end(),
      [](const Place& l, const Place& r) { return l.total < r.total; });
  if (best->total == kFar) {
    match.failure = "the streets between the points are not connected";
    return match;
  }
  std::vector<const Place*> chosen{&*best};
  for (std::size_t k = all.size() - 1; k > 0; --k) {
    chosen.push_back(&all[k - 1][chosen.back()->previous]);
  }
  std::reverse(chosen.begin(), chosen.end());
  match.links.push_back(chosen.front()->link);
  for (std::size_t k = 1; k < chosen.size(); ++k) {
    match.links.insert(match.links.end(), chosen[k]->leg.begin() + 1, chosen[k]->leg.end());
  }
  match.start_m = chosen.front()->at_m;
  match.end_m = chosen.back()->at_m;
  drop_spurs(match);
  return match;
}

LinkMatch LinkMatcher::match(const Line& trace) {
  const double length = conflate::length_of(trace);
  const int parts = std::max(1, static_cast<int>(std::lround(length / rule_.anchor_m)));
  std::vector<Places> all;
  std::vector<Line> legs;
  double last = 0;
  for (int k = 0; k <= parts; ++k) {
    const bool end = k == 0 || k == parts;
    for (const double shift : {0.0, 60.0, -60.0, 120.0, -120.0}) {
      if (end && shift != 0) break;
      const double at = length * k / parts + shift;
      const Point along = unit(point_along(trace, std::min(at + 15, length)) -
                               point_along(trace, std::max(at - 15, 0.0)));
      auto places = places_at(point_along(trace, at), end ? rule_.waypoint_reach_m : rule_.reach_m,
                              along);
      if (places.empty()) continue;
      if (!all.empty()) legs.push_back(slice(trace, last, at));
      all.push_back(std::move(places));
      last = at;
      break;
    }
  }
  if (all.size() < 2) {
    LinkMatch none;
    none.failure = "no street near the line";
    return none;
  }
  return solve(all, legs, true);
}

LinkMatch LinkMatcher::connect(const Line& waypoints) {
  LinkMatch none;
  std::vector<Places> all;
  std::vector<Line> legs;
  for (std::size_t i = 0; i < waypoints.size(); ++i) {
    all.push_back(places_at(waypoints[i], rule_.waypoint_reach_m, {}));
    if (all.back().empty()) {
      none.failure = "a point is too far from every street";
      none.far_waypoint = i;
      return none;
    }
    if (i > 0) legs.push_back({waypoints[i - 1], waypoints[i]});
  }
  if (all.size() < 2) {
    none.failure = "fewer than two points";
    return none;
  }
  return solve(all, legs, false);
}

Line line_along(const Network& net, const LinkMatch& match) {
  Line line;
  double before_last = 0;
  for (std::size_t i = 0; i < match.links.size(); ++i) {
    const Line piece = line_of(net, match.links[i]);
    if (i + 1 < match.links.size()) before_last += conflate::length_of(piece);
    line.insert(line.end(), piece.begin(), piece.end());
  }
  return slice(line, match.start_m, std::max(match.start_m, before_last + match.end_m));
}

}  // namespace mwendo::conflate
