// The parallel phases of a step: who works on which nodes and roads, and what is fetched ahead.
#include "sim/traffic/phases.h"

#include <omp.h>

#include <algorithm>
#include <bit>

#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

using Bits = std::vector<std::uint64_t>;

constexpr std::size_t kAhead = 6;   // items between the stages of fetching and the work
constexpr std::size_t kStages = 4;  // at most

// Where each thread's run of words begins, so that all have the same number of set bits: nearly the
// same runs in every step, so that a thread's part of memory stays in its cache.
std::vector<std::size_t> split(const Bits& bits, int threads) {
  std::vector<std::size_t> begin{0};
  if (threads == 1) return {0, bits.size()};
  std::size_t total = 0;
  for (const std::uint64_t w : bits) total += static_cast<std::size_t>(std::popcount(w));
  const auto parts = static_cast<std::size_t>(threads);
  std::size_t before = 0;
  for (std::size_t w = 0; w < bits.size() && begin.size() < parts; ++w) {
    before += static_cast<std::size_t>(std::popcount(bits[w]));
    while (begin.size() < parts && before * parts >= begin.size() * total) begin.push_back(w + 1);
  }
  begin.resize(parts + 1, bits.size());
  begin.back() = bits.size();
  return begin;
}

// Adds the numbers of the bits that are set in [from, to).
void gather(const Bits& bits, std::size_t from, std::size_t to, std::vector<std::uint32_t>& out) {
  for (std::size_t w = from / 64; w * 64 < to; ++w) {
    std::uint64_t left = __atomic_load_n(&bits[w], __ATOMIC_RELAXED);
    if (w * 64 < from) left &= ~0ULL << (from - w * 64);
    if (to - w * 64 < 64) left &= (1ULL << (to - w * 64)) - 1;
    for (; left != 0; left &= left - 1)
      out.push_back(
          static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left))));
  }
}

// A slot, or the first one after it that begins a node: no node belongs to two threads.
std::size_t at_node(const TrafficState& s, std::size_t slot) {
  if (slot >= s.slot.size()) return s.slot.size();
  const std::uint32_t node = s.road[s.road_at[slot]].node;
  if (s.road[s.first_road[node]].first_slot == slot) return slot;
  return s.road[s.first_road[node + 1] - 1].end_slot();
}

// The set bits of this thread's runs; `align` moves the ends of a run. Fewer threads than asked for
// take several runs each. Behind the list the last number is repeated for those who look ahead.
template <class Align>
std::span<const std::uint32_t> mine(const Bits& bits, int threads, Align&& align) {
  static thread_local std::vector<std::uint32_t> list;
  list.clear();
  const std::vector<std::size_t> begin = split(bits, threads);
  const auto team = static_cast<std::size_t>(omp_get_num_threads());
  for (auto part = static_cast<std::size_t>(omp_get_thread_num()); part + 1 < begin.size();
       part += team)
    gather(bits, align(begin[part] * 64), align(begin[part + 1] * 64), list);
  const std::size_t n = list.size();
  if (n > 0) list.resize(n + kStages * kAhead, list.back());
  return {list.data(), n};
}

// What an item needs is fetched in stages, each of which reads what the one before has brought. The
// functions below get the item at hand; those that they fetch for follow it in the list.

// Roads, their lanes, the runs of those.
void fetch_roads(const TrafficState& s, const std::uint32_t* item) {
  fetch(&s.road[item[3 * kAhead]]);
  const Road& next = s.road[item[2 * kAhead]];
  const Slot* const lanes = s.slot.data() + next.first_slot;
  fetch(lanes);
  if (next.lanes > 1) fetch(lanes + 1), fetch(lanes + 2);
  const Road& soon = s.road[item[kAhead]];
  fetch(&s.decision[soon.first_slot]);
  for (std::uint32_t k = soon.first_slot; k < soon.filter_slot(); ++k)
    if (s.slot[k].size > 0) fetch(s.slot[k].data);
}

