#include <algorithm>
#include <cmath>

#include "network/walking/active_graph.h"
#include "sim/transit/router/transit_router.h"

namespace mwendo {
namespace {

// Door to stop when the direction from the node to the door is unknown.
float door_to_stop(float access_m, float walk_m) {
  return std::sqrt(access_m * access_m + walk_m * walk_m);
}

// Modes that may be ridden on the way when the main mode is given.
bool allowed(Mode main, std::size_t mode) {
  switch (main) {
    case Mode::minibus: return mode == transit_index(Mode::minibus);
    case Mode::bus: return mode <= transit_index(Mode::bus);
    case Mode::brt: return mode <= transit_index(Mode::brt);
    default: return true;
  }
}

}  // namespace

TransitRouter::Search::Search(const TransitRouter& router)
    : router_(&router),
      stops_(router.supply_->stops().size()),
      arrival_((kMaxRides + 1) * kLayers * stops_),
      ready_(kMaxRides * kLayers * stops_),
      best_(kLayers * stops_),
      best_ready_(kLayers * stops_),
      best_round_(kLayers * stops_) {}

void TransitRouter::Search::run(const RideGraph& rides, std::uint32_t group, Mode main) {
  search(rides, router_->group_stops_[group], main);
}

void TransitRouter::Search::run_from(const RideGraph& rides, Point origin, Mode main) {
  search(rides, router_->stops_from(origin), main);
}

void TransitRouter::Search::search(const RideGraph& rides, std::span<const NearStop> access,
                                   Mode main) {
  rides_ = &rides;
  main_ = main;
  allowed_ = 0;
  for (std::size_t m = 0; m < kTransitModes; ++m)
    if (allowed(main, m)) allowed_ |= static_cast<std::uint8_t>(1U << m);
  std::fill(arrival_.begin(), arrival_.end(), Label{});
  std::fill(ready_.begin(), ready_.end(), Label{});
  std::fill(best_.begin(), best_.end(), kNoWay);
  std::fill(best_ready_.begin(), best_ready_.end(), kNoWay);
  for (std::size_t layer = 0; layer < kLayers; ++layer) changed_[layer].clear();
  const float per_metre = rides.costs.walk_weight / kWalkSpeedMps;
  for (const NearStop& s : access) {
    if (!useful(s)) continue;
    ready_[s.stop.value] = {per_metre * s.walk_m, s.stop.value};
    best_ready_[s.stop.value] = per_metre * s.walk_m;
    changed_[0].push_back(s.stop.value);
  }
  for (std::size_t round = 1; round <= kMaxRides; ++round) {
    ride_round(round);
    if (round < kMaxRides) walk_round(round);
  }
}

void TransitRouter::Search::ride_round(std::size_t round) {
  for (std::size_t layer = 0; layer < kLayers; ++layer) arrived_[layer].clear();
  for (std::size_t layer = 0; layer < kLayers; ++layer)
    for (std::uint32_t stop : changed_[layer]) ride_from(stop, layer, round);
}

void TransitRouter::Search::ride_from(std::uint32_t stop, std::size_t layer, std::size_t round) {
  const float start = ready_[((round - 1) * kLayers + layer) * stops_ + stop].cost;
  for (std::size_t mode = 0; mode < kTransitModes; ++mode) {
    const bool is_main = transit_mode(mode) == main_;
    if ((allowed_ >> mode & 1U) == 0) continue;
    if (round == kMaxRides && layer == 0 && !is_main) continue;  // could not become a way
    const std::size_t to = is_main ? 1 : layer;
    float* const best = best_.data() + to * stops_;
    Label* const labels = arrival_.data() + (round * kLayers + to) * stops_;
    const std::size_t from = stop * kTransitModes + mode;
    for (auto h = router_->first_hop_[from]; h < router_->first_hop_[from + 1]; ++h) {
      const RideGraph::Hop hop = rides_->hops[h];
      const float cost = start + hop.cost;
      if (cost >= best[hop.alight]) continue;
      // What a way without the main mode can still do, one that has it there can do as well.
      if (to == 0 && cost >= best_[stops_ + hop.alight]) continue;
      if (labels[hop.alight].cost == kNoWay) arrived_[to].push_back(hop.alight);
      best[hop.alight] = cost;
      best_round_[to * stops_ + hop.alight] = static_cast<std::uint8_t>(round);
      labels[hop.alight] = {cost, h * 2 + static_cast<std::uint32_t>(layer)};
    }
  }
}

void TransitRouter::Search::walk_round(std::size_t round) {
  const float per_metre = rides_->costs.walk_weight / kWalkSpeedMps;
  for (std::size_t layer = 0; layer < kLayers; ++layer) {
    changed_[layer].clear();
    Label* const ready = ready_.data() + (round * kLayers + layer) * stops_;
    float* const best = best_ready_.data() + layer * stops_;
    for (std::uint32_t stop : arrived_[layer]) {
      const float cost = arrival(round, layer, stop).cost + rides_->costs.transfer_s;
      const NearStop* near = router_->transfers_.begin_of(StopId{stop});
      const NearStop* const end = near + router_->transfers_.count_of(StopId{stop});
      for (; near != end; ++near) {
        const float there = cost + per_metre * near->walk_m;
        const std::uint32_t to = near->stop.value;
        if (there >= best[to] || !useful(*near)) continue;
        if (ready[to].cost == kNoWay) changed_[layer].push_back(to);
        best[to] = there;
        ready[to] = {there, stop};
      }
    }
  }
}

TransitPath TransitRouter::Search::best(const Place& from, const Place& to) const {
  const std::uint32_t row = router_->near_of_[to.node];
  if (row == kNoGroup) {
    const auto near = router_->stops_from(router_->net_->node.position[to.node]);
    return cheapest(from, to, near);
  }
  return cheapest(from, to,
                  {router_->near_.begin_of(NodeId{row}), router_->near_.count_of(NodeId{row})});
}

TransitPath TransitRouter::Search::cheapest(const Place& from, const Place& to,
                                            std::span<const NearStop> near) const {
  const float per_metre = rides_->costs.walk_weight / kWalkSpeedMps;
  float least = kNoWay;
  float egress = 0;
  std::uint32_t last = 0;
  for (const NearStop& n : near) {
    const float arrive = best_[stops_ + n.stop.value];
    if (arrive >= least || !useful(n)) continue;
    const float walk = door_to_stop(to.access_m, n.walk_m);
    const float cost = arrive + per_metre * walk;
    if (cost >= least) continue;
    least = cost;
    egress = walk;
    last = n.stop.value;
  }
  if (least == kNoWay) return {};
  return trace(from, last, egress);
}

TransitPath TransitRouter::Search::trace(const Place& from, std::uint32_t stop,
                                         float egress_m) const {
  TransitPath path;
  std::size_t layer = 1;
  std::size_t round = best_round_[stops_ + stop];
  path.ride_count = static_cast<std::uint8_t>(round);
  path.egress_m = egress_m;
  float walk_m = egress_m;
  for (; round > 0; --round) {
    const std::uint32_t parent = arrival(round, layer, stop).parent;
    const std::uint32_t hop = parent / 2;
    layer = parent % 2;
    const RideGraph::Ride& ride = rides_->rides[hop];
    stop = ready_[((round - 1) * kLayers + layer) * stops_ + ride.board.value].parent;
    const bool first = round == 1;
    const float walk =
        first ? door_to_stop(from.access_m,
                             router_->walk_to(router_->net_->node.position[from.node], ride.board))
              : router_->walk_between(StopId{stop}, ride.board);
    path.ride[round - 1] = hop;
    path.walk_before_m[round - 1] = walk;
    walk_m += walk;
    path.wait_s += ride.wait_s;
    path.ride_s += ride.ride_s;
    path.felt_s += ride.felt_s;
    path.fare += ride.fare;
    path.metres += ride.metres;
    if (router_->supply_->line.mode[ride.preferred] == main_) path.main_metres += ride.metres;
  }
  if (path.main_metres < kLeastMainShare * path.metres) return {};
  const TransitCosts& c = rides_->costs;
  path.walk_s = walk_m / kWalkSpeedMps;
  path.cost = path.felt_s + c.walk_weight * path.walk_s + c.wait_weight * path.wait_s +
              c.transfer_s * static_cast<float>(path.ride_count - 1) +
              path.fare / c.value_of_time_s;
  return path;
}

}  // namespace mwendo
