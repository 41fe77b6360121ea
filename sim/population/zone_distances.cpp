#include "sim/population/zone_distances.h"

#include <algorithm>
#include <cmath>

#include "network/walking/active_graph.h"

namespace mwendo {
namespace {

constexpr float kMaxDetour = 3;
constexpr float kMinTripM = 50;

std::span<const ZoneNode> nodes_of(const Zones& zones, ZoneId z) {
  return {zones.nodes.begin_of(z), zones.nodes.count_of(z)};
}

double weight_of(const ZoneNode& n) { return double{n.home_weight} + n.job_weight + 1e-9; }

Point mean_point(const Network& net, std::span<const ZoneNode> nodes) {
  Point sum;
  double weights = 0;
  for (const ZoneNode& n : nodes) {
    const Point p = net.node.position[n.node];
    sum.x += weight_of(n) * p.x;
    sum.y += weight_of(n) * p.y;
    weights += weight_of(n);
  }
  return {sum.x / weights, sum.y / weights};
}

NodeId nearest_node(const Network& net, std::span<const ZoneNode> nodes, Point p) {
  return std::min_element(nodes.begin(), nodes.end(),
                          [&](const ZoneNode& a, const ZoneNode& b) {
                            return distance(net.node.position[a.node], p) <
                                   distance(net.node.position[b.node], p);
                          })
      ->node;
}

// Homes fill a disc round each node: its mean square radius is half the radius squared.
float spread(const Network& net, const Zones& zones, ZoneId z, NodeId centre) {
  double sum = 0;
  double weights = 0;
  for (const ZoneNode& n : nodes_of(zones, z)) {
    const double d = distance(net.node.position[n.node], net.node.position[centre]);
    sum += weight_of(n) * d * d;
    weights += weight_of(n);
  }
  const double radius = zones.radius_m[z];
  return static_cast<float>(std::sqrt(sum / weights + 0.5 * radius * radius));
}

void fill_row(const Network& net, PathSearch& search, ZoneId from, ZoneDistances& d) {
  const Point here = net.node.position[d.centre[from]];
  search.run(d.centre[from]);
  for (ZoneId to : d.centre.ids()) {
    const double crow = distance(here, net.node.position[d.centre[to]]);
    float detour = d.local_detour;
    if (crow > 1 && search.reached(d.centre[to]))
      detour =
          std::clamp(search.length_m(d.centre[to]) / static_cast<float>(crow), 1.0F, kMaxDetour);
    const double s1 = d.spread_m[from];
    const double s2 = d.spread_m[to];
    const double mean = std::sqrt(crow * crow + s1 * s1 + s2 * s2);
    d.detour.at(from, to) = detour;
    d.distance_m.at(from, to) = detour * static_cast<float>(mean);
  }
}

}  // namespace

ZoneDistances zone_distances(const Network& net, const Zones& zones, float local_detour,
                             int threads) {
  const std::size_t n = zones.zones().size();
  ZoneDistances d{.distance_m = Matrix<ZoneId, float>(n),
                  .detour = Matrix<ZoneId, float>(n),
                  .centre = Column<ZoneId, NodeId>(n),
                  .centre_point = Column<ZoneId, Point>(n),
                  .spread_m = Column<ZoneId, float>(n),
                  .local_detour = local_detour};
  for (ZoneId z : zones.zones()) {
    d.centre[z] = nearest_node(net, nodes_of(zones, z), mean_point(net, nodes_of(zones, z)));
    d.centre_point[z] = net.node.position[d.centre[z]];
    d.spread_m[z] = spread(net, zones, z, d.centre[z]);
  }
  const PathGraph graph = foot_graph(net);
#pragma omp parallel num_threads(threads)
  {
    PathSearch search(graph);
#pragma omp for schedule(dynamic, 8)
    for (std::size_t z = 0; z < n; ++z)
      fill_row(net, search, ZoneId{static_cast<std::uint32_t>(z)}, d);
  }
  return d;
}

float trip_distance(const Network& net, const ZoneDistances& distances, const ZonedPlace& from,
                    const ZonedPlace& to) {
  const bool local = from.zone == to.zone;
  const float detour = local ? distances.local_detour : distances.detour.at(from.zone, to.zone);
  const double crow =
      distance(net.node.position[from.place.node], net.node.position[to.place.node]);
  // access_m is a walked length: divide by the detour to come back to the crow-fly spread
  const double a = from.place.access_m / double{distances.local_detour};
  const double b = to.place.access_m / double{distances.local_detour};
  const double by_nodes = from.place.access_m + detour * crow + to.place.access_m;
  const double direct = detour * std::sqrt(crow * crow + a * a + b * b);
  return std::max(kMinTripM, static_cast<float>(std::min(by_nodes, direct)));
}

}  // namespace mwendo
