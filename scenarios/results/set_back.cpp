#include "scenarios/results/set_back.h"

#include <algorithm>

#include "sim/traffic/vehicle_type.h"
#include "sim/world/planning_guide.h"

namespace mwendo {
namespace {

// s of a cycle in which the way from one link to the next has green.
double green_s(const Network& net, const SignalPlan& plan, LinkId from, LinkId to) {
  double green = 0;
  for (const SignalPhase& phase : plan.phases)
    if (std::any_of(phase.movements.begin(), phase.movements.end(), [&](MovementId m) {
          return net.movement.from[m] == from && net.movement.to[m] == to;
        }))
      green += static_cast<double>(phase.green_s);
  return green;
}

}  // namespace

SetBack set_back_of(const World& world, LineId line, const LineStop& stop, double vehicles_h) {
  const Network& net = world.network;
  const auto path = world.transit.path_of(line);
  if (stop.path_index + 1 >= path.size()) return {};
  const LinkId here = path[stop.path_index];
  const std::uint32_t plan = net.node.signal_plan[net.link.to[here]];
  if (plan == kNoSignalPlan) return {};
  const double cycle = static_cast<double>(net.signal_plans[plan].cycle_s());
  const double green = green_s(net, net.signal_plans[plan], here, path[stop.path_index + 1]);
  const SignalHour hour{.cycle_s = cycle, .red_s = cycle - green, .vehicles_h = vehicles_h};
  const VehicleType type = make_type(world.transit.line.vehicle[line], kBrt);
  return {.stop_line_m = static_cast<double>(net.link.length_m[here] -
                                             world.transit.stop.position_m[stop.stop]),
          .needed_m = set_back_m(hour, static_cast<double>(type.spacing)),
          .delay_s = uniform_signal_delay_s(hour) + random_signal_delay_s(hour)};
}

}  // namespace mwendo
