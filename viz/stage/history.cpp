#include "viz/stage/history.h"

#include <fmt/format.h>

#include <cmath>

namespace mwendo::viz {

const FigureInfo& info_of(Figure f) {
  static constexpr std::array<FigureInfo, kFigureCount> kInfo = {{
      {"Vehicles on the road", "", 0, false},
      {"Mean speed", "km/h", 1, true},
      {"Waiting at stops", "persons", 0, false},
      {"On board", "persons", 0, true},
      {"CO\u2082e", "t/h", 1, false},
      {"BRT riders", "so far", 0, true},
      {"Walking", "persons", 0, true},
      {"Cycling", "persons", 0, true},
  }};
  return kInfo[static_cast<std::size_t>(f)];
}

void History::note(const Snapshot& s) {
  latest_.time_s = s.time_s;
  latest_.arrived = s.arrived_by_mode;
  latest_.values = {s.totals.vehicles_on_road, s.totals.mean_speed_kmh,
                    s.totals.waiting_at_stops, s.totals.on_board,
                    s.co2e_kg_h / 1000,        static_cast<float>(s.brt_boardings),
                    s.totals.walking,          s.totals.cycling};
  for (std::size_t i = 0; i < kFigureCount; ++i) seen_[i] = seen_[i] || latest_.values[i] > 0;
  while (!points_.empty() && points_.back().time_s > s.time_s) points_.pop_back();
  if (points_.empty() || s.time_s >= points_.back().time_s + kEvery) points_.push_back(latest_);
}

std::string history_csv(const History& history) {
  std::string out =
      "time,vehicles,mean_speed_kmh,waiting,on_board,co2e_t_h,brt_riders,walking,cycling\n";
  for (const HistoryPoint& p : history.points()) {
    const int s = static_cast<int>(p.time_s);
    out += fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
    for (const float v : p.values) out += fmt::format(",{:.6g}", v);
    out += '\n';
  }
  return out;
}

HistoryPoint History::at(float time_s) const {
  HistoryPoint best = latest_;
  for (const HistoryPoint& p : points_)
    if (std::abs(p.time_s - time_s) < std::abs(best.time_s - time_s)) best = p;
  return best;
}

}  // namespace mwendo::viz
