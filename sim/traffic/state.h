// The state of traffic as plain columns, and the phases of a step that work on it.
// Internal to sim/traffic; everybody else uses traffic.h.
//
// A step of one second is:
//   1 signals   serial, over signal plans
//   2 decide    parallel over nodes: front vehicles ask, the node grants      (junction.cpp)
//   3 move      parallel over links: enter, change lanes, follow, leave       (move.cpp)
//   4 transfer  parallel over nodes: vehicles that crossed enter their lane   (junction.cpp)
//   5 gridlock  serial, over the few that are in one                          (gridlock.cpp)
// Each phase writes only what its node or link owns and reads what no other thread writes in the
// same phase; no lock is needed and no order matters.
//
// A link has its network lanes and, last, one filter lane: the room between the lanes that
// motorcycles and bicycles use. Lane numbers here ("slots") count both kinds.
#pragma once

#include <cstdint>
#include <vector>

#include "network/network.h"
#include "sim/traffic/tallies.h"
#include "sim/traffic/traffic.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo::traffic {

inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;

// Flags of a vehicle on a lane.
inline constexpr std::uint8_t kAtStop = 1U << 0U;      // stands at its stop, arrival reported
inline constexpr std::uint8_t kLeavesHere = 1U << 1U;  // its route ends on this link
inline constexpr std::uint8_t kMoving = 1U << 2U;      // moved in the last step, for counting stops
inline constexpr std::uint8_t kApproaching = 1U << 3U; // its owner was asked whether it stops

// A vehicle on the road: all that the step touches every second. 32 bytes.
struct OnLane {
  float position;            // front, metres from the start of the link
  float speed;
  float halt;                // stands here until released; kFarAway if nowhere
  float desired;             // speed on this link
  std::uint32_t vehicle;
  std::uint32_t movement;    // next turn, kNone on the last link
  std::uint16_t standing_s;  // stood on this link
  std::uint8_t stops;        // times it came to a stand on this link
  TypeIndex type;
  std::uint8_t flags;
  std::uint8_t wait_s;       // seconds since it last moved, saturating
  std::uint16_t changed_at;  // step of the last lane change, so that none changes twice in a step
};
static_assert(sizeof(OnLane) == 32);

// What is needed only when a vehicle changes links. One cache line.
struct VehicleRecord {
  std::uint32_t route_first;   // into TrafficState::route_links
  std::uint32_t route_index;   // of the present link, counted from route_first
  std::uint32_t route_length;
  float entered_at_s;          // this link
  float entered_position;      // on this link
  float departure_s;
  float exit_position;         // on the last link, as share of its length
  float entry_position;        // on the first link, as share of its length
  float speed_factor;
  float release_s;             // end of the present stop
  std::uint32_t skipped;       // stop_cursor of a stop that is passed without halting
  std::uint32_t tag;           // of the owner: trip or transit vehicle
  std::uint32_t next_pending;  // queue of vehicles that wait to enter a link
  float passengers;            // persons on board, drivers included, of one vehicle
  std::uint32_t stop_cursor;   // next stop in stop_plan
  std::uint32_t stop_end;
  std::uint32_t stop_first;
  TypeIndex type;
};

// Where the stop line decision of a lane's front vehicle stands.
struct Decision {
  float speed = 0;                // of the front vehicle after this step
  std::uint32_t target = kNone;   // slot it enters if it crosses
  std::uint32_t vehicle = kNone;  // the front vehicle it was made for; kNone: the line is far
  bool improvised = false;        // turns from a lane without that turn
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

struct TrafficState {
  const Network* net = nullptr;
  TrafficOptions options;
  std::vector<VehicleType> types;
  bool has_filtering_types = false;
  float longest_platoon_s = 0;  // of all types; 0 without platoons
  float longest_tail = 0;       // of platoons; 0 without
  float now = 0;

  // Slots (lanes and filter lanes), in order of links.
  std::vector<std::uint32_t> first_slot;   // by link, size links + 1; the last slot is the filter
  std::vector<std::uint32_t> slot_offset;  // into vehicles
  std::vector<std::uint16_t> slot_capacity;
  std::vector<std::uint16_t> slot_count;
  std::vector<Permissions> slot_permissions;
  std::vector<float> service_left;         // stop-line seconds the last platoon still needs
  std::vector<Decision> decision;
  std::vector<std::uint32_t> outbox_target;  // by slot: the slot to enter, or kNone
  std::vector<OnLane> outbox;                // by slot: the vehicle that crossed
  std::vector<std::uint32_t> last_out;       // by slot: the slot its last vehicle went to, or kNone
  std::vector<OnLane> vehicles;
  std::vector<Blocked> blocked;
  std::vector<std::uint8_t> reserved;        // by slot: for a vehicle in the junction
  std::vector<std::uint32_t> visited;        // by slot: for the search of rings, else 0
  std::vector<BoxedVehicle> boxes;

