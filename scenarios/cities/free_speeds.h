// The speed that drivers choose on an empty street, by class and surface: observed at night, before
// any capacity.
//
//   drive_at_free_speeds(network, city_folder, notes, problems);    // load_city does this
//
// File: columns class, surface (paved, unpaved), kmh, source, verified (yes, no); one row for each
// pair. Classes without a row keep the speed of their limit: busways, rails, paths.
// Rule: a link is driven at the lower of its limit (maxspeed, or that of roads.csv, or that of its
// class in network/assembly/class_defaults.h) and the row of its class and surface. A limit of
// kFastRoad and more marks a road that is built like a motorway: the row of motorways holds.
// The friction of the kerb by day comes on top, in sim/traffic.
// Sources: the rows name theirs; docs/cities.md says how the level of a city was found.
// A city without the file has default_free_speeds(), and its notes say so.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <vector>

#include "network/base/input_error.h"
#include "network/network.h"
#include "scenarios/files/provenance.h"

namespace mwendo {

inline constexpr float kFastRoad = 80 / 3.6F;  // m/s

struct FreeSpeeds {
  using ByClass = std::array<float, kRoadClassCount>;  // m/s; 0: no row
  ByClass paved{};
  ByClass unpaved{};

  // Of a class with this limit; the limit itself where the class has no row.
  [[nodiscard]] float driven(RoadClass c, bool is_unpaved, float limit_mps) const;
};

[[nodiscard]] FreeSpeeds default_free_speeds();

// Errors: a row that is unknown, double, or not between 3 and 130 km/h is a Problem.
[[nodiscard]] FreeSpeeds read_free_speeds(const std::filesystem::path& city_folder,
                                          Problems& problems);

// Of all streets of a city's network, noted with the number of links concerned.
void drive_at_free_speeds(Network& net, const std::filesystem::path& city_folder,
                          std::vector<Assumption>& notes, Problems& problems);

// Sets free speeds and the speeds of turns, which depend on them, and flags kAssumedSpeed where the
// limit is not driven. Returns the number of links so flagged.
std::size_t set_free_speeds(Network& net, const FreeSpeeds& speeds);

}  // namespace mwendo
