#include "scenarios/impacts/emission_factors.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "scenarios/files/csv_table.h"
#include "sim/emissions/emissions.h"

namespace mwendo {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "scenarios" / "emission_factors";

CityFigures city(const std::string& name, const std::string& country) {
  CityFigures figures;
  figures.name = name;
  figures.country = country;
  return figures;
}

FactorSet load(const std::string& name, const std::string& country, GwpSet gwp = GwpSet::ar6) {
  std::vector<Assumption> assumed;
  return load_factors(kFolder, city(name, country), gwp, assumed);
}

const VehicleTechnology& technology(const FactorSet& set, VehicleClass c, const std::string& name) {
  for (const VehicleTechnology& t : set.classes[index_of(c)].technologies)
    if (t.name == name) return t;
  throw std::runtime_error("no technology " + name);
}

TEST(FactorTables, EveryRowGivesItsOwnCheckValues) {
  Problems problems;
  const CsvTable table = CsvTable::read(kFolder / "hot_factors.csv", problems);
  ASSERT_GT(table.rows(), 400U);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto get = [&](const char* column) { return table.number(r, column, problems); };
    const SpeedFunction f{get("alpha"),     get("beta"),     get("gamma"), get("delta"),
                          get("epsilon"),   get("zita"),     get("hta"),   get("rf"),
                          get("v_min_kmh"), get("v_max_kmh")};
    for (const auto& [kmh, column] : {std::pair{10, "at_10_kmh"},
                                      {20, "at_20_kmh"},
                                      {30, "at_30_kmh"},
                                      {50, "at_50_kmh"},
                                      {80, "at_80_kmh"}})
      EXPECT_NEAR(f.at(kmh), get(column), 1e-5 * std::abs(get(column)) + 1e-12)
          << "row " << r << " at " << kmh;
  }
  EXPECT_TRUE(problems.empty());
}

TEST(FactorTables, PublishedCheckValues) {
  const FactorSet set = load("addis-ababa", "Ethiopia");
  const auto co2_at_20 = [&](VehicleClass c, const std::string& name) {
    const VehicleTechnology& t = technology(set, c, name);
    return t.hot_at(HotPollutant::energy, 20, 0) * set.fuels[index_of(t.fuel)].co2_g_per_mj;
  };
  EXPECT_NEAR(co2_at_20(VehicleClass::car, "petrol IV"), 246, 1);
  EXPECT_NEAR(co2_at_20(VehicleClass::bus, "diesel III"), 1141, 1);
}

TEST(FactorTables, TheGridReproducesTheRows) {
  const FactorSet set = load("nairobi", "Kenya");
  const FleetFactors fleet = make_fleet_factors(set);
  for (const VehicleClass c : {VehicleClass::car, VehicleClass::minibus, VehicleClass::bus,
                               VehicleClass::motorcycle, VehicleClass::truck})
    for (const double kmh : {1.3, 4.2, 9.8, 11.3, 17.77, 33.3, 61.2, 95.1})
      for (const double slope : {-0.05, 0.0, 0.013, 0.06}) {
        const ClassFleet& mix = set.classes[index_of(c)];
        EngineUse exact;
        for (const VehicleTechnology& t : mix.technologies)
          exact.add(
              engine_use_of(t, set.fuels, mix.idle_l_per_h[index_of(t.fuel)], 1, 1 / kmh, slope),
              t.share);
        const EngineUse table = fleet.engine_use(c, 1, 1 / kmh, slope);
        EXPECT_NEAR(table.mj[0], exact.mj[0], 0.005 * exact.mj[0]) << name_of(c) << kmh;
        EXPECT_NEAR(table.mj[1], exact.mj[1], 0.005 * exact.mj[1]) << name_of(c) << kmh;
        EXPECT_NEAR(table.nox_g, exact.nox_g, 0.005 * exact.nox_g) << name_of(c) << kmh;
      }
}

