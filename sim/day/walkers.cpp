#include "sim/day/walkers.h"

#include <algorithm>

namespace mwendo {

void Walkers::count(std::uint32_t agent, double persons) {
  const Travel travel = day_.trips.mode(agent).travel;
  if (travel == Travel::walks) walking_ += persons;
  if (travel == Travel::cycles) cycling_ += persons;
}

void Walkers::start(std::uint32_t agent) {
  TripRecord& r = day_.trips.record(agent);
  const float metres = day_.trips.distance_m(agent);
  r.distance_m += metres;
  if (day_.trips.mode(agent).travel == Travel::walks) r.walk_m += metres;
  count(agent, day_.weight);
  day_.events.add(day_.trips.way(agent).start_s + travel_time(agent), {agent, EventKind::arrive});
}

void Walkers::end(std::uint32_t agent) { count(agent, -day_.weight); }

float Walkers::travel_time(std::uint32_t agent) const {
  const ModeRow& mode = day_.trips.mode(agent);
  const float speed = mode.travel == Travel::is_driven ? passenger_mps_ : mode.speed_mps;
  return day_.trips.distance_m(agent) / speed + mode.terminal_s();
}

void Walkers::set_street_speed(float mps) {
  // People in cars move along the street, not along the crow's flight.
  passenger_mps_ = std::max(1.5F, mps / day_.input.world.figures.mean_detour_walk);
}

void Walkers::cross_streets() {
  const CrossingFlows* flows = day_.input.walkers;
  const Network& net = day_.input.world.network;
  if (flows == nullptr || flows->links != net.links().size()) return;
  const std::size_t period = flows->period_at(day_.now());
  for (const LinkId l : net.links()) {
    if ((net.link.flags[l] & kCrossing) != 0)
      day_.traffic.set_walkers(l, flows->at_marking(net, l, period));
    if (net.node.signal_plan[net.link.from[l]] != kNoSignalPlan)
      day_.traffic.set_walkers_at_signal(l, flows->at_signal(net, l, period));
  }
}

bool Walkers::before(const AgentEvent& e, WalkerView& v, float& seconds) const {
  const TripBook& trips = day_.trips;
  const float walk_mps = row_of(Mode::walk).speed_mps;
  const auto access = [&](StopId s) { return day_.input.world.transit.stop.access_node[s]; };
  v = {e.agent, Mode::walk, trips.origin(e.agent), trips.destination(e.agent), 0, 0};
  if (e.kind == EventKind::reach_stop) {
    const std::uint8_t k = trips.ride_index(e.agent);
    if (k > 0) v.from = access(trips.ride(e.agent, static_cast<std::uint8_t>(k - 1)).alight);
    v.to = access(trips.ride(e.agent).board);
    seconds = trips.ride(e.agent).walk_before_m / walk_mps;
    return true;
  }
  if (e.kind != EventKind::arrive) return false;
  switch (trips.mode(e.agent).travel) {
    case Travel::rides:
      v.from =
          access(trips.ride(e.agent, static_cast<std::uint8_t>(trips.rides(e.agent) - 1)).alight);
      seconds = trips.egress_m(e.agent) / walk_mps;
      return true;
    case Travel::cycles: v.mode = Mode::bicycle; [[fallthrough]];
    case Travel::walks: seconds = travel_time(e.agent); return true;
    default: return false;
  }
}

void Walkers::view(std::vector<WalkerView>& out) const {
  out.clear();
  day_.events.for_each([&](float time_s, const AgentEvent& e) {
    WalkerView v;
    float seconds = 0;
    if (!before(e, v, seconds) || seconds <= 0) return;
    v.share = std::clamp(1 - (time_s - day_.now()) / seconds, 0.0F, 1.0F);
    v.share_per_s = 1 / seconds;
    out.push_back(v);
  });
}

}  // namespace mwendo
