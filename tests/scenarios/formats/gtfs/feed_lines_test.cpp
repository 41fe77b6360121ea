// Lines and headways of a day: exact values.
#include "scenarios/formats/gtfs/feed_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/formats/gtfs/values.h"
#include "tests/scenarios/formats/gtfs/small_feed.h"

namespace mwendo::gtfs {
namespace {

using ::testing::HasSubstr;
using testing::lines_on;
using testing::read_tables;
using testing::small_feed;
using testing::Tables;

constexpr const char* kFrequencies = "trip_id,start_time,end_time,headway_secs,exact_times\n";
constexpr const char* kTimes = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";

FeedLine line_with(const std::string& table, const std::string& text) {
  Tables tables = small_feed();
  tables[table] = text;
  auto got = read_tables(tables);
  return lines_on(got).at(0);
}

TEST(GtfsLines, HeadwaysOfFrequenciesByPeriod) {
  const ServiceTimes s = line_with("frequencies.txt", std::string(kFrequencies) +
                                                          "there,06:00:00,09:00:00,300,0\n"
                                                          "there,09:00:00,16:00:00,840,0\n"
                                                          "there,16:00:00,22:00:00,400,0\n")
                             .service;
  EXPECT_EQ(s.headway_s, (std::array<double, 5>{0, 300, 840, 400, 400}));
  EXPECT_DOUBLE_EQ(s.peak_s, 6 * 3600 / (36 + 27.0));
  EXPECT_DOUBLE_EQ(s.offpeak_s, 10 * 3600 / (30 + 27.0));
  EXPECT_EQ(s.first_s, 6 * 3600);
  EXPECT_EQ(s.last_s, 22 * 3600);
}

TEST(GtfsLines, ExactTimesAreATimetable) {
  const ServiceTimes s =
      line_with("frequencies.txt", std::string(kFrequencies) + "there,06:00:00,08:00:00,1500,1\n")
          .service;
  EXPECT_EQ(s.peak_s, 1500);
  EXPECT_EQ(s.last_s, 6 * 3600 + 4 * 1500);  // 07:40, the last before 08:00
}

TEST(GtfsLines, HeadwaysOfOverlappingFrequenciesAdd) {
  const ServiceTimes s = line_with("frequencies.txt", std::string(kFrequencies) +
                                                          "there,06:00:00,09:00:00,600,0\n"
                                                          "there,06:00:00,09:00:00,600,0\n")
                             .service;
  EXPECT_EQ(s.headway_s[1], 300);
}

TEST(GtfsLines, HeadwaysOfATimetable) {
  Tables tables = small_feed();
  for (int i = 1; i <= 6; ++i) {
    const std::string trip = "t" + std::to_string(i);
    const std::string hour = "0" + std::to_string(6 + (i - 1) / 3);
    const std::string at = hour + ":" + std::to_string(10 + 20 * ((i - 1) % 3)) + ":00";
    tables["trips.txt"] += "r,d," + trip + ",0\n";
    tables["stop_times.txt"] +=
        trip + "," + at + "," + at + ",s1,1\n" + trip + ",,,s2,2\n" + trip + ",,,s3,3\n";
  }
  auto got = read_tables(tables);
  const auto lines = lines_on(got);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].trips, 7U);
  // 06:00, 06:10, 06:30, 06:50, 07:10, 07:30, 07:50
  EXPECT_DOUBLE_EQ(lines[0].service.peak_s, 6600 / 6.0);
}

TEST(GtfsLines, TimesPastMidnight) {
  Tables tables = small_feed();
  tables["stop_times.txt"] =
      std::string(kTimes) + "there,24:50:00,24:50:00,s1,1\nthere,25:10:00,25:10:00,s3,2\n";
  auto got = read_tables(tables);
  const auto lines = lines_on(got);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].service.first_s, 24 * 3600 + 50 * 60);
  EXPECT_EQ(lines[0].ride_s, 1200);
  EXPECT_EQ(got.defects.count_of("lines with departures after 24:00"), 1U);
  EXPECT_EQ(got.defects.count_of("lines without departures in the peak hours"), 1U);
}

