#include "scenarios/cities/named_roads.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "network/conflate/trace_ways.h"

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kOnRoad = 60;        // m between a link and the course of a road
constexpr double kLikeRoad = 0.82;    // cosine of about 35 degrees
constexpr double kMostDetour = 1.25;  // of a road of which only points are known
constexpr double kCorner = 60;        // m; shorter links between two of a road are of it
constexpr double kLeastCourse = 400;  // m; shorter parts of a course are not tried

// Made-up streets have no name; a match may lead over one.
bool like_course(const Network& net, LinkId l, const Line& course) {
  if ((net.link.flags[l] & kSyntheticGeometry) != 0) return false;
  const double middle = static_cast<double>(net.link.length_m[l]) / 2;
  const PointOnLink at = point_at(net, l, middle);
  const FootOnLine foot = project(at.position, course);
  if (foot.distance_m > kOnRoad) return false;
  const Point road = unit(course[foot.piece + 1] - course[foot.piece]);
  const Point ahead = point_at(net, l, std::min(2 * middle, middle + 10)).position;
  const Point behind = point_at(net, l, std::max(0.0, middle - 10)).position;
  return std::abs(dot(road, unit(ahead - behind))) > kLikeRoad;
}

class Finder {
 public:
  Finder(const CityTables& tables, const Network& net)
      : tables_(tables),
        net_(net),
        index_(net),
        along_(TraceWays(net, {.who = kCar})),
        through_(TraceWays(net, {.who = kCar}), waypoint_rule()) {
    found_.road_of = Column<LinkId, std::uint32_t>(net.links().size(), kNoRoad);
  }

  NamedLinks run() {
    for (const std::uint32_t r : order()) claim(r);
    claim_other_sides();
    for (std::uint32_t r = 0; r < tables_.roads.size(); ++r) measure(r);
    return std::move(found_);
  }

 private:
  static MatchRule waypoint_rule() {
    MatchRule rule = TraceWays::default_rule();
    rule.end_reach_m = 150;
    return rule;
  }

  [[nodiscard]] std::vector<std::uint32_t> order() const {
    std::vector<std::uint32_t> order(tables_.roads.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t l, std::uint32_t r) {
      const auto key = [&](std::uint32_t i) {
        const RoadRow& road = tables_.roads[i];
        return std::make_pair(road.course == Course::poor, road.road_class);
      };
      return key(l) < key(r);
    });
    return order;
  }

  void claim(std::uint32_t r) {
    const RoadRow& road = tables_.roads[r];
    if (road.elevated) return;
    claim(r, road.line);
    claim(r, {road.line.rbegin(), road.line.rend()});
  }

  // Where the streets do not lead along the whole course, both halves of it are tried.
  void claim(std::uint32_t r, const Line& course) {
    const RoadRow& road = tables_.roads[r];
    const bool poor = road.course == Course::poor;
    const TraceMatch match = poor ? through_.connect(course) : along_.match(course);
    const double length = length_of(course);
    if (!match.found() && !poor && length > kLeastCourse) {
      claim(r, slice(course, 0, length / 2));
      claim(r, slice(course, length / 2, length));
      return;
    }
    if (poor && match.length_m > kMostDetour * length) return;
    claim_links(r, match.path);
    if (!poor) claim_corners(r, match.path);
  }

  void claim_links(std::uint32_t r, const std::vector<LinkRun>& path) {
    const RoadRow& road = tables_.roads[r];
    for (const LinkRun& run : path) {
      const int apart = std::abs(static_cast<int>(net_.link.road_class[run.link]) -
                                 static_cast<int>(road.road_class));
      const bool poor = road.course == Course::poor;
      if (poor ? apart > 1 : !like_course(net_, run.link, road.line)) continue;
      std::uint32_t& owner = found_.road_of[run.link];
      if (owner == kNoRoad) owner = r;
    }
  }

  // Both directions of a two-way street are of one road, though the course back may run beside it.
  void claim_other_sides() {
    for (const LinkId l : net_.links()) {
      const LinkId back = net_.link.reverse[l];
      if (back.valid() && found_.road_of[back] == kNoRoad) found_.road_of[back] = found_.road_of[l];
    }
  }

  // Courses cut the corners of junctions: short links there run another way, but are of the road.
  void claim_corners(std::uint32_t r, const std::vector<LinkRun>& path) {
    for (std::size_t i = 1; i + 1 < path.size(); ++i) {
      std::uint32_t& owner = found_.road_of[path[i].link];
      const bool between =
          found_.road_of[path[i - 1].link] == r && found_.road_of[path[i + 1].link] == r;
      if (owner == kNoRoad && between && double{net_.link.length_m[path[i].link]} < kCorner)
        owner = r;
    }
  }

  void measure(std::uint32_t r) {
    constexpr double kStep = 50;
    const Line& course = tables_.roads[r].line;
    RoadCoverage c{r, length_of(course), 0};
    double all = 0;
    double near = 0;
    for (double at = 0; at <= c.traced_m; at += kStep) {
      all += 1;
      near += index_.nearest(point_along(course, at), kOnRoad).has_value() ? 1 : 0;
    }
    c.present_m = c.traced_m * near / all;
    found_.coverage.push_back(c);
  }

  const CityTables& tables_;
  const Network& net_;
  LinkIndex index_;
  LineMatcher<TraceWays> along_, through_;
  NamedLinks found_;
};

