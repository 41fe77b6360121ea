#include "network/walking/active_graph.h"

#include <algorithm>
#include <array>

namespace mwendo {
namespace {

constexpr float kNoFootwayPerception = 1.2F;
constexpr float kUnpavedPerception = 1.15F;  // bumps, dust and mud, on top of the traffic's stress

// Perceived time riding with the traffic of each road class, in order of RoadClass.
constexpr std::array<float, kRoadClassCount> kStress = {3.0F, 2.2F, 2.0F, 1.6F, 1.3F, 1.05F,
                                                        1.0F, 1.0F, 1.0F, 1.0F, 1.0F, 1.2F};

bool is(const Network& net, LinkId l, RoadClass c) { return net.link.road_class[l] == c; }

bool busy(RoadClass c) { return c <= RoadClass::tertiary; }

float cycling_speed(float grade) {
  const float percent = grade * 100;
  const float change_kmh = percent > 0 ? -percent : -0.5F * percent;
  return std::clamp(kCycleSpeedMps + change_kmh / 3.6F, 6.0F / 3.6F, 20.0F / 3.6F);
}

// Links of a one-way street get an arc back for walkers and cyclists that may use it.
void add_both_ways(const Network& net, LinkId l, float cost, float cost_back,
                   std::vector<TailedArc>& arcs) {
  const float length = net.link.length_m[l];
  const NodeId from = net.link.from[l];
  const NodeId to = net.link.to[l];
  arcs.push_back({from, {to, l, cost, length}});
  if (!net.link.reverse[l].valid()) arcs.push_back({to, {from, l, cost_back, length}});
}

}  // namespace

bool walkable(const Network& net, LinkId l) {
  if (is(net, l, RoadClass::rail)) return false;
  const bool closed = is(net, l, RoadClass::motorway) || is(net, l, RoadClass::busway);
  return !closed || net.link.footway[l] >= Footway::sidewalk;
}

bool rideable(const Network& net, LinkId l) {
  if (is(net, l, RoadClass::busway) || is(net, l, RoadClass::rail)) return false;
  if (net.link.cycleway[l] != Cycleway::none || is(net, l, RoadClass::cycleway)) return true;
  if (is(net, l, RoadClass::motorway)) return false;
  return !is(net, l, RoadClass::footway) || (net.permissions_of(l) & kBicycle) != 0;
}

float walk_perception(const Network& net, LinkId l) {
  const bool built = net.link.footway[l] >= Footway::sidewalk;
  return !built && busy(net.link.road_class[l]) ? kNoFootwayPerception : 1.0F;
}

float stress_factor(const Network& net, LinkId l) {
  const float traffic = kStress[static_cast<std::size_t>(net.link.road_class[l])] - 1;
  const bool unpaved = is(net, l, RoadClass::unpaved) || (net.link.flags[l] & kUnpaved) != 0;
  switch (net.link.cycleway[l]) {
    case Cycleway::track: return 1;
    case Cycleway::lane: return 1 + 0.5F * traffic;
    case Cycleway::none: break;
  }
  return (1 + traffic) * (unpaved ? kUnpavedPerception : 1.0F);
}

float cycling_seconds(const Network& net, LinkId l) {
  return net.link.length_m[l] / cycling_speed(net.link.grade[l]);
}

PathGraph foot_graph(const Network& net) {
  std::vector<TailedArc> arcs;
  for (LinkId l : net.links()) {
    if (!walkable(net, l)) continue;
    const float cost = net.link.length_m[l] / kWalkSpeedMps * walk_perception(net, l);
    add_both_ways(net, l, cost, cost, arcs);
  }
  return make_path_graph(net.nodes().size(), arcs);
}

PathGraph bicycle_graph(const Network& net) {
  std::vector<TailedArc> arcs;
  for (LinkId l : net.links()) {
    if (!rideable(net, l)) continue;
    const float cost = cycling_seconds(net, l) * stress_factor(net, l);
    // Against a one-way street the bicycle is pushed, except on a path of its own.
    const bool own_path = is(net, l, RoadClass::cycleway) || is(net, l, RoadClass::footway);
    const float pushed = net.link.length_m[l] / kWalkSpeedMps * walk_perception(net, l);
    const float back =
        net.link.length_m[l] / cycling_speed(-net.link.grade[l]) * stress_factor(net, l);
    add_both_ways(net, l, cost, own_path ? back : pushed, arcs);
  }
  return make_path_graph(net.nodes().size(), arcs);
}

}  // namespace mwendo
