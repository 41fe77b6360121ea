// Events and working memory of one thread in a step. Events are merged in order of vehicles
// afterwards, so results do not depend on the number of threads.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/traffic/events.h"
#include "sim/traffic/index.h"

namespace mwendo::traffic {

// A front vehicle near its stop line asks its node.
struct Request {
  LaneIndex lane;
  LinkIndex link;
  MovementIndex movement;
  LinkIndex to;
  float distance;      // to the stop line
  float eta;           // s
  float turn;          // s to the line less s of waiting: among equals the least goes first
  float let_in_below;  // m/s, see courtesy.h
  std::uint16_t rank;
  bool can_stop;        // before the line, without braking hard
  bool claims = false;  // those that let it in stay behind their lines
  bool granted = false;
  bool crosses = false;
  LaneIndex target = {};
};

// A vehicle that zips with one in the lane beside it.
struct HeldVehicle {
  VehicleId vehicle;
  float speed;  // at most, m/s, in this step
};

struct Scratch {
  std::vector<Arrival> arrivals;
  std::vector<StopArrival> stop_arrivals;
  std::vector<StopArrival> approaches;
  std::vector<Request> requests;     // of the present node
  std::vector<std::uint32_t> turns;  // those in the order in which they are decided
  std::vector<HeldVehicle> held;     // of the present link
  std::vector<LaneIndex> jumps;      // whose front vehicle is to be moved on
  std::vector<LaneIndex> waiting;    // whose front vehicle was denied room, at times
  std::uint64_t updates = 0;
  std::uint64_t improvised = 0;
  std::uint64_t entered = 0;
  std::uint64_t left = 0;
  void clear();
};

}  // namespace mwendo::traffic