  // Links.
  std::vector<float> link_length;
  std::vector<float> link_speed;           // free speed after friction
  std::vector<float> mean_speed;           // of the general lanes, last step
  std::vector<std::uint32_t> pending_head; // vehicles that wait to enter here
  std::vector<std::uint32_t> pending_tail;
  std::vector<std::vector<OnLane>> bay;    // vehicles that stand off the lane
  std::vector<std::uint64_t> active_links; // bit sets
  std::vector<std::uint64_t> active_nodes;
  std::vector<std::uint64_t> transfer_nodes;

  // Movements and connections.
  std::vector<std::uint32_t> movement_lanes;   // bit set of lanes of the from-link with this turn
  std::vector<std::uint8_t> movement_open;     // by signal
  std::vector<float> amber_until;              // those too close to stop still go
  std::vector<float> occupied_until;           // by movement: its path across the junction
  std::vector<float> turn_speed;               // highest speed through the turn

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
  std::vector<NodeId> plan_node;

  // Vehicles.
  std::vector<VehicleRecord> record;
  std::vector<LinkId> route_links;
  std::vector<PlannedStop> stop_plan;

  // Events of the step, one list a thread, merged in order of vehicles.
  struct Scratch {
    std::vector<Arrival> arrivals;
    std::vector<StopArrival> stop_arrivals;
    std::vector<StopArrival> approaches;
    std::vector<std::uint32_t> jumps;  // slots whose front vehicle is to be moved on
    std::vector<std::uint32_t> waiting;  // slots whose front vehicle was denied room, at times
    std::uint64_t updates = 0;
    double improvised = 0;
    double entered = 0;
    std::uint64_t entered_records = 0;
    double left = 0;
  };
  std::vector<Scratch> scratch;
  Tallies tallies;

  [[nodiscard]] std::uint32_t filter_slot(std::uint32_t link) const {
    return first_slot[link + 1] - 1;
  }
  [[nodiscard]] OnLane* slot_begin(std::uint32_t slot) { return &vehicles[slot_offset[slot]]; }
  [[nodiscard]] const OnLane* slot_begin(std::uint32_t slot) const {
    return &vehicles[slot_offset[slot]];
  }
  // Rear of the last vehicle in a slot, with its speed; the lane's end and beyond if empty.
  struct Tail {
    float position;
    float speed;
    float platoon_s;
  };
  [[nodiscard]] Tail tail_of(std::uint32_t slot) const {
    const std::uint16_t n = slot_count[slot];
    if (n == 0) return {kFarAwayTail, 0, 0};
    const OnLane& last = slot_begin(slot)[n - 1];
    const VehicleType& t = types[last.type];
    return {last.position - t.tail, last.speed, t.platoon_s};
  }
  static constexpr float kFarAwayTail = 1e9F;
};

void advance_signals(TrafficState& s);
void decide_at_node(TrafficState& s, std::uint32_t node, TrafficState::Scratch& scratch);
void move_on_link(TrafficState& s, std::uint32_t link, TrafficState::Scratch& scratch);
void transfer_at_node(TrafficState& s, std::uint32_t node, TrafficState::Scratch& scratch);
void change_lanes(TrafficState& s, std::uint32_t link);
// Rings of standing front vehicles that wait for each other's space enter their junctions together;
// returns how many vehicles. Serial; slots in order.
double rotate_rings(TrafficState& s, const std::vector<std::uint32_t>& waiting);
// Vehicles in junctions enter their lane as soon as the queue there has moved up. Serial.
void settle_boxes(TrafficState& s);
void enter_pending(TrafficState& s, std::uint32_t link, TrafficState::Scratch& scratch);

// Puts a vehicle into a slot so that it becomes the i-th.
void insert_into_slot(TrafficState& s, std::uint32_t slot, std::size_t i, const OnLane& vehicle);
// Fills the fields that depend on the link a vehicle is about to enter.
void prepare_for_link(TrafficState& s, OnLane& vehicle, std::uint32_t link);
// Books what a vehicle did on a link that it leaves at a position.
void leave_link(TrafficState& s, const OnLane& vehicle, std::uint32_t link, float position);
// Removes the i-th vehicle of a slot.
void remove_from_slot(TrafficState& s, std::uint32_t slot, std::size_t i);
// Whether a vehicle could stand in a slot at its position and speed without anybody braking
// harder than `urgency` times comfortably. Returns the index it would take, or kNone.
std::uint32_t gap_in_slot(const TrafficState& s, std::uint32_t slot, const OnLane& vehicle,
                          float urgency);
// The lanes of the present link from which a movement starts, as bits; all if it is kNone.
[[nodiscard]] inline std::uint32_t lanes_for(const TrafficState& s, std::uint32_t movement) {
  return movement == kNone ? 0xFFFFFFFFU : s.movement_lanes[movement];
}

inline void set_bit(std::vector<std::uint64_t>& bits, std::uint32_t i) {
  std::uint64_t& word = bits[i >> 6U];
  const std::uint64_t mask = 1ULL << (i & 63U);
  if ((__atomic_load_n(&word, __ATOMIC_RELAXED) & mask) == 0)
    __atomic_fetch_or(&word, mask, __ATOMIC_RELAXED);
}

}  // namespace mwendo::traffic
