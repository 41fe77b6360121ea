// Folders made by `mwendo import`: what they hold, what of a city reaches the world, what is
// refused.
#include "scenarios/cities/imported_city.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network/assembly/generate.h"
#include "network/network_file.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/fit_to_network.h"
#include "scenarios/experiments/scenario.h"
#include "scenarios/files/config.h"
#include "scenarios/files/data_folder.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::TemporaryFolder;

constexpr Point kNairobi{257500, 9857500};  // near the centre, in metres of EPSG:32737

// 20 x 20 streets, 150 m apart.
Network grid_at(Point corner, const char* crs = "EPSG:32737") {
  Network net = generate_grid({.rows = 20, .columns = 20});
  net.name = "grid";
  net.crs = crs;
  for (const NodeId n : net.nodes())
    net.node.position[n] = {net.node.position[n].x + corner.x, net.node.position[n].y + corner.y};
  for (Point& p : net.geometry) p = {p.x + corner.x, p.y + corner.y};
  return net;
}

ImportedCity extract(const std::string& city, const std::string& source = "core.osm.pbf") {
  ImportedCity imported;
  imported.city = city;
  imported.source = source;
  return imported;
}

std::vector<Problem> problems_of(const TemporaryFolder& folder) {
  Problems problems;
  const CityWorld world = load_any_city(folder.path().string(), problems);
  EXPECT_EQ(world.network.links().size(), 0U) << "with problems there is no world";
  return problems.all();
}

TEST(ImportedCity, FoldersAreNamedByPaths) {
  for (const char* folder : {".", "./core", "out/core", "/tmp/core", "core/"})
    EXPECT_TRUE(is_city_folder(folder)) << folder;
  for (const char* name : {"nairobi", "addis-ababa", "..", ""})
    EXPECT_FALSE(is_city_folder(name)) << name;
}

TEST(ImportedCity, DataLieInTheFolderOrBesideTheProgram) {
  EXPECT_EQ(city_data_folder("out/core"), "out/core");
  EXPECT_EQ(city_data_folder("kampala"), data_folder() / "cities" / "kampala");
}

TEST(ImportedCity, WhatWasImportedIsWritten) {
  const TemporaryFolder folder;
  write_imported_city(
      folder.path(),
      {.city = "nairobi", .source = "a \"new\" extract.osm.pbf", .sha256 = "0123abcd"});
  Problems problems;
  const ConfigTable table = read_config(folder / "imported.toml", problems);
  ConfigReader in(table, problems);
  EXPECT_EQ(in.text("city"), "nairobi");
  EXPECT_EQ(in.text("source"), "a \"new\" extract.osm.pbf");
  EXPECT_EQ(in.text("sha256"), "0123abcd");
  EXPECT_EQ(in.text("origin"), "an OpenStreetMap extract");
  in.finish();
  EXPECT_TRUE(problems.empty());
}

TEST(ImportedCity, WithPeopleItHasAScenarioToRun) {
  const TemporaryFolder folder;
  write_imported_city(folder.path(), extract("nairobi"));
  Problems problems;
  const Scenario s = load_scenario((folder / "base.toml").string(), problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(s.from_s, 6.5 * 3600);
  EXPECT_EQ(s.to_s, 8.5 * 3600);
  EXPECT_EQ(s.sample, 0.05);
  EXPECT_EQ(s.iterations, 16);
  EXPECT_TRUE(is_city_folder(s.city)) << s.city;
  EXPECT_TRUE(std::filesystem::equivalent(s.city, folder.path())) << s.city;
}

TEST(ImportedCity, WithoutPeopleItHasNoScenario) {
  const TemporaryFolder folder;
  write_imported_city(folder.path(), extract(""));
  EXPECT_TRUE(std::filesystem::exists(folder / "imported.toml"));
  EXPECT_FALSE(std::filesystem::exists(folder / "base.toml"));
  save_network(grid_at(kNairobi), folder.path().string());
  const auto problems = problems_of(folder);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].file, folder.path().string());
  EXPECT_EQ(problems[0].what, "the folder has streets but no people");
  EXPECT_THAT(problems[0].what_to_do, StartsWith("import again with --city, one of "));
  for (const std::string& city : city_names()) EXPECT_THAT(problems[0].what_to_do, HasSubstr(city));
}

