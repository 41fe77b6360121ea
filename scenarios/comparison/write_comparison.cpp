#include <fmt/format.h>

#include <limits>

#include "scenarios/comparison/comparison.h"
#include "scenarios/files/geopackage.h"
#include "scenarios/files/json_writer.h"
#include "scenarios/files/text_file.h"
#include "scenarios/results/tables.h"

namespace mwendo {
namespace {

constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

std::string text_of(const std::optional<double>& value, int decimals) {
  return value ? fixed(*value, decimals) : "";
}

// Differences get two more digits than values, since they are smaller.
int decimals_of_difference(const ComparedIndicator& row) { return row.indicator->decimals + 2; }

void add_run(JsonWriter& json, const char* key, const std::vector<RunSummary>& runs) {
  json.key(key).begin_object();
  json.key("scenario").value(runs.front().info.scenario);
  json.key("title").value(runs.front().info.title);
  json.key("measures").begin_array();
  for (const std::string& m : runs.front().info.measures) json.value(m);
  json.end_array().end_object();
}

void add_number(JsonWriter& json, const char* key, const std::optional<double>& value,
                int decimals) {
  json.key(key);
  if (value)
    json.number(*value, decimals);
  else
    json.null();
}

void write_csv(const std::filesystem::path& file, const Comparison& c) {
  TextFile out(file);
  out.line("indicator,label,unit,base,alternative,difference,percent,low,high,seeds");
  for (const ComparedIndicator& r : c.rows) {
    const int d = decimals_of_difference(r);
    out.print("{},{},{},{},{},{},{},{},{},{}\n", r.id, csv_field(r.label), csv_field(r.unit),
              text_of(r.base, r.indicator->decimals), text_of(r.alternative, r.indicator->decimals),
              text_of(r.difference, d), text_of(r.percent, 3), text_of(r.low, d),
              text_of(r.high, d), r.seeds);
  }
  out.close();
}

struct LinkPair {
  double base = kAbsent;
  double alternative = kAbsent;
  [[nodiscard]] double difference() const { return alternative - base; }
};

void add_links(GeoPackage& package, const Comparison& c) {
  const Network& net = c.alternative_world->network;
  auto layer = package.add_layer("links", GeometryKind::line,
                                 {{"link", FieldKind::integer},
                                  {"base_link", FieldKind::integer},
                                  {"street", FieldKind::text},
                                  {"class", FieldKind::text},
                                  {"speed_base_kmh"},
                                  {"speed_kmh"},
                                  {"speed_difference_kmh"},
                                  {"vehicles_base"},
                                  {"vehicles"},
                                  {"vehicles_difference"},
                                  {"co2e_base_kg"},
                                  {"co2e_kg"},
                                  {"co2e_difference_kg"},
                                  {"pm25_difference_g"},
                                  {"nox_difference_g"},
                                  {"assumed", FieldKind::text}});
  const LinkFigures& b = c.base_links;
  const LinkFigures& a = c.alternative_links;
  for (const LinkId l : net.links()) {
    const LinkId m = c.match[l];
    const auto pair = [&](const Column<LinkId, double>& base, const Column<LinkId, double>& alt) {
      return LinkPair{m.valid() ? base[m] : kAbsent, alt[l]};
    };
    LinkPair speed;
    if (m.valid() && b.vehicle_h[m] > 0) speed.base = b.speed_kmh(m);
    if (a.vehicle_h[l] > 0) speed.alternative = a.speed_kmh(l);
    const LinkPair vehicles = pair(b.vehicles, a.vehicles);
    const LinkPair co2e = pair(b.co2e_g, a.co2e_g);
    layer.add(
        net.geometry_of(l),
        {std::int64_t{l.value}, m.valid() ? std::int64_t{m.value} : std::int64_t{-1},
         net.street_names[net.link.street[l]], std::string(name_of(net.link.road_class[l])),
         speed.base, speed.alternative, speed.difference(), vehicles.base, vehicles.alternative,
         vehicles.difference(), co2e.base / 1000, co2e.alternative / 1000, co2e.difference() / 1000,
         pair(b.pm25_g, a.pm25_g).difference(), pair(b.nox_g, a.nox_g).difference(),
         flags_text(net.link.flags[l])});
  }
}

std::string cell(const std::optional<double>& value, int decimals) {
  return value ? fixed(*value, decimals) : "-";
}

}  // namespace

std::string comparison_json(const Comparison& c) {
  JsonWriter json;
  const RunSummary& first = c.base->front();
  json.begin_object();
  json.key("schema").value(1);
  json.key("version").value(first.info.version);
  add_run(json, "base", *c.base);
  add_run(json, "alternative", *c.alternative);
  json.key("from").value(clock(first.from_s));
  json.key("to").value(clock(first.to_s));
  json.key("sample").number(first.sample, 6);
  json.key("seeds").begin_array();
  for (const RunSummary& run : *c.base) json.value(run.seed);
  json.end_array();
  json.key("interval")
      .value(c.seeds() > 1 ? "95 %, Student t, paired by seed"
                           : "absent: one seed gives no interval");
  json.key("indicators").begin_object();
  for (const ComparedIndicator& r : c.rows) {
    const int d = decimals_of_difference(r);
    json.key(r.id).begin_object();
    json.key("unit").value(r.unit);
    add_number(json, "base", r.base, r.indicator->decimals);
    add_number(json, "alternative", r.alternative, r.indicator->decimals);
    add_number(json, "difference", r.difference, d);
    add_number(json, "percent", r.percent, 3);
    add_number(json, "low", r.low, d);
    add_number(json, "high", r.high, d);
    json.end_object();
  }
  json.end_object().end_object();
  return json.text();
}

void write_comparison(const std::filesystem::path& folder, const Comparison& c) {
  TextFile json(folder / "comparison.json");
  json.write(comparison_json(c));
  json.close();
  write_csv(folder / "comparison.csv", c);
  GeoPackage package(folder / "network.gpkg", c.alternative_world->network.crs);
  add_links(package, c);
  package.close();
}

std::string comparison_table(const Comparison& c) {
  std::string text = fmt::format("{:<44} {:>12} {:>12} {:>12} {:>8}  {}\n", "", "base",
                                 "alternative", "difference", "%", "95 % interval");
  for (const std::string& id : main_indicator_ids()) {
    const ComparedIndicator* r = c.row(id);
    if (r == nullptr || (!r->base && !r->alternative)) continue;
    const int d = r->indicator->decimals;
    const std::string interval = r->low ? cell(r->low, d) + " .. " + cell(r->high, d) : "-";
    text += fmt::format("{:<44} {:>12} {:>12} {:>12} {:>8}  {}\n", r->label + ", " + r->unit,
                        cell(r->base, d), cell(r->alternative, d), cell(r->difference, d),
                        cell(r->percent, 1), interval);
  }
  if (c.seeds() == 1) text += "One seed: no interval. Use --seeds 3 or more.\n";
  return text;
}

}  // namespace mwendo
