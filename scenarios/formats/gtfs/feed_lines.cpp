#include "scenarios/formats/gtfs/feed_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace mwendo::gtfs {
namespace {

constexpr int kMidnight = 86400;
// A timetable of more departures than this is one of errors.
constexpr int kMostExact = 100000;

struct Key {
  std::uint32_t route;
  int direction;
  std::vector<std::uint32_t> stops;
  auto operator<=>(const Key&) const = default;
};

struct Pattern {
  FeedLine line;
  Departures departures;
  std::map<std::uint32_t, std::size_t> shapes;    // with their trips
  std::set<std::pair<std::uint32_t, int>> known;  // service and departure
};

class LineFinder {
 public:
  LineFinder(const Feed& feed, int day, Defects& defects)
      : feed_(feed), day_(day), defects_(defects) {}

  std::vector<FeedLine> find() {
    for (const Trip& t : feed_.trips)
      if (feed_.services[t.service].runs_on(day_)) add(t);
    std::vector<FeedLine> lines;
    for (Pattern& p : patterns_) {
      choose_shape(p);
      p.line.service = service_times(std::move(p.departures));
      note_times(p.line);
      lines.push_back(std::move(p.line));
    }
    return lines;
  }

 private:
  std::vector<std::uint32_t> stops_of(const Trip& t) const {
    std::vector<std::uint32_t> stops;
    for (const Call& c : feed_.calls_of(t)) stops.push_back(c.stop);
    if (stops.empty() && t.shape != kNone) stops = feed_.shapes[t.shape].stops;
    return stops;
  }

  void add(const Trip& t) {
    auto stops = stops_of(t);
    if (stops.size() < 2) {
      defects_.add(t.where, "trip with fewer than two stops, left out", t.id);
      return;
    }
    const auto calls = feed_.calls_of(t);
    const int start = calls.empty() ? kNoTime : calls.front().departure_s;
    if (t.frequency_count == 0 && start == kNoTime) {
      defects_.add(t.where, "trip without a departure or frequency, left out", t.id);
      return;
    }
    Pattern& p = pattern_of(t, std::move(stops));
    if (t.frequency_count > 0)
      add_frequencies(t, p);
    else if (p.known.insert({t.service, start}).second)
      p.departures.times.push_back(start);
    else {
      defects_.add(t.where, "the same departure of a line twice, the second left out", t.id);
      return;
    }
    ++p.line.trips;
    ++p.shapes[t.shape];
  }

  void add_frequencies(const Trip& t, Pattern& p) {
    for (const Frequency& f : feed_.frequencies_of(t)) {
      const bool too_many = (f.to_s - f.from_s) / f.headway_s > kMostExact;
      if (f.exact && too_many)
        defects_.add(t.where, "exact times of more than 100,000 departures are read as a headway",
                     t.id);
      if (!f.exact || too_many) {
        p.departures.windows.push_back({f.from_s, f.to_s, f.headway_s});
        continue;
      }
      for (int at = f.from_s; at < f.to_s; at += f.headway_s) p.departures.times.push_back(at);
    }
  }

  Pattern& pattern_of(const Trip& t, std::vector<std::uint32_t> stops) {
    const auto [known, is_new] =
        index_.try_emplace(Key{t.route, t.direction, stops}, patterns_.size());
    if (!is_new) return patterns_[known->second];
    Pattern p;
    p.line.route = t.route;
    p.line.direction = t.direction;
    p.line.stops = std::move(stops);
    p.line.headsign = t.headsign;
    set_times(t, p.line);
    patterns_.push_back(std::move(p));
    return patterns_.back();
  }

  void set_times(const Trip& t, FeedLine& line) const {
    const auto calls = feed_.calls_of(t);
    if (calls.empty()) return;
    if (calls.front().departure_s != kNoTime && calls.back().arrival_s != kNoTime)
      line.ride_s = calls.back().arrival_s - calls.front().departure_s;
    std::set<int> steps;
    for (std::size_t i = 1; i < calls.size(); ++i) {
      if (calls[i].arrival_s == kNoTime || calls[i - 1].arrival_s == kNoTime) return;
      steps.insert(calls[i].arrival_s - calls[i - 1].arrival_s);
    }
    line.even_times = calls.size() > 2 && steps.size() == 1 && *steps.begin() % 60 == 0;
  }

  void choose_shape(Pattern& p) {
    std::size_t most = 0;
    for (const auto& [shape, trips] : p.shapes) {
      if (trips <= most) continue;
      most = trips;
      p.line.shape = shape;
    }
    if (p.shapes.size() > 1)
      defects_.add({"trips.txt", 0, 0},
                   "lines whose trips have several shapes: the usual one is taken",
                   feed_.routes[p.line.route].name());
    if (p.line.shape == kNone)
      defects_.add({"trips.txt", 0, 0},
                   "lines without a shape: their course leads through the stops",
                   feed_.routes[p.line.route].name());
  }

  void note_times(FeedLine& line) {
    const std::string& name = feed_.routes[line.route].name();
    ServiceTimes& s = line.service;
    if (s.last_s > kMidnight)
      defects_.add({"stop_times.txt", 0, 0}, "lines with departures after 24:00", name);
    if (s.peak_s == 0 && s.offpeak_s == 0) {
      defects_.add({"stop_times.txt", 0, 0}, "lines that only run after 30:00", name);
    } else if (s.peak_s == 0) {
      defects_.add({"stop_times.txt", 0, 0}, "lines without departures in the peak hours", name);
      s.peak_s = s.offpeak_s;
    } else if (s.offpeak_s == 0) {
      s.offpeak_s = s.peak_s;
    }
  }

  const Feed& feed_;
  int day_;
  Defects& defects_;
  std::map<Key, std::size_t> index_;
  std::vector<Pattern> patterns_;
};

}  // namespace

std::vector<FeedLine> feed_lines(const Feed& feed, int day, Defects& defects) {
  auto lines = LineFinder(feed, day, defects).find();
  std::erase_if(lines, [](const FeedLine& l) { return l.service.peak_s == 0; });
  return lines;
}

std::vector<std::string> find_placeholders(std::vector<FeedLine>& lines) {
  constexpr std::size_t kLeastLines = 5;
  std::vector<std::string> found;
  if (lines.size() < kLeastLines) return found;
  std::map<std::pair<double, double>, std::size_t> count;
  for (const FeedLine& l : lines) ++count[{l.service.peak_s, l.service.offpeak_s}];
  const auto usual = std::max_element(
      count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto even = static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [](const FeedLine& l) { return l.even_times; }));
  const bool blanket = 2 * usual->second >= lines.size();
  const bool even_times = 2 * even >= lines.size();
  const auto& [peak, offpeak] = usual->first;
  if (blanket)
    found.push_back(
        fmt::format("{} of {} lines have headways of {:.0f} s in the peak and {:.0f} s "
                    "outside it: placeholders, no observations",
                    usual->second, lines.size(), peak, offpeak));
  if (even_times)
    found.push_back(
        fmt::format("{} of {} lines take the same whole minutes from each stop to the "
                    "next: placeholders, their times are not used",
                    even, lines.size()));
  for (FeedLine& l : lines)
    l.placeholder = blanket && l.service.peak_s == peak && l.service.offpeak_s == offpeak;
  return found;
}

}  // namespace mwendo::gtfs
