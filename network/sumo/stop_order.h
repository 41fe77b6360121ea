// Where the stops of a vehicle lie on its route.
//
//   if (const auto at = stop_order(route, stops)) halt_on_link_of_route((*at)[0]);
//
// Guarantees: each stop lies on the first link of the route that is its own and not behind the stop
// before; so routes may pass a link several times. None if the route does not come to them in
// their order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "network/sumo/routes.h"

namespace mwendo {

[[nodiscard]] inline std::optional<std::vector<std::uint32_t>> stop_order(
    std::span<const LinkId> route, std::span<const SumoStop> stops) {
  std::vector<std::uint32_t> order;
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (i > 0 && stops[i].link == stops[i - 1].link &&
        stops[i].position_m < stops[i - 1].position_m)
      ++at;
    while (at < route.size() && route[at] != stops[i].link) ++at;
    if (at == route.size()) return std::nullopt;
    order.push_back(at);
  }
  return order;
}

}  // namespace mwendo
