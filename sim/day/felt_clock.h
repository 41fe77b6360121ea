// When a driver reaches the end of a way: link after link, in the period in which he is there.
//
//   const FeltClock clock{times, tastes.factors(tastes.of(driver)), pace};
//   clock.after(way, start_s)          // time of day, s; the seconds are felt (route_tastes.h)
#pragma once

#include <span>

#include "sim/day/route_tastes.h"
#include "sim/traffic/link_times.h"

namespace mwendo {

struct FeltClock {
  const LinkTimes& times;
  std::span<const float> factors;
  Pace pace;

  // When a driver who enters the link at `now_s` has left it.
  [[nodiscard]] float after(LinkId l, float now_s) const {
    return now_s + factors[l.value] * times.of_period(times.period_at(now_s), pace)[l.value];
  }
  [[nodiscard]] float after(std::span<const LinkId> way, float now_s) const {
    for (const LinkId l : way) now_s = after(l, now_s);
    return now_s;
  }
};

}  // namespace mwendo
