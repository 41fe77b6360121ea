#include "sim/traffic/route_list.h"

#include <algorithm>

namespace mwendo::traffic {

bool is_route(const Network& net, std::span<const LinkId> route) {
  for (std::size_t i = 0; i < route.size(); ++i) {
    if (route[i].value >= net.links().size()) return false;
    if (i == 0) continue;
    bool found = false;
    for (const MovementId m : net.movements_of(route[i - 1]))
      found |= net.movement.to[m] == route[i];
    if (!found) return false;
  }
  return !route.empty();
}

void append_movements(TrafficState& s, std::span<const LinkId> route) {
  for (std::size_t i = 0; i + 1 < route.size(); ++i) {
    MovementIndex found = kNone;
    for (const MovementId m : s.net->movements_of(route[i]))
      if (s.net->movement.to[m] == route[i + 1]) found = s.movement_of[m];
    s.route_movements.push_back(found);
  }
}

// The new movements are written over the old ones where they are not more; else the whole route
// moves to the end of the list.
void replace_rest(TrafficState& s, VehicleRecord& r, std::span<const LinkId> way) {
  const auto end = static_cast<std::uint32_t>(s.route_movements.size());
  const std::uint32_t length = r.route_index + static_cast<std::uint32_t>(way.size());
  append_movements(s, way);
  auto* list = s.route_movements.data();
  if (length <= r.route_length) {
    std::copy(list + end, list + s.route_movements.size(), list + r.route_first + r.route_index);
    s.route_movements.resize(end);
  } else {
    s.route_movements.resize(end + length - 1);
    list = s.route_movements.data();
    std::copy_backward(list + end, list + end + way.size() - 1, list + end + length - 1);
    std::copy(list + r.route_first, list + r.route_first + r.route_index, list + end);
    r.route_first = end;
  }
  r.route_length = length;
}

}  // namespace mwendo::traffic
