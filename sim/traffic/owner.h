// The owner of a vehicle in traffic: the part of the simulation that added it, and that part's own
// index for it.
//
//   traffic.add_vehicle({.type = car, .route = route, .owner = {OwnerKind::traveller, agent}});
//   for (const Arrival& a : traffic.arrivals())
//     if (a.owner.kind() == OwnerKind::traveller) arrival_s[a.owner.index()] = a.time_s;
//
// Guarantee: an owner fits into 32 bits, which are part of the format of replays and of the keys of
// random numbers. Precondition: index <= kLastIndex.
#pragma once

#include <compare>
#include <cstdint>

namespace mwendo {

enum class OwnerKind : std::uint8_t { traveller, freight, transit, other };

class Owner {
 public:
  static constexpr std::uint32_t kLastIndex = (1U << 30U) - 1;

  constexpr Owner() = default;
  constexpr Owner(OwnerKind kind, std::uint32_t index)
      : bits_(static_cast<std::uint32_t>(kind) << 30U | (index & kLastIndex)) {}
  [[nodiscard]] static constexpr Owner from_bits(std::uint32_t bits) {
    return {static_cast<OwnerKind>(bits >> 30U), bits & kLastIndex};
  }

  [[nodiscard]] constexpr OwnerKind kind() const { return static_cast<OwnerKind>(bits_ >> 30U); }
  [[nodiscard]] constexpr std::uint32_t index() const { return bits_ & kLastIndex; }
  [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
  constexpr auto operator<=>(const Owner&) const = default;

 private:
  std::uint32_t bits_ = static_cast<std::uint32_t>(OwnerKind::other) << 30U;
};
static_assert(sizeof(Owner) == 4);

}  // namespace mwendo
