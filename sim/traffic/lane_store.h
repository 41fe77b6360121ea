// Vehicles of lanes, each lane in one contiguous run, front vehicle first.
//
//   LaneStore store(threads);
//   open_slots(slots);                           // once, when no slot is added any more
//   insert_into_slot(store, slot, i, vehicle);   // moves to a longer run when it is full
//   remove_from_slot(slot, i);
//   store.fit(slot);                             // gives back what a shorter run would save
//
// A lane and its first two vehicles share a cache line, so that most lanes need no other memory;
// longer queues have a run elsewhere. A run that is left is used again by the next of that size.
// Where a run lies does not influence any result. Each thread has memory of its own: no lock.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
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
inline constexpr std::uint8_t kHalts = 1U << 5U;       // has a stop on this road
inline constexpr std::uint8_t kDecided = 1U << 6U;     // its node has decided on it in this step
inline constexpr std::uint8_t kChanged = 1U << 7U;     // changed lanes in this step

inline constexpr std::uint8_t kNoTurn = 255;

// A vehicle on the road: all that the step touches every second. 24 bytes.
struct OnLane {
  float position;            // front, metres from the start of the road
  float speed;
  float desired;             // speed on this road
  std::uint32_t vehicle;
  // As bit fields: a write to a plain byte could be a write to any table, which would be read anew.
  std::uint32_t standing_s : 16;  // stood on this road
  std::uint32_t stops : 8;        // times it came to a stand on this road
  std::uint32_t wait_s : 8;       // seconds since it last moved, saturating
  std::uint32_t turn : 8;         // next, among the movements of the road; kNoTurn on the last
  std::uint32_t turn_lanes : 8;   // bit set of the lanes with that turn, of roads of up to 8 lanes
  std::uint32_t type : 8;
  std::uint32_t flags : 8;
};
static_assert(sizeof(OnLane) == 24);

// A lane or filter lane. One cache line.
struct alignas(64) Slot {
  OnLane* data = nullptr;
  std::uint16_t count = 0;
  std::uint16_t capacity = 0;     // vehicles that the lane can hold at most
  Permissions permissions = 0;
  std::uint8_t size = 0;          // of its run, see LaneStore
  bool reserved : 1 = false;      // for a vehicle in the junction
  bool in_service : 1 = false;    // the last platoon still passes its line: TrafficState::service
  std::array<OnLane, 2> first;    // the run of a short queue
  [[nodiscard]] bool full() const { return count >= capacity || reserved; }
};
static_assert(sizeof(Slot) == 64);

class LaneStore {
 public:
  explicit LaneStore(int threads = 1);
  // Moves the vehicles of a slot to a run with room for one more.
  void grow(Slot& slot);
  // Moves them to a shorter one where that saves memory.
  void fit(Slot& slot) {
    if (slot.size > 0 && fits_shorter(slot)) shrink(slot);
  }
  [[nodiscard]] static bool is_full(const Slot& slot) { return slot.count >= kRoom[slot.size]; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  // Vehicles by size; the first lies in the slot.
  static constexpr std::array<std::uint16_t, 22> kRoom = {
      2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 1024, 2048, 4096, 8192, 16384,
      32768};
  struct Freed {
    void operator()(OnLane* p) const noexcept;
  };
  struct alignas(64) Part {  // of a thread
    std::vector<std::unique_ptr<OnLane[], Freed>> blocks;
    std::array<std::vector<OnLane*>, kRoom.size()> free;
    OnLane* next = nullptr;  // in the last block
    std::size_t left = 0;
    std::size_t bytes = 0;
  };

  [[nodiscard]] static bool fits_shorter(const Slot& slot) {
    const unsigned room = kRoom[slot.size];
    const unsigned reserve = room > 4 ? room / 8 : 0;  // so that it does not go there and back
    return slot.count + reserve <= kRoom[slot.size - 1U];
  }
  void shrink(Slot& slot);
  void move_to(Slot& slot, std::uint8_t size);
  [[nodiscard]] static OnLane* take(Part& part, std::uint8_t size);

  std::vector<Part> parts_;
};

// Lets every slot use the room it has itself. Slots must not move in memory any more.
void open_slots(std::span<Slot> slots);
// Puts a vehicle into a slot so that it becomes the i-th.
void insert_into_slot(LaneStore& store, Slot& slot, std::size_t i, const OnLane& vehicle);
// Removes the i-th vehicle of a slot.
void remove_from_slot(Slot& slot, std::size_t i);

}  // namespace mwendo::traffic
