#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/formats/gtfs/feed_lines.h"
#include "scenarios/formats/gtfs/values.h"

namespace mwendo::gtfs {
namespace {

constexpr std::array kWords = {"monday", "tuesday",  "wednesday", "thursday",
                               "friday", "saturday", "sunday"};

std::vector<std::size_t> trips_of_services(const Feed& feed) {
  std::vector<std::size_t> trips(feed.services.size(), 0);
  for (const Trip& t : feed.trips) trips[t.service] += std::max<std::size_t>(1, t.frequency_count);
  return trips;
}

std::pair<int, int> dates_of(const Feed& feed) {
  int first = std::numeric_limits<int>::max();
  int last = std::numeric_limits<int>::min();
  const auto see = [&](int from, int to) {
    first = std::min(first, from);
    last = std::max(last, to);
  };
  for (const Service& s : feed.services) {
    if (s.last >= s.first) see(s.first, s.last);
    if (!s.added.empty()) see(*s.added.begin(), *s.added.rbegin());
  }
  return {first, last};
}

std::size_t trips_on(const Feed& feed, const std::vector<std::size_t>& trips, int day) {
  std::size_t sum = 0;
  for (std::size_t s = 0; s < trips.size(); ++s)
    if (trips[s] > 0 && feed.services[s].runs_on(day)) sum += trips[s];
  return sum;
}

std::optional<int> date_of(std::string word) {
  if (word.size() != 10 || word[4] != '-' || word[7] != '-') return std::nullopt;
  std::erase(word, '-');
  return parse_date(word);
}

int busiest(const Feed& feed, int weekday) {
  constexpr int kMostDays = 100 * 366;
  const auto trips = trips_of_services(feed);
  const auto [first, last] = dates_of(feed);
  int best = 0;
  std::size_t most = 0;
  for (int day = first; day <= last && day - first < kMostDays; ++day) {
    if (weekday_of(day) != weekday) continue;
    const std::size_t count = trips_on(feed, trips, day);
    if (count <= most) continue;
    most = count;
    best = day;
  }
  return best;
}

}  // namespace

int service_day(const Feed& feed, const std::string& word, Problems& problems) {
  const auto weekday = std::find(kWords.begin(), kWords.end(), word);
  const auto date = date_of(word);
  if (weekday == kWords.end() && !date) {
    problems.add({{},
                  0,
                  0,
                  fmt::format("--day '{}' is no day", word),
                  "give monday to sunday, or a date as 2025-03-31"});
    return 0;
  }
  const int day = date ? *date : busiest(feed, static_cast<int>(weekday - kWords.begin()));
  const auto [first, last] = dates_of(feed);
  if (first > last) {
    problems.add({feed.name + "/calendar.txt", 0, 0, "no service runs on any date",
                  "add dates to calendar.txt or calendar_dates.txt"});
  } else if (trips_on(feed, trips_of_services(feed), day) == 0) {
    problems.add({feed.name, 0, 0, fmt::format("no trip runs on {}", word),
                  fmt::format("give another --day; the feed has dates from {} to {}",
                              date_text(first), date_text(last))});
  }
  return day;
}

}  // namespace mwendo::gtfs
