// The state of traffic as plain columns. Internal to sim/traffic: other folders use traffic.h, and
// visit.h to see every vehicle of every second.
//
// A step of one second is:
//   1 signals   serial, over signal plans and walkers' crossings        (signals.h, walkers.h)
//   2 decide    parallel over nodes: front vehicles near their stop line ask, the node grants
//                                                                       (junction.h)
//   3 move      parallel over links with vehicles: enter (entering.h), stop (stops.h), change lanes
//               (lane_change.h), follow, leave                          (move.h)
//   4 transfer  parallel over nodes: vehicles that crossed enter their lane  (targets.h)
//   5 gridlock  serial, over the few vehicles in a gridlock             (gridlock.h)
// Each phase writes only what its node or link owns. It reads what no other thread writes in the
// same phase. So no lock is needed and no order matters. Links, lanes and movements have their own
// numbers here: index.h. Units: metres, seconds, m/s.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"
#include "sim/traffic/car_following.h"
#include "sim/traffic/index.h"
#include "sim/traffic/index_set.h"
#include "sim/traffic/junction_times.h"
#include "sim/traffic/lane_store.h"
#include "sim/traffic/prefetch.h"
#include "sim/traffic/scratch.h"
#include "sim/traffic/signals.h"
#include "sim/traffic/tables.h"
#include "sim/traffic/tallies.h"
#include "sim/traffic/traffic.h"
#include "sim/traffic/vehicle_record.h"
#include "sim/traffic/vehicle_type.h"
#include "sim/traffic/walkers.h"

namespace mwendo::traffic {

// The node's decision on a lane's front vehicle; valid if the vehicle has the flag kDecided.
struct Decision {
  float speed = 0;          // of the front vehicle after this step
  LaneIndex target;         // it enters if it crosses
  LaneIndex claimed;        // in the next step those that let it in leave it the way to this lane
  bool improvised = false;  // turns from a lane without that turn
};

// The space that a lane's front vehicle waits for.
struct Blocked {
  VehicleId vehicle;  // that was denied room; another one: the entry is stale
  LaneIndex target;   // it wanted to enter
  float since_s = 0;
  bool behind_box = false;  // the lane is wanted by the vehicle before it, which is in the junction
};

// A vehicle in the junction, with a place reserved in the lane it will enter (gridlock.cpp).
struct BoxedVehicle {
  OnLane vehicle;
  LaneIndex from;
  LaneIndex target;
  MovementIndex movement;
};

// Rear of the last vehicle in a lane, with its speed; the lane's end and beyond if empty.
struct Tail {
  float position;
  float speed;
};
inline constexpr float kFarAwayTail = 1e9F;

struct TrafficState {
  const Network* net = nullptr;
  TrafficOptions options;
  std::vector<VehicleType> types;
  bool has_filtering_types = false;  // in use
  float now = 0;

  // Lanes and filter lanes, in order of links.
  IndexedBy<LaneIndex, Lane> lane;
  LaneStore store;  // where long queues are
  IndexedBy<LaneIndex, Decision> decision;
  IndexedBy<LaneIndex, float> line_free_s;  // kerb friction: earliest time of the next to pass
  IndexedBy<LaneIndex, LaneIndex> outbox_target;  // the lane to enter
  IndexedBy<LaneIndex, OnLane> outbox;            // the vehicle that crossed
  IndexedBy<LaneIndex, Blocked> blocked;
  IndexedBy<LaneIndex, std::uint32_t> visited;  // for the search of rings, else 0
  std::vector<BoxedVehicle> boxes;
  IndexedBy<LaneIndex, ConnectionIndex> first_connection;  // one more than lanes
  IndexedBy<ConnectionIndex, LaneConnection> connections;
  // Those who may use each; empty where the network shuts nobody out of a connection.
  IndexedBy<ConnectionIndex, Permissions> connection_permissions;
  IndexedBy<LaneIndex, LinkIndex> link_at;
  IndexSet<LaneIndex> asking;    // whose line is near, see line_is_near()
  IndexSet<LaneIndex> will_ask;  // the same in the next step
  IndexSet<LaneIndex> crossed;   // whose outbox is full

  IndexedBy<LinkIndex, Link> link;
  Column<LinkId, LinkIndex> link_of;
  IndexedBy<LinkIndex, std::vector<OnLane>> bay;  // vehicles that stand off the lane
  IndexSet<LinkIndex> active_links;               // with vehicles

  // Nodes, by NodeId.
  Column<NodeId, LinkIndex> first_link;  // into each node; one more than nodes
  Column<NodeId, float> busy_until;      // latest occupied_until of its movements

  IndexedBy<MovementIndex, Movement> movement;
  IndexedBy<MovementIndex, std::uint64_t> conflicts;  // bit set of movements of its node
  IndexedBy<MovementIndex, std::uint64_t> unclear;    // the same: see critical_gaps.h
  Column<MovementId, MovementIndex> movement_of;
  IndexedBy<MovementIndex, MovementId> movement_id;

  // Signals and walkers.
  IndexedBy<SignalPlanIndex, PlanState> plans;
  // By phase: the least green that walkers need, 0 without walkers.
  IndexedBy<SignalPlanIndex, std::vector<float>> walking_green;
  IndexedBy<CrossingIndex, WalkerCrossing> crossings;
  IndexedBy<SignalCrossingIndex, SignalCrossing> signal_crossings;
  IndexedBy<LinkIndex, SignalCrossingIndex> walkers_into;  // or kNone; empty without such walkers

  // Vehicles.
  IndexedBy<VehicleId, VehicleRecord> record;
  IndexedBy<VehicleId, VehicleId> next_pending;  // queue of those that wait to enter
  IndexedBy<VehicleId, std::uint32_t> skipped;   // stop_cursor of a stop that is passed
  IndexedBy<VehicleId, LinkIndex> origin;        // first link
  HugeVector<MovementIndex> route_movements;     // of a route: one less than links
  std::vector<PlannedStop> stop_plan;

  std::vector<Scratch> scratch;  // one a thread
  Tallies tallies;

  [[nodiscard]] Tail tail_of(LaneIndex i) const {
    const Lane& of = lane[i];
    if (of.count == 0) return {kFarAwayTail, 0};
    const OnLane& last = of.data[of.count - 1];
    return {last.position - types[last.type].spacing, last.speed};
  }

  // The links into a node: the first, and the one after the last.
  [[nodiscard]] LinkIndex first_into(NodeId n) const { return first_link[n]; }
  [[nodiscard]] LinkIndex end_into(NodeId n) const { return first_link[NodeId{n.value + 1}]; }

  // The signal plan of a node, or kNone.
  [[nodiscard]] SignalPlanIndex plan_of(NodeId n) const {
    static_assert(kNoSignalPlan == SignalPlanIndex{}.value);
    return {net->node.signal_plan[n]};
  }
  [[nodiscard]] const SignalPlan& planned(SignalPlanIndex p) const {
    return net->signal_plans[p.value];
  }

  // Movement from the k-th link of a route on, or kNone on the last.
  [[nodiscard]] MovementIndex movement_from(const VehicleRecord& r, std::uint32_t k) const {
    return k + 1 < r.route_length ? route_movements[r.route_first + k] : kNone;
  }
};

}  // namespace mwendo::traffic
