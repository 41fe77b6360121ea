#include "scenarios/cities/city_tables.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "network/projection.h"
#include "scenarios/cities/carriageways.h"
#include "scenarios/cities/fitted_parameters.h"
#include "scenarios/cities/roundabouts.h"
#include "scenarios/files/config.h"
#include "scenarios/files/csv_table.h"

namespace mwendo {
namespace {

constexpr int kMostLanesOfTable = 16;
constexpr double kFastest = 200;         // km/h
constexpr double kFarFromRoads = 50000;  // m; no stop, zone or centre of jobs is so far away

// Where the roads of a city lie.
class Reach {
 public:
  explicit Reach(const std::vector<RoadRow>& roads) {
    for (const RoadRow& road : roads)
      for (const Point& p : road.line) {
        low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
        high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
      }
  }
  [[nodiscard]] bool holds(Point p) const {
    if (low_.x > high_.x) return true;  // no roads: reported elsewhere
    return p.x > low_.x - kFarFromRoads && p.x < high_.x + kFarFromRoads &&
           p.y > low_.y - kFarFromRoads && p.y < high_.y + kFarFromRoads;
  }

 private:
  Point low_{1e18, 1e18};
  Point high_{-1e18, -1e18};
};

// A table with its problems and the city's projection at hand. A table without rows is a problem.
class Reader {
 public:
  Reader(const std::string& folder, const std::string& file, const Projection& projection,
         Problems& problems)
      : projection_(projection), problems_(problems) {
    const std::size_t before = problems.all().size();
    table_ = CsvTable::read(folder + "/" + file, problems);
    if (table_.rows() == 0 && problems.all().size() == before)
      problems.add({.file = folder + "/" + file,
                    .line = 1,
                    .what = "the table has no rows",
                    .what_to_do = "restore the file"});
  }

  std::size_t rows() const { return table_.rows(); }
  // The first column whose name begins so; the beginning itself if there is none.
  std::string column_like(const std::string& beginning) const {
    for (const std::string& name : table_.header())
      if (name.starts_with(beginning)) return name;
    return beginning;
  }
  const std::string& text(std::size_t r, std::string_view c) const {
    return table_.text(r, c, problems_);
  }
  double number(std::size_t r, std::string_view c) const { return table_.number(r, c, problems_); }
  int whole(std::size_t r, std::string_view c, int least, int most) const {
    return table_.whole(r, c, least, most, problems_);
  }
  bool blank(std::size_t r, std::string_view c) const { return text(r, c).empty(); }
  Point point(std::size_t r, std::string_view lon, std::string_view lat) const {
    return projected(r, {number(r, lon), number(r, lat)});
  }
  // The same, within reach of the city's roads.
  Point near_point(std::size_t r, std::string_view lon, std::string_view lat,
                   const Reach& reach) const {
    const std::size_t before = problems_.all().size();
    const Point p = point(r, lon, lat);
    if (problems_.all().size() == before && !reach.holds(p))
      problem(r, "the place is farther than 50 km from the roads of the city",
              "correct " + std::string(lon) + " and " + std::string(lat));
    return p;
  }
  // A number of people or a share.
  double amount(std::size_t r, std::string_view c) const {
    const double value = number(r, c);
    if (!(value >= 0)) problem(r, "'" + std::string(c) + "' is negative", "give 0 or more");
    return value;
  }
  // Of a column that the table may lack, or a cell that may be blank.
  // None where the table lacks the column or the row its value.
  std::optional<double> above_zero(std::size_t r, std::string_view c) const {
    const auto& header = table_.header();
    if (std::find(header.begin(), header.end(), c) == header.end() || blank(r, c)) return {};
    const double value = number(r, c);
    if (!(value > 0)) problem(r, "'" + std::string(c) + "' is not above 0", "give more than 0");
    return value;
  }
  void problem(std::size_t r, std::string what, std::string to_do) const {
    problems_.add(table_.problem(r, std::move(what), std::move(to_do)));
  }

