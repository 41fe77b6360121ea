#include "viz/save_scenario.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

#include "network/base/input_error.h"

namespace mwendo::viz {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 32) out += c;
  }
  return out + "\"";
}

std::string points(const std::vector<LonLat>& places) {
  std::string out = "waypoints = [";
  for (std::size_t i = 0; i < places.size(); ++i)
    out += fmt::format("{}[{:.6f}, {:.6f}]", i > 0 ? ", " : "", places[i].lon, places[i].lat);
  return out + "]\n";
}

struct Writer {
  std::string out;

  void operator()(const BrtCorridorMeasure& m) {
    out += "type = \"brt_corridor\"\n";
    out += "name = " + quoted(m.name) + "\n" + points(m.waypoints);
    out += fmt::format("headway = {:g}            # s, peak\noffpeak_headway = {:g}\n", m.peak_headway_s, m.offpeak_headway_s);
    out += fmt::format("station_spacing = {:g}    # m\n", m.station_spacing_m);
    out += fmt::format("lanes_from = \"{}\"\n", m.lanes_from == LanesFrom::added ? "added" : "general");
    out += fmt::format("articulated = {}\n", m.articulated);
    out += fmt::format("powertrain = \"{}\"\n", m.powertrain == Powertrain::battery_electric ? "battery_electric" : "diesel");
    out += fmt::format("competing = \"{}\"\n", m.competing == Competing::shortened ? "shortened"
                                               : m.competing == Competing::withdrawn ? "withdrawn" : "unchanged");
    for (const NamedPlace& s : m.stations)
      out += fmt::format("\n[[measure.stations]]\nname = {}\nat = [{:.6f}, {:.6f}]\n", quoted(s.name), s.place.lon, s.place.lat);
  }
  void operator()(const CycleTrackMeasure& m) {
    out += "type = \"cycle_track\"\n" + points(m.streets.waypoints);
  }
  void operator()(const WalkwayMeasure& m) {
    out += "type = \"walkway\"\n" + points(m.streets.waypoints);
  }
  void operator()(const OpenStreetMeasure& m) {
    out += "type = \"open_street\"\n" + points(m.streets.waypoints);
  }
  template <class Other>
  void operator()(const Other&) {
    throw std::invalid_argument("this measure is not one that is drawn");
  }
};

}  // namespace

std::string scenario_text(const DrawnScenario& scenario, const std::vector<Measure>& measures) {
  Writer w;
  w.out = "# Drawn in the window.\n";
  w.out += "extends = " + quoted(scenario.extends) + "\ntitle = " + quoted(scenario.title) + "\n";
  for (const Measure& m : measures) {
    w.out += "\n[[measure]]\n";
    std::visit(w, m);
  }
  return w.out;
}

void save_scenario(const std::filesystem::path& file, const DrawnScenario& scenario,
                   const std::vector<Measure>& measures) {
  std::ofstream out(file);
  out << scenario_text(scenario, measures);
  out.flush();
  if (!out) throw RunError(file.string() + " cannot be written");
}

std::string file_stem(const std::string& title) {
  std::string out;
  for (const char c : title) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) != 0 && u < 128) out += static_cast<char>(std::tolower(u));
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "drawn" : out;
}

}  // namespace mwendo::viz
