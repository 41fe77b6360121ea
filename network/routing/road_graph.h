// The network as graphs for routing.
//
//   const RoadGraph cars = make_road_graph(net, kCar);        // nodes: links, arcs: movements
//   const StreetGraph walk = make_walk_graph(net);            // nodes: nodes
//
// Guarantees:
//  1. RoadGraph has a node for every link of the network, so that ids are the same; links the
//     permission may not use have no arcs. Arcs are movements, so forbidden turns hold.
//  2. The walk graph goes both ways along every link except motorways, busways and railways; the
//     cycle graph goes along links with bicycle permission, in their direction.
// Weights of a road graph: an arc costs the turn and the time on the link it enters; a path from
// link s to link t therefore costs all links but s.
// Limits: pushing a bicycle against a one-way street is not a way.
#pragma once

#include <span>
#include <vector>

#include "network/network.h"
#include "network/routing/cch.h"
#include "network/routing/csr_graph.h"

namespace mwendo {

struct RoadGraph {
  Permissions who = kCar;
  CsrGraph graph;
  std::vector<MovementId> movement;  // by arc
};

[[nodiscard]] RoadGraph make_road_graph(const Network& net, Permissions who);

// Milliseconds, at least 1 so that longer paths are never free.
[[nodiscard]] CchWeight to_milliseconds(double seconds);

// Weights in milliseconds from seconds per link; turn_s may be empty (no turn costs) or has one
// entry per movement.
[[nodiscard]] std::vector<CchWeight> road_weights(const RoadGraph& road,
                                                  std::span<const float> link_s,
                                                  std::span<const float> turn_s = {});

// Seconds per link at free speed.
[[nodiscard]] std::vector<float> free_flow_seconds(const Network& net);

struct StreetGraph {
  CsrGraph graph;
  std::vector<LinkId> link;   // by arc
  std::vector<char> against;  // by arc: 1 if the link is used against its direction
};

[[nodiscard]] StreetGraph make_walk_graph(const Network& net);
[[nodiscard]] StreetGraph make_cycle_graph(const Network& net);

// Weights in millimetres: distances below 2147 km.
[[nodiscard]] std::vector<CchWeight> length_weights(const Network& net, const StreetGraph& streets);

}  // namespace mwendo
