// The cities of the data folder: every folder in cities/ that holds a city.toml.
//
//   for (const std::string& name : city_names()) ...      // sorted: addis-ababa, kampala, nairobi
//   const CityWorld world = load_city("nairobi");              // about half a second
//
// Guarantees: validate() of network and supply find nothing; the same data give the same bytes for
// any number of threads.
// Data: cities/<name>/city.toml (city_profile.h) and *.csv of the data folder
// (scenarios/files/data_folder.h).
// Errors: InputError for an unknown city, with the nearest name, and for every problem of the
// tables.
#pragma once

#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "scenarios/cities/city_world.h"

namespace mwendo {

[[nodiscard]] std::vector<std::string> city_names();
[[nodiscard]] CityWorld load_city(const std::string& name, int threads = 1);
// As above, but problems of the tables are added to `problems`; the world is then empty.
[[nodiscard]] CityWorld load_city(const std::string& name, Problems& problems, int threads = 1);

// The centre of an embedded city, in metres of its projection.
[[nodiscard]] Point city_centre(const std::string& name, Problems& problems);

}  // namespace mwendo
