// Right of way of the movements of a junction, from SUMO's request table. Internal to network/sumo.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "network/sumo/raw_net.h"

namespace mwendo::sumo {

// A square table of bits over the movements of one junction.
class BitTable {
 public:
  explicit BitTable(std::size_t n) : n_(n), words_((n + 63) / 64), bits_(n * words_, 0) {}
  void set(std::size_t row, std::size_t column) {
    bits_[row * words_ + column / 64] |= 1ULL << (column % 64);
  }
  [[nodiscard]] bool get(std::size_t row, std::size_t column) const {
    return (bits_[row * words_ + column / 64] >> (column % 64) & 1U) != 0;
  }
  [[nodiscard]] std::size_t size() const { return n_; }
  // Adds all that can be reached over several steps (Warshall's algorithm).
  void close();

 private:
  std::size_t n_;
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

// Ranks such that each movement has a higher rank than all it responds to; those that respond to
// each other, at once or in a circle, share a rank. No rank is below that of `least`, by movement.
[[nodiscard]] std::vector<std::uint8_t> ranks_from_responses(
    BitTable responses, const std::vector<std::uint8_t>& least = {});

// Adds the bits of a request row ("0010", last link first) for a link of movement `row`;
// movement_of[link] is the movement of each link, kNoMovement for links that are dropped.
inline constexpr std::uint32_t kNoMovement = 0xFFFFFFFFU;
void add_request_row(BitTable& table, std::size_t row, const std::string& bits,
                     const std::vector<std::uint32_t>& movement_of);

// Whether the link `own` of a signal program has to heed the link `foe`: where both are open and
// own has no priority ('G', 'O') beside a foe that is open without it ('g', 's', 'o').
// SUMO's request table also has links respond to those that wait inside the junction, at signals
// also to some that are never open with them; taken at its word, such circles would leave turns at
// a green without anybody to yield to.
[[nodiscard]] bool heeds(const RawSignal& program, int own, int foe);

}  // namespace mwendo::sumo
