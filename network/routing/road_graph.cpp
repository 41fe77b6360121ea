#include "network/routing/road_graph.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "network/permissions.h"

namespace mwendo {
namespace {

class StreetGraphMaker {
 public:
  explicit StreetGraphMaker(const Network& net) : net_(net) {}

  void add(LinkId l, bool against) {
    const NodeId from = net_.link.from[l];
    const NodeId to = net_.link.to[l];
    tails_.push_back(against ? to.value : from.value);
    heads_.push_back(against ? from.value : to.value);
    links_.push_back(l);
    against_.push_back(against ? 1 : 0);
  }

  StreetGraph make() {
    StreetGraph streets;
    std::vector<std::uint32_t> order;
    const auto nodes = static_cast<std::uint32_t>(net_.nodes().size());
    streets.graph = make_csr(nodes, tails_, heads_, order);
    for (const std::uint32_t i : order) {
      streets.link.push_back(links_[i]);
      streets.against.push_back(against_[i]);
    }
    return streets;
  }

 private:
  const Network& net_;
  std::vector<std::uint32_t> tails_;
  std::vector<std::uint32_t> heads_;
  std::vector<LinkId> links_;
  std::vector<char> against_;
};

}  // namespace

RoadGraph make_road_graph(const Network& net, Permissions who) {
  const auto allowed = movement_permissions(net);
  RoadGraph road;
  road.who = who;
  for (const LinkId l : net.links()) {
    for (const MovementId m : net.movements_of(l)) {
      if ((allowed[m] & who) == 0) continue;
      road.graph.head.push_back(net.movement.to[m].value);
      road.movement.push_back(m);
    }
    road.graph.first_out.push_back(road.graph.arc_count());
  }
  return road;
}

CchWeight to_milliseconds(double seconds) {
  if (!(seconds < static_cast<double>(kUnreachable) / 1000)) return kUnreachable;
  return std::max<CchWeight>(1, static_cast<CchWeight>(std::lround(std::max(seconds, 0.0) * 1000)));
}

std::vector<CchWeight> road_weights(const RoadGraph& road, std::span<const float> link_s,
                                    std::span<const float> turn_s) {
  if (link_s.size() != road.graph.node_count())
    throw std::invalid_argument("road_weights: one time per link is needed");
  std::vector<CchWeight> weights(road.graph.arc_count());
  for (std::uint32_t a = 0; a < weights.size(); ++a) {
    double seconds = static_cast<double>(link_s[road.graph.head[a]]);
    if (!turn_s.empty()) seconds += static_cast<double>(turn_s[road.movement[a].value]);
    weights[a] = to_milliseconds(seconds);
  }
  return weights;
}

std::vector<float> free_flow_seconds(const Network& net) {
  std::vector<float> seconds;
  seconds.reserve(net.links().size());
  for (const LinkId l : net.links())
    seconds.push_back(net.link.length_m[l] / net.link.free_speed_mps[l]);
  return seconds;
}

StreetGraph make_walk_graph(const Network& net) {
  StreetGraphMaker maker(net);
  for (const LinkId l : net.links()) {
    const RoadClass c = net.link.road_class[l];
    if (c == RoadClass::motorway || c == RoadClass::busway || c == RoadClass::rail) continue;
    maker.add(l, false);
    if (!net.link.reverse[l].valid()) maker.add(l, true);
  }
  return maker.make();
}

StreetGraph make_cycle_graph(const Network& net) {
  StreetGraphMaker maker(net);
  for (const LinkId l : net.links())
    if ((net.permissions_of(l) & kBicycle) != 0) maker.add(l, false);
  return maker.make();
}

std::vector<CchWeight> length_weights(const Network& net, const StreetGraph& streets) {
  std::vector<CchWeight> weights;
  weights.reserve(streets.link.size());
  for (const LinkId l : streets.link)
    weights.push_back(to_milliseconds(static_cast<double>(net.link.length_m[l])));
  return weights;
}

}  // namespace mwendo
