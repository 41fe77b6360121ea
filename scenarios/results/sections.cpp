#include "scenarios/results/sections.h"

#include <map>

namespace mwendo {

std::vector<Section> sections_of(const TransitSupply& transit, const std::vector<LineResult>& lines,
                                 Mode mode) {
  std::vector<Section> sections;
  std::map<std::pair<StopId, StopId>, std::size_t> index;
  for (const LineResult& line : lines) {
    if (transit.line.mode[line.line] != mode) continue;
    const auto stops = transit.stops_of(line.line);
    for (std::size_t i = 0; i + 1 < stops.size() && i < line.sections.size(); ++i) {
      const auto key = std::pair{stops[i].stop, stops[i + 1].stop};
      const auto [at, is_new] = index.emplace(key, sections.size());
      if (is_new) sections.push_back({.from = key.first, .to = key.second});
      Section& s = sections[at->second];
      const LineSectionResult& part = line.sections[i];
      const double km = static_cast<double>(part.length_m) / 1000;
      s.passengers += static_cast<double>(part.passengers);
      s.peak_hour_passengers += static_cast<double>(part.peak_hour_passengers);
      s.places += static_cast<double>(part.places);
      s.run_h += static_cast<double>(part.run_time_s + part.dwell_s) / 3600;
      s.free_h += static_cast<double>(part.free_time_s) / 3600;
      s.dwell_h += static_cast<double>(part.dwell_s - part.control_s) / 3600;
      s.control_h += static_cast<double>(part.control_s) / 3600;
      s.queue_h += static_cast<double>(part.queue_s) / 3600;
      s.held_h += static_cast<double>(part.held_s()) / 3600;
      s.vehicle_km += static_cast<double>(part.vehicles) * km;
      s.passenger_km += static_cast<double>(part.passengers) * km;
      s.place_km += static_cast<double>(part.places) * km;
    }
  }
  return sections;
}

}  // namespace mwendo
