// Lines that run along a corridor.
//
//   const auto on = link_flags(net, corridor_links);          // 1 for links of the corridor
//   if (overlap_share_both_ways(net, supply, line, on) > 0.5) ...
//   if (auto feeder = shortened(net, supply, line, on)) ...    // ends where it meets the corridor
#pragma once

#include <optional>
#include <vector>

#include "sim/world/supply_edit.h"

namespace mwendo {

// Also marks the opposite direction of each link.
[[nodiscard]] Column<LinkId, char> link_flags(const Network& net, const std::vector<LinkId>& links);

// Share of a line's length that lies on marked links; 0 for rail.
[[nodiscard]] double overlap_share(const Network& net, const TransitSupply& supply, LineId l,
                                   const Column<LinkId, char>& on);

// The same of both directions of the line together, so that neither goes without the other.
[[nodiscard]] double overlap_share_both_ways(const Network& net, const TransitSupply& supply,
                                             LineId l, const Column<LinkId, char>& on);

// The longest stretch of the line outside the marked links, with one stop on them at each end where
// it meets them; none if it is shorter than 1 km.
[[nodiscard]] std::optional<LineDraft> shortened(const Network& net, const TransitSupply& supply,
                                                 LineId l, const Column<LinkId, char>& on);

// Whether a stretch is left of each direction of the line.
[[nodiscard]] bool shortens_both_ways(const Network& net, const TransitSupply& supply, LineId l,
                                      const Column<LinkId, char>& on);

// Keeps the stops first..last of a draft and cuts its path to them.
void keep_stops(LineDraft& line, std::size_t first, std::size_t last);

}  // namespace mwendo
