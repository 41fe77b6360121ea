#include "network/sumo/right_of_way.h"

#include <algorithm>
#include <numeric>

#include "network/sumo/signal_program.h"

namespace mwendo::sumo {

void BitTable::close() {
  for (std::size_t via = 0; via < n_; ++via)
    for (std::size_t row = 0; row < n_; ++row)
      if (get(row, via))
        for (std::size_t w = 0; w < words_; ++w) bits_[row * words_ + w] |= bits_[via * words_ + w];
}

std::vector<std::uint8_t> ranks_from_responses(BitTable responses,
                                               const std::vector<std::uint8_t>& least) {
  responses.close();
  const std::size_t n = responses.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  // How many a movement has below it, those in its own circle left out: more than any of them has.
  const auto below = [&](std::size_t m) {
    return std::count_if(order.begin(), order.end(), [&](std::size_t other) {
      return responses.get(m, other) && !responses.get(other, m);
    });
  };
  std::vector<std::ptrdiff_t> count(n);
  for (std::size_t m = 0; m < n; ++m) count[m] = below(m);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return count[a] < count[b]; });
  std::vector<std::uint8_t> rank(n, 0);
  for (std::size_t m = 0; m < least.size(); ++m)
    for (std::size_t other = 0; other < n; ++other)
      if (other == m || (responses.get(m, other) && responses.get(other, m)))
        rank[other] = std::max(rank[other], least[m]);
  for (const std::size_t m : order)
    for (const std::size_t other : order) {
      if (!responses.get(m, other) || responses.get(other, m)) continue;
      const int next = std::min(rank[other] + 1, 255);
      rank[m] = std::max(rank[m], static_cast<std::uint8_t>(next));
    }
  return rank;
}

void add_request_row(BitTable& table, std::size_t row, const std::string& bits,
                     const std::vector<std::uint32_t>& movement_of) {
  const std::size_t links = std::min(bits.size(), movement_of.size());
  for (std::size_t link = 0; link < links; ++link)
    if (bits[bits.size() - 1 - link] == '1' && movement_of[link] != kNoMovement &&
        movement_of[link] != row)
      table.set(row, movement_of[link]);
}

bool heeds(const RawSignal& program, int own, int foe) {
  for (const RawPhase& phase : program.phases) {
    const auto state = [&](int link) {
      const auto at = static_cast<std::size_t>(link);
      return link >= 0 && at < phase.state.size() ? phase.state[at] : 'r';
    };
    const char mine = state(own);
    const char theirs = state(foe);
    if (is_open(mine) && is_open(theirs) && (!has_priority(mine) || has_priority(theirs)))
      return true;
  }
  return false;
}

}  // namespace mwendo::sumo
