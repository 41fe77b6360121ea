// Ready-made routing from node to node: graph, hierarchy and weights in one object.
//
//   RoadRouter cars(net, kCar);                        // free-flow times
//   cars.customise(link_seconds, turn_seconds);        // experienced times
//   RoadRouter::Search search(cars);                   // one per thread
//   const auto [seconds, links] = search.route(home, work);
// Compiled and run in tests/examples/network/route_test.cpp.
//
//   WalkRouter walk(net);                              // metres
//
// Guarantees: a route starts with a link that leaves `from` and ends with one that arrives at `to`;
// its time holds all its links and turns. Where there is no way, seconds is infinite and links is
// empty; from == to gives 0 and no link.
// Several metrics (one per time of day) may share one hierarchy: see metric_for.
#pragma once

#include <span>
#include <vector>

#include "network/network.h"
#include "network/routing/cch.h"
#include "network/routing/road_graph.h"

namespace mwendo {

struct Route {
  double seconds = 0;
  std::vector<LinkId> links;
};

class RoadRouter {
 public:
  RoadRouter(const Network& net, Permissions who);

  [[nodiscard]] const RoadGraph& road() const { return road_; }
  [[nodiscard]] const Cch& cch() const { return cch_; }
  [[nodiscard]] const CchMetric& metric() const { return metric_; }
  [[nodiscard]] const Network& network() const { return *net_; }
  // Whether vehicles of the permission may start on a link.
  [[nodiscard]] bool usable(LinkId l) const { return usable_[l.value] != 0; }

  // One metric per time of day, for Search::use; `customise` sets the router's own.
  [[nodiscard]] CchMetric metric_for(std::span<const float> link_s,
                                     std::span<const float> turn_s = {}) const;
  void customise(std::span<const float> link_s, std::span<const float> turn_s = {});

  class Search {
   public:
    explicit Search(const RoadRouter& router);
    // link_s: the seconds per link that the metric was made from, for the first link.
    void use(const CchMetric& metric, std::span<const float> link_s);
    [[nodiscard]] Route route(NodeId from, NodeId to);
    [[nodiscard]] Route route(LinkId from, LinkId to);  // all links but the first cost time
    [[nodiscard]] double seconds(NodeId from, NodeId to);

   private:
    CchWeight run(NodeId from, NodeId to);
    void collect(Route& route);

    const RoadRouter* router_;
    std::span<const float> link_s_;
    CchQuery query_;
    std::vector<CchSeed> sources_;
    std::vector<CchSeed> targets_;
    std::vector<std::uint32_t> arcs_;
  };

 private:
  const Network* net_;
  RoadGraph road_;
  Cch cch_;
  std::vector<char> usable_;
  std::vector<float> link_s_;
  CchMetric metric_;
};

struct WalkLeg {
  LinkId link;
  bool against = false;  // walked against the link's direction
};

struct WalkRoute {
  double metres = 0;
  std::vector<WalkLeg> legs;
};

// On foot (or by bicycle, with kBicycle) by length.
class WalkRouter {
 public:
  explicit WalkRouter(const Network& net, Permissions who = kFoot);

  [[nodiscard]] const StreetGraph& streets() const { return streets_; }
  [[nodiscard]] const Cch& cch() const { return cch_; }
  [[nodiscard]] const CchMetric& metric() const { return metric_; }

  class Search {
   public:
    explicit Search(const WalkRouter& router);
    [[nodiscard]] WalkRoute route(NodeId from, NodeId to);
    [[nodiscard]] double metres(NodeId from, NodeId to);  // infinite where there is no way

   private:
    const WalkRouter* router_;
    CchQuery query_;
    std::vector<std::uint32_t> arcs_;
  };

 private:
  StreetGraph streets_;
  Cch cch_;
  CchMetric metric_;
};

}  // namespace mwendo
