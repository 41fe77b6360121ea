// Public transport in operation: vehicles leave terminals, stop where a rider boards or alights,
// take riders while there is room and leave others behind.
//
//   TransitOperation transit(net, supply, {.from_s = ..., .expansion = 1 / sample}, traffic);
//   transit.wait(agent, stop, alight, line);          // an agent joins the queue at a stop
//   transit.step();                                    // after traffic.step()
//   for (const Alighting& a : transit.alightings()) ...
//
// Rules
//  - Lines with a headway send a vehicle every headway, if one is there (fleets.h). Fill-and-go
//    lines let one load every headway; it leaves when filled to kFillShare, or when the next one
//    is due (after kLongestHold at the latest).
//  - At the start of operation vehicles are spread over the lines as if they had run as planned.
//  - A passenger takes any vehicle that serves both stops of the ride in order and is of the mode
//    of the planned line.
//  - Dwell time: sim/world/dwell.h. Lines with headway control wait at stations after it:
//    headway_control.h.
//  - At a station with a passing lane a vehicle waits before the docks while all are taken
//    (sim/traffic/docks.h). Other stops off the lane that are full are served in the lane.
//  - Who has waited for kPatience, or for two headways of the planned line if they are longer,
//    gives up (assumptions).
// Samples below 1: an agent stands for `expansion` persons, more than a minibus may hold. Free
// places that are fewer than one agent are carried from vehicle to vehicle of the line at a stop,
// so that places per hour are right. Dwell time and skipping of stops use the mean number of
// persons per vehicle at the stop so far. All vehicles of the lines drive, whatever the sample.
// Results count what happens in [from_s, to_s); a section counts when a vehicle reaches its end.
// Limits: no breakdowns, no crews, no short turns. Vehicles overtake at stops only where the stop
// is off the lane.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/results/run_results.h"
#include "sim/traffic/traffic.h"
#include "sim/world/supply.h"

namespace mwendo {

class StateReader;
class StateWriter;

struct TransitOptions {
  float from_s = 0;     // of the results
  float to_s = 86400;   // of the results; operation goes on after it
  float warm_up_s = 0;  // operation before from_s, which the results leave out
  std::uint64_t seed = 1;
  float expansion = 1;
  bool signal_priority_for_brt = true;
  // By line stop, to the next with the dwell: what fleets are planned for. Empty: expected_times.
  std::vector<float> planned_run_s = {};
};

struct Alighting {
  std::uint32_t agent;
  StopId stop;
  float ridden_m;
  float fare;
};

struct Boarding {
  std::uint32_t agent;
  float waited_s;
};

struct LeftBehind {
  std::uint32_t agent;
};

struct GaveUp {
  std::uint32_t agent;
  StopId stop;
  float waited_s;
};

// For viewers: line and load of a vehicle of public transport in traffic.
struct TransitVehicleView {
  LineId line;
  float load = 0;  // persons
};

// For viewers: a vehicle on own track, between two stops.
struct RailView {
  std::uint32_t index = 0;  // of the vehicle, does not change
  LineId line;
  StopId from, to;
  float share = 0;  // of the way from `from` to `to`
  float load = 0;
};

class TransitOperation {
 public:
  static constexpr float kPatience = 1800;  // s

  TransitOperation(const Network& net, const TransitSupply& supply, const TransitOptions& options,
                   Traffic& traffic);
  ~TransitOperation();
  TransitOperation(TransitOperation&&) noexcept;

  void wait(std::uint32_t agent, StopId board, StopId alight, LineId preferred);
  // Serves the arrivals of the last traffic step and the terminals.
  void step();

  [[nodiscard]] std::span<const Alighting> alightings() const;
  [[nodiscard]] std::span<const Boarding> boardings() const;
  [[nodiscard]] std::span<const LeftBehind> left_behind() const;
  [[nodiscard]] std::span<const GaveUp> gave_up() const;
  [[nodiscard]] std::vector<Boarding> still_waiting() const;  // with their wait so far
  [[nodiscard]] double waiting_persons() const;
  [[nodiscard]] double on_board_persons() const;
  [[nodiscard]] double boarded_persons() const;
  [[nodiscard]] double alighted_persons() const;
  [[nodiscard]] std::vector<LineResult> line_results() const;
  [[nodiscard]] std::vector<StopResult> stop_results() const;
  [[nodiscard]] const ServiceRecord& service() const;

  // By the index of an owner of kind transit.
  [[nodiscard]] TransitVehicleView vehicle_of(std::uint32_t index) const;
  [[nodiscard]] float boardings_of(LineId l) const;         // persons so far
  void waiting_by_stop(std::vector<float>& persons) const;  // persons, expanded
  void rail_view(std::vector<RailView>& out) const;

  // All that the next steps depend on, without the traffic (network/base/state_archive.h). It is
  // restored into an operation of the same lines and options. Planned runs are those of the saved
  // one.
  void save(StateWriter& out) const;
  void restore(StateReader& in);

  struct State;

 private:
  std::unique_ptr<State> s_;
};

}  // namespace mwendo
