#include "scenarios/cities/interchanges.h"

#include <algorithm>
#include <array>

#include "network/conflate/geometry.h"
#include "scenarios/cities/city_streets.h"

namespace mwendo {
namespace {

using namespace conflate;

constexpr float kRampSpeed_mps = 40 / 3.6F;
constexpr double kSpacing = 200;  // m; streets nearer to an interchange meet the road at grade
constexpr double kInner = 60;     // m; shorter pieces of the road lie inside one crossing
constexpr double kApart = 10;     // m between the line of the road and the middle of a carriageway

// Both directions of a street at a node.
struct Leg {
  LinkId in, out;
  Point towards;  // unit vector away from the node
};

class Interchanges {
 public:
  Interchanges(const CityTables& tables, const NamedLinks& named, NetworkBuilder& builder)
      : tables_(tables), named_(named), builder_(builder), back_(builder.link_count()) {
    for (std::uint32_t l = 0; l < builder.link_count(); ++l) {
      const LinkId back = builder.link(LinkId{l}).reverse;
      if (!back.valid()) continue;
      back_[l] = back;
      back_[back.value] = LinkId{l};
    }
  }

  std::size_t add() {
    out_.resize(builder_.node_count());
    legs_.resize(builder_.node_count(), 0);
    for (std::uint32_t l = 0; l < back_.size(); ++l) {
      const LinkSpec& spec = builder_.link(LinkId{l});
      ++legs_[spec.from.value];
      if (!back_[l].valid()) ++legs_[spec.to.value];
      if (is_limited(LinkId{l})) out_[spec.from.value].push_back(LinkId{l});
    }
    for (const NodeId n : by_importance()) split(n, out_[n.value]);
    return ramps_;
  }

 private:
  // Junctions of three legs and more: those of the highest classes first, then of the most lanes,
  // so that the greater of two crowded ones is the interchange.
  [[nodiscard]] std::vector<NodeId> by_importance() const {
    std::vector<std::array<std::size_t, kRoadClassCount>> lanes(legs_.size());  // by node and class
    for (std::uint32_t l = 0; l < back_.size(); ++l) {
      const LinkSpec& spec = builder_.link(LinkId{l});
      for (const NodeId n : {spec.from, spec.to})
        lanes[n.value][static_cast<std::size_t>(spec.road_class)] += lanes_of(spec);
    }
    std::vector<NodeId> nodes;
    for (std::uint32_t n = 0; n < legs_.size(); ++n)
      if (legs_[n] >= 3) nodes.push_back(NodeId{n});
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&](NodeId a, NodeId b) { return lanes[a.value] > lanes[b.value]; });
    return nodes;
  }

  static std::size_t lanes_of(const LinkSpec& spec) {
    return spec.lane_specs.empty() ? static_cast<std::size_t>(spec.lanes) : spec.lane_specs.size();
  }

  [[nodiscard]] bool is_limited(LinkId l) const {
    const std::uint32_t r = named_.road_of[l];
    if (r == kNoRoad || !back_[l.value].valid()) return false;
    const RoadRow& road = tables_.roads[r];
    return road.limited_access && !road.elevated;
  }

  [[nodiscard]] Leg leg_of(LinkId out) const {
    const auto& line = builder_.link(out).geometry;
    return {back_[out.value], out, unit(line[1] - line[0])};
  }

  // The pair that goes on most nearly straight, and is of one road if there are several.
  [[nodiscard]] std::array<LinkId, 2> through(const std::vector<LinkId>& out) const {
    constexpr double kOpposite = -0.8;  // cosine between the legs
    std::array<LinkId, 2> best;
    double best_cosine = kOpposite;
    for (std::size_t i = 0; i < out.size(); ++i)
      for (std::size_t k = i + 1; k < out.size(); ++k) {
        const double cosine = dot(leg_of(out[i]).towards, leg_of(out[k]).towards);
        const bool one_road = named_.road_of[out[i]] == named_.road_of[out[k]];
        if (cosine > (one_road ? kOpposite : best_cosine) || (best[0].valid() && !one_road))
          continue;
        best = {out[i], out[k]};
        best_cosine = std::min(best_cosine, cosine);
      }
    return best;
  }

  // The road away from a crossing: past other nodes that are parts of it, such as those where the
  // carriageways of the other street meet the road. Pieces of the road between them stay at grade.
  LinkId beyond_crossing(LinkId out) {
    for (int nodes = 0; nodes < 3; ++nodes) {
      const LinkSpec& spec = builder_.link(out);
      if (length_of(spec.geometry) > kInner || legs_[spec.to.value] < 3) break;
      const LinkId next = going_on(out);
      if (!next.valid()) break;
      split_.push_back(builder_.node(spec.to).position);
      out = next;
    }
    return out;
  }

