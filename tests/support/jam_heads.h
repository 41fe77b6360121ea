// Jams of a run, the places that hold them, and why.
//
//   const Jams jams = find_jams(net, flows);
//   for (const JamHead& h : jams.heads) cause_of(net, transit, flows, h).text;
//
// A link is jammed below 10 km/h if vehicles and their gaps take more than 0.35 of its lanes.
// Each jammed link follows the fullest jammed link that it leads to (one that takes 3 % of its
// vehicles, or is full); short links inside junctions are passed. The last one is the head and
// holds the delay of all that follow to it. Where they follow one another in a circle, the slowest
// is the head: a ring.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/world/supply.h"
#include "tests/support/street_flows.h"

namespace mwendo {

struct JamHead {
  LinkId link;
  bool ring = false;
  double delay_h = 0;     // an hour, of all links that it holds
  std::size_t links = 0;  // held, itself included
};

struct Jams {
  std::vector<JamHead> heads;  // by delay, the greatest first
  std::vector<LinkId> jammed;
  std::vector<std::size_t> head_of;  // index into heads, by entry of `jammed`
};

[[nodiscard]] bool is_jammed(const StreetFlow& f);
[[nodiscard]] Jams find_jams(const Network& net, const std::vector<StreetFlow>& flows);

// The first that holds: the causes are asked in this order.
enum class JamCause {
  ring,         // the streets of a circle wait for each other's space
  signal,       // discharges 0.7 and more of green share x saturation flow
  lane_full,    // 1,200 car units an hour and lane leave by the way that most take
  next_link,    // the link that most go to is 0.35 full, or 0.2 and slow, though not jammed
  yields,       // most go without priority and yield to 200 car units an hour and more
  crossing,     // turns that yield to such a flow stand in a lane that others need, too
  equals,       // most go in turn with 500 car units an hour and more of the same rank: merges,
                // roundabouts and junctions without priority
  lane_drop,    // the next link has fewer lanes and carries 1,000 car units a lane and more
  stops,        // 30 minibuses an hour and lane stop on the link or the next one
  signal_lost,  // a signal with less discharge than that: greens lost to full streets behind
  guessed,      // no table has the street: its class, lanes or course are guesses
  none
};
inline constexpr std::size_t kJamCauses = 12;
[[nodiscard]] const char* name_of(JamCause c);

struct NamedCause {
  JamCause cause = JamCause::none;
  std::string text;  // with the figures that the rule compares
};

[[nodiscard]] NamedCause cause_of(const Network& net, const TransitSupply& transit,
                                  const std::vector<StreetFlow>& flows, const JamHead& head);

}  // namespace mwendo
