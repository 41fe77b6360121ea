// The state of a run at one moment for the window: consistent, made in the run's own thread.
//
// A snapshot holds each vehicle at its time and one step before, so that the window can draw any
// moment between the two from this snapshot alone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "network/base/ids.h"
#include "sim/modes/classes.h"
#include "sim/results/run_results.h"
#include "sim/traffic/owner.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo::viz {

// What a vehicle looks like: its class, or a BRT bus or train.
inline constexpr std::uint8_t kBrtKind = kVehicleClassCount;
inline constexpr std::uint8_t kTrainKind = kVehicleClassCount + 1;
inline constexpr std::size_t kKindCount = kVehicleClassCount + 2;

inline constexpr std::uint8_t kHalted = 1U << 0U;   // at its stop
inline constexpr std::uint8_t kTransit = 1U << 1U;  // belongs to a line

struct VehicleSample {
  std::uint32_t vehicle = 0;  // VehicleId
  Owner owner;
  LinkId link;
  LinkId previous_link;  // none: was not on the road one step before
  float position_m = 0;  // of the front
  float previous_m = 0;
  float speed_mps = 0;
  std::uint8_t lane = 0;
  std::uint8_t previous_lane = 0;
  std::uint8_t kind = 0;
  std::uint8_t flags = 0;
  std::uint16_t line = 0xFFFF;  // LineId, where it belongs to a line
  std::uint16_t persons = 0;    // on board, where known
};

// A person on foot or bicycle, on the way from node to node.
struct PersonSample {
  std::uint32_t id = 0;
  NodeId from, to;
  float share = 0;  // of the way
  float share_per_s = 0;
  float x = 0, y = 0;      // as the crow flies; metres relative to the middle of the network
  Mode mode = Mode::walk;  // or bicycle
};

// A train on its own track, between two stops.
struct TrainSample {
  std::uint32_t id = 0;
  std::uint16_t line = 0;
  std::uint16_t persons = 0;
  StopId from, to;
  float share = 0, previous_share = 0;
};

struct Snapshot {
  float time_s = 0;
  float step_s = 1;                     // previous positions are this much older
  int day = 1, days = 1;                // before the last day people try out and learn
  bool run_in = false;                  // of the last day, before the period
  std::vector<VehicleSample> vehicles;  // link by link
  std::vector<PersonSample> people;
  std::vector<TrainSample> trains;
  std::vector<float> waiting;  // persons, by stop; empty without public transport
  TimePoint totals;
  std::array<float, kModeCount> arrived_by_mode{};  // trips so far
  float co2e_kg_h = 0;                              // rate of now
  double brt_boardings = 0;                         // so far

  // Not shown as a moment of the period.
  [[nodiscard]] bool rehearsal() const { return day < days || run_in; }
};

// Traffic on a link over the last minutes.
struct LinkValue {
  float vehicles = 0;         // present, mean
  float speed_sum = 0;        // m/s, over vehicles
  float standing = 0;         // vehicles that stand, mean
  float transit_persons = 0;  // person-metres per second in public transport
  float co2e_g_s = 0;
  float pm25_mg_s = 0;
  float walkers_h = 0;  // persons per hour, both directions; only while their layer is shown
  float cyclists_h = 0;
};

// The story of one vehicle or person, made on request.
struct Story {
  std::uint32_t id = 0xFFFFFFFFU;
  bool person = false;        // id is a person on foot or bicycle, else a vehicle
  std::vector<LinkId> route;  // whole
  struct Fact {
    std::string what, value;
  };
  std::vector<Fact> facts;  // about the vehicle and its travellers
};

struct LinkFrame {
  float time_s = 0;
  std::vector<LinkValue> values;  // by link
};

}  // namespace mwendo::viz
