// Headways of departures, by period.
#include <algorithm>

#include "scenarios/formats/gtfs/feed_lines.h"
#include "sim/world/supply.h"

namespace mwendo::gtfs {
namespace {

constexpr int kHour = 3600;

// What runs in one or several periods.
struct Tally {
  double served_s = 0;
  double departures = 0;
  [[nodiscard]] double headway_s() const { return departures > 0 ? served_s / departures : 0; }
  void add(const Tally& other) {
    served_s += other.served_s;
    departures += other.departures;
  }
};

// Seconds that windows cover, each once.
double covered_s(const std::vector<Departures::Window>& windows, const Period& p) {
  double sum = 0;
  int reached = p.from_s;
  for (const auto& w : windows) {  // by their start
    const int from = std::max({w.from_s, p.from_s, reached});
    const int to = std::min(w.to_s, p.to_s);
    if (to <= from) continue;
    sum += to - from;
    reached = to;
  }
  return sum;
}

Tally tally_windows(const std::vector<Departures::Window>& windows, const Period& p) {
  Tally tally;
  for (const auto& w : windows) {
    const int seconds = std::min(w.to_s, p.to_s) - std::max(w.from_s, p.from_s);
    if (seconds > 0) tally.departures += static_cast<double>(seconds) / w.headway_s;
  }
  tally.served_s = covered_s(windows, p);
  return tally;
}

Tally tally_times(const std::vector<int>& times, const Period& p) {
  const auto first = std::lower_bound(times.begin(), times.end(), p.from_s);
  const auto end = std::lower_bound(first, times.end(), p.to_s);
  const auto count = static_cast<double>(end - first);
  if (count == 0) return {};
  if (count == 1) return {static_cast<double>(p.to_s - p.from_s), 1};
  return {static_cast<double>(*(end - 1) - *first), count - 1};
}

// Single departures among windows: they add to what the windows serve.
Tally tally(const Departures& d, const Period& p) {
  const Tally of_times = tally_times(d.times, p);
  Tally of_windows = tally_windows(d.windows, p);
  if (of_windows.departures == 0) return of_times;
  if (of_times.departures == 0) return of_windows;
  of_windows.departures += of_times.departures;
  of_windows.served_s = std::max(of_windows.served_s, of_times.served_s);
  return of_windows;
}

}  // namespace

const std::array<Period, 5>& periods() {
  static constexpr std::array<Period, 5> kAll = {
      {{0, kPeakHours[0].from * kHour, false},
       {kPeakHours[0].from * kHour, kPeakHours[0].to * kHour, true},
       {kPeakHours[0].to * kHour, kPeakHours[1].from * kHour, false},
       {kPeakHours[1].from * kHour, kPeakHours[1].to * kHour, true},
       {kPeakHours[1].to * kHour, 30 * kHour, false}}};
  return kAll;
}

ServiceTimes service_times(Departures d) {
  std::sort(d.times.begin(), d.times.end());
  std::sort(d.windows.begin(), d.windows.end(),
            [](const auto& a, const auto& b) { return a.from_s < b.from_s; });
  ServiceTimes s;
  Tally peak;
  Tally offpeak;
  for (std::size_t i = 0; i < periods().size(); ++i) {
    const Tally t = tally(d, periods()[i]);
    s.headway_s[i] = t.headway_s();
    (periods()[i].peak ? peak : offpeak).add(t);
  }
  s.peak_s = peak.headway_s();
  s.offpeak_s = offpeak.headway_s();
  int first = 30 * kHour;
  int last = 0;
  for (const int t : d.times) {
    first = std::min(first, t);
    last = std::max(last, t);
  }
  for (const auto& w : d.windows) {
    first = std::min(first, w.from_s);
    last = std::max(last, w.to_s);
  }
  s.first_s = first;
  s.last_s = std::min(last, 30 * kHour);
  return s;
}

}  // namespace mwendo::gtfs
