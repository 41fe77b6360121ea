// Factors and their use, worked out by hand.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sim/emissions/emissions.h"

namespace mwendo {
namespace {

SpeedFunction constant(double value) {
  return {.gamma = value, .hta = 1, .v_min_kmh = 10, .v_max_kmh = 120};
}

// Petrol cars: 3 MJ/km, 0.6 g NOx/km, 0.03 g PM/km at any speed from 10 km/h.
FactorSet petrol_cars() {
  FactorSet set;
  set.fuels[index_of(Fuel::petrol)] = {.mj_per_kg = 44,
                                       .co2_g_per_mj = 70,
                                       .kg_per_l = 0.75,
                                       .n2o_g_per_mj = 0.003,
                                       .ch4_g_per_mj = 0.03,
                                       .upstream_co2e_g_per_mj = 17};
  VehicleTechnology t;
  t.share = 1;
  t.hot[index_of(HotPollutant::energy)] = {{0, constant(3)}};
  t.hot[index_of(HotPollutant::nox)] = {{0, constant(0.6)}};
  t.hot[index_of(HotPollutant::pm)] = {{0, constant(0.03)}};
  ClassFleet& car = set.classes[index_of(VehicleClass::car)];
  car.technologies = {t};
  car.idle_l_per_h = {0.8, 0.7};
  car.wear = {.tyre_tsp = 0.01, .brake_tsp = 0.008, .road_tsp = 0.015};
  car.kwh_per_km = 0.2;
  set.electricity = {
      .grid_g_per_kwh = 90, .grid_losses = 0.1, .charger_efficiency = 0.8, .rail_kwh_per_km = 5};
  set.resuspension = {.k_pm25_g_km = 0.15, .silt_g_m2 = 1, .mean_weight_short_tons = 1};
  return set;
}

TallyCell cell_at(double km, double kmh) {
  TallyCell cell;
  const std::size_t bin = speed_bin(static_cast<float>(kmh));
  cell.distance_m.at(bin) = static_cast<float>(1000 * km);
  cell.time_s.at(bin) = static_cast<float>(3600 * km / kmh);
  return cell;
}

EmissionValues of_cars(const TallyCell& cell, const FactorSet& set = petrol_cars()) {
  return cell_emissions(cell, VehicleClass::car, 0, make_fleet_factors(set));
}

// (2 v^2 + 3 v + 4 + 50 / v) / (0.1 v^2 + 0.2 v + 1) x 0.9 at 10 km/h: 239 / 13 x 0.9.
TEST(SpeedFunction, HasAllItsCoefficients) {
  const SpeedFunction f{.alpha = 2,
                        .beta = 3,
                        .gamma = 4,
                        .delta = 50,
                        .epsilon = 0.1,
                        .zita = 0.2,
                        .hta = 1,
                        .rf = 0.1,
                        .v_min_kmh = 5,
                        .v_max_kmh = 100};
  EXPECT_NEAR(f.at(10), 239 / 13.0 * 0.9, 1e-12);
  EXPECT_DOUBLE_EQ(f.at(3), f.at(5));
  EXPECT_DOUBLE_EQ(f.at(140), f.at(100));
}

TEST(Emissions, ATechnologyWithoutFunctionsOfItsOwnTakesThoseOfTheFuel) {
  const EmissionValues e = of_cars(cell_at(10, 40));
  EXPECT_NEAR(e[Emission::fuel_mj], 30, 1e-4);
  EXPECT_NEAR(e[Emission::ch4], 30 * 0.03, 1e-6);
  EXPECT_NEAR(e[Emission::n2o], 30 * 0.003, 1e-6);
  EXPECT_NEAR(e[Emission::co2], 2100, 0.01);
  EXPECT_NEAR(e[Emission::co2e_tailpipe], 2100 + 29.8 * 0.9 + 273 * 0.09, 0.01);
  EXPECT_NEAR(e[Emission::nox], 6, 1e-5);
  EXPECT_NEAR(e[Emission::pm25_exhaust], 0.3, 1e-6);
}

// Idling emits in proportion to energy at 10 km/h: 0.8 l are 26.4 MJ, 0.2 g NOx and 0.01 g PM each.
TEST(Emissions, AnHourOfIdling) {
  TallyCell cell;
  cell.standing_s = 3600;
  const EmissionValues e = of_cars(cell);
  EXPECT_NEAR(e[Emission::fuel_mj], 26.4, 1e-9);
  EXPECT_NEAR(e[Emission::nox], 26.4 * 0.2, 1e-9);
  EXPECT_NEAR(e[Emission::pm25_exhaust], 26.4 * 0.01, 1e-9);
  EXPECT_EQ(e[Emission::pm25_wear], 0);
  EXPECT_EQ(e[Emission::pm25_resuspended], 0);
}

// Of 15 min at a stand, 9 min are in the time of the bins: 6 min more idle.
TEST(Emissions, OnlyStandingBeyondTheBinsIsAdded) {
  TallyCell cell = cell_at(6, 40);
  const double driving = of_cars(cell)[Emission::fuel_mj];
  cell.standing_s = 540;
  EXPECT_DOUBLE_EQ(of_cars(cell)[Emission::fuel_mj], driving);
  cell.standing_s = 900;
  EXPECT_NEAR(of_cars(cell)[Emission::fuel_mj], driving + 26.4 * 0.1, 1e-6);
}

TEST(Emissions, TwiceTheTrafficIsTwiceTheEmission) {
  TallyCell one = cell_at(3, 8);
  one.add(cell_at(5, 27));
  one.standing_s = 9000;
  TallyCell two = one;
  two.add(one);
  const EmissionValues a = of_cars(one);
  const EmissionValues b = of_cars(two);
  for (std::size_t e = 0; e < kEmissionCount; ++e)
    EXPECT_NEAR(b.values[e], 2 * a.values[e], 1e-6 * b.values[e]) << e;
}

// A quarter of the distance by battery: 3/4 of the fuel; 10 km x 1/4 x 0.2 kWh from the battery,
// over 0.8 from the plug, over 0.9 at the power station with 90 g a kWh.
TEST(Emissions, AMixedFleetBurnsAndCharges) {
  FactorSet set = petrol_cars();
  set.classes[index_of(VehicleClass::car)].electric_share = 0.25;
  const EmissionValues e = of_cars(cell_at(10, 40), set);
  EXPECT_NEAR(e[Emission::fuel_mj], 22.5, 1e-4);
  EXPECT_NEAR(e[Emission::electricity_kwh], 0.5 / 0.8, 1e-6);
  EXPECT_NEAR(e[Emission::co2e] - e[Emission::co2e_tailpipe], 0.5 / 0.8 / 0.9 * 90, 1e-4);
  // Wear stays that of the whole distance.
  EXPECT_NEAR(e[Emission::pm25_wear], of_cars(cell_at(10, 40))[Emission::pm25_wear], 1e-9);
}

TEST(Emissions, DustIsResuspendedByMotorVehiclesOnly) {
  const FleetFactors fleet = make_fleet_factors(petrol_cars());
  const TallyCell cell = cell_at(10, 12);
  const auto dust = [&](VehicleClass c) {
    return cell_emissions(cell, c, 0, fleet)[Emission::pm25_resuspended];
  };
  EXPECT_NEAR(dust(VehicleClass::car), 10 * 0.15, 1e-6);  // 1^0.91 x 1^1.02
  EXPECT_NEAR(dust(VehicleClass::bus), 10 * 0.15, 1e-6);
  EXPECT_EQ(dust(VehicleClass::bicycle), 0);
}

// Energy 10 + 100 slope MJ/km: linear, so that the table of slopes is exact. Beyond 6 % it is that
// of 6 %.
TEST(Emissions, SlopesAreInterpolated) {
  FactorSet set = petrol_cars();
  auto& rows = set.classes[index_of(VehicleClass::car)].technologies[0].hot[0];
  rows = {{-0.06, constant(4)}, {0, constant(10)}, {0.06, constant(16)}};
  const FleetFactors fleet = make_fleet_factors(set);
  for (const auto& [slope, mj] :
       {std::pair{0.03, 13.0}, {-0.01, 9}, {0.06, 16}, {0.2, 16}, {-1, 4}})
    EXPECT_NEAR(cell_emissions(cell_at(1, 40), VehicleClass::car, slope, fleet)[Emission::fuel_mj],
                mj, 1e-4)
        << slope;
}

// The kilometre counts at 140 km/h, where the function is that of its upper end.
TEST(Emissions, DistanceWithoutTimeCounts) {
  const FleetFactors fleet = make_fleet_factors(petrol_cars());
  EXPECT_NEAR(fleet.engine_use(VehicleClass::car, 2, 0, 0).mj[0], 6, 1e-9);
  EXPECT_EQ(fleet.engine_use(VehicleClass::car, 0, 0, 0).mj[0], 0);
  EXPECT_EQ(fleet.engine_use(VehicleClass::bicycle, 2, 0.1, 0).mj[0], 0);  // no engine
}

TEST(Emissions, WearHasThreeSpeedRanges) {
  const WearFactors w{.tyre_tsp = 1, .brake_tsp = 0, .road_tsp = 0};
  EXPECT_NEAR(wear_pm25(w, 39.9), 0.42 * 1.39, 1e-12);
  EXPECT_NEAR(wear_pm25(w, 50), 0.42 * (1.78 - 0.487), 1e-12);
  EXPECT_NEAR(wear_pm25(w, 91), 0.42 * 0.902, 1e-12);
  const WearFactors b{.tyre_tsp = 0, .brake_tsp = 1, .road_tsp = 0};
  EXPECT_NEAR(wear_pm25(b, 20), 0.39 * 1.67, 1e-12);
  EXPECT_NEAR(wear_pm25(b, 50), 0.39 * (2.75 - 1.35), 1e-12);
  EXPECT_NEAR(wear_pm25(b, 96), 0.39 * 0.185, 1e-12);
  EXPECT_NEAR(heavy_brake_tsp(0.5), 1.956 * 1.395 * 0.0075, 1e-12);
  EXPECT_NEAR(heavy_tyre_tsp(4, 1), 2 * 2.79 * 0.0107, 1e-12);
  EXPECT_EQ(Resuspension{}.g_per_km(), 0);  // no silt, no dust
}

// 20 km at 5 kWh; with a tenth lost in the grid.
TEST(Emissions, RailTakesItsEnergyFromItsKilometres) {
  const EmissionTallies e(0, 1, petrol_cars().electricity);
  EXPECT_DOUBLE_EQ(e.rail(20).kwh, 100);
  EXPECT_DOUBLE_EQ(e.rail(20).co2_g, 100 * 90 / 0.9);
  EXPECT_EQ(e.links(), 0U);
  EXPECT_EQ(e.periods(), 1U);
}

TEST(Emissions, EveryOneHasANameAndAUnit) {
  std::set<std::string> names;
  for (std::size_t e = 0; e < kEmissionCount; ++e) names.insert(name_of(static_cast<Emission>(e)));
  EXPECT_EQ(names.size(), kEmissionCount);
  EXPECT_STREQ(name_of(Emission::pm25_resuspended), "pm25_resuspended");
  EXPECT_STREQ(name_of(Emission::electricity_kwh), "electricity");
  EXPECT_STREQ(unit_of(Emission::diesel_l), "l");
  EXPECT_STREQ(unit_of(Emission::fuel_mj), "MJ");
  EXPECT_STREQ(unit_of(Emission::electricity_kwh), "kWh");
  EXPECT_STREQ(unit_of(Emission::co2e_upstream), "g");
}

}  // namespace
}  // namespace mwendo
