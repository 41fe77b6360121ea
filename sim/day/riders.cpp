#include "sim/day/riders.h"

#include <algorithm>

#include "sim/transit/router/transit_router.h"

namespace mwendo {

void Riders::walk(std::uint32_t agent, float metres, EventKind then) {
  day_.trips.record(agent).walk_m += metres;
  day_.events.add(day_.now() + metres / row_of(Mode::walk).speed_mps, {agent, then});
}

void Riders::start(std::uint32_t agent) {
  if (day_.trips.rides(agent) == 0)
    day_.trips.find_no_way(agent);
  else
    walk(agent, day_.trips.ride(agent).walk_before_m, EventKind::reach_stop);
}

void Riders::reach_stop(std::uint32_t agent) {
  const RideLeg& leg = day_.trips.ride(agent);
  day_.transit.wait(agent, leg.board, leg.alight, leg.preferred);
}

void Riders::after_step() {
  for (const Boarding& b : day_.transit.boardings())
    day_.trips.record(b.agent).wait_s += b.waited_s;
  for (const LeftBehind& l : day_.transit.left_behind()) {
    std::uint8_t& times = day_.trips.record(l.agent).left_behind;
    times = static_cast<std::uint8_t>(std::min(255, times + 1));
  }
  for (const Alighting& a : day_.transit.alightings()) alight(a);
}

void Riders::close() {
  for (const Boarding& w : day_.transit.still_waiting())
    day_.trips.record(w.agent).wait_s += w.waited_s;
}

// From where the rider got off to the planned stop, which the vehicle has passed.
float Riders::walk_back_m(const Alighting& a) const {
  constexpr auto kDetour = double{TransitRouterOptions{}.detour};
  const auto& at = day_.input.world.transit.stop.position;
  return static_cast<float>(kDetour * distance(at[a.stop], at[day_.trips.ride(a.agent).alight]));
}

void Riders::alight(const Alighting& a) {
  TripRecord& r = day_.trips.record(a.agent);
  const float back_m = walk_back_m(a);
  r.distance_m += a.ridden_m;
  r.fare += a.fare;
  if (day_.trips.next_ride(a.agent)) {
    ++r.transfers;
    walk(a.agent, back_m + day_.trips.ride(a.agent).walk_before_m, EventKind::reach_stop);
  } else {
    walk(a.agent, back_m + day_.trips.egress_m(a.agent), EventKind::arrive);
  }
}

}  // namespace mwendo
