#include "network/walking/street_arms.h"

#include <algorithm>
#include <tuple>

#include "network/assembly/link_ends.h"

namespace mwendo {
namespace {

bool is_loop(const Network& net, LinkId l) { return net.link.from[l] == net.link.to[l]; }

// Counter-clockwise; one arm for the two directions of a street.
std::vector<StreetArm> arms_of(const Network& net, NodeId n) {
  std::vector<StreetArm> arms;
  for (const LinkId l : net.outgoing(n)) {
    const LinkId back = is_loop(net, l) ? LinkId{} : net.link.reverse[l];
    const double angle = build::angle_measure(build::leaving(net, l));
    arms.push_back({angle, l, back, has_carriageway(net, l)});
  }
  for (const LinkId l : net.incoming(n)) {
    if (net.link.reverse[l].valid() && !is_loop(net, l)) continue;
    const build::Direction d = build::arriving(net, l);
    arms.push_back({build::angle_measure({-d.x, -d.y}), {}, l, has_carriageway(net, l)});
  }
  std::sort(arms.begin(), arms.end(), [](const StreetArm& a, const StreetArm& b) {
    return std::tie(a.angle, a.out, a.in) < std::tie(b.angle, b.out, b.in);
  });
  return arms;
}

}  // namespace

bool has_carriageway(const Network& net, LinkId l) {
  const RoadClass c = net.link.road_class[l];
  return c != RoadClass::footway && c != RoadClass::cycleway;
}

StreetArms::StreetArms(const Network& net)
    : at_start_(net.links().size(), 0), at_end_(net.links().size(), 0) {
  for (const NodeId n : net.nodes()) {
    const std::vector<StreetArm> arms = arms_of(net, n);
    for (std::uint32_t k = 0; k < arms.size(); ++k) {
      if (arms[k].out.valid()) at_start_[arms[k].out] = k;
      if (arms[k].in.valid()) at_end_[arms[k].in] = k;
    }
    arms_.append(arms);
  }
}

}  // namespace mwendo
