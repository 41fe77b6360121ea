// Routes of drivers: fastest by believed times, with a taste for links that differs by driver.
//
//   RouteChoice routes(net, seed);
//   routes.prepare(link_seconds);                     // believed times of the coming minutes
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

namespace mwendo {

class RouteChoice {
 public:
  static constexpr std::uint32_t kTastes = 4;
  static constexpr float kTasteSpread = 0.12F;

  RouteChoice(const Network& net, std::uint64_t seed);
  void prepare(std::span<const float> link_seconds);

  struct Request {
    NodeId from;
    NodeId to;
    std::uint32_t driver = 0;  // draws the taste
  };
  // Routes of all requests, in parallel; empty where there is no way.
  [[nodiscard]] std::vector<std::vector<LinkId>> find(std::span<const Request> requests,
                                                      int threads) const;

 private:
  const Network* net_;
  std::uint64_t seed_;
  RoadRouter router_;
  std::vector<std::vector<float>> felt_;  // link seconds by taste
  std::vector<CchMetric> metric_;
};

}  // namespace mwendo
