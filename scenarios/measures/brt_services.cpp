#include "scenarios/measures/brt_services.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace mwendo {
namespace {

void keys_of_one(MeasureKeys& k, BrtService& s) {
  k.text("name", s.name);
  k.require(!s.name.empty(), "name", "a service has no name", "add name = \"Express\"");
  k.real("headway", s.peak_headway_s, kHeadway);
  k.real("offpeak_headway", s.offpeak_headway_s, kHeadway);
  k.count("fleet", s.fleet, kFleet);
  k.texts("stations", s.stations);
  k.require(s.stations.size() != 1, "stations", "a service has one station only",
            "name at least two, or leave the key out for all");
}

bool names_differ(const std::vector<BrtService>& services) {
  std::set<std::string> names;
  for (const BrtService& s : services) names.insert(s.name);
  return names.size() == services.size();
}

}  // namespace

void keys(MeasureKeys& k, std::vector<BrtService>& services) {
  k.rows("services", services, keys_of_one);
  k.require(names_differ(services), "services", "two services have the same name",
            "give each its own");
}

bool stops_at(const BrtService& s, const std::string& station) {
  return s.stations.empty() ||
         std::find(s.stations.begin(), s.stations.end(), station) != s.stations.end();
}

void check_services(const std::vector<BrtService>& services,
                    const std::vector<std::string>& stations, const std::string& corridor,
                    Problems& problems) {
  const std::set<std::string> known(stations.begin(), stations.end());
  for (const BrtService& s : services) {
    const std::string who = fmt::format("BRT corridor {}, service '{}': ", corridor, s.name);
    bool all_known = true;
    for (const std::string& name : s.stations) {
      if (known.contains(name)) continue;
      all_known = false;
      const std::string near = nearest_name(name, stations);
      problems.add({.file = {},
                    .what = fmt::format("{}unknown station '{}'", who, name),
                    .what_to_do = near.empty() ? "use a station of the corridor"
                                               : "did you mean '" + near + "'?"});
    }
    const std::set<std::string> named(s.stations.begin(), s.stations.end());
    if (all_known && named.size() == 1)
      problems.add(
          {.file = {}, .what = who + "it has one station only", .what_to_do = "name at least two"});
  }
}

}  // namespace mwendo
