#include "sim/emissions/hot.h"

#include <algorithm>
#include <utility>

namespace mwendo {
namespace {

EngineUse hot_use(const VehicleTechnology& t, const FuelProperties& fuel, double kmh,
                  double slope) {
  EngineUse use;
  const double mj = t.hot_at(HotPollutant::energy, kmh, slope);
  use.mj[index_of(t.fuel)] = mj;
  use.nox_g = t.hot_at(HotPollutant::nox, kmh, slope);
  use.pm_g = t.hot_at(HotPollutant::pm, kmh, slope);
  const bool own_ch4 = !t.hot[index_of(HotPollutant::ch4)].empty();
  const bool own_n2o = !t.hot[index_of(HotPollutant::n2o)].empty();
  use.ch4_g = own_ch4 ? t.hot_at(HotPollutant::ch4, kmh, slope) : mj * fuel.ch4_g_per_mj;
  use.n2o_g = own_n2o ? t.hot_at(HotPollutant::n2o, kmh, slope) : mj * fuel.n2o_g_per_mj;
  return use;
}

EngineUse scaled(const EngineUse& use, double factor) {
  EngineUse result;
  result.add(use, factor);
  return result;
}

EngineUse mixed(const EngineUse& a, const EngineUse& b, double t) {
  EngineUse result = scaled(a, 1 - t);
  result.add(b, t);
  return result;
}

// Idling for an hour: energy from litres, the rest in proportion to energy at the lowest speed.
EngineUse idle_use_of(const VehicleTechnology& t, const FuelProperties& fuel, double litres_per_h) {
  const EngineUse slow = hot_use(t, fuel, t.v_min_kmh(), 0);
  const double mj = litres_per_h * fuel.mj_per_l();
  const double slow_mj = slow.mj[index_of(t.fuel)];
  return slow_mj > 0 ? scaled(slow, mj / slow_mj) : EngineUse{};
}

}  // namespace

void EngineUse::add(const EngineUse& other, double factor) {
  for (std::size_t f = 0; f < kFuelCount; ++f) mj[f] += factor * other.mj[f];
  nox_g += factor * other.nox_g;
  pm_g += factor * other.pm_g;
  ch4_g += factor * other.ch4_g;
  n2o_g += factor * other.n2o_g;
}

EngineUse engine_use_of(const VehicleTechnology& technology,
                        const std::array<FuelProperties, kFuelCount>& fuels, double idle_l_per_h,
                        double km, double hours, double slope) {
  const FuelProperties& fuel = fuels[index_of(technology.fuel)];
  const double v_min = technology.v_min_kmh();
  const double kmh = hours > 0 ? km / hours : v_min;
  EngineUse use = scaled(hot_use(technology, fuel, kmh, slope), km);
  const double idle_h = hours - km / v_min;
  if (kmh < v_min) use.add(idle_use_of(technology, fuel, idle_l_per_h), idle_h);
  return use;
}

FleetFactors::FleetFactors(FactorSet set)
    : set_(std::move(set)), resuspended_g_per_km_(set_.resuspension.g_per_km()) {
  for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
    const ClassFleet& fleet = set_.classes[c];
    ClassTable& table = tables_[c];
    table.has_engine = !fleet.technologies.empty();
    for (auto& speeds : table.per_h) speeds.resize(kSpeeds);
    for (const VehicleTechnology& t : fleet.technologies) {
      const double idle = fleet.idle_l_per_h[index_of(t.fuel)];
      table.has_slopes |= t.hot[index_of(HotPollutant::energy)].size() > 1;
      for (std::size_t s = 0; s < kSlopes.size(); ++s)
        for (std::size_t v = 0; v < kSpeeds; ++v) {
          const double kmh = kStepKmh * static_cast<double>(v);
          table.per_h[s][v].add(engine_use_of(t, set_.fuels, idle, kmh, 1, kSlopes[s]), t.share);
        }
    }
  }
}

EngineUse FleetFactors::per_h(const ClassTable& table, double kmh, double slope) {
  const double v = std::clamp(kmh / kStepKmh, 0.0, kSpeeds - 1.0);
  const auto v0 = std::min(static_cast<std::size_t>(v), kSpeeds - 2);
  const double tv = v - static_cast<double>(v0);
  const auto at = [&](std::size_t s) {
    return mixed(table.per_h[s][v0], table.per_h[s][v0 + 1], tv);
  };
  if (!table.has_slopes) return at(3);
  const double s = std::clamp((slope - kSlopes.front()) / 0.02, 0.0, kSlopes.size() - 1.0);
  const auto s0 = std::min(static_cast<std::size_t>(s), kSlopes.size() - 2);
  return mixed(at(s0), at(s0 + 1), s - static_cast<double>(s0));
}

EngineUse FleetFactors::engine_use(VehicleClass c, double km, double hours, double slope) const {
  constexpr double kFastestKmh = kStepKmh * (kSpeeds - 1);
  const ClassTable& table = tables_[index_of(c)];
  if (!table.has_engine) return {};
  const double counted_h = std::max(hours, km / kFastestKmh);
  if (counted_h <= 0) return {};
  return scaled(per_h(table, km / counted_h, slope), counted_h);
}

EngineUse FleetFactors::idle_use(VehicleClass c, double hours) const {
  const ClassTable& table = tables_[index_of(c)];
  return table.has_engine ? scaled(table.per_h[3].front(), hours) : EngineUse{};
}

double FleetFactors::wear_pm25_g(VehicleClass c, double km, double kmh) const {
  return km * wear_pm25(set_.classes[index_of(c)].wear, kmh);
}

FleetFactors make_fleet_factors(FactorSet set) { return FleetFactors(std::move(set)); }

}  // namespace mwendo
