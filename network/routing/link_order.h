// An order for road graphs, whose nodes are links.
//
//   const CchOrder order = link_order(net);
//   const Cch cch(order, make_road_graph(net, kCar).graph);
//
// Guarantees: a permutation of all links; a function of the network alone. Streets that cut the
// network into two halves come last; before them those that cut the halves, and so on. A cut of
// streets also separates the links, with far fewer links than node separators of the line graph.
// Source: Buchhold, Wagner, Zeitz, Zuendorf, "Customizable Contraction Hierarchies with Turn
// Costs", ATMOS 2020. Cuts by METIS_PartGraphRecursive with a fixed seed.
#pragma once

#include "network/network.h"
#include "network/routing/cch.h"

namespace mwendo {

[[nodiscard]] CchOrder link_order(const Network& net);

}  // namespace mwendo
