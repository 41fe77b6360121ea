#include "network/routing/router.h"

#include <limits>
#include <stdexcept>

#include "network/permissions.h"
#include "network/routing/link_order.h"

namespace mwendo {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

double from_thousandths(CchWeight w) {
  return w >= kUnreachable ? kInfinite : static_cast<double>(w) / 1000;
}

}  // namespace

RoadRouter::RoadRouter(const Network& net, Permissions who)
    : net_(&net), road_(make_road_graph(net, who)), cch_(link_order(net), road_.graph) {
  for (const LinkId l : net.links())
    usable_.push_back((vehicles_on(net.permissions_of(l)) & who) != 0 ? 1 : 0);
  customise(free_flow_seconds(net));
}

CchMetric RoadRouter::metric_for(std::span<const float> link_s,
                                 std::span<const float> turn_s) const {
  return cch_.customise(road_weights(road_, link_s, turn_s));
}

void RoadRouter::customise(std::span<const float> link_s, std::span<const float> turn_s) {
  link_s_.assign(link_s.begin(), link_s.end());
  metric_ = metric_for(link_s, turn_s);
}

RoadRouter::Search::Search(const RoadRouter& router)
    : router_(&router), link_s_(router.link_s_), query_(router.cch_, router.metric_) {}

void RoadRouter::Search::use(const CchMetric& metric, std::span<const float> link_s) {
  if (link_s.size() != router_->usable_.size())
    throw std::invalid_argument("RoadRouter::Search::use: one time per link is needed");
  query_.use(metric);
  link_s_ = link_s;
}

CchWeight RoadRouter::Search::run(NodeId from, NodeId to) {
  sources_.clear();
  targets_.clear();
  for (const LinkId l : router_->net_->outgoing(from))
    if (router_->usable(l))
      sources_.push_back({l.value, to_milliseconds(static_cast<double>(link_s_[l.value]))});
  for (const LinkId l : router_->net_->incoming(to))
    if (router_->usable(l)) targets_.push_back({l.value, 0});
  return query_.run(sources_, targets_);
}

void RoadRouter::Search::collect(Route& route) {
  query_.path(arcs_);
  route.links.push_back(LinkId{query_.source()});
  for (const std::uint32_t a : arcs_) route.links.push_back(LinkId{router_->road_.graph.head[a]});
}

Route RoadRouter::Search::route(NodeId from, NodeId to) {
  Route route;
  if (from == to) return route;
  route.seconds = from_thousandths(run(from, to));
  if (route.seconds < kInfinite) collect(route);
  return route;
}

Route RoadRouter::Search::route(LinkId from, LinkId to) {
  Route route;
  if (router_->usable(from) && router_->usable(to))
    route.seconds = from_thousandths(query_.run(from.value, to.value));
  else
    route.seconds = kInfinite;
  if (route.seconds < kInfinite) collect(route);
  return route;
}

double RoadRouter::Search::seconds(NodeId from, NodeId to) {
  return from == to ? 0 : from_thousandths(run(from, to));
}

WalkRouter::WalkRouter(const Network& net, Permissions who)
    : streets_((who & kFoot) != 0 ? make_walk_graph(net) : make_cycle_graph(net)),
      cch_(metis_order(streets_.graph), streets_.graph),
      metric_(cch_.customise(length_weights(net, streets_))) {}

WalkRouter::Search::Search(const WalkRouter& router)
    : router_(&router), query_(router.cch_, router.metric_) {}

double WalkRouter::Search::metres(NodeId from, NodeId to) {
  return from_thousandths(query_.run(from.value, to.value));
}

WalkRoute WalkRouter::Search::route(NodeId from, NodeId to) {
  WalkRoute route;
  route.metres = metres(from, to);
  query_.path(arcs_);
  for (const std::uint32_t a : arcs_)
    route.legs.push_back({router_->streets_.link[a], router_->streets_.against[a] != 0});
  return route;
}

}  // namespace mwendo
