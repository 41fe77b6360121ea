#include "network/assembly/continued_lanes.h"

#include <algorithm>
#include <limits>

namespace mwendo {
namespace {

constexpr double kBothEnds = 500;     // metres from a silent link to the known ones
constexpr double kOneEnd = 300;       // metres from a silent link to the only known one
constexpr double kLeastCosine = 0.7;  // of a bend in which a road goes on

Point heading(const std::vector<Point>& line, bool at_end) {
  const Point a = at_end ? line[line.size() - 2] : line[0];
  const Point b = at_end ? line.back() : line[1];
  const double metres = std::max(distance(a, b), 1e-9);
  return {(b.x - a.x) / metres, (b.y - a.y) / metres};
}

class Continuing {
 public:
  Continuing(NetworkBuilder& builder, const std::vector<LinkId>& silent)
      : builder_(builder),
        is_silent_(builder.link_count(), 0),
        in_(builder.node_count()),
        out_(builder.node_count()) {
    for (const LinkId l : silent) is_silent_[l.value] = 1;
    for (std::uint32_t i = 0; i < builder.link_count(); ++i) {
      const LinkSpec& l = spec(LinkId{i});
      if ((l.flags & kRoundaboutRing) != 0) continue;
      out_[l.from.value].push_back(LinkId{i});
      in_[l.to.value].push_back(LinkId{i});
    }
  }

  std::size_t run(const std::vector<LinkId>& silent) {
    std::vector<std::size_t> lanes;  // all are found before any is changed
    for (const LinkId l : silent) lanes.push_back(wanted(l));
    std::size_t widened = 0;
    for (std::size_t i = 0; i < silent.size(); ++i)
      widened += widen(spec(silent[i]), lanes[i]) ? 1 : 0;
    return widened;
  }

 private:
  struct End {
    std::size_t lanes = 0;  // 0: the chain has no known link on this side
    double metres = std::numeric_limits<double>::infinity();
  };

  LinkSpec& spec(LinkId l) { return builder_.link(l); }

  std::vector<Point> line(const LinkSpec& l) {
    if (!l.geometry.empty()) return l.geometry;
    return {builder_.node(l.from).position, builder_.node(l.to).position};
  }

  // The link by which the road goes on, backward or forward; none at its end.
  LinkId next(LinkId l, bool forward) {
    const LinkId best = straightest(l, forward);
    return best.valid() && straightest(best, !forward) == l ? best : LinkId{};
  }

  LinkId straightest(LinkId l, bool forward) {
    const LinkSpec& here = spec(l);
    const Point u = heading(line(here), forward);
    LinkId best;
    double straight = kLeastCosine;
    for (const LinkId k : forward ? out_[here.to.value] : in_[here.from.value]) {
      const LinkSpec& there = spec(k);
      if (k == here.reverse || there.reverse == l || there.road_class != here.road_class) continue;
      const Point v = heading(line(there), !forward);
      const double cosine = u.x * v.x + u.y * v.y;
      if (cosine <= straight) continue;
      straight = cosine;
      best = k;
    }
    return best;
  }

  End known_end(LinkId l, bool forward) {
    double metres = 0;
    for (LinkId k = next(l, forward); k.valid() && metres <= kBothEnds; k = next(k, forward)) {
      if (is_silent_[k.value] == 0) return {lanes_of(spec(k)), metres};
      metres += length_of(line(spec(k)));
    }
    return {};
  }

  std::size_t wanted(LinkId l) {
    if ((spec(l).flags & kRoundaboutRing) != 0) return 0;
    const End before = known_end(l, false);
    const End after = known_end(l, true);
    if (before.lanes > 0 && after.lanes > 0) return std::min(before.lanes, after.lanes);
    const End& only = before.lanes > 0 ? before : after;
    const bool one_way = !has_reverse(l);
    return one_way && only.metres <= kOneEnd ? only.lanes : 0;
  }

  bool has_reverse(LinkId l) {
    const LinkSpec& here = spec(l);
    return here.reverse.valid() ||
           std::any_of(out_[here.to.value].begin(), out_[here.to.value].end(),
                       [&](LinkId k) { return spec(k).reverse == l; });
  }

  static double length_of(const std::vector<Point>& line) {
    double metres = 0;
    for (std::size_t i = 1; i < line.size(); ++i) metres += distance(line[i - 1], line[i]);
    return metres;
  }

  static std::size_t all_lanes(const LinkSpec& l) {
    return l.lane_specs.empty() ? static_cast<std::size_t>(l.lanes) : l.lane_specs.size();
  }

  // Without the lane of a ramp.
  static std::size_t lanes_of(const LinkSpec& l) {
    return all_lanes(l) - ((l.flags & kAuxiliaryLane) != 0 ? 1 : 0);
  }

  static bool widen(LinkSpec& l, std::size_t lanes) {
    const std::size_t present = lanes_of(l);
    if (lanes <= present) return false;
    if (l.lane_specs.empty()) l.lane_specs.assign(all_lanes(l), {l.permissions, l.lane_width_m});
    l.lane_specs.resize(l.lane_specs.size() + lanes - present, l.lane_specs.back());
    return true;
  }

  NetworkBuilder& builder_;
  std::vector<char> is_silent_;
  std::vector<std::vector<LinkId>> in_;
  std::vector<std::vector<LinkId>> out_;
};

}  // namespace

std::vector<LinkId> links_with(NetworkBuilder& builder, LinkFlags flag) {
  std::vector<LinkId> found;
  for (std::uint32_t i = 0; i < builder.link_count(); ++i)
    if ((builder.link(LinkId{i}).flags & flag) != 0) found.push_back(LinkId{i});
  return found;
}

std::size_t continue_lanes(NetworkBuilder& builder, const std::vector<LinkId>& silent) {
  return Continuing(builder, silent).run(silent);
}

}  // namespace mwendo
