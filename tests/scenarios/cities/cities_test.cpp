#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>

#include "network/components.h"
#include "network/validate.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/corridors.h"
#include "scenarios/cities/route_match.h"
#include "scenarios/cities/street_merge.h"
#include "scenarios/files/data_folder.h"
#include "sim/world/supply_edit.h"
#include "tests/scenarios/support/loaded_city.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

class City : public ::testing::TestWithParam<const char*> {
 protected:
  const CityWorld& world() { return loaded_city(GetParam()); }
};

INSTANTIATE_TEST_SUITE_P(All, City, ::testing::Values("nairobi", "addis-ababa", "kampala"),
                         [](const auto& i) {
                           std::string name = i.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST_P(City, NetworkIsSoundAndConnected) {
  const Network& net = world().network;
  EXPECT_EQ(validate(net), std::vector<std::string>{});
  for (const Permissions who : {kCar, kBus, kFoot}) {
    const Components parts = strong_components(net, who);
    EXPECT_GE(parts.length_share(parts.largest), 0.98) << who;
  }
}

TEST_P(City, LinksAreOfUsableLength) {
  const Network& net = world().network;
  for (const LinkId l : net.links()) {
    EXPECT_GE(net.link.length_m[l], 20.0F) << l.value;
    if (net.link.road_class[l] == RoadClass::motorway) continue;
    EXPECT_LE(net.link.length_m[l], 510.0F);
  }
}

TEST_P(City, DrivesOnItsSideOfTheStreet) {
  const bool addis = std::string(GetParam()) == "addis-ababa";
  EXPECT_EQ(world().network.driving_side, addis ? DrivingSide::right : DrivingSide::left);
}

struct Merged {
  CityTables tables;
  CityStreets streets;
};

const Merged& merged(const std::string& name) {
  static std::map<std::string, Merged> all;
  const auto known = all.find(name);
  if (known != all.end()) return known->second;
  Problems problems;
  Merged m;
  m.tables = read_city_tables((data_folder() / "cities" / name).string(), name, problems);
  problems.throw_if_any();
  m.streets = merge_streets(m.tables);
  return all.emplace(name, std::move(m)).first->second;
}

TEST_P(City, ARoadExistsOnce) {
  const CityStreets& streets = merged(GetParam()).streets;
  EXPECT_LT(parallel_share(streets), 0.015);
  EXPECT_LT(streets.cleaning.dropped_island_m, 0.02 * streets.graph.total_length());
}

TEST_P(City, NamedRoadsAreThere) {
  const auto& [tables, streets] = merged(GetParam());
  for (const RoadCoverage& c : streets.coverage) {
    EXPECT_GE(c.present_m, 0.9 * c.traced_m) << tables.roads[c.road].name;
  }
}

TEST_P(City, RoutesAreFoundOnTheStreets) {
  const auto& [tables, streets] = merged(GetParam());
  const auto matched = match_routes(tables, streets);
  const auto good =
      std::count_if(matched.begin(), matched.end(), [](const MatchedRoute& m) { return m.good(); });
  EXPECT_GE(static_cast<double>(good), 0.97 * static_cast<double>(matched.size()));
  // What was found lies on the trace.
  double deviation = 0;
  for (const MatchedRoute& m : matched) {
    if (m.good()) deviation += m.match.deviation_m / static_cast<double>(good);
  }
  EXPECT_LT(deviation, 20);
}

TEST_P(City, SupplyIsSound) {
  const CityWorld& w = world();
  EXPECT_EQ(validate(w.network, w.transit), std::vector<std::string>{});
  std::size_t with_opposite = 0;
  for (const LineId l : w.transit.lines()) {
    const LineId other = w.transit.line.opposite[l];
    if (!other.valid()) continue;
    ++with_opposite;
    EXPECT_EQ(w.transit.line.opposite[other], l);
  }
  EXPECT_GE(with_opposite * 10, w.transit.lines().size() * 9);
}

TEST_P(City, StopsOfALineAreApart) {
  const CityWorld& w = world();
  std::size_t near = 0;
  std::size_t all = 0;
  for (const LineId l : w.transit.lines()) {
    const auto stops = w.transit.stops_of(l);
    for (std::size_t i = 1; i < stops.size(); ++i) {
      ++all;
      const double d = distance(w.transit.stop.position[stops[i].stop],
                                w.transit.stop.position[stops[i - 1].stop]);
      near += d < 150 ? 1 : 0;
    }
  }
  EXPECT_LT(near * 20, all);
}

TEST_P(City, VehiclesOnTheRoadAreNearThePublishedFleet) {
  const CityWorld& w = world();
  double vehicles = 0;
  for (const LineId l : w.transit.lines()) {
    if (w.transit.line.mode[l] == Mode::lrt) continue;
    const double run_s = line_length(w.network, w.transit, l) / (14 / 3.6) + 600;
    vehicles += run_s / static_cast<double>(w.transit.line.peak_headway_s[l]);
  }
  const std::map<std::string, std::pair<double, double>> range{
      {"nairobi", {5000, 20000}}, {"addis-ababa", {8000, 13000}}, {"kampala", {4000, 16000}}};
  EXPECT_GT(vehicles, range.at(GetParam()).first);
  EXPECT_LT(vehicles, range.at(GetParam()).second);
}

TEST_P(City, ZonesHoldThePeopleOfTheCity) {
  const CityWorld& w = world();
  const Zones& z = w.zones;
  const double people = std::accumulate(z.population.begin(), z.population.end(), 0.0);
  const std::map<std::string, double> total{
      {"nairobi", 4397073}, {"addis-ababa", 3945000}, {"kampala", 4100000}};
  EXPECT_NEAR(people, total.at(GetParam()), 50);
  for (const ZoneId zone : z.zones()) {
    ASSERT_GE(z.nodes.count_of(zone), 1U);
    float homes = 0;
    for (std::size_t i = 0; i < z.nodes.count_of(zone); ++i) {
      const ZoneNode& n = z.nodes.begin_of(zone)[i];
      ASSERT_TRUE(n.node.valid());
      EXPECT_LT(distance(w.network.node.position[n.node], z.centroid[zone]), 3000);
      homes += n.home_weight;
    }
    EXPECT_NEAR(homes, 1, 1e-4);
  }
}

TEST_P(City, FiguresAreComplete) {
  const CityFigures& f = world().figures;
  ASSERT_EQ(f.observed_mode_share.size(), kModeCount);
  EXPECT_NEAR(std::accumulate(f.observed_mode_share.begin(), f.observed_mode_share.end(), 0.0), 1,
              1e-5);
  EXPECT_GT(f.observed_mode_share[static_cast<std::size_t>(Mode::walk)], 0.35F);
  ASSERT_EQ(f.departure_profile.size(), 24U);
  EXPECT_NEAR(std::accumulate(f.departure_profile.begin(), f.departure_profile.end(), 0.0), 1,
              1e-5);
  for (const float share : f.departure_profile) EXPECT_GE(share, 0);
  EXPECT_GT(f.currency_per_usd, 1);
  EXPECT_GT(f.car_cost_km, 0);
  EXPECT_FALSE(world().sources.empty());
}

TEST_P(City, SameBytesForOneAndTwoThreads) {
  const CityWorld a = load_city(GetParam(), 1);
  const CityWorld b = load_city(GetParam(), 2);
  EXPECT_EQ(a.network.geometry, b.network.geometry);
  EXPECT_EQ(a.network.link.length_m, b.network.link.length_m);
  EXPECT_EQ(a.network.connections, b.network.connections);
  EXPECT_EQ(a.transit.line.path, b.transit.line.path);
  EXPECT_EQ(a.transit.stop.position_m, b.transit.stop.position_m);
  EXPECT_EQ(a.transit.line.peak_headway_s, b.transit.line.peak_headway_s);
  EXPECT_EQ(a.zones.population, b.zones.population);
  EXPECT_EQ(a.zones.jobs, b.zones.jobs);
}

TEST(Cities, AddisAbabaHasItsLightRail) {
  const CityWorld& w = loaded_city("addis-ababa");
  std::size_t lines = 0;
  for (const LineId l : w.transit.lines()) {
    if (w.transit.line.mode[l] != Mode::lrt) continue;
    ++lines;
    EXPECT_GE(w.transit.stops_of(l).size(), 21U);
    EXPECT_NEAR(w.transit.line.peak_headway_s[l], 17 * 60, 1);
    EXPECT_NEAR(line_length(w.network, w.transit, l), 16000, 1500);
  }
  EXPECT_EQ(lines, 4U);
}

TEST(Cities, UnknownCityNamesTheNearest) {
  try {
    (void)load_city("nairobbi");
    FAIL();
  } catch (const InputError& e) {
    EXPECT_NE(std::string(e.what()).find("did you mean 'nairobi'"), std::string::npos);
  }
}

TEST(Cities, AreTheFoldersWithACityFileInOrder) {
  EXPECT_EQ(city_names(), (std::vector<std::string>{"addis-ababa", "kampala", "nairobi"}));
}

// A copy of a city's data that a test may break.
class BrokenData : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_ / "cities");
    std::filesystem::copy(data_folder() / "cities/nairobi", folder_ / "cities" / "nairobi",
                          std::filesystem::copy_options::recursive);
    std::filesystem::create_directories(folder_ / "emission_factors");
    setenv("MWENDO_DATA", folder_.path().c_str(), 1);
  }
  void TearDown() override { unsetenv("MWENDO_DATA"); }
  void append(const std::string& file, const std::string& line) {
    std::ofstream(folder_ / "cities/nairobi" / file, std::ios::app) << line << '\n';
  }
  testing::TemporaryFolder folder_;
};

