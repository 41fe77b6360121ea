// The parallel phases of a step: who works on which nodes and roads, and what is fetched ahead.
#include "sim/traffic/phases.h"

#include <omp.h>

#include <algorithm>
#include <bit>

#include "sim/traffic/state.h"

namespace mwendo::traffic {
namespace {

using Bits = std::vector<std::uint64_t>;

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
// take several runs each.
template <class Align>
const std::vector<std::uint32_t>& mine(const Bits& bits, int threads, Align&& align) {
  static thread_local std::vector<std::uint32_t> list;
  list.clear();
  const std::vector<std::size_t> begin = split(bits, threads);
  const auto team = static_cast<std::size_t>(omp_get_num_threads());
  for (auto part = static_cast<std::size_t>(omp_get_thread_num()); part + 1 < begin.size();
       part += team)
    gather(bits, align(begin[part] * 64), align(begin[part + 1] * 64), list);
  return list;
}

void fetch(const void* p) { __builtin_prefetch(p); }

constexpr std::size_t kAhead = 4;  // items between the stages of fetching and the work

// Fetches for the items to come, each stage reads what the one before has brought.
template <std::size_t stages, class Fetch>
void look_ahead(const std::vector<std::uint32_t>& items, std::size_t k, Fetch&& fetch_item) {
  for (std::size_t stage = 0; stage < stages; ++stage)
    if (const std::size_t at = k + (stages - stage) * kAhead; at < items.size())
      fetch_item(items[at], stage);
}

void fetch_road(const TrafficState& s, std::uint32_t road, std::size_t stage) {
  const Road& r = s.road[road];
  if (stage == 0) return fetch(&r);
  if (stage == 1)
    for (std::uint32_t k = r.first_slot; k < r.filter_slot(); ++k) fetch(&s.slot[k]);
  if (stage == 2)
    for (std::uint32_t k = r.first_slot; k < r.filter_slot(); ++k)
      if (s.slot[k].size > 0) fetch(s.slot[k].data);
}

// The front vehicle that asks, its turn, and what lies behind that.
void fetch_request(const TrafficState& s, std::uint32_t slot, std::size_t stage) {
  const Slot& lane = s.slot[slot];
  const Road& road = s.road[s.road_at[slot]];
  if (stage == 0) return fetch(&lane);
  if (stage == 1) {
    fetch(&road);
    if (lane.size > 0) fetch(lane.data);
    return;
  }
  if (lane.count == 0) return;
  const std::uint32_t movement = turn_of(road, lane.data[0]);
  if (movement == kNone) return;
  const Movement& m = s.movement[movement];
  if (stage == 2) return fetch(&m);
  fetch(&s.road[m.to]);
  fetch(&s.slot[m.first_target]);
}

// A vehicle that crossed, its record and lane, and its turn after that.
void fetch_transfer(const TrafficState& s, std::uint32_t slot, std::size_t stage) {
  const OnLane& v = s.outbox[slot];
  if (stage == 0) {
    fetch(&v);
    return fetch(&s.outbox_target[slot]);
  }
  const VehicleRecord& r = s.record[v.vehicle];
  if (stage == 1) {
    fetch(&r);
    return fetch(&s.slot[s.outbox_target[slot]]);
  }
  if (stage == 2 && r.route_index + 2 < r.route_length)
    fetch(&s.route_movements[r.route_first + r.route_index + 1]);
}

// Calls f(the slots of one node) for all in order.
template <class F>
void by_node(const TrafficState& s, const std::vector<std::uint32_t>& slots, F&& f) {
  const auto node_of = [&](std::size_t k) { return s.road[s.road_at[slots[k]]].node; };
  for (std::size_t k = 0; k < slots.size();) {
    const std::size_t first = k;
    const std::uint32_t node = node_of(k);
    while (k < slots.size() && node_of(k) == node) ++k;
    f(first, std::span(slots).subspan(first, k - first));
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
    const auto& asking = mine(s.asking, threads, slot_of_node);
    by_node(s, asking, [&](std::size_t k, std::span<const std::uint32_t> slots) {
      for (std::size_t i = 0; i < slots.size(); ++i)
        look_ahead<4>(asking, k + i, [&](auto slot, auto stage) { fetch_request(s, slot, stage); });
      decide_at_node(s, slots, scratch);
    });
    const auto& roads = mine(s.active_roads, threads, road);
#pragma omp barrier
    for (std::size_t k = 0; k < roads.size(); ++k) {
      look_ahead<3>(roads, k, [&](auto r, auto stage) { fetch_road(s, r, stage); });
      move_on_road(s, roads[k], scratch);
    }
#pragma omp barrier
    const auto& crossed = mine(s.crossed, threads, slot_of_node);
    for (std::size_t k = 0; k < crossed.size(); ++k) {
      look_ahead<3>(crossed, k, [&](auto slot, auto stage) { fetch_transfer(s, slot, stage); });
      transfer(s, crossed[k]);
    }
  }
  std::fill(s.crossed.begin(), s.crossed.end(), 0);
}

}  // namespace mwendo::traffic
