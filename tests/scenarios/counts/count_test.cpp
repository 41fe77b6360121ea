// Counts as they stand in their table, and their halves.
#include "scenarios/counts/count.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "scenarios/files/data_folder.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kHeader =
    "station,cordon,use,half,direction,lon,lat,street_match,bearing_deg,to_centre,group,h06,h07,"
    "h21\n";

struct Read {
  std::vector<Count> counts;
  std::vector<Problem> problems;
};

Read read(const std::string& rows) {
  const testing::TemporaryFolder folder;
  Problems problems;
  const auto counts = read_counts(folder.write("counts.csv", kHeader + rows), problems);
  return {counts, problems.all()};
}

TEST(Counts, AreReadWithTheirHours) {
  const Read r = read(
      "1,C1,yes,validation,A-B,32.5,0.3,Old|New,10,in,bus,6,,21\n"
      "2,C1,edge,,A-B,32.5,0.3,Old,10,in,car,1,1,1\n");
  EXPECT_THAT(r.problems, IsEmpty());
  ASSERT_EQ(r.counts.size(), 1U);
  const Count& c = r.counts[0];
  EXPECT_EQ(c.group, CountGroup::bus);
  EXPECT_EQ(c.half, CountHalf::validation);
  EXPECT_THAT(c.names, ElementsAre("Old", "New"));
  EXPECT_EQ(c.by_hour[6], 6);
  EXPECT_EQ(c.by_hour[21], 21);
  EXPECT_TRUE(c.hours[6] && c.hours[21]);
  EXPECT_FALSE(c.hours[7]) << "an empty cell";
  EXPECT_FALSE(c.hours[8]) << "no column";
}

TEST(Counts, WhatIsWrongIsNamed) {
  const std::map<std::string, std::string> wrong = {
      {"1,C1,yes,validation,A,32.5,0.3,Old,10,in,tram,1,1,1\n", "'tram' is no group"},
      {"1,C1,yes,,A,32.5,0.3,Old,10,in,car,1,1,1\n", "'' is no half"},
      {"1,C1,yes,validation,A,32.5,0.3,Old,10,up,car,1,1,1\n", "'up' is no to_centre"},
      {"1,C1,yes,validation,A,32.5,0.3,Old,361,in,car,1,1,1\n", "'bearing_deg' is 361"},
      {"1,C1,yes,validation,A,32.5,99,Old,10,in,car,1,1,1\n", "'lat' is 99"},
      {"1,C1,yes,validation,A,32.5,0.3,Old,10,in,car,-1,1,1\n", "'h06' is -1"}};
  for (const auto& [row, what] : wrong) {
    const Read r = read(row);
    ASSERT_EQ(r.problems.size(), 1U) << row;
    EXPECT_THAT(r.problems[0].text(), HasSubstr(what));
    EXPECT_THAT(r.counts, IsEmpty());
  }
}

TEST(Counts, AStationIsInOneHalfAndARowIsThereOnce) {
  const std::string first = "1,C1,yes,validation,A-B,32.5,0.3,Old,10,in,car,1,1,1\n";
  const Read halves = read(first + "1,C1,yes,calibration,B-A,32.5,0.3,Old,190,out,car,1,1,1\n");
  ASSERT_EQ(halves.problems.size(), 1U);
  EXPECT_THAT(halves.problems[0].text(), HasSubstr("station 1 is in both halves"));
  const Read twice = read(first + first);
  ASSERT_EQ(twice.problems.size(), 1U);
  EXPECT_THAT(twice.problems[0].text(), HasSubstr("stand in a row above"));
}

TEST(Counts, FollowTheHours) {
  Count count;
  count.by_hour[6] = 100;
  count.by_hour[7] = 240;
  EXPECT_DOUBLE_EQ(counted(count, 6.5, 7.25), 50 + 60);
  EXPECT_DOUBLE_EQ(counted(count, 8, 9), 0);
}

// ---- the table of Kampala ---------------------------------------------------------------------

struct Station {
  std::string name, cordon;
  double lon = 0, lat = 0;
  CountHalf half = CountHalf::calibration;
  double compass_deg = 0;  // from the mean of the places of its cordon
};

std::vector<Station> stations_of_kampala() {
  Problems problems;
  const auto counts = read_counts(data_folder() / "cities/kampala/counts.csv", problems);
  problems.throw_if_any();
  std::map<std::string, Station> by_name;
  for (const Count& c : counts) by_name[c.station] = {c.station, c.cordon, c.lon, c.lat, c.half, 0};
  std::vector<Station> stations;
  for (const auto& [name, station] : by_name) stations.push_back(station);
  return stations;
}

// Stations of a cordon in the order of the compass.
std::vector<Station> round(const std::string& cordon) {
  std::vector<Station> ring = stations_of_kampala();
  std::erase_if(ring, [&](const Station& s) { return s.cordon != cordon; });
  double lon = 0, lat = 0;
  for (const Station& s : ring) lon += s.lon, lat += s.lat;
  const auto n = static_cast<double>(ring.size());
  for (Station& s : ring) {
    const double turn = std::atan2(s.lon - lon / n, s.lat - lat / n) / std::numbers::pi * 180;
    s.compass_deg = std::fmod(turn + 360, 360);
  }
  std::sort(ring.begin(), ring.end(),
            [](const Station& a, const Station& b) { return a.compass_deg < b.compass_deg; });
  return ring;
}

// The rule of docs/validation.md: every second station round each cordon, from north clockwise.
TEST(CountsOfKampala, HalvesAlternateRoundEachCordon) {
  for (const char* cordon : {"C1", "C2"}) {
    const auto ring = round(cordon);
    ASSERT_FALSE(ring.empty());
    for (std::size_t i = 0; i < ring.size(); ++i)
      EXPECT_EQ(ring[i].half, i % 2 == 0 ? CountHalf::calibration : CountHalf::validation)
          << cordon << " " << ring[i].name;
  }
}

TEST(CountsOfKampala, EachHalfSeesAllSidesOfTheCity) {
  std::array<std::set<int>, kCountHalves> quadrants;
  for (const Station& s : round("C1"))
    quadrants[static_cast<std::size_t>(s.half)].insert(static_cast<int>(s.compass_deg / 90));
  for (const auto& seen : quadrants) EXPECT_THAT(seen, ElementsAre(0, 1, 2, 3));
}

TEST(CountsOfKampala, EachDirectionHasAllGroups) {
  Problems problems;
  const auto counts = read_counts(data_folder() / "cities/kampala/counts.csv", problems);
  EXPECT_THAT(problems.all(), IsEmpty());
  std::map<std::string, std::set<CountGroup>> groups;
  for (const Count& c : counts) groups[c.station + " " + c.direction].insert(c.group);
  EXPECT_GE(groups.size(), 46U);
  for (const auto& [direction, seen] : groups) EXPECT_EQ(seen.size(), kCountGroups) << direction;
}

}  // namespace
}  // namespace mwendo