TEST(GtfsLines, ALoopKeepsItsFirstStopTwice) {
  const FeedLine line = line_with(
      "stop_times.txt", std::string(kTimes) +
                            "there,06:00:00,06:00:00,s1,1\nthere,06:05:00,06:05:00,s2,2\n"
                            "there,06:10:00,06:10:00,s3,3\nthere,06:15:00,06:15:00,s1,4\n");
  EXPECT_EQ(line.stops, (std::vector<std::uint32_t>{0, 1, 2, 0}));
}

TEST(GtfsLines, CalendarExceptions) {
  Tables tables = small_feed();
  tables["calendar_dates.txt"] =
      "service_id,date,exception_type\nd,20250304,2\nextra,20250304,1\nd,20260106,1\n";
  tables["trips.txt"] += "r,extra,e,0\n";
  tables["stop_times.txt"] += "e,08:00:00,08:00:00,s1,1\ne,08:30:00,08:30:00,s3,2\n";
  auto got = read_tables(tables);
  const auto on_the_day = lines_on(got, "2025-03-04");
  ASSERT_EQ(on_the_day.size(), 1U);
  EXPECT_EQ(on_the_day[0].stops.size(), 2U);
  EXPECT_EQ(lines_on(got, "2025-03-05").size(), 2U);
  EXPECT_EQ(lines_on(got, "2026-01-06").size(), 2U);
  EXPECT_THROW((void)lines_on(got, "2026-01-07"), InputError);
}

TEST(GtfsLines, AWeekdayIsItsFirstDateWithMostTrips) {
  Tables tables = small_feed();
  tables["calendar_dates.txt"] = "service_id,date,exception_type\nextra,20250520,1\n";
  tables["trips.txt"] += "r,extra,e,0\n";
  auto got = read_tables(tables);
  Problems problems;
  EXPECT_EQ(date_text(service_day(got.feed, "tuesday", problems)), "2025-05-20");
  EXPECT_EQ(date_text(service_day(got.feed, "friday", problems)), "2025-01-03");
  EXPECT_TRUE(problems.empty());
  (void)service_day(got.feed, "someday", problems);
  EXPECT_THAT(problems.all().at(0).text(), HasSubstr("--day 'someday' is no day"));
}

TEST(GtfsLines, DuplicateTripsAreLeftOut) {
  Tables tables = small_feed();
  tables["trips.txt"] += "r,d,again,0\n";
  tables["stop_times.txt"] +=
      "again,06:00:00,06:00:00,s1,1\nagain,06:05:00,06:05:00,s2,2\nagain,06:11:00,06:11:00,s3,3\n";
  auto got = read_tables(tables);
  EXPECT_EQ(lines_on(got).at(0).trips, 1U);
  EXPECT_THAT(got.defects.text(),
              HasSubstr("the same departure of a line twice, the second left out: 1 (trips.txt:4"));
}

TEST(GtfsLines, PlaceholdersAreNamed) {
  std::vector<FeedLine> lines(6);
  for (FeedLine& l : lines) l.service.peak_s = l.service.offpeak_s = 900;
  lines[0].service.peak_s = 300;
  lines[1].even_times = true;
  const auto found = find_placeholders(lines);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0], HasSubstr("5 of 6 lines have headways of 900 s"));
  EXPECT_FALSE(lines[0].placeholder);
  EXPECT_TRUE(lines[5].placeholder);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].even_times = true;
    lines[i].service.peak_s = 100.0 * static_cast<double>(i + 1);
  }
  EXPECT_THAT(find_placeholders(lines).at(0),
              HasSubstr("6 of 6 lines take the same whole minutes"));
}

}  // namespace
}  // namespace mwendo::gtfs
