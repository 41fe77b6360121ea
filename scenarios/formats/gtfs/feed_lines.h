// The lines of a feed on one day: route, direction and stop pattern, with their headways.
//
//   const int day = service_day(feed, "tuesday", problems);
//   for (const FeedLine& l : feed_lines(feed, day, defects)) use(l.stops, l.service.peak_s);
//
// The day: a date, or of the dates of a weekday the first with the most trips.
// Guarantees: lines in the order of their first trip; at least two stops a line.
// Headways of a period: the time that is served there over its departures. Departures of a
// timetable: the mean gap from the first to the last of the period; one alone is served in its
// whole period. Frequencies with exact_times are a timetable.
// Left out and counted: trips without times or stops, the same departure of a line twice, trips
// whose shape is not the usual one of their line (the usual one is taken).
// Errors: a Problem for a word that is no day, and for a day without trips.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "scenarios/formats/gtfs/feed.h"

namespace mwendo::gtfs {

struct Period {
  int from_s, to_s;
  bool peak;
};
// The day by the peak hours of the model (sim/world/supply.h), up to 30:00.
[[nodiscard]] const std::array<Period, 5>& periods();

// Departures: single ones, and windows of constant headway.
struct Departures {
  struct Window {
    int from_s, to_s, headway_s;
  };
  std::vector<int> times;
  std::vector<Window> windows;
};

struct ServiceTimes {
  std::array<double, 5> headway_s{};  // by period; 0: none runs
  double peak_s = 0, offpeak_s = 0;   // 0: none runs
  double first_s = 0, last_s = 0;     // departures
};

[[nodiscard]] ServiceTimes service_times(Departures departures);

struct FeedLine {
  std::uint32_t route = 0;
  int direction = -1;
  std::vector<std::uint32_t> stops;
  std::uint32_t shape = kNone;
  std::string headsign;
  double ride_s = 0;         // from the first stop to the last; 0: unknown
  bool even_times = false;   // one time between all stops, in whole minutes
  bool placeholder = false;  // its headways are those of most lines, or its times are even
  std::size_t trips = 0;
  ServiceTimes service;
};

// WORD: monday ... sunday, or YYYY-MM-DD.
[[nodiscard]] int service_day(const Feed& feed, const std::string& word, Problems& problems);

[[nodiscard]] std::vector<FeedLine> feed_lines(const Feed& feed, int day, Defects& defects);

// Marks lines with placeholders and says which value stands where (one sentence each).
[[nodiscard]] std::vector<std::string> find_placeholders(std::vector<FeedLine>& lines);

}  // namespace mwendo::gtfs