TEST_F(BrokenData, EveryProblemIsListedWithItsPlace) {
  append("roads.csv", "X1,Nowhere,goat track,1,30,single,1,good,ok,none,\"LINESTRING(36 1)\"");
  append("parameters.csv", "household_size,many,persons,2019,low,none");
  Problems problems;
  (void)load_city("nairobi", problems);
  ASSERT_EQ(problems.all().size(), 2U);
  EXPECT_NE(problems.all()[0].text().find("roads.csv:37"), std::string::npos);
  EXPECT_NE(problems.all()[0].text().find("goat track"), std::string::npos);
  EXPECT_NE(problems.all()[1].text().find("LINESTRING"), std::string::npos);
}

TEST_F(BrokenData, AMissingTableIsAProblem) {
  std::filesystem::remove(folder_ / "cities/nairobi/stops.csv");
  EXPECT_THROW((void)load_city("nairobi"), InputError);
}

TEST_F(BrokenData, AWordWhereAFigureBelongsIsAProblem) {
  append("parameters.csv", "household_size,many,persons,2019,low,none");
  try {
    (void)load_city("nairobi");
    FAIL();
  } catch (const InputError& e) {
    EXPECT_NE(std::string(e.what()).find("household_size"), std::string::npos);
  }
}

// ---- a city that somebody adds ------------------------------------------------------------------