  // "LINESTRING(lon lat, lon lat, ...)"; a broken one is a problem and gives no points.
  Line line(std::size_t r, std::string_view column) const {
    const std::string& field = text(r, column);
    Line points;
    constexpr std::string_view kOpen = "LINESTRING(";
    bool good = field.starts_with(kOpen) && field.ends_with(')');
    const char* at = field.data() + kOpen.size();
    const char* const end = field.data() + field.size() - 1;
    while (good && at < end) {
      while (at < end && (*at == ' ' || *at == ',')) ++at;
      LonLat p;
      const auto x = std::from_chars(at, end, p.lon);
      good = x.ec == std::errc{} && x.ptr < end && *x.ptr == ' ';
      if (!good) break;
      const auto y = std::from_chars(x.ptr + 1, end, p.lat);
      good = y.ec == std::errc{};
      at = y.ptr;
      points.push_back(projected(r, p));
    }
    if (good && points.size() >= 2) return points;
    problem(r, "column '" + std::string(column) + "' holds no LINESTRING of two points or more",
            "write LINESTRING(lon lat, lon lat, ...)");
    return {};
  }

 private:
  Point projected(std::size_t r, LonLat place) const {
    try {
      return projection_.to_metres(place);
    } catch (const std::domain_error&) {
      problem(r, "a place outside the world", "give degrees, longitude first in LINESTRING");
      return {};
    }
  }

  CsvTable table_;
  const Projection& projection_;
  Problems& problems_;
};

RoadClass class_of(const Reader& t, std::size_t row) {
  const std::string& name = t.text(row, "class");
  if (name == "motorway") return RoadClass::motorway;
  if (name == "motorway-like" || name == "trunk") return RoadClass::trunk;
  if (name == "primary") return RoadClass::primary;
  if (name == "secondary") return RoadClass::secondary;
  if (name == "tertiary") return RoadClass::tertiary;
  t.problem(row, "unknown road class '" + name + "'",
            "use motorway, motorway-like, trunk, primary, secondary or tertiary");
  return RoadClass::tertiary;
}

Course course_of(const Reader& t, std::size_t row) {
  const std::string& name = t.text(row, "course");
  if (name == "good") return Course::good;
  if (name == "fair") return Course::fair;
  if (name != "poor") t.problem(row, "unknown course '" + name + "'", "use good, fair or poor");
  return Course::poor;
}

void read_roads(const Reader& t, CityTables& tables) {
  for (std::size_t r = 0; r < t.rows(); ++r) {
    const std::string& carriageway = t.text(r, "carriageway");
    RoadRow road;
    road.id = t.text(r, "road_id");
    road.name = t.text(r, "name");
    road.road_class = class_of(t, r);
    road.lanes = t.whole(r, "lanes_per_direction", 1, kMostLanesOfTable);
    road.free_speed_mps = t.number(r, "free_flow_kmh") / 3.6;
    if (!(road.free_speed_mps > 0 && road.free_speed_mps <= kFastest))
      t.problem(r, "'free_flow_kmh' is not above 0 and at most 200", "correct the row");
    road.dual = carriageway.starts_with("dual");
    road.elevated = road.road_class == RoadClass::motorway;
    const bool fast_trunk =
        road.dual && road.road_class == RoadClass::trunk && t.number(r, "free_flow_kmh") >= 70;
    road.limited_access = road.elevated || fast_trunk || carriageway == "dual+service" ||
                          t.text(r, "class") == "motorway-like";
    road.toll = road.name.find("toll") != std::string::npos;
    road.one_way_pair = carriageway.starts_with("one-way");
    road.course = course_of(t, r);
    road.line = t.line(r, "wkt");
    if (!road.line.empty()) tables.roads.push_back(std::move(road));
  }
}

void read_routes(const Reader& t, CityTables& tables) {
  for (std::size_t r = 0; r < t.rows(); ++r) {
    RouteRow route{t.text(r, "route_id"),
                   t.text(r, "short_name"),
                   t.text(r, "long_name"),
                   t.text(r, "kind") == "minibus",
                   t.whole(r, "direction", 0, 1),
                   t.number(r, "length_km") * 1000,
                   t.line(r, "wkt")};
    if (!route.line.empty()) tables.routes.push_back(std::move(route));
  }
}

void read_corridors(const Reader& t, CityTables& tables) {
  for (std::size_t r = 0; r < t.rows(); ++r) {
    CorridorRow c;
    c.id = t.text(r, "corridor_id");
    c.name = t.text(r, "official_name");
    c.headway = t.text(r, "headway");
    c.fleet = t.text(r, "fleet");
    c.lane_config = t.text(r, "lane_config");
    c.status = t.text(r, "status");
    c.source = t.text(r, "source");
    const std::string& length = t.text(r, "length_km_published");
    double km = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), km);
    if (error == std::errc{} && end == length.data() + length.size()) c.length_m = km * 1000;
    c.line = t.line(r, "wkt");
    if (!c.line.empty()) tables.corridors.push_back(std::move(c));
  }
}

