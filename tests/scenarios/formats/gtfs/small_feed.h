// Small feeds, written for each test.
#pragma once

#include <map>
#include <string>

#include "scenarios/formats/gtfs/feed.h"
#include "scenarios/formats/gtfs/feed_lines.h"
#include "tests/support/temporary_folder.h"

namespace mwendo::gtfs::testing {

using Tables = std::map<std::string, std::string>;

// One route of three stops, two directions, one trip each at 06:00, every day of 2025.
inline Tables small_feed() {
  return {
      {"agency.txt",
       "agency_id,agency_name,agency_url,agency_timezone\n"
       "a,Agency,https://example.org,Africa/Nairobi\n"},
      {"stops.txt",
       "stop_id,stop_name,stop_lat,stop_lon\n"
       "s1,One,-1.2800,36.8200\ns2,Two,-1.2850,36.8250\ns3,Three,-1.2900,36.8300\n"},
      {"routes.txt",
       "route_id,agency_id,route_short_name,route_long_name,route_type\nr,a,7,One-Three,3\n"},
      {"calendar.txt",
       "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
       "d,1,1,1,1,1,1,1,20250101,20251231\n"},
      {"trips.txt", "route_id,service_id,trip_id,direction_id\nr,d,there,0\nr,d,back,1\n"},
      {"stop_times.txt",
       "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
       "there,06:00:00,06:00:00,s1,1\nthere,06:05:00,06:05:30,s2,2\nthere,06:11:00,06:11:00,s3,3\n"
       "back,06:00:00,06:00:00,s3,1\nback,06:05:00,06:05:30,s2,2\nback,06:11:00,06:11:00,s1,3\n"}};
}

struct ReadFeed {
  Defects defects;
  Feed feed;
  std::string problems;  // of an InputError
};

inline ReadFeed read_tables(const Tables& tables, const ShapeStops& beside = {}) {
  ReadFeed got;
  try {
    got.feed = read_feed({"feed.zip", tables}, beside, got.defects);
  } catch (const InputError& error) {
    got.problems = error.what();
  }
  return got;
}

// Lines on a day that has trips.
inline std::vector<FeedLine> lines_on(ReadFeed& got, const std::string& day = "2025-03-04") {
  Problems problems;
  const int date = service_day(got.feed, day, problems);
  problems.throw_if_any();
  return feed_lines(got.feed, date, got.defects);
}

}  // namespace mwendo::gtfs::testing
