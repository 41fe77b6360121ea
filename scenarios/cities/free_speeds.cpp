#include "scenarios/cities/free_speeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "network/assembly/turn_speeds.h"
#include "scenarios/files/csv_table.h"

namespace mwendo {
namespace {

constexpr const char* kFile = "free_speeds.csv";
constexpr float kKmh = 1 / 3.6F;

// Roads that the table may name, in the order of RoadClass.
constexpr std::array<std::string_view, 8> kNames = {
    "motorway", "trunk", "primary", "secondary", "tertiary", "residential", "service", "unpaved"};

std::optional<std::size_t> class_named(const std::string& name) {
  const auto* const at = std::find(kNames.begin(), kNames.end(), name);
  if (at == kNames.end()) return std::nullopt;
  return static_cast<std::size_t>(at - kNames.begin());
}

void read_row(const CsvTable& table, std::size_t row, FreeSpeeds& speeds, Problems& problems) {
  const auto wrong = [&](const std::string& what, const char* what_to_do) {
    problems.add(table.problem(row, what, what_to_do));
  };
  const std::string& name = table.text(row, "class", problems);
  const std::string& surface = table.text(row, "surface", problems);
  const std::string& verified = table.text(row, "verified", problems);
  const double kmh = table.number(row, "kmh", problems);
  const auto road_class = class_named(name);
  if (!road_class)
    return wrong(
        "'" + name + "' is no class of roads",
        "use motorway, trunk, primary, secondary, tertiary, residential, service, unpaved");
  if (surface != "paved" && surface != "unpaved")
    return wrong("'" + surface + "' is no surface", "use paved or unpaved");
  if (verified != "yes" && verified != "no")
    return wrong("'verified' is '" + verified + "'", "use yes or no");
  if (!(kmh >= 3 && kmh <= 130))
    return wrong(fmt::format("'kmh' is {}, outside 3 to 130", kmh), "give km per hour");
  if (table.text(row, "source", problems).empty())
    return wrong("the row has no source", "name where the figure comes from");
  float& speed = (surface == "paved" ? speeds.paved : speeds.unpaved)[*road_class];
  if (speed > 0) return wrong("a second row for this class and surface", "remove one");
  speed = static_cast<float>(kmh) * kKmh;
}

}  // namespace

float FreeSpeeds::driven(RoadClass c, bool is_unpaved, float limit_mps) const {
  const bool fast = c <= RoadClass::trunk && limit_mps >= kFastRoad;
  const auto row = static_cast<std::size_t>(fast ? RoadClass::motorway : c);
  const float speed = (is_unpaved ? unpaved : paved)[row];
  return speed > 0 ? std::min(speed, limit_mps) : limit_mps;
}

// Paved: speeds of GPS traces in suburbs, world (github.com/OpenStreetMapSpeeds/schema,
// default_speeds.json; residential is the mean of its unclassified and residential ways).
// Unpaved: 0.7 of that, an assumption, and at most the 30 km/h of openrouteservice.
FreeSpeeds default_free_speeds() {
  constexpr std::array<float, kNames.size()> kPavedKmh = {90, 50, 40, 35, 30, 18, 10, 10};
  FreeSpeeds speeds;
  for (std::size_t c = 0; c < kPavedKmh.size(); ++c) {
    speeds.paved[c] = kPavedKmh[c] * kKmh;
    speeds.unpaved[c] = std::min(0.7F * kPavedKmh[c], 30.0F) * kKmh;
  }
  return speeds;
}

FreeSpeeds read_free_speeds(const std::filesystem::path& city_folder, Problems& problems) {
  const auto file = city_folder / kFile;
  if (!std::filesystem::exists(file)) return default_free_speeds();
  const CsvTable table = CsvTable::read(file, problems);
  FreeSpeeds speeds;
  for (std::size_t r = 0; r < table.rows(); ++r) read_row(table, r, speeds, problems);
  return speeds;
}

void drive_at_free_speeds(Network& net, const std::filesystem::path& city_folder,
                          std::vector<Assumption>& notes, Problems& problems) {
  const std::size_t changed = set_free_speeds(net, read_free_speeds(city_folder, problems));
  notes.push_back({"free speeds",
                   "Links that are driven at the free speed of their class and surface, below "
                   "their speed limit.",
                   static_cast<double>(changed),
                   std::filesystem::exists(city_folder / kFile)
                       ? kFile
                       : "default by class and surface; the city has no free_speeds.csv"});
}

std::size_t set_free_speeds(Network& net, const FreeSpeeds& speeds) {
  std::size_t changed = 0;
  for (const LinkId l : net.links()) {
    float& speed = net.link.free_speed_mps[l];
    const bool is_unpaved = (net.link.flags[l] & kUnpaved) != 0;
    const float driven = speeds.driven(net.link.road_class[l], is_unpaved, speed);
    if (driven >= speed) continue;
    speed = driven;
    net.link.flags[l] = static_cast<LinkFlags>(net.link.flags[l] | kAssumedSpeed);
    ++changed;
  }
  if (changed > 0) build::set_turn_speeds(net);
  return changed;
}

}  // namespace mwendo
