#include "scenarios/formats/sumo/route_trips.h"

#include <fmt/format.h>

#include <algorithm>

#include "network/permissions.h"
#include "network/routing/router.h"
#include "network/sumo/stop_order.h"
#include "network/sumo/vclass.h"

namespace mwendo {
namespace {

std::vector<LinkId> route_through(RoadRouter::Search& search, std::span<const LinkId> stations) {
  std::vector<LinkId> links = {stations.front()};
  for (std::size_t i = 0; i + 1 < stations.size(); ++i) {
    if (stations[i] == stations[i + 1]) continue;
    const Route leg = search.route(stations[i], stations[i + 1]);
    if (leg.links.empty()) return {};
    links.insert(links.end(), leg.links.begin() + 1, leg.links.end());
  }
  return links;
}

class WayCheck {
 public:
  WayCheck(SumoDemand& demand, const SumoNet& net)
      : demand_(demand), net_(net), movements_(movement_permissions(net.net)) {}

  [[nodiscard]] const std::string& class_of(const SumoTrip& t) const {
    return demand_.types[t.type].vehicle_class;
  }
  [[nodiscard]] Permissions permission_of(const SumoTrip& t) const {
    return permission_of_sumo_class(class_of(t));
  }

  // The first link of a way or of its stations that is closed to the class of a trip.
  [[nodiscard]] LinkId closed_link(const SumoTrip& t) const {
    const Permissions who = permission_of(t);
    for (const LinkId l : demand_.route_of(t))
      if ((vehicles_on(net_.net.permissions_of(l)) & who) == 0) return l;
    return {};
  }

  // Leaves the trip out if it cannot drive the route that it has.
  void check(SumoTrip& t) {
    const bool known =
        t.first_link == first_ && t.links == links_ && t.type == type_ && t.stops == 0;
    if (known && sound_) return;
    sound_ = is_open(t);
    first_ = t.first_link, links_ = t.links, type_ = t.type;
    if (!sound_) t.links = 0;
  }

  void leave_out(SumoTrip& t, const char* why, const std::string& example) {
    demand_.report.add(why, t.name + ": " + example);
    t.links = 0;
  }
  [[nodiscard]] std::string edge(LinkId l) const { return fmt::format("'{}'", net_.edge_of(l)); }

  bool leave_out_if_closed(SumoTrip& t) {
    const LinkId closed = closed_link(t);
    if (!closed.valid()) return false;
    leave_out(t, "vehicles left out, as an edge of their way is closed to their class",
              fmt::format("{} may not use {}", class_of(t), edge(closed)));
    return true;
  }

 private:
  [[nodiscard]] bool leads(LinkId from, LinkId to, Permissions who) const {
    for (const MovementId m : net_.net.movements_of(from))
      if (net_.net.movement.to[m] == to && (movements_[m] & who) != 0) return true;
    return false;
  }

  bool is_open(SumoTrip& t) {
    if (leave_out_if_closed(t)) return false;
    const auto route = demand_.route_of(t);
    for (std::size_t i = 0; i + 1 < route.size(); ++i) {
      if (leads(route[i], route[i + 1], permission_of(t))) continue;
      leave_out(t, "vehicles left out, as a connection of their way is closed to their class",
                fmt::format("{} from {} to {}", class_of(t), edge(route[i]), edge(route[i + 1])));
      return false;
    }
    if (stop_order(route, demand_.stops_of(t))) return true;
    leave_out(t, "vehicles left out, as their stops do not lie on their way in their order",
              fmt::format("from {} to {}", edge(route.front()), edge(route.back())));
    return false;
  }

  SumoDemand& demand_;
  const SumoNet& net_;
  Column<MovementId, Permissions> movements_;
  // Of the last trip checked; the vehicles of a flow share their links.
  std::uint32_t first_ = 0, links_ = 0, type_ = 0;
  bool sound_ = false;
};

// Trips of one class of permissions without a route.
void find_routes(SumoDemand& demand, const SumoNet& net, Permissions who, WayCheck& way) {
  const RoadRouter router(net.net, who);
  RoadRouter::Search search(router);
  for (SumoTrip& t : demand.trips) {
    if (t.routed || way.permission_of(t) != who) continue;
    t.routed = true;
    if (way.leave_out_if_closed(t)) continue;
    const auto stations = demand.route_of(t);
    const std::vector<LinkId> links = route_through(search, stations);
    if (links.empty()) {
      way.leave_out(t, "vehicles left out, as no way leads to their destination",
                    fmt::format("{} from {} to {}", way.class_of(t), way.edge(stations.front()),
                                way.edge(stations.back())));
      continue;
    }
    t.first_link = static_cast<std::uint32_t>(demand.links.size());
    t.links = static_cast<std::uint32_t>(links.size());
    demand.links.insert(demand.links.end(), links.begin(), links.end());
  }
}

}  // namespace

void route_trips(SumoDemand& demand, const SumoNet& net) {
  WayCheck way(demand, net);
  std::vector<Permissions> needed;
  for (const SumoTrip& t : demand.trips)
    if (!t.routed) needed.push_back(way.permission_of(t));
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  for (const Permissions who : needed) find_routes(demand, net, who, way);
  for (SumoTrip& t : demand.trips)
    if (t.links > 0) way.check(t);
  std::erase_if(demand.trips, [](const SumoTrip& t) { return t.links == 0; });
}

}  // namespace mwendo
