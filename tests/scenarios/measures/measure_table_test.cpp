#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <tuple>

#include "scenarios/measures/measure.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;

std::vector<Measure> read(const std::string& text, Problems& problems) {
  const ConfigTable file = parse_config(text, "s.toml", problems);
  ConfigReader in(file, problems);
  std::vector<ConfigTable> tables;
  for (const ConfigTable* t : in.tables("measure")) tables.push_back(*t);
  return read_measures(tables, problems);
}

std::string problems_of(const std::string& text) {
  Problems problems;
  (void)read(text, problems);
  std::string all;
  for (const Problem& p : problems.all()) all += p.text() + "\n";
  return all;
}

TEST(MeasureTable, ReadsABrtCorridor) {
  Problems problems;
  const auto measures = read(
      "[[measure]]\ntype = \"brt_corridor\"\nname = \"Line 2\"\n"
      "waypoints = [[36.82, -1.29], [36.90, -1.23]]\nheadway = 120\nlanes_from = \"general\"\n"
      "powertrain = \"battery_electric\"\ncompeting = \"shortened\"\nfare = 60\n"
      "[[measure.stations]]\nname = \"A\"\nat = [36.82, -1.29]\n",
      problems);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text();
  const auto& m = std::get<BrtCorridorMeasure>(measures.at(0));
  EXPECT_EQ(m.waypoints.size(), 2U);
  EXPECT_EQ(m.peak_headway_s, 120);
  EXPECT_EQ(m.lanes_from, LanesFrom::general);
  EXPECT_EQ(m.powertrain, Powertrain::battery_electric);
  EXPECT_EQ(m.competing, Competing::shortened);
  EXPECT_EQ(m.stations.at(0).name, "A");
  EXPECT_THAT(describe(measures[0]), HasSubstr("every 2 min in the peak"));
}

TEST(MeasureTable, ReadsEveryType) {
  Problems problems;
  const auto measures = read(R"(
[[measure]]
type = "bus_lane"
streets = ["Ngong Road"]
[[measure]]
type = "cycle_track"
corridor = "NBO-L2"
[[measure]]
type = "walkway"
streets = ["Jogoo Road"]
[[measure]]
type = "crossing"
[[measure.places]]
name = "Odeon"
at = [36.8226, -1.2826]
[[measure]]
type = "open_street"
streets = ["Moi Avenue"]
[[measure]]
type = "price_change"
fuel_percent = 20
[[measure]]
type = "fleet_change"
modes = ["minibus"]
[[measure]]
type = "route_change"
lines = ["46"]
withdraw = true
[[measure]]
type = "signal_change"
control = "roundabout"
[[measure.junctions]]
at = [36.8, -1.28]
[[measure]]
type = "growth"
years = 5
)",
                             problems);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text();
  EXPECT_EQ(measures.size() + 1, measure_types().size());
  for (const Measure& m : measures) EXPECT_GT(describe(m).size(), 10U);
}

TEST(MeasureTable, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_coridor\"\n"),
              HasSubstr("s.toml:2:1: unknown type 'brt_coridor'; did you mean 'brt_corridor'?"));
  EXPECT_THAT(problems_of("[[measure]]\ncorridor = \"X\"\n"), HasSubstr("'type' is missing"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_corridor\"\ncorridor = \"X\"\nheadway = -5\n"),
              HasSubstr("s.toml:4:1: 'headway' is -5; it must be at least 5 and at most 86400"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_corridor\"\ncorridor = \"X\"\nheadwy = 5\n"),
              HasSubstr("unknown key 'headwy'; did you mean 'headway'?"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_corridor\"\ncorridor = \"X\"\n"
                          "control = \"headways\"\n"),
              HasSubstr("s.toml:4:1: unknown control 'headways'; did you mean 'headway'?"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_corridor\"\ncorridor = \"X\"\nfleet = 0\n"),
              HasSubstr("s.toml:4:1: 'fleet' is 0; it must be at least 1 and at most 5000"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_corridor\"\n"),
              HasSubstr("course of the line"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"walkway\"\n"), HasSubstr("no streets are named"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"signal_change\"\ncontrol = \"lollipop\"\n"
                          "[[measure.junctions]]\nat = [36.8, -1.28]\n"),
              HasSubstr("roundabout, police, all_way_stop"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"cycle_track\"\nwaypoints = [[400, 1], [1, 2]]\n"),
              HasSubstr("not a place on Earth"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"fleet_change\"\nmodes = [\"car\"]\n"),
              HasSubstr("not a mode of public transport"));
}

