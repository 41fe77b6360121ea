#include "scenarios/cities/city_profile.h"

#include <algorithm>
#include <stdexcept>

#include "network/projection.h"
#include "scenarios/files/config.h"

namespace mwendo {
namespace {

void read_projection(CityProfile& city, ConfigReader& in) {
  city.crs = in.required_text("projection");
  if (city.crs.empty()) return;
  try {
    (void)Projection(city.crs);
  } catch (const std::invalid_argument& error) {
    in.problem("projection", error.what(), "give a UTM zone such as \"EPSG:32737\"");
  }
}

void read_side(CityProfile& city, ConfigReader& in) {
  if (!in.has("driving_side"))
    in.problem("driving_side", "'driving_side' is missing", "add \"left\" or \"right\"");
  const std::string side = in.word("driving_side", "left", {"left", "right"});
  city.side = side == "right" ? DrivingSide::right : DrivingSide::left;
}

JunctionControl control(ConfigReader& in, const char* key, JunctionControl missing) {
  static const std::vector<std::string> kWords = {"uncontrolled", "priority", "signal",
                                                  "roundabout",   "police",   "all_way_stop"};
  const std::string word = in.word(key, kWords[static_cast<std::size_t>(missing)], kWords);
  const auto at = std::find(kWords.begin(), kWords.end(), word);
  return static_cast<JunctionControl>(at - kWords.begin());
}

void read_junctions(CityProfile& city, ConfigReader& file) {
  const ConfigTable* table = file.table("junctions");
  if (table == nullptr) return;
  ConfigReader in = file.within(*table);
  city.centre_control = control(in, "centre", city.centre_control);
  city.outer_control = control(in, "elsewhere", city.outer_control);
  in.finish();
}

void read_transit(CityProfile& city, ConfigReader& file) {
  const ConfigTable* table = file.table("transit");
  if (table == nullptr) return;
  ConfigReader in = file.within(*table);
  city.routes_both_ways = in.truth("both_directions", false);
  city.headways_from_departures =
      in.word("headways", "fleet", {"fleet", "departures"}) == "departures";
  city.large_buses = in.texts("large_buses");
  city.own_tracks = in.texts("own_tracks");
  in.finish();
}

}  // namespace

CityProfile read_city_profile(const std::filesystem::path& folder, Problems& problems) {
  CityProfile city;
  const std::size_t before = problems.all().size();
  const ConfigTable table = read_config(folder / kCityFile, problems);
  if (problems.all().size() > before) return city;
  ConfigReader in(table, problems);
  city.title = in.required_text("title");
  city.country = in.required_text("country");
  city.time_zone = in.required_text("time_zone");
  read_projection(city, in);
  read_side(city, in);
  city.streets = in.texts("streets");
  if (city.streets.empty())
    in.problem("streets", "'streets' names no table", "add the tables of streets of the city");
  city.local_street_spacing_m = in.number("local_street_spacing_m", city.local_street_spacing_m,
                                          {.at_least = 100, .at_most = 1000});
  city.population_grid = in.truth("population_grid", false);
  city.like_corridor = in.text("like_corridor");
  read_junctions(city, in);
  read_transit(city, in);
  in.finish();
  return city;
}

}  // namespace mwendo
