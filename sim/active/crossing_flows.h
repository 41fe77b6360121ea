// Flows of crossing walkers by link and 15 minutes, from the trips of a day.
//
//   const CrossingFlows flows = crossing_flows(net, transit, people, outcome.trips, from_s, to_s);
//   traffic.set_walkers(l, flows.at_marking(net, l, period));
//   traffic.set_walkers_at_signal(l, flows.at_signal(net, l, period));
//
// Walks (active_legs.h) take the way of least felt time. They start and end on a side of the street
// that is drawn at random. Walkers keep to their side, go round junctions on it, and change sides
// along a link where that saves a crossing. They change sides at the link's marked crossing, else
// half of them at each end. At a junction without a signal they use a marked crossing within 50 m
// if there is one. These are assumptions. Units: persons, expanded. Deterministic for any number of
// threads.
// Limits: streets without carriageway have no sides. The side of a stop is not known. Walkers that
// cross elsewhere than at markings and signals take no time from traffic.
#pragma once

#include <span>
#include <vector>

#include "network/network.h"
#include "sim/results/run_results.h"
#include "sim/world/supply.h"

namespace mwendo {

struct CrossingFlows {
  std::size_t links = 0;  // 0: nothing is known yet
  std::size_t periods = 0;
  float from_s = 0;
  // period * links + link: walkers that change sides along a link, and that cross it at its start.
  std::vector<float> along;
  std::vector<float> at_start;

  [[nodiscard]] std::size_t period_at(float time_s) const;
  // Persons an hour at the marked crossing of a link's street, and across its start at a signal.
  [[nodiscard]] float at_marking(const Network& net, LinkId l, std::size_t period) const;
  [[nodiscard]] float at_signal(const Network& net, LinkId l, std::size_t period) const;

 private:
  [[nodiscard]] float of_street(const std::vector<float>& flow, const Network& net, LinkId l,
                                std::size_t period) const;
};

[[nodiscard]] CrossingFlows crossing_flows(const Network& net, const TransitSupply& transit,
                                           const Population& people,
                                           std::span<const TripRecord> trips, float from_s,
                                           float to_s, int threads = 1);

}  // namespace mwendo
