#include "sim/traffic/tallies.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mwendo {

const TallyCell Tallies::kNothing = {};

std::size_t speed_bin(float kmh) {
  std::size_t bin = 0;
  while (bin + 1 < kSpeedBins && kmh > kSpeedBinUpperKmh[bin]) ++bin;
  return bin;
}

float TallyCell::total_distance_m() const {
  return std::accumulate(distance_m.begin(), distance_m.end(), 0.0F);
}

float TallyCell::total_time_s() const {
  return std::accumulate(time_s.begin(), time_s.end(), 0.0F);
}

void TallyCell::add(const TallyCell& other) {
  vehicles += other.vehicles;
  for (std::size_t b = 0; b < kSpeedBins; ++b) {
    distance_m[b] += other.distance_m[b];
    time_s[b] += other.time_s[b];
  }
  standing_s += other.standing_s;
  stops += other.stops;
  passengers_m += other.passengers_m;
}

Tallies::Tallies(std::size_t links, float from_s, float to_s)
    : links_(links),
      periods_(
          static_cast<std::size_t>(std::max(1.0F, std::ceil((to_s - from_s) / kPeriodSeconds)))),
      from_s_(from_s),
      columns_(periods_ * kVehicleClassCount) {}

std::size_t Tallies::period_at(float time_s) const {
  const float period = (time_s - from_s_) / kPeriodSeconds;
  return std::min(static_cast<std::size_t>(std::max(period, 0.0F)), periods_ - 1);
}

void Tallies::forget_before(float time_s) {
  const std::size_t gone = period_at(time_s);
  columns_.erase(columns_.begin(),
                 columns_.begin() + static_cast<std::ptrdiff_t>(gone * kVehicleClassCount));
  periods_ -= gone;
  from_s_ += static_cast<float>(gone) * kPeriodSeconds;
}

std::size_t Tallies::bytes() const {
  std::size_t cells = 0;
  for (const auto& column : columns_) cells += column.size();
  return cells * sizeof(TallyCell);
}

TallyCell Tallies::over_classes(LinkId l, std::size_t period) const {
  TallyCell sum;
  for (std::size_t c = 0; c < kVehicleClassCount; ++c)
    sum.add(at(l, period, static_cast<VehicleClass>(c)));
  return sum;
}

TallyCell Tallies::over_all(LinkId l) const {
  TallyCell sum;
  for (std::size_t p = 0; p < periods_; ++p) sum.add(over_classes(l, p));
  return sum;
}

TallyCell Tallies::over_links(VehicleClass c) const {
  TallyCell sum;
  for (std::size_t l = 0; l < links_; ++l)
    for (std::size_t p = 0; p < periods_; ++p)
      sum.add(at(LinkId{static_cast<std::uint32_t>(l)}, p, c));
  return sum;
}

}  // namespace mwendo
