// The lane-level network of a city from its merged streets.
//
//   const CityNetwork city = make_network(tables, merge_streets(tables), centre, paths);
//   const auto links = city.links_along(path);   // a matched route as links
//
// Guarantees: validate(network) finds nothing; every path given has its turns; the same input
// gives the same bytes.
// Derived and assumed (each is counted in `assumptions`):
//  - streets used by public transport but not named: tertiary, 40 km/h, one lane a direction, two
//    within 2.5 km of the centre; local streets (local_streets.h): residential;
//  - where a road of limited access (motorway, motorway-like, with service roads, or a dual trunk
//    road of 70 km/h and more) meets others, its two carriageways pass over them and ramps join
//    both;
//  - junctions of named roads, and of a named road of several lanes with three main legs within 3
//  km
//    of the centre or four elsewhere, have the controls that city.toml names for within 3 km and
//    for elsewhere; other streets of different class: priority; others uncontrolled;
//  - kerb-side friction and footways: by class and distance from the centre; minibuses stop in the
//    kerb lane of minor streets of the centre that have another one, elsewhere on the shoulder;
//    lines end in yards beside the street.
// Limits: every street is two-way, also the few named one-way pairs, which get half their lanes in
// each direction; no turning lanes; no gradients.
#pragma once

#include <array>
#include <vector>

#include "network/conflate/street_ways.h"
#include "network/network.h"
#include "scenarios/cities/street_merge.h"
#include "scenarios/files/provenance.h"
#include "sim/world/zones.h"

namespace mwendo {

inline constexpr double kCentreRadius = 3000;  // m

// Ramps between the carriageways of a road of limited access and the streets it passes over.
struct Interchange {
  std::array<std::uint32_t, 2> main_edges{conflate::kNothing, conflate::kNothing};
  std::array<NodeId, 2> main_nodes;  // [0]: from main edge 0 to 1; [1]: from 1 to 0
  NodeId below;
  std::array<LinkId, 2> off, on;  // by main node
  [[nodiscard]] bool exists() const { return below.valid(); }
  [[nodiscard]] bool is_main(std::uint32_t edge) const {
    return edge == main_edges[0] || edge == main_edges[1];
  }
};

struct CityNetwork {
  Network network;
  CityStreets streets;
  std::vector<LinkId> forward, backward;  // by street edge
  std::vector<Interchange> interchange;   // by street node
  std::vector<NodeId> node_of;            // by street node: where people enter the streets
  std::vector<Assumption> assumptions;
  Point centre;

  [[nodiscard]] bool in_centre(Point p) const { return distance(p, centre) < kCentreRadius; }
  [[nodiscard]] LinkId link(conflate::Way w) const {
    return w.forward ? forward[w.edge] : backward[w.edge];
  }
  // Links of a path; ramps are put in where it leaves or joins a road of limited access.
  [[nodiscard]] std::vector<LinkId> links_along(const std::vector<conflate::Way>& path) const;
};

[[nodiscard]] CityNetwork make_network(const CityTables& tables, CityStreets streets, Point centre,
                                       const std::vector<std::vector<conflate::Way>>& paths);

}  // namespace mwendo
