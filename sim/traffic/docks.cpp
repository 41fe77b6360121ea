#include "sim/traffic/docks.h"

#include <algorithm>
#include <cmath>

#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

bool is_at(const TrafficState& s, const OnLane& v, float halt) {
  return std::abs(halt_of(s, v) - halt) < 1;
}

// Vehicles beside the lanes of a stop: at its docks, or waiting for one.
std::size_t beside(const TrafficState& s, LinkIndex link_index, float halt, bool docked) {
  const auto& bay = s.bay[link_index];
  return static_cast<std::size_t>(std::count_if(bay.begin(), bay.end(), [&](const OnLane& v) {
    return is_docked(v) == docked && is_at(s, v, halt);
  }));
}

// Vehicles on the lanes on their way from the waiting place to a dock.
std::size_t on_the_way(const TrafficState& s, const Link& link, float halt, float from) {
  std::size_t found = 0;
  for (LaneIndex l = link.first_lane; l < link.filter_lane(); ++l)
    for (std::uint16_t i = 0; i < s.lane[l].count; ++i) {
      const OnLane& v = s.lane[l].data[i];
      found += v.position > from && is_at(s, v, halt) ? 1 : 0;
    }
  return found;
}

std::size_t places_to_wait(const TrafficState& s, const PlannedStop& stop, const OnLane& v) {
  const VehicleType& t = s.types[v.type];
  const float behind = waiting_place(s, stop, v) - t.length;
  if (behind < 0) return 0;
  return std::min<std::size_t>(stop.docks, static_cast<std::size_t>(behind / t.spacing) + 1);
}

}  // namespace

float waiting_place(const TrafficState& s, const PlannedStop& stop, const OnLane& v) {
  return stop.position_m - std::max<float>(stop.docks, 1) * s.types[v.type].spacing;
}

bool has_room(const TrafficState& s, LinkIndex link_index, const PlannedStop& stop,
              const OnLane& v) {
  if (stop.docks == 0) return true;
  std::size_t taken = beside(s, link_index, stop.position_m, true);
  if (stop.place == StopPlace::dock && v.position < waiting_place(s, stop, v) + kCalledFrom / 2)
    taken += beside(s, link_index, stop.position_m, false);
  return taken < stop.docks;
}

bool is_called(const TrafficState& s, LinkIndex link_index, const PlannedStop& stop,
               const OnLane& v) {
  const float from = waiting_place(s, stop, v) + kCalledFrom / 2;
  return beside(s, link_index, stop.position_m, true) +
             on_the_way(s, s.link[link_index], stop.position_m, from) <
         stop.docks;
}

QueueEnd end_of_queue(const TrafficState& s, LinkIndex link_index, const PlannedStop& stop,
                      const OnLane& v) {
  const std::size_t places = places_to_wait(s, stop, v);
  const std::size_t waiting = beside(s, link_index, stop.position_m, false);
  const float first = waiting_place(s, stop, v);
  return {first - static_cast<float>(std::min(places, waiting)) * s.types[v.type].spacing,
          waiting < places};
}

}  // namespace mwendo::traffic
