#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "network/base/input_error.h"
#include "scenarios/files/geopackage.h"
#include "scenarios/files/json_writer.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/files/text_file.h"
#include "scenarios/impacts/emission_factors.h"
#include "scenarios/impacts/run_emissions.h"
#include "scenarios/results/indicator_docs.h"
#include "scenarios/results/point_grid.h"
#include "scenarios/results/run_summary.h"
#include "scenarios/results/tables.h"
#include "scenarios/results/write_results.h"
#include "tests/support/synthetic_run.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

FactorSet nairobi_factors() {
  std::vector<Assumption> assumed;
  CityFigures city;
  city.name = "nairobi";
  city.country = "Kenya";
  return load_factors(fs::path(MWENDO_TEST_SOURCE_DIR) / "scenarios/emission_factors", city,
                      GwpSet::ar6, assumed);
}

class Results : public ::testing::Test {
 protected:
  static RunSummary run(const testing::SyntheticCity& city, std::uint64_t seed) {
    const RunResults results = testing::make_synthetic_results(city, seed);
    const Corridor corridor = brt_corridor_of(city.world);
    return summarise(city.world, city.population, results,
                     emissions_of_run(city.world, results, nairobi_factors()), &corridor);
  }
};

TEST(IndicatorTable, IdsAreUniqueAndDocumented) {
  std::vector<std::string> ids;
  for (const Indicator& row : indicator_table()) {
    ids.push_back(row.id);
    EXPECT_GT(std::string(row.definition).size(), 10U) << row.id;
    EXPECT_FALSE(std::string(row.unit).empty()) << row.id;
    EXPECT_FALSE(std::string(row.source).empty()) << row.id;
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(IndicatorTable, ThePageOfTheDocsIsTheTable) {
  const std::string page = text_of(fs::path(MWENDO_TEST_SOURCE_DIR) / "docs/results.md");
  const auto first = page.find("| id | unit |");
  ASSERT_NE(first, std::string::npos);
  const std::string table = page.substr(first, page.find("\n\n", first) + 1 - first);
  EXPECT_EQ(table, indicator_table_markdown());
  if (std::getenv("MWENDO_PRINT_INDICATORS")) std::puts(indicator_table_markdown().c_str());
}

TEST_F(Results, IndicatorsFollowTheirDefinitions) {
  const auto city = testing::make_synthetic_city(true);
  const RunSummary s = run(city, 1);
  double shares = 0;
  for (const IndicatorValue& v : s.indicators)
    if (v.indicator->id == std::string("mode_share")) shares += *v.value;
  EXPECT_NEAR(shares, 100, 1e-9);
  EXPECT_NEAR(*s.value("trips"), 40000, 1e-6);
  double km = 0;
  for (const LinkId l : city.world.network.links()) km += s.links.vehicle_km[l];
  EXPECT_NEAR(*s.value("vehicle_km_motor"), km, 1e-6 * km);
  EXPECT_GT(*s.value("congestion_index"), 1);
  EXPECT_GE(*s.value("motor_speed"), *s.value("peak_speed"));
  EXPECT_NEAR(*s.value("brt_speed"), 23.4, 0.01);
  EXPECT_NEAR(*s.value("brt_peak_capacity"), 150 * 30, 1);
  EXPECT_GT(*s.value("minibus_speed_corridor"), 0);
  double by_class = 0;
  for (const IndicatorValue& v : s.indicators)
    if (v.indicator->id == std::string("co2e_class")) by_class += v.value.value_or(0);
  EXPECT_NEAR(*s.value("co2e"), by_class, 1e-9 * by_class);
}

TEST_F(Results, WhatDoesNotApplyIsAbsent) {
  const auto city = testing::make_synthetic_city(false);
  const RunSummary s = run(city, 1);
  EXPECT_FALSE(s.value("brt_riders").has_value());
  EXPECT_FALSE(s.value("brt_speed").has_value());
  EXPECT_FALSE(s.value("minibus_speed_corridor").has_value());
  EXPECT_TRUE(s.value("mode_share.brt").has_value());
  EXPECT_EQ(*s.value("mode_share.brt"), 0);
}

// 1.8 kWh a km of an articulated bus from the battery, a tenth lost in the charger.
TEST_F(Results, BatteryBrtDrivesOnElectricityOnly) {
  const auto with = run(testing::make_synthetic_city(true), 1);
  const double km = *with.value("vehicle_km.articulated_bus");
  ASSERT_GT(km, 0);
  EXPECT_NEAR(*with.value("electricity"), km * 1.8 / 0.9, 1e-5 * km);
  const auto without = run(testing::make_synthetic_city(false), 1);
  EXPECT_EQ(*without.value("electricity"), 0);
}

TEST_F(Results, SameResultsSameBytes) {
  const auto city = testing::make_synthetic_city(true);
  RunSummary a = run(city, 3);
  RunSummary b = run(city, 3);
  b.threads = 7;
  b.wall_seconds = 99;
  EXPECT_EQ(summary_json(a), summary_json(b));
  const testing::TemporaryFolder temporary;
  const fs::path& folder = temporary.path();
  write_links_csv(folder / "a.csv", city.world.network, a.links);
  write_links_csv(folder / "b.csv", city.world.network, b.links);
  EXPECT_EQ(text_of(folder / "a.csv"), text_of(folder / "b.csv"));
  EXPECT_NE(summary_json(a), summary_json(run(city, 4)));
}

TEST_F(Results, FolderHoldsEveryFileAndTablesAreWellFormed) {
  const auto city = testing::make_synthetic_city(true);
  const RunSummary s = run(city, 1);
  const testing::TemporaryFolder temporary;
  const fs::path& folder = temporary.path();
  write_results(folder, city.world, s);
  for (const char* name :
       {"run.json", "summary.json", "indicators.csv", "time_series.csv", "links.csv", "lines.csv",
        "sections.csv", "stops.csv", "zones.csv", "network.gpkg"})
    EXPECT_GT(fs::file_size(folder / name), 100U) << name;
  std::ifstream links(folder / "links.csv");
  std::string line;
  std::getline(links, line);
  const auto commas = std::count(line.begin(), line.end(), ',');
  std::size_t rows = 0;
  for (; std::getline(links, line); ++rows)
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), commas) << line;
  EXPECT_EQ(rows, city.world.network.links().size());
  EXPECT_EQ(text_of(folder / "summary.json").find("wall"), std::string::npos);
  EXPECT_THAT(text_of(folder / "zones.csv"), HasSubstr("\"Zone 1, quarter\""));
}