// The turn of a lane's front vehicle, or kNone.
std::uint32_t turn_of_front(const TrafficState& s, std::uint32_t slot) {
  const Slot& lane = s.slot[slot];
  return lane.count == 0 ? kNone : turn_of(s.road[s.road_at[slot]], lane.data[0]);
}

// Lanes whose front vehicles ask, their roads, the turns, and what lies behind those.
void fetch_requests(const TrafficState& s, const std::uint32_t* item) {
  fetch(&s.slot[item[4 * kAhead]]);
  fetch(&s.road_at[item[4 * kAhead]]);
  const Slot& lane = s.slot[item[3 * kAhead]];
  fetch(&s.road[s.road_at[item[3 * kAhead]]]);
  if (lane.size > 0) fetch(lane.data);
  fetch(&s.first_connection[item[3 * kAhead]]);
  if (const std::uint32_t turn = turn_of_front(s, item[2 * kAhead]); turn != kNone) {
    fetch(&s.movement[turn]);
    fetch(&s.conflicts[turn]);
  }
  fetch(s.connections.data() + s.first_connection[item[2 * kAhead]]);
  if (const std::uint32_t turn = turn_of_front(s, item[kAhead]); turn != kNone) {
    const Movement& m = s.movement[turn];
    fetch(&s.road[m.to]);
    fetch(&s.slot[m.first_target]);
    if (!m.one_connection) fetch(&s.slot[m.first_target] + 1);
  }
}

// Vehicles that crossed, their records and lanes, and their turns after that.
void fetch_transfers(const TrafficState& s, const std::uint32_t* item) {
  fetch(&s.outbox[item[3 * kAhead]]);
  fetch(&s.outbox_target[item[3 * kAhead]]);
  fetch(&s.record[s.outbox[item[2 * kAhead]].vehicle]);
  fetch(&s.slot[s.outbox_target[item[2 * kAhead]]]);
  const VehicleRecord& r = s.record[s.outbox[item[kAhead]].vehicle];
  fetch(s.route_movements.data() + r.route_first + r.route_index + 1);
}

// Calls f(the slots of one node) for all in order.
template <class F>
void by_node(const TrafficState& s, std::span<const std::uint32_t> slots, F&& f) {
  const auto node_of = [&](std::size_t k) { return s.road[s.road_at[slots[k]]].node; };
  for (std::size_t k = 0; k < slots.size();) {
    const std::size_t first = k;
    const std::uint32_t node = node_of(k);
    while (++k < slots.size() && node_of(k) == node) {}
    f(slots.subspan(first, k - first));
  }
}

}  // namespace

void run_phases(TrafficState& s) {
  std::swap(s.asking, s.will_ask);
  std::fill(s.will_ask.begin(), s.will_ask.end(), 0);
  const int threads = s.options.threads;
  const auto slot_of_node = [&](std::size_t slot) { return at_node(s, slot); };
  const auto road = [&](std::size_t r) { return std::min(r, s.road.size()); };
#pragma omp parallel num_threads(threads) if (threads > 1)
  {
    TrafficState::Scratch& scratch = s.scratch[static_cast<std::size_t>(omp_get_thread_num())];
    by_node(s, mine(s.asking, threads, slot_of_node), [&](std::span<const std::uint32_t> slots) {
      for (const std::uint32_t& slot : slots) fetch_requests(s, &slot);
      decide_at_node(s, slots, scratch);
    });
    const auto roads = mine(s.active_roads, threads, road);
#pragma omp barrier
    for (const std::uint32_t& r : roads) {
      fetch_roads(s, &r);
      move_on_road(s, r, scratch);
    }
#pragma omp barrier
    for (const std::uint32_t& slot : mine(s.crossed, threads, slot_of_node)) {
      fetch_transfers(s, &slot);
      transfer(s, slot);
    }
  }
  std::fill(s.crossed.begin(), s.crossed.end(), 0);
}

}  // namespace mwendo::traffic
