// The parallel phases of a step: nodes and links of each thread, and what it prefetches.
#include "sim/traffic/phases.h"

#include <omp.h>

#include <algorithm>
#include <bit>

#include "sim/traffic/junction.h"
#include "sim/traffic/move.h"
#include "sim/traffic/targets.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

using Bits = std::vector<std::uint64_t>;

constexpr std::size_t kAhead = 6;   // items between the stages of prefetching and the work
constexpr std::size_t kStages = 4;  // at most

// First word of each thread's run, such that all runs have about the same number of set bits. Runs
// hardly change between steps, so a thread's part of memory stays in its cache.
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
template <class I>
void gather(const Bits& bits, std::size_t from, std::size_t to, std::vector<I>& out) {
  for (std::size_t w = from / 64; w * 64 < to; ++w) {
    std::uint64_t left = __atomic_load_n(&bits[w], __ATOMIC_RELAXED);
    if (w * 64 < from) left &= ~0ULL << (from - w * 64);
    if (to - w * 64 < 64) left &= (1ULL << (to - w * 64)) - 1;
    for (; left != 0; left &= left - 1)
      out.push_back(
          I{static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left)))});
  }
}

// The number of a lane, or of the next lane that begins a node: no node belongs to two threads.
std::size_t at_node(const TrafficState& s, std::size_t number) {
  if (number >= s.lane.size()) return s.lane.size();
  const LaneIndex lane_index{static_cast<std::uint32_t>(number)};
  const NodeId node = s.link[s.link_at[lane_index]].node;
  if (s.link[s.first_into(node)].first_lane == lane_index) return number;
  return s.link[s.end_into(node) - 1].end_lane().value;
}

// The set bits of this thread's runs; `align` moves the ends of a run. If OpenMP gives fewer
// threads than asked for, each takes several runs. The last number is repeated behind the list for
// prefetch.
template <class I, class Align>
std::span<const I> mine(const IndexSet<I>& set, int threads, Align&& align) {
  static thread_local std::vector<I> list;
  const Bits& bits = set.words;
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

// Prefetch has stages: each stage reads what the stage before it has fetched. The functions below
// get the present item and prefetch for the items that follow it in the list.

// Prefetches links, their lanes and the runs of these.
void prefetch_links(const TrafficState& s, const LinkIndex* item) {
  prefetch(&s.link[item[3 * kAhead]]);
  const Link& next = s.link[item[2 * kAhead]];
  const Lane* const lanes = &s.lane[next.first_lane];
  prefetch(lanes);
  if (next.lanes > 1) prefetch(lanes + 1), prefetch(lanes + 2);
  const Link& soon = s.link[item[kAhead]];
  prefetch(&s.decision[soon.first_lane]);
  for (LaneIndex k = soon.first_lane; k < soon.filter_lane(); ++k)
    if (s.lane[k].size > 0) prefetch(s.lane[k].data);
}

// The turn of a lane's front vehicle, or kNone.
MovementIndex turn_of_front(const TrafficState& s, LaneIndex lane_index) {
  const Lane& lane = s.lane[lane_index];
  return lane.count == 0 ? kNone : turn_of(s.link[s.link_at[lane_index]], lane.data[0]);
}

// Prefetches lanes whose front vehicles ask, their links, movements and next lanes.
void prefetch_requests(const TrafficState& s, const LaneIndex* item) {
  prefetch(&s.lane[item[4 * kAhead]]);
  prefetch(&s.link_at[item[4 * kAhead]]);
  const Lane& lane = s.lane[item[3 * kAhead]];
  prefetch(&s.link[s.link_at[item[3 * kAhead]]]);
  if (lane.size > 0) prefetch(lane.data);
  prefetch(&s.first_connection[item[3 * kAhead]]);
  if (const MovementIndex turn = turn_of_front(s, item[2 * kAhead]); turn != kNone) {
    prefetch(&s.movement[turn]);
    prefetch(&s.conflicts[turn]);
  }
  prefetch(s.connections.data() + s.first_connection[item[2 * kAhead]].value);
  if (const MovementIndex turn = turn_of_front(s, item[kAhead]); turn != kNone) {
    const Movement& m = s.movement[turn];
    prefetch(&s.link[m.to]);
    prefetch(&s.lane[m.first_target]);
    if (!m.one_connection) prefetch(&s.lane[m.first_target] + 1);
  }
}

// Prefetches vehicles that crossed, their records, their new lanes and their next movements.
void prefetch_transfers(const TrafficState& s, const LaneIndex* item) {
  prefetch(&s.outbox[item[3 * kAhead]]);
  prefetch(&s.outbox_target[item[3 * kAhead]]);
  prefetch(&s.record[s.outbox[item[2 * kAhead]].vehicle]);
  prefetch(&s.lane[s.outbox_target[item[2 * kAhead]]]);
  const VehicleRecord& r = s.record[s.outbox[item[kAhead]].vehicle];
  prefetch(s.route_movements.data() + r.route_first + r.route_index + 1);
}

// Calls f(the lanes of one node) for all in order.
template <class F>
void by_node(const TrafficState& s, std::span<const LaneIndex> lanes, F&& f) {
  const auto node_of = [&](std::size_t k) { return s.link[s.link_at[lanes[k]]].node; };
  for (std::size_t k = 0; k < lanes.size();) {
    const std::size_t first = k;
    const NodeId node = node_of(k);
    while (k < lanes.size() && node_of(k) == node) ++k;
    f(lanes.subspan(first, k - first));
  }
}

}  // namespace

void run_phases(TrafficState& s) {
  std::swap(s.asking, s.will_ask);
  s.will_ask.clear();
  const int threads = s.options.threads;
  const auto lane_of_node = [&](std::size_t lane_index) { return at_node(s, lane_index); };
  const auto link = [&](std::size_t r) { return std::min(r, s.link.size()); };
#pragma omp parallel num_threads(threads) if (threads > 1)
  {
    Scratch& scratch = s.scratch[static_cast<std::size_t>(omp_get_thread_num())];
    by_node(s, mine(s.asking, threads, lane_of_node), [&](std::span<const LaneIndex> lanes) {
      for (const LaneIndex& lane_index : lanes) prefetch_requests(s, &lane_index);
      decide_at_node(s, lanes, scratch);
    });
    const auto links = mine(s.active_links, threads, link);
#pragma omp barrier
    for (const LinkIndex& r : links) {
      prefetch_links(s, &r);
      move_on_link(s, r, scratch);
    }
#pragma omp barrier
    for (const LaneIndex& lane_index : mine(s.crossed, threads, lane_of_node)) {
      prefetch_transfers(s, &lane_index);
      transfer(s, lane_index);
    }
  }
  s.crossed.clear();
}

}  // namespace mwendo::traffic
