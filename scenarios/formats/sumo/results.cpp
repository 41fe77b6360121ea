#include "scenarios/formats/sumo/results.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <cmath>
#include <limits>

#include "scenarios/files/geopackage.h"
#include "scenarios/files/text_file.h"
#include "scenarios/formats/sumo/indicators.h"
#include "scenarios/results/tables.h"
#include "scenarios/results/write_results.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

double as_double(float v) { return static_cast<double>(v); }

struct Period {
  double from_s = 0;
  double to_s = 3600;
};

double last_departure(const SumoDemand& demand) {
  return demand.trips.empty() ? 0 : as_double(demand.trips.back().depart_s);
}

// Kept to whole seconds, the steps of the clock.
Period period_of(const SumoDemand& demand, const SumoRunRequest& request) {
  Period p;
  if (!demand.trips.empty()) {
    p.from_s = std::floor(as_double(demand.trips.front().depart_s) / 3600) * 3600;
    p.to_s = last_departure(demand) + kPatience;
  }
  p.from_s = std::floor(request.from_s.value_or(p.from_s));
  p.to_s = std::ceil(request.to_s.value_or(p.to_s));
  if (p.to_s <= p.from_s)
    throw InputError({.file = {},
                      .what = "the period ends before it begins",
                      .what_to_do = fmt::format("trips depart from {} on; see --from and --to",
                                                clock(p.from_s))});
  return p;
}

TimePoint time_point(const Traffic& traffic) {
  double vehicles = 0;
  double speed = 0;
  traffic.load(vehicles, speed);
  return {.time_s = traffic.now(),
          .vehicles_on_road = static_cast<float>(vehicles),
          .mean_speed_kmh = vehicles > 0 ? static_cast<float>(3.6 * speed / vehicles) : 0,
          .waiting_to_enter = static_cast<float>(traffic.waiting_to_enter())};
}

QualityCounts quality_of(const SumoRun& run) {
  QualityCounts q;
  q.trips_expected = static_cast<double>(run.departed);
  q.trips_arrived = static_cast<double>(run.finished);
  q.trips_under_way = q.trips_expected - q.trips_arrived;
  q.vehicles_entered = run.counts.entered;
  q.vehicles_left = run.counts.left;
  q.vehicles_in_network = run.counts.in_network;
  q.vehicles_moved_on = run.counts.moved_on;
  q.improvised_turns = run.counts.improvised_turns;
  q.converged = true;  // no learning
  return q;
}

// The first places, "v (a.rou.xml:3:1), w (a.rou.xml:4:1)".
std::string places_of(const BuildReport::Entry& e) {
  if (e.examples.empty()) return "the files of SUMO";
  const std::string all = fmt::format("{}", fmt::join(e.examples, ", "));
  return all + (e.count > e.examples.size() ? ", ..." : "");
}

std::vector<Assumption> assumptions_of(const SumoCase& c) {
  std::vector<Assumption> all;
  for (const auto* report : {&c.net.report, &c.demand.report})
    for (const BuildReport::Entry& e : report->entries)
      all.push_back({report == &c.net.report ? "net" : "trips", e.what,
                     static_cast<double>(e.count), places_of(e)});
  return all;
}

RunInfo info_of(const SumoCase& c, const SumoRunRequest& request) {
  RunInfo info;
  info.scenario = request.name;
  info.title = request.name;
  info.description = "Trips of a SUMO route file on a SUMO net: traffic alone.";
  info.version = MWENDO_VERSION;
  info.inputs = c.inputs;
  return info;
}

RunSummary summary_of(const SumoCase& c, const SumoRunRequest& request, SumoRun& run,
                      Period period) {
  RunSummary s;
  s.info = info_of(c, request);
  s.seed = request.seed;
  s.from_s = period.from_s;
  s.to_s = as_double(run.end_s);
  s.threads = request.threads;
  s.wall_seconds = s.traffic_seconds = run.wall_s;
  s.vehicle_updates = static_cast<double>(run.counts.updates);
  s.links = sumo_link_figures(c.net.net, run.tallies);
  s.indicators = sumo_indicators(c, run, s.links);
  s.quality = quality_of(run);
  s.assumptions = assumptions_of(c);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  s.peak_memory_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
  return s;
}

void write_text(const fs::path& path, const std::string& text) {
  TextFile file(path);
  file.write(text);
  file.close();
}

const std::string& street_of(const Network& net, LinkId l) {
  return net.street_names[net.link.street[l]];
}

