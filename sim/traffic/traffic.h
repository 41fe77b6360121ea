// Vehicles on streets, lane by lane, in steps of one second.
//
//   Traffic traffic(net, {.from_s = 6 * 3600, .to_s = 10 * 3600});
//   const TypeIndex car = traffic.add_type(make_type(VehicleClass::car, kCar));
//   traffic.add_vehicle({.type = car, .route = route, .owner = {OwnerKind::traveller, agent}});
//   while (traffic.now() < to_s) {
//     traffic.step();
//     for (const Arrival& a : traffic.arrivals())
//       if (a.owner.kind() == OwnerKind::traveller) arrival_s[a.owner.index()] = a.time_s;
//   }
//
// Guarantees
//  1. Vehicles of a lane never overlap and never move back.
//  2. The result does not depend on the number of threads.
//  3. entered = left + in network, in vehicles, at every step.
// Preconditions: movements of the network connect the links of a route. Types and vehicles are
// added before they are named. Stops are in order of the route.
//
// Errors: with MWENDO_VALIDATE a broken precondition throws std::logic_error. The constructor
// throws std::length_error if a link has more than 254 movements.
//
// Threads: one thread calls; step() uses TrafficOptions::threads. Units: metres, seconds, m/s.
// Models and sources: car_following.h; junctions: docs/traffic.md.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "network/network.h"
#include "sim/traffic/events.h"
#include "sim/traffic/tallies.h"
#include "sim/traffic/traffic_counts.h"
#include "sim/traffic/traffic_options.h"
#include "sim/traffic/vehicle_spec.h"
#include "sim/traffic/vehicle_type.h"
#include "sim/traffic/vehicle_view.h"

namespace mwendo {

class StateReader;
class StateWriter;
class VehiclesOnRoad;

namespace traffic {
struct KeptVehicles;
struct LaneIndexTag;
struct TrafficState;
struct Peek;  // of tests, see peek.h
template <class Tag>
struct Index;
}  // namespace traffic

class Traffic {
 public:
  Traffic(const Network& net, const TrafficOptions& options);
  ~Traffic();
  Traffic(Traffic&&) noexcept;
  Traffic& operator=(Traffic&&) noexcept;
  Traffic(const Traffic&) = delete;
  Traffic& operator=(const Traffic&) = delete;

  TypeIndex add_type(VehicleType type);
  [[nodiscard]] const VehicleType& type(TypeIndex i) const;

  // Queues a vehicle at its first link. It enters when it finds a gap.
  VehicleId add_vehicle(const VehicleSpec& spec);
  // Ends the stop that a vehicle reported. It leaves at that time.
  void release_at(VehicleId v, float time_s);
  void set_passengers(VehicleId v, float persons);
  // Walkers who want to cross a link at its marked crossing, in both directions together.
  void set_walkers(LinkId l, float per_hour);
  // Walkers who want to cross a link at its start, at a signal, in both directions together.
  // Vehicles that turn into the link give way to them. No walkers until a count is given.
  void set_walkers_at_signal(LinkId l, float per_hour);
  // Answers an approach: the vehicle passes this stop without halting.
  void skip_stop(VehicleId v, std::uint32_t stop_index);

  void step();

  [[nodiscard]] float now() const;
  // Events of the last step in order of vehicles.
  [[nodiscard]] std::span<const Arrival> arrivals() const;
  [[nodiscard]] std::span<const StopArrival> stop_arrivals() const;
  // Vehicles that came near their next stop. The owner may let them pass it with skip_stop().
  [[nodiscard]] std::span<const StopArrival> approaches() const;
  [[nodiscard]] TrafficCounts counts() const;
  [[nodiscard]] std::uint64_t waiting_to_enter() const;
  [[nodiscard]] const Tallies& tallies() const;
  [[nodiscard]] Tallies take_tallies();
  // All vehicles on the road, in order of links and lanes.
  void view(std::vector<VehicleView>& out) const;
  // The links of a vehicle on the road, from its first to its last.
  [[nodiscard]] std::vector<LinkId> route_of(VehicleId v) const;
  // Sum of vehicles and of their speeds (m/s): for the mean speed.
  void load(double& vehicles, double& speed_sum) const;
  // The links of a vehicle on the road, from its present one to its last.
  [[nodiscard]] std::vector<LinkId> way_left(VehicleId v) const;
  // Gives a vehicle a new way from its present link on. Stops before the links that both ways end
  // with are passed. False, and no change, if it is not on a lane, has a stop on this link, or may
  // not drive there.
  bool change_way(VehicleId v, std::span<const LinkId> way);
  // Front vehicles that have waited so long for room on their next link and could turn into another
  // one, in order of lanes.
  [[nodiscard]] std::vector<HeldUp> held_up(float seconds) const;
  // A number that two runs share only if every vehicle has the same place and speed.
  [[nodiscard]] std::uint64_t state_hash() const;
  [[nodiscard]] bool movement_open(MovementId m) const;
  [[nodiscard]] TrafficMemory memory() const;
  // All that the next steps depend on (network/base/state_archive.h). It is restored into traffic
  // of the same network and options that has the same types and has made no step. Vehicles that
  // have left are known by their number alone.
  void save(StateWriter& out) const;
  void restore(StateReader& in);
  // Throws std::logic_error with the first broken guarantee. Heavy; with MWENDO_VALIDATE each step
  // ends with it.
  void validate() const;

 private:
  friend struct traffic::Peek;
  friend class VehiclesOnRoad;
  using Lanes = std::vector<traffic::Index<traffic::LaneIndexTag>>;  // by their front vehicles
  template <class Archive, class Self>
  static void archive(Archive& a, Self& t, traffic::KeptVehicles& vehicles);
  void gather_events(Lanes& jumps, Lanes& waiting);
  void resolve_gridlock(Lanes& jumps, Lanes& waiting);

  std::unique_ptr<traffic::TrafficState> s_;
  std::vector<Arrival> arrivals_;
  std::vector<StopArrival> stop_arrivals_;
  std::vector<StopArrival> approaches_;
  TrafficCounts counts_;
  std::uint64_t waiting_ = 0;
  Lanes full_ahead_;  // whose front vehicle waited for room when this was last looked at
};

}  // namespace mwendo
