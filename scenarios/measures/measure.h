// Measures: what may be changed in a world.
//
//   Problems problems;
//   const CityWorld alternative = apply(base, BrtCorridorMeasure{.corridor = "NBO-L2"}, problems);
//   const CityWorld both = apply(base, {brt, cycle_tracks}, problems);   // one after the other
//
// Guarantees: pure: the base is not changed and the same arguments give the same world. Node and
// link ids stay, so that people keep their homes and results compare link by link; lane, movement,
// stop and line ids may change. What a measure assumed is added to the assumptions.
// Errors: collected in problems, with what to do; the world is then the base. Waypoints farther
// than 300 m from every street, stations that are not on the way, headways that are not positive,
// unknown streets, lines and corridors (with the nearest name).
// Limits: a measure holds for the whole run.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "network/base/input_error.h"
#include "network/projection.h"
#include "scenarios/cities/city_world.h"

namespace mwendo {

struct NamedPlace {
  std::string name = {};
  LonLat place = {};
};

// Streets by name, by the way between waypoints, or by the way of an embedded corridor. Both
// directions. Exactly one of the three is given.
struct StreetSelection {
  std::vector<std::string> names = {};  // whole name or part of it, letter case does not matter
  std::vector<LonLat> waypoints = {};
  std::string corridor = {};
};

enum class LanesFrom : std::uint8_t {
  added,    // the street is widened by a lane
  general   // a lane of general traffic is taken, where more than one is there
};

enum class Competing : std::uint8_t {
  unchanged,
  withdrawn,  // lines that run mostly along the corridor go
  shortened   // they end at the corridor and feed it
};

// A BRT line in both directions in the median of the street.
struct BrtCorridorMeasure {
  std::string name = {};      // of the line; empty: of the corridor
  std::string corridor = {};  // of load_corridors(), or ...
  std::vector<LonLat> waypoints = {};
  std::vector<NamedPlace> stations = {};  // empty: of the corridor, else every station_spacing_m
  double station_spacing_m = 700;
  LanesFrom lanes_from = LanesFrom::added;
  float peak_headway_s = 0;     // 0: of the corridor
  float offpeak_headway_s = 0;  // 0: of the corridor
  bool articulated = true;
  std::uint16_t capacity = 0;   // 0: of the corridor
  Powertrain powertrain = Powertrain::diesel;
  bool signal_priority = true;
  std::uint8_t docking_bays = 2;
  bool passing_lanes = true;    // at stations
  float fare = -1;              // local currency, whole ride; below 0: as minibuses
  float fare_per_km = -1;
  Competing competing = Competing::unchanged;
  double overlap = 0.5;         // share of a line along the corridor from which it competes
  double walking_access_m = 0;  // streets this near to a station get sidewalks
};

// A lane next to the kerb for buses and, if they may, minibuses.
struct BusLaneMeasure {
  StreetSelection streets = {};
  LanesFrom lanes_from = LanesFrom::general;
  bool minibuses = true;
};

struct CycleTrackMeasure {
  StreetSelection streets = {};
  bool separated = true;  // a track, else a painted lane
};

struct WalkwayMeasure {
  StreetSelection streets = {};
  bool separate = false;          // apart from the carriageway, else a raised sidewalk
  double friction_removed = 0.5;  // share of kerb-side friction that walkers caused; assumption
};

struct CrossingMeasure {
  std::vector<NamedPlace> places = {};
};

// A street closed to motor vehicles; lines are led round it.
struct OpenStreetMeasure {
  StreetSelection streets = {};
  bool buses_allowed = false;
};

struct PriceChangeMeasure {
  double fuel_percent = 0;       // change of fuel price; 85 % of car_cost_km is fuel (assumption)
  double parking = 0;            // added to every car trip, local currency
  double congestion_charge = 0;  // added to every car trip, local currency
  double transit_fare_percent = 0;
  double motorcycle_taxi_fare_percent = 0;
};

struct FleetChangeMeasure {
  std::vector<Mode> modes = {};  // lines of these modes
  Powertrain powertrain = Powertrain::battery_electric;
  std::uint16_t capacity = 0;  // 0: as before
};

struct RouteChangeMeasure {
  std::vector<std::string> lines = {};  // short names; both directions
  bool withdraw = false;
  float peak_headway_s = 0;        // 0: as before
  float offpeak_headway_s = 0;
};

struct SignalChangeMeasure {
  std::vector<NamedPlace> junctions = {};
  JunctionControl control = JunctionControl::signal;
  float cycle_s = 0;          // 0: as before or default
  bool bus_priority = false;
};

struct GrowthMeasure {
  int years = 10;
  double population_percent_year = 4;
  double car_ownership_percent_year = 6;
  double motorcycle_ownership_percent_year = 8;
};

using Measure =
    std::variant<BrtCorridorMeasure, BusLaneMeasure, CycleTrackMeasure, WalkwayMeasure,
                 CrossingMeasure, OpenStreetMeasure, PriceChangeMeasure, FleetChangeMeasure,
                 RouteChangeMeasure, SignalChangeMeasure, GrowthMeasure>;

[[nodiscard]] CityWorld apply(const CityWorld& base, const BrtCorridorMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const BusLaneMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const CycleTrackMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const WalkwayMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const CrossingMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const OpenStreetMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const PriceChangeMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const FleetChangeMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const RouteChangeMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const SignalChangeMeasure& m, Problems& problems);
[[nodiscard]] CityWorld apply(const CityWorld& base, const GrowthMeasure& m, Problems& problems);

// All of them in order; the base if there is a problem.
[[nodiscard]] CityWorld apply(const CityWorld& base, const std::vector<Measure>& measures,
                          Problems& problems);

}  // namespace mwendo
