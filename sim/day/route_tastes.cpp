#include "sim/day/route_tastes.h"

#include <algorithm>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr float kTollFactor = 2;  // felt over real time on toll roads

}  // namespace

RouteTastes::RouteTastes(const Network& net, std::uint64_t seed, float spread) : seed_(seed) {
  for (std::uint32_t taste = 0; taste < kTastes; ++taste) {
    for (const LinkId l : net.links()) {
      const auto error = static_cast<float>(normal({seed, Draw::network_noise, l.value, taste}));
      const float toll = (net.link.flags[l] & kToll) != 0 ? kTollFactor : 1;
      factor_[taste].push_back(toll * std::max(0.5F, 1 + spread * error));
    }
  }
}

std::uint32_t RouteTastes::of(std::uint32_t driver) const {
  return random_bits({seed_, Draw::vehicle_route, driver, 1}) % kTastes;
}

}  // namespace mwendo
