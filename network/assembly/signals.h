// Signal plans for nodes with control signal or police.
//
//   make_signal_plans(net, specs, report);   // specs: explicit plans by node
//
// Default plan: opposing approaches share a phase, others have one of their own, at most four
// phases. The widest approach of each phase decides its share of the green in a cycle of 90 s.
// Turns to the kerb side from approaches of two lanes and more go in every phase and merge: slip
// lanes are usual in the three cities (assumption). A node with one phase gets a second one without
// movements, for walkers.
// Police: the same of 180 s; these are the longest greens, which end sooner where the queue has
// gone (sim/traffic/police.h). After the green of two opposing approaches each of them that turns
// across the other has 15 s alone, if turners wait (assumption: the least green of an officer). Two
// opposing approaches that are alone at a node and in conflict have a phase each. In that of the
// other they go where nothing is in conflict.
// Limits: at signals turns across the opposing flow yield, they are never protected.
// Source: cycle lengths are assumptions. 90 s is usual for fixed-time urban plans. Police in
// Nairobi were reported to give about three minutes to an approach, and to stop others for nine
// (Sunday Nation, 22 December 2019); cycles of 180 to 420 s are quoted without a measurement.
#pragma once

#include <utility>
#include <vector>

#include "network/assembly/builder.h"
#include "network/network.h"

namespace mwendo::build {

void make_signal_plans(Network& net, const std::vector<std::pair<NodeId, SignalSpec>>& specs,
                       BuildReport& report);

}  // namespace mwendo::build
