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
//  - roads of limited access (motorway, motorway-like, with service roads, or a dual trunk road of
//    70 km/h and more): their two carriageways pass over the streets that they meet, and ramps join
//    both;
//  - junctions of named roads have the controls of city.toml, for within 3 km of the centre and for
//    elsewhere; so have junctions of a named road of several lanes with three main legs (within 3
//    km) or four (elsewhere);
//  - other junctions of streets of different class: priority; the rest: uncontrolled;
//  - kerb-side friction and footways: by class and distance from the centre; minibuses stop in the
//    kerb lane of minor streets of the centre that have another lane, elsewhere on the shoulder;
//    lines end in yards beside the street.
// Limits: every street is two-way. The few named one-way pairs get half their lanes in each
// direction. No turning lanes; no gradients.
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
