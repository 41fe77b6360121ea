#include "scenarios/cities/gateways.h"

#include <algorithm>

namespace mwendo {
namespace {

bool is_main(RoadClass c) {
  return c == RoadClass::motorway || c == RoadClass::trunk || c == RoadClass::primary ||
         c == RoadClass::secondary;
}

// One can come from it and go to it on a main road.
bool is_on_main_road(const Network& net, NodeId n) {
  const auto main = [&](LinkId l) { return is_main(net.link.road_class[l]); };
  const auto out = net.outgoing(n);
  const auto in = net.incoming(n);
  return std::any_of(out.begin(), out.end(), main) && std::any_of(in.begin(), in.end(), main);
}

}  // namespace

std::vector<Gateway> gateways_to_ring(const CityTables& tables, const Network& net) {
  std::vector<Gateway> all;
  if (tables.grid.empty()) return all;
  std::vector<NodeId> main;
  for (const NodeId n : net.nodes())
    if (is_on_main_road(net, n)) main.push_back(n);
  for (const DistrictRow& d : tables.districts) {
    if (d.ring != "metro ring" || d.population <= 0 || main.empty()) continue;
    const NodeId gate = *std::min_element(main.begin(), main.end(), [&](NodeId a, NodeId b) {
      return distance(net.node.position[a], d.centre) < distance(net.node.position[b], d.centre);
    });
    const auto weight = static_cast<float>(d.population * d.income_index.value_or(1));
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const Gateway& g) { return g.node == gate; });
    if (same == all.end())
      all.push_back({gate, weight});
    else
      same->weight += weight;
  }
  return all;
}

}  // namespace mwendo
