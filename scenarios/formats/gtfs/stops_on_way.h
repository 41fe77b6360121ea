// The stops of a line on its matched way.
//
//   const auto spots = stops_on_way(net, way.links, places);
//   if (spots[k]) use(spots[k]->leg, spots[k]->on_leg_m);   // none: out of reach or out of order
//
// Guarantees: spots lie in order of travel. Of all orders the one of the least sum of squared
// distances is taken; leaving a stop out costs as much as a distance of kReach (dynamic programme).
// Units: metres.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "network/network.h"

namespace mwendo::gtfs {

inline constexpr double kReach = 150;

struct SpotOnWay {
  std::size_t leg = 0;
  double on_leg_m = 0, travelled_m = 0, distance_m = 0;
};

[[nodiscard]] std::vector<std::optional<SpotOnWay>> stops_on_way(const Network& net,
                                                                 std::span<const LinkId> way,
                                                                 const std::vector<Point>& places);

}  // namespace mwendo::gtfs
