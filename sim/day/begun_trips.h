// The trips of a saved moment of a day that have begun, with their plans of that day.
//
// Plans may change from day to day. Who was under way goes on as planned then.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/population/population.h"
#include "sim/results/run_results.h"

namespace mwendo {

// Of a trip besides its mode and departure, which the record holds.
struct TripPlan {
  NodeId from;
  NodeId to;
  float metres = 0;  // the shortest way
  float egress_m = 0;
  std::uint32_t first_ride = 0;
  std::uint32_t rides = 0;
};

// By agent.
struct BegunTrips {
  std::vector<TripRecord> records;
  std::vector<std::uint8_t> ride;  // the present one
  std::vector<TripPlan> plans;
  std::vector<RideLeg> rides;  // of all plans

  template <class Archive, class Self>
  static void archive(Archive& a, Self& b) {  // network/base/state_archive.h
    a(b.records, b.ride, b.plans, b.rides);
  }
};

}  // namespace mwendo
