// One day (or part of one) of a city: people carry out their plans, vehicles meet in traffic.
//
//   DaySimulation day({world, people, believed}, {.from_s = 7 * 3600, .to_s = 8 * 3600});
//   while (!day.done()) day.step();
//   const DayOutcome outcome = day.finish();
//
// Each kind of agent has an engine: drivers.h (freight.h makes its truck trips), riders.h,
// walkers.h. They share the context of day_context.h and book trips in trip_book.h. Crossing
// walkers hold up traffic as often as on the day before (crossing_flows.h). Steps of one second.
// Before the period comes the run-in of options.warm_up_s: the same day, begun earlier, so that at
// from_s vehicles and people are under way. Vehicles on the road at from_s count as entered.
// Guarantees: the outcome does not depend on the number of threads; every trip of the simulated
// time has a record; people are conserved.
// A day can be saved between two steps and go on from there, in another object or another program:
//   const std::vector<char> state = day.save();
//   DaySimulation rest({world, people, believed}, options, state);
// With the same input and options the rest has the outcome of the unbroken day, bit by bit, with
// any number of threads. The kept ways of drivers (DayInput::ways) get those of the saved day so
// far. What people believe and plan may differ: who has departed goes on as in the saved day, the
// others by what they plan now. Errors: InputError where the bytes are cut, altered, or of another
// version, world, population, seed or period. Size: 50 MB for Kampala at 10:00, six hours after
// its start, in nearly equal parts the tallies and the ways of drivers.
// Limits: car passengers travel in no vehicle of their own (their driver's car carries
// car_occupancy persons) and take the mean time of a car between the same nodes; taxis and
// motorcycle taxis make no empty trips; parking costs a fixed time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/day/day_input.h"
#include "sim/day/driven_way.h"
#include "sim/day/walkers.h"
#include "sim/results/run_results.h"

namespace mwendo {

struct DayOutcome {
  std::vector<TripRecord> trips;  // in order of departure, those of the run-in first
  Tallies tallies;                // from the start of the run-in
  // Of the period alone:
  std::vector<LineResult> lines;
  std::vector<StopResult> stops;
  ServiceRecord service;
  std::vector<TimePoint> time_series;
  QualityCounts quality;
  std::vector<DrivenWay> ways;  // of a sample of the drivers, those of the run-in included
  double vehicle_updates = 0;
  double traffic_seconds = 0;  // computing time in traffic
};

class DaySimulation {
 public:
  DaySimulation(const DayInput& input, const DayOptions& options);
  // Goes on from a saved state.
  DaySimulation(const DayInput& input, const DayOptions& options, std::span<const char> state);
  ~DaySimulation();
  DaySimulation(DaySimulation&&) noexcept;

  [[nodiscard]] bool done() const;
  void step();
  [[nodiscard]] float now() const;
  [[nodiscard]] const Traffic& traffic() const;
  [[nodiscard]] const TransitOperation& transit() const;
  // For viewers: all walkers and cyclists, walks to and from stops included; the trip of an agent
  // or of the owner of a vehicle (none: public transport or freight); the people; persons that
  // arrived so far by mode, of those that departed in the period.
  void view_walkers(std::vector<WalkerView>& out) const;
  [[nodiscard]] TripId trip_of(Owner owner) const;
  [[nodiscard]] const Population& population() const;
  [[nodiscard]] const std::array<double, kModeCount>& arrived_by_mode() const;
  [[nodiscard]] DayOutcome finish();
  [[nodiscard]] std::vector<char> save() const;
  // Throws std::logic_error where trips and the places of their people do not agree. Called after
  // every step of a build with MWENDO_VALIDATE.
  void validate() const;

 private:
  void restore(std::span<const char> state);
  struct State;
  std::unique_ptr<State> s_;
};

}  // namespace mwendo
