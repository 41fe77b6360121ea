// The lane-level network of a city from its tables.
//
//   const CityNetwork city = make_network(tables, centre, threads);
//   city.network; city.routes[r].there.links;    // routes as links
//
// How: the streets are assembled (city_streets.h) and read like an OpenStreetMap extract
// (network/osm/osm_import.h): one set of rules for both. Named roads say what tags leave open.
// Roads of limited access that a table draws as one line get interchanges. Routes are matched last.
// Guarantees: validate(network) finds nothing; links of a route follow one another by movements;
// the same input gives the same bytes. Derived and assumed (each is counted in `assumptions`):
//  - what the OSM reader assumes for missing tags (network/osm/street_tags.h);
//  - junctions of main streets have the controls of city.toml, for within 3 km of the centre and
//  for
//    elsewhere; other junctions of streets of different class: priority;
//  - kerb-side friction and footways: by class and distance from the centre;
//  - where a route runs against a one-way street that is open to public transport.
// Limits: no turning lanes; no gradients.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "network/network.h"
#include "scenarios/cities/route_paths.h"
#include "scenarios/cities/street_settings.h"
#include "scenarios/files/provenance.h"

namespace mwendo {

struct RoutePaths {
  LinkPath there, back;  // back: where the table has the other direction nowhere
};

// Centreline lengths, each street once.
struct StreetLengths {
  std::string origin;  // a table, "routes.csv", "made up"
  std::array<double, kRoadClassCount> metres{};
  [[nodiscard]] double total() const;
};

struct CityNetwork {
  Network network;
  std::vector<RoutePaths> routes;   // by row of the table
  Column<NodeId, double> street_m;  // at a node: half of the streets that people can enter there
  std::vector<StreetLengths> lengths;
  double connected_share = 0;  // of the streets before the rest was dropped
  std::vector<Assumption> assumptions;
  Point centre;

  [[nodiscard]] bool in_centre(Point p) const { return distance(p, centre) < kCentreRadius; }
  // Whether public transport may stop on a link.
  [[nodiscard]] bool has_stops(LinkId l) const;
};

[[nodiscard]] CityNetwork make_network(const CityTables& tables, Point centre, int threads = 1);

}  // namespace mwendo
