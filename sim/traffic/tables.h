// Links and movements in the order of a step: made from the network once, with the few members that
// a step changes. Numbering: index.h. Units: metres, seconds, m/s.
#pragma once

#include <cstdint>

#include "network/network.h"
#include "sim/traffic/index.h"

namespace mwendo::traffic {

struct TrafficState;

struct alignas(64) Link {
  float length;
  float speed;       // free, after friction
  float mean_speed;  // of the general lanes, last step
  float grade;
  float friction;
  LaneIndex first_lane;
  NodeId node;           // at its end
  SignalPlanIndex plan;  // of signals there, or kNone
  MovementIndex first_movement;
  VehicleId pending_head;  // vehicles that wait to enter here, or kNone
  VehicleId pending_tail;
  CrossingIndex crossing;  // of walkers without a signal, or kNone
  LinkId id;               // in the network
  std::uint16_t lanes;     // without the filter lane
  std::uint16_t in_bays;   // vehicles
  bool restless;           // a vehicle may want another lane: new, in a wrong lane, or slow
  // Tenths of a second for which a vehicle that leaves it closes the entries it passes:
  // roundabouts.h; 0 elsewhere.
  std::uint8_t closes_ds;

  [[nodiscard]] LaneIndex filter_lane() const { return first_lane + lanes; }
  [[nodiscard]] LaneIndex end_lane() const { return first_lane + lanes + 1U; }
};

// A vehicle that yields as it joins a stream enters the lane nearest to where it comes from.
enum class Nearest : std::uint8_t { none, kerb, median };

enum class Opening : std::uint8_t { closed, open, after_stop };

struct alignas(32) Movement {
  LinkIndex to;
  std::uint32_t lanes;     // bit set of lanes of the link with this turn
  LaneIndex first_target;  // of its first connection
  float turn_speed;        // highest speed through the turn
  float amber_until;       // vehicles too close to stop still go
  float occupied_until;    // its path across the junction
  Opening open;            // by signal
  std::uint8_t rank;       // 0 goes first
  std::uint8_t in_node;    // number among the movements of its node
  bool one_connection;     // no other than to the first target
  std::uint8_t from_kerb;  // place among the movements into its link, see merge_order.h
  Nearest nearest;         // lanes that it takes of the link it enters
  // Tenths of a second, where it yields: critical_gaps.h.
  std::uint8_t lag_ds;
  std::uint8_t follow_up_ds;
};
static_assert(sizeof(Movement) == 32);

[[nodiscard]] inline bool is_open(const Movement& m) { return m.open != Opening::closed; }

// From a lane into another; by lane, see TrafficState::first_connection.
struct LaneConnection {
  LaneIndex to;
  MovementIndex movement;
};

// Fills all columns of the state that follow from the network. Throws std::length_error if a link
// has more than 254 movements.
void make_tables(TrafficState& s);

}  // namespace mwendo::traffic
