// Planned BRT lines and existing light rail lines of the embedded cities, as published.
//
//   Problems problems;
//   for (const BrtCorridor& c : load_corridors("nairobi", problems)) use(c.id, c.stations);
//   const auto line = find_corridor("nairobi", "NBO-L2", problems);
//
// A figure published as a range is its middle. Figures that are not published are assumed and named
// in `assumed`. Errors: an unknown corridor is a problem that names the nearest.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "network/network.h"

namespace mwendo {

// Persons in a BRT bus of 18 m or 12 m; assumption where no source gives one.
[[nodiscard]] constexpr std::uint16_t usual_brt_capacity(bool articulated) {
  return articulated ? 150 : 90;
}

struct CorridorStation {
  std::string name;
  Point position;  // metres in the coordinate system of the city
};

struct BrtCorridor {
  std::string id, name, status, source;
  bool rail = false;
  std::vector<CorridorStation> stations;
  std::vector<Point> geometry;
  float peak_headway_s = 120;
  float offpeak_headway_s = 240;
  std::uint16_t capacity = usual_brt_capacity(true);  // persons a vehicle
  bool articulated = true;                            // else 12 m buses
  bool passing_lanes = true;                          // at stations
  std::vector<std::string> assumed;  // names of the figures above that are not published
};

[[nodiscard]] std::vector<BrtCorridor> load_corridors(const std::string& city, Problems& problems);
[[nodiscard]] std::optional<BrtCorridor> find_corridor(const std::string& city,
                                                       const std::string& id, Problems& problems);

}  // namespace mwendo
