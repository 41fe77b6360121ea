#include "sim/emissions/emissions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mwendo {
namespace {

// 100 g of fuel energy per km at any speed from 10 km/h; figures easy to follow by hand.
VehicleTechnology flat_technology(Fuel fuel, double share, double mj_per_km) {
  VehicleTechnology t;
  t.fuel = fuel;
  t.share = share;
  const auto constant = [](double value) {
    return std::vector<SlopeFunction>{
        {0, {.gamma = value, .hta = 1, .v_min_kmh = 10, .v_max_kmh = 120}}};
  };
  t.hot[index_of(HotPollutant::energy)] = constant(mj_per_km);
  t.hot[index_of(HotPollutant::nox)] = constant(0.5);
  t.hot[index_of(HotPollutant::pm)] = constant(0.01);
  t.hot[index_of(HotPollutant::ch4)] = constant(0.02);
  return t;
}

FactorSet simple_set() {
  FactorSet set;
  set.fuels[index_of(Fuel::petrol)] = {44.3, 69.3, 0.74, 0.0032, 0.033, 17};
  set.fuels[index_of(Fuel::diesel)] = {43.0, 74.1, 0.84, 0.0039, 0.0039, 18.9};
  ClassFleet& car = set.classes[index_of(VehicleClass::car)];
  car.technologies = {flat_technology(Fuel::petrol, 0.75, 3),
                      flat_technology(Fuel::diesel, 0.25, 2)};
  car.idle_l_per_h = {0.7, 0.6};
  car.wear = {0.0107, 0.0075, 0.015};
  car.kwh_per_km = 0.18;
  set.electricity = {100, 0.2, 0.9};
  return set;
}

TallyCell cell_of(double km, double kmh) {
  TallyCell cell;
  const std::size_t b = speed_bin(static_cast<float>(kmh));
  cell.distance_m[b] = static_cast<float>(km * 1000);
  cell.time_s[b] = static_cast<float>(km / kmh * 3600);
  return cell;
}

TEST(SpeedFunction, ClampsToItsRange) {
  const SpeedFunction f{.alpha = 1, .hta = 1, .v_min_kmh = 10, .v_max_kmh = 50};
  EXPECT_DOUBLE_EQ(f.at(5), 100);
  EXPECT_DOUBLE_EQ(f.at(20), 400);
  EXPECT_DOUBLE_EQ(f.at(90), 2500);
}

TEST(Technology, InterpolatesBetweenSlopesAndClampsBeyond) {
  VehicleTechnology t;
  for (double slope : {-0.06, 0.0, 0.06})
    t.hot[0].push_back({slope, {.gamma = 10 + 100 * slope, .hta = 1}});
  EXPECT_NEAR(t.hot_at(HotPollutant::energy, 30, 0.03), 13, 1e-12);
  EXPECT_NEAR(t.hot_at(HotPollutant::energy, 30, -0.03), 7, 1e-12);
  EXPECT_NEAR(t.hot_at(HotPollutant::energy, 30, 0.2), 16, 1e-12);
  EXPECT_NEAR(t.hot_at(HotPollutant::energy, 30, -0.2), 4, 1e-12);
}

TEST(Emissions, Co2IsTheFuelBalance) {
  const FleetFactors fleet = make_fleet_factors(simple_set());
  const auto e = cell_emissions(cell_of(10, 40), VehicleClass::car, 0, fleet);
  const double petrol_mj = 10 * 0.75 * 3;
  const double diesel_mj = 10 * 0.25 * 2;
  EXPECT_NEAR(e[Emission::co2], petrol_mj * 69.3 + diesel_mj * 74.1, 1e-3);
  EXPECT_NEAR(e[Emission::petrol_l], petrol_mj / 44.3 / 0.74, 1e-5);
  EXPECT_NEAR(e[Emission::diesel_l], diesel_mj / 43.0 / 0.84, 1e-5);
  const double n2o = petrol_mj * 0.0032 + diesel_mj * 0.0039;
  EXPECT_NEAR(e[Emission::n2o], n2o, 1e-6);
  EXPECT_NEAR(e[Emission::co2e], e[Emission::co2] + 29.8 * 0.2 + 273 * n2o, 1e-3);
  EXPECT_NEAR(e[Emission::co2e_upstream], petrol_mj * 17 + diesel_mj * 18.9, 1e-3);
}

TEST(Emissions, BelowTheRangeDistanceAtItsLowEndAndTheRestIdles) {
  FactorSet set = simple_set();
  set.classes[0].technologies = {flat_technology(Fuel::petrol, 1, 3)};
  const FleetFactors fleet = make_fleet_factors(set);
  // 1 km in 15 min = 4 km/h: 6 min at 10 km/h, 9 min of idling at 0.7 l/h.
  const auto e = cell_emissions(cell_of(1, 4), VehicleClass::car, 0, fleet);
  const double litres = 3 / (44.3 * 0.74) + 0.7 * 9 / 60;
  EXPECT_NEAR(e[Emission::petrol_l], litres, 1e-5);
}

TEST(Emissions, StandingOnlyGivesTheIdleRate) {
  const FleetFactors fleet = make_fleet_factors(simple_set());
  TallyCell cell;
  cell.standing_s = 3600;
  const auto e = cell_emissions(cell, VehicleClass::car, 0, fleet);
  EXPECT_NEAR(e[Emission::petrol_l], 0.75 * 0.7, 1e-9);
  EXPECT_NEAR(e[Emission::diesel_l], 0.25 * 0.6, 1e-9);
  EXPECT_GT(e[Emission::nox], 0);
}

TEST(Emissions, IsContinuousWhereIdlingBegins) {
  const FleetFactors fleet = make_fleet_factors(simple_set());
  const auto below = fleet.engine_use(VehicleClass::car, 1, 1 / 9.999, 0);
  const auto above = fleet.engine_use(VehicleClass::car, 1, 1 / 10.001, 0);
  EXPECT_NEAR(below.mj[0], above.mj[0], 1e-3);
  const auto crawl = fleet.engine_use(VehicleClass::car, 1, 1 / 0.9999, 0);
  const auto walk = fleet.engine_use(VehicleClass::car, 1, 1 / 1.0001, 0);
  EXPECT_NEAR(crawl.mj[0] / walk.mj[0], 1, 1e-3);
}

TEST(Emissions, BatteryVehiclesEmitAtThePowerStation) {
  FactorSet set = simple_set();
  set.classes[0].electric_share = 1;
  const FleetFactors fleet = make_fleet_factors(set);
  const auto e = cell_emissions(cell_of(10, 40), VehicleClass::car, 0, fleet);
  EXPECT_EQ(e[Emission::co2], 0);
  EXPECT_EQ(e[Emission::nox], 0);
  EXPECT_NEAR(e[Emission::electricity_kwh], 1.8 / 0.9, 1e-6);
  EXPECT_NEAR(e[Emission::co2e], 1.8 / 0.9 / 0.8 * 100, 1e-3);
  EXPECT_GT(e[Emission::pm25_wear], 0);
}

TEST(Emissions, WearFollowsTheSpeedFactors) {
  const WearFactors car{0.0107, 0.0075, 0.015};
  EXPECT_NEAR(wear_pm25(car, 20), 0.0107 * 0.42 * 1.39 + 0.0075 * 0.39 * 1.67 + 0.015 * 0.27, 1e-9);
  EXPECT_NEAR(
      wear_pm25(car, 60),
      0.0107 * 0.42 * (1.78 - 0.00974 * 60) + 0.0075 * 0.39 * (2.75 - 0.027 * 60) + 0.015 * 0.27,
      1e-9);
  EXPECT_NEAR(heavy_tyre_tsp(2, 0.5), (1.41 + 0.69) * 0.0107, 1e-12);
}

TEST(Emissions, ResuspensionIsTheRoadDustEquation) {
  const Resuspension dust{0.15, 0.6, 2.5};
  EXPECT_NEAR(dust.g_per_km(), 0.15 * std::pow(0.6, 0.91) * std::pow(2.5, 1.02), 1e-9);
}

class TwoLinks : public ::testing::Test {
 protected:
  TwoLinks() : tallies(2, 0, 1800) {
    net.link.from.assign(2, NodeId{0});
    net.link.grade.assign(2, 0);
    for (std::uint32_t l = 0; l < 2; ++l)
      for (std::size_t p = 0; p < 2; ++p) {
        tallies.at(LinkId{l}, p, VehicleClass::car) = cell_of(1.0 + l + double(p), 7 + 20 * l);
        if (p == 0) tallies.at(LinkId{l}, p, VehicleClass::bicycle) = cell_of(2, 12);
      }
  }
  Network net;
  Tallies tallies;
};

TEST_F(TwoLinks, SumsAgreeWhicheverWayTheyAreTaken) {
  const FleetFactors fleet = make_fleet_factors(simple_set());
  const EmissionTallies e = emissions_of(net, tallies, fleet);
  const EmissionValues total = e.total();
  for (std::size_t i = 0; i < kEmissionCount; ++i) {
    const auto which = static_cast<Emission>(i);
    double links = 0;
    double classes = 0;
    double periods = 0;
    for (std::uint32_t l = 0; l < 2; ++l) links += e.over_link(LinkId{l})[which];
    for (std::size_t c = 0; c < kVehicleClassCount; ++c)
      classes += e.over_class(static_cast<VehicleClass>(c))[which];
    for (std::size_t p = 0; p < 2; ++p) periods += e.over_period(p)[which];
    EXPECT_NEAR(links, total[which], 1e-9 * total[which]);
    EXPECT_NEAR(classes, total[which], 1e-9 * total[which]);
    EXPECT_NEAR(periods, total[which], 1e-9 * total[which]);
  }
  EXPECT_GT(total[Emission::co2e], 0);
}

TEST_F(TwoLinks, StoresOnlyCellsWithTraffic) {
  const EmissionTallies e = emissions_of(net, tallies, make_fleet_factors(simple_set()));
  EXPECT_EQ(e.cells_of(LinkId{0}).size(), 3U);
  EXPECT_EQ(e.over_class(VehicleClass::bicycle)[Emission::co2e], 0);
  EXPECT_EQ(e.over_class(VehicleClass::bus)[Emission::co2e], 0);
}

}  // namespace
}  // namespace mwendo
