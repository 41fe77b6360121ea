#include "scenarios/cities/city_tables.h"

#include <proj.h>

#include "scenarios/cities/csv_table.h"

namespace mwendo {
namespace {

class Projection {
 public:
  explicit Projection(const std::string& crs) {
    PJ* raw = proj_create_crs_to_crs(PJ_DEFAULT_CTX, "EPSG:4326", crs.c_str(), nullptr);
    pj_ = proj_normalize_for_visualization(PJ_DEFAULT_CTX, raw);
    proj_destroy(raw);
  }
  ~Projection() { proj_destroy(pj_); }
  Point forward(Point p) const {
    const PJ_COORD c = proj_trans(pj_, PJ_FWD, proj_coord(p.x, p.y, 0, 0));
    return {c.xy.x, c.xy.y};
  }
 private:
  PJ* pj_;
};

struct CityFrame {
  const char* slug;
  const char* crs;
  DrivingSide side;
};
constexpr CityFrame kFrames[] = {{"nairobi", "EPSG:32737", DrivingSide::left},
                                 {"addis-ababa", "EPSG:32637", DrivingSide::right},
                                 {"kampala", "EPSG:32636", DrivingSide::left}};

RoadClass class_of(const CsvTable& t, std::size_t row) {
  const std::string& name = t.text(row, "class");
  if (name == "motorway") return RoadClass::motorway;
  if (name == "motorway-like" || name == "trunk") return RoadClass::trunk;
  if (name == "primary") return RoadClass::primary;
  if (name == "secondary") return RoadClass::secondary;
  if (name == "tertiary") return RoadClass::tertiary;
  throw InputError(t.problem(row, "unknown road class '" + name + "'",
                             "use motorway, motorway-like, trunk, primary, secondary or tertiary"));
}

Course course_of(const CsvTable& t, std::size_t row) {
  const std::string& name = t.text(row, "course");
  if (name == "good") return Course::good;
  if (name == "fair") return Course::fair;
  if (name == "poor") return Course::poor;
  throw InputError(t.problem(row, "unknown course '" + name + "'", "use good, fair or poor"));
}

Line to_utm(const Projection& projection, std::vector<Point> line) {
  for (Point& p : line) p = projection.forward(p);
  return line;
}

RoadRow read_road(const CsvTable& t, std::size_t row, const Projection& projection) {
  const std::string& carriageway = t.text(row, "carriageway");
  RoadRow road;
  road.id = t.text(row, "road_id");
  road.name = t.text(row, "name");
  road.road_class = class_of(t, row);
  road.lanes = static_cast<int>(t.number(row, "lanes_per_direction"));
  road.free_speed_mps = t.number(row, "free_flow_kmh") / 3.6;
  road.dual = carriageway.starts_with("dual");
  road.elevated = road.road_class == RoadClass::motorway;
  const bool ring_road = road.road_class == RoadClass::trunk && carriageway == "dual+service";
  road.limited_access = road.elevated || ring_road || t.text(row, "class") == "motorway-like";
  road.toll = road.name.find("toll") != std::string::npos;
  road.one_way_pair = carriageway.starts_with("one-way");
  road.length_m = t.number(row, "length_km") * 1000;
  road.course = course_of(t, row);
  road.line = to_utm(projection, t.line(row, "wkt"));
  return road;
}

}  // namespace

CityTables read_city_tables(const std::string& folder, const std::string& slug) {
  CityTables tables{.folder = folder, .slug = slug, .crs = {}, .roads = {}, .routes = {},
                    .stops = {}};
  for (const CityFrame& frame : kFrames) {
    if (slug != frame.slug) continue;
    tables.crs = frame.crs;
    tables.side = frame.side;
  }
  const Projection projection(tables.crs);
  const auto roads = CsvTable::read(folder + "/roads.csv", {"road_id", "wkt"});
  for (std::size_t r = 0; r < roads.rows(); ++r) {
    tables.roads.push_back(read_road(roads, r, projection));
  }
  const auto routes = CsvTable::read(folder + "/routes.csv", {"route_id", "wkt"});
  for (std::size_t r = 0; r < routes.rows(); ++r) {
    tables.routes.push_back({routes.text(r, "route_id"), routes.text(r, "short_name"),
                             routes.text(r, "long_name"), routes.text(r, "kind"),
                             static_cast<int>(routes.number(r, "direction")),
                             routes.number(r, "length_km") * 1000,
                             to_utm(projection, routes.line(r, "wkt"))});
  }
  const auto stops = CsvTable::read(folder + "/stops.csv", {"name", "lat", "lon"});
  for (std::size_t r = 0; r < stops.rows(); ++r) {
    tables.stops.push_back(
        {stops.text(r, "name"),
         projection.forward({stops.number(r, "lon"), stops.number(r, "lat")})});
  }
  return tables;
}

}  // namespace mwendo
