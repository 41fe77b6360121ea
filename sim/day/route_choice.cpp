#include "sim/day/route_choice.h"

#include <algorithm>

namespace mwendo {

namespace {

constexpr std::size_t kMinibusGroup = kPaceCount * RouteTastes::kTastes;
constexpr std::size_t kGroups = kMinibusGroup + 1;
constexpr float kClosed = 1e6F;  // s, longer than any way

// Links that cars may use and these vehicles may not.
void close_to(Permissions vehicles, const Network& net, std::vector<float>& felt) {
  for (const LinkId l : net.links())
    if ((net.permissions_of(l) & vehicles) == 0) felt[l.value] += kClosed;
}

}  // namespace

RouteChoice::RouteChoice(const Network& net, std::uint64_t seed, float taste_spread)
    : net_(&net),
      tastes_(net, seed, taste_spread),
      router_(net, kCar),
      felt_(kGroups),
      metric_(kGroups) {}

void RouteChoice::prepare(std::span<const float> link_seconds, Pace pace) {
  for (std::uint32_t taste = 0; taste < RouteTastes::kTastes; ++taste) {
    const std::size_t group = static_cast<std::size_t>(pace) * RouteTastes::kTastes + taste;
    const std::span<const float> factors = tastes_.factors(taste);
    felt_[group].resize(link_seconds.size());
    for (std::size_t l = 0; l < link_seconds.size(); ++l)
      felt_[group][l] = factors[l] * link_seconds[l];
    if (pace == Pace::of_two_wheelers) close_to(kMotorcycle, *net_, felt_[group]);
    metric_[group] = router_.metric_for(felt_[group]);
  }
  if (pace == Pace::of_cars) prepare_minibus(link_seconds);
}

void RouteChoice::prepare_minibus(std::span<const float> link_seconds) {
  std::vector<float>& felt = felt_[kMinibusGroup];
  felt.assign(link_seconds.begin(), link_seconds.end());
  close_to(mwendo::kMinibus, *net_, felt);
  metric_[kMinibusGroup] = router_.metric_for(felt);
}

std::uint32_t RouteChoice::group_of(std::uint32_t driver, Pace pace) const {
  if (driver == kMinibus) return kMinibusGroup;
  return static_cast<std::uint32_t>(pace) * RouteTastes::kTastes + tastes_.of(driver);
}

template <class Query, class Found, class Find>
void RouteChoice::find_by_group(std::span<const Query> requests, std::vector<Found>& found,
                                int threads, Find&& find) const {
  found.resize(requests.size());
#pragma omp parallel num_threads(threads) if (threads > 1 && requests.size() > 64)
  {
    RoadRouter::Search search(router_);
    for (std::uint32_t group = 0; group < kGroups; ++group) {
      if (felt_[group].empty()) continue;  // nobody has prepared this pace
      search.use(metric_[group], felt_[group]);
#pragma omp for schedule(dynamic, 32)
      for (std::size_t i = 0; i < requests.size(); ++i)
        if (group_of(requests[i].driver, requests[i].pace) == group)
          found[i] = find(search, requests[i]);
    }
  }
}

std::vector<std::vector<LinkId>> RouteChoice::find(std::span<const Request> requests,
                                                   int threads) const {
  std::vector<std::vector<LinkId>> routes;
  find_by_group(requests, routes, threads, [](RoadRouter::Search& search, const Request& q) {
    return search.route(q.from, q.to).links;
  });
  return routes;
}

std::vector<Route> RouteChoice::find(std::span<const Rest> rests, int threads) const {
  std::vector<Route> routes;
  find_by_group(rests, routes, threads, [](RoadRouter::Search& search, const Rest& q) {
    return search.route(q.from, q.to);
  });
  return routes;
}

bool RouteChoice::is_open(std::span<const LinkId> way, NodeId from, NodeId to) const {
  if (way.empty() || std::any_of(way.begin(), way.end(), [&](LinkId l) {
        return l.value >= net_->links().size() || !router_.usable(l);
      }))
    return false;
  if (net_->link.from[way.front()] != from || net_->link.to[way.back()] != to) return false;
  const CsrGraph& road = router_.road().graph;
  return std::adjacent_find(way.begin(), way.end(), [&](LinkId a, LinkId b) {
           const auto first = road.head.begin() + road.first_out[a.value];
           const auto last = road.head.begin() + road.first_out[a.value + 1];
           return std::find(first, last, b.value) == last;
         }) == way.end();
}

float RouteChoice::felt_s(std::span<const LinkId> links, std::uint32_t driver, Pace pace) const {
  const std::vector<float>& felt = felt_[group_of(driver, pace)];
  float seconds = 0;
  for (const LinkId l : links) seconds += felt[l.value];
  return seconds;
}

}  // namespace mwendo