std::string output_of(const std::string& command) {
  std::string text;
  if (FILE* pipe = ::popen(command.c_str(), "r")) {
    char buffer[512];
    while (std::fgets(buffer, sizeof buffer, pipe)) text += buffer;
    ::pclose(pipe);
  }
  return text;
}

TEST_F(Results, GeoPackageOpensInGdal) {
  if (output_of("command -v ogrinfo").empty())
    GTEST_SKIP() << "ogrinfo (gdal-bin) is not installed";
  const auto city = testing::make_synthetic_city(true);
  const testing::TemporaryFolder temporary;
  const fs::path& folder = temporary.path();
  write_network_package(folder / "network.gpkg", city.world, run(city, 1));
  const std::string info =
      output_of("ogrinfo -so -al " + (folder / "network.gpkg").string() + " 2>&1");
  EXPECT_THAT(info, HasSubstr("Layer name: links"));
  EXPECT_THAT(info, HasSubstr("Geometry: Line String"));
  EXPECT_THAT(info, HasSubstr("Layer name: stops"));
  EXPECT_THAT(info, HasSubstr("Layer name: zones"));
  EXPECT_THAT(info, HasSubstr("UTM zone 37S"));
  EXPECT_THAT(info, HasSubstr("speed_kmh: Real"));
  EXPECT_THAT(info,
              HasSubstr("Feature Count: " + std::to_string(city.world.network.links().size())));
  EXPECT_EQ(info.find("Warning"), std::string::npos) << info;
  EXPECT_EQ(info.find("ERROR"), std::string::npos) << info;
}

TEST(GeoPackageFile, RefusesOtherSystems) {
  const testing::TemporaryFolder folder;
  EXPECT_THROW(GeoPackage(folder / "x.gpkg", "EPSG:3857"), InputError);
}

TEST_F(Results, TripsFileIsZstandard) {
  const auto city = testing::make_synthetic_city(false);
  const RunResults results = testing::make_synthetic_results(city, 1);
  const testing::TemporaryFolder folder;
  const fs::path file = folder / "trips.csv.zst";
  write_trips_csv_zst(file, city.population, results.trips);
  if (output_of("command -v zstd").empty()) {
    EXPECT_EQ(text_of(file).substr(0, 4), "\x28\xB5\x2F\xFD");
    return;
  }
  EXPECT_EQ(output_of("zstd -dc " + file.string() + " | wc -l"), "4001\n");
}

