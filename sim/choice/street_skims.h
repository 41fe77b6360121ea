// Driving times between zones by time of day, from the times drivers believe.
//
//   StreetSkims skims(net, zones, distances, from_s, to_s);
//   skims.update(believed);                              // sim/traffic/link_times.h
//   const float s = skims.seconds(zone_a, zone_b, departure_s, metres);
//
// Skims between the centres of all zones by the customisable contraction hierarchy, one metric for
// each hour. They are kept as pace (seconds per metre of the shortest way), so that a longer or
// shorter trip than the way between centres gets its own time. Inside a zone: the mean pace to and
// from the nearest zones. A zone whose centre no car reaches takes the city's mean pace.
// Units: seconds, metres. Limits: one pace per pair of zones and hour; times at departure hold for
// the whole trip. quarter_paces() gives them by quarter of an hour, for the choice of departures.
#pragma once

#include <vector>

#include "network/base/matrix.h"
#include "network/routing/router.h"
#include "sim/population/zone_distances.h"
#include "sim/traffic/link_times.h"

namespace mwendo {

// Seconds per metre between zones, one table for each quarter hour since the start of the run.
using QuarterPaces = std::vector<Matrix<ZoneId, float>>;

class StreetSkims {
 public:
  StreetSkims(const Network& net, const Zones& zones, const ZoneDistances& distances, float from_s,
              float to_s, int threads = 1);
  void update(const LinkTimes& times);
  [[nodiscard]] float seconds(ZoneId from, ZoneId to, float departure_s, float metres) const {
    return metres * pace_[period_at(departure_s)].at(from, to);
  }
  // At free speed.
  [[nodiscard]] float free_seconds(ZoneId from, ZoneId to, float metres) const {
    return metres * free_pace_.at(from, to);
  }
  [[nodiscard]] std::size_t periods() const { return pace_.size(); }
  // By quarter hour of these times; those of update() stay.
  [[nodiscard]] QuarterPaces quarter_paces(const LinkTimes& times) const;

 private:
  static constexpr float kPeriodS = 3600;
  struct Ends {  // links at the centre of a zone
    std::vector<std::uint32_t> links;
    std::vector<std::uint32_t> zone;  // by link of the list
  };
  [[nodiscard]] std::size_t period_at(float time_s) const;
  void find_ends(const Zones& zones);
  [[nodiscard]] Matrix<ZoneId, float> paces(std::span<const float> link_s) const;
  void fill_gaps(Matrix<ZoneId, float>& pace) const;

  const Network* net_;
  const ZoneDistances* distances_;
  RoadRouter router_;
  Ends starts_, ends_;
  Column<ZoneId, std::vector<ZoneId>> nearest_;
  float from_s_;
  int threads_;
  std::vector<Matrix<ZoneId, float>> pace_;  // by hour
  Matrix<ZoneId, float> free_pace_;
};

}  // namespace mwendo
