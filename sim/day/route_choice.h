// Routes of drivers: fastest by believed times, with a taste for links that differs by driver.
//
//   RouteChoice routes(net, seed);
//   routes.prepare(link_seconds);                     // believed times of the coming minutes
//   routes.prepare(of_riders, Pace::of_two_wheelers);
//   const std::vector<RouteChoice::Request> requests = {{from, to, driver}};
//   const std::vector<LinkId> route = routes.find(requests, threads)[0];
//
// Drivers fall into kTastes groups. Each group feels link times with its own fixed error of
// standard deviation kTasteSpread (probit route choice by simulation: Sheffi, "Urban Transportation
// Networks", 1985, ch. 11-12). So parallel streets share the traffic.
// A minute on a toll road is felt as two (an assumption; the toll itself is not charged).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"
#include "network/routing/router.h"
#include "sim/modes/classes.h"

namespace mwendo {

class RouteChoice {
 public:
  static constexpr std::uint32_t kTastes = 4;
  static constexpr float kTasteSpread = 0.12F;

  RouteChoice(const Network& net, std::uint64_t seed);
  void prepare(std::span<const float> link_seconds, Pace pace = Pace::of_cars);

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
  // Seconds of links as a driver feels them.
  [[nodiscard]] float felt_s(std::span<const LinkId> links, std::uint32_t driver,
                             Pace pace = Pace::of_cars) const;

 private:
  [[nodiscard]] std::uint32_t group_of(std::uint32_t driver, Pace pace) const;
  // found[i] = find(search, the i-th request) by the group of its driver, in parallel.
  template <class Query, class Found, class Find>
  void find_by_group(std::span<const Query> requests, std::vector<Found>& found, int threads,
                     Find&& find) const;

  const Network* net_;
  std::uint64_t seed_;
  RoadRouter router_;
  std::vector<std::vector<float>> felt_;  // link seconds by group: pace * kTastes + taste
  std::vector<CchMetric> metric_;         // the same
};

}  // namespace mwendo