// ---- written and read back --------------------------------------------------------------------

const std::vector<NamedPlace> kPlaces = {{"Odeon \"old\"", {36.8226, -1.2826}},
                                         {"", {36.900001, -1.299999}}};
const StreetSelection kByName{.names = {"Ngong Road", "C:\\lane\t2"}};
const StreetSelection kByWay{.waypoints = {{36.82, -1.29}, {36.9, -1.23}}};
const StreetSelection kByCorridor{.corridor = "NBO-L2"};

// Of each type one with every key at another value than when it is absent.
std::vector<Measure> one_of_each() {
  return {
      BrtCorridorMeasure{
          .name = "Line 2",
          .waypoints = kByWay.waypoints,
          .stations = kPlaces,
          .station_spacing_m = 650.5,
          .lanes_from = LanesFrom::general,
          .services = {{"all", 0, 0, 0, {}}, {"fast", 300, 700.5F, 12, {"Odeon \"old\"", "B"}}},
          .peak_headway_s = 90.1F,
          .offpeak_headway_s = 300,
          .articulated = false,
          .capacity = 85,
          .powertrain = Powertrain::cng,
          .doors = 4,
          .level_boarding = false,
          .prepaid = false,
          .signal_priority = false,
          .docking_bays = 3,
          .passing_lanes = false,
          .station_access = StationAccess::footbridge,
          .control = HeadwayControl::headway,
          .fare = 0,
          .fare_per_km = 2.3F,
          .competing = Competing::withdrawn,
          .overlap = 0.3,
          .walking_access_m = 400},
      BusLaneMeasure{.streets = kByName, .lanes_from = LanesFrom::added, .minibuses = false},
      CycleTrackMeasure{.streets = kByCorridor, .separated = false},
      WalkwayMeasure{.streets = kByWay, .separate = true, .friction_removed = 0.1},
      CrossingMeasure{.places = kPlaces},
      OpenStreetMeasure{.streets = kByName, .buses_allowed = true},
      PriceChangeMeasure{.fuel_percent = 20.5,
                         .parking = 50,
                         .congestion_charge = 100,
                         .transit_fare_percent = -10,
                         .motorcycle_taxi_fare_percent = 1e-3},
      FleetChangeMeasure{
          .modes = {Mode::minibus, Mode::lrt}, .powertrain = Powertrain::petrol, .capacity = 33},
      RouteChangeMeasure{.lines = {"46", "7C"},
                         .withdraw = true,
                         .peak_headway_s = 240,
                         .offpeak_headway_s = 90.1F},
      SignalChangeMeasure{.junctions = kPlaces,
                          .control = JunctionControl::roundabout,
                          .cycle_s = 75.5F,
                          .bus_priority = true},
      GrowthMeasure{.years = 12,
                    .population_percent_year = 3.3,
                    .car_ownership_percent_year = -1,
                    .motorcycle_ownership_percent_year = 0.7}};
}

void expect_same(const StreetSelection& a, const StreetSelection& b) {
  EXPECT_EQ(a.names, b.names);
  EXPECT_EQ(a.corridor, b.corridor);
  ASSERT_EQ(a.waypoints.size(), b.waypoints.size());
  for (std::size_t i = 0; i < a.waypoints.size(); ++i) {
    EXPECT_EQ(a.waypoints[i].lon, b.waypoints[i].lon);
    EXPECT_EQ(a.waypoints[i].lat, b.waypoints[i].lat);
  }
}

