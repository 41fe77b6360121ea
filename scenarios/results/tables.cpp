#include "scenarios/results/tables.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/files/text_file.h"

namespace mwendo {
namespace {

using std::filesystem::path;

const std::string& street_of(const Network& net, LinkId l) {
  return net.street_names[net.link.street[l]];
}

std::string or_empty(const std::optional<double>& value, double divisor, int decimals) {
  return value ? fixed(*value / divisor, decimals) : "";
}

}  // namespace

std::string clock(double seconds) {
  const auto minutes = static_cast<int>(std::floor(seconds / 60 + 0.5));
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string flags_text(LinkFlags flags) {
  static constexpr std::array<std::pair<LinkFlags, const char*>, 4> kAssumed = {
      {{kAssumedLanes, "assumed lanes"},
       {kAssumedClass, "assumed class"},
       {kAssumedSpeed, "assumed speed"},
       {kSyntheticGeometry, "synthetic geometry"}}};
  std::string text;
  for (const auto& [bit, name] : kAssumed)
    if ((flags & bit) != 0) text += (text.empty() ? "" : "; ") + std::string(name);
  return text;
}

void write_indicators_csv(const path& file, const RunSummary& run) {
  TextFile out(file);
  out.line("indicator,label,unit,value,definition,source");
  for (const IndicatorValue& v : run.indicators)
    out.print("{},{},{},{},{},{}\n", v.id, csv_field(label_of(v)), csv_field(unit_of(v)),
              v.value ? fixed(*v.value, v.indicator->decimals) : "",
              csv_field(v.indicator->definition), csv_field(v.indicator->source));
  out.close();
}

void write_time_series_csv(const path& file, const RunSummary& run) {
  TextFile out(file);
  out.line(
      "time,vehicles_on_road,mean_speed_kmh,waiting_at_stops,on_board,walking,cycling,"
      "waiting_to_enter");
  for (const TimePoint& t : run.time_series) {
    const auto d = [](float v) { return static_cast<double>(v); };
    out.print("{},{},{},{},{},{},{},{}\n", clock(d(t.time_s)), fixed(d(t.vehicles_on_road), 0),
              fixed(d(t.mean_speed_kmh), 2), fixed(d(t.waiting_at_stops), 0),
              fixed(d(t.on_board), 0), fixed(d(t.walking), 0), fixed(d(t.cycling), 0),
              fixed(d(t.waiting_to_enter), 0));
  }
  out.close();
}

void write_links_csv(const path& file, const Network& net, const LinkFigures& f) {
  TextFile out(file);
  out.line(
      "link,street,class,from_node,to_node,length_m,lanes,free_speed_kmh,vehicles,"
      "transit_vehicles,vehicle_km,speed_kmh,delay_h,stops,person_km,walkers,cyclists,co2e_kg,"
      "nox_g,pm25_g,fuel_l,assumed");
  for (const LinkId l : net.links())
    out.print("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", l.value,
              csv_field(street_of(net, l)), name_of(net.link.road_class[l]), net.link.from[l].value,
              net.link.to[l].value, fixed(static_cast<double>(net.link.length_m[l]), 1),
              net.lanes_of(l).size(),
              fixed(3.6 * static_cast<double>(net.link.free_speed_mps[l]), 1),
              fixed(f.vehicles[l], 1), fixed(f.transit_vehicles[l], 1), fixed(f.vehicle_km[l], 3),
              f.vehicle_h[l] > 0 ? fixed(f.speed_kmh(l), 2) : "", fixed(f.delay_h[l], 3),
              fixed(f.stops[l], 1), fixed(f.person_km[l], 3), fixed(f.walkers[l], 1),
              fixed(f.cyclists[l], 1), fixed(f.co2e_g[l] / 1000, 3), fixed(f.nox_g[l], 3),
              fixed(f.pm25_g[l], 4), fixed(f.fuel_l[l], 3), flags_text(net.link.flags[l]));
  out.close();
}

namespace {

// Mean time between departures from the first stop; share of the places that are taken there.
std::optional<double> departure_gap_s(const LineResult& r) {
  if (r.headways.empty() || r.headways[0].count <= 0) return std::nullopt;
  return r.headways[0].sum_s / r.headways[0].count;
}
std::optional<double> departure_load(const LineResult& r) {
  if (r.sections.empty() || r.sections[0].places <= 0) return std::nullopt;
  return static_cast<double>(r.sections[0].passengers / r.sections[0].places);
}

}  // namespace

void write_lines_csv(const path& file, const TransitSupply& transit, const RunSummary& run) {
  TextFile out(file);
  out.line(
      "line,name,description,mode,vehicle,capacity,peak_headway_s,fleet,departures,vehicle_km,"
      "passenger_km,boardings,commercial_speed_kmh,mean_wait_min,headway_cv,excess_wait_min,"
      "vehicle_hours,revenue,terminal_vehicles,terminal_persons,departure_gap_min,departure_load,"
      "headway_assumed");
  for (const LineResult& r : run.lines) {
    const auto& line = transit.line;
    const auto d = [](float v) { return static_cast<double>(v); };
    const HeadwaySums headways = r.all_headways();
    out.print("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
              r.line.value, csv_field(line.name[r.line]), csv_field(line.description[r.line]),
              name_of(line.mode[r.line]), name_of(line.vehicle[r.line]), line.capacity[r.line],
              fixed(d(line.peak_headway_s[r.line]), 0), fixed(d(r.fleet), 0),
              fixed(d(r.departures), 1), fixed(d(r.vehicle_km), 2), fixed(d(r.passenger_km), 1),
              fixed(d(r.boardings), 1), fixed(d(r.commercial_speed_kmh), 2),
              fixed(d(r.mean_wait_s) / 60, 2), or_empty(headways.variation(), 1, 3),
              or_empty(headways.excess_wait_s(), 60, 2), fixed(r.vehicle_hours, 2),
              fixed(r.revenue, 0), fixed(r.terminal_vehicles, 2), fixed(r.terminal_persons, 1),
              or_empty(departure_gap_s(r), 60, 2), or_empty(departure_load(r), 1, 3),
              line.assumed_headway[r.line] != 0 ? "yes" : "no");
  }
  out.close();
}

void write_sections_csv(const path& file, const TransitSupply& transit, const RunSummary& run) {
  TextFile out(file);
  out.line(
      "line,name,mode,section,from_stop,to_stop,length_m,boardings,alightings,left_behind,"
      "passengers,peak_hour_passengers,places,vehicles,moving_s,dwell_s,queue_s,held_s,control_s,"
      "headway_cv,excess_wait_min");
  for (const LineResult& r : run.lines) {
    const auto stops = transit.stops_of(r.line);
    for (std::size_t i = 0; i + 1 < stops.size() && i < r.sections.size(); ++i) {
      const LineSectionResult& s = r.sections[i];
      const auto d = [](float v) { return fixed(static_cast<double>(v), 1); };
      const auto mean = [&](float sum) { return s.vehicles > 0 ? d(sum / s.vehicles) : ""; };
      const HeadwaySums h = i < r.headways.size() ? r.headways[i] : HeadwaySums{};
      out.print("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", r.line.value,
                csv_field(transit.line.name[r.line]), name_of(transit.line.mode[r.line]), i,
                csv_field(transit.stop.name[stops[i].stop]),
                csv_field(transit.stop.name[stops[i + 1].stop]), d(s.length_m), d(s.boardings),
                d(s.alightings), d(s.left_behind), d(s.passengers), d(s.peak_hour_passengers),
                d(s.places), d(s.vehicles), mean(s.free_time_s), mean(s.dwell_s - s.control_s),
                mean(s.queue_s), mean(s.held_s()), mean(s.control_s), or_empty(h.variation(), 1, 3),
                or_empty(h.excess_wait_s(), 60, 2));
    }
  }
  out.close();
}

void write_stops_csv(const path& file, const TransitSupply& transit, const RunSummary& run) {
  TextFile out(file);
  out.line(
      "stop,name,kind,x,y,boardings,alightings,left_behind,mean_wait_min,max_queue,saturation");
  static constexpr std::array<const char*, 4> kKinds = {"kerb", "bay", "brt_station",
                                                        "rail_station"};
  for (const StopResult& r : run.stops) {
    const Point p = transit.stop.position[r.stop];
    const auto d = [](float v) { return static_cast<double>(v); };
    const bool docks = transit.stop.kind[r.stop] == StopKind::brt_station;
    out.print("{},{},{},{},{},{},{},{},{},{},{}\n", r.stop.value,
              csv_field(transit.stop.name[r.stop]),
              kKinds[static_cast<std::size_t>(transit.stop.kind[r.stop])], fixed(p.x, 1),
              fixed(p.y, 1), fixed(d(r.boardings), 1), fixed(d(r.alightings), 1),
              fixed(d(r.left_behind), 1), fixed(d(r.mean_wait_s) / 60, 2), fixed(d(r.max_queue), 0),
              docks ? fixed(d(r.saturation), 3) : "");
  }
  out.close();
}

void write_zones_csv(const path& file, const Zones& zones, const RunSummary& run) {
  TextFile out(file);
  out.line("zone,name,x,y,population,jobs,trips_from,trips_to,mean_travel_time_min,assumed");
  for (const ZoneId z : zones.zones()) {
    const double arrived = run.zones.arrived_from[z];
    out.print("{},{},{},{},{},{},{},{},{},{}\n", z.value, csv_field(zones.name[z]),
              fixed(zones.centroid[z].x, 1), fixed(zones.centroid[z].y, 1),
              fixed(static_cast<double>(zones.population[z]), 0),
              fixed(static_cast<double>(zones.jobs[z]), 0), fixed(run.zones.trips_from[z], 0),
              fixed(run.zones.trips_to[z], 0),
              arrived > 0 ? fixed(run.zones.minutes_sum[z] / arrived, 2) : "",
              zones.assumed[z] != 0 ? "yes" : "no");
  }
  out.close();
}

}  // namespace mwendo
