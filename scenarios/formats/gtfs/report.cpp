#include "scenarios/formats/gtfs/report.h"

#include <fmt/format.h>

#include <cmath>

#include "scenarios/files/json_writer.h"
#include "scenarios/files/text_file.h"

namespace mwendo::gtfs {
namespace {

namespace fs = std::filesystem;

std::string headway_columns() {
  std::string text;
  for (const Period& p : periods())
    text += fmt::format(",headway_s_{:02}_{:02}", p.from_s / 3600, p.to_s / 3600);
  return text;
}

void write_lines(const fs::path& file, const Feed& feed, const std::vector<FeedLine>& lines,
                 const CityLines& made) {
  TextFile out(file);
  out.print(
      "route,line,direction,headsign,matched,by,course_m,way_m,stops,stops_left_out,trips{},"
      "first,last,placeholder,why_not\n",
      headway_columns());
  for (const CourseOnStreets& c : made.courses) {
    const FeedLine& l = lines[c.feed_line];
    const Route& route = feed.routes[l.route];
    out.print("{},{},{},{},{},{},{},{},{},{},{}", csv_field(route.id), csv_field(route.name()),
              l.direction < 0 ? std::string() : std::to_string(l.direction), csv_field(l.headsign),
              c.line.valid() ? 1 : 0, c.by_stops ? "stops" : "shape", fixed(c.course_m, 0),
              fixed(c.way_m, 0), l.stops.size(), c.stops_left_out, l.trips);
    for (const double headway : l.service.headway_s)
      out.print(",{}", headway > 0 ? fixed(headway, 1) : std::string());
    out.print(",{},{},{},{}\n", fixed(l.service.first_s, 0), fixed(l.service.last_s, 0),
              l.placeholder ? 1 : 0, csv_field(c.failure));
  }
  out.close();
}

void add_feature(JsonWriter& json, const CourseOnStreets& c, const Route& route,
                 const Projection& projection) {
  json.begin_object().key("type").value("Feature").key("properties").begin_object();
  json.key("route").value(route.id).key("line").value(route.name());
  json.key("why_not").value(c.failure).end_object();
  json.key("geometry");
  if (c.course.size() < 2) {
    json.null().end_object();
    return;
  }
  json.begin_object().key("type").value("LineString");
  json.key("coordinates").begin_array();
  for (const Point& p : c.course) {
    const LonLat place = projection.to_degrees(p);
    json.begin_array().number(place.lon, 6).number(place.lat, 6).end_array();
  }
  json.end_array().end_object().end_object();
}

void write_unmatched(const fs::path& file, const Feed& feed, const std::vector<FeedLine>& lines,
                     const CityLines& made) {
  const Projection projection(made.network.crs);
  JsonWriter json;
  json.begin_object().key("type").value("FeatureCollection").key("features").begin_array();
  for (const CourseOnStreets& c : made.courses)
    if (!c.line.valid()) add_feature(json, c, feed.routes[lines[c.feed_line].route], projection);
  json.end_array().end_object();
  TextFile out(file);
  out.write(json.text());
  out.close();
}

}  // namespace

void write_report(const fs::path& folder, const Feed& feed, const std::vector<FeedLine>& lines,
                  const CityLines& made, const Defects& defects) {
  write_lines(folder / "feed_lines.csv", feed, lines, made);
  write_unmatched(folder / "unmatched.geojson", feed, lines, made);
  defects.write(folder / "defects.csv");
}

double share_within(const CityLines& made, double tolerance) {
  double all = 0;
  double within = 0;
  for (const CourseOnStreets& c : made.courses) {
    if (!c.line.valid() || c.by_stops) continue;
    ++all;
    within += std::abs(c.way_m - c.course_m) <= tolerance * c.course_m ? 1 : 0;
  }
  return all > 0 ? within / all : 1;
}

std::string summary_of(const Feed& feed, const CityLines& made) {
  return fmt::format(
      "{} routes, {} trips, {} stops; {} of {} lines are on the streets, {:.1f} % of them within "
      "3 % of the length of their shape\nstreets opened against their direction: {:.1f} km; turns "
      "allowed: {}; lines with the vehicles of the city's line of that name: {}\n",
      feed.routes.size(), feed.trips.size(), feed.stops.size(), made.supply.lines().size(),
      made.courses.size(), 100 * share_within(made), made.against_m / 1000, made.turns,
      made.same_name);
}

}  // namespace mwendo::gtfs
