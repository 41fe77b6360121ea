#include "sim/traffic/lane_store.h"

#include <algorithm>
#include <bit>

namespace mwendo::traffic {
namespace {

constexpr std::size_t kBlock = 16384;  // vehicles, half a megabyte
constexpr std::size_t kFirstRoom = 2;
constexpr std::size_t kLine = 64 / sizeof(OnLane);  // vehicles in a cache line

OnLane* at_cache_line(OnLane* p) {
  const auto into = reinterpret_cast<std::uintptr_t>(p) % 64;
  return into % sizeof(OnLane) == 0 ? p + (64 - into) % 64 / sizeof(OnLane) : p;
}

}  // namespace

void LaneStore::open(std::vector<Slot>& slots) {
  for (Slot& s : slots) {
    if (s.room == 0) continue;
    s.data = take(s.room);
  }
}

OnLane* LaneStore::take(std::size_t room) {
  auto& free = free_[static_cast<std::size_t>(std::bit_width(room) - 1)];
  if (!free.empty()) {
    OnLane* run = free.back();
    free.pop_back();
    return run;
  }
  if (left_ < room) {
    left_ = std::max(kBlock, room);
    blocks_.push_back(std::make_unique_for_overwrite<OnLane[]>(left_ + kLine));
    bytes_ += left_ * sizeof(OnLane);
    next_ = at_cache_line(blocks_.back().get());
  }
  OnLane* run = next_;
  next_ += room;
  left_ -= room;
  return run;
}

void LaneStore::grow(Slot& slot) {
  const std::lock_guard guard(*lock_);
  const std::size_t room = std::max<std::size_t>(kFirstRoom, std::size_t{slot.room} * 2);
  OnLane* run = take(room);
  std::copy(slot.data, slot.data + slot.count, run);
  if (slot.room > 0)
    free_[static_cast<std::size_t>(std::bit_width(unsigned{slot.room}) - 1)].push_back(slot.data);
  slot.data = run;
  slot.room = static_cast<std::uint16_t>(std::min<std::size_t>(room, 65535));
}

void insert_into_slot(LaneStore& store, Slot& slot, std::size_t i, const OnLane& vehicle) {
  if (slot.count >= slot.room) store.grow(slot);
  OnLane* lane = slot.data;
  std::copy_backward(lane + i, lane + slot.count, lane + slot.count + 1);
  lane[i] = vehicle;
  ++slot.count;
}

void remove_from_slot(Slot& slot, std::size_t i) {
  OnLane* lane = slot.data;
  std::copy(lane + i + 1, lane + slot.count, lane + i);
  --slot.count;
}

}  // namespace mwendo::traffic
