// One day (or part of one) of a city: people carry out their plans, vehicles meet in traffic.
//
//   DaySimulation day(world parts, population, believed times, options);
//   while (!day.done()) day.step();
//   const DayOutcome outcome = day.finish();
//
// A trip: people on foot or bicycle arrive after their travel time; drivers reach their vehicle,
// enter a street at their node and leave it at their destination's node; passengers of public
// transport walk to the stop, wait, ride, change, walk on. Walkers who cross streets hold up traffic
// as often as those of the day before (crossing_flows.h). Steps of one second.
// Guarantees: the outcome does not depend on the number of threads; every trip of the period has a
// record; people are conserved.
// Limits: car passengers travel in no vehicle of their own (their driver's car carries
// car_occupancy persons) and take the mean time of a car between the same nodes; taxis and
// motorcycle taxis make no empty trips; parking costs a fixed time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "network/network.h"
#include "sim/active/crossing_flows.h"
#include "sim/traffic/link_times.h"
#include "sim/population/population.h"
#include "sim/world/zones.h"
#include "sim/results/run_results.h"
#include "sim/traffic/traffic.h"
#include "sim/transit/operation.h"
#include "sim/world/supply.h"

namespace mwendo {

struct DayOptions {
  float from_s = 6 * 3600;
  float to_s = 10 * 3600;
  float clear_s = 2700;           // goes on after to_s, at most, until trips have arrived
  std::uint64_t seed = 1;
  double sample = 1;
  int threads = 1;
  float saturation_scale = 1;
  float news_share = 0.5F;        // weight of the present day's times against the believed ones
  bool first_day = false;         // nothing is believed yet: the present day alone counts
};

// Times besides the ride that every trip of a mode takes, seconds.
inline constexpr float kCarTerminalS = 120;    // walk to and from the parked car
inline constexpr float kMotorcycleTaxiWaitS = 150;
inline constexpr float kTaxiWaitS = 300;

struct DayInput {
  const Network* network = nullptr;
  const TransitSupply* transit = nullptr;
  const Zones* zones = nullptr;
  const CityFigures* figures = nullptr;
  const Population* population = nullptr;
  const LinkTimes* believed = nullptr;
  const CrossingFlows* walkers = nullptr;  // of the day before; none: as Traffic assumes
};

struct DayOutcome {
  std::vector<TripRecord> trips;         // in order of departure
  std::vector<SectionTimes> sections;    // by line stop, see TransitOperation::section_times
  std::vector<LineResult> lines;
  std::vector<StopResult> stops;
  std::vector<TimePoint> time_series;
  Tallies tallies;
  QualityCounts quality;
  double vehicle_updates = 0;
  double traffic_seconds = 0;            // computing time in traffic
};

// Somebody on foot or bicycle, for viewers: between two nodes, a share of the way done.
struct WalkerView {
  std::uint32_t agent = 0;  // the same over the day
  Mode mode = Mode::walk;   // walk or bicycle
  NodeId from, to;
  float share = 0;
  float share_per_s = 0;
};

class DaySimulation {
 public:
  DaySimulation(const DayInput& input, const DayOptions& options);
  ~DaySimulation();
  DaySimulation(DaySimulation&&) noexcept;

  [[nodiscard]] bool done() const;
  void step();
  [[nodiscard]] float now() const;
  [[nodiscard]] const Traffic& traffic() const;
  [[nodiscard]] const TransitOperation& transit() const;
  // For viewers: all on foot or bicycle, walks to stops and from them included; the trip of an
  // agent or of the owner of a vehicle in traffic (none: public transport or freight); the people;
  // persons who arrived so far by mode.
  void view_walkers(std::vector<WalkerView>& out) const;
  [[nodiscard]] TripId trip_of(Owner owner) const;
  [[nodiscard]] const Population& population() const;
  [[nodiscard]] const std::array<double, kModeCount>& arrived_by_mode() const;
  [[nodiscard]] DayOutcome finish();

 private:
  struct State;
  std::unique_ptr<State> s_;
};

}  // namespace mwendo
