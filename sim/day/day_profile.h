// The hours at which the vehicles of others depart.
//
//   const DayProfile profile(figures.departure_profile);
//   const float departure_s = profile.time_of(u);   // for a uniform draw u in [0, 1)
//
// 24 shares of the day, even within an hour; without shares even from 6 to 20 h, an assumption.
// Precondition: the sum of the shares is above 0.
#pragma once

#include <span>
#include <vector>

namespace mwendo {

class DayProfile {
 public:
  explicit DayProfile(std::span<const float> shares);
  [[nodiscard]] float time_of(double u) const;  // s of the day

 private:
  std::vector<float> cumulative_;  // the last entry is 1
};

}  // namespace mwendo
