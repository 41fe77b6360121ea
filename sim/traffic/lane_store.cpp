#include "sim/traffic/lane_store.h"

#include <omp.h>

#include <algorithm>
#include <cstdlib>

#include "network/base/huge_pages.h"

namespace mwendo::traffic {
namespace {

constexpr std::size_t kFirstBlock = 256;              // vehicles
constexpr std::size_t kLongestBlock = kHugePage / sizeof(OnLane);

}  // namespace

void LaneStore::Freed::operator()(OnLane* p) const noexcept { std::free(p); }

LaneStore::LaneStore(int threads) : parts_(static_cast<std::size_t>(std::max(threads, 1))) {}

std::size_t LaneStore::bytes() const {
  std::size_t sum = 0;
  for (const Part& p : parts_) sum += p.bytes;
  return sum;
}

// Blocks grow with what there is, so that little is taken in vain.
OnLane* LaneStore::take(Part& part, std::uint8_t size) {
  if (auto& free = part.free[size]; !free.empty()) {
    OnLane* run = free.back();
    free.pop_back();
    return run;
  }
  const std::size_t room = kRoom[size];
  if (part.left < room) {
    const std::size_t eighth = part.bytes / sizeof(OnLane) / 8;
    part.left = std::max(room, std::clamp(eighth, kFirstBlock, kLongestBlock));
    const std::size_t bytes = part.left * sizeof(OnLane);
    part.next = static_cast<OnLane*>(allocate_huge(bytes));
    part.blocks.emplace_back(part.next);
    part.bytes += bytes;
  }
  OnLane* run = part.next;
  part.next += room;
  part.left -= room;
  return run;
}

void LaneStore::move_to(Slot& slot, std::uint8_t size) {
  Part& part = parts_[static_cast<std::size_t>(omp_get_thread_num()) % parts_.size()];
  OnLane* run = size == 0 ? slot.first.data() : take(part, size);
  std::copy(slot.data, slot.data + slot.count, run);
  if (slot.size > 0) part.free[slot.size].push_back(slot.data);
  slot.data = run;
  slot.size = size;
}

void LaneStore::grow(Slot& slot) { move_to(slot, static_cast<std::uint8_t>(slot.size + 1)); }

void LaneStore::shrink(Slot& slot) {
  auto size = static_cast<std::uint8_t>(slot.size - 1);
  while (size > 0 && slot.count + kRoom[size] / 8U <= kRoom[size - 1U]) --size;
  move_to(slot, size);
}

void open_slots(std::span<Slot> slots) {
  for (Slot& s : slots) s.data = s.first.data();
}

void insert_into_slot(LaneStore& store, Slot& slot, std::size_t i, const OnLane& vehicle) {
  if (LaneStore::is_full(slot)) store.grow(slot);
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
