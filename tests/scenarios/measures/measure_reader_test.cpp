#include "scenarios/experiments/measure_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mwendo {
namespace {

using ::testing::HasSubstr;

Scenario scenario_with(const std::string& text, Problems& problems) {
  Scenario s;
  const ConfigTable file = parse_config(text, "s.toml", problems);
  ConfigReader in(file, problems);
  for (const ConfigTable* t : in.tables("measure")) s.measures.push_back(*t);
  return s;
}

std::vector<Measure> read(const std::string& text, Problems& problems) {
  return read_measures(scenario_with(text, problems), problems);
}

std::string problems_of(const std::string& text) {
  Problems problems;
  (void)read(text, problems);
  std::string all;
  for (const Problem& p : problems.all()) all += p.text() + "\n";
  return all;
}

TEST(MeasureReader, ReadsABrtCorridor) {
  Problems problems;
  const auto measures = read(
      "[[measure]]\ntype = \"brt_corridor\"\nname = \"Line 2\"\n"
      "waypoints = [[36.82, -1.29], [36.90, -1.23]]\nheadway = 120\nlanes_from = \"general\"\n"
      "powertrain = \"battery_electric\"\ncompeting = \"shortened\"\nfare = 60\n"
      "[[measure.stations]]\nname = \"A\"\nat = [36.82, -1.29]\n", problems);
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

TEST(MeasureReader, ReadsEveryType) {
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
)", problems);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text();
  EXPECT_EQ(measures.size() + 1, measure_types().size());
  for (const Measure& m : measures) EXPECT_GT(describe(m).size(), 10U);
}

TEST(MeasureReader, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_coridor\"\n"),
              HasSubstr("s.toml:2:1: 'brt_coridor' is no type; did you mean 'brt_corridor'?"));
  EXPECT_THAT(problems_of("[[measure]]\ncorridor = \"X\"\n"), HasSubstr("'type' is missing"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_corridor\"\ncorridor = \"X\"\nheadway = -5\n"),
              HasSubstr("s.toml:4:1: 'headway' is -5; it must be above 0"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_corridor\"\ncorridor = \"X\"\nheadwy = 5\n"),
              HasSubstr("unknown key 'headwy'; did you mean 'headway'?"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"brt_corridor\"\n"), HasSubstr("course of the line"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"walkway\"\n"), HasSubstr("no streets are named"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"cycle_track\"\nwaypoints = [[400, 1], [1, 2]]\n"),
              HasSubstr("no place on Earth"));
  EXPECT_THAT(problems_of("[[measure]]\ntype = \"fleet_change\"\nmodes = [\"car\"]\n"),
              HasSubstr("no mode of public transport"));
}

}  // namespace
}  // namespace mwendo
