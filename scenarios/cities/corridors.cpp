#include "scenarios/cities/corridors.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "scenarios/cities/city_tables.h"
#include "scenarios/files/data_folder.h"

namespace mwendo {
namespace {

// The first figure of a text, the middle of it if it is a range: "2-3 min" gives 2.5; 0 if none.
double first_figure(const std::string& text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end && std::isdigit(static_cast<unsigned char>(*at)) == 0) ++at;
  double low = 0;
  const auto first = std::from_chars(at, end, low);
  if (first.ec != std::errc{}) return 0;
  if (first.ptr + 1 < end && *first.ptr == '-') {
    double high = 0;
    if (std::from_chars(first.ptr + 1, end, high).ec == std::errc{}) return (low + high) / 2;
  }
  return low;
}

// "as P1" and "see ..." refer to the row of the city's like_corridor.
const std::string& resolved(const CityTables& tables, const CorridorRow& row,
                            std::string CorridorRow::* field) {
  for (const std::string* text = &(row.*field);
       text->starts_with("as P") || text->empty() || text->starts_with("see ");) {
    for (const CorridorRow& other : tables.corridors) {
      if (other.id == tables.profile.like_corridor) return other.*field;
    }
    break;
  }
  return row.*field;
}

BrtCorridor corridor_of(const CityTables& tables, const CorridorRow& row) {
  BrtCorridor c;
  c.id = row.id;
  c.name = row.name;
  c.status = row.status;
  c.source = row.source;
  c.rail = row.id.find("LRT") != std::string::npos;
  c.geometry = row.line;
  for (const StationRow& s : tables.stations) {
    if (s.corridor == row.id) c.stations.push_back({s.name, s.position});
  }
  const std::string& headway = resolved(tables, row, &CorridorRow::headway);
  const double minutes = first_figure(headway);
  if (minutes > 0) {
    c.peak_headway_s = static_cast<float>(minutes * 60);
    c.offpeak_headway_s = 2 * c.peak_headway_s;
  }
  if (minutes == 0 || headway.find("assumed") != std::string::npos) c.assumed.push_back("headway");
  c.assumed.push_back("off-peak headway");
  const std::string& fleet = resolved(tables, row, &CorridorRow::fleet);
  c.articulated = fleet.find("12 m") == std::string::npos;
  c.capacity = usual_brt_capacity(c.articulated);
  c.assumed.push_back("vehicle capacity");
  if (resolved(tables, row, &CorridorRow::lane_config).find("overtaking") == std::string::npos) {
    c.assumed.push_back("passing lanes");
  }
  return c;
}

}  // namespace

std::vector<BrtCorridor> load_corridors(const std::string& city, Problems& problems) {
  const CityTables tables =
      read_corridor_tables((data_folder() / "cities" / city).string(), city, problems);
  std::vector<BrtCorridor> corridors;
  for (const CorridorRow& row : tables.corridors) corridors.push_back(corridor_of(tables, row));
  return corridors;
}

std::optional<BrtCorridor> find_corridor(const std::string& city, const std::string& id,
                                         Problems& problems) {
  std::vector<std::string> ids;
  for (BrtCorridor& c : load_corridors(city, problems)) {
    if (c.id == id) return std::move(c);
    ids.push_back(c.id);
  }
  std::string list;
  for (const std::string& i : ids) list += (list.empty() ? "" : ", ") + i;
  const std::string near = nearest_name(id, ids);
  problems.add({.file = {},
                .what = "unknown corridor '" + id + "' in " + city,
                .what_to_do = (near.empty() ? std::string() : "did you mean '" + near + "'? ") +
                              "corridors: " + list});
  return std::nullopt;
}

}  // namespace mwendo
