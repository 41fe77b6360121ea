// Single elements of a route file: vehicle types, stops, lists of edges. Internal to network/sumo.
//
// Errors: what is wrong is noted at the element's place, with file, line and column.
#pragma once

#include "network/sumo/routes.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {

// A run of SumoDemand::links.
struct RouteSpan {
  std::uint32_t first = 0;
  std::uint32_t links = 0;
};

// A <vType>, with SUMO's defaults of its class for what it does not give.
[[nodiscard]] SumoVehicleType read_type(const XmlElement& e);
// A <stop>. False if it is dropped: it has no duration, or no such lane is in the net.
[[nodiscard]] bool read_stop(const XmlElement& e, const SumoNet& net, SumoStop& stop,
                             BuildReport& report);

// The links of a list of edges, appended to `links`; `joined`: each must lead to the next.
RouteSpan read_edges(const XmlElement& e, const SumoNet& net, std::vector<LinkId>& links,
                     std::string_view attribute, bool joined = false);
// Whether a movement leads from one link to another; for `who` by a connection that is open to it.
[[nodiscard]] bool leads(const Network& net, LinkId from, LinkId to, Permissions who = kAnybody);

}  // namespace mwendo::sumo
