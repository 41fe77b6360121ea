#include "scenarios/measures/streets.h"

#include <fmt/format.h>

namespace mwendo {

void keys(MeasureKeys& k, StreetSelection& s) {
  k.texts("streets", s.names);
  k.points("waypoints", s.waypoints);
  k.text("corridor", s.corridor);
  const int given = !s.names.empty() + !s.waypoints.empty() + !s.corridor.empty();
  k.require(given == 1, "streets",
            given == 0 ? "no streets are named" : "streets are named in two ways",
            "give one of streets, waypoints and corridor");
}

void lanes_from_key(MeasureKeys& k, LanesFrom& value) {
  k.word("lanes_from", value, {"added", "general"});
}

void powertrain_key(MeasureKeys& k, Powertrain& value) {
  k.word("powertrain", value, {"diesel", "petrol", "cng", "diesel_hybrid", "battery_electric"});
}

std::string list_text(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& n : names) text += (text.empty() ? "" : ", ") + n;
  return text;
}

std::string words(const StreetSelection& s) {
  if (!s.names.empty()) return list_text(s.names);
  if (!s.corridor.empty()) return "the way of " + s.corridor;
  return fmt::format("a way through {} points", s.waypoints.size());
}

std::string words(const std::vector<NamedPlace>& places) {
  std::vector<std::string> names;
  for (const NamedPlace& p : places)
    names.push_back(p.name.empty() ? fmt::format("{:.4f}, {:.4f}", p.place.lon, p.place.lat)
                                   : p.name);
  return list_text(names);
}

}  // namespace mwendo
