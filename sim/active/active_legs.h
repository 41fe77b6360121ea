// Ways on foot and by bicycle between street nodes, from the trips of a day.
//
//   const ActiveLegs legs = active_legs(transit, people, outcome.trips);
//
// Whole trips, and the walks to, between and from the stops of public transport, in order of
// origin.
#pragma once

#include <span>
#include <vector>

#include "sim/results/run_results.h"
#include "sim/world/supply.h"

namespace mwendo {

struct ActiveLeg {
  NodeId from;
  NodeId to;
  float start_s;
  std::uint32_t who;  // a number of the leg: for random draws
};

struct ActiveLegs {
  std::vector<ActiveLeg> walks;
  std::vector<ActiveLeg> rides;
};

[[nodiscard]] ActiveLegs active_legs(const TransitSupply& transit, const Population& people,
                                     std::span<const TripRecord> trips);

// Felt seconds within which every destination of legs with one origin is reached, unless the detour
// is extreme.
[[nodiscard]] float search_limit(const Network& net, std::span<const ActiveLeg> run,
                                 float speed_mps);

// Where the runs of legs with one origin begin, and the end.
[[nodiscard]] std::vector<std::size_t> runs_of_one_origin(const std::vector<ActiveLeg>& legs);

// Counted persons of a sample as persons.
[[nodiscard]] std::vector<float> expand(const std::vector<std::uint32_t>& flow, float expansion);

}  // namespace mwendo
