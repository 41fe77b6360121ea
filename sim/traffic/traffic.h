// Vehicles on streets, lane by lane, in steps of one second.
//
//   Traffic traffic(net, {.from_s = 6 * 3600, .to_s = 10 * 3600});
//   const TypeIndex car = traffic.add_type(make_type(VehicleClass::car, 1, kCar));
//   traffic.add_vehicle({.type = car, .route = route, .owner = {OwnerKind::traveller, agent}});   // enters now
//   while (traffic.now() < to) {
//     traffic.step();
//     for (const Arrival& a : traffic.arrivals()) ...
//   }
//
// Guarantees
//  1. Vehicles of a lane never overlap and never move back (single vehicles; a platoon that stands
//     for n vehicles may touch the one behind it while it stretches).
//  2. The result does not depend on the number of threads.
//  3. entered = left + in network, in vehicles, at every step.
// Preconditions: links of a route follow each other by movements of the network.
// Models: car_following.h; junctions: docs/traffic.md.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "network/network.h"
#include "sim/traffic/owner.h"
#include "sim/traffic/tallies.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo {

struct TrafficOptions {
  float from_s = 0;           // start of the clock and of the tallies
  float to_s = 86400;         // end of the tallies
  std::uint64_t seed = 1;
  int threads = 1;
  bool tally = true;
  // A front vehicle that stands longer at a green without a gap is moved on; who waits for room
  // behind the junction has five times the patience.
  float move_on_after_s = 240;
  float improvise_after_s = 12;    // in the wrong lane at the stop line: turns from it
  // Walkers at each marked crossing without a signal where no count is given with set_walkers(), and
  // the share of drivers who yield to walkers, there and turning at signals; assumptions.
  float crossing_walkers_per_hour = 120;
  float yielding = 0.5F;
  float saturation_scale = 1;      // > 1: longer reaction times (calibrated to observed flows)
};

struct PlannedStop {
  std::uint32_t route_index = 0;  // link within the route
  float position_m = 0;           // on that link
  bool off_lane = false;          // bay or passing lane: others can pass
  std::uint8_t docks = 1;         // vehicles served at once, one behind the other
};

struct VehicleSpec {
  TypeIndex type = 0;
  std::span<const LinkId> route = {};
  std::span<const PlannedStop> stops = {};  // in order of the route
  Owner owner = {};
  float passengers = 1;           // on board, driver included, of one vehicle
  float entry_share = 0.5F;       // where on the first link it enters, share of its length
  float exit_share = 0.5F;        // where on the last link it leaves
  float speed_factor = 1;         // of the desired speed
};

struct Arrival {
  VehicleId vehicle;
  Owner owner;
  float time_s;
};

struct StopArrival {
  VehicleId vehicle;
  Owner owner;
  std::uint32_t stop_index;  // into the stops given with the vehicle
};

struct TrafficCounts {
  std::uint64_t updates = 0;  // vehicle-seconds computed
  double entered = 0;         // all in vehicles (platoons expanded)
  double left = 0;
  double in_network = 0;
  double moved_on = 0;           // past an obstacle, the last resort against gridlock
  double moved_up_in_rings = 0;  // in rings of vehicles that waited for each other's space
  double improvised_turns = 0;
};

// Bytes that a Traffic holds.
struct TrafficMemory {
  std::size_t tables = 0;    // of the network: roads, lanes, movements, signals
  std::size_t hot = 0;       // lanes with vehicles and their runs: what a step touches of them
  std::size_t vehicles = 0;  // records and routes of all vehicles so far
  std::size_t tallies = 0;
};

// One vehicle as the viewer and the tests see it.
struct VehicleView {
  VehicleId vehicle;
  LinkId link;
  std::uint32_t lane;  // counted from the kerb; lanes_of(link).size() is between the lanes
  float position_m;
  float speed_mps;
  TypeIndex type;
  bool at_stop;
  Owner owner;
};

namespace traffic {
struct TrafficState;
}

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

  // Queues a vehicle at its first link; it enters when it finds a gap.
  VehicleId add_vehicle(const VehicleSpec& spec);
  // Ends the stop that a vehicle reported; it leaves at that time.
  void release_at(VehicleId v, float time_s);
  void set_passengers(VehicleId v, float persons);
  // Walkers who want to cross a link at its marked crossing, both ways together.
  void set_walkers(LinkId l, float per_hour);
  // Walkers who want to cross a link at its start, both ways together, where that is at a signal:
  // vehicles that turn into it give way. Nobody until a count is given.
  void set_walkers_at_signal(LinkId l, float per_hour);
  // Answers an approach: the vehicle passes this stop without halting.
  void skip_stop(VehicleId v, std::uint32_t stop_index);

  void step();

  [[nodiscard]] float now() const;
  // Events of the last step in order of vehicles.
  [[nodiscard]] std::span<const Arrival> arrivals() const;
  [[nodiscard]] std::span<const StopArrival> stop_arrivals() const;
  // Vehicles that came near their next stop; the owner may let them pass it.
  [[nodiscard]] std::span<const StopArrival> approaches() const;
  [[nodiscard]] TrafficCounts counts() const;
  [[nodiscard]] std::uint64_t waiting_to_enter() const;
  [[nodiscard]] const Tallies& tallies() const;
  [[nodiscard]] Tallies take_tallies();
  // All vehicles on the road, in order of links and lanes.
  void view(std::vector<VehicleView>& out) const;
  [[nodiscard]] const traffic::TrafficState& state() const { return *s_; }  // for visit.h
  // The links of a vehicle on the road, from its first to its last.
  [[nodiscard]] std::vector<LinkId> route_of(VehicleId v) const;
  // Sum of vehicles and of their speeds, platoons expanded: for mean speed.
  void load(double& vehicles, double& speed_sum) const;
  // A number that two runs share only if every vehicle is at the same place and speed.
  [[nodiscard]] std::uint64_t state_hash() const;
  [[nodiscard]] bool movement_open(MovementId m) const;
  [[nodiscard]] TrafficMemory memory() const;
  // Throws std::logic_error with the first broken guarantee. Heavy; tests and the dev build.
  void validate() const;

 private:
  void gather_events(std::vector<std::uint32_t>& jumps, std::vector<std::uint32_t>& waiting);
  void resolve_gridlock(std::vector<std::uint32_t>& jumps, std::vector<std::uint32_t>& waiting);

  std::unique_ptr<traffic::TrafficState> s_;
  std::vector<Arrival> arrivals_;
  std::vector<StopArrival> stop_arrivals_;
  std::vector<StopArrival> approaches_;
  TrafficCounts counts_;
  std::uint64_t waiting_ = 0;
};

}  // namespace mwendo
