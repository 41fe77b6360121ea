// The way of a driver on a day, as far as it was driven or planned: what the gap of routes is
// judged by (sim/learning/route_gap.h).
#pragma once

#include <cstdint>
#include <vector>

#include "network/base/ids.h"
#include "sim/modes/classes.h"

namespace mwendo {

struct DrivenWay {
  float start_s = 0;         // time of day at the wheel
  std::uint32_t driver = 0;  // draws the taste
  Pace pace = Pace::of_cars;
  std::vector<LinkId> links;

  template <class Archive, class Self>
  static void archive(Archive& a, Self& w) {
    a(w.start_s, w.driver, w.pace, w.links);
  }
};

}  // namespace mwendo
