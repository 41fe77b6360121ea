#include "scenarios/cities/own_tracks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenarios/cities/street_fill.h"

namespace mwendo {
namespace {

using namespace conflate;

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

// Joins the ends of tracks with the carriageways that the corridor leaves or enters there. BRT
// crosses the lanes of general traffic from the median, where the streets show no turn.
class TrackEnds {
 public:
  TrackEnds(StreetSheet& sheet, std::uint32_t made_up_round)
      : sheet_(sheet), made_up_round_(made_up_round) {}

  void join(const CorridorRow& corridor) {
    for (const std::uint32_t end : ends_near(corridor.line)) join(corridor, end, corridor.line);
  }

  // Where a branch leaves its trunk, the carriageways of both are joined.
  void join_branch(const CorridorRow& branch, const CorridorRow& trunk) {
    for (const Point p : {branch.line.front(), branch.line.back()}) {
      if (project(p, trunk.line).distance_m > kReach) continue;
      const std::uint32_t meeting = sheet_.add_node(p);
      join(branch, meeting, branch.line);
      join(branch, meeting, trunk.line);
    }
  }

 private:
  static constexpr double kReach = 45;  // m from the end of a track to a carriageway
  static constexpr double kLike = 0.8;  // cosine

  void join(const CorridorRow& corridor, std::uint32_t node, const Line& course) {
    for (const std::uint32_t street : streets_at(node, course))
      if (street != node) sheet_.add_way(busway(corridor, made_up_round_ + 2), {street, node});
  }

  [[nodiscard]] bool is_track(std::uint32_t segment) const {
    return sheet_.ways()[sheet_.segments()[segment].way].id == kTrackWay;
  }

  [[nodiscard]] std::vector<std::uint32_t> ends_near(const Line& course) const {
    std::map<std::uint32_t, int> legs;
    for (std::uint32_t s = 0; s < sheet_.segments().size(); ++s)
      if (is_track(s)) ++legs[sheet_.segments()[s].a], ++legs[sheet_.segments()[s].b];
    std::vector<std::uint32_t> ends;
    for (const auto& [node, count] : legs)
      if (count == 1 && project(sheet_.nodes()[node], course).distance_m < kReach)
        ends.push_back(node);
    return ends;
  }

  // Nodes on the nearest street along and against each direction of the course at the end.
  [[nodiscard]] std::set<std::uint32_t> streets_at(std::uint32_t end, const Line& course) {
    const Point p = sheet_.nodes()[end];
    const double at = project(p, course).along_m;
    const Point here = point_along(course, at);
    std::vector<Point> wanted;
    for (const double step : {-kReach, kReach}) {
      const Point ahead = unit(point_along(course, at + step) - here);
      if (std::hypot(ahead.x, ahead.y) < 0.5) continue;  // the course ends here
      wanted.push_back(ahead);
      wanted.push_back(ahead * -1.0);
    }
    std::set<std::uint32_t> nodes;
    for (const Point& direction : wanted)
      if (const auto hit = carriageway(p, direction)) nodes.insert(sheet_.node_on(*hit, kSameNode));
    if (nodes.empty())
      if (const auto hit = sheet_.nearest(p, {.radius_m = kReach, .before_round = made_up_round_}))
        nodes.insert(sheet_.node_on(*hit, kSameNode));
    return nodes;
  }

  [[nodiscard]] std::optional<SheetHit> carriageway(Point p, Point direction) const {
    SheetHit best{kNothing, p, kReach};
    const Point reach{kReach, kReach};
    sheet_.visit(p - reach, p + reach, [&](std::uint32_t i) {
      const SheetSegment& s = sheet_.segments()[i];
      const SheetWay& way = sheet_.ways()[s.way];
      if (way.round >= made_up_round_ || way.tags.get("oneway") != "yes") return;
      if (way.tags.get("highway").ends_with("_link")) return;
      const Point a = sheet_.nodes()[s.a];
      const Point b = sheet_.nodes()[s.b];
      if (dot(unit(b - a), direction) < kLike) return;
      const auto foot = project(p, a, b);
      if (foot.distance_m < best.distance_m) best = {i, foot.point, foot.distance_m};
    });
    if (best.segment == kNothing) return std::nullopt;
    return best;
  }

  StreetSheet& sheet_;
  std::uint32_t made_up_round_;
};

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
  TrackEnds ends(sheet, made_up_round);
  for (const CorridorRow& corridor : tables.corridors) {
    if (!has_own_track(tables, corridor)) continue;
    ends.join(corridor);
    for (const CorridorRow& trunk : tables.corridors)
      if (has_own_track(tables, trunk) && trunk.id != corridor.id)
        ends.join_branch(corridor, trunk);
  }
  return report.added_m;
}

}  // namespace mwendo
