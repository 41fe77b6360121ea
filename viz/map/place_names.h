// The names of quarters, for the overview of a city.
//
//   for (const PlaceName& p : place_names(world)) ...      // the weightiest first
//
// Source: the city's own tables, districts.csv (municipal parts with residents) and jobs.csv
// (places of work, whose names people use as destinations). A name in both counts once. Empty for a
// city without these tables. Limits: positions are centroids.
#pragma once

#include <string>
#include <vector>

#include "sim/world/world.h"

namespace mwendo::viz {

struct PlaceName {
  std::string name;
  Point at;           // metres, as the network
  double weight = 0;  // residents, or workers
};

[[nodiscard]] std::vector<PlaceName> place_names(const World& world);

// "Kiambaa (Kiambu)" -> "Kiambaa", "Westlands/Parklands" -> "Westlands", "Nakawa Division" ->
// "Nakawa".
[[nodiscard]] std::string short_place_name(const std::string& name);

}  // namespace mwendo::viz
