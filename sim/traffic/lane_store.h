// Vehicles of lanes, each lane in one contiguous run, front vehicle first.
//
//   LaneStore store;
//   store.open(slots);                  // a run of two for every slot, in order, if it may hold any
//   insert_into_slot(store, slot, i, vehicle);   // grows the run when it is full
//   remove_from_slot(slot, i);
//
// Runs start at one cache line, because most lanes hold few vehicles: that keeps a lane, its
// neighbours and their vehicles in the same pages. A full run is copied into one of twice the size;
// what it leaves is used again by the next of that size. Where a run lies does not influence any
// result. Growing is safe from several threads (rare, behind a lock).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "network/network.h"
#include "sim/traffic/vehicle_type.h"

namespace mwendo::traffic {

// Flags of a vehicle on a lane.
inline constexpr std::uint8_t kAtStop = 1U << 0U;      // stands at its stop, arrival reported
inline constexpr std::uint8_t kLeavesHere = 1U << 1U;  // its route ends on this road
inline constexpr std::uint8_t kMoving = 1U << 2U;      // moved in the last step, for counting stops
inline constexpr std::uint8_t kApproaching = 1U << 3U; // its owner was asked whether it stops
inline constexpr std::uint8_t kHolds = 1U << 4U;       // zips with a vehicle beside it, see HeldVehicle

// A vehicle on the road: all that the step touches every second. 32 bytes.
struct OnLane {
  float position;            // front, metres from the start of the road
  float speed;
  float halt;                // stands here until released; kFarAway if nowhere
  float desired;             // speed on this road
  std::uint32_t vehicle;
  std::uint32_t movement;    // next turn, kNone on the last road
  std::uint16_t standing_s;  // stood on this road
  std::uint8_t stops;        // times it came to a stand on this road
  TypeIndex type;
  std::uint8_t flags;
  std::uint8_t wait_s;       // seconds since it last moved, saturating
  std::uint16_t changed_at;  // step of the last lane change, so that none changes twice in a step
};
static_assert(sizeof(OnLane) == 32);

// A lane or filter lane.
struct Slot {
  OnLane* data = nullptr;
  std::uint16_t count = 0;
  std::uint16_t room = 0;         // of the run
  std::uint16_t capacity = 0;     // vehicles that the lane can hold at most
  Permissions permissions = 0;
  float service_left = 0;         // stop-line seconds the last platoon still needs
  std::uint32_t last_out = 0xFFFFFFFFU;  // slot its last vehicle went to, or none
  bool reserved = false;          // for a vehicle in the junction
  [[nodiscard]] bool full() const { return count >= capacity || reserved; }
};
static_assert(sizeof(Slot) == 32);

class LaneStore {
 public:
  // Gives every slot with `room` > 0 a run of that many.
  void open(std::vector<Slot>& slots);
  // A run of twice the room, with the slot's vehicles.
  void grow(Slot& slot);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  static constexpr std::size_t kSizes = 16;
  [[nodiscard]] OnLane* take(std::size_t room);

  std::vector<std::unique_ptr<OnLane[]>> blocks_;
  std::array<std::vector<OnLane*>, kSizes> free_;  // by log2 of the room
  OnLane* next_ = nullptr;                         // in the last block
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
  std::unique_ptr<std::mutex> lock_ = std::make_unique<std::mutex>();
};

// Puts a vehicle into a slot so that it becomes the i-th.
void insert_into_slot(LaneStore& store, Slot& slot, std::size_t i, const OnLane& vehicle);
// Removes the i-th vehicle of a slot.
void remove_from_slot(Slot& slot, std::size_t i);

}  // namespace mwendo::traffic
