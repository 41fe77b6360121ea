// Travel times of links by 15 minutes: those drivers expect and those they experienced.
//
//   const LinkTimes free_flow = free_flow_times(net, from_s, to_s);
//   LinkTimes expected = free_flow;
//   expected.learn(experienced_times(net, traffic.tallies(), free_flow), 0.5F);  // half of each
//
// Cars and two-wheelers have times of their own: in a queue a rider filters to its head.
// Units: seconds to drive the whole link, junction at its end included.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "network/network.h"
#include "sim/traffic/tallies.h"

namespace mwendo {

struct LinkTimes {
  std::size_t links = 0;
  std::size_t periods = 0;
  float from_s = 0;
  std::vector<float> seconds;  // (pace * periods + period) * links + link

  [[nodiscard]] std::size_t period_at(float time_s) const;
  [[nodiscard]] std::span<const float> of_period(std::size_t p, Pace pace = Pace::of_cars) const {
    return {seconds.data() + (static_cast<std::size_t>(pace) * periods + p) * links, links};
  }
  [[nodiscard]] std::span<float> of_period(std::size_t p, Pace pace = Pace::of_cars) {
    return {seconds.data() + (static_cast<std::size_t>(pace) * periods + p) * links, links};
  }
  // Moves a share of the way towards newer times.
  void learn(const LinkTimes& newer, float share);
};

[[nodiscard]] LinkTimes free_flow_times(const Network& net, float from_s, float to_s);

// Mean times of cars and trucks, and of motorcycles; the free-flow time on links where too few of
// them drove. Where too few motorcycles drove but cars did, their time is that of filtering: riders
// gain at most kFilterAdvantage (move.h) on the lanes.
[[nodiscard]] LinkTimes experienced_times(const Network& net, const Tallies& tallies,
                                          const LinkTimes& free_flow);

// What the news tell at a time of the day: times of the last and the present period. A street on
// which too few drove is free.
[[nodiscard]] std::vector<float> news_of(const Network& net, const Tallies& tallies, float time_s,
                                         Pace pace = Pace::of_cars);

// Times of a period so far. Links without enough vehicles keep their value in `seconds`.
void experienced_in_period(const Network& net, const Tallies& tallies, std::size_t period,
                           std::span<float> seconds, Pace pace = Pace::of_cars);

}  // namespace mwendo
