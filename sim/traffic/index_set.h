// Sets of links and lanes as bits, 64 a word.
//
//   IndexSet<LaneIndex> asking;
//   asking.resize(lanes);
//   asking.insert(LaneIndex{3});
//
// Threads: insert and erase may run together, also for bits of one word; resize and clear may not.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mwendo::traffic {

// The set of things of kind I.
template <class I>
struct IndexSet {
  std::vector<std::uint64_t> words;

  void resize(std::size_t n) { words.assign((n + 63) / 64, 0); }
  void insert(I i) {
    std::uint64_t& word = words[i.value >> 6U];
    const std::uint64_t mask = 1ULL << (i.value & 63U);
    if ((__atomic_load_n(&word, __ATOMIC_RELAXED) & mask) == 0)
      __atomic_fetch_or(&word, mask, __ATOMIC_RELAXED);
  }
  void erase(I i) {
    __atomic_fetch_and(&words[i.value >> 6U], ~(1ULL << (i.value & 63U)), __ATOMIC_RELAXED);
  }
  void clear() { std::fill(words.begin(), words.end(), 0); }
};

}  // namespace mwendo::traffic
