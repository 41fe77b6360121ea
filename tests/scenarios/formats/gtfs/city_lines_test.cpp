// Lines of feeds on streets: round trip, real feeds, the command.
#include "scenarios/formats/gtfs/city_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <ctime>

#include "network/assembly/generate.h"
#include "scenarios/cities/imported_city.h"
#include "scenarios/cities/supply_tables.h"
#include "scenarios/formats/gtfs.h"
#include "scenarios/formats/gtfs/report.h"
#include "scenarios/formats/gtfs/stops_on_way.h"
#include "sim/world/supply_edit.h"
#include "tests/scenarios/formats/gtfs/small_feed.h"
#include "tests/scenarios/support/loaded_city.h"
#include "tests/support/program.h"

namespace mwendo::gtfs {
namespace {

namespace fs = std::filesystem;
using mwendo::testing::Program;
using mwendo::testing::Said;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr double kShareNairobi = 0.94;

struct Imported {
  Defects defects;
  Feed feed;
  std::vector<FeedLine> lines;
  CityLines made;
};

Imported import_into(const CityWorld& city, const std::string& name, const fs::path& path,
                     const ShapeStops& beside = {}) {
  Imported got;
  got.feed = read_feed(open_feed(path, got.defects), beside, got.defects);
  Problems problems;
  const int day = service_day(got.feed, "tuesday", problems);
  got.lines = feed_lines(got.feed, day, got.defects);
  const Point centre = city_centre(name, problems);
  problems.throw_if_any();
  got.made =
      make_city_lines(got.feed, got.lines, {&city.network, centre, &city.transit}, 1, got.defects);
  return got;
}

struct Row {
  std::string name, description;
  long peak_s, offpeak_s;
  std::vector<std::string> stops;
  bool operator==(const Row&) const = default;
};

Row row_of(const TransitSupply& s, LineId l) {
  Row row{s.line.name[l],
          s.line.description[l],
          std::lround(s.line.peak_headway_s[l]),
          std::lround(s.line.offpeak_headway_s[l]),
          {}};
  for (const LineStop& stop : s.stops_of(l)) row.stops.push_back(s.stop.name[stop.stop]);
  return row;
}

class RoundTrip : public ::testing::TestWithParam<const char*> {};

TEST_P(RoundTrip, AnExportedCityComesBackTheSame) {
  const CityWorld& city = loaded_city(GetParam());
  const mwendo::testing::TemporaryFolder folder;
  write_gtfs(folder / "gtfs", city);
  const Imported got = import_into(city, GetParam(), folder / "gtfs");
  ASSERT_EQ(got.made.supply.lines().size(), city.transit.lines().size()) << got.defects.text();
  EXPECT_THAT(validate(got.made.network, got.made.supply), IsEmpty());
  std::size_t same = 0;
  std::size_t same_path = 0;
  std::size_t same_length = 0;
  std::size_t same_opposite = 0;
  for (const LineId l : city.transit.lines()) {
    const auto old_path = city.transit.path_of(l);
    const auto new_path = got.made.supply.path_of(l);
    same += row_of(city.transit, l) == row_of(got.made.supply, l) ? 1 : 0;
    const double length = line_length(city.network, city.transit, l);
    if (std::abs(line_length(got.made.network, got.made.supply, l) - length) <= 0.01 * length)
      ++same_length;
    same_path += std::equal(old_path.begin(), old_path.end(), new_path.begin(), new_path.end());
    same_opposite += city.transit.line.opposite[l] == got.made.supply.line.opposite[l] ? 1 : 0;
  }
  const std::size_t all = city.transit.lines().size();
  const auto share = [&](std::size_t count) { return double(count) / static_cast<double>(all); };
  // Where carriageways or short cuts lie within some metres, another one is taken.
  EXPECT_GE(share(same), 0.99);
  EXPECT_GE(share(same_length), 0.95);
  EXPECT_GE(share(same_path), 0.75);
  EXPECT_EQ(same_opposite, all);
}

INSTANTIATE_TEST_SUITE_P(Cities, RoundTrip, ::testing::Values("nairobi", "kampala"),
                         [](const auto& city) { return std::string(city.param); });

TEST(StopsOnWay, ALoopTakesEachStopInItsOrder) {
  const Network net = generate_grid({.rows = 2, .columns = 2});
  std::vector<LinkId> way{LinkId{0}};
  for (int i = 0; i < 3; ++i)  // round the block
    for (const LinkId next : net.outgoing(net.link.to[way.back()]))
      if (next != net.link.reverse[way.back()]) {
        way.push_back(next);
        break;
      }
  const Point start = point_at(net, way[0], 5).position;
  const Point far = point_at(net, way[2], 50).position;
  const Point end = point_at(net, way[3], net.link.length_m[way[3]] - 5).position;
  const auto spots = stops_on_way(net, way, {start, far, end});
  ASSERT_TRUE(spots[0] && spots[1] && spots[2]);
  EXPECT_EQ(spots[0]->leg, 0U);
  EXPECT_EQ(spots[1]->leg, 2U);
  EXPECT_EQ(spots[2]->leg, 3U);
  const auto backwards = stops_on_way(net, way, {far, start});
  EXPECT_FALSE(backwards[0] && backwards[1] && backwards[1]->leg == 0);
}

std::string data_file(const std::string& name) {
  const char* from_env = std::getenv("MWENDO_TEST_DATA");
  const fs::path root = from_env != nullptr ? fs::path(from_env)
                                            : fs::path(MWENDO_TEST_SOURCE_DIR) / "../shared/data";
  return (root / name).string();
}

void expect_on_streets(const Imported& got, double least_matched) {
  const auto matched = static_cast<double>(got.made.supply.lines().size());
  EXPECT_GE(matched, least_matched * static_cast<double>(got.lines.size())) << got.defects.text();
  EXPECT_THAT(validate(got.made.network, got.made.supply), IsEmpty());
}

TEST(RealFeed, NairobiLiesOnItsStreets) {
  const std::string path = data_file("nairobi/gtfs_nairobi_digital_matatus_2019.zip");
  if (!fs::exists(path))
    GTEST_SKIP() << "no " << path << "; set MWENDO_TEST_DATA to a folder with GTFS feeds";
  const CityWorld& city = loaded_city("nairobi");
  const std::clock_t begin = std::clock();  // one thread; other programs may run beside
  Imported got = import_into(city, "nairobi", path);
  EXPECT_LE(std::clock() - begin, 10 * CLOCKS_PER_SEC);
  expect_on_streets(got, 0.95);
  EXPECT_GE(share_within(got.made), kShareNairobi);
  EXPECT_THAT(find_placeholders(got.lines).at(0), HasSubstr("264 of 272 lines have headways"));
}

TEST(RealFeed, KampalaLiesOnItsStreets) {
  const std::string path = data_file("kampala/gtfs_kampala_tfc_2020_NOSTOPTIMES.zip");
  const std::string stops = data_file("kampala/kampala_shape_stops_reconstructed.csv.gz");
  if (!fs::exists(path) || !fs::exists(stops))
    GTEST_SKIP() << "no " << path << "; set MWENDO_TEST_DATA to a folder with GTFS feeds";
  const Imported got = import_into(loaded_city("kampala"), "kampala", path,
                                   {"stops.csv", read_perhaps_packed(stops)});
  expect_on_streets(got, 0.95);
  EXPECT_GE(share_within(got.made), 0.95);
}

TEST(RealFeed, AddisAbabaIsMatchedThroughStops) {
  const std::string path = data_file("addis-ababa/gtfs_addis_addismap_osm_NOSHAPES.zip");
  if (!fs::exists(path))
    GTEST_SKIP() << "no " << path << "; set MWENDO_TEST_DATA to a folder with GTFS feeds";
  expect_on_streets(import_into(loaded_city("addis-ababa"), "addis-ababa", path), 0.8);
}

TEST_F(Program, ImportGtfsMakesACityThatRuns) {
  ASSERT_EQ(mwendo::testing::mwendo("export nairobi/base --gtfs --out " + path("from")).code, 0);
  const std::string words = "import gtfs " + path("from") + "/gtfs --city nairobi" + out();
  const Said said = mwendo::testing::mwendo(words);
  ASSERT_EQ(said.code, 0) << said.text;
  EXPECT_THAT(said.text, HasSubstr("lines are on the streets"));
  EXPECT_EQ(mwendo::testing::mwendo("check " + path("out") + "/base.toml").code, 0);
  Problems problems;
  const CityWorld world = load_any_city(path("out"), problems);
  EXPECT_EQ(world.transit.lines().size(), loaded_city("nairobi").transit.lines().size());
  EXPECT_EQ(world.zones.zones().size(), loaded_city("nairobi").zones.zones().size());
  for (const char* file : {"defects.csv", "feed_lines.csv", "unmatched.geojson"})
    EXPECT_TRUE(fs::exists(path("out") + "/" + file)) << file;
}

TEST_F(Program, ImportGtfsTellsWrongUseAndInput) {
  const std::string feed = " " + path("feed");
  expect_wrong("import gtfs" + feed + " --city nairobi" + out(), "there is no such file or folder");
  expect_wrong("import gtfs" + feed + out(), "--city is missing");
  fs::create_directory(path("feed"));
  for (const auto& [name, text] : testing::small_feed()) write("feed/" + name, text);
  expect_wrong("import gtfs" + feed + " --city nairobi --day never" + out(), "'never' is no day");
  expect_wrong("import gtfs" + feed + " --city nairobi --day 2030-01-01" + out(),
               "no trip runs on 2030-01-01");
  expect_wrong("import gtfs" + feed + " --city nowhere" + out(), "unknown city 'nowhere'");
  expect_wrong("import gtfs" + feed + " --city kampala" + out(), "no line of the feed lies on");
  write("feed/trips.txt", "trip_id\n");
  expect_wrong("import gtfs" + feed + " --city nairobi" + out(),
               "trips.txt:1:1: column 'route_id' is missing");
  EXPECT_FALSE(fs::exists(path("out")));
}

}  // namespace
}  // namespace mwendo::gtfs