// The people and lines of Nairobi on the grid, as fit_to_network makes them; the source of the
// streets is added.
TEST(ImportedCity, ReachesTheWorldWithThePeopleOfItsCity) {
  const TemporaryFolder folder;
  const Network grid = grid_at(kNairobi);
  save_network(grid, folder.path().string());
  write_imported_city(folder.path(), extract("nairobi"));
  Problems problems;
  const CityWorld world = load_any_city(folder.path().string(), problems);
  ASSERT_TRUE(problems.empty()) << problems.all()[0].text();
  EXPECT_EQ(world.network.links().size(), grid.links().size());
  EXPECT_EQ(world.network.geometry, grid.geometry);
  // Limits of 50 and 30 km/h; empty streets of Nairobi are driven at 46 and 20.
  for (const LinkId l : grid.links())
    EXPECT_FLOAT_EQ(world.network.link.free_speed_mps[l],
                    (grid.link.road_class[l] == RoadClass::primary ? 46 : 20) / 3.6F);
  EXPECT_EQ(world.assumptions.back().subject, "free speeds");
  EXPECT_EQ(world.assumptions.back().count, static_cast<double>(grid.links().size()));
  EXPECT_EQ(world.figures.title, "Nairobi");
  const CityWorld nairobi = load_city("nairobi");
  const CityWorld fitted = fit_to_network(nairobi, grid);
  EXPECT_EQ(world.zones.population, fitted.zones.population);
  EXPECT_EQ(world.transit.line.name, fitted.transit.line.name);
  EXPECT_GT(world.zones.zones().size(), 0U);
  ASSERT_EQ(world.sources.size(), nairobi.sources.size() + 1);
  EXPECT_EQ(world.sources.back().what, "streets");
  EXPECT_EQ(world.sources.back().source, "OpenStreetMap extract");
  EXPECT_EQ(world.sources.back().licence, "ODbL");
}

// A SUMO net has the licence of its file and keeps its speeds. The grid lies 200 km off the second
// time.
TEST(ImportedCity, StreetsOfAnotherOriginOrPlace) {
  const TemporaryFolder folder;
  ImportedCity net = extract("nairobi", "core.net.xml");
  net.origin = "a SUMO net";
  write_imported_city(folder.path(), net);
  const Network grid = grid_at(kNairobi);
  save_network(grid, folder.path().string());
  Problems problems;
  const CityWorld sumo = load_any_city(folder.path().string(), problems);
  EXPECT_EQ(sumo.network.link.free_speed_mps.raw(), grid.link.free_speed_mps.raw());
  EXPECT_EQ(sumo.sources.back().source, "core.net.xml");
  EXPECT_EQ(sumo.sources.back().licence, "of the file");
  save_network(grid_at({kNairobi.x + 200000, kNairobi.y}), folder.path().string());
  const auto refused = problems_of(folder);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].what, "no zone of Nairobi lies on this network");
}

TEST(ImportedCity, WithoutItsFilesIsAProblem) {
  const TemporaryFolder folder;
  auto problems = problems_of(folder);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].file, (folder / "imported.toml").string());
  EXPECT_EQ(problems[0].what, "cannot read the file");
  write_imported_city(folder.path(), extract("nairobi"));
  problems = problems_of(folder);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].file, EndsWith("network.mwn"));
}

TEST(ImportedCity, WrongWordsAreToldWithTheirPlace) {
  const TemporaryFolder folder;
  folder.write("imported.toml", "city = \"nairobi\"\nsorce = \"x\"\n");
  auto problems = problems_of(folder);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].text(),
              EndsWith("imported.toml:2:1: unknown key 'sorce'; did you mean 'source'?"));
  folder.write("imported.toml", "city = 3\n");
  problems = problems_of(folder);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].text(), EndsWith("imported.toml:1:1: 'city' is a whole number; give a "
                                           "text in quotes"));
  folder.write("imported.toml", "city = \"nairoby\"\n");
  problems = problems_of(folder);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].text(), HasSubstr("nairobi"));
}

}  // namespace
}  // namespace mwendo
