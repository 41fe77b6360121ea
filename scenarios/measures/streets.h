// The streets of a measure, as scenario files and the window give them.
//
//   keys(k, m.streets);                          // streets, waypoints, corridor
//   "Bus lanes on " + words(m.streets)           // "Bus lanes on Ngong Road"
#pragma once

#include <string>
#include <vector>

#include "scenarios/measures/keys.h"
#include "sim/world/supply.h"

namespace mwendo {

// Streets by name, by the way between waypoints, or by the way of an embedded corridor. Both
// directions. Exactly one of the three is given.
struct StreetSelection {
  std::vector<std::string> names = {};  // whole name or part of it, letter case does not matter
  std::vector<LonLat> waypoints = {};
  std::string corridor = {};
};

enum class LanesFrom : std::uint8_t {
  added,   // the street is widened by a lane
  general  // a lane of general traffic is taken, where more than one is there
};

void keys(MeasureKeys& k, StreetSelection& s);
void lanes_from_key(MeasureKeys& k, LanesFrom& value);
void powertrain_key(MeasureKeys& k, Powertrain& value);

// Words for people.
[[nodiscard]] std::string list_text(const std::vector<std::string>& names);
[[nodiscard]] std::string words(const StreetSelection& s);
[[nodiscard]] std::string words(const std::vector<NamedPlace>& places);

}  // namespace mwendo
