// A city folder made by `mwendo import`: the streets of a user, the people of an embedded city.
//
//   write_imported_city(folder, {.city = "nairobi", .source = "extract.osm.pbf", .sha256 = ...});
//   const CityWorld world = load_any_city("out/core", problems);   // or a name, "nairobi"
//
//   write_imported_city(folder, {.city = "nairobi", .lines = "feed.zip", ...});   // mwendo import
//   gtfs
//
// Files: network.mwn (network/network_file.h), imported.toml (the source of the import), base.toml
// (a scenario to run or extend). A folder with lines of a feed holds them too
// (scenarios/cities/supply_tables.h); they replace those of the city. A folder imported by box
// alone has streets but no people; loading it as a city is a problem.
#pragma once

#include <filesystem>
#include <string>

#include "network/base/input_error.h"
#include "scenarios/cities/city_world.h"

namespace mwendo {

struct ImportedCity {
  std::string city;    // embedded city whose people and lines are used; empty: none
  std::string source;  // file name of the extract or net
  std::string sha256;
  std::string origin = "an OpenStreetMap extract";  // kCityStreets: the streets are the city's own
  std::string lines = {};                           // file name of the feed; empty: the city's
  std::string lines_sha256 = {};
};

inline constexpr const char* kCityStreets = "the city";

// Reads imported.toml.
[[nodiscard]] ImportedCity read_imported(const std::filesystem::path& folder, Problems& problems);

void write_imported_city(const std::filesystem::path& folder, const ImportedCity& city);

// True for a path (with '/', or "."), as scenarios name imported folders.
[[nodiscard]] bool is_city_folder(const std::string& city);

// The folder with the data of an embedded city, or the imported folder itself.
[[nodiscard]] std::filesystem::path city_data_folder(const std::string& city);

// An embedded city by name, or an imported folder by path.
[[nodiscard]] CityWorld load_any_city(const std::string& city, Problems& problems, int threads = 1);

}  // namespace mwendo
