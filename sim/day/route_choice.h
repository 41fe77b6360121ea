// Routes of drivers: fastest by believed times, with a taste for links that differs by driver.
// Two-wheelers keep off links closed to motorcycles where another way exists.
//
//   RouteChoice routes(net, seed);
//   routes.prepare(link_seconds);                     // believed times of the coming minutes
//   routes.prepare(of_riders, Pace::of_two_wheelers);
//   const std::vector<RouteChoice::Request> requests = {{from, to, driver}};
//   const std::vector<LinkId> route = routes.find(requests, threads)[0];
//
// Tastes, tolls and the source of the model: route_tastes.h.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"
#include "network/routing/router.h"
#include "sim/day/route_tastes.h"
#include "sim/modes/classes.h"

namespace mwendo {

class RouteChoice {
 public:
  // The driver of a minibus: times of cars without a taste, on streets open to minibuses.
  static constexpr std::uint32_t kMinibus = ~0U;

  RouteChoice(const Network& net, std::uint64_t seed, float taste_spread = RouteTastes::kSpread);
  void prepare(std::span<const float> link_seconds, Pace pace = Pace::of_cars);

  [[nodiscard]] const RouteTastes& tastes() const { return tastes_; }

  struct Request {
    NodeId from;
    NodeId to;
    std::uint32_t driver = 0;  // draws the taste
    Pace pace = Pace::of_cars;
  };
  // Routes of all requests, in parallel; empty where there is no way.
  [[nodiscard]] std::vector<std::vector<LinkId>> find(std::span<const Request> requests,
                                                      int threads) const;

  // The rest of a way: from the end of a link, on which the driver is, to the end of another.
  struct Rest {
    LinkId from;
    LinkId to;
    std::uint32_t driver = 0;
    Pace pace = Pace::of_cars;
  };
  // Both links are part of the route; its seconds, as the driver feels them, leave the first out.
  [[nodiscard]] std::vector<Route> find(std::span<const Rest> rests, int threads) const;
  // Whether a car may drive the way, and it leads from one node to the other.
  [[nodiscard]] bool is_open(std::span<const LinkId> way, NodeId from, NodeId to) const;
  // Seconds of links as a driver feels them.
  [[nodiscard]] float felt_s(std::span<const LinkId> links, std::uint32_t driver,
                             Pace pace = Pace::of_cars) const;

 private:
  void prepare_minibus(std::span<const float> link_seconds);
  [[nodiscard]] std::uint32_t group_of(std::uint32_t driver, Pace pace) const;
  // found[i] = find(search, the i-th request) by the group of its driver, in parallel.
  template <class Query, class Found, class Find>
  void find_by_group(std::span<const Query> requests, std::vector<Found>& found, int threads,
                     Find&& find) const;

  const Network* net_;
  RouteTastes tastes_;
  RoadRouter router_;
  std::vector<std::vector<float>> felt_;  // link s by group: pace * tastes + taste, minibus last
  std::vector<CchMetric> metric_;         // the same
};

}  // namespace mwendo
