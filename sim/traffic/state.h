// The state of traffic as plain columns, and the phases of a step that work on it.
// Internal to sim/traffic; everybody else uses traffic.h.
//
// A step of one second is:
//   1 signals   serial, over signal plans and walkers' crossings (signals.cpp, crossings.cpp,
//               signal_walkers.cpp)
//   2 decide    parallel over nodes with a front vehicle near its line: it asks, the node grants
//                                                                             (junction.cpp)
//   3 move      parallel over roads with vehicles: enter (entering.cpp), stop (stops.cpp), change
//               lanes (lane_change.cpp), follow, leave                            (move.cpp)
//   4 transfer  parallel over nodes: vehicles that crossed enter their lane   (targets.cpp)
//   5 gridlock  serial, over the few that are in one                          (gridlock.cpp)
// Each phase writes only what its node or road owns and reads what no other thread writes in the
// same phase; no lock is needed and no order matters.
//
// Numbering. A "road" is a link, renumbered so that the roads into a node follow each other; lanes
// ("slots") and movements are numbered along roads. So all that a node looks at lies together, and
// a thread that has a range of nodes has a range of memory. A road has its network lanes and, last,
// one filter lane: the room between the lanes that motorcycles and bicycles use.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"
#include "network/base/huge_pages.h"
#include "sim/traffic/car_following.h"
#include "sim/traffic/junction_times.h"
#include "sim/traffic/lane_store.h"
#include "sim/traffic/tallies.h"
#include "sim/traffic/traffic.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo::traffic {

inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;

// Asks for a cache line that will be read soon. The empty statement keeps compilers from taking a
// function that only fetches for one that does nothing.
inline void fetch(const void* p) {
  __builtin_prefetch(p);
  asm volatile("" : : "r"(p));
}

// What is needed only when a vehicle changes roads. One cache line.
struct alignas(64) VehicleRecord {
  std::uint32_t route_first;   // into TrafficState::route_movements
  std::uint32_t route_index;   // of the present road
  std::uint32_t route_length;  // roads
  float entered_at_s;          // this road
  float entered_position;      // on this road
  float speed_factor;
  float passengers;            // persons on board, drivers included, of one vehicle
  std::uint32_t stop_cursor;   // next stop in stop_plan
  std::uint32_t stop_end;
  std::uint32_t stop_first;
  float exit_position;         // on the last road, as share of its length
  float entry_position;        // on the first road, as share of its length
  float release_s;             // end of the present stop
  float departure_s;
  Owner owner;
  TypeIndex type;
};
static_assert(sizeof(VehicleRecord) == 64);

// What the node decided for a lane's front vehicle, if that has the flag kDecided.
struct Decision {
  float speed = 0;                // of the front vehicle after this step
  std::uint32_t target = kNone;   // slot it enters if it crosses
  bool improvised = false;        // turns from a lane without that turn
};

// What platoons leave behind them in a lane.
struct PlatoonTrace {
  float service_s = 0;            // stop-line time the last one still needs
  std::uint32_t last_out = kNone; // slot it went to
};

// For whose space a slot's front vehicle waits.
struct Blocked {
  std::uint32_t vehicle = kNone;  // that was denied room; another one: the entry is stale
  std::uint32_t target = kNone;   // slot it wanted to enter
  std::uint32_t held_by = kNone;  // slot of the vehicle that stands there or reaches back into it
  float since_s = 0;
};

// A vehicle in the junction, with a place reserved in the slot it will enter (gridlock.cpp).
struct BoxedVehicle {
  OnLane vehicle;
  std::uint32_t slot;  // it came from
  std::uint32_t target;
  std::uint32_t movement;
};

struct alignas(64) Road {
  float length;
  float speed;              // free, after friction
  float mean_speed;         // of the general lanes, last step
  float grade;
  float friction;
  std::uint32_t first_slot;
  std::uint32_t node;       // at its end
  std::uint32_t plan;       // of signals there, or kNoSignalPlan
  std::uint32_t first_movement;
  std::uint32_t pending_head;  // vehicles that wait to enter here, or kNone
  std::uint32_t pending_tail;
  std::uint32_t crossing;   // of walkers without a signal, or kNone
  LinkId link;
  std::uint16_t lanes;      // without the filter lane
  std::uint16_t in_bays;    // vehicles
  bool restless;            // somebody may want another lane: has entered, is in a wrong one, slow

  [[nodiscard]] std::uint32_t filter_slot() const { return first_slot + lanes; }
  [[nodiscard]] std::uint32_t end_slot() const { return first_slot + lanes + 1U; }
};

