#include "scenarios/measures/brt_corridor.h"

#include <fmt/format.h>

#include "scenarios/measures/brt_builder.h"

namespace mwendo {

void keys(MeasureKeys& k, BrtCorridorMeasure& m) {
  k.text("name", m.name);
  k.text("corridor", m.corridor);
  k.points("waypoints", m.waypoints);
  k.require(m.corridor.empty() != m.waypoints.empty(), "corridor",
            "the course of the line is not given once", "give either corridor or waypoints");
  k.places("stations", m.stations);
  keys(k, m.services);
  k.number("station_spacing", m.station_spacing_m, {.at_least = 200, .at_most = 100'000});
  lanes_from_key(k, m.lanes_from);
  k.real("headway", m.peak_headway_s, kHeadway);
  k.real("offpeak_headway", m.offpeak_headway_s, kHeadway);
  k.count("fleet", m.fleet, kFleet);
  k.require(m.services.empty() || m.fleet == 0, "fleet", "'fleet' is given beside services",
            "give each service its own");
  k.truth("articulated", m.articulated);
  k.count("capacity", m.capacity, {.above = 0, .at_most = 400});
  powertrain_key(k, m.powertrain);
  k.count("doors", m.doors, {.at_least = 1, .at_most = 8});
  k.truth("level_boarding", m.level_boarding);
  k.truth("prepaid", m.prepaid);
  k.truth("signal_priority", m.signal_priority);
  k.count("docking_bays", m.docking_bays, {.at_least = 1, .at_most = 8});
  k.truth("passing_lanes", m.passing_lanes);
  k.word("station_access", m.station_access, {"level", "crossing", "footbridge"});
  k.word("control", m.control, {"none", "headway"});
  k.real("fare", m.fare, kMoney);
  k.real("fare_per_km", m.fare_per_km, kMoney);
  k.word("competing", m.competing, {"unchanged", "withdrawn", "shortened"});
  k.number("overlap", m.overlap, {.above = 0, .at_most = 1});
  k.number("walking_access", m.walking_access_m, {.at_least = 0, .at_most = 2000});
}

std::string describe(const BrtCorridorMeasure& m) {
  std::string text = "Bus rapid transit along ";
  text +=
      m.corridor.empty() ? fmt::format("a way through {} points", m.waypoints.size()) : m.corridor;
  if (m.peak_headway_s > 0)
    text += fmt::format(", every {:.3g} min in the peak", m.peak_headway_s / 60);
  if (!m.services.empty()) text += fmt::format(", {} services", m.services.size());
  text +=
      m.lanes_from == LanesFrom::general ? ", lanes taken from general traffic" : ", lanes added";
  if (m.station_access == StationAccess::footbridge) text += ", footbridges to stations";
  if (m.control == HeadwayControl::headway) text += ", vehicles held to keep the headway";
  if (m.competing == Competing::withdrawn) text += ", competing lines withdrawn";
  if (m.competing == Competing::shortened) text += ", competing lines shortened to feeders";
  if (m.powertrain == Powertrain::battery_electric) text += ", battery buses";
  if (m.walking_access_m > 0)
    text += fmt::format(", sidewalks within {:.0f} m of stations", m.walking_access_m);
  return text;
}

CityWorld apply(const CityWorld& base, const BrtCorridorMeasure& m, Problems& problems) {
  return with_brt(base, m, problems);
}

}  // namespace mwendo
