// The order in which movements into one link lie side by side. Two of them meet only where they
// enter the same lane or where their paths cross on the way to it.
//
// The movement that arrives from the kerb side of the link is number 0. Of two vehicles, the one
// with the lower number stays on the kerb side of the other unless it goes to a lane beyond it.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

// The place 12 m from its node, at the end of a link that leads into it or at the start of one that
// leads away.
[[nodiscard]] Point beside_node(const Network& net, LinkId l, bool incoming);

// Rises with the angle of a turn at the end of a link towards a place, from the kerb (-2) on (2).
[[nodiscard]] double turn_from_kerb(const Network& net, LinkId from, Point to);

// Fills Movement::from_kerb and Movement::nearest. Conflicts and ranks are known.
void number_merges(TrafficState& s);

// Whether the paths of two vehicles into one link meet. Both have their target lane.
[[nodiscard]] inline bool paths_meet(const TrafficState& s, const Request& a, const Request& b) {
  if (a.target == b.target) return true;
  const bool a_is_nearer = s.movement[a.movement].from_kerb < s.movement[b.movement].from_kerb;
  return a_is_nearer != (a.target < b.target);
}

}  // namespace mwendo::traffic
