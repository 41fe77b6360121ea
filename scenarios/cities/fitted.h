// Figures of a city that have no source and are fitted (mwendo calibrate): headways by line within
// the published fleet, and the scale of reaction times in traffic.
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
  float reaction_scale = 1;
  std::vector<FittedHeadway> headways;  // in the city's order of lines
  double observed_speed_kmh = 0;
  double modelled_speed_kmh = 0;
};

void write_fitted(const std::filesystem::path& file, const Fitted& f);
// Does nothing where the file does not exist.
void apply_fitted(CityWorld& world, const std::filesystem::path& file, Problems& problems);

}  // namespace mwendo
