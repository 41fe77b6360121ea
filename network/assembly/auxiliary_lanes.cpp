#include "network/assembly/auxiliary_lanes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "network/assembly/link_ends.h"

namespace mwendo {
namespace {

constexpr double kAcceleration = 200;  // m
constexpr double kDeceleration = 120;  // m
constexpr double kThrough = 450;       // m between ramps
constexpr double kShortest = 50;       // m; no lane is shorter, no shorter piece is cut off
constexpr double kOnwards = 0.2;       // turn measure of the road itself, about 15 degrees
constexpr double kRamp = 0.634;        // the same of a ramp: 60 degrees

using Links = std::vector<LinkId>;

// The ramp at the start or the end of a link of the main road.
struct Ramps {
  LinkId joins;
  LinkId leaves;
};

class AuxiliaryLanes {
 public:
  AuxiliaryLanes(NetworkBuilder& builder, BuildReport& report)
      : builder_(builder),
        report_(report),
        in_(builder.node_count()),
        out_(builder.node_count()),
        ramps_(builder.link_count()) {}

  void run() {
    const auto count = static_cast<LinkId::Raw>(builder_.link_count());
    for (LinkId l{0}; l.value < count; ++l.value) {
      lanes_.push_back(lanes_of(spec(l)));
      if (lanes_.back() == 0) continue;
      out_[spec(l).from.value].push_back(l);
      in_[spec(l).to.value].push_back(l);
    }
    for (NodeId n{0}; n.value < in_.size(); ++n.value) find_ramp(n);
    for (LinkId l{0}; l.value < count; ++l.value) widen(l);
  }

 private:
  [[nodiscard]] LinkSpec& spec(LinkId l) { return builder_.link(l); }

  [[nodiscard]] std::vector<Point> line_of(LinkId l) {
    if (spec(l).geometry.size() > 1) return spec(l).geometry;
    return {builder_.node(spec(l).from).position, builder_.node(spec(l).to).position};
  }

  [[nodiscard]] static std::size_t lanes_of(const LinkSpec& l) {
    if (l.lane_specs.empty()) return static_cast<std::size_t>(l.lanes);
    return static_cast<std::size_t>(
        std::count_if(l.lane_specs.begin(), l.lane_specs.end(),
                      [](const LaneSpec& lane) { return (lane.permissions & kCar) != 0; }));
  }

  [[nodiscard]] bool one_way_for_cars(LinkId l) {
    return !spec(l).reverse.valid() && (spec(l).flags & kRoundaboutRing) == 0;
  }

  [[nodiscard]] bool is_main(LinkId l) {
    return one_way_for_cars(l) && spec(l).road_class <= RoadClass::trunk;
  }

  // Positive towards the kerb side.
  [[nodiscard]] double bend(LinkId from, LinkId to) {
    const double left =
        build::turn_measure(build::arriving(line_of(from)), build::leaving(line_of(to)));
    return builder_.options().driving_side == DrivingSide::left ? left : -left;
  }

  [[nodiscard]] bool is_lower(LinkId ramp, LinkId main) {
    const LinkSpec& r = spec(ramp);
    const LinkSpec& m = spec(main);
    return r.road_class > m.road_class || lanes_of(r) < lanes_of(m) ||
           r.free_speed_mps < m.free_speed_mps;
  }

  // One road goes on; one ramp joins or leaves it on the kerb side.
  void find_ramp(NodeId n) {
    const Links& in = in_[n.value];
    const Links& out = out_[n.value];
    const JunctionControl control = builder_.node(n).control;
    if (control == JunctionControl::signal || control == JunctionControl::police) return;
    if (in.size() == 2 && out.size() == 1) {
      for (const std::size_t k : {0U, 1U})
        if (joins(in[k], in[1 - k], out[0])) ramps_[out[0].value].joins = in[k];
    } else if (in.size() == 1 && out.size() == 2) {
      for (const std::size_t k : {0U, 1U})
        if (leaves(out[k], in[0], out[1 - k])) ramps_[in[0].value].leaves = out[k];
    }
  }

  [[nodiscard]] bool goes_on(LinkId from, LinkId to) {
    return is_main(from) && is_main(to) && spec(from).road_class == spec(to).road_class &&
           std::abs(bend(from, to)) < kOnwards;
  }

