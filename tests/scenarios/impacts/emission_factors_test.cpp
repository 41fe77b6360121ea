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
    EXPECT_GT(set.electricity.grid_losses, 0.1);
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

TEST(FactorTables, WarmingPotentialsFollowTheChosenReport) {
  EXPECT_DOUBLE_EQ(load("nairobi", "Kenya", GwpSet::ar4).gwp.n2o, 298);
  EXPECT_DOUBLE_EQ(load("nairobi", "Kenya", GwpSet::ar6).gwp.ch4, 29.8);
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
    EXPECT_GE(e.problems().size(), 8U);
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