// A marked crossing without a signal (crossings.cpp).
struct WalkerCrossing {
  LinkId drawn_by;       // one of the two directions, for random numbers
  float position;        // on the road, metres
  float clear_s;         // it is closed for a walker
  float chance;          // of a walker to whom drivers yield, in a step
  float closed_until;
};

// Walkers who cross a link at its start, at a signal (signal_walkers.cpp).
struct SignalCrossing {
  LinkId link;
  std::uint32_t plan = 0;
  std::uint64_t phases = 0;    // in which they walk, bit set
  float per_s = 0;             // walkers
  float chance = 0;            // of a walker in a step
  float share_held = 1;        // of their groups that vehicles wait for
  float far_s = 0;             // from the far kerb to the lanes of the link
  float discharge = 1;         // of turns while they walk, over that without walkers
  float waits_s = 0;           // since they could last walk
  float far_group_at = 0;      // those who step off at the far kerb come into the way,
  float far_group_s = 0;       // for so long
  float busy_until = -1;
  float closed_until = -1;     // to vehicles that turn into the link
  bool green = false;          // they walk
  bool holds = false;          // vehicles do not pass those who are in the way now
};

struct alignas(32) Movement {
  std::uint32_t to;         // road
  std::uint32_t lanes;      // bit set of lanes of the road with this turn
  std::uint32_t first_target;  // slot of its first connection
  float turn_speed;         // highest speed through the turn
  float amber_until;        // those too close to stop still go
  float occupied_until;     // its path across the junction
  std::uint8_t open;        // by signal
  std::uint8_t rank;        // 0 goes first
  std::uint8_t in_node;     // number among the movements of its node
  bool one_connection;      // no other than to the first target
};
static_assert(sizeof(Movement) == 32);

// From a lane into another; by slot, see TrafficState::first_connection.
struct LaneConnection {
  std::uint32_t to;  // slot
  std::uint32_t movement;
};

// A front vehicle near its stop line asks its node.
struct Request {
  std::uint32_t slot;
  std::uint32_t road;
  std::uint32_t movement;
  std::uint32_t to;        // road
  float distance;  // to the stop line
  float eta;       // s
  float turn;      // s, to the line, less the time it waits: among equals the least goes first
  std::uint16_t rank;
  std::uint16_t wait;
  bool can_stop;         // before the line, without braking hard
  bool forces = false;   // takes the next turn: later ones stay behind their lines
  bool granted = false;
  bool crosses = false;
  std::uint32_t target = kNone;
};

// A vehicle that zips with one in the lane beside it.
struct HeldVehicle {
  std::uint32_t vehicle;
  float speed;  // at most, m/s, in this step
};

struct TrafficState {
  const Network* net = nullptr;
  TrafficOptions options;
  std::vector<VehicleType> types;
  bool has_filtering_types = false;  // in use
  float longest_platoon_s = 0;  // of all types; 0 without platoons
  float longest_tail = 0;       // of platoons; 0 without
  float now = 0;

  // Slots (lanes and filter lanes), in order of roads.
  HugeVector<Slot> slot;
  LaneStore store;                           // where long queues are
  HugeVector<Decision> decision;
  HugeVector<PlatoonTrace> trace;
  HugeVector<std::uint32_t> outbox_target;   // by slot: the slot to enter, or kNone
  HugeVector<OnLane> outbox;                 // by slot: the vehicle that crossed
  HugeVector<Blocked> blocked;
  std::vector<std::uint32_t> visited;        // by slot: for the search of rings, else 0
  std::vector<BoxedVehicle> boxes;
  HugeVector<std::uint32_t> first_connection;  // by slot, size slots + 1
  HugeVector<LaneConnection> connections;

  HugeVector<Road> road;
  std::vector<std::uint32_t> road_of;         // by link
  HugeVector<std::uint32_t> road_at;          // by slot
  std::vector<std::vector<OnLane>> bay;       // by road: vehicles that stand off the lane
  std::vector<std::uint64_t> active_roads;    // bit sets
  std::vector<std::uint64_t> asking;          // slots whose line is near, see line_is_near()
  std::vector<std::uint64_t> will_ask;        // the same in the next step
  std::vector<std::uint64_t> crossed;         // slots whose outbox is full

  // Nodes.
  std::vector<std::uint32_t> first_road;      // into each node; size nodes + 1
  std::vector<float> busy_until;              // latest occupied_until of its movements

  // Movements.
  HugeVector<Movement> movement;
  HugeVector<std::uint64_t> conflicts;        // by movement: bit set of those of its node
  std::vector<std::uint32_t> movement_of;     // by MovementId
  std::vector<MovementId> movement_id;        // the other way round