TEST(FactorTables, AllThreeCitiesHaveWholeFleets) {
  for (const auto& [name, country] :
       {std::pair{"nairobi", "Kenya"}, {"addis-ababa", "Ethiopia"}, {"kampala", "Uganda"}}) {
    const FactorSet set = load(name, country);
    for (std::size_t c = 0; c + 1 < kVehicleClassCount; ++c) {
      EXPECT_FALSE(set.classes[c].technologies.empty()) << name << c;
      EXPECT_GT(set.classes[c].wear.tyre_tsp, 0) << name << c;
      for (const VehicleTechnology& t : set.classes[c].technologies)
        EXPECT_GT(set.classes[c].idle_l_per_h[index_of(t.fuel)], 0) << name << c << t.name;
    }
    EXPECT_TRUE(set.classes[index_of(VehicleClass::bicycle)].technologies.empty());
    for (std::size_t c = 0; c + 1 < kVehicleClassCount; ++c) {
      double shares = 0;
      for (const VehicleTechnology& t : set.classes[c].technologies) shares += t.share;
      EXPECT_NEAR(shares, 1, 1e-6) << name << c;
    }
  }
}

// Rows of electricity.csv; the grid's tonnes a MWh are kilograms a kWh.
TEST(FactorTables, ElectricityIsThatOfTheCountry) {
  for (const auto& [country, losses] :
       {std::pair{"Kenya", 0.23}, {"Ethiopia", 0.20}, {"Uganda", 0.17}, {"Liechtenstein", 0.0}}) {
    std::vector<Assumption> assumed;
    CityFigures figures = city("nairobi", country);
    figures.grid_tco2_per_mwh = 0.25F;
    const FactorSet set = load_factors(kFolder, figures, GwpSet::ar6, assumed);
    EXPECT_EQ(set.electricity.grid_losses, losses) << country;
    EXPECT_EQ(set.electricity.grid_g_per_kwh, 250);
    EXPECT_EQ(set.electricity.charger_efficiency, 0.9);
    EXPECT_EQ(set.electricity.rail_kwh_per_km, 3.5);
    EXPECT_EQ(set.classes[index_of(VehicleClass::articulated_bus)].kwh_per_km, 1.8);
    EXPECT_EQ(set.classes[index_of(VehicleClass::minibus)].kwh_per_km, 0.55);
    EXPECT_NEAR(set.electricity.g_per_battery_kwh(), 250 / ((1 - losses) * 0.9), 1e-9);
  }
}

TEST(FactorTables, CongestionAndHillsCostFuel) {
  const FleetFactors fleet = make_fleet_factors(load("nairobi", "Kenya"));
  const auto mj = [&](VehicleClass c, double kmh, double slope) {
    const EngineUse use = fleet.engine_use(c, 1, 1 / kmh, slope);
    return use.mj[0] + use.mj[1];
  };
  for (const VehicleClass c : {VehicleClass::car, VehicleClass::minibus, VehicleClass::bus})
    EXPECT_GT(mj(c, 6, 0), mj(c, 15, 0));
  EXPECT_GT(mj(VehicleClass::car, 15, 0), mj(VehicleClass::car, 40, 0));
  EXPECT_GT(mj(VehicleClass::bus, 20, 0.04), 1.3 * mj(VehicleClass::bus, 20, 0));
}

// GWP100 of fossil methane and nitrous oxide: IPCC AR4 (2007), AR5 (2013), AR6 (2021).
TEST(FactorTables, WarmingPotentialsFollowTheChosenReport) {
  struct Report {
    GwpSet set;
    double ch4, n2o;
  };
  for (const auto& [set, ch4, n2o] :
       {Report{GwpSet::ar4, 25, 298}, {GwpSet::ar5, 30, 265}, {GwpSet::ar6, 29.8, 273}}) {
    EXPECT_EQ(load("nairobi", "Kenya", set).gwp.ch4, ch4) << name_of(set);
    EXPECT_EQ(load("nairobi", "Kenya", set).gwp.n2o, n2o) << name_of(set);
  }
}

