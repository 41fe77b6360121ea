// Signal plans of junctions of which no plan is known.
//
//   for (const Junction& nodes : joint_junctions(net, without_plan))
//     plans = default_plans(net, nodes);               // one a node, in the order of `nodes`
//
// A crossing of a dual carriageway has several nodes. Nodes with the same control that links of at
// most kInside join are one junction: one plan, the same phases at the same time.
// Phases: opposing approaches share one, others have one of their own, at most four phases. Links
// inside the junction have green with the approaches that run most parallel to them: vehicles that
// turn across a carriageway wait inside for the next phase. The widest approach of each phase
// decides its share of the green in a cycle of 90 s (police: 180 s). A junction with one phase gets
// a second one without movements, for walkers. Turns to the kerb side from approaches of two lanes
// and more go in every phase and merge: slip lanes are usual in the cities (assumption).
// Limits: turns across the opposing flow are permissive (they yield), never protected.
// Source: cycle lengths are assumptions. 90 s is usual for fixed-time urban plans; manual control
// by police runs cycles of several minutes.
#pragma once

#include <vector>

#include "network/network.h"

namespace mwendo::build {

inline constexpr float kInside = 60;  // m; a longer link stores queues of its own (assumption)

using Junction = std::vector<NodeId>;

// Groups the nodes for which `wanted` is set, in the order of their first node.
[[nodiscard]] std::vector<Junction> joint_junctions(const Network& net,
                                                    const Column<NodeId, char>& wanted);

[[nodiscard]] std::vector<SignalPlan> default_plans(const Network& net, const Junction& nodes);

}  // namespace mwendo::build
