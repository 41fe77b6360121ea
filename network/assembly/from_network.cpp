// NetworkBuilder::from_network: the specifications that a network came from.
#include <algorithm>
#include <cmath>

#include "network/assembly/builder.h"
#include "network/assembly/turn_speeds.h"
#include "network/permissions.h"

namespace mwendo {
namespace {

constexpr float kSameSpeed = 0.001F;  // m/s

LinkSpec spec_of(const Network& net, LinkId l) {
  const auto points = net.geometry_of(l);
  LinkSpec spec{.from = net.link.from[l], .to = net.link.to[l]};
  spec.geometry.assign(points.begin(), points.end());
  for (const LaneId a : net.lanes_of(l))
    spec.lane_specs.push_back({net.lane.permissions[a], net.lane.width_m[a]});
  spec.lanes = static_cast<int>(spec.lane_specs.size());
  spec.permissions = net.permissions_of(l);
  spec.free_speed_mps = net.link.free_speed_mps[l];
  spec.road_class = net.link.road_class[l];
  spec.flags = net.link.flags[l];
  spec.footway = net.link.footway[l];
  spec.cycleway = net.link.cycleway[l];
  spec.friction = net.link.friction[l];
  spec.grade = net.link.grade[l];
  spec.length_m = net.link.length_m[l];
  spec.street = net.street_names[net.link.street[l]];
  spec.source_id = net.link.source_id[l];
  spec.reverse = net.link.reverse[l];
  return spec;
}

SignalSpec spec_of(const Network& net, const SignalPlan& plan) {
  SignalSpec spec{plan.kind, plan.offset_s, plan.bus_priority, {}};
  for (const SignalPhase& phase : plan.phases) {
    auto& p = spec.phases.emplace_back();
    p.green_s = phase.green_s;
    p.clearance_s = phase.clearance_s;
    p.least_green_s = phase.least_green_s;
    p.most_green_s = phase.most_green_s;
    const auto turn = [&](MovementId m) { return Turn{net.movement.from[m], net.movement.to[m]}; };
    for (const MovementId m : phase.movements) p.turns.push_back(turn(m));
    for (const MovementId m : phase.stopping) p.stopping.push_back(turn(m));
  }
  return spec;
}

MovementId find_movement(const Network& net, LinkId from, LinkId to) {
  for (const MovementId m : net.movements_of(from))
    if (net.movement.to[m] == to) return m;
  return {};
}

// The turns of which every connection shuts the same vehicles out.
std::vector<std::pair<Turn, Permissions>> restricted_turns(const Network& net) {
  std::vector<std::pair<Turn, Permissions>> restricted;
  if (net.connection_permissions.empty()) return restricted;
  Column<MovementId, Permissions> open(net.movements().size());
  for (std::size_t i = 0; i < net.connections.size(); ++i) {
    Permissions& who = open[net.connections[i].movement];
    who = static_cast<Permissions>(who | net.connection_permissions[i]);
  }
  for (const MovementId m : net.movements())
    if (open[m] != kAnybody)
      restricted.push_back({{net.movement.from[m], net.movement.to[m]}, open[m]});
  return restricted;
}

}  // namespace

NetworkBuilder NetworkBuilder::from_network(const Network& net) {
  NetworkBuilder builder({.name = net.name,
                          .crs = net.crs,
                          .driving_side = net.driving_side,
                          .infer_priority = false});
  for (const NodeId n : net.nodes())
    builder.nodes_.push_back({net.node.position[n], net.node.control[n], false});
  for (const LinkId l : net.links()) builder.links_.push_back(spec_of(net, l));
  for (const LinkId from : net.links()) {
    const Permissions mine = vehicles_on(net.permissions_of(from));
    for (const LinkId to : net.outgoing(net.link.to[from])) {
      const MovementId found = find_movement(net, from, to);
      if (found.valid() && net.movement.direction[found] == TurnDirection::u_turn)
        builder.allowed_.push_back({from, to});
      const bool shared = (mine & vehicles_on(net.permissions_of(to))) != 0;
      if (!found.valid() && shared && to != from && net.link.reverse[from] != to)
        builder.forbidden_.push_back({from, to});
    }
  }
  for (const MovementId m : net.movements())
    if (std::abs(net.movement.speed_mps[m] - build::turn_speed(net, m)) > kSameSpeed)
      builder.set_turn_speed(net.movement.from[m], net.movement.to[m], net.movement.speed_mps[m]);
  for (const auto& [turn, who] : restricted_turns(net))
    builder.restrict_turn(turn.from, turn.to, who);
  for (const NodeId n : net.nodes())
    if (net.node.signal_plan[n] != kNoSignalPlan)
      builder.signals_.emplace_back(n, spec_of(net, net.signal_plans[net.node.signal_plan[n]]));
  return builder;
}

}  // namespace mwendo
