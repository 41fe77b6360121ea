// Figures of a city that have no source and are fitted (mwendo calibrate): headways and vehicle
// sizes of minibus lines within the published fleet.
//
//   apply_fitted(world, folder / "fitted.csv", problems);   // load_city does this
//
// Errors: a line of the file that the city does not have, or a value out of range, is a Problem.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "scenarios/cities/city_world.h"

namespace mwendo {

struct FittedHeadway {
  std::string name;
  std::string description;
  float peak_s = 0;
  float offpeak_s = 0;
  int capacity = 0;  // places of its vehicles
};

struct Fitted {
  std::vector<FittedHeadway> headways = {};  // in the city's order of lines
  // Fits that ended on a bound, each with its figures: the data and the model do not agree there.
  std::vector<std::string> on_bounds = {};
};

void write_fitted(const std::filesystem::path& file, const Fitted& f);
// Does nothing where the file does not exist.
void apply_fitted(CityWorld& world, const std::filesystem::path& file, Problems& problems);

}  // namespace mwendo