void set_lanes(LinkSpec& spec, int lanes) {
  const auto count = static_cast<std::size_t>(std::max(1, lanes));
  spec.lane_specs.resize(count, spec.lane_specs.back());
  spec.flags = static_cast<LinkFlags>(spec.flags & ~unsigned{kAssumedLanes});
}

// Lanes of one direction of a link of a named road.
int lanes_of(const RoadRow& road, const LinkSpec& spec, bool two_way, const WayOrigins& origins) {
  if (road.one_way_pair) return two_way ? road.lanes / 2 : road.lanes;
  const WayOrigins::Origin* origin = origins.find(spec.source_id);
  const bool known = origin && origin->one_way_known && (spec.flags & kDualCarriageway) == 0;
  return road.dual && two_way && known ? road.lanes / 2 : road.lanes;
}

}  // namespace

NamedLinks find_named_roads(const CityTables& tables, const Network& network) {
  return Finder(tables, network).run();
}

void set_named_roads(const CityTables& tables, const WayOrigins& origins, const NamedLinks& named,
                     NetworkBuilder& builder) {
  std::vector<char> two_way(builder.link_count(), 0);
  for (std::uint32_t l = 0; l < builder.link_count(); ++l) {
    const LinkId back = builder.link(LinkId{l}).reverse;
    if (back.valid()) two_way[l] = two_way[back.value] = 1;
  }
  for (std::uint32_t l = 0; l < builder.link_count(); ++l) {
    const std::uint32_t r = named.road_of[LinkId{l}];
    if (r == kNoRoad) continue;
    const RoadRow& road = tables.roads[r];
    LinkSpec& spec = builder.link(LinkId{l});
    const WayOrigins::Origin* origin = origins.find(spec.source_id);
    if (origin && origin->ramp) continue;
    if (spec.street.empty()) spec.street = road.name;
    if ((spec.flags & kAssumedClass) != 0 && road.course != Course::poor)
      spec.road_class = road.road_class;
    const bool carriageway = two_way[l] == 0 && (spec.flags & kDualCarriageway) != 0;
    if ((spec.flags & kAssumedLanes) != 0 && (spec.flags & kRoundaboutRing) == 0 &&
        (road.dual || road.one_way_pair || !carriageway))
      set_lanes(spec, lanes_of(road, spec, two_way[l] != 0, origins));
    if ((spec.flags & kAssumedSpeed) != 0 && (spec.flags & kRoundaboutRing) == 0) {
      spec.free_speed_mps = static_cast<float>(road.free_speed_mps);
      spec.flags = static_cast<LinkFlags>(spec.flags & ~unsigned{kAssumedSpeed});
    }
  }
}

}  // namespace mwendo