  // The link of limited access that goes on most nearly straight.
  [[nodiscard]] LinkId going_on(LinkId out) const {
    constexpr double kLeastCosine = 0.5;  // of the turn
    const NodeId n = builder_.link(out).to;
    const Point arriving = leg_of(back_[out.value]).towards * -1;
    LinkId best;
    double most = kLeastCosine;
    for (const LinkId next : out_[n.value]) {
      if (next == back_[out.value] || builder_.link(next).from != n) continue;
      const double cosine = dot(arriving, leg_of(next).towards);
      if (cosine > most) most = cosine, best = next;
    }
    return best;
  }

  void split(NodeId n, const std::vector<LinkId>& out) {
    const auto main = through(out);
    if (!main[0].valid()) return;
    const Point p = builder_.node(n).position;
    const bool crowded = std::any_of(split_.begin(), split_.end(),
                                     [&](Point other) { return distance(other, p) < kSpacing; });
    if (crowded) return;
    split_.push_back(p);
    const Leg a = leg_of(beyond_crossing(main[0]));
    const Leg b = leg_of(beyond_crossing(main[1]));
    const Point along = unit(b.towards - a.towards);
    const std::array<NodeId, 2> over = {builder_.add_node(p + kerb_side(along) * kApart),
                                        builder_.add_node(p - kerb_side(along) * kApart)};
    pass(a.in, b.out, over[0]);
    pass(b.in, a.out, over[1]);
    for (const std::size_t i : {0U, 1U}) {
      const Point ahead = i == 0 ? along : along * -1;
      const LinkSpec spec = builder_.link(i == 0 ? a.in : b.in);
      add_ramp(spec, over[i], n, ahead, -1);
      add_ramp(spec, n, over[i], ahead, +1);
    }
  }

  // Carriageways that part here are streets of their own.
  void pass(LinkId in, LinkId out, NodeId over) {
    const Point p = builder_.node(over).position;
    builder_.link(in).to = builder_.link(out).from = over;
    builder_.link(in).geometry.back() = builder_.link(out).geometry.front() = p;
    for (const LinkId l : {in, out})
      for (const LinkId side : {l, back_[l.value]}) {
        LinkSpec& spec = builder_.link(side);
        spec.reverse = {};
        spec.flags = static_cast<LinkFlags>(spec.flags | kDualCarriageway | kOneWayStreet);
      }
  }

  // A bow on the kerb side, before the crossing for exits and after it for entries.
  void add_ramp(const LinkSpec& main, NodeId from, NodeId to, Point ahead, double before_or_after) {
    const Point p = builder_.node(from).position;
    const Point q = builder_.node(to).position;
    LinkSpec ramp;
    ramp.from = from;
    ramp.to = to;
    ramp.geometry = {p, (p + q) * 0.5 + kerb_side(ahead) * 45 + ahead * (25 * before_or_after), q};
    ramp.lane_specs = main.lane_specs;
    ramp.lane_specs.resize((main.lane_specs.size() + 1) / 2, main.lane_specs.front());
    ramp.road_class = RoadClass::secondary;
    ramp.free_speed_mps = kRampSpeed_mps;
    ramp.flags = kRampLink | kAssumedClass | kAssumedLanes | kAssumedSpeed | kSyntheticGeometry |
                 kOneWayStreet;
    ramp.footway = Footway::informal;
    ramp.source_id = kBuiltWay;
    builder_.add_link(std::move(ramp));
    ++ramps_;
  }

  [[nodiscard]] Point kerb_side(Point along) const {
    const Point left{-along.y, along.x};
    return tables_.profile.side == DrivingSide::left ? left : left * -1;
  }

  const CityTables& tables_;
  const NamedLinks& named_;
  NetworkBuilder& builder_;
  std::vector<std::vector<LinkId>> out_;  // by node: links of limited access
  std::vector<std::size_t> legs_;         // by node
  std::vector<LinkId> back_;              // by link: the other direction, before anything was split
  std::vector<Point> split_;              // nodes with an interchange
  std::size_t ramps_ = 0;
};

}  // namespace

std::size_t add_interchanges(const CityTables& tables, const NamedLinks& named,
                             NetworkBuilder& builder) {
  return Interchanges(tables, named, builder).add();
}

}  // namespace mwendo