void read_people(const std::string& folder, const Projection& projection, Problems& problems,
                 CityTables& tables) {
  const Reach reach(tables.roads);
  const Reader districts(folder, "districts.csv", projection, problems);
  for (std::size_t r = 0; r < districts.rows(); ++r) {
    if (districts.blank(r, "population")) continue;
    tables.districts.push_back({districts.text(r, "name"), districts.text(r, "level"),
                                districts.text(r, "ring"), districts.amount(r, "population"),
                                districts.above_zero(r, "income_index"),
                                districts.near_point(r, "lon", "lat", reach)});
  }
  if (tables.profile.population_grid) {
    const Reader grid(folder, "population_grid.csv", projection, problems);
    const std::string people = grid.column_like("population_");  // and the year
    for (std::size_t r = 0; r < grid.rows(); ++r) {
      tables.grid.push_back({grid.text(r, "cell"),
                             grid.near_point(r, "weighted_lon", "weighted_lat", reach),
                             grid.amount(r, people), grid.text(r, "in_county") == "1"});
    }
  }
  const Reader jobs(folder, "jobs.csv", projection, problems);
  for (std::size_t r = 0; r < jobs.rows(); ++r) {
    const bool everywhere = jobs.blank(r, "lat");
    tables.jobs.push_back({jobs.text(r, "name"), jobs.amount(r, "share"), everywhere,
                           everywhere ? Point{} : jobs.near_point(r, "lon", "lat", reach)});
  }
}

// The last row names the source.
HourProfiles read_hours(const Reader& table) {
  HourProfiles hours;
  const std::initializer_list<std::pair<const char*, std::vector<double>&>> columns = {
      {"share", hours.trips},
      {"to_work", hours.to_work},
      {"from_work", hours.from_work},
      {"work_cars", hours.work_cars},
      {"work_trucks", hours.work_trucks},
      {"work_motorcycles", hours.work_motorcycles}};
  for (const auto& [name, shares] : columns) shares.assign(24, 0);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto hour = static_cast<std::size_t>(table.whole(r, "hour", 0, 23));
    hours.source = table.text(r, "source");
    for (const auto& [name, shares] : columns) shares[hour] = table.amount(r, name);
  }
  return hours;
}

void read_figures(const std::string& folder, const Projection& projection, Problems& problems,
                  CityTables& tables) {
  tables.hours = read_hours(Reader(folder, "departure_profile.csv", projection, problems));
  const Reader p(folder, "parameters.csv", projection, problems);
  for (std::size_t r = 0; r < p.rows(); ++r) {
    tables.parameters[p.text(r, "parameter")] = {p.text(r, "value"),
                                                 p.text(r, "source"),
                                                 folder + "/parameters.csv",
                                                 static_cast<int>(r) + 2,
                                                 "",
                                                 p.text(r, "unit")};
  }
  read_fitted_parameters(tables, problems);
  const Reader sources(folder, "SOURCES.csv", projection, problems);
  for (std::size_t r = 0; r < sources.rows(); ++r) {
    tables.sources.push_back(
        {sources.text(r, "what"), sources.text(r, "source"), sources.text(r, "licence")});
  }
}