  // A vehicle that joins from the kerb side bends to the kerb side as it enters the road.
  [[nodiscard]] bool joins(LinkId ramp, LinkId before, LinkId behind) {
    const double turn = bend(ramp, behind);
    return one_way_for_cars(ramp) && goes_on(before, behind) && is_lower(ramp, before) &&
           turn > bend(before, behind) && turn < kRamp;
  }

  [[nodiscard]] bool leaves(LinkId ramp, LinkId before, LinkId behind) {
    const double turn = bend(before, ramp);
    return one_way_for_cars(ramp) && goes_on(before, behind) && is_lower(ramp, behind) &&
           turn > bend(before, behind) && turn < kRamp;
  }

  [[nodiscard]] LinkId road_before(LinkId l, LinkId ramp) {
    const Links& in = in_[spec(l).from.value];
    return in[0] == ramp ? in[1] : in[0];
  }

  [[nodiscard]] LinkId road_behind(LinkId l, LinkId ramp) {
    const Links& out = out_[spec(l).to.value];
    return out[0] == ramp ? out[1] : out[0];
  }

  void widen(LinkId l) {
    const Ramps r = ramps_[l.value];
    const bool gains = r.joins.valid() && lanes_[l.value] > lanes_[road_before(l, r.joins).value];
    const bool drops = r.leaves.valid() && lanes_[l.value] > lanes_[road_behind(l, r.leaves).value];
    if (gains) return take_present_lane(l);
    const bool joins = r.joins.valid();
    const bool leaves = r.leaves.valid() && !drops;
    if (!joins && !leaves) return;
    const double length = length_of(l);
    if (length < kShortest) return;
    if (joins && leaves && length < kThrough) {
      add_lanes(l, lanes_[r.joins.value]);
      report_.add("auxiliary lanes put between two ramps", name(l));
      return;
    }
    LinkId last = l;
    if (leaves && length > kDeceleration + kShortest)
      last = builder_.split_link(l, length - kDeceleration);
    if (joins && length_of(l) > kAcceleration + kShortest) builder_.split_link(l, kAcceleration);
    if (joins) {
      add_lanes(l, lanes_[r.joins.value]);
      report_.add("acceleration lanes put behind ramps", name(l));
    }
    if (!leaves) return;
    add_lanes(last, 1);
    report_.add("deceleration lanes put before ramps", name(last));
  }

  // The map has the lane already: it begins at the ramp, on this link and those that follow it.
  void take_present_lane(LinkId l) {
    const std::size_t lanes = lanes_[l.value];
    report_.add("acceleration lanes found behind ramps", name(l));
    for (LinkId at = l;;) {
      spec(at).flags = static_cast<LinkFlags>(spec(at).flags | kAuxiliaryLane);
      const NodeId n = spec(at).to;
      if (in_[n.value].size() != 1 || out_[n.value].size() != 1) return;
      const LinkId next = out_[n.value][0];
      if (next == l || lanes_[next.value] != lanes || !goes_on(at, next)) return;
      at = next;
    }
  }

  [[nodiscard]] double length_of(LinkId l) {
    if (spec(l).length_m > 0) return static_cast<double>(spec(l).length_m);
    const std::vector<Point> line = line_of(l);
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) length += distance(line[i], line[i + 1]);
    return length;
  }

  // Lanes like the one at the kerb.
  void add_lanes(LinkId l, std::size_t lanes) {
    LinkSpec& s = spec(l);
    if (s.lane_specs.empty())
      s.lane_specs.assign(static_cast<std::size_t>(s.lanes), {s.permissions, s.lane_width_m});
    const auto kerb =
        std::find_if(s.lane_specs.begin(), s.lane_specs.end(),
                     [](const LaneSpec& lane) { return (lane.permissions & kCar) != 0; });
    const LaneSpec lane = *kerb;
    s.lane_specs.insert(kerb, std::min<std::size_t>(lanes, 2), lane);
    s.flags = static_cast<LinkFlags>(s.flags | kAuxiliaryLane);
  }

  [[nodiscard]] std::string name(LinkId l) {
    return spec(l).street.empty() ? fmt::format("link {}", l.value) : spec(l).street;
  }

  NetworkBuilder& builder_;
  BuildReport& report_;
  std::vector<Links> in_;
  std::vector<Links> out_;
  std::vector<Ramps> ramps_;
  std::vector<std::size_t> lanes_;  // for cars, in the source
};

}  // namespace

void add_auxiliary_lanes(NetworkBuilder& builder, BuildReport& report) {
  AuxiliaryLanes(builder, report).run();
}

}  // namespace mwendo
