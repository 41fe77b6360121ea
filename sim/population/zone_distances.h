// Distances between zones and between places.
//
//   const ZoneDistances d = zone_distances(net, zones, figures.mean_detour_walk);
//   const float m = d.distance_m.at(from, to);             // a mean trip between two zones
//   const float t = trip_distance(net, d, {z1, place1}, {z2, place2});   // one trip
//
// Between zones: the detour factor of the pair is way over crow-fly, kept in 1..3. The way is the
// shortest on streets open to walkers, between the nodes nearest the centres of the zones. The mean
// distance is the detour times the root mean square crow-fly distance of the two clouds of places,
// E|X-Y|^2 = |centre - centre'|^2 + s^2 + s'^2. Here s is the spread of a zone's places.
// Between places: the lesser of the way through their two street nodes and the detour times the
// crow-fly distance (the direction from node to door is unknown, hence its mean square).
// Units: metres. Deterministic for any number of threads, which share the zones.
// Limits: one detour factor per pair of zones; local paths missing from the data are not seen.
#pragma once

#include "network/base/matrix.h"
#include "network/network.h"
#include "sim/population/population.h"
#include "sim/world/zones.h"

namespace mwendo {

struct ZoneDistances {
  Matrix<ZoneId, float> distance_m;
  Matrix<ZoneId, float> detour;        // way over crow-fly
  Column<ZoneId, NodeId> centre;       // the zone's node nearest to the mean of its nodes, in the
                                       // network given; not a node of any other network
  Column<ZoneId, Point> centre_point;  // where it is: holds in alternatives too
  Column<ZoneId, float> spread_m;      // root mean square distance of places from the centre
  float local_detour = 1.3F;           // within a zone and from door to node
};

[[nodiscard]] ZoneDistances zone_distances(const Network& net, const Zones& zones,
                                           float local_detour, int threads = 1);

struct ZonedPlace {
  ZoneId zone;
  Place place;
};
[[nodiscard]] float trip_distance(const Network& net, const ZoneDistances& distances,
                                  const ZonedPlace& from, const ZonedPlace& to);

}  // namespace mwendo
