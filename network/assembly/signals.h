// Signal plans for nodes with control signal or police.
//
//   make_signal_plans(net, specs, report);   // specs: explicit plans by node
//
// Nodes without an explicit plan get one of default_signals.h. A movement without green is added to
// a phase and counted.
#pragma once

#include <utility>
#include <vector>

#include "network/assembly/builder.h"
#include "network/network.h"

namespace mwendo::build {

void make_signal_plans(Network& net, const std::vector<std::pair<NodeId, SignalSpec>>& specs,
                       BuildReport& report);

}  // namespace mwendo::build
