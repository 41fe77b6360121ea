#include "scenarios/cities/own_tracks.h"

#include <algorithm>

#include "scenarios/cities/street_fill.h"

namespace mwendo {
namespace {

SheetWay busway(const CorridorRow& corridor, std::uint32_t round) {
  SheetWay way;
  way.id = kTrackWay;
  way.round = round;
  way.tags.all = {{"highway", "busway"},
                  {"bus", "no"},  // buses of other lines; BRT vehicles may
                  {"sidewalk", "both"},
                  {"name", corridor.name}};
  return way;
}

bool has_own_track(const CityTables& tables, const CorridorRow& corridor) {
  const auto& ids = tables.profile.own_tracks;
  return std::find(ids.begin(), ids.end(), corridor.id) != ids.end();
}

}  // namespace

double add_own_tracks(const CityTables& tables, StreetSheet& sheet, std::uint32_t made_up_round) {
  Line points;
  std::vector<TableWay> ways;
  for (const CorridorRow& corridor : tables.corridors) {
    if (!has_own_track(tables, corridor)) continue;
    TableWay& row = ways.emplace_back();
    row.way = busway(corridor, made_up_round + 1);
    for (const Point& p : corridor.line) {
      row.points.push_back(static_cast<std::uint32_t>(points.size()));
      points.push_back(p);
    }
  }
  FillReport report;
  fill_gaps(sheet, points, ways, {.known_before = made_up_round}, report);
  return report.added_m;
}

}  // namespace mwendo
