#include "network/conflate/link_ways.h"

#include <algorithm>

#include "network/conflate/link_direction.h"
#include "network/permissions.h"

namespace mwendo::conflate {

static_assert(Ways<LinkWays>);

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
