#include "tests/support/jam_ways.h"

#include <algorithm>
#include <functional>

namespace mwendo {

std::vector<Onward> ways_on(const Network& net, const std::vector<StreetFlow>& flows, LinkId link) {
  const auto onto = [&](MovementId m) { return flows[net.movement.to[m].value].vehicles; };
  double all = 0;
  for (const MovementId m : net.movements_of(link)) all += onto(m);
  std::vector<Onward> ways;
  for (const MovementId m : net.movements_of(link))
    ways.push_back({m, all > 0 ? onto(m) / all : 0});
  std::stable_sort(ways.begin(), ways.end(),
                   [](const Onward& a, const Onward& b) { return a.share > b.share; });
  return ways;
}

namespace {

// Car units of the links, but for the own one, with a conflicting movement that `counts`.
template <class F>
double units_of_others(const Network& net, const std::vector<StreetFlow>& flows, MovementId m,
                       F&& counts) {
  std::vector<LinkId> others;
  for (const MovementId c : net.conflicts_of(m))
    if (counts(net.movement.rank[c], net.movement.rank[m])) others.push_back(net.movement.from[c]);
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  double units = 0;
  for (const LinkId l : others)
    if (l != net.movement.from[m]) units += flows[l.value].car_units;
  return units;
}

}  // namespace

double units_first(const Network& net, const std::vector<StreetFlow>& flows, MovementId m) {
  return units_of_others(net, flows, m, std::less<>());
}

double units_in_turn(const Network& net, const std::vector<StreetFlow>& flows, MovementId m) {
  return units_of_others(net, flows, m, std::equal_to<>());
}

std::size_t lanes_towards(const Network& net, MovementId m) {
  std::size_t lanes = 0;
  for (const LaneId a : net.lanes_of(net.movement.from[m])) {
    const auto joins = net.connections_of(a);
    lanes += std::any_of(joins.begin(), joins.end(),
                         [m](const Connection& c) { return c.movement == m; });
  }
  return std::max<std::size_t>(1, lanes);
}

bool has_own_lane(const Network& net, MovementId m) {
  for (const LaneId a : net.lanes_of(net.movement.from[m])) {
    const auto joins = net.connections_of(a);
    if (!joins.empty() && std::all_of(joins.begin(), joins.end(),
                                      [m](const Connection& c) { return c.movement == m; }))
      return true;
  }
  return false;
}

double green_share(const Network& net, MovementId m) {
  const std::uint32_t plan = net.node.signal_plan[net.link.to[net.movement.from[m]]];
  if (plan == kNoSignalPlan) return 1;
  double green = 0;
  for (const SignalPhase& phase : net.signal_plans[plan].phases)
    if (std::find(phase.movements.begin(), phase.movements.end(), m) != phase.movements.end())
      green += static_cast<double>(phase.green_s);
  return green / static_cast<double>(net.signal_plans[plan].cycle_s());
}

}  // namespace mwendo