void write_links(const fs::path& file, const SumoNet& sumo, const LinkFigures& f) {
  const Network& net = sumo.net;
  TextFile out(file);
  out.line(
      "link,edge,street,class,from_node,to_node,length_m,lanes,free_speed_kmh,vehicles,"
      "vehicle_km,speed_kmh,delay_h,stops,assumed");
  for (const LinkId l : net.links())
    out.print("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", l.value, csv_field(sumo.edge_of(l)),
              csv_field(street_of(net, l)), name_of(net.link.road_class[l]),
              csv_field(sumo.node_names.name(net.link.from[l].value)),
              csv_field(sumo.node_names.name(net.link.to[l].value)),
              fixed(as_double(net.link.length_m[l]), 1), net.lanes_of(l).size(),
              fixed(3.6 * as_double(net.link.free_speed_mps[l]), 1), fixed(f.vehicles[l], 0),
              fixed(f.vehicle_km[l], 3), f.vehicle_h[l] > 0 ? fixed(f.speed_kmh(l), 2) : "",
              fixed(f.delay_h[l], 4), fixed(f.stops[l], 0), flags_text(net.link.flags[l]));
  out.close();
}

void write_package(const fs::path& file, const SumoNet& sumo, const LinkFigures& f) {
  const Network& net = sumo.net;
  GeoPackage package(file, net.crs);
  auto layer = package.add_layer("links", GeometryKind::line,
                                 {{"link", FieldKind::integer},
                                  {"edge", FieldKind::text},
                                  {"street", FieldKind::text},
                                  {"class", FieldKind::text},
                                  {"lanes", FieldKind::integer},
                                  {"free_speed_kmh"},
                                  {"vehicles"},
                                  {"speed_kmh"},
                                  {"delay_h"}});
  constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();
  for (const LinkId l : net.links())
    layer.add(net.geometry_of(l), {std::int64_t{l.value}, std::string(sumo.edge_of(l)),
                                   street_of(net, l), std::string(name_of(net.link.road_class[l])),
                                   static_cast<std::int64_t>(net.lanes_of(l).size()),
                                   3.6 * as_double(net.link.free_speed_mps[l]), f.vehicles[l],
                                   f.vehicle_h[l] > 0 ? f.speed_kmh(l) : kAbsent, f.delay_h[l]});
  package.close();
}

}  // namespace

SumoResults simulate_sumo(const SumoCase& c, const SumoRunRequest& request) {
  const Period period = period_of(c.demand, request);
  SumoRunOptions options;
  options.traffic.from_s = static_cast<float>(period.from_s);
  options.until_s = static_cast<float>(period.to_s);
  options.traffic.to_s = static_cast<float>(std::min(period.to_s, last_departure(c.demand) + 900));
  options.traffic.seed = request.seed;
  options.traffic.threads = request.threads;
  std::vector<TimePoint> series;
  const double length = period.to_s - period.from_s;
  SumoRun run = run_sumo(c.net, c.demand, options, [&](const Traffic& t) {
    const double done = as_double(t.now()) - period.from_s;
    if (std::fmod(done, 60) != 0) return true;
    series.push_back(time_point(t));
    return !request.progress || request.progress(done / length, clock(as_double(t.now())));
  });
  SumoResults results;
  results.summary = summary_of(c, request, run, period);
  results.summary.time_series = std::move(series);
  results.run = std::move(run);
  return results;
}

void write_sumo_results(const fs::path& folder, const SumoCase& c, const SumoResults& results) {
  const RunSummary& run = results.summary;
  write_text(folder / "run.json", run_json(run));
  write_text(folder / "summary.json", summary_json(run));
  write_indicators_csv(folder / "indicators.csv", run);
  write_time_series_csv(folder / "time_series.csv", run);
  write_links(folder / "links.csv", c.net, run.links);
  write_package(folder / "network.gpkg", c.net, run.links);
  write_text(folder / "report.html", sumo_report(c, results));
}

void write_sumo_trips(const fs::path& file, const SumoCase& c, const SumoRun& run) {
  TextFile out(file);
  out.line("trip,type,departure_s,arrival_s,travel_time_s,length_m,speed_kmh");
  for (std::size_t i = 0; i < c.demand.trips.size(); ++i) {
    const SumoTrip& t = c.demand.trips[i];
    double metres = 0;
    for (const LinkId l : c.demand.route_of(t)) metres += as_double(c.net.net.link.length_m[l]);
    const bool arrived = run.arrival_s[i] >= 0;
    const double seconds = as_double(run.arrival_s[i] - t.depart_s);
    out.print("{},{},{},{},{},{},{}\n", csv_field(t.name), csv_field(c.demand.types[t.type].name),
              fixed(as_double(t.depart_s), 2), arrived ? fixed(as_double(run.arrival_s[i]), 0) : "",
              arrived ? fixed(seconds, 2) : "", fixed(metres, 1),
              arrived && seconds > 0 ? fixed(3.6 * metres / seconds, 2) : "");
  }
  out.close();
}

}  // namespace mwendo
