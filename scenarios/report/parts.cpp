#include "scenarios/report/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/report/html.h"
#include "scenarios/report/style.h"
#include "scenarios/results/tables.h"

namespace mwendo {
namespace {

std::string table_row(const std::vector<std::string>& cells, std::size_t first_number = 1) {
  std::string out = "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i)
    out += (i >= first_number ? "<td class=\"n\">" : "<td>") + cells[i] + "</td>";
  return out + "</tr>";
}

std::string seeds_text(const std::vector<RunSummary>& runs) {
  std::string text;
  for (const RunSummary& run : runs)
    text += (text.empty() ? "" : ", ") + fmt::format("{}", run.seed);
  return text;
}

}  // namespace

const std::vector<IndicatorGroup>& indicator_groups() {
  static const std::vector<IndicatorGroup> kGroups = {
      {"How people travel",
       {"trips", "mode_share", "travel_time_mean", "travel_time", "trip_length_mean", "trip_length",
        "person_km_total", "person_km", "left_earlier", "left_later", "went_elsewhere",
        "vehicles_moved"}},
      {"Streets",
       {"peak_speed", "motor_speed", "congestion_index", "delay", "delay_persons", "stops_per_km",
        "vehicle_km_motor", "vehicle_km"}},
      {"Public transport",
       {"boardings", "brt_riders", "brt_riders_day", "brt_peak_load", "brt_peak_capacity",
        "brt_speed", "brt_time_moving", "brt_time_dwell", "brt_time_queue", "brt_time_held",
        "brt_time_control", "brt_saturation", "minibus_speed", "minibus_speed_corridor",
        "corridor_time", "load_factor", "wait", "left_behind", "gave_up"}},
      {"Operation of public transport",
       {"headway_cv", "excess_wait", "operated_km", "operated_hours", "fleet_in_service",
        "terminal_vehicles", "terminal_persons", "revenue", "operating_cost", "surplus"}},
      {"Climate and energy",
       {"co2e", "co2e_class", "co2e_per_person_km", "co2", "ch4", "n2o", "co2e_upstream", "petrol",
        "diesel", "electricity"}},
      {"Street air", {"nox", "pm25", "pm25_exhaust", "pm25_wear", "pm25_resuspended"}},
      {"Walking, cycling and access",
       {"walking_km", "cycling_km", "near_stop", "near_mass_transit", "near_brt_500"}},
      {"Quality of the run",
       {"trips_arrived", "trips_no_way", "moved_on", "relative_gap", "route_gap"}},
      {"Counted beside modelled",
       {"counts_geh5", "counts_geh10", "counts_ratio", "counts_cordon"}}};
  return kGroups;
}

std::string page(const std::string& title, const std::string& header, const std::string& body,
                 const std::string& footer) {
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
         "<meta name=\"color-scheme\" content=\"light dark\"><title>" +
         escaped(title) + "</title><style>" + report_style() +
         "</style></head><body><header>"
         "<div class=\"in\">" +
         header + "</div></header><main>" + body + "</main><footer><div class=\"in\">" + footer +
         "</div></footer></body></html>\n";
}

std::string section(const std::string& title, const std::string& note, const std::string& content) {
  return "<section><h2>" + escaped(title) + "</h2>" +
         (note.empty() ? "" : "<p class=\"note\">" + note + "</p>") + content + "</section>\n";
}

std::string figure(const std::string& caption, const std::string& content) {
  return "<figure><figcaption>" + caption + "</figcaption>" + content + "</figure>";
}

std::string facts_of(const World& world, const std::vector<RunSummary>& runs) {
  const RunSummary& run = runs.front();
  const auto fact = [](const std::string& name, const std::string& value) {
    return "<li>" + name + " <b>" + escaped(value) + "</b></li>";
  };
  double people = 0;
  for (const float p : world.zones.population) people += static_cast<double>(p);
  return "<ul class=\"facts\">" + fact("City", world.figures.title) +
         fact("Period", clock(run.from_s) + "–" + clock(run.to_s)) +
         (run.warm_up_s > 0 ? fact("Run-in", fmt::format("{:.0f} min", run.warm_up_s / 60)) : "") +
         fact("Inhabitants", human(people)) +
         fact("Simulated", round_number(100 * run.sample) + " % of them") +
         fact(runs.size() > 1 ? "Seeds" : "Seed", seeds_text(runs)) +
         fact("Iterations", fmt::format("{}", run.iterations.size())) + "</ul>";
}

std::optional<double> mean_value(const std::vector<RunSummary>& runs, std::string_view id) {
  double sum = 0;
  for (const RunSummary& run : runs) {
    const auto value = run.value(id);
    if (!value) return std::nullopt;
    sum += *value;
  }
  return sum / static_cast<double>(runs.size());
}

std::string quality_part(const std::vector<RunSummary>& first,
                         const std::vector<RunSummary>* second) {
  std::string out =
      "<div class=\"two\"><div><h3>Counts</h3><table><tr><th>per run, mean of the "
      "seeds</th><th class=\"n\">" +
      escaped(first.front().info.title) + "</th>" +
      (second ? "<th class=\"n\">" + escaped(second->front().info.title) + "</th>" : "") + "</tr>";
  const auto row = [&](const char* name, double QualityCounts::* member) {
    std::vector<std::string> cells = {name};
    for (const auto* runs : {&first, second}) {
      if (runs == nullptr) continue;
      double sum = 0;
      for (const RunSummary& run : *runs) sum += run.quality.*member;
      cells.push_back(human(sum / static_cast<double>(runs->size())));
    }
    out += table_row(cells);
  };
  row("trips of the period", &QualityCounts::trips_expected);
  row("arrived", &QualityCounts::trips_arrived);
  row("still under way at the end", &QualityCounts::trips_under_way);
  row("no way found", &QualityCounts::trips_no_way);
  row("vehicles that entered", &QualityCounts::vehicles_entered);
  row("left", &QualityCounts::vehicles_left);
  row("still on the streets", &QualityCounts::vehicles_in_network);
  row("stuck vehicles moved on", &QualityCounts::vehicles_moved_on);
  row("routes changed under way", &QualityCounts::routes_changed);
  row("turns made from another lane", &QualityCounts::improvised_turns);
  std::vector<std::string> converged = {"converged runs"};
  for (const auto* runs : {&first, second}) {
    if (runs == nullptr) continue;
    const auto n = std::count_if(runs->begin(), runs->end(),
                                 [](const RunSummary& r) { return r.quality.converged; });
    converged.push_back(fmt::format("{} of {}", n, runs->size()));
  }
  out += table_row(converged) + "</table></div><div><h3>Convergence</h3>";
  LineChart chart{.title = "Relative gap before each day",
                  .y_label = "relative gap, %, after the day",
                  .x = {},
                  .x_ticks = {},
                  .series = {},
                  .logarithmic = true};
  const auto& iterations = first.front().iterations;
  for (const IterationRecord& i : iterations) {
    chart.x.push_back(i.iteration);
    if (i.iteration % std::max<int>(1, static_cast<int>(iterations.size()) / 6) == 0)
      chart.x_ticks.emplace_back(i.iteration, fmt::format("{}", i.iteration));
  }
  const auto gaps = [](const RunSummary& run) {
    std::vector<double> y;
    for (const IterationRecord& i : run.iterations) y.push_back(100 * i.relative_gap);
    return y;
  };
  chart.series.push_back({first.front().info.title, "base", gaps(first.front())});
  if (second) chart.series.push_back({second->front().info.title, "alt", gaps(second->front())});
  if (iterations.size() > 1)
    out += line_chart(chart);
  else
    out += "<p class=\"note\">One iteration: people did not yet learn from experience.</p>";
  return out + "</div></div>";
}

std::string assumptions_part(const std::vector<Assumption>& assumptions) {
  std::string out =
      "<div class=\"wide\"><table><tr><th>Subject</th><th>What was assumed</th>"
      "<th class=\"n\">Cases</th><th>Source</th></tr>";
  for (const Assumption& a : assumptions)
    out += "<tr><td>" + escaped(a.subject) + "</td><td>" + escaped(a.text) +
           "</td><td class=\"n\">" + (a.count > 0 ? round_number(a.count) : "–") + "</td><td>" +
           escaped(a.source) + "</td></tr>";
  return out + "</table></div>";
}

std::string sources_part(const std::vector<Source>& sources) {
  std::string out = "<details><summary>Sources and licences (" + fmt::format("{}", sources.size()) +
                    ")</summary><div class=\"wide\"><table><tr><th>What</th><th>Source</th>"
                    "<th>Licence</th></tr>";
  for (const Source& s : sources)
    out += "<tr><td>" + escaped(s.what) + "</td><td>" + escaped(s.source) + "</td><td>" +
           escaped(s.licence) + "</td></tr>";
  return out + "</table></div></details>";
}

namespace {

// Sources whose licence asks to be named, each once.
std::string attributions_of(const std::vector<Source>& sources) {
  std::string text;
  for (const Source& s : sources) {
    const std::string one = escaped(s.source) + " (" + escaped(s.licence) + ")";
    const bool open = s.licence.starts_with("CC") || s.licence.starts_with("ODbL");
    if (open && text.find(one) == std::string::npos) text += "; " + one;
  }
  return text;
}

}  // namespace

std::string footer_of(const RunSummary& run) {
  return "<p>Made with Mwendo " + escaped(run.info.version) +
         ". Map data © OpenStreetMap contributors (ODbL)" + attributions_of(run.sources) +
         "; emission factors: EMEP/EEA air pollutant emission inventory guidebook 2019. Figures "
         "are the result of a model with the "
         "assumptions above; they are no measurement.</p>";
}

const std::vector<double>& speed_breaks() {
  static const std::vector<double> kBreaks = {6, 10, 15, 20, 30, 40};
  return kBreaks;
}

Column<LinkId, int> speed_classes(const LinkFigures& f) {
  constexpr double kFewVehicles = 10;
  Column<LinkId, int> classes(f.size(), CityMap::kBackground);
  for (const LinkId l : classes.ids())
    if (f.vehicles[l] >= kFewVehicles && f.vehicle_h[l] > 0)
      classes[l] = class_of(f.speed_kmh(l), speed_breaks());
  return classes;
}

Column<LinkId, double> co2e_kg_per_km(const Network& net, const LinkFigures& f) {
  Column<LinkId, double> out(f.size(), 0);
  for (const LinkId l : out.ids()) out[l] = f.co2e_g[l] / static_cast<double>(net.link.length_m[l]);
  return out;
}

std::vector<double> co2e_breaks(const Column<LinkId, double>& kg_per_km) {
  std::vector<double> values;
  for (const double v : kg_per_km)
    if (v > 0) values.push_back(v);
  return round_breaks(std::move(values), 7);
}

Column<LinkId, int> co2e_classes(const Column<LinkId, double>& kg_per_km,
                                 const std::vector<double>& breaks) {
  Column<LinkId, int> classes(kg_per_km.size(), CityMap::kBackground);
  for (const LinkId l : classes.ids())
    if (kg_per_km[l] > 0) classes[l] = class_of(kg_per_km[l], breaks);
  return classes;
}

std::vector<Point> brt_stations(const World& world) {
  std::vector<Point> points;
  for (const LineId line : world.transit.lines()) {
    if (world.transit.line.mode[line] != Mode::brt) continue;
    for (const LineStop& stop : world.transit.stops_of(line)) {
      const Point p = world.transit.stop.position[stop.stop];
      // Platforms of both directions stand together: one dot.
      const bool known =
          std::any_of(points.begin(), points.end(), [&](Point q) { return distance(p, q) < 120; });
      if (!known) points.push_back(p);
    }
  }
  return points;
}

}  // namespace mwendo
