#include "network/conflate/street_ways.h"

#include <algorithm>

namespace mwendo::conflate {

static_assert(Ways<StreetWays>);

MatchRule StreetWays::default_rule() {
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

StreetWays::StreetWays(const StreetGraph& streets, const StreetIndex& index,
                       std::vector<float> reluctance)
    : streets_(&streets), index_(&index), reluctance_(std::move(reluctance)) {}

Line StreetWays::line(Way w) const {
  Line line = course(w.edge);
  if (!w.forward) std::reverse(line.begin(), line.end());
  return line;
}

std::vector<NearWay<Way>> StreetWays::near(Point place, double reach_m) const {
  std::vector<NearWay<Way>> found;
  for (const NearStreet& street : index_->near(place, reach_m)) {
    if (factor(street.edge) <= 0) continue;
    const StreetEdge& e = streets_->edges[street.edge];
    const FootOnLine& foot = street.foot;
    const Point along = unit(e.line[foot.piece + 1] - e.line[foot.piece]);
    found.push_back({.distance_m = foot.distance_m,
                     .spots = {{{{street.edge, true}, foot.along_m, along},
                                {{street.edge, false}, e.length_m - foot.along_m, along * -1}}},
                     .count = 2});
  }
  return found;
}

}  // namespace mwendo::conflate
