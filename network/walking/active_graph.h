// The streets for walkers and cyclists.
//
//   const PathGraph walk = foot_graph(net);       // arc costs: perceived seconds on foot
//   const PathGraph ride = bicycle_graph(net);    // arc costs: perceived seconds by bicycle
//   const float s = cycling_seconds(net, link);   // real seconds of one link
//
// Walking: 1.25 m/s (Weidmann, "Transporttechnik der Fussgaenger", 1993: 1.34 m/s free flow,
// lowered for shared and broken surfaces; assumption). Walkers use both directions of any street
// except rails, and busways and motorways without a footway. A metre beside the traffic of a
// tertiary or higher street without a built footway feels like 1.2 m (assumption). Cycling: 14 km/h
// on the level, 1 km/h less per 1 % uphill, 0.5 km/h more per 1 % downhill, kept in 6..20 km/h.
// Perceived time is longer by the stress of the traffic (stress_factor). A cycle lane halves the
// stress; a cycle track removes it. Stress factors are assumptions. Cyclists accept long detours to
// avoid traffic: Broach, Dill and Gliebe, Transp. Res. A 46 (2012). Limits: no crossing delay and
// no turn cost; gradients do not slow walkers.
#pragma once

#include "network/network.h"
#include "network/walking/path_search.h"

namespace mwendo {

inline constexpr float kWalkSpeedMps = 1.25F;
inline constexpr float kCycleSpeedMps = 14.0F / 3.6F;

[[nodiscard]] PathGraph foot_graph(const Network& net);
[[nodiscard]] PathGraph bicycle_graph(const Network& net);

[[nodiscard]] bool walkable(const Network& net, LinkId l);
[[nodiscard]] bool rideable(const Network& net, LinkId l);
// Perceived over real walking time on the link, >= 1.
[[nodiscard]] float walk_perception(const Network& net, LinkId l);
// Perceived over real cycling time on the link, >= 1.
[[nodiscard]] float stress_factor(const Network& net, LinkId l);
[[nodiscard]] float cycling_seconds(const Network& net, LinkId l);

}  // namespace mwendo
