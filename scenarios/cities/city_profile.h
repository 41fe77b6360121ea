// The profile of a city, besides its tables: cities/<name>/city.toml.
//
//   title = "Nairobi"
//   country = "Kenya"              # key of the national rows of the emission factors
//   time_zone = "Africa/Nairobi"
//   projection = "EPSG:32737"      # metres; a UTM zone
//   driving_side = "left"          # left, right
//   streets = ["streets.csv"]      # tables of streets, that of most authority first
//   local_street_spacing_m = 300   # of made-up streets; absent: 400
//   population_grid = true         # people from population_grid.csv, else from districts.csv
//   like_corridor = "KLA-P1"       # its service holds where a row of corridors.csv refers to it
//   [junctions]                    # control where main streets meet
//   centre = "police"              # within 3 km of the centre
//   elsewhere = "signal"
//   [transit]
//   both_directions = true         # routes.csv holds most routes once for each direction
//   headways = "departures"        # from departures an hour, else from the "fleet"
//   large_buses = ["AB", "SH"]     # first letters of lines with full-size buses; absent: all lines
//   own_tracks = ["DAR-P1"]        # corridors that are busways where no street lies along them
//
// Only title, country, time_zone, projection, driving_side and streets are required.
//
//   Problems problems;
//   const CityProfile city = read_city_profile(data_folder() / "cities" / "nairobi", problems);
//
// Errors: problems with file, line and column, and a suggestion for unknown keys.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "network/network.h"

namespace mwendo {

struct CityProfile {
  std::string title, country, time_zone;
  std::string crs;
  DrivingSide side = DrivingSide::left;
  std::vector<std::string> streets;  // file names
  double local_street_spacing_m = 400;
  bool population_grid = false;
  std::string like_corridor;
  JunctionControl centre_control = JunctionControl::police;
  JunctionControl outer_control = JunctionControl::signal;
  bool routes_both_ways = false;
  bool headways_from_departures = false;
  std::vector<std::string> large_buses;
  std::vector<std::string> own_tracks;  // ids of corridors
};

inline constexpr const char* kCityFile = "city.toml";

[[nodiscard]] CityProfile read_city_profile(const std::filesystem::path& folder,
                                            Problems& problems);

}  // namespace mwendo
