// Routes of vehicles as movements, one list for all vehicles. It grows by each route and by each
// replaced rest (4 bytes a movement) until the day ends.
#pragma once

#include <span>

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// Whether the route has links and a movement leads from each to the next.
[[nodiscard]] bool is_route(const Network& net, std::span<const LinkId> route);

// Appends the movements of a route.
void append_movements(TrafficState& s, std::span<const LinkId> route);

// Replaces a vehicle's route from its present link on; `way` starts with that link.
void replace_rest(TrafficState& s, VehicleRecord& r, std::span<const LinkId> way);

}  // namespace mwendo::traffic
