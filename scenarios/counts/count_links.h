// The links of counts, and the vehicles of a run on them.
//
//   const std::vector<LinkId> links = links_of(counts, net);       // none where no street is near
//   modelled(tallies, links[i], counts[i].group, 6.75, 7.25);      // vehicles
//
// A count belongs to the street of its name nearest to it and in its direction, else to any such
// street, within 60 m.
#pragma once

#include <vector>

#include "network/network.h"
#include "scenarios/counts/count.h"
#include "sim/traffic/tallies.h"

namespace mwendo {

inline constexpr double kCountReach_m = 60;

[[nodiscard]] std::vector<LinkId> links_of(const std::vector<Count>& counts, const Network& net);

// Vehicles of a group that left the link between two hours of the day. Periods of the tallies that
// are partly outside are left out.
[[nodiscard]] double modelled(const Tallies& tallies, LinkId link, CountGroup group, double from_h,
                              double to_h);

}  // namespace mwendo
