// What drivers feel a link to be longer or shorter than it is.
//
//   const RouteTastes tastes(net, seed);
//   tastes.factors(tastes.of(driver))[link.value]     // felt over real seconds
//
// Drivers fall into kTastes groups. Each group feels link times with its own fixed error of
// standard deviation `spread` (probit route choice by simulation: Sheffi, "Urban Transportation
// Networks", 1985, ch. 11-12). So parallel streets share the traffic.
// A minute on a toll road is felt as two (an assumption; the toll itself is not charged).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"

namespace mwendo {

class RouteTastes {
 public:
  static constexpr std::uint32_t kTastes = 4;
  static constexpr float kSpread = 0.12F;

  RouteTastes(const Network& net, std::uint64_t seed, float spread = kSpread);

  [[nodiscard]] std::uint32_t of(std::uint32_t driver) const;
  // By link.
  [[nodiscard]] std::span<const float> factors(std::uint32_t taste) const { return factor_[taste]; }

 private:
  std::uint64_t seed_;
  std::array<std::vector<float>, kTastes> factor_;
};

}  // namespace mwendo