// What a row of parameters.csv says, as a number; a problem and 0 if it is none.
double number_of(const std::string& name, const ParameterRow& row, const std::string& text,
                 Problems& problems) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (whole && value >= 0 && value <= kLargestNumber) return value;
  problems.add({.file = row.where,
                .line = row.row,
                .what = "'" + text + "' of parameter '" + name + "' is not a number of 0 or more",
                .what_to_do = "write a number with a point"});
  return 0;
}

}  // namespace

double CityTables::parameter(const std::string& name, Problems& problems) const {
  const auto found = parameters.find(name);
  if (found != parameters.end())
    return number_of(name, found->second, found->second.value, problems);
  problems.add({.file = folder + "/parameters.csv",
                .what = "parameter '" + name + "' is missing",
                .what_to_do = "add a row for it"});
  return 0;
}

double CityTables::published(const std::string& name, Problems& problems) const {
  const auto found = parameters.find(name);
  if (found == parameters.end() || found->second.published.empty())
    return parameter(name, problems);
  return number_of(name, found->second, found->second.published, problems);
}

namespace {

// With the city's profile; no profile, no tables.
std::optional<CityTables> described_tables(const std::string& folder, const std::string& slug,
                                           Problems& problems) {
  const std::size_t before = problems.all().size();
  CityTables tables;
  tables.folder = folder;
  tables.slug = slug;
  tables.profile = read_city_profile(folder, problems);
  if (problems.all().size() > before) return std::nullopt;
  return tables;
}

void check_own_tracks(const CityTables& tables, Problems& problems) {
  std::vector<std::string> ids;
  for (const CorridorRow& c : tables.corridors) ids.push_back(c.id);
  for (const std::string& id : tables.profile.own_tracks) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    problems.add({.file = tables.folder + "/" + kCityFile,
                  .what = "own_tracks names the unknown corridor '" + id + "'",
                  .what_to_do = "use an id of corridors.csv"});
  }
}

void read_corridors_and_stations(CityTables& tables, const Projection& projection,
                                 Problems& problems) {
  read_corridors(Reader(tables.folder, "corridors.csv", projection, problems), tables);
  check_own_tracks(tables, problems);
  const Reader stations(tables.folder, "stations.csv", projection, problems);
  for (std::size_t r = 0; r < stations.rows(); ++r) {
    tables.stations.push_back({stations.text(r, "corridor_id"), stations.text(r, "name"),
                               stations.point(r, "lon", "lat")});
  }
}

}  // namespace

Point centre_of(const std::vector<JobRow>& jobs) {
  const JobRow* best = nullptr;
  for (const JobRow& j : jobs)
    if (!j.everywhere && (!best || j.share > best->share)) best = &j;
  return best ? best->centre : Point{};
}

CityTables read_corridor_tables(const std::string& folder, const std::string& slug,
                                Problems& problems) {
  auto tables = described_tables(folder, slug, problems);
  if (!tables) return {};
  read_corridors_and_stations(*tables, Projection(tables->profile.crs), problems);
  return std::move(*tables);
}

CityTables read_city_tables(const std::string& folder, const std::string& slug,
                            Problems& problems) {
  auto described = described_tables(folder, slug, problems);
  if (!described) return {};
  CityTables tables = std::move(*described);
  const Projection projection(tables.profile.crs);
  read_corridors_and_stations(tables, projection, problems);
  for (const std::string& file : tables.profile.streets) {
    StreetTable& table = tables.streets.emplace_back(
        read_street_table((std::filesystem::path(folder) / file).string(), projection, problems));
    table.roundabouts = mark_roundabouts(table, tables.profile.side);
    table.carriageways = mark_carriageways(table, tables.profile.side);
  }
  read_roads(Reader(folder, "roads.csv", projection, problems), tables);
  read_routes(Reader(folder, "routes.csv", projection, problems), tables);
  const Reader stops(folder, "stops.csv", projection, problems);
  const Reach reach(tables.roads);
  for (std::size_t r = 0; r < stops.rows(); ++r) {
    tables.stops.push_back({stops.text(r, "name"), stops.near_point(r, "lon", "lat", reach)});
  }
  read_people(folder, projection, problems, tables);
  read_figures(folder, projection, problems, tables);
  return tables;
}

}  // namespace mwendo
