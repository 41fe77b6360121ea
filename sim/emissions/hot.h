// Fleet-weighted factors by class, slope and speed, tabulated once, so that emissions of a whole
// day are table look-ups.
//
//   const FleetFactors fleet = make_fleet_factors(set);
//   EngineUse use = fleet.engine_use(VehicleClass::bus, km, hours, grade);   // fuel, NOx, PM ...
//
// Guarantees:
//  1. At or above the lowest speed of a row's range: emission = EF(V) x distance, V the mean speed.
//  2. Below it nothing is extrapolated: the distance counts at EF(v_min), and the time beyond
//     distance / v_min counts as idling at the class's litres per hour. Continuous at v_min; a
//     vehicle that only stands emits the idle rate.
//  3. Idling emits NOx, PM, CH4 and N2O in the proportion to energy of EF(v_min).
//  4. Linear in (distance, time): twice both gives twice the emission.
// Errors: the 0.5 km/h grid reproduces the rows within 0.5 %
// (tests/scenarios/impacts/emission_factors_test.cpp).
// Limits: no cold start; no gradient effect where the source has no slope rows (cars, minibuses,
// motorcycles, trucks); hybrid and gas buses count as diesel.
// Source: EMEP/EEA Guidebook 2019; idle rates see scenarios/emission_factors/idle_rates.csv.
#pragma once

#include <array>
#include <vector>

#include "sim/emissions/factors.h"

namespace mwendo {

// What the engines of a class use and emit: MJ by fuel, then grams.
struct EngineUse {
  std::array<double, kFuelCount> mj{};
  double nox_g = 0;
  double pm_g = 0;
  double ch4_g = 0;
  double n2o_g = 0;

  void add(const EngineUse& other, double factor);
};

// Of one technology, without a table: the definition that the table reproduces.
[[nodiscard]] EngineUse engine_use_of(const VehicleTechnology& technology,
                                      const std::array<FuelProperties, kFuelCount>& fuels,
                                      double idle_l_per_h, double km, double hours, double slope);

class FleetFactors {
 public:
  static constexpr double kStepKmh = 0.5;
  static constexpr std::size_t kSpeeds = 281;  // 0 .. 140 km/h
  static constexpr std::array<double, 7> kSlopes = {-0.06, -0.04, -0.02, 0, 0.02, 0.04, 0.06};

  explicit FleetFactors(FactorSet set);

  [[nodiscard]] const FactorSet& set() const { return set_; }
  // Of the vehicles that burn fuel, as if the whole class did. Speeds above 140 km/h count as 140;
  // so does a distance in no time.
  [[nodiscard]] EngineUse engine_use(VehicleClass c, double km, double hours, double slope) const;
  [[nodiscard]] EngineUse idle_use(VehicleClass c, double hours) const;
  [[nodiscard]] double wear_pm25_g(VehicleClass c, double km, double kmh) const;
  [[nodiscard]] double resuspended_g_per_km() const { return resuspended_g_per_km_; }

 private:
  struct ClassTable {
    bool has_engine = false;
    bool has_slopes = false;
    // By slope, then speed. Per hour, not per km: below v_min the rate is linear in the speed.
    std::array<std::vector<EngineUse>, kSlopes.size()> per_h;
  };
  [[nodiscard]] static EngineUse per_h(const ClassTable& table, double kmh, double slope);

  FactorSet set_;
  std::array<ClassTable, kVehicleClassCount> tables_;
  double resuspended_g_per_km_ = 0;
};

[[nodiscard]] FleetFactors make_fleet_factors(FactorSet set);

}  // namespace mwendo
