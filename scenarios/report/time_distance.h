// A time-distance diagram as SVG text: distance along a line against the time of day, one polyline
// for each vehicle.
//
//   TimeDistance d{.title = "Line 1", .from_s = 25200, .to_s = 28800};
//   d.stations = {{"Kireka", 0}, {"Nakawa", 3.2}};                 // km from the first
//   d.vehicles = {{{25300, 0}, {25330, 0}, {25720, 3.2}}};         // seconds of the day, km
//   out += time_distance(d);
//
// Guarantees: at most kMostBytes; as many polylines as vehicles. Where vehicles are too many,
// points between the first and the last are left out evenly. Colours are classes of the style
// sheet.
#pragma once

#include <string>
#include <vector>

namespace mwendo {

struct TimeDistance {
  struct Station {
    std::string name;
    double km = 0;
  };
  struct Point {
    double time_s = 0;
    double km = 0;
  };
  static constexpr std::size_t kMostBytes = 70'000;  // two of them stay below 150 kB

  std::string title;
  double from_s = 0;
  double to_s = 0;
  std::vector<Station> stations = {};
  std::vector<std::vector<Point>> vehicles = {};
};
[[nodiscard]] std::string time_distance(const TimeDistance& d);

}  // namespace mwendo