  // Signals.
  struct PlanState {
    std::uint32_t phase = 0;
    float left_s = 0;
    bool clearing = false;
    float green_s = 0;                 // given so far in this phase
    std::uint32_t priority_phase = kNone;
    bool demand = false;
  };
  std::vector<PlanState> plans;
  std::vector<std::vector<float>> walking_green;  // by plan and phase: least for walkers, 0 without

  std::vector<WalkerCrossing> crossings;
  std::vector<SignalCrossing> signal_crossings;
  std::vector<std::uint32_t> walkers_into;  // by road: into signal_crossings, or kNone; empty if none

  // Vehicles.
  HugeVector<VehicleRecord> record;
  HugeVector<std::uint32_t> next_pending;     // by vehicle: queue of those that wait to enter
  HugeVector<std::uint32_t> skipped;          // by vehicle: stop_cursor of a stop that is passed
  HugeVector<std::uint32_t> origin;           // by vehicle: first road
  HugeVector<std::uint32_t> route_movements;  // one less than roads
  std::vector<PlannedStop> stop_plan;

  // Events of the step, one list a thread, merged in order of vehicles.
  struct Scratch {
    std::vector<Arrival> arrivals;
    std::vector<StopArrival> stop_arrivals;
    std::vector<StopArrival> approaches;
    std::vector<Request> requests;     // of the node at hand
    std::vector<std::uint32_t> turns;  // those in the order in which they are decided
    std::vector<HeldVehicle> held;     // of the road at hand
    std::vector<std::uint32_t> jumps;  // slots whose front vehicle is to be moved on
    std::vector<std::uint32_t> waiting;  // slots whose front vehicle was denied room, at times
    std::uint64_t updates = 0;
    double improvised = 0;
    double entered = 0;
    std::uint64_t entered_records = 0;
    double left = 0;
    void clear();
  };
  std::vector<Scratch> scratch;
  Tallies tallies;

  // Rear of the last vehicle in a slot, with its speed; the lane's end and beyond if empty.
  struct Tail {
    float position;
    float speed;
    float platoon_s;
  };
  [[nodiscard]] Tail tail_of(std::uint32_t i) const {
    const Slot& lane = slot[i];
    if (lane.count == 0) return {kFarAwayTail, 0, 0};
    const OnLane& last = lane.data[lane.count - 1];
    const VehicleType& t = types[last.type];
    return {last.position - t.tail, last.speed, t.platoon_s};
  }
  static constexpr float kFarAwayTail = 1e9F;

  // Movement from the k-th road of a route on, or kNone on the last.
  [[nodiscard]] std::uint32_t movement_from(const VehicleRecord& r, std::uint32_t k) const {
    return k + 1 < r.route_length ? route_movements[r.route_first + k] : kNone;
  }
};

void advance_signals(TrafficState& s);
void make_crossings(TrafficState& s);
void advance_crossings(TrafficState& s);  // walkers arrive
inline constexpr float kWalkingSpeed = 1.2F;  // m/s, the usual design value
// Of all lanes of a link, metres; 0 of none.
[[nodiscard]] float width_of_lanes(const Network& net, LinkId l);
[[nodiscard]] float chance_in_a_step(float walkers_per_hour, float yielding);
void set_walkers_at_signal(TrafficState& s, LinkId exit, float per_hour);
void advance_signal_crossings(TrafficState& s);
// The slots of one node that ask, in order.
void decide_at_node(TrafficState& s, std::span<const std::uint32_t> slots,
                    TrafficState::Scratch& scratch);
void move_on_road(TrafficState& s, std::uint32_t road, TrafficState::Scratch& scratch);
// The vehicle that left a slot enters the next; slots of a node in order, by one thread.
void transfer(TrafficState& s, std::uint32_t slot);
// For a vehicle with a stop on this road: asks the owner, halts, goes on; true if it went into a bay.
[[nodiscard]] bool serve_stop(TrafficState& s, OnLane& v, std::uint32_t road,
                              TrafficState::Scratch& scratch);
void leave_bays(TrafficState& s, std::uint32_t road);
// The first vehicles of those that wait at a road enter where there is a gap.
void enter_pending(TrafficState& s, std::uint32_t road, TrafficState::Scratch& scratch);
void change_lanes(TrafficState& s, std::uint32_t road, TrafficState::Scratch& scratch);
// Rings of standing front vehicles that wait for each other's space enter their junctions together;
// returns how many vehicles. Serial; slots in order.
double rotate_rings(TrafficState& s, const std::vector<std::uint32_t>& waiting);
// Vehicles in junctions enter their lane as soon as the queue there has moved up. Serial.
void settle_boxes(TrafficState& s);

