// Emission factors of a fleet as plain figures; scenarios/impacts/emission_factors.h reads them.
//
//   FactorSet set = load_factors(folder, figures, GwpSet::ar6, assumed);
//   set.classes[index_of(VehicleClass::articulated_bus)].electric_share = 1;   // battery buses
//   const FleetFactors fleet = make_fleet_factors(set);                        // hot.h
//
// Speed function (EMEP/EEA Guidebook 2019, 1.A.3.b.i-iv):
//   EF(V) = (Alpha V^2 + Beta V + Gamma + Delta / V) / (Epsilon V^2 + Zita V + Hta) (1 - RF)
//   V in km/h, clamped to [v_min, v_max]; EF in g/km, or MJ/km for energy.
// Wear (EMEP/EEA 1.A.3.b.vi-vii): PM2.5 = TSP x mass fraction x speed factor.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/modes/classes.h"

namespace mwendo {

// Pollutants that have a speed function.
enum class HotPollutant : std::uint8_t { energy, nox, pm, ch4, n2o };
inline constexpr std::size_t kHotPollutantCount = 5;

enum class Fuel : std::uint8_t { petrol, diesel };
inline constexpr std::size_t kFuelCount = 2;

struct SpeedFunction {
  double alpha = 0, beta = 0, gamma = 0, delta = 0, epsilon = 0, zita = 0, hta = 1, rf = 0;
  double v_min_kmh = 5, v_max_kmh = 130;

  [[nodiscard]] double at(double kmh) const;  // clamped, never extrapolated
};

// The speed function of one road slope (rise over run, -0.06 .. 0.06).
struct SlopeFunction {
  double slope = 0;
  SpeedFunction function;
};

// One row of a fleet: fuel and emission standard, with its share of the class's distance.
struct VehicleTechnology {
  std::string name;  // "petrol Euro IV"
  Fuel fuel = Fuel::petrol;
  double share = 0;
  // In order of slope; one entry where the source gives no slopes; empty: fuel default (CH4, N2O).
  std::array<std::vector<SlopeFunction>, kHotPollutantCount> hot;

  // Interpolated between slopes, clamped to the steepest ones.
  [[nodiscard]] double hot_at(HotPollutant p, double kmh, double slope) const;
  [[nodiscard]] double v_min_kmh() const;  // of the energy function
};

// Total suspended particles from wear at the speed factor 1, g/km.
struct WearFactors {
  double tyre_tsp = 0;
  double brake_tsp = 0;
  double road_tsp = 0;
};

struct ClassFleet {
  std::vector<VehicleTechnology> technologies;  // shares sum to 1; empty: no engine
  std::array<double, kFuelCount> idle_l_per_h{};
  WearFactors wear;
  double electric_share = 0;  // of the distance, battery vehicles; the rest burns fuel
  double kwh_per_km = 0;      // battery vehicle, from the battery
};

struct FuelProperties {
  double mj_per_kg = 0;
  double co2_g_per_mj = 0;
  double kg_per_l = 0;
  double n2o_g_per_mj = 0;  // where a technology has no function of its own
  double ch4_g_per_mj = 0;
  double upstream_co2e_g_per_mj = 0;  // well to tank

  [[nodiscard]] double mj_per_l() const { return mj_per_kg * kg_per_l; }
};

struct GlobalWarming {
  double ch4 = 29.8;
  double n2o = 273;
};

struct ElectricityFactors {
  double grid_g_per_kwh = 0;  // CO2 at the power stations
  double grid_losses = 0;     // share lost in transmission and distribution
  double charger_efficiency = 0.9;
  double rail_kwh_per_km = 0;  // light rail, per vehicle-km, from the overhead line

  // CO2 at the power stations for a kWh taken from the battery.
  [[nodiscard]] double g_per_battery_kwh() const {
    return grid_g_per_kwh / ((1 - grid_losses) * charger_efficiency);
  }
};

// Dust resuspended from a paved road (US EPA AP-42 13.2.1): E = k sL^0.91 W^1.02.
struct Resuspension {
  double k_pm25_g_km = 0.15;
  double silt_g_m2 = 0;
  double mean_weight_short_tons = 2.5;

  [[nodiscard]] double g_per_km() const;
};

struct FactorSet {
  std::array<ClassFleet, kVehicleClassCount> classes;
  std::array<FuelProperties, kFuelCount> fuels;
  GlobalWarming gwp;
  ElectricityFactors electricity;
  Resuspension resuspension;
};

[[nodiscard]] constexpr std::size_t index_of(VehicleClass c) { return static_cast<std::size_t>(c); }
[[nodiscard]] constexpr std::size_t index_of(Fuel f) { return static_cast<std::size_t>(f); }
[[nodiscard]] constexpr std::size_t index_of(HotPollutant p) { return static_cast<std::size_t>(p); }

// Heavy vehicles, from axles and load factor (EMEP/EEA 2019), g/km TSP.
[[nodiscard]] double heavy_tyre_tsp(double axles, double load_factor);
[[nodiscard]] double heavy_brake_tsp(double load_factor);
// PM2.5 of tyre, brake and road wear at a mean speed, g/km.
[[nodiscard]] double wear_pm25(const WearFactors& wear, double kmh);

}  // namespace mwendo
