#include <fmt/format.h>

#include "network/permissions.h"
#include "network/sumo/route_parts.h"

namespace mwendo::sumo {

bool leads(const Network& net, LinkId from, LinkId to, Permissions who) {
  for (const LaneId a : net.lanes_of(from))
    for (const Connection& c : net.connections_of(a))
      if (net.lane.link[c.to] == to && (vehicles_on(net.permissions_of(c)) & who) != 0) return true;
  return false;
}

RouteSpan read_edges(const XmlElement& e, const SumoNet& net, std::vector<LinkId>& links,
                     std::string_view attribute, bool joined) {
  RouteSpan r{static_cast<std::uint32_t>(links.size()), 0};
  for_each_word(e.text(attribute), [&](std::string_view edge) {
    const LinkId l = net.find_link(edge);
    if (!l.valid()) {
      e.place().problem(fmt::format("edge '{}' is not in the net", edge), "use the same net");
      return;
    }
    if (joined && r.links > 0 && !leads(net.net, links.back(), l))
      e.place().problem(
          fmt::format("no connection from edge '{}' to '{}'", net.edge_of(links.back()), edge),
          "routes must follow the connections of the net");
    links.push_back(l);
    ++r.links;
  });
  return r;
}

}  // namespace mwendo::sumo
