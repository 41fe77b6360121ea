// Right of way: the rank of each movement of a node.
//
//   set_ranks(net);   // fills net.movement.rank
//
// Guarantees: a movement yields to conflicting movements of lower rank.
//   priority    major straight and kerb-side turns 0, major turns across the opposing flow 1,
//               minor straight and kerb-side turns 2, minor turns across 3
//   roundabout  from the ring 0, entries 1
//   all-way stop  all 0
//   others      straight and kerb-side turns 0, turns across the opposing flow 1
// U-turns have one rank more than turns across. The major road has the highest road class, then the
// most lanes. It keeps its rank straight ahead where it narrows. Ramps (kRampLink) yield to streets
// of class tertiary and above, whatever the class of the road that they serve. Where signs say who
// gives way (kGivesWay), those links are minor, and the others are ranked by class among
// themselves. Source: ranks of priority movements as in the Highway Capacity Manual 2010,
// chapter 19.
#pragma once

#include "network/network.h"

namespace mwendo::build {

void set_ranks(Network& net);

// True where a sign says who gives way.
[[nodiscard]] bool signs_tell(const Network& net, NodeId n);
// True where one approach ends at the node and another goes straight on in its class: a T.
[[nodiscard]] bool a_street_ends(const Network& net, NodeId n);
// True where streets of different class arrive at the node.
[[nodiscard]] bool streets_differ_in_class(const Network& net, NodeId n);

}  // namespace mwendo::build
