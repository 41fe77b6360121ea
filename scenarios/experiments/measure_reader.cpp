#include "scenarios/experiments/measure_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace mwendo {
namespace {

std::vector<LonLat> points(ConfigReader& in, const std::string& key) {
  std::vector<LonLat> out;
  for (const auto& [lon, lat] : in.pairs(key)) {
    if (lon < -180 || lon > 180 || lat < -90 || lat > 90)
      in.problem(key, fmt::format("[{}, {}] is no place on Earth", lon, lat),
                 "give [longitude, latitude] in degrees");
    else
      out.push_back({lon, lat});
  }
  return out;
}

// [[measure.stations]] with name and at = [lon, lat].
std::vector<NamedPlace> places(ConfigReader& in, const std::string& key, Problems& problems) {
  std::vector<NamedPlace> out;
  for (const ConfigTable* table : in.tables(key)) {
    ConfigReader place(*table, problems);
    NamedPlace p;
    p.name = place.text("name");
    const auto at = place.numbers("at");
    if (at.size() == 2) p.place = {at[0], at[1]};
    else place.problem("at", "'at' is missing or no point", "give at = [longitude, latitude]");
    place.finish();
    out.push_back(p);
  }
  return out;
}

StreetSelection streets(ConfigReader& in) {
  StreetSelection s;
  s.names = in.texts("streets");
  s.waypoints = points(in, "waypoints");
  s.corridor = in.text("corridor");
  const int given = !s.names.empty() + !s.waypoints.empty() + !s.corridor.empty();
  if (given != 1)
    in.problem("streets", given == 0 ? "no streets are named" : "streets are named in two ways",
               "give one of streets, waypoints and corridor");
  return s;
}

LanesFrom lanes_from(ConfigReader& in, const char* missing) {
  return in.word("lanes_from", missing, {"added", "general"}) == "general" ? LanesFrom::general
                                                                           : LanesFrom::added;
}

Powertrain powertrain(ConfigReader& in, const char* missing) {
  static const std::vector<std::string> kWords = {"diesel", "petrol", "cng", "diesel_hybrid",
                                                  "battery_electric"};
  const std::string word = in.word("powertrain", missing, kWords);
  const auto at = std::find(kWords.begin(), kWords.end(), word);
  return static_cast<Powertrain>(at == kWords.end() ? 0 : at - kWords.begin());
}

float real(ConfigReader& in, const char* key, double missing, NumberRange range = {}) {
  return static_cast<float>(in.number(key, missing, range));
}

constexpr NumberRange kPositive{.above = 0};
constexpr NumberRange kNotNegative{.at_least = 0};
constexpr NumberRange kShare{.at_least = 0, .at_most = 1};
constexpr NumberRange kPercent{.at_least = -100, .at_most = 1000};

Measure brt_corridor(ConfigReader& in, Problems& problems) {
  BrtCorridorMeasure m;
  m.name = in.text("name");
  m.corridor = in.text("corridor");
  m.waypoints = points(in, "waypoints");
  if (m.corridor.empty() == m.waypoints.empty())
    in.problem("corridor", "the course of the line is not given once",
               "give either corridor or waypoints");
  m.stations = places(in, "stations", problems);
  m.station_spacing_m = in.number("station_spacing", m.station_spacing_m, {.at_least = 200});
  m.lanes_from = lanes_from(in, "added");
  m.peak_headway_s = real(in, "headway", 0, kPositive);
  m.offpeak_headway_s = real(in, "offpeak_headway", 0, kPositive);
  m.articulated = in.truth("articulated", m.articulated);
  m.capacity = static_cast<std::uint16_t>(in.integer("capacity", 0, {.above = 0, .at_most = 400}));
  m.powertrain = powertrain(in, "diesel");
  m.signal_priority = in.truth("signal_priority", m.signal_priority);
  m.docking_bays = static_cast<std::uint8_t>(
      in.integer("docking_bays", m.docking_bays, {.at_least = 1, .at_most = 8}));
  m.passing_lanes = in.truth("passing_lanes", m.passing_lanes);
  m.fare = real(in, "fare", -1, kNotNegative);
  m.fare_per_km = real(in, "fare_per_km", -1, kNotNegative);
  const std::string competing =
      in.word("competing", "unchanged", {"unchanged", "withdrawn", "shortened"});
  if (competing == "withdrawn") m.competing = Competing::withdrawn;
  if (competing == "shortened") m.competing = Competing::shortened;
  m.overlap = in.number("overlap", m.overlap, {.above = 0, .at_most = 1});
  m.walking_access_m = in.number("walking_access", 0, {.at_least = 0, .at_most = 2000});
  return m;
}

Measure bus_lane(ConfigReader& in, Problems&) {
  BusLaneMeasure m;
  m.streets = streets(in);
  m.lanes_from = lanes_from(in, "general");
  m.minibuses = in.truth("minibuses", m.minibuses);
  return m;
}

Measure cycle_track(ConfigReader& in, Problems&) {
  CycleTrackMeasure m;
  m.streets = streets(in);
  m.separated = in.truth("separated", m.separated);
  return m;
}

Measure walkway(ConfigReader& in, Problems&) {
  WalkwayMeasure m;
  m.streets = streets(in);
  m.separate = in.truth("separate", m.separate);
  m.friction_removed = in.number("friction_removed", m.friction_removed, kShare);
  return m;
}

Measure crossing(ConfigReader& in, Problems& problems) {
  CrossingMeasure m;
  m.places = places(in, "places", problems);
  if (m.places.empty()) in.problem("places", "no places are named", "add [[measure.places]]");
  return m;
}

Measure open_street(ConfigReader& in, Problems&) {
  OpenStreetMeasure m;
  m.streets = streets(in);
  m.buses_allowed = in.truth("buses_allowed", m.buses_allowed);
  return m;
}

Measure price_change(ConfigReader& in, Problems&) {
  PriceChangeMeasure m;
  m.fuel_percent = in.number("fuel_percent", 0, kPercent);
  m.parking = in.number("parking", 0, kNotNegative);
  m.congestion_charge = in.number("congestion_charge", 0, kNotNegative);
  m.transit_fare_percent = in.number("transit_fare_percent", 0, kPercent);
  m.motorcycle_taxi_fare_percent = in.number("motorcycle_taxi_fare_percent", 0, kPercent);
  return m;
}

Measure fleet_change(ConfigReader& in, Problems&) {
  FleetChangeMeasure m;
  for (const std::string& name : in.texts("modes")) {
    bool known = false;
    for (std::size_t i = 0; i < kModeCount; ++i)
      if (is_transit(static_cast<Mode>(i)) && name == name_of(static_cast<Mode>(i)))
        m.modes.push_back(static_cast<Mode>(i)), known = true;
    if (!known)
      in.problem("modes", fmt::format("'{}' is no mode of public transport", name),
                 "use minibus, bus, brt or lrt");
  }
  if (!in.has("modes")) in.problem("modes", "'modes' is missing", "add modes = [\"bus\"]");
  m.powertrain = powertrain(in, "battery_electric");
  m.capacity = static_cast<std::uint16_t>(in.integer("capacity", 0, {.above = 0, .at_most = 400}));
  return m;
}

Measure route_change(ConfigReader& in, Problems&) {
  RouteChangeMeasure m;
  m.lines = in.texts("lines");
  if (m.lines.empty()) in.problem("lines", "no lines are named", "add lines = [\"46\"]");
  m.withdraw = in.truth("withdraw", m.withdraw);
  m.peak_headway_s = real(in, "headway", 0, kPositive);
  m.offpeak_headway_s = real(in, "offpeak_headway", 0, kPositive);
  return m;
}

Measure signal_change(ConfigReader& in, Problems& problems) {
  SignalChangeMeasure m;
  static const std::vector<std::string> kControls = {"uncontrolled", "priority", "signal",
                                                     "roundabout", "police"};
  m.junctions = places(in, "junctions", problems);
  if (m.junctions.empty())
    in.problem("junctions", "no junctions are named", "add [[measure.junctions]]");
  const std::string control = in.word("control", "signal", kControls);
  const auto at = std::find(kControls.begin(), kControls.end(), control);
  m.control = static_cast<JunctionControl>(at == kControls.end() ? 2 : at - kControls.begin());
  m.cycle_s = real(in, "cycle", 0, {.at_least = 20, .at_most = 400});
  m.bus_priority = in.truth("bus_priority", m.bus_priority);
  return m;
}

Measure growth(ConfigReader& in, Problems&) {
  GrowthMeasure m;
  constexpr NumberRange kYearly{.at_least = -20, .at_most = 50};
  m.years = in.integer("years", m.years, {.at_least = 0, .at_most = 60});
  m.population_percent_year = in.number("population_percent", m.population_percent_year, kYearly);
  m.car_ownership_percent_year = in.number("car_percent", m.car_ownership_percent_year, kYearly);
  m.motorcycle_ownership_percent_year =
      in.number("motorcycle_percent", m.motorcycle_ownership_percent_year, kYearly);
  return m;
}

struct Type {
  const char* name;
  Measure (*read)(ConfigReader&, Problems&);
};
constexpr Type kTypes[] = {
    {"brt_corridor", brt_corridor}, {"bus_lane", bus_lane},         {"cycle_track", cycle_track},
    {"walkway", walkway},           {"crossing", crossing},         {"open_street", open_street},
    {"price_change", price_change}, {"fleet_change", fleet_change}, {"route_change", route_change},
    {"signal_change", signal_change}, {"growth", growth}};

// ---- words for people ------------------------------------------------------------------------

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& n : names) text += (text.empty() ? "" : ", ") + n;
  return text;
}

