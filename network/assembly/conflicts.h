// Conflicts: movements of a node that cross or merge.
//
//   find_conflicts(net);   // fills net.movement.conflicts, sorted, symmetric
//
// Every link end has a place in the order around the node. The driving side decides whether the
// incoming end of a street lies before or after its outgoing end. Two movements cross when their
// ends interleave; they merge when they lead to one lane. Movements from one link never conflict.
#pragma once

#include <vector>

#include "network/network.h"

namespace mwendo::build {

// Movements of each node, by node.
[[nodiscard]] std::vector<std::vector<MovementId>> movements_by_node(const Network& net);

void find_conflicts(Network& net);

}  // namespace mwendo::build
