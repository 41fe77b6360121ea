// Figures of every link, as a mean over the last minutes.
//
//   LinkMonitor monitor(links, rates);
//   monitor.observe(vehicles, now);     // each time the run is looked at
//   monitor.write(frame);
//
// Equation: an exponential mean with time constant kMemory, weighted by the time between looks.
// Limits: emission rates are those of a constant speed; the results folder uses tallies instead.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <vector>

#include "network/network.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

// Emission rates of a vehicle kind at a speed, per second. Empty without factors.
struct EmissionRates {
  static constexpr std::size_t kSpeeds = 40;  // 0, 2, 4 .. m/s times 1
  std::array<std::array<float, kSpeeds>, kKindCount> co2e_g_s{};
  std::array<std::array<float, kSpeeds>, kKindCount> pm25_mg_s{};
  bool known = false;
  [[nodiscard]] static std::size_t bin(float speed_mps) {
    return std::min(static_cast<std::size_t>(std::max(speed_mps, 0.0F)), kSpeeds - 1);
  }
};

class LinkMonitor {
 public:
  LinkMonitor(std::size_t links, const EmissionRates& rates);
  void observe(std::span<const VehicleSample> vehicles, float now_s);
  void write(LinkFrame& frame) const;
  [[nodiscard]] float co2e_kg_h() const { return co2e_kg_h_; }
  // The same for vehicles outside the observed list.
  [[nodiscard]] float co2e_kg_h(std::span<const VehicleSample> vehicles) const;
  [[nodiscard]] bool knows_emissions() const { return rates_.known; }

  static constexpr float kMemory = 120;  // seconds

 private:
  EmissionRates rates_;
  std::vector<LinkValue> mean_;
  std::vector<LinkValue> now_;
  std::vector<std::uint32_t> touched_;
  float seen_at_ = -1;
  float co2e_kg_h_ = 0;
};

}  // namespace mwendo::viz