TEST_F(BrokenData, AFolderUnderAnotherNameIsACity) {
  const CityWorld& known = loaded_city("nairobi");
  std::filesystem::rename(folder_ / "cities/nairobi", folder_ / "cities/new-town");
  std::filesystem::create_directories(folder_ / "cities/no-city");
  EXPECT_EQ(city_names(), std::vector<std::string>{"new-town"});
  const CityWorld added = load_city("new-town");
  EXPECT_EQ(added.figures.name, "new-town");
  EXPECT_EQ(added.figures.title, known.figures.title);
  EXPECT_EQ(added.network.geometry, known.network.geometry);
  EXPECT_EQ(added.network.node.control, known.network.node.control);
  EXPECT_EQ(added.transit.line.peak_headway_s, known.transit.line.peak_headway_s);
  EXPECT_EQ(added.zones.population, known.zones.population);
  Problems problems;
  EXPECT_TRUE(find_corridor("new-town", "NBO-L2", problems).has_value());
}

TEST_F(BrokenData, TheCityFileDecides) {
  std::ofstream(folder_ / "cities/nairobi/city.toml")
      << "title = \"T\"\ncountry = \"C\"\ntime_zone = \"Etc/UTC\"\n"
         "projection = \"EPSG:32737\"\ndriving_side = \"right\"\npopulation_grid = true\n"
         "[junctions]\ncentre = \"roundabout\"\nelsewhere = \"roundabout\"\n";
  const CityWorld w = load_city("nairobi");
  EXPECT_EQ(w.figures.title, "T");
  EXPECT_EQ(w.figures.time_zone, "Etc/UTC");
  EXPECT_EQ(w.network.driving_side, DrivingSide::right);
  std::size_t roundabouts = 0;
  for (const JunctionControl c : w.network.node.control) {
    EXPECT_NE(c, JunctionControl::police);
    EXPECT_NE(c, JunctionControl::signal);
    roundabouts += c == JunctionControl::roundabout ? 1 : 0;
  }
  EXPECT_GT(roundabouts, 50U);
}

TEST_F(BrokenData, ProblemsOfTheCityFileHaveTheirPlace) {
  const auto problems_of = [&](const std::string& text) {
    std::ofstream(folder_ / "cities/nairobi/city.toml") << text;
    Problems problems;
    (void)load_city("nairobi", problems);
    std::string all;
    for (const Problem& p : problems.all()) all += p.text() + "\n";
    return all;
  };
  const auto has = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  const std::string good =
      "title = \"T\"\ncountry = \"C\"\ntime_zone = \"Etc/UTC\"\nprojection = "
      "\"EPSG:32737\"\ndriving_side = \"left\"\n";
  EXPECT_TRUE(has(problems_of(good + "merge_radus = 50\n"),
                  "city.toml:6:1: unknown key 'merge_radus'; did you mean 'merge_radius'?"));
  EXPECT_TRUE(has(problems_of(good + "merge_radius = 0\n"), "city.toml:6:1: 'merge_radius' is 0"));
  EXPECT_TRUE(has(problems_of(good + "[junctions]\n centre = \"polis\"\n"),
                  "city.toml:7:2: unknown centre 'polis'; did you mean 'police'?"));
  EXPECT_TRUE(has(problems_of("title = \"T\"\nprojection = \"EPSG:1\"\n"),
                  "city.toml:2:1: unknown coordinate system EPSG:1"));
  EXPECT_TRUE(has(problems_of("title = \"T\"\n"), "'projection' is missing"));
  EXPECT_TRUE(has(problems_of("title = T\n"), "city.toml:1:"));
}

}  // namespace
}  // namespace mwendo
