// The tables of a city folder, read into plain structs with coordinates in UTM metres.
//
//   const CityTables t = read_city_tables("scenarios/cities/nairobi", "nairobi");
//
// Errors: InputError with file, line and column (see csv_table.h).
#pragma once

#include <string>
#include <vector>

#include "network/conflate/geometry.h"
#include "network/network.h"

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
  bool elevated = false;  // own level: meets other streets at its interchanges only
  bool toll = false;
  bool limited_access = false;  // crossed by bridges, entered by ramps
  bool one_way_pair = false;
  double length_m = 0;  // published with the course
  Course course = Course::good;
  Line line;
};

struct RouteRow {
  std::string id, short_name, long_name, kind;
  int direction = 0;
  double length_m = 0;
  Line line;
};

struct StopRow {
  std::string name;
  Point position;
};

struct CityTables {
  std::string folder;
  std::string slug;  // "nairobi"
  std::string crs;
  DrivingSide side = DrivingSide::left;
  std::vector<RoadRow> roads;
  std::vector<RouteRow> routes;
  std::vector<StopRow> stops;
};

[[nodiscard]] CityTables read_city_tables(const std::string& folder, const std::string& slug);

}  // namespace mwendo
