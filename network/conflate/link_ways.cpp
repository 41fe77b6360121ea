#include "network/conflate/link_ways.h"

#include <algorithm>

#include "network/permissions.h"

namespace mwendo::conflate {

static_assert(Ways<LinkWays>);

namespace {

// Over 16 m, so that a short crooked piece of geometry does not decide.
Point direction_at(const Network& net, LinkId l, double at_m) {
  const double length = static_cast<double>(net.link.length_m[l]);
  return unit(point_at(net, l, std::min(at_m + 8, length)).position -
              point_at(net, l, std::max(at_m - 8, 0.0)).position);
}

}  // namespace

LinkWays::LinkWays(const Network& net, Permissions who, bool motorways)
    : LinkShapes(net),
      who_(who),
      motorways_(motorways),
      index_(net),
      turns_(movement_permissions(net)) {}

bool LinkWays::usable(LinkId l) const {
  if (!motorways_ && net_->link.road_class[l] == RoadClass::motorway) return false;
  return (net_->permissions_of(l) & who_) != 0;
}

Line LinkShapes::line(LinkId l) const {
  const auto points = net_->geometry_of(l);
  return {points.begin(), points.end()};
}

std::vector<NearWay<LinkId>> LinkWays::near(Point place, double reach_m) const {
  std::vector<NearWay<LinkId>> found;
  for (const NearLink& near : index_.within(place, reach_m, [&](LinkId l) { return usable(l); })) {
    const Point direction = direction_at(*net_, near.link, near.position_m);
    found.push_back({.distance_m = near.distance_m,
                     .spots = {{{near.link, near.position_m, direction}, {}}},
                     .count = 1});
  }
  return found;
}

bool LinkWays::may_follow(LinkId l, LinkId next) const {
  const auto turns = net_->movements_of(l);
  return std::any_of(turns.begin(), turns.end(), [&](MovementId m) {
    return net_->movement.to[m] == next && (turns_[m] & who_) != 0;
  });
}

}  // namespace mwendo::conflate
