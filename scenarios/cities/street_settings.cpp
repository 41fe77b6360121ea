#include "scenarios/cities/street_settings.h"

#include <algorithm>
#include <set>
#include <utility>

namespace mwendo {
namespace {

class Junctions {
 public:
  Junctions(const WayOrigins& origins, const Network& net) : origins_(origins), net_(net) {}

  [[nodiscard]] bool of_main_streets(NodeId n) const {
    if (net_.incoming(n).size() < 2) return false;  // streets only part here: nobody meets
    std::set<std::uint32_t> legs;
    std::set<std::pair<std::uint32_t, RoadClass>> streets;
    bool ramps = false;
    for (const auto links : {net_.outgoing(n), net_.incoming(n)})
      for (const LinkId l : links) {
        if (net_.link.source_id[l] == kBuiltWay) return false;
        ramps = ramps || is_ramp(l);
        if (net_.link.road_class[l] == RoadClass::motorway && !is_ramp(l)) return false;
        if (net_.link.road_class[l] > RoadClass::secondary) continue;
        const LinkId back = net_.link.reverse[l];
        legs.insert(back.valid() ? std::min(l.value, back.value) : l.value);
        streets.emplace(net_.link.street[l], net_.link.road_class[l]);
      }
    // Ramps that only join or leave a road are no junction.
    return legs.size() >= (ramps ? 4U : 3U) && streets.size() >= 2 &&
           (!ramps || approaches(n) >= 3);
  }

 private:
  [[nodiscard]] std::ptrdiff_t approaches(NodeId n) const {
    const auto in = net_.incoming(n);
    return std::count_if(in.begin(), in.end(),
                         [&](LinkId l) { return net_.link.road_class[l] <= RoadClass::secondary; });
  }
  [[nodiscard]] bool is_ramp(LinkId l) const {
    const WayOrigins::Origin* origin = origins_.find(net_.link.source_id[l]);
    return origin && origin->ramp;
  }

  const WayOrigins& origins_;
  const Network& net_;
};

float friction_of(RoadClass c, bool inside) {
  switch (c) {
    case RoadClass::motorway: return 0;
    case RoadClass::trunk: return inside ? 0.15F : 0.05F;
    case RoadClass::primary: return inside ? 0.2F : 0.1F;
    default: return inside ? 0.3F : 0.2F;
  }
}

}  // namespace

void set_junctions(const CityTables& tables, const WayOrigins& origins, const Network& network,
                   Point centre, NetworkBuilder& builder) {
  const Junctions junctions(origins, network);
  for (const NodeId n : network.nodes()) {
    NodeSpec& node = builder.node(n);
    const bool set = node.control != JunctionControl::uncontrolled;
    if (set || !junctions.of_main_streets(n)) continue;
    const bool inside = distance(node.position, centre) < kCentreRadius;
    node.control = inside ? tables.profile.centre_control : tables.profile.outer_control;
  }
}

void set_kerbs(Point centre, NetworkBuilder& builder) {
  for (std::uint32_t i = 0; i < builder.link_count(); ++i) {
    LinkSpec& spec = builder.link(LinkId{i});
    const Point middle = spec.geometry[spec.geometry.size() / 2];
    const bool inside = distance(middle, centre) < kCentreRadius;
    spec.friction = friction_of(spec.road_class, inside);
    const bool paved = inside || spec.road_class == RoadClass::primary;
    if (spec.footway == Footway::informal && paved) spec.footway = Footway::sidewalk;
  }
}

}  // namespace mwendo
