// How much longer drivers drove than they had to.
//
//   const double gap = route_gap(net, tastes, experienced_times(net, tallies, free), day.ways,
//   threads);
//
//   gap = sum(T(way) - T(best)) / sum T(best)
// over the given ways: T(way) are felt seconds (route_tastes.h) at the wheel by the times of the
// day itself, link after link in the period in which the driver reaches it. T(best) is the least of
// all ways from the same node to the same node at the same departure (Dijkstra's algorithm with
// times that depend on the time of the day; Sheffi, "Urban Transportation Networks", 1985, for the
// gap). In an equilibrium the gap is 0: nobody gains by another way. Limits: times are means of 15
// min over all turns at the end of a link. Where times fall faster than the clock runs, a best way
// may be missed; no driver's gap is below 0. Guarantee: the gap does not depend on the number of
// threads.
#pragma once

#include <span>

#include "sim/day/driven_way.h"
#include "sim/day/route_tastes.h"
#include "sim/traffic/link_times.h"

namespace mwendo {

// 0 where there are no ways.
[[nodiscard]] double route_gap(const Network& net, const RouteTastes& tastes,
                               const LinkTimes& experienced, std::span<const DrivenWay> ways,
                               int threads);

}  // namespace mwendo
