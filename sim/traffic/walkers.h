// Walkers who delay traffic: at marked crossings without a signal, and at signals. Serial, before
// the parallel phases. Models: crossings.cpp, signal_walkers.cpp.
#pragma once

#include <cstdint>

#include "network/network.h"
#include "sim/traffic/index.h"

namespace mwendo::traffic {

struct TrafficState;

inline constexpr float kWalkingSpeed = 1.2F;  // m/s, the usual design value

// A marked crossing without a signal (crossings.cpp).
struct WalkerCrossing {
  LinkId drawn_by;     // one of the two directions: key of the random numbers
  float position;      // on the link, metres
  float clear_s;       // a walker closes it for so long
  float chance;        // that a walker to whom drivers yield arrives in a step
  float closed_until;  // s of the clock
};

// Walkers who cross a link at its start, at a signal (signal_walkers.cpp).
struct SignalCrossing {
  LinkId link;
  SignalPlanIndex plan;
  std::uint64_t phases = 0;  // in which they walk, bit set
  float per_s = 0;           // walkers
  float chance = 0;          // that a walker arrives in a step
  float share_held = 1;      // of the groups: vehicles wait for them
  float far_s = 0;           // from the far kerb to the lanes of the link
  float waits_s = 0;         // since they could last walk
  float far_group_at = 0;    // the group from the far kerb is in the way from then on,
  float far_group_s = 0;     // for so long
  float busy_until = -1;     // walkers are in the way
  float closed_until = -1;   // to vehicles that turn into the link
  bool green = false;        // they walk
  bool holds = false;        // vehicles wait for the walkers who are in the way now
};

void make_crossings(TrafficState& s);
void advance_crossings(TrafficState& s);  // walkers arrive
// Of all lanes of a link, metres; 0 of none.
[[nodiscard]] float width_of_lanes(const Network& net, LinkId l);
[[nodiscard]] float chance_in_a_step(float walkers_per_hour, float yielding);
void set_walkers_at_signal(TrafficState& s, LinkId exit, float per_hour);
void advance_signal_crossings(TrafficState& s);

}  // namespace mwendo::traffic
