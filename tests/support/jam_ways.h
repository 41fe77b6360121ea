// The ways on from a link: how much takes each, and what each must wait for.
//
//   ways_on(net, flows, link).front()     // the way that most vehicles take
#pragma once

#include <cstddef>
#include <vector>

#include "tests/support/street_flows.h"

namespace mwendo {

struct Onward {
  MovementId movement;
  double share = 0;  // of what leaves the link; estimated from the flows of the next links
};

// By share, the greatest first.
[[nodiscard]] std::vector<Onward> ways_on(const Network& net, const std::vector<StreetFlow>& flows,
                                          LinkId link);

// Car units an hour that go first where the movement must wait, at most: each link counts once.
[[nodiscard]] double units_first(const Network& net, const std::vector<StreetFlow>& flows,
                                 MovementId m);

// The same of those of equal rank, who go in turn with it.
[[nodiscard]] double units_in_turn(const Network& net, const std::vector<StreetFlow>& flows,
                                   MovementId m);

// Lanes from which the movement may be driven, at least 1.
[[nodiscard]] std::size_t lanes_towards(const Network& net, MovementId m);

// Whether a lane leads by this movement alone.
[[nodiscard]] bool has_own_lane(const Network& net, MovementId m);

// Share of the cycle in which the movement has green; 1 without a signal.
[[nodiscard]] double green_share(const Network& net, MovementId m);

}  // namespace mwendo
