// The tables of a city folder, read into plain structs with coordinates in UTM metres.
//
//   Problems problems;
//   const CityTables t = read_city_tables(folder, "nairobi", problems);
//   const double fare = t.parameter("fare_minibus_base", problems);
//
// Errors: every problem of every table is collected, with file and line. A problem of city.toml
// hides those of the tables, because coordinates need its projection.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "network/conflate/geometry.h"
#include "network/network.h"
#include "scenarios/cities/city_profile.h"
#include "scenarios/cities/street_table.h"
#include "scenarios/files/provenance.h"

namespace mwendo {

using conflate::Line;

// How well the course of a named road is known.
enum class Course : std::uint8_t {
  good,  // traced
  fair,  // traced, some points far from the named place
  poor   // few points: straight between them
};

struct RoadRow {
  std::string id, name;
  RoadClass road_class = RoadClass::secondary;
  int lanes = 1;  // per direction
  double free_speed_mps = 13.9;
  bool dual = false;
  bool elevated = false;        // own level: meets other streets at its interchanges only
  bool limited_access = false;  // crossed by bridges, entered by ramps
  bool toll = false;
  bool one_way_pair = false;
  Course course = Course::good;
  Line line;
};

struct RouteRow {
  std::string id, short_name, long_name;
  bool minibus = true;  // else bus
  int direction = 0;
  double length_m = 0;  // published
  Line line;
};

struct StopRow {
  std::string name;
  Point position;
};

struct StationRow {
  std::string corridor, name;
  Point position;
};

// A planned BRT line or an existing light rail line, as published.
struct CorridorRow {
  std::string id, name, headway, fleet, lane_config, status, source;
  double length_m = 0;  // published where it is one figure, else 0
  Line line;
};

struct DistrictRow {
  std::string name, level, ring;
  double population = 0;
  std::optional<double> income_index;  // of the people, over the city's mean
  Point centre;
};

struct GridRow {
  std::string cell;
  Point centre;  // weighted by people
  double population = 0;
  bool in_county = true;
};

struct JobRow {
  std::string name;
  double share = 0;
  bool everywhere = false;  // spread with the people
  Point centre;
};

struct ParameterRow {
  std::string value, source;
  std::string where;  // file
  int row = 0;
  std::string published = {};  // value in parameters.csv, where it is fitted; else empty
  std::string unit = {};
};

// Each of 24 shares of the day.
struct HourProfiles {
  std::vector<double> trips;               // persons in vehicles
  std::vector<double> to_work, from_work;  // from home and back
  std::vector<double> work_cars, work_trucks, work_motorcycles;
  std::string source;
};

struct CityTables {
  std::string folder;
  std::string slug;  // "nairobi"
  CityProfile profile;
  std::vector<StreetTable> streets;  // in the order of the profile
  std::vector<RoadRow> roads;
  std::vector<RouteRow> routes;
  std::vector<StopRow> stops;
  std::vector<CorridorRow> corridors;
  std::vector<StationRow> stations;
  std::vector<DistrictRow> districts;
  std::vector<GridRow> grid;  // empty: people stand by district
  std::vector<JobRow> jobs;
  HourProfiles hours;
  std::map<std::string, ParameterRow> parameters;
  std::vector<Source> sources;

  [[nodiscard]] bool has(const std::string& parameter) const {
    return parameters.contains(parameter);
  }
  // A number; a missing or non-numeric one is a problem and gives 0.
  [[nodiscard]] double parameter(const std::string& name, Problems& problems) const;
  // The same of parameters.csv, also where it is fitted.
  [[nodiscard]] double published(const std::string& name, Problems& problems) const;
  [[nodiscard]] double parameter_or(const std::string& name, double missing,
                                    Problems& problems) const {
    return has(name) ? parameter(name, problems) : missing;
  }
};

// The job centre with most jobs: police and pavements are there.
[[nodiscard]] Point centre_of(const std::vector<JobRow>& jobs);

// Only corridors and stations.
[[nodiscard]] CityTables read_corridor_tables(const std::string& folder, const std::string& slug,
                                              Problems& problems);
[[nodiscard]] CityTables read_city_tables(const std::string& folder, const std::string& slug,
                                          Problems& problems);

}  // namespace mwendo
