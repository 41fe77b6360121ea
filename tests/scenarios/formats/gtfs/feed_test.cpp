// Tables of a feed: what is read, and each defect with its place.
#include "scenarios/formats/gtfs/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/formats/gtfs/values.h"
#include "tests/scenarios/formats/gtfs/small_feed.h"

namespace mwendo::gtfs {
namespace {

using ::testing::HasSubstr;
using testing::read_tables;
using testing::small_feed;
using testing::Tables;

std::string defects_with(const std::string& table, const std::string& text) {
  Tables tables = small_feed();
  tables[table] = text;
  return read_tables(tables).defects.text();
}

std::string defects_after(const std::string& table, const std::string& more) {
  return defects_with(table, small_feed()[table] + more);
}

TEST(GtfsValues, TimesDatesNumbers) {
  EXPECT_EQ(parse_time("25:10:00"), 90600);
  EXPECT_EQ(parse_time("6:00:05"), 21605);
  for (const char* wrong :
       {"6:00", "06:60:00", "06:00:60", "-1:00:00", "", "06.00.00", "006:00:00"})
    EXPECT_EQ(parse_time(wrong), std::nullopt) << wrong;
  EXPECT_EQ(parse_date("20240229"), 19782);
  EXPECT_EQ(parse_date("20250229"), std::nullopt);
  EXPECT_EQ(weekday_of(*parse_date("20250303")), 0);
  EXPECT_EQ(date_text(19782), "2024-02-29");
  EXPECT_EQ(parse_number("nan"), std::nullopt);
}

TEST(GtfsFeed, ACleanFeedHasNoDefects) {
  const auto got = read_tables(small_feed());
  EXPECT_EQ(got.problems, "");
  EXPECT_EQ(got.feed.trips.size(), 2U);
  EXPECT_EQ(got.feed.calls_of(got.feed.trips[0])[1].departure_s, 6 * 3600 + 330);
  EXPECT_THAT(got.defects.text(), ::testing::Not(HasSubstr("unknown")));
}

TEST(GtfsFeed, EachMissingTableIsNamed) {
  const auto got = read_tables({{"agency.txt", ""}});
  for (const char* file :
       {"stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt"})
    EXPECT_THAT(got.problems, HasSubstr(std::string("feed.zip/") + file)) << file;
}

TEST(GtfsFeed, AMissingColumnIsNamed) {
  Tables tables = small_feed();
  tables["stops.txt"] = "stop_id,stop_lat\ns1,0.1\n";
  EXPECT_THAT(read_tables(tables).problems,
              HasSubstr("feed.zip/stops.txt:1:1: column 'stop_lon' is missing"));
}

TEST(GtfsFeed, DanglingIdsHaveTheirPlace) {
  EXPECT_THAT(defects_after("stop_times.txt", "there,07:00:00,07:00:00,s9,4\n"),
              HasSubstr("unknown stop: 1 (stop_times.txt:8:25 's9')"));
  EXPECT_THAT(defects_after("stop_times.txt", "x,07:00:00,07:00:00,s1,4\n"),
              HasSubstr("unknown trip: 1 (stop_times.txt:8:1 'x')"));
  EXPECT_THAT(defects_after("trips.txt", "q,d,t,0\n"),
              HasSubstr("unknown route: 1 (trips.txt:4:1"));
  EXPECT_THAT(defects_after("trips.txt", "r,e,t,0\n"),
              HasSubstr("unknown service: 1 (trips.txt:4:3"));
  EXPECT_THAT(defects_after("routes.txt", "r2,b,8,,3\n"),
              HasSubstr("unknown agency: 1 (routes.txt:3:4 'b')"));
}

TEST(GtfsFeed, DoubleAndDisorderedRowsHaveTheirPlace) {
  EXPECT_THAT(defects_after("trips.txt", "r,d,there,0\n"),
              HasSubstr("trip twice, the second left out: 1 (trips.txt:4:5"));
  EXPECT_THAT(defects_after("stop_times.txt", "there,06:20:00,06:20:00,s1,3\n"),
              HasSubstr("sequence twice in a trip, the second left out: 1 (stop_times.txt:8:28"));
  EXPECT_THAT(defects_after("stop_times.txt", "there,05:50:00,05:50:00,s1,0\n"),
              HasSubstr("stops of a trip out of order in the file: 1"));
  EXPECT_THAT(defects_after("stop_times.txt", "there,05:00:00,05:00:00,s1,9\n"),
              HasSubstr("time before that of the stop before, not used: 1 (stop_times.txt:8:7"));
}

TEST(GtfsFeed, BadFrequenciesHaveTheirPlace) {
  const std::string head = "trip_id,start_time,end_time,headway_secs\n";
  EXPECT_THAT(defects_with("frequencies.txt", head + "there,06:00:00,07:00:00,0\n"),
              HasSubstr("headway is 0 or no number, left out: 1 (frequencies.txt:2:25 '0')"));
  EXPECT_THAT(defects_with("frequencies.txt", head + "there,08:00:00,07:00:00,60\n"),
              HasSubstr("frequency ends before it begins, left out: 1"));
  EXPECT_THAT(defects_with("frequencies.txt", head + "there,8h,09:00:00,60\n"),
              HasSubstr("no time: 1 (frequencies.txt:2:7 '8h')"));
}

TEST(GtfsFeed, ShapesOfTextAreTold) {
  EXPECT_THAT(defects_with("stops.txt", "\xEF\xBB\xBF" + small_feed()["stops.txt"]),
              HasSubstr("byte-order mark at the start of the file: 1 (stops.txt:1:1)"));
  EXPECT_THAT(defects_with("calendar_dates.txt", "service_id,date,exception_type\r\n"),
              HasSubstr("lines end in CRLF (Windows): 1"));
  EXPECT_THAT(defects_after("stops.txt", "s4,\"Two\nlines\",-1.3,36.8\n"),
              HasSubstr("line end within quotes: 1 (stops.txt:5:5)"));
  EXPECT_THAT(defects_after("stops.txt", "s4,Caf\xE9,-1.3,36.8\n"),
              HasSubstr("bytes that are no UTF-8, read as Latin-1: 1 (stops.txt:5:7)"));
  EXPECT_THAT(
      defects_after("stops.txt", "s4,Four,-1.3\n"),
      HasSubstr("another number of fields than the header, left out: 1 (stops.txt:5 3 for 4)"));
  Tables tables = small_feed();
  tables["stops.txt"] = std::string("\xFF\xFEs\0t\0", 6);
  EXPECT_THAT(read_tables(tables).problems, HasSubstr("stops.txt:1:1: the file is UTF-16"));
}

TEST(GtfsFeed, QuotedTextsKeepTheirContent) {
  Tables tables = small_feed();
  tables["stops.txt"] += "s4,\"A \"\"B\"\", C\nD\",-1.3,36.8\ns5,Caf\xE9,-1.3,36.8\n";
  const auto got = read_tables(tables);
  EXPECT_EQ(got.feed.stops[3].name, "A \"B\", C\nD");
  EXPECT_EQ(got.feed.stops[4].name, "Caf\xC3\xA9");
}

TEST(GtfsFeed, WhatIsNotUsedIsCounted) {
  EXPECT_THAT(defects_with("pathways.txt", "pathway_id\np\nq\n"),
              HasSubstr("table not used: 1 (pathways.txt 2 rows)"));
  EXPECT_THAT(defects_with("fare_products.txt", "fare_product_id\np\n"),
              HasSubstr("table not used: 1 (fare_products.txt 1 rows)"));
  EXPECT_THAT(defects_with("transfers.txt", "from_stop_id\ns1\n"),
              HasSubstr("table not used: 1 (transfers.txt 1 rows)"));
  EXPECT_THAT(defects_with("stops.txt", "stop_id,stop_lat,stop_lon,zone_id\ns1,-1.2,36.8,z\n"),
              HasSubstr("column not used: 3 (agency.txt:2:10 agency_url; "));
}

TEST(GtfsFeed, FlatFaresAreRead) {
  Tables tables = small_feed();
  tables["fare_attributes.txt"] = "fare_id,price,currency_type\nf,50,KES\ng,70,KES\n";
  tables["fare_rules.txt"] = "fare_id,route_id\nf,r\n";
  EXPECT_EQ(read_tables(tables).feed.routes[0].fare, 50);
  tables["fare_rules.txt"] += "g,r\n";
  const auto several = read_tables(tables);
  EXPECT_LT(several.feed.routes[0].fare, 0);
  EXPECT_EQ(several.defects.count_of("routes with several prices keep the fares of the city"), 1U);
}

TEST(GtfsFeed, StopsOfShapesReplaceStopTimes) {
  Tables tables = small_feed();
  tables.erase("stop_times.txt");
  tables["trips.txt"] = "route_id,service_id,trip_id,shape_id\nr,d,there,x\n";
  tables["shapes.txt"] =
      "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\nx,-1.28,36.82,1\nx,-1.29,36.83,2\n";
  EXPECT_THAT(read_tables(tables).problems, HasSubstr("--shape-stops FILE"));
  const auto got = read_tables(tables, {"beside.csv", "shape_id,seq,stop_id\nx,2,s3\nx,1,s1\n"});
  EXPECT_EQ(got.problems, "");
  EXPECT_EQ(got.feed.shapes[0].stops, (std::vector<std::uint32_t>{0, 2}));
}

}  // namespace
}  // namespace mwendo::gtfs
