// A GTFS feed (gtfs.org, schedule reference) as plain structs, checked and cross-referenced.
//
//   Defects defects;
//   const Feed feed = read_feed(open_feed("feed.zip", defects), {}, defects);
//   for (const Trip& t : feed.trips) for (const Call& c : feed.calls_of(t)) ...
//
// Guarantees: every index points to an entry. Calls of a trip are in the order of their sequence;
// their times do not run backwards. Rows that cannot be used are left out and counted with their
// place. A feed without stop_times.txt has trips without calls, and stops by shape.
// Errors: InputError lists each table or column that is missing and without which nothing runs.
// Units: seconds since noon less 12 hours of the day of service, which may exceed 86,400; degrees.
#pragma once

#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "network/projection.h"
#include "scenarios/formats/gtfs/archive.h"
#include "scenarios/formats/gtfs/defects.h"

namespace mwendo::gtfs {

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
inline constexpr int kNoTime = -1;

struct Stop {
  std::string id, name;
  LonLat place;
  int line = 0;  // of stops.txt
};

struct Route {
  std::string id, agency, short_name, long_name;
  int type = 3;     // GTFS route_type, also extended ones
  float fare = -1;  // flat price of fare_rules; below 0: none
  [[nodiscard]] const std::string& name() const {
    return short_name.empty() ? long_name : short_name;
  }
};

// Dates are days since 1970-01-01.
struct Service {
  std::string id;
  std::uint8_t weekdays = 0;  // bit 0: Monday
  int first = 0, last = -1;
  std::set<int> added, removed;
  [[nodiscard]] bool runs_on(int day) const;
};

struct Call {
  std::uint32_t stop = 0;
  int arrival_s = kNoTime, departure_s = kNoTime;
};

struct Trip {
  std::string id, headsign;
  std::uint32_t route = 0, service = 0, shape = kNone;
  int direction = -1;  // 0, 1; -1: not said
  Where where;
  std::size_t first_call = 0, call_count = 0;
  std::size_t first_frequency = 0, frequency_count = 0;
};

struct Frequency {
  std::uint32_t trip = 0;
  int from_s = 0, to_s = 0, headway_s = 0;
  bool exact = false;
};

struct Shape {
  std::string id;
  std::vector<LonLat> points;
  std::vector<std::uint32_t> stops;  // in order; where a table beside the feed gives them
};

struct Feed {
  std::string name;
  std::vector<Stop> stops;
  std::vector<Route> routes;
  std::vector<Service> services;
  std::vector<Shape> shapes;
  std::vector<Trip> trips;
  std::vector<Call> calls;             // by trip
  std::vector<Frequency> frequencies;  // by trip
  std::size_t agencies = 0;
  [[nodiscard]] std::span<const Call> calls_of(const Trip& t) const {
    return {calls.data() + t.first_call, t.call_count};
  }
  [[nodiscard]] std::span<const Frequency> frequencies_of(const Trip& t) const {
    return {frequencies.data() + t.first_frequency, t.frequency_count};
  }
};

// A table of the stops along each shape: columns shape_id, seq and stop_id.
struct ShapeStops {
  std::string name, text;  // empty: none
};

[[nodiscard]] Feed read_feed(const FeedFiles& files, const ShapeStops& beside, Defects& defects);

}  // namespace mwendo::gtfs
