// Which movements of a node get in each other's way.
//
//   find_conflicts(net);   // fills net.movement.conflicts, sorted, symmetric
//
// Every link end has a place in the order around the node; a street's incoming end lies before or
// after its outgoing end as the driving side asks. Two movements cross when their ends interleave;
// they merge when they lead to one lane. Movements from one link never conflict.
#pragma once

#include <vector>

#include "network/network.h"

namespace mwendo::build {

// Movements of each node, by node.
[[nodiscard]] std::vector<std::vector<MovementId>> movements_by_node(const Network& net);

void find_conflicts(Network& net);

}  // namespace mwendo::build