struct SameAs {
  const Measure& other;

  template <class M>
  [[nodiscard]] const M& as(const M&) const {
    return std::get<M>(other);
  }

  void operator()(const BrtCorridorMeasure& m) const {
    const auto& o = as(m);
    expect_same({.waypoints = m.waypoints}, {.waypoints = o.waypoints});
    EXPECT_EQ(m.stations, o.stations);
    EXPECT_EQ(m.services, o.services);
    EXPECT_EQ(std::tie(m.name, m.corridor, m.station_spacing_m, m.lanes_from, m.peak_headway_s,
                       m.offpeak_headway_s, m.articulated, m.capacity, m.powertrain),
              std::tie(o.name, o.corridor, o.station_spacing_m, o.lanes_from, o.peak_headway_s,
                       o.offpeak_headway_s, o.articulated, o.capacity, o.powertrain));
    EXPECT_EQ(std::tie(m.doors, m.level_boarding, m.prepaid, m.station_access, m.control, m.fleet),
              std::tie(o.doors, o.level_boarding, o.prepaid, o.station_access, o.control, o.fleet));
    EXPECT_EQ(std::tie(m.signal_priority, m.docking_bays, m.passing_lanes, m.fare, m.fare_per_km,
                       m.competing, m.overlap, m.walking_access_m),
              std::tie(o.signal_priority, o.docking_bays, o.passing_lanes, o.fare, o.fare_per_km,
                       o.competing, o.overlap, o.walking_access_m));
  }
  void operator()(const BusLaneMeasure& m) const {
    expect_same(m.streets, as(m).streets);
    EXPECT_EQ(m.lanes_from, as(m).lanes_from);
    EXPECT_EQ(m.minibuses, as(m).minibuses);
  }
  void operator()(const CycleTrackMeasure& m) const {
    expect_same(m.streets, as(m).streets);
    EXPECT_EQ(m.separated, as(m).separated);
  }
  void operator()(const WalkwayMeasure& m) const {
    expect_same(m.streets, as(m).streets);
    EXPECT_EQ(m.separate, as(m).separate);
    EXPECT_EQ(m.friction_removed, as(m).friction_removed);
  }
  void operator()(const CrossingMeasure& m) const { EXPECT_EQ(m.places, as(m).places); }
  void operator()(const OpenStreetMeasure& m) const {
    expect_same(m.streets, as(m).streets);
    EXPECT_EQ(m.buses_allowed, as(m).buses_allowed);
  }
  void operator()(const PriceChangeMeasure& m) const {
    const auto& o = as(m);
    EXPECT_EQ(std::tie(m.fuel_percent, m.parking, m.congestion_charge, m.transit_fare_percent,
                       m.motorcycle_taxi_fare_percent),
              std::tie(o.fuel_percent, o.parking, o.congestion_charge, o.transit_fare_percent,
                       o.motorcycle_taxi_fare_percent));
  }
  void operator()(const FleetChangeMeasure& m) const {
    EXPECT_EQ(m.modes, as(m).modes);
    EXPECT_EQ(m.powertrain, as(m).powertrain);
    EXPECT_EQ(m.capacity, as(m).capacity);
  }
  void operator()(const RouteChangeMeasure& m) const {
    const auto& o = as(m);
    EXPECT_EQ(std::tie(m.lines, m.withdraw, m.peak_headway_s, m.offpeak_headway_s),
              std::tie(o.lines, o.withdraw, o.peak_headway_s, o.offpeak_headway_s));
  }
  void operator()(const SignalChangeMeasure& m) const {
    const auto& o = as(m);
    EXPECT_EQ(m.junctions, o.junctions);
    EXPECT_EQ(std::tie(m.control, m.cycle_s, m.bus_priority),
              std::tie(o.control, o.cycle_s, o.bus_priority));
  }
  void operator()(const GrowthMeasure& m) const {
    const auto& o = as(m);
    EXPECT_EQ(std::tie(m.years, m.population_percent_year, m.car_ownership_percent_year,
                       m.motorcycle_ownership_percent_year),
              std::tie(o.years, o.population_percent_year, o.car_ownership_percent_year,
                       o.motorcycle_ownership_percent_year));
  }
};

