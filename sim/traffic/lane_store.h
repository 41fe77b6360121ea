// Vehicles of lanes, each lane in one contiguous run, front vehicle first.
//
//   LaneStore store(threads);
//   open_lanes(lanes);                           // once, when no lane is added any more
//   insert_into_lane(store, lane, i, vehicle);   // moves to a longer run when it is full
//   remove_from_lane(lane, i);
//   store.fit(lane);                             // moves to a shorter run where that saves memory
//
// A lane and its first two vehicles share a cache line, so that most lanes need no other memory.
// Longer queues have a run elsewhere. A free run is used again for the next queue of its size.
// The place of a run does not influence any result. Each thread has its own memory: no lock.
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
inline constexpr std::uint8_t kLeavesHere = 1U << 1U;  // its route ends on this link
inline constexpr std::uint8_t kMoving = 1U << 2U;      // moved in the last step, for counting stops
inline constexpr std::uint8_t kApproaching = 1U << 3U;  // its owner was asked whether it stops
inline constexpr std::uint8_t kHolds = 1U << 4U;  // zips with a vehicle beside it, see HeldVehicle
inline constexpr std::uint8_t kHalts = 1U << 5U;  // has a stop on this link
inline constexpr std::uint8_t kDecided = 1U << 6U;  // its node has decided on it in this step
inline constexpr std::uint8_t kChanged = 1U << 7U;  // changed lanes in this step

inline constexpr std::uint8_t kNoTurn = 255;

// A vehicle on the road: all that the step touches every second. 24 bytes.
struct OnLane {
  float position;  // front, metres from the start of the link
  float speed;
  float desired;  // speed on this link
  VehicleId vehicle;
  // Bit fields, because a plain byte may alias any table: after each write to it the compiler would
  // read the tables again. While nodes decide, they write the second word of their own front
  // vehicles and read the first word of others. So the two words are separate memory locations.
  std::uint32_t turn : 8;        // next, among the movements of the link; kNoTurn on the last
  std::uint32_t turn_lanes : 8;  // bit set of the lanes with that turn, of links of up to 8 lanes
  std::uint32_t type : 8;
  std::uint32_t stops : 8;  // times it came to a stand on this link
  std::uint32_t : 0;
  std::uint32_t standing_s : 12;  // stood on this link, saturating
  std::uint32_t held : 4;         // stood beside a lane that stands, to change: in units of 4 s
  std::uint32_t wait_s : 8;       // seconds since it last moved, saturating
  std::uint32_t flags : 8;
};
static_assert(sizeof(OnLane) == 24);
inline constexpr std::uint32_t kLongestStanding = 4095;  // s, what OnLane::standing_s holds
inline constexpr std::uint32_t kMostHeld = 15;           // what OnLane::held holds: a minute

// A lane or filter lane. One cache line.
struct alignas(64) Lane {
  OnLane* data = nullptr;
  std::uint16_t count = 0;
  // Vehicles that the lane can hold at most. These two are written serially, between parallel
  // phases.
  std::uint16_t capacity : 15 = 0;
  std::uint16_t reserved : 1 = 0;  // for a vehicle in the junction
  Permissions permissions = 0;
  std::uint8_t size = 0;        // of its run, see LaneStore
  std::array<OnLane, 2> first;  // the run of a short queue
  [[nodiscard]] bool full() const { return count >= capacity || reserved != 0; }
};
static_assert(sizeof(Lane) == 64);

class LaneStore {
 public:
  explicit LaneStore(int threads = 1);
  // Moves the vehicles of a lane to a run with room for one more.
  void grow(Lane& lane);
  // Moves them to a shorter one where that saves memory.
  void fit(Lane& lane) {
    if (lane.size > 0 && fits_shorter(lane)) shrink(lane);
  }
  [[nodiscard]] static bool is_full(const Lane& lane) { return lane.count >= kRoom[lane.size]; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  // Vehicles by size; the first lies in the lane.
  static constexpr std::array<std::uint16_t, 22> kRoom = {
      2,   4,   6,   8,   12,  16,   24,   32,   48,   64,    96,
      128, 192, 256, 384, 512, 1024, 2048, 4096, 8192, 16384, 32768};
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

  [[nodiscard]] static bool fits_shorter(const Lane& lane) {
    const unsigned room = kRoom[lane.size];
    const unsigned reserve = room > 4 ? room / 8 : 0;  // a run must not grow and shrink by turns
    return lane.count + reserve <= kRoom[lane.size - 1U];
  }
  void shrink(Lane& lane);
  void move_to(Lane& lane, std::uint8_t size);
  [[nodiscard]] static OnLane* take(Part& part, std::uint8_t size);

  std::vector<Part> parts_;
};

// Gives every lane the run inside itself. Afterwards lanes must not move in memory.
void open_lanes(std::span<Lane> lanes);
// Puts a vehicle into a lane so that it becomes the i-th.
void insert_into_lane(LaneStore& store, Lane& lane, std::size_t i, const OnLane& vehicle);
// Removes the i-th vehicle of a lane.
void remove_from_lane(Lane& lane, std::size_t i);

}  // namespace mwendo::traffic
