#include "scenarios/cities/city_profile.h"

#include <gtest/gtest.h>

#include <string>

#include "scenarios/files/data_folder.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using testing::TemporaryFolder;

// Five lines, so that what a test adds begins at line 6.
constexpr const char* kLeast =
    "title = \"New Town\"\n"
    "country = \"Kenya\"\n"
    "time_zone = \"Africa/Nairobi\"\n"
    "projection = \"EPSG:32737\"\n"
    "driving_side = \"left\"\nstreets = [\"streets.csv\"]\n";

struct Read {
  CityProfile city;
  std::vector<Problem> problems;
};

Read read(const std::string& text) {
  const TemporaryFolder folder;
  folder.write("city.toml", text);
  Problems problems;
  Read r;
  r.city = read_city_profile(folder.path(), problems);
  r.problems = problems.all();
  return r;
}

// The text of the only problem, from the file's name on.
std::string problem_of(const std::string& text) {
  const Read r = read(text);
  EXPECT_EQ(r.problems.size(), 1U) << text;
  if (r.problems.empty()) return "";
  const std::string all = r.problems[0].text();
  return all.substr(all.find("city.toml"));
}

TEST(CityProfile, NeedsSixKeysAndHasDefaultsForTheRest) {
  const auto [city, problems] = read(kLeast);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(city.title, "New Town");
  EXPECT_EQ(city.country, "Kenya");
  EXPECT_EQ(city.time_zone, "Africa/Nairobi");
  EXPECT_EQ(city.crs, "EPSG:32737");
  EXPECT_EQ(city.side, DrivingSide::left);
  EXPECT_EQ(city.streets, std::vector<std::string>{"streets.csv"});
  EXPECT_FALSE(city.population_grid);
  EXPECT_EQ(city.local_street_spacing_m, 400);
  EXPECT_EQ(city.like_corridor, "");
  EXPECT_EQ(city.centre_control, JunctionControl::police);
  EXPECT_EQ(city.outer_control, JunctionControl::signal);
  EXPECT_FALSE(city.routes_both_ways);
  EXPECT_FALSE(city.headways_from_departures);
  EXPECT_TRUE(city.large_buses.empty());
  EXPECT_TRUE(city.own_tracks.empty());
}

TEST(CityProfile, ReadsEveryKey) {
  const auto [city, problems] = read(
      "title = \"Addis\"\ncountry = \"Ethiopia\"\ntime_zone = \"Africa/Addis_Ababa\"\n"
      "projection = \"EPSG:32637\"\ndriving_side = \"right\"\nstreets = [\"new.csv\", "
      "\"old.csv\"]\n"
      "population_grid = true\nlocal_street_spacing_m = 300\nlike_corridor = \"ADD-B2\"\n"
      "[junctions]\ncentre = \"roundabout\"\nelsewhere = \"uncontrolled\"\n"
      "[transit]\nboth_directions = true\nheadways = \"departures\"\n"
      "large_buses = [\"AB\", \"SH\"]\n"
      "own_tracks = [\"L1\"]\n");
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(city.crs, "EPSG:32637");
  EXPECT_EQ(city.side, DrivingSide::right);
  EXPECT_EQ(city.streets, (std::vector<std::string>{"new.csv", "old.csv"}));
  EXPECT_TRUE(city.population_grid);
  EXPECT_EQ(city.local_street_spacing_m, 300);
  EXPECT_EQ(city.like_corridor, "ADD-B2");
  EXPECT_EQ(city.centre_control, JunctionControl::roundabout);
  EXPECT_EQ(city.outer_control, JunctionControl::uncontrolled);
  EXPECT_TRUE(city.routes_both_ways);
  EXPECT_TRUE(city.headways_from_departures);
  EXPECT_EQ(city.large_buses, (std::vector<std::string>{"AB", "SH"}));
  EXPECT_EQ(city.own_tracks, std::vector<std::string>{"L1"});
}

TEST(CityProfile, EveryKindOfJunctionHasItsWord) {
  const std::pair<const char*, JunctionControl> kinds[] = {
      {"uncontrolled", JunctionControl::uncontrolled},
      {"priority", JunctionControl::priority},
      {"signal", JunctionControl::signal},
      {"roundabout", JunctionControl::roundabout},
      {"police", JunctionControl::police},
      {"all_way_stop", JunctionControl::all_way_stop}};
  for (const auto& [word, control] : kinds) {
    const std::string junctions = std::string(kLeast) + "[junctions]\n";
    EXPECT_EQ(read(junctions + "centre = \"" + word + "\"\n").city.centre_control, control);
    EXPECT_EQ(read(junctions + "elsewhere = \"" + word + "\"\n").city.outer_control, control);
  }
}

