// The lanes that a vehicle wants on a link: those of its next movement that also lead to lanes of
// the movements after it. Where the queue of a turn reaches back over a junction, the vehicles of
// that turn stand in its lane and not in those of all others. A link with a stop is entered at the
// kerb.
//
//   on.turn_lanes = lanes_wanted(s, record, record.route_index, link);
//
// Method: back from the farthest link whose start is within kAnticipated of the next stop line
// ("best lanes" of SUMO; Erdmann, "Lane-changing model in SUMO", 2014). Where no lane leads on, the
// lanes of the movement before are all as good. BRT vehicles keep to their busway instead.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

inline constexpr float kAnticipated = 300;  // m behind the next stop line: an assumption

// Lanes of the k-th link of a route, which is `link`, as bits; all for the last link.
[[nodiscard]] std::uint32_t lanes_wanted(const TrafficState& s, const VehicleRecord& r,
                                         std::uint32_t k, LinkIndex link,
                                         float anticipated_m = kAnticipated);

}  // namespace mwendo::traffic
