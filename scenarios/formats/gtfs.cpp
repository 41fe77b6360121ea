#include "scenarios/formats/gtfs.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "network/base/input_error.h"
#include "network/projection.h"
#include "scenarios/files/text_file.h"
#include "sim/transit/router/transit_times.h"

namespace mwendo {
namespace {

std::string seconds_text(double s) {
  const auto t = std::lround(s);
  return fmt::format("{:02}:{:02}:{:02}", t / 3600, t / 60 % 60, t % 60);
}

// Seconds of the day at which headways change, from the first to the last hour of service.
std::vector<double> edges_of_headways() {
  std::vector<double> edges = {0};
  for (const Hours& peak : kPeakHours) {
    edges.push_back(peak.from * 3600.0);
    edges.push_back(peak.to * 3600.0);
  }
  edges.push_back(30 * 3600.0);
  return edges;
}

// GTFS route_type.
int type_of(Mode m) { return m == Mode::lrt ? 0 : 3; }

class Feed {
 public:
  Feed(const std::filesystem::path& folder, const World& world)
      : folder_(folder),
        world_(world),
        transit_(world.transit),
        projection_(world.network.crs),
        times_(expected_times(world.network, world.transit,
                              {.mixed_mps = world.figures.peak_speed_kmh / 3.6F})) {
    std::filesystem::create_directories(folder);
  }

  void write() {
    write_agency();
    write_calendar();
    write_stops();
    write_routes();
    write_trips();
    write_stop_times();
    write_frequencies();
    write_shapes();
  }

 private:
  TextFile open(const char* name, const char* header) const {
    TextFile file(folder_ / name);
    file.line(header);
    return file;
  }

  // The two directions of a line are one route, named after the first.
  [[nodiscard]] LineId route_of(LineId l) const {
    const LineId back = transit_.line.opposite[l];
    return back.valid() ? std::min(l, back) : l;
  }

  void write_agency() const {
    TextFile out = open("agency.txt", "agency_id,agency_name,agency_url,agency_timezone");
    out.print("1,{},https://example.org/,{}\n", csv_field(world_.figures.title),
              world_.figures.time_zone);
    out.close();
  }

  void write_calendar() const {
    TextFile out = open("calendar.txt",
                        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,"
                        "sunday,start_date,end_date");
    out.line("daily,1,1,1,1,1,1,1,20250101,20351231");
    out.close();
  }

  void write_stops() const {
    std::vector<char> served(transit_.stops().size(), 0);
    for (const LineId l : transit_.lines())
      for (const LineStop& s : transit_.stops_of(l)) served[s.stop.value] = 1;
    TextFile out = open("stops.txt", "stop_id,stop_name,stop_lat,stop_lon");
    for (const StopId s : transit_.stops()) {
      if (!served[s.value]) continue;
      const LonLat place = projection_.to_degrees(transit_.stop.position[s]);
      const std::string& name = transit_.stop.name[s];
      out.print("{},{},{},{}\n", s.value,
                csv_field(name.empty() ? fmt::format("Stop {}", s.value) : name),
                fixed(place.lat, 6), fixed(place.lon, 6));
    }
    out.close();
  }

  void write_routes() const {
    TextFile out =
        open("routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type");
    for (const LineId l : transit_.lines())
      if (route_of(l) == l)
        out.print("{},1,{},{},{}\n", l.value, csv_field(transit_.line.name[l]),
                  csv_field(transit_.line.description[l]), type_of(transit_.line.mode[l]));
    out.close();
  }

  void write_trips() const {
    TextFile out = open("trips.txt", "route_id,service_id,trip_id,direction_id,shape_id");
    for (const LineId l : transit_.lines())
      out.print("{},daily,{},{},{}\n", route_of(l).value, l.value, route_of(l) == l ? 0 : 1,
                l.value);
    out.close();
  }

  void write_stop_times() const {
    TextFile out = open("stop_times.txt",
                        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,timepoint");
    for (const LineId l : transit_.lines()) {
      double now = static_cast<double>(transit_.line.first_departure_s[l]);
      const auto stops = transit_.stops_of(l);
      for (std::size_t k = 0; k < stops.size(); ++k) {
        const std::string time = seconds_text(now);
        out.print("{},{},{},{},{},0\n", l.value, time, time, stops[k].stop.value, k);
        now += std::max(1.0, static_cast<double>(times_.run_s[line_stop(transit_, l, k)]));
      }
    }
    out.close();
  }

  // Windows of equal headway between the first and the last departure.
  void write_frequencies() const {
    TextFile out = open("frequencies.txt", "trip_id,start_time,end_time,headway_secs,exact_times");
    const auto edges = edges_of_headways();
    for (const LineId l : transit_.lines())
      for (std::size_t w = 0; w + 1 < edges.size(); ++w) {
        const double from =
            std::max(edges[w], static_cast<double>(transit_.line.first_departure_s[l]));
        const double to =
            std::min(edges[w + 1], static_cast<double>(transit_.line.last_departure_s[l]));
        const float headway = transit_.headway_at(l, static_cast<float>(edges[w]));
        if (to > from && headway > 0)
          out.print("{},{},{},{},0\n", l.value, seconds_text(from), seconds_text(to),
                    std::max(1L, std::lround(headway)));
      }
    out.close();
  }

  [[nodiscard]] std::vector<Point> shape_of(LineId l) const {
    std::vector<Point> points;
    for (const LinkId link : transit_.path_of(l))
      for (const Point& p : world_.network.geometry_of(link))
        if (points.empty() || !(points.back() == p)) points.push_back(p);
    if (points.empty())
      for (const LineStop& s : transit_.stops_of(l))
        points.push_back(transit_.stop.position[s.stop]);
    return points;
  }

  void write_shapes() const {
    TextFile out = open("shapes.txt", "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence");
    for (const LineId l : transit_.lines()) {
      std::size_t i = 0;
      for (const Point& p : shape_of(l)) {
        const LonLat place = projection_.to_degrees(p);
        out.print("{},{},{},{}\n", l.value, fixed(place.lat, 6), fixed(place.lon, 6), i++);
      }
    }
    out.close();
  }

  std::filesystem::path folder_;
  const World& world_;
  const TransitSupply& transit_;
  Projection projection_;
  TransitTimes times_;
};

}  // namespace

void write_gtfs(const std::filesystem::path& folder, const World& world) {
  if (world.network.crs.empty())
    throw InputError({.file = {},
                      .what = "the network has no geographic coordinates",
                      .what_to_do = "GTFS needs degrees: use a network with UTM coordinates"});
  Feed(folder, world).write();
}

}  // namespace mwendo