TEST(MeasureTable, WhatIsWrittenIsReadBack) {
  const std::vector<Measure> measures = one_of_each();
  std::set<std::size_t> types;
  std::string file;
  for (const Measure& m : measures) {
    types.insert(m.index());
    file += write_measure(m) + "\n";
  }
  EXPECT_EQ(types.size(), measure_types().size()) << "a type is not tested";
  Problems problems;
  const std::vector<Measure> again = read(file, problems);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text() << "\n" << file;
  ASSERT_EQ(again.size(), measures.size());
  for (std::size_t i = 0; i < measures.size(); ++i) {
    SCOPED_TRACE(type_of(measures[i]).name);
    ASSERT_EQ(again[i].index(), measures[i].index());
    std::visit(SameAs{again[i]}, measures[i]);
    EXPECT_EQ(describe(again[i]), describe(measures[i]));
  }
}

TEST(MeasureTable, AFleetIsReadBack) {
  const Measure m = BrtCorridorMeasure{.corridor = "NBO-L2", .fleet = 40};
  Problems problems;
  const auto again = read(write_measure(m), problems);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text();
  std::visit(SameAs{again.at(0)}, m);
}

// A headway of 0 means "of the corridor"; it is no value that a file may give.
TEST(MeasureTable, WhatIsNotGivenIsNotWritten) {
  const Measure m = BrtCorridorMeasure{.corridor = "NBO-L2"};
  const std::string text = write_measure(m);
  for (const char* key : {"headway", "fare", "capacity", "name", "waypoints", "stations"})
    EXPECT_EQ(text.find(std::string("\n") + key + " ="), std::string::npos) << text;
  Problems problems;
  const auto again = read(text, problems);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text();
  std::visit(SameAs{again.at(0)}, m);
}

TEST(MeasureTable, AnUnknownKeyOfEachTypeComesWithTheNearestOne) {
  for (const MeasureType& type : measure_types()) {
    ASSERT_FALSE(type.keys.empty()) << type.name;
    const std::string& key = type.keys.back();
    std::string text = "[[measure]]\ntype = \"";
    text.append(type.name).append("\"\n").append(key).append("x = 1\n");
    std::string problem = "s.toml:3:1: unknown key '";
    problem.append(key).append("x'; did you mean '").append(key).append("'?");
    EXPECT_THAT(problems_of(text), HasSubstr(problem));
  }
}

TEST(MeasureTable, TheDocsListEveryTypeAndKey) {
  std::ifstream in(std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "docs/scenarios.md");
  std::stringstream all;
  all << in.rdbuf();
  const std::string page = all.str();
  for (const MeasureType& type : measure_types()) {
    const auto at = page.find("\n| `" + type.name + "` |");
    ASSERT_NE(at, std::string::npos) << type.name;
    const std::string line = page.substr(at + 1, page.find('\n', at + 1) - at - 1);
    const bool by_street = type.keys.front() == "streets";
    if (by_street) {
      EXPECT_THAT(line, HasSubstr("| streets;"));
    }
    for (std::size_t i = by_street ? 3 : 0; i < type.keys.size(); ++i) {
      const std::string& key = type.keys[i];
      const bool listed = line.find("`" + key + "`") != std::string::npos ||
                          line.find("`[[measure." + key + "]]`") != std::string::npos;
      EXPECT_TRUE(listed) << type.name << ": " << key;
    }
  }
}

}  // namespace
}  // namespace mwendo
