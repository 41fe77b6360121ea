#include "scenarios/cities/city_streets.h"

#include <algorithm>

#include "scenarios/cities/loose_ends.h"
#include "scenarios/cities/way_marks.h"

namespace mwendo {
namespace {

using namespace conflate;

Box box_of_city(const CityTables& tables) {
  std::vector<Line> all;
  for (const StreetTable& t : tables.streets) all.push_back(t.points);
  for (const RouteRow& r : tables.routes) all.push_back(r.line);
  return box_of(all, 300);
}

// Long routes first: they run on the main streets.
std::vector<const Line*> routes_by_length(const CityTables& tables) {
  std::vector<std::pair<double, const Line*>> routes;
  for (const RouteRow& r : tables.routes) routes.emplace_back(length_of(r.line), &r.line);
  std::stable_sort(routes.begin(), routes.end(),
                   [](const auto& l, const auto& r) { return l.first > r.first; });
  std::vector<const Line*> lines;
  for (const auto& [length, line] : routes) lines.push_back(line);
  return lines;
}

}  // namespace

CitySheet assemble_streets(const CityTables& tables) {
  CitySheet city{StreetSheet(box_of_city(tables)), {}, {}, 0, {}};
  std::uint32_t round = 0;
  for (const StreetTable& table : tables.streets) {
    std::vector<TableWay> ways = table.ways;
    for (TableWay& w : ways) w.way.round = round;
    fill_gaps(city.sheet, table.points, ways, {}, city.tables.emplace_back());
    if (round > 0) city.loose_ends += join_loose_ends(city.sheet, round);
    ++round;
  }
  const std::uint32_t first_course = round;
  SheetWay way;
  way.id = kRouteWay;
  way.tags.all = {{"highway", "tertiary"}, {"class:inferred", "yes"}};
  for (const Line* line : routes_by_length(tables)) {
    way.round = round;
    round = fill_along(city.sheet, *line, way, {}, city.routes);
  }
  city.loose_ends += join_loose_ends(city.sheet, first_course);
  const double spacing = tables.profile.local_street_spacing_m;
  city.local = add_local_streets(tables, city.sheet, round,
                                 {.spacing_m = spacing, .clear_m = kClearShare * spacing});
  add_own_tracks(tables, city.sheet, round);
  return city;
}

WayOrigins::WayOrigins(const CityTables& tables) : tables_(tables) {
  for (std::uint32_t t = 0; t < tables.streets.size(); ++t) {
    const auto& ways = tables.streets[t].ways;
    const bool apart = std::any_of(ways.begin(), ways.end(), [](const TableWay& w) {
      return w.way.tags.get("oneway") == "yes" && w.way.tags.get(kInferredDirection).empty();
    });
    for (const TableWay& w : ways)
      origin_[w.way.id] = {t, w.way.tags.get("highway").ends_with("_link"), apart};
  }
}

const WayOrigins::Origin* WayOrigins::find(std::int64_t way) const {
  const auto found = origin_.find(way);
  return found == origin_.end() ? nullptr : &found->second;
}

std::string WayOrigins::name(std::int64_t way) const {
  if (way == kRouteWay) return "routes.csv";
  if (way == kBuiltWay) return "roads.csv";
  if (way == kTrackWay) return "corridors.csv";
  const Origin* origin = find(way);
  return origin ? tables_.profile.streets[origin->table] : "made up";
}

}  // namespace mwendo
