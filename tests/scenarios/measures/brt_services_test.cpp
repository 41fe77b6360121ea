// Several services on one BRT corridor.
#include "scenarios/measures/brt_services.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "network/validate.h"
#include "scenarios/measures/measure.h"
#include "sim/world/supply_edit.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Eight stations along Jogoo Road in Nairobi, named "Jogoo 1" to "Jogoo 8".
BrtCorridorMeasure jogoo(std::vector<BrtService> services) {
  BrtCorridorMeasure m;
  m.name = "Jogoo";
  m.waypoints = {{36.83387, -1.288}, {36.86198, -1.29635}, {36.88419, -1.29668}};
  m.station_spacing_m = 800;
  m.peak_headway_s = 120;
  m.services = std::move(services);
  return m;
}

std::vector<LineId> brt_lines(const CityWorld& w) {
  std::vector<LineId> lines;
  for (const LineId l : w.transit.lines())
    if (w.transit.line.mode[l] == Mode::brt) lines.push_back(l);
  return lines;
}

std::vector<std::string> stations_of(const CityWorld& w, LineId l) {
  std::vector<std::string> names;
  for (const LineStop& s : w.transit.stops_of(l)) names.push_back(w.transit.stop.name[s.stop]);
  return names;
}

CityWorld built(const BrtCorridorMeasure& m) {
  Problems problems;
  CityWorld w = apply(loaded_city("nairobi"), m, problems);
  for (const Problem& p : problems.all()) ADD_FAILURE() << p.text();
  EXPECT_EQ(validate(w.network, w.transit), std::vector<std::string>{});
  return w;
}

std::string refused(const BrtCorridorMeasure& m) {
  const CityWorld& base = loaded_city("nairobi");
  Problems problems;
  const CityWorld w = apply(base, m, problems);
  EXPECT_EQ(w.transit.lines().size(), base.transit.lines().size());
  std::string all;
  for (const Problem& p : problems.all()) all += p.text() + "\n";
  return all;
}

TEST(BrtServices, ShareStationsOfTheCorridor) {
  const CityWorld one = built(jogoo({}));
  const CityWorld w = built(
      jogoo({{.name = "all"},
             {.name = "express",
              .peak_headway_s = 300,
              .fleet = 90,
              .stations = {"Jogoo 1", "Jogoo 4", "Jogoo 8"}},
             {.name = "short", .offpeak_headway_s = 900, .stations = {"Jogoo 2", "Jogoo 3"}}}));
  EXPECT_EQ(w.transit.stops().size(), one.transit.stops().size());
  const auto lines = brt_lines(w);
  ASSERT_EQ(lines.size(), 6U);
  const LineColumns& c = w.transit.line;
  EXPECT_EQ(stations_of(w, lines[0]).size(), 8U);
  EXPECT_THAT(stations_of(w, lines[2]), ElementsAre("Jogoo 1", "Jogoo 4", "Jogoo 8"));
  EXPECT_THAT(stations_of(w, lines[3]), ElementsAre("Jogoo 8", "Jogoo 4", "Jogoo 1"));
  EXPECT_THAT(stations_of(w, lines[4]), ElementsAre("Jogoo 2", "Jogoo 3"));
  EXPECT_EQ(w.transit.stops_of(lines[2])[1].stop, w.transit.stops_of(lines[0])[3].stop);
  EXPECT_EQ(c.name[lines[2]], "Jogoo express");
  EXPECT_EQ(c.opposite[lines[4]], lines[5]);
  for (const std::size_t k : {0U, 2U, 4U}) EXPECT_EQ(c.assumed_headway[lines[k]], 0);
  EXPECT_EQ(c.peak_headway_s[lines[0]], 120);
  EXPECT_EQ(c.offpeak_headway_s[lines[0]], 240);
  EXPECT_EQ(c.peak_headway_s[lines[2]], 300);
  EXPECT_EQ(c.offpeak_headway_s[lines[2]], 600);
  EXPECT_EQ(c.peak_headway_s[lines[4]], 120);
  EXPECT_EQ(c.offpeak_headway_s[lines[4]], 900);
  EXPECT_EQ(c.fleet[lines[2]], 90);
  EXPECT_EQ(c.fleet[lines[0]], 0);
}

TEST(BrtServices, SayWhatIsWrong) {
  EXPECT_EQ(refused(jogoo({{.name = "express", .stations = {"Jogoo 1", "Jogo 8"}}})),
            "BRT corridor Jogoo, service 'express': unknown station 'Jogo 8'; did you mean "
            "'Jogoo 8'?\n");
  EXPECT_EQ(refused(jogoo({{.name = "express", .stations = {"Jogoo 1", "Jogoo 1"}}})),
            "BRT corridor Jogoo, service 'express': it has one station only; name at least two\n");
  EXPECT_THAT(refused(jogoo({{.name = "all", .fleet = 1}})), HasSubstr("line 'Jogoo all' needs "));
}

std::string problems_of(const std::string& keys) {
  const std::string text = "[[measure]]\ntype = \"brt_corridor\"\ncorridor = \"X\"\n" + keys;
  Problems problems;
  const ConfigTable file = parse_config(text, "s.toml", problems);
  ConfigReader in(file, problems);
  std::vector<ConfigTable> tables;
  for (const ConfigTable* t : in.tables("measure")) tables.push_back(*t);
  (void)read_measures(tables, problems);
  std::string all;
  for (const Problem& p : problems.all()) all += p.text() + "\n";
  return all;
}

TEST(BrtServices, ProblemsOfTheFileHaveTheirPlace) {
  EXPECT_EQ(problems_of("services = [{name = \"a\"}, {name = \"b\", headway = 300}]\n"), "");
  EXPECT_THAT(problems_of("[[measure.services]]\nheadway = 300\n"),
              HasSubstr("s.toml:4:1: a service has no name"));
  EXPECT_THAT(problems_of("[[measure.services]]\nname = \"a\"\nheadway = 1\n"),
              HasSubstr("s.toml:6:1: 'headway' is 1"));
  EXPECT_THAT(problems_of("[[measure.services]]\nname = \"a\"\nstation = [\"A\", \"B\"]\n"),
              HasSubstr("s.toml:6:1: unknown key 'station'; did you mean 'stations'?"));
  EXPECT_THAT(problems_of("[[measure.services]]\nname = \"a\"\nstations = [\"A\"]\n"),
              HasSubstr("s.toml:6:1: a service has one station only"));
  EXPECT_THAT(
      problems_of("[[measure.services]]\nname = \"a\"\n[[measure.services]]\nname = \"a\"\n"),
      HasSubstr("two services have the same name"));
  EXPECT_THAT(problems_of("fleet = 9\n[[measure.services]]\nname = \"a\"\n"),
              HasSubstr("s.toml:4:1: 'fleet' is given beside services"));
}

}  // namespace
}  // namespace mwendo
