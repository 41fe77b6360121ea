#include "sim/traffic/lane_store.h"

#include <omp.h>

#include <algorithm>
#include <cstdlib>

#include "network/base/huge_pages.h"

namespace mwendo::traffic {
namespace {

constexpr std::size_t kFirstBlock = 256;  // vehicles
constexpr std::size_t kLongestBlock = kHugePage / sizeof(OnLane);

}  // namespace

void LaneStore::Freed::operator()(OnLane* p) const noexcept { std::free(p); }

LaneStore::LaneStore(int threads) : parts_(static_cast<std::size_t>(std::max(threads, 1))) {}

std::size_t LaneStore::bytes() const {
  std::size_t sum = 0;
  for (const Part& p : parts_) sum += p.bytes;
  return sum;
}

// Each new block is an eighth of the memory so far, so that little of it stays unused.
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

void LaneStore::move_to(Lane& lane, std::uint8_t size) {
  Part& part = parts_[static_cast<std::size_t>(omp_get_thread_num()) % parts_.size()];
  OnLane* run = size == 0 ? lane.first.data() : take(part, size);
  std::copy(lane.data, lane.data + lane.count, run);
  if (lane.size > 0) part.free[lane.size].push_back(lane.data);
  lane.data = run;
  lane.size = size;
}

void LaneStore::grow(Lane& lane) { move_to(lane, static_cast<std::uint8_t>(lane.size + 1)); }

void LaneStore::shrink(Lane& lane) {
  auto size = static_cast<std::uint8_t>(lane.size - 1);
  while (size > 0 && lane.count + kRoom[size] / 8U <= kRoom[size - 1U]) --size;
  move_to(lane, size);
}

void open_lanes(std::span<Lane> lanes) {
  for (Lane& s : lanes) s.data = s.first.data();
}

void insert_into_lane(LaneStore& store, Lane& lane, std::size_t i, const OnLane& vehicle) {
  if (LaneStore::is_full(lane)) store.grow(lane);
  OnLane* run = lane.data;
  std::copy_backward(run + i, run + lane.count, run + lane.count + 1);
  run[i] = vehicle;
  ++lane.count;
}

void remove_from_lane(Lane& lane, std::size_t i) {
  OnLane* run = lane.data;
  std::copy(run + i + 1, run + lane.count, run + i);
  --lane.count;
}

}  // namespace mwendo::traffic
