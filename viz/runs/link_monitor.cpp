#include "viz/runs/link_monitor.h"

#include <cmath>

namespace mwendo::viz {
namespace {

constexpr float kStanding = 0.5F;  // m/s

template <class F>
void combine(LinkValue& a, const LinkValue& b, F&& f) {
  a.vehicles = f(a.vehicles, b.vehicles);
  a.speed_sum = f(a.speed_sum, b.speed_sum);
  a.standing = f(a.standing, b.standing);
  a.transit_persons = f(a.transit_persons, b.transit_persons);
  a.co2e_g_s = f(a.co2e_g_s, b.co2e_g_s);
  a.pm25_mg_s = f(a.pm25_mg_s, b.pm25_mg_s);
}

}  // namespace

LinkMonitor::LinkMonitor(std::size_t links, const EmissionRates& rates)
    : rates_(rates), mean_(links), now_(links) {}

void LinkMonitor::observe(std::span<const VehicleSample> vehicles, float now_s) {
  touched_.clear();
  for (const VehicleSample& v : vehicles) {
    LinkValue& n = now_[v.link.value];
    if (n.vehicles == 0) touched_.push_back(v.link.value);
    const std::size_t bin = EmissionRates::bin(v.speed_mps);
    n.vehicles += 1;
    n.speed_sum += v.speed_mps;
    n.standing += v.speed_mps < kStanding ? 1 : 0;
    if ((v.flags & kTransit) != 0) n.transit_persons += v.persons * v.speed_mps;
    n.co2e_g_s += rates_.co2e_g_s[v.kind][bin];
    n.pm25_mg_s += rates_.pm25_mg_s[v.kind][bin];
  }
  co2e_kg_h_ = co2e_kg_h(vehicles);
  const float keep = seen_at_ < 0 || now_s < seen_at_ ? 0 : std::exp(-(now_s - seen_at_) / kMemory);
  seen_at_ = now_s;
  for (LinkValue& m : mean_)
    if (m.vehicles > 0) combine(m, m, [&](float a, float) { return a * keep; });
  for (const std::uint32_t l : touched_) {
    combine(mean_[l], now_[l], [&](float a, float b) { return a + (1 - keep) * b; });
    now_[l] = {};
  }
}

float LinkMonitor::co2e_kg_h(std::span<const VehicleSample> vehicles) const {
  double g_s = 0;
  for (const VehicleSample& v : vehicles)
    g_s += rates_.co2e_g_s[v.kind][EmissionRates::bin(v.speed_mps)];
  return static_cast<float>(g_s * 3.6);
}

void LinkMonitor::write(LinkFrame& frame) const {
  frame.time_s = seen_at_;
  frame.values = mean_;
}

}  // namespace mwendo::viz
