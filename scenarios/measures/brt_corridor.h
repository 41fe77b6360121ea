// A BRT line in both directions in the median of a street, or on a busway of its own. Lines that
// follow one another in a scenario share lanes and stations where their ways do.
//
//   [[measure]]
//   type = "brt_corridor"
//   corridor = "NBO-L2"
//   headway = 120                    # s in the peak
//   competing = "shortened"
#pragma once

#include <string>
#include <vector>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/brt_services.h"
#include "scenarios/measures/streets.h"
#include "sim/world/station_access.h"

namespace mwendo {

enum class Competing : std::uint8_t {
  unchanged,
  withdrawn,  // lines that run mostly along the corridor go
  shortened   // they end at the corridor and feed it
};

struct BrtCorridorMeasure {
  static constexpr const char* kType = "brt_corridor";
  std::string name = {};      // of the line; empty: of the corridor
  std::string corridor = {};  // of load_corridors(), or ...
  std::vector<LonLat> waypoints = {};
  std::vector<NamedPlace> stations = {};  // empty: of the corridor, else every station_spacing_m
  double station_spacing_m = 700;
  LanesFrom lanes_from = LanesFrom::added;
  std::vector<BrtService> services = {};  // empty: one that stops at all stations
  float peak_headway_s = 0;               // 0: of the corridor
  float offpeak_headway_s = 0;            // 0: of the corridor
  std::uint16_t fleet = 0;                // vehicles of both directions; 0: what the headway needs
  bool articulated = true;
  std::uint16_t capacity = 0;  // 0: of the corridor
  Powertrain powertrain = Powertrain::diesel;
  std::uint8_t doors = 0;  // of 1.1 m; 0: three of an articulated bus, else two
  bool level_boarding = true;
  bool prepaid = true;  // fares, before boarding
  bool signal_priority = true;
  std::uint8_t docking_bays = 2;
  bool passing_lanes = true;  // at stations
  StationAccess station_access = StationAccess::crossing;
  HeadwayControl control = HeadwayControl::none;
  float fare = -1;  // local currency, whole ride; below 0: as minibuses
  float fare_per_km = -1;
  Competing competing = Competing::unchanged;
  double overlap = 0.5;         // share of a line along the corridor from which it competes
  double walking_access_m = 0;  // streets this near to a station get sidewalks
};

void keys(MeasureKeys& k, BrtCorridorMeasure& m);
[[nodiscard]] std::string describe(const BrtCorridorMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const BrtCorridorMeasure& m,
                              Problems& problems);

}  // namespace mwendo
