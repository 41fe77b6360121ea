#include "sim/day/riders.h"

#include <algorithm>

#include "sim/choice/way_on.h"
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
  for (const GaveUp& g : day_.transit.gave_up()) give_up(g);
}

Way Riders::way_on_from(StopId stop, std::uint32_t agent) const {
  const World& world = day_.input.world;
  const PersonColumns& people = day_.input.people.person;
  const PersonId person = day_.input.people.trip.person[day_.trips.record(agent).trip];
  const Point to = world.network.node.position[day_.trips.destination(agent)];
  const float metres = world.figures.mean_detour_walk *
                       static_cast<float>(distance(world.transit.stop.position[stop], to));
  const Mode mode = mode_on({people.number[person], people.income[person]}, metres, world.figures,
                            choice_parameters(world.figures));
  return {mode, world.transit.stop.access_node[stop], metres, day_.now(),
          day_.trips.record(agent).distance_m};
}

void Riders::give_up(const GaveUp& g) {
  day_.trips.record(g.agent).wait_s += g.waited_s;
  const Way way = way_on_from(g.stop, g.agent);
  day_.trips.go_on(g.agent, way);
  (way.mode == Mode::walk ? walks_ : hires_).push_back(g.agent);
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
