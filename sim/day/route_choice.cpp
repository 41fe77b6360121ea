#include "sim/day/route_choice.h"

#include <algorithm>

#include "network/base/random.h"

namespace mwendo {

namespace {

constexpr float kTollFactor = 2;  // felt over real time on toll roads

}  // namespace

RouteChoice::RouteChoice(const Network& net, std::uint64_t seed)
    : net_(&net), seed_(seed), router_(net, kCar), felt_(kTastes), metric_(kTastes) {}

void RouteChoice::prepare(std::span<const float> link_seconds) {
  for (std::uint32_t taste = 0; taste < kTastes; ++taste) {
    felt_[taste].resize(link_seconds.size());
    for (std::uint32_t l = 0; l < link_seconds.size(); ++l) {
      const auto error = static_cast<float>(normal({seed_, Draw::network_noise, l, taste}));
      const float toll = (net_->link.flags[LinkId{l}] & kToll) != 0 ? kTollFactor : 1;
      felt_[taste][l] = toll * link_seconds[l] * std::max(0.5F, 1 + kTasteSpread * error);
    }
    metric_[taste] = router_.metric_for(felt_[taste]);
  }
}

std::vector<std::vector<LinkId>> RouteChoice::find(std::span<const Request> requests,
                                                   int threads) const {
  std::vector<std::vector<LinkId>> routes(requests.size());
#pragma omp parallel num_threads(threads) if (threads > 1 && requests.size() > 64)
  {
    RoadRouter::Search search(router_);
    for (std::uint32_t taste = 0; taste < kTastes; ++taste) {
      search.use(metric_[taste], felt_[taste]);
#pragma omp for schedule(dynamic, 32)
      for (std::size_t i = 0; i < requests.size(); ++i) {
        const Request& q = requests[i];
        if (random_bits({seed_, Draw::vehicle_route, q.driver, 1}) % kTastes != taste) continue;
        routes[i] = search.route(q.from, q.to).links;
      }
    }
  }
  return routes;
}

}  // namespace mwendo