std::string words(const StreetSelection& s) {
  if (!s.names.empty()) return list(s.names);
  if (!s.corridor.empty()) return "the way of " + s.corridor;
  return fmt::format("a way through {} points", s.waypoints.size());
}

std::string words(const std::vector<NamedPlace>& places) {
  std::vector<std::string> names;
  for (const NamedPlace& p : places)
    names.push_back(p.name.empty() ? fmt::format("{:.4f}, {:.4f}", p.place.lon, p.place.lat) : p.name);
  return list(names);
}

struct Describer {
  std::string operator()(const BrtCorridorMeasure& m) const {
    std::string text = "Bus rapid transit along ";
    text += m.corridor.empty() ? fmt::format("a way through {} points", m.waypoints.size()) : m.corridor;
    if (m.peak_headway_s > 0) text += fmt::format(", every {:.3g} min in the peak", m.peak_headway_s / 60);
    text += m.lanes_from == LanesFrom::general ? ", lanes taken from general traffic" : ", lanes added";
    if (m.competing == Competing::withdrawn) text += ", competing lines withdrawn";
    if (m.competing == Competing::shortened) text += ", competing lines shortened to feeders";
    if (m.powertrain == Powertrain::battery_electric) text += ", battery buses";
    if (m.walking_access_m > 0)
      text += fmt::format(", sidewalks within {:.0f} m of stations", m.walking_access_m);
    return text;
  }
  std::string operator()(const BusLaneMeasure& m) const { return "Bus lanes on " + words(m.streets); }
  std::string operator()(const CycleTrackMeasure& m) const {
    return (m.separated ? "Cycle tracks along " : "Cycle lanes along ") + words(m.streets);
  }
  std::string operator()(const WalkwayMeasure& m) const { return "Walkways along " + words(m.streets); }
  std::string operator()(const CrossingMeasure& m) const { return "Crossings at " + words(m.places); }
  std::string operator()(const OpenStreetMeasure& m) const {
    return "Open street (no motor vehicles): " + words(m.streets);
  }
  std::string operator()(const PriceChangeMeasure& m) const {
    std::string text = "Prices:";
    const auto add = [&](const char* name, double v, const char* unit) {
      if (v != 0) text += fmt::format(" {} {:+.3g}{};", name, v, unit);
    };
    add("fuel", m.fuel_percent, " %");
    add("parking", m.parking, "");
    add("congestion charge", m.congestion_charge, "");
    add("public transport fares", m.transit_fare_percent, " %");
    add("motorcycle taxi fares", m.motorcycle_taxi_fare_percent, " %");
    text.pop_back();
    return text;
  }
  std::string operator()(const FleetChangeMeasure& m) const {
    std::vector<std::string> names;
    for (const Mode mode : m.modes) names.emplace_back(name_of(mode));
    return "Other vehicles on lines of " + list(names);
  }
  std::string operator()(const RouteChangeMeasure& m) const {
    return (m.withdraw ? "Lines withdrawn: " : "Lines changed: ") + list(m.lines);
  }
  std::string operator()(const SignalChangeMeasure& m) const {
    return "Junction control changed at " + words(m.junctions);
  }
  std::string operator()(const GrowthMeasure& m) const {
    return fmt::format("{} years of growth: people {:+.3g} %, cars {:+.3g} % a year", m.years,
                       m.population_percent_year, m.car_ownership_percent_year);
  }
};

}  // namespace

const std::vector<std::string>& measure_types() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const Type& t : kTypes) names.emplace_back(t.name);
    return names;
  }();
  return kNames;
}

std::vector<Measure> read_measures(const Scenario& scenario, Problems& problems) {
  std::vector<Measure> measures;
  for (const ConfigTable& table : scenario.measures) {
    ConfigReader in(table, problems);
    if (!in.has("type")) {
      in.problem("type", "'type' is missing", "use one of " + list(measure_types()));
      continue;
    }
    const std::string name = in.word("type", "", measure_types());
    for (const Type& type : kTypes) {
      if (name != type.name) continue;
      measures.push_back(type.read(in, problems));
      in.finish();
    }
  }
  return measures;
}

std::string describe(const Measure& measure) { return std::visit(Describer{}, measure); }

}  // namespace mwendo
