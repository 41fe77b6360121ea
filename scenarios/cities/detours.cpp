#include "scenarios/cities/detours.h"

#include <algorithm>
#include <vector>

#include "network/base/random.h"
#include "network/routing/router.h"

namespace mwendo {
namespace {

struct End {
  NodeId node;
  ZoneId zone;
};

// Draws ends of trips by weight.
class Ends {
 public:
  template <class Weight>
  Ends(const Zones& zones, Weight weight) {
    double sum = 0;
    for (const ZoneId z : zones.zones())
      for (std::size_t i = 0; i < zones.nodes.count_of(z); ++i) {
        const ZoneNode& n = zones.nodes.begin_of(z)[i];
        ends_.push_back({n.node, z});
        sums_.push_back(sum += weight(z, n));
      }
  }
  [[nodiscard]] bool empty() const { return sums_.empty() || sums_.back() <= 0; }
  [[nodiscard]] const End& draw(double uniform) const {
    const auto at = std::upper_bound(sums_.begin(), sums_.end() - 1, uniform * sums_.back());
    return ends_[static_cast<std::size_t>(at - sums_.begin())];
  }

 private:
  std::vector<End> ends_;
  std::vector<double> sums_;
};

class Sample {
 public:
  explicit Sample(const World& world)
      : world_(world),
        homes_(world.zones,
               [&](ZoneId z, const ZoneNode& n) {
                 return double{n.home_weight} * double{world.zones.population[z]};
               }),
        jobs_(world.zones,
              [&](ZoneId z, const ZoneNode& n) {
                return double{n.job_weight} * double{world.zones.jobs[z]};
              }),
        router_(world.network, kCar),
        search_(router_),
        at_(world.zones.zones().size(), 0) {}

  Detours measure(std::size_t pairs) {
    if (homes_.empty() || jobs_.empty()) return {};
    const auto most = static_cast<std::uint32_t>(20 * pairs);  // small places have few such pairs
    for (std::uint32_t k = 0; found_.pairs < pairs && k < most; ++k)
      add(homes_.draw(draw(k, 0)), jobs_.draw(draw(k, 1)));
    const std::size_t ways = found_.pairs - found_.without_way;
    if (ways > 0) found_.mean = sum_ / static_cast<double>(ways);
    const auto worst = std::max_element(at_.begin(), at_.end());
    if (found_.long_routes > 0) {
      found_.worst = ZoneId{static_cast<ZoneId::Raw>(worst - at_.begin())};
      found_.at_worst = *worst;
    }
    return found_;
  }

 private:
  static double draw(std::uint32_t pair, std::uint32_t end) {
    return uniform({.seed = 1, .purpose = Draw::destination, .subject = pair, .index = end});
  }

  void add(const End& home, const End& job) {
    const Network& net = world_.network;
    const double straight = distance(net.node.position[home.node], net.node.position[job.node]);
    if (straight < kLeastTrip) return;
    ++found_.pairs;
    const Route route = search_.route(home.node, job.node);
    if (route.links.empty()) {
      ++found_.without_way;
      return;
    }
    const double detour = net.length_of(route.links) / straight;
    sum_ += detour;
    if (detour <= kLongRoute) return;
    ++found_.long_routes;
    ++at_[home.zone.value];
    if (job.zone != home.zone) ++at_[job.zone.value];
  }

  const World& world_;
  Ends homes_, jobs_;
  RoadRouter router_;
  RoadRouter::Search search_;
  std::vector<std::size_t> at_;  // long routes, by zone
  double sum_ = 0;
  Detours found_;
};

}  // namespace

Detours detours_of(const World& world, std::size_t pairs) { return Sample(world).measure(pairs); }

}  // namespace mwendo