TEST(CityProfile, AnUnknownKindOfJunctionListsTheKinds) {
  const Read r = read(std::string(kLeast) + "[junctions]\ncentre = \"lollipop\"\n");
  ASSERT_EQ(r.problems.size(), 1U);
  EXPECT_EQ(r.problems[0].what_to_do,
            "use one of uncontrolled, priority, signal, roundabout, police, all_way_stop");
}

TEST(CityProfile, WhatIsMissingIsListedAtOnce) {
  const Read r = read("population_grid = true\n");
  std::string all;
  for (const Problem& p : r.problems) all += p.what + "\n";
  EXPECT_EQ(all,
            "'title' is missing\n'country' is missing\n'time_zone' is missing\n"
            "'projection' is missing\n'driving_side' is missing\n'streets' names no table\n");
  EXPECT_EQ(r.problems[4].what_to_do, "add \"left\" or \"right\"");
}

struct Wrong {
  const char* line;  // the seventh of the file
  const char* problem;
};

TEST(CityProfile, ProblemsHavePlaceAndRemedy) {
  const Wrong cases[] = {
      {"population_gird = true",
       "city.toml:7:1: unknown key 'population_gird'; did you mean 'population_grid'?"},
      {"population_grid = 1",
       "city.toml:7:1: 'population_grid' is a whole number; give true or "
       "false"},
      {"junctions = \"signal\"", "city.toml:7:1: 'junctions' is a text; give a table"},
      {"transit = 3", "city.toml:7:1: 'transit' is a whole number; give a table"},
      {"[junctions]\n  centre = \"polis\"",
       "city.toml:8:3: unknown centre 'polis'; did you mean 'police'?"},
      {"[junctions]\ncenter = \"police\"",
       "city.toml:8:1: unknown key 'center'; did you mean 'centre'?"},
      {"[transit]\nheadways = \"timetable\"",
       "city.toml:8:1: unknown headways 'timetable'; use one of fleet, departures"},
      {"[transit]\nlarge_buses = \"AB\"",
       "city.toml:8:1: 'large_buses' is a text; give a list of "
       "texts"},
      {"[transit]\nlarge_buses = [1]",
       "city.toml:8:1: 'large_buses' is a whole number; give texts "
       "only"},
      {"[transit]\nboth_ways = true", "city.toml:8:1: unknown key 'both_ways'; remove it"},
      {"[roads]", "city.toml:7:2: unknown key 'roads'; remove it"},
  };
  for (const auto& [line, problem] : cases) {
    const std::string seen = problem_of(kLeast + std::string(line) + "\n");
    EXPECT_EQ(seen, problem);
  }
}

TEST(CityProfile, AWrongSideOrSystemIsTold) {
  std::string text = kLeast;
  text.replace(text.find("\"left\""), 6, "\"lift\"");
  EXPECT_EQ(problem_of(text), "city.toml:5:1: unknown driving_side 'lift'; did you mean 'left'?");
  text = kLeast;
  text.replace(text.find("32737"), 5, "4326x");
  EXPECT_EQ(problem_of(text),
            "city.toml:4:1: unknown coordinate system EPSG:4326x; give a UTM zone such as "
            "\"EPSG:32737\"");
}

TEST(CityProfile, BrokenTomlIsOneProblem) {
  EXPECT_EQ(problem_of("title = New Town\n").substr(0, 12), "city.toml:1:");
}

TEST(CityProfile, AFolderWithoutTheFileIsAProblem) {
  const TemporaryFolder folder;
  Problems problems;
  (void)read_city_profile(folder.path(), problems);
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_EQ(problems.all()[0].file, (folder / "city.toml").string());
  EXPECT_EQ(problems.all()[0].what, "cannot read the file");
}

// The file that the embedded cities are read from is the one this reader reads.
TEST(CityProfile, OfTheEmbeddedCities) {
  struct Known {
    const char *name, *country, *crs;
    DrivingSide side;
    bool grid, departures;
  };
  for (const Known& k :
       {Known{"nairobi", "Kenya", "EPSG:32737", DrivingSide::left, true, false},
        Known{"kampala", "Uganda", "EPSG:32636", DrivingSide::left, false, true},
        Known{"addis-ababa", "Ethiopia", "EPSG:32637", DrivingSide::right, false, false}}) {
    Problems problems;
    const CityProfile city = read_city_profile(data_folder() / "cities" / k.name, problems);
    EXPECT_TRUE(problems.empty()) << k.name;
    EXPECT_EQ(city.country, k.country);
    EXPECT_EQ(city.crs, k.crs);
    EXPECT_EQ(city.side, k.side) << k.name;
    EXPECT_EQ(city.population_grid, k.grid) << k.name;
    EXPECT_EQ(city.headways_from_departures, k.departures) << k.name;
  }
}

}  // namespace
}  // namespace mwendo
