#include "sim/day/outside.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"
#include "sim/day/day_profile.h"
#include "sim/day/places.h"
#include "sim/population/gravity.h"

namespace mwendo {
namespace {

constexpr double kEdge = 0.8;             // of the farthest distance in its direction
constexpr double kSameDirection = 0.966;  // cosine of 15 degrees

bool is_main(RoadClass c) {
  return c == RoadClass::motorway || c == RoadClass::trunk || c == RoadClass::primary;
}

// All links of the node lead to one other node, and one of them is of a main road both ways.
bool is_end_of_main_road(const Network& net, NodeId n) {
  NodeId other;
  bool out = false;
  bool in = false;
  for (const LinkId l : net.outgoing(n)) {
    if (other.valid() && net.link.to[l] != other) return false;
    other = net.link.to[l];
    out = out || is_main(net.link.road_class[l]);
  }
  for (const LinkId l : net.incoming(n)) {
    if (other.valid() && net.link.from[l] != other) return false;
    in = in || is_main(net.link.road_class[l]);
  }
  return out && in;
}

Point mean_node(const Network& net) {
  Point sum;
  for (const NodeId n : net.nodes()) {
    sum.x += net.node.position[n].x;
    sum.y += net.node.position[n].y;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(net.nodes().size(), 1));
  return {sum.x / count, sum.y / count};
}

bool is_at_edge(const Network& net, Point centre, NodeId n) {
  const Point p = net.node.position[n];
  const double here = distance(p, centre);
  return std::none_of(net.nodes().begin(), net.nodes().end(), [&](NodeId o) {
    const Point q = net.node.position[o];
    const double there = distance(q, centre);
    const double along = (p.x - centre.x) * (q.x - centre.x) + (p.y - centre.y) * (q.y - centre.y);
    return kEdge * there > here && along > kSameDirection * here * there;
  });
}

class Gates {
 public:
  Gates(const Network& net, const Zones& zones) {
    for (const Gateway& g : zones.gateways) add(g.node, g.weight);
    if (zones.gateways.empty())
      for (const NodeId n : gateways_of(net))
        add(n, static_cast<float>(net.lanes_of(net.outgoing(n).front()).size()));
    for (float& share : cumulative_) share /= sum_;
  }
  [[nodiscard]] bool empty() const { return nodes_.empty(); }
  [[nodiscard]] NodeId draw(double u) const { return nodes_[pick(cumulative_, u)]; }

 private:
  void add(NodeId n, float weight) {
    nodes_.push_back(n);
    cumulative_.push_back(sum_ += weight);
  }

  std::vector<NodeId> nodes_;
  std::vector<float> cumulative_;  // the last entry is 1
  float sum_ = 0;
};

// When trips depart.
class OutsideHours {
 public:
  explicit OutsideHours(const OutsideOptions& o)
      : commuters_(o.commuter_share),
        all_(o.profile),
        in_(o.to_work.empty() ? o.profile : o.to_work),
        out_(o.from_work.empty() ? o.profile : o.from_work) {}
  [[nodiscard]] float time_of(double u, double commutes, bool enters) const {
    if (commutes >= commuters_) return all_.time_of(u);
    return (enters ? in_ : out_).time_of(u);
  }

 private:
  double commuters_;
  DayProfile all_, in_, out_;
};

}  // namespace

std::vector<NodeId> gateways_of(const Network& net) {
  const Point centre = mean_node(net);
  std::vector<NodeId> gateways;
  for (const NodeId n : net.nodes())
    if (is_end_of_main_road(net, n) && is_at_edge(net, centre, n)) gateways.push_back(n);
  return gateways;
}

std::vector<VehicleTrip> outside_trips(const Network& net, const Zones& zones,
                                       const OutsideOptions& o) {
  std::vector<VehicleTrip> trips;
  const auto count = static_cast<std::uint32_t>(std::lround(o.trips_per_day));
  const Places places(zones);
  if (count == 0 || places.empty() || o.profile.empty()) return trips;
  const OutsideHours hours(o);
  const Gates gates(net, zones);
  const std::uint32_t key = 16U * (1U + static_cast<std::uint32_t>(o.vehicle));
  for (std::uint32_t i = 0; i < count && !gates.empty(); ++i) {
    const auto u = [&](std::uint32_t k) { return uniform({o.seed, Draw::freight, i, key + k}); };
    const bool enters = u(5) < 0.5;
    const float departure = hours.time_of(u(0), u(6), enters);
    if (departure < o.from_s || departure >= o.to_s) continue;
    const NodeId gate = gates.draw(u(1));
    const NodeId other = u(2) < o.through_share ? gates.draw(u(3)) : places.draw(u(3), u(4));
    if (gate != other)
      trips.push_back({departure, enters ? gate : other, enters ? other : gate, o.vehicle});
  }
  sort_by_departure(trips);
  return trips;
}

}  // namespace mwendo
