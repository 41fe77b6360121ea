// The parts of a day; internal to day.cpp and day_archive.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/day/day.h"
#include "sim/day/drivers.h"
#include "sim/day/riders.h"

namespace mwendo {

struct DaySimulation::State {
  DayContext day;
  Drivers drivers;
  Riders riders;
  Walkers walkers;
  std::vector<VehicleTrip> others;  // by departure
  std::uint32_t next_other = 0;
  float next_news_s;
  float next_crossings_s;
  std::vector<TimePoint> series;
  double traffic_seconds = 0;
  bool counting = false;
  QualityCounts at_start;  // of the period

  State(const DayInput& input, const DayOptions& o);

  // What State holds itself. Its engines save themselves.
  template <class Archive, class Self>
  static void archive(Archive& a, Self& s) {
    a(s.next_other, s.next_news_s, s.next_crossings_s, s.series, s.traffic_seconds);
    a(s.counting, s.at_start, s.day.events, s.riders, s.walkers);
  }
  void plan();
  void count_crossings();
  void handle(const AgentEvent& e);
  void move_traffic();
  void note_time_point();
  [[nodiscard]] QualityCounts count() const;
  void begin_to_count();
};

}  // namespace mwendo
