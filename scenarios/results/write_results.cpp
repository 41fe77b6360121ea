#include "scenarios/results/write_results.h"

#include <cmath>
#include <limits>

#include "scenarios/files/geopackage.h"
#include "scenarios/files/json_writer.h"
#include "scenarios/files/text_file.h"
#include "scenarios/results/tables.h"

namespace mwendo {
namespace {

void write_text(const std::filesystem::path& path, const std::string& text) {
  TextFile file(path);
  file.write(text);
  file.close();
}

void add_quality(JsonWriter& json, const QualityCounts& q) {
  json.key("quality").begin_object();
  json.key("converged").value(q.converged);
  json.key("relative_gap").number(q.relative_gap, 6);
  json.key("figures_drift").number(q.figures_drift, 6);
  json.key("route_gap").number(q.route_gap, 6);
  json.key("mode_share_drift").number(q.mode_share_drift, 6);
  const auto add = [&](const char* name, double count) { json.key(name).number(count, 1); };
  add("trips_expected", q.trips_expected);
  add("trips_arrived", q.trips_arrived);
  add("trips_under_way", q.trips_under_way);
  add("trips_no_way", q.trips_no_way);
  add("vehicles_entered", q.vehicles_entered);
  add("vehicles_left", q.vehicles_left);
  add("vehicles_in_network", q.vehicles_in_network);
  add("vehicles_moved_on", q.vehicles_moved_on);
  add("routes_changed", q.routes_changed);
  add("improvised_turns", q.improvised_turns);
  add("passengers_boarded", q.passengers_boarded);
  add("passengers_alighted", q.passengers_alighted);
  add("passengers_on_board", q.passengers_on_board);
  json.end_object();
}

void add_iterations(JsonWriter& json, const RunSummary& run) {
  json.key("iterations").begin_array();
  for (const IterationRecord& i : run.iterations) {
    json.begin_object();
    json.key("iteration").value(i.iteration);
    json.key("relative_gap").number(i.relative_gap, 6);
    json.key("route_gap").number(i.route_gap, 6);
    json.key("mode_share_drift").number(i.mode_share_drift, 6);
    json.key("replanned_share").number(i.replanned_share, 4);
    json.key("mean_travel_time_s").number(i.mean_travel_time_s, 2);
    json.end_object();
  }
  json.end_array();
}

void add_question(JsonWriter& json, const RunSummary& run) {
  json.key("scenario").value(run.info.scenario);
  json.key("from").value(clock(run.from_s));
  json.key("to").value(clock(run.to_s));
  json.key("warm_up").number(run.warm_up_s / 60, 0);
  json.key("sample").number(run.sample, 6);
  json.key("seed").value(run.seed);
  json.key("most_iterations").value(run.info.iterations);
  json.key("gwp").value(run.info.gwp);
}

void add_assumptions(JsonWriter& json, const RunSummary& run) {
  json.key("assumptions").begin_array();
  for (const Assumption& a : run.assumptions) {
    json.begin_object();
    json.key("subject").value(a.subject);
    json.key("text").value(a.text);
    json.key("count").number(a.count, 0);
    json.key("source").value(a.source);
    json.end_object();
  }
  json.end_array();
}

void add_sources(JsonWriter& json, const RunSummary& run) {
  json.key("sources").begin_array();
  for (const Source& s : run.sources) {
    json.begin_object();
    json.key("what").value(s.what);
    json.key("source").value(s.source);
    json.key("licence").value(s.licence);
    json.end_object();
  }
  json.end_array();
}

void add_machine(JsonWriter& json, const RunSummary& run) {
  json.key("threads").value(run.threads);
  json.key("wall_seconds").number(run.wall_seconds, 2);
  json.key("traffic_seconds").number(run.traffic_seconds, 2);
  json.key("vehicle_updates").number(run.vehicle_updates, 0);
  json.key("peak_memory_mb").number(static_cast<double>(run.peak_memory_bytes) / 1e6, 1);
}

const std::vector<Field>& link_fields() {
  static const std::vector<Field> kFields = {{"link", FieldKind::integer},
                                             {"street", FieldKind::text},
                                             {"class", FieldKind::text},
                                             {"lanes", FieldKind::integer},
                                             {"free_speed_kmh"},
                                             {"vehicles"},
                                             {"transit_vehicles"},
                                             {"speed_kmh"},
                                             {"delay_h"},
                                             {"person_km"},
                                             {"walkers"},
                                             {"cyclists"},
                                             {"co2e_kg"},
                                             {"nox_g"},
                                             {"pm25_g"},
                                             {"assumed", FieldKind::text}};
  return kFields;
}

void add_links(GeoPackage& package, const Network& net, const LinkFigures& f) {
  auto layer = package.add_layer("links", GeometryKind::line, link_fields());
  constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();
  for (const LinkId l : net.links())
    layer.add(net.geometry_of(l),
              {std::int64_t{l.value}, net.street_names[net.link.street[l]],
               std::string(name_of(net.link.road_class[l])),
               static_cast<std::int64_t>(net.lanes_of(l).size()),
               3.6 * static_cast<double>(net.link.free_speed_mps[l]), f.vehicles[l],
               f.transit_vehicles[l], f.vehicle_h[l] > 0 ? f.speed_kmh(l) : kAbsent, f.delay_h[l],
               f.person_km[l], f.walkers[l], f.cyclists[l], f.co2e_g[l] / 1000, f.nox_g[l],
               f.pm25_g[l], flags_text(net.link.flags[l])});
}

void add_stops(GeoPackage& package, const World& world, const RunSummary& run) {
  auto layer = package.add_layer("stops", GeometryKind::point,
                                 {{"stop", FieldKind::integer},
                                  {"name", FieldKind::text},
                                  {"boardings"},
                                  {"alightings"},
                                  {"left_behind"},
                                  {"mean_wait_min"}});
  for (const StopResult& r : run.stops) {
    const auto d = [](float v) { return static_cast<double>(v); };
    layer.add({&world.transit.stop.position[r.stop], 1},
              {std::int64_t{r.stop.value}, world.transit.stop.name[r.stop], d(r.boardings),
               d(r.alightings), d(r.left_behind), d(r.mean_wait_s) / 60});
  }
}

void add_zones(GeoPackage& package, const World& world, const RunSummary& run) {
  auto layer = package.add_layer("zones", GeometryKind::point,
                                 {{"zone", FieldKind::integer},
                                  {"name", FieldKind::text},
                                  {"population"},
                                  {"jobs"},
                                  {"trips_from"},
                                  {"trips_to"},
                                  {"mean_travel_time_min"}});
  for (const ZoneId z : world.zones.zones())
    layer.add(
        {&world.zones.centroid[z], 1},
        {std::int64_t{z.value}, world.zones.name[z], static_cast<double>(world.zones.population[z]),
         static_cast<double>(world.zones.jobs[z]), run.zones.trips_from[z], run.zones.trips_to[z],
         run.zones.minutes_sum[z] / run.zones.arrived_from[z]});
}

}  // namespace

std::string summary_json(const RunSummary& run) {
  JsonWriter json;
  json.begin_object();
  json.key("schema").value(kSummarySchema);
  add_question(json, run);
  json.key("indicators").begin_object();
  for (const IndicatorValue& v : run.indicators) {
    json.key(v.id).begin_object();
    json.key("unit").value(unit_of(v));
    json.key("value");
    if (v.value)
      json.number(*v.value, v.indicator->decimals);
    else
      json.null();
    json.end_object();
  }
  json.end_object();
  add_quality(json, run.quality);
  add_iterations(json, run);
  json.end_object();
  return json.text();
}

std::string run_json(const RunSummary& run) {
  JsonWriter json;
  json.begin_object();
  json.key("program").value("mwendo");
  json.key("version").value(run.info.version);
  add_question(json, run);
  json.key("title").value(run.info.title);
  json.key("description").value(run.info.description);
  json.key("measures").begin_array();
  for (const std::string& m : run.info.measures) json.value(m);
  json.end_array();
  json.key("inputs").begin_array();
  for (const InputFile& f : run.info.inputs) {
    json.begin_object();
    json.key("name").value(f.name);
    json.key("sha256").value(f.sha256);
    json.end_object();
  }
  json.end_array();
  add_machine(json, run);
  add_iterations(json, run);
  add_quality(json, run.quality);
  add_assumptions(json, run);
  add_sources(json, run);
  json.end_object();
  return json.text();
}

void write_network_package(const std::filesystem::path& file, const World& world,
                           const RunSummary& run) {
  GeoPackage package(file, world.network.crs);
  add_links(package, world.network, run.links);
  add_stops(package, world, run);
  add_zones(package, world, run);
  package.close();
}

void write_results(const std::filesystem::path& folder, const World& world, const RunSummary& run) {
  write_text(folder / "run.json", run_json(run));
  write_text(folder / "summary.json", summary_json(run));
  write_indicators_csv(folder / "indicators.csv", run);
  write_time_series_csv(folder / "time_series.csv", run);
  write_links_csv(folder / "links.csv", world.network, run.links);
  write_lines_csv(folder / "lines.csv", world.transit, run);
  write_sections_csv(folder / "sections.csv", world.transit, run);
  write_stops_csv(folder / "stops.csv", world.transit, run);
  write_zones_csv(folder / "zones.csv", world.zones, run);
  if (!run.counts.counts.empty()) write_counts_csv(folder / "counts.csv", run.counts);
  write_network_package(folder / "network.gpkg", world, run);
}

}  // namespace mwendo