// Fills the tables that follow from the network. (tables.cpp)
void make_tables(TrafficState& s);

// Fills the fields that depend on the road a vehicle is about to enter.
void prepare_for_road(TrafficState& s, OnLane& vehicle, std::uint32_t road);
// Books what a vehicle did on a road that it leaves at a position.
void leave_road(TrafficState& s, const OnLane& vehicle, std::uint32_t road, float position);
// Books a vehicle's way and time since it entered the road or was booked last; `left`: the vehicles
// that leave the road now.
void book_stretch(TrafficState& s, const OnLane& vehicle, std::uint32_t road, float position,
                  float left);
// Whether a vehicle could stand in a slot at its position and speed without anybody braking
// harder than `urgency` times comfortably. Returns the index it would take, or kNone.
std::uint32_t gap_in_slot(const TrafficState& s, std::uint32_t slot, const OnLane& vehicle,
                          float urgency);
// The lanes of the present road from which a movement starts, as bits; all if it is kNone.
[[nodiscard]] inline std::uint32_t lanes_for(const TrafficState& s, std::uint32_t movement) {
  return movement == kNone ? 0xFFFFFFFFU : s.movement[movement].lanes;
}

// The next movement of a vehicle on a road, or kNone.
[[nodiscard]] inline std::uint32_t turn_of(const Road& road, const OnLane& v) {
  return v.turn == kNoTurn ? kNone : road.first_movement + v.turn;
}

// The lanes of the road from which that movement starts, as bits; all if there is none.
[[nodiscard]] inline std::uint32_t lanes_of_turn(const TrafficState& s, const Road& road,
                                                 const OnLane& v) {
  return road.lanes <= 8 ? v.turn_lanes : lanes_for(s, turn_of(road, v));
}

// The next stop of a vehicle on its present road, as position, or kFarAway.
[[nodiscard]] inline float halt_on_road(const TrafficState& s, const VehicleRecord& r) {
  if (r.stop_cursor >= r.stop_end) return kFarAway;
  const PlannedStop& stop = s.stop_plan[r.stop_cursor];
  return stop.route_index == r.route_index ? stop.position_m : kFarAway;
}

// The same from its flag, which keeps off the record those who have none.
[[nodiscard]] inline float halt_of(const TrafficState& s, const OnLane& v) {
  return (v.flags & kHalts) == 0 ? kFarAway : halt_on_road(s, s.record[v.vehicle]);
}

// Would like to pass who is ahead.
[[nodiscard]] inline bool is_slow(const OnLane& v) { return v.speed < 0.85F * v.desired; }

inline void set_flag(OnLane& v, std::uint8_t flag, bool on) {
  v.flags = static_cast<std::uint8_t>(on ? v.flags | flag : v.flags & ~flag);
}

// Looks for the next stop on the present road.
inline void look_for_halt(const TrafficState& s, OnLane& v) {
  set_flag(v, kHalts, halt_on_road(s, s.record[v.vehicle]) < kFarAway);
}

inline void set_service(TrafficState& s, std::uint32_t slot, float seconds) {
  s.trace[slot].service_s = seconds;
  s.slot[slot].in_service = seconds > 0;
}

inline void set_bit(std::vector<std::uint64_t>& bits, std::uint32_t i) {
  std::uint64_t& word = bits[i >> 6U];
  const std::uint64_t mask = 1ULL << (i & 63U);
  if ((__atomic_load_n(&word, __ATOMIC_RELAXED) & mask) == 0)
    __atomic_fetch_or(&word, mask, __ATOMIC_RELAXED);
}

// Whether a front vehicle is so near its stop line that the node has to decide.
[[nodiscard]] inline bool asks(const TrafficState& s, const Road& road, const OnLane& v) {
  if (v.turn == kNoTurn || (v.flags & kHalts) != 0) return false;
  const float platoon = s.longest_tail + s.longest_platoon_s * v.speed;
  return road.length - v.position <= decision_distance(s.types[v.type], v.speed) + platoon;
}

// The same for a lane, or a platoon still passes its line.
[[nodiscard]] inline bool line_is_near(const TrafficState& s, const Road& road, const Slot& lane) {
  return lane.in_service || (lane.count > 0 && asks(s, road, lane.data[0]));
}

inline void wake_line(TrafficState& s, std::uint32_t slot) { set_bit(s.will_ask, slot); }

inline void clear_bit(std::vector<std::uint64_t>& bits, std::uint32_t i) {
  __atomic_fetch_and(&bits[i >> 6U], ~(1ULL << (i & 63U)), __ATOMIC_RELAXED);
}

}  // namespace mwendo::traffic
