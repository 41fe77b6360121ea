#include "scenarios/cities/own_tracks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "scenarios/files/data_folder.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

// A street of 1,000 m along the x axis, a made-up street across the course beyond its end, and the
// course of a corridor: along the street, 5 m beside it, then 800 m on.
struct Town {
  CityTables tables;
  StreetSheet sheet{{{-200, -500}, {2200, 500}}};
  std::uint32_t end = 0;

  Town() {
    const auto start = sheet.add_node({0, 0});
    end = sheet.add_node({1000, 0});
    sheet.add_way({.id = 1, .tags = {{{"highway", "primary"}}}, .round = 0}, {start, end});
    const auto a = sheet.add_node({1400, -300});
    const auto b = sheet.add_node({1400, 300});
    sheet.add_way({.id = -2, .tags = {{{"highway", "residential"}}}, .round = 1}, {a, b});
    CorridorRow& corridor = tables.corridors.emplace_back();
    corridor.id = "L1";
    corridor.line = {{0, 5}, {1800, 5}};
    tables.profile.own_tracks = {"L1"};
  }
  [[nodiscard]] std::vector<SheetSegment> track() const {
    std::vector<SheetSegment> found;
    for (const SheetSegment& s : sheet.segments())
      if (sheet.ways()[s.way].id == kTrackWay) found.push_back(s);
    return found;
  }
};

TEST(OwnTracks, BeginWhereTheStreetOfTheCorridorEnds) {
  Town town;
  EXPECT_NEAR(add_own_tracks(town.tables, town.sheet, 1), 800, 30);
  const auto track = town.track();
  const auto joins = [&](const SheetSegment& s) { return s.a == town.end || s.b == town.end; };
  EXPECT_EQ(std::count_if(track.begin(), track.end(), joins), 1);
}

TEST(OwnTracks, MeetTheStreetsThatTheyCross) {
  Town town;
  (void)add_own_tracks(town.tables, town.sheet, 1);
  const auto& nodes = town.sheet.nodes();
  bool met = false;
  for (const SheetSegment& s : town.track())
    for (const std::uint32_t n : {s.a, s.b})
      met = met || (std::abs(nodes[n].x - 1400) < 1 && town.sheet.incident(n).size() == 4);
  EXPECT_TRUE(met);
}

// People live along made-up streets, whose course says nothing of the city.
TEST(OwnTracks, TakeNoMadeUpStreetForTheirCourse) {
  Town town;
  const auto a = town.sheet.add_node({1050, 10});
  const auto b = town.sheet.add_node({1790, 10});
  town.sheet.add_way({.id = -2, .tags = {{{"highway", "residential"}}}, .round = 1}, {a, b});
  EXPECT_NEAR(add_own_tracks(town.tables, town.sheet, 1), 800, 30);
}

// Carriageways 16 m apart that end at x = 1,000; the corridor runs between them and on.
TEST(OwnTracks, JoinBothCarriagewaysOfTheStreetThatTheyLeave) {
  Town town;
  StreetSheet sheet({{-200, -500}, {2200, 500}});
  const auto east_end = sheet.add_node({1000, 8});
  const auto west_start = sheet.add_node({1000, -8});
  const OsmTags one_way{{{"highway", "trunk"}, {"oneway", "yes"}}};
  sheet.add_way({.id = 1, .tags = one_way, .round = 0}, {sheet.add_node({0, 8}), east_end});
  sheet.add_way({.id = 2, .tags = one_way, .round = 0}, {west_start, sheet.add_node({0, -8})});
  (void)add_own_tracks(town.tables, sheet, 1);
  for (const std::uint32_t end : {east_end, west_start}) {
    const auto& legs = sheet.incident(end);
    EXPECT_TRUE(std::any_of(legs.begin(), legs.end(), [&](std::uint32_t s) {
      return sheet.ways()[sheet.segments()[s].way].id == kTrackWay;
    })) << sheet.nodes()[end].y;
  }
}

TEST(OwnTracks, OfAnUnknownCorridorAreAProblem) {
  const testing::TemporaryFolder folder;
  const auto city = data_folder() / "cities" / "dar-es-salaam";
  for (const char* file : {"corridors.csv", "stations.csv"})
    std::filesystem::copy_file(city / file, folder.path() / file);
  folder.write("city.toml",
               "title = \"Town\"\ncountry = \"Tanzania\"\n"
               "time_zone = \"Africa/Dar_es_Salaam\"\nprojection = \"EPSG:32737\"\n"
               "driving_side = \"left\"\nstreets = [\"streets.csv\"]\n"
               "[transit]\nown_tracks = [\"DAR-P1\", \"DAR-P9\"]\n");
  Problems problems;
  (void)read_corridor_tables(folder.path().string(), "town", problems);
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_NE(problems.all()[0].text().find("unknown corridor 'DAR-P9'"), std::string::npos);
}

TEST(OwnTracks, AreForNamedCorridorsOnly) {
  Town town;
  town.tables.profile.own_tracks.clear();
  EXPECT_EQ(add_own_tracks(town.tables, town.sheet, 1), 0);
  EXPECT_TRUE(town.track().empty());
}

}  // namespace
}  // namespace mwendo