// IPCC 2006: petrol 44.3 MJ/kg and 69.3 g/MJ, diesel 43.0 and 74.1; 0.74 and 0.84 kg/l. So a litre
// of petrol gives 2.272 kg of CO2, one of diesel 2.677 kg.
TEST(FactorTables, ALitreOfFuelGivesItsCarbon) {
  const FactorSet set = load("nairobi", "Kenya");
  const auto kg = [&](Fuel f) {
    const FuelProperties& p = set.fuels[index_of(f)];
    return p.mj_per_l() * p.co2_g_per_mj / 1000;
  };
  EXPECT_NEAR(kg(Fuel::petrol), 44.3 * 0.74 * 0.0693, 1e-9);
  EXPECT_NEAR(kg(Fuel::diesel), 43.0 * 0.84 * 0.0741, 1e-9);
}

TEST(FactorTables, UnknownCityTakesNairobisFleetAndNoGridLossesAndSaysSo) {
  std::vector<Assumption> assumed;
  const FactorSet set = load_factors(kFolder, city("vaduz", "Liechtenstein"), GwpSet::ar6, assumed);
  ASSERT_EQ(assumed.size(), 2U);
  EXPECT_EQ(assumed[0].subject, "fleet");
  EXPECT_EQ(assumed[1].subject, "grid losses");
  EXPECT_FALSE(set.classes[0].technologies.empty());
  EXPECT_EQ(set.electricity.grid_losses, 0);
}

TEST(FactorTables, MissingFolderListsEveryFile) {
  std::vector<Assumption> assumed;
  try {
    (void)load_factors("/nowhere", city("nairobi", "Kenya"), GwpSet::ar6, assumed);
    FAIL();
  } catch (const InputError& e) {
    EXPECT_EQ(e.problems().size(), 8U);
    for (const char* file : {"hot_factors.csv", "fleet_mix.csv", "fuels.csv", "gwp100.csv",
                             "idle_rates.csv", "electricity.csv", "wear.csv", "resuspension.csv"})
      EXPECT_NE(std::string(e.what()).find(file), std::string::npos) << file;
  }
}

TEST(FactorTables, EveryRowNamesAKnownSource) {
  Problems problems;
  const CsvTable sources = CsvTable::read(kFolder / "sources.csv", problems);
  std::vector<std::string> known;
  for (std::size_t r = 0; r < sources.rows(); ++r)
    known.push_back(sources.text(r, "source", problems));
  for (const char* file : {"hot_factors.csv", "fleet_mix.csv", "fuels.csv", "gwp100.csv",
                           "idle_rates.csv", "electricity.csv", "wear.csv", "resuspension.csv"}) {
    const CsvTable table = CsvTable::read(kFolder / file, problems);
    for (std::size_t r = 0; r < table.rows(); ++r)
      EXPECT_NE(std::find(known.begin(), known.end(), table.text(r, "source", problems)),
                known.end())
          << file << " row " << r;
  }
  EXPECT_TRUE(problems.empty());
}

TEST(CsvTable, ReadsQuotesAndReportsPlaces) {
  Problems problems;
  const CsvTable t = CsvTable::parse("a,b\r\n\"x, \"\"y\"\"\",2\n1\nz,q\n", "t.csv", problems);
  ASSERT_EQ(t.rows(), 2U);
  EXPECT_EQ(t.text(0, "a", problems), "x, \"y\"");
  EXPECT_EQ(t.number(0, "b", problems), 2);
  (void)t.number(1, "b", problems);
  ASSERT_EQ(problems.all().size(), 2U);
  EXPECT_EQ(problems.all()[0].line, 3);
  EXPECT_EQ(problems.all()[1].line, 4);
}

}  // namespace
}  // namespace mwendo