TEST(ResultsFolder, AppearsWholeOrNotAtAll) {
  const testing::TemporaryFolder temporary;
  const fs::path& parent = temporary.path();
  {
    ResultsFolder folder(parent / "out", false);
    std::ofstream(folder.path() / "run.json") << "{}";
    EXPECT_FALSE(fs::exists(parent / "out"));
  }
  EXPECT_TRUE(fs::is_empty(parent));
  ResultsFolder folder(parent / "out", false);
  std::ofstream(folder.path() / "run.json") << "{}";
  folder.commit();
  EXPECT_TRUE(fs::exists(parent / "out" / "run.json"));
  EXPECT_THROW(ResultsFolder(parent / "out", false), InputError);
  ResultsFolder again(parent / "out", true);
  std::ofstream(again.path() / "summary.json") << "{}";
  again.commit();
  EXPECT_FALSE(fs::exists(parent / "out" / "run.json"));
  EXPECT_TRUE(fs::exists(parent / "out" / "summary.json"));
  EXPECT_EQ(std::distance(fs::directory_iterator(parent), fs::directory_iterator()), 1);
}

TEST(ResultsFolder, ForceReplacesResultsOnly) {
  const testing::TemporaryFolder temporary;
  const fs::path& parent = temporary.path();
  fs::create_directories(parent / "letters");
  std::ofstream(parent / "letters" / "love.txt") << "dear";
  EXPECT_THROW(ResultsFolder(parent / "letters", true), InputError);
  EXPECT_TRUE(fs::exists(parent / "letters" / "love.txt"));
  EXPECT_THROW(ResultsFolder("/proc/mwendo", false), InputError);
}

TEST(TextFile, FullDiskIsARunError) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  EXPECT_THROW(
      {
        TextFile file("/dev/full");
        for (int i = 0; i < 10000; ++i) file.line("some text that fills a buffer");
        file.close();
      },
      RunError);
}

TEST(TextFile, NumbersAndFields) {
  EXPECT_EQ(fixed(-0.0001, 2), "0.00");
  EXPECT_EQ(fixed(-1.255, 1), "-1.3");
  EXPECT_EQ(fixed(0.0 / 0.0, 1), "");
  EXPECT_EQ(csv_field("a \"b\", c"), "\"a \"\"b\"\", c\"");
  EXPECT_EQ(clock(7 * 3600 + 30 * 60), "07:30");
}

TEST(JsonWriter, EscapesAndNests) {
  JsonWriter json;
  json.begin_object().key("a\"b").value("line\nend").key("list").begin_array();
  json.value(1).number(2.5, 1).null().end_array().end_object();
  EXPECT_EQ(json.text(),
            "{\n  \"a\\\"b\": \"line\\nend\",\n  \"list\": [\n    1,\n    2.5,\n    "
            "null\n  ]\n}\n");
}

TEST(PointGrid, AgreesWithLookingAtEveryPoint) {
  std::vector<Point> points;
  for (int i = 0; i < 200; ++i)
    points.push_back({std::fmod(i * 137.5, 1000.0), std::fmod(i * 71.3, 1000.0)});
  const PointGrid grid(points, 40);
  for (int i = 0; i < 300; ++i) {
    const Point p{std::fmod(i * 53.7, 1100.0) - 50, std::fmod(i * 91.1, 1100.0) - 50};
    bool expected = false;
    for (const Point& q : points) expected |= distance(p, q) <= 40;
    EXPECT_EQ(grid.any_within(p, 40), expected);
  }
}

TEST(MatchLinks, FindsEqualLinksOfAnEditedNetwork) {
  const auto city = testing::make_synthetic_city(false);
  Network changed = city.world.network;
  const LinkId moved{7};
  changed.geometry[changed.link.first_point[moved]].x += 40;
  const auto match = match_links(city.world.network, changed);
  for (const LinkId l : changed.links()) {
    if (l == moved)
      EXPECT_FALSE(match[l].valid());
    else
      EXPECT_EQ(match[l], l);
  }
}

}  // namespace
}  // namespace mwendo
