#include "network/conflate/trace_ways.h"

#include <algorithm>

#include "network/conflate/link_direction.h"

namespace mwendo::conflate {

static_assert(Ways<TraceWays>);

MatchRule TraceWays::default_rule() {
  return {.anchor_m = 450,
          .reach_m = 70,
          .end_reach_m = 70,
          .far_reach_m = 200,
          .end_cosine = -0.3,
          .deviation_m = 35,
          .turn_back_m = 200,
          .limit_factor = 8,
          .limit_offset_m = 3000,
          .candidates = 5};
}

TraceWays::TraceWays(const Network& net, const TraceRule& rule)
    : net_(&net),
      rule_(rule),
      index_(net),
      usable_(net.links().size(), 0),
      street_(net.links().size(), 0),
      courses_(net.links().size()) {
  for (const LinkId l : net.links()) {
    const LinkId back = net.link.reverse[l];
    street_[l] = back.valid() ? std::min(l.value, back.value) : l.value;
    const bool motorway = net.link.road_class[l] == RoadClass::motorway;
    const bool open = (net.permissions_of(l) & rule.who) != 0;
    usable_[l] = static_cast<char>(open && (rule.motorways || !motorway));
    const auto points = net.geometry_of(l);
    courses_[l.value].assign(points.begin(), points.end());
  }
}

Line TraceWays::line(LinkRun r) const {
  Line line = courses_[r.link.value];
  if (r.against) std::reverse(line.begin(), line.end());
  return line;
}

std::vector<NearWay<LinkRun>> TraceWays::near(Point place, double reach_m) const {
  std::vector<NearWay<LinkRun>> found;
  const auto open = [&](LinkId l) { return usable_[l] != 0; };
  for (const NearLink& near : index_.within(place, reach_m, open)) {
    const Point along = direction_at(*net_, near.link, near.position_m);
    const double rest = static_cast<double>(net_->link.length_m[near.link]) - near.position_m;
    found.push_back({.distance_m = near.distance_m,
                     .spots = {{{{near.link, false}, near.position_m, along},
                                {{near.link, true}, rest, along * -1}}},
                     .count = may_reverse(near.link) ? 2U : 1U});
  }
  return found;
}

}  // namespace mwendo::conflate
