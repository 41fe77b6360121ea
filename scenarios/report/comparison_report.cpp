#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/files/text_file.h"
#include "scenarios/report/brt_sections.h"
#include "scenarios/report/counts_part.h"
#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"
#include "scenarios/report/report.h"
#include "scenarios/report/warnings.h"
#include "scenarios/results/tables.h"

namespace mwendo {
namespace {

// "good" or "bad" where the interval shows a clear change that has a better direction.
std::string verdict(const ComparedIndicator& r) {
  if (!r.difference || *r.difference == 0 || r.indicator->better == Better::neither) return "";
  if (!r.clear()) return "";
  const bool is_less = *r.difference < 0;
  return is_less == (r.indicator->better == Better::lower) ? "good" : "bad";
}

std::string interval_text(const ComparedIndicator& r, bool in_percent) {
  if (!r.low) return r.seeds < 2 ? "one seed: no interval" : "";
  const double scale = in_percent && r.base && *r.base != 0 ? 100 / *r.base : 1;
  const double low = *r.low * scale;
  const double high = *r.high * scale;
  const auto text = [&](double v) { return in_percent ? percent_signed(v) : human_signed(v); };
  return "95 % interval " + text(std::min(low, high)) + " to " + text(std::max(low, high)) +
         (in_percent ? " %" : "");
}

std::string card(const Comparison& c, const std::string& id, const std::string& name) {
  const ComparedIndicator* r = c.row(id);
  if (r == nullptr || !r->alternative) return {};
  const std::string unit = escaped(r->unit);
  std::string out = "<div class=\"card\"><div class=\"name\">" + escaped(name) + "</div>";
  if (r->percent) {
    out += "<div class=\"big " + verdict(*r) + "\">" + percent_signed(*r->percent) +
           " <small>%</small></div><div class=\"from\">" + human(*r->base) + " → " +
           human(*r->alternative) + " " + unit + "</div><div class=\"range\">" +
           interval_text(*r, true) + (r->low && !r->clear() ? ": no clear change" : "") + "</div>";
  } else {
    out += "<div class=\"big\">" + human(*r->alternative) + " <small>" + unit +
           "</small></div><div class=\"from\">" +
           (r->base ? "from " + human(*r->base) : "none in the base") + "</div>";
  }
  return out + "</div>";
}

std::string cards(const Comparison& c) {
  return "<div class=\"cards\">" + card(c, "co2e", "Greenhouse gases (CO2e)") +
         card(c, "travel_time_mean", "Mean travel time") +
         card(c, "peak_speed", "Motor speed in the peak hour") +
         card(c, "delay_persons", "Time lost in traffic") + card(c, "brt_riders", "BRT riders") +
         card(c, "minibus_speed_corridor", "Minibus speed on the corridor") +
         card(c, "vehicle_km.minibus", "Minibus kilometres") +
         card(c, "person_km.car_driver", "Car kilometres of these trips") +
         card(c, "pm25", "PM2.5 from exhausts and wear") + card(c, "nox", "NOx") +
         card(c, "walking_km", "Walking") + "</div>";
}

std::string sentence(const Comparison& c) {
  const auto change = [&](const char* id, const char* less, const char* more) -> std::string {
    const ComparedIndicator* r = c.row(id);
    if (!r || !r->percent) return "";
    if (r->low && !r->clear()) return "no clear change";
    return percent_text(std::abs(*r->percent)) + " % " + (*r->difference < 0 ? less : more);
  };
  std::string text = "With <b>" + escaped(c.alternative->front().info.title) + "</b>, ";
  if (const auto* riders = c.row("brt_riders"); riders && riders->alternative)
    text += "BRT carries " + human(*riders->alternative) + " riders between " +
            clock(c.base->front().from_s) + " and " + clock(c.base->front().to_s) + ". ";
  else
    text += "the model gives: ";
  text += "Greenhouse gases: " + change("co2e", "less", "more") +
          ". Mean travel time: " + change("travel_time_mean", "shorter", "longer") +
          ". Time lost in traffic: " + change("delay_persons", "less", "more") + ".";
  return text;
}

std::string table_line(const ComparedIndicator& r) {
  const std::string percent = r.percent ? percent_signed(*r.percent) + " %" : "–";
  const std::string interval = r.low ? human_signed(*r.low) + " to " + human_signed(*r.high) : "–";
  return "<tr><td title=\"" + escaped(r.indicator->definition) + "\">" + escaped(r.label) +
         " <span class=\"unit\">" + escaped(r.unit) + "</span></td><td class=\"n\">" +
         human(r.base) + "</td><td class=\"n\">" + human(r.alternative) + "</td><td class=\"n " +
         verdict(r) + "\">" + human_signed(r.difference) + "</td><td class=\"n\">" + percent +
         "</td><td class=\"n\">" + interval + "</td></tr>";
}

std::string full_table(const Comparison& c) {
  std::string out =
      "<details><summary>All indicators</summary><div class=\"wide\"><table><tr><th></th>"
      "<th class=\"n\">base</th><th class=\"n\">alternative</th><th class=\"n\">difference</th>"
      "<th class=\"n\">%</th><th class=\"n\">95 % interval</th></tr>";
  for (const IndicatorGroup& group : indicator_groups()) {
    out += std::string("<tr class=\"group\"><td colspan=\"6\">") + group.title + "</td></tr>";
    for (const char* id : group.ids)
      for (const ComparedIndicator& r : c.rows)
        if (r.indicator->id == std::string_view(id) &&
            (r.base.value_or(0) != 0 || r.alternative.value_or(0) != 0))
          out += table_line(r);
  }
  return out + "</table></div></details>";
}

// ---- maps ----------------------------------------------------------------------------------

struct MapSet {
  MapExtent extent;
  const Comparison* c;
};

std::string one_map(const Network& net, const MapSet& set, const std::string& scale,
                    Column<LinkId, int> classes, std::vector<int> order, const std::string& caption,
                    const std::vector<Point>& stations) {
  CityMap map(net, set.extent);
  map.set_links(scale, std::move(classes), std::move(order));
  map.add_stations(stations);
  return figure(escaped(caption), map.svg(caption));
}

// Difference by link of the alternative; few vehicles, no counterpart or no difference: thin grey.
template <class Difference>
Column<LinkId, int> difference_classes(const Comparison& c, const std::vector<double>& breaks,
                                       Difference difference) {
  constexpr double kFewVehicles = 20;
  Column<LinkId, int> classes(c.alternative_links.size(), CityMap::kBackground);
  for (const LinkId l : classes.ids()) {
    const LinkId m = c.match[l];
    if (!m.valid()) continue;
    if (std::max(c.base_links.vehicles[m], c.alternative_links.vehicles[l]) < kFewVehicles)
      continue;
    const double d = difference(m, l);
    if (std::isfinite(d)) classes[l] = class_of(d, breaks);
  }
  return classes;
}

std::string speed_maps(const MapSet& set) {
  const Comparison& c = *set.c;
  const std::vector<double> breaks = {-5, -2, -0.5, 0.5, 2, 5};
  // A street that is closed or opened has a speed on one side only.
  const auto classes = difference_classes(c, breaks, [&](LinkId m, LinkId l) {
    const bool both = c.base_links.vehicle_h[m] > 0 && c.alternative_links.vehicle_h[l] > 0;
    return both ? c.alternative_links.speed_kmh(l) - c.base_links.speed_kmh(m) : std::nan("");
  });
  const auto stations = brt_stations(*c.alternative_world);
  const std::vector<int> slow_on_top = {6, 5, 4, 3, 2, 1, 0};
  return "<div class=\"maps\">" +
         one_map(c.base_world->network, set, "speed", speed_classes(c.base_links), slow_on_top,
                 "Before", {}) +
         one_map(c.alternative_world->network, set, "speed", speed_classes(c.alternative_links),
                 slow_on_top, "After", stations) +
         one_map(c.alternative_world->network, set, "up", classes, {3, 2, 4, 1, 5, 0, 6},
                 "Difference", stations) +
         "</div><div class=\"two\"><div>" + map_legend("speed", speed_breaks(), "km/h", false) +
         "</div><div>" + map_legend("up", breaks, "km/h faster or slower", true) + "</div></div>";
}

std::vector<double> symmetric_breaks(const std::vector<double>& differences) {
  std::vector<double> sizes;
  for (const double d : differences) sizes.push_back(std::abs(d));
  std::sort(sizes.begin(), sizes.end());
  const auto at = [&](double share) {
    return sizes.empty() ? 1.0 : sizes[static_cast<std::size_t>(share * double(sizes.size() - 1))];
  };
  std::vector<double> half = round_breaks({at(0.5), at(0.8), at(0.95)}, 4);
  while (half.size() < 3) half.push_back(half.back() * 2);
  half = round_breaks({half[0], half[0], half[1], half[1], half[2], half[2]}, 4);
  while (half.size() < 3) half.push_back(half.back() * 2);
  return {-half[2], -half[1], -half[0], half[0], half[1], half[2]};
}

std::string co2e_maps(const MapSet& set) {
  const Comparison& c = *set.c;
  const auto before = co2e_kg_per_km(c.base_world->network, c.base_links);
  const auto after = co2e_kg_per_km(c.alternative_world->network, c.alternative_links);
  const auto breaks = co2e_breaks(before);
  std::vector<double> differences;
  for (const LinkId l : after.ids())
    if (c.match[l].valid() && before[c.match[l]] > 0)
      differences.push_back(after[l] - before[c.match[l]]);
  const auto steps = symmetric_breaks(differences);
  const auto classes =
      difference_classes(c, steps, [&](LinkId m, LinkId l) { return after[l] - before[m]; });
  const auto stations = brt_stations(*c.alternative_world);
  const std::vector<int> high_on_top = {0, 1, 2, 3, 4, 5, 6};
  const std::string unit = "kg CO2e per km of street";
  return "<div class=\"maps\">" +
         one_map(c.base_world->network, set, "co2e", co2e_classes(before, breaks), high_on_top,
                 "Before", {}) +
         one_map(c.alternative_world->network, set, "co2e", co2e_classes(after, breaks),
                 high_on_top, "After", stations) +
         one_map(c.alternative_world->network, set, "down", classes, {3, 2, 4, 1, 5, 0, 6},
                 "Difference", stations) +
         "</div><div class=\"two\"><div>" + map_legend("co2e", breaks, unit, false) +
         "</div><div>" + map_legend("down", steps, unit, true) + "</div></div>";
}

// ---- charts --------------------------------------------------------------------------------

std::string series_key(const Comparison& c, bool observed) {
  return "<div class=\"key\"><span><i class=\"base\"></i>" + escaped(c.base->front().info.title) +
         "</span><span><i class=\"alt\"></i>" + escaped(c.alternative->front().info.title) +
         "</span>" + (observed ? "<span><i class=\"tick\"></i>observed, whole day</span>" : "") +
         "</div>";
}

std::vector<BarRow> split_rows(const Comparison& c, const std::string& id) {
  std::vector<BarRow> rows;
  for (const ComparedIndicator& r : c.rows)
    if (r.indicator->id == id && (r.base.value_or(0) != 0 || r.alternative.value_or(0) != 0))
      rows.push_back({plain_name(std::string_view(r.id).substr(id.size() + 1)), r.base.value_or(0),
                      r.alternative.value_or(0), std::nullopt});
  return rows;
}

void add_observed(const World& world, std::vector<BarRow>& rows) {
  const auto& observed = world.figures.observed_mode_share;
  for (std::size_t m = 0; m < observed.size() && m < kModeCount; ++m)
    for (BarRow& row : rows)
      if (observed[m] > 0 && row.label == plain_name(name_of(static_cast<Mode>(m))))
        row.observed = 100 * static_cast<double>(observed[m]);
}

std::string speed_chart(const Comparison& c) {
  LineChart chart{.title = "Mean speed of motor vehicles over the period",
                  .y_label = "km/h, mean of motor vehicles in each quarter hour",
                  .x = {},
                  .x_ticks = {},
                  .series = {},
                  .logarithmic = false};
  const auto series = [&](const std::vector<RunSummary>& runs, const char* style) {
    std::vector<double> y(runs.front().periods.size());
    for (std::size_t p = 0; p < y.size(); ++p) {
      double km = 0;
      double hours = 0;
      for (const RunSummary& run : runs) {
        km += run.periods[p].vehicle_km;
        hours += run.periods[p].vehicle_h;
      }
      y[p] = hours > 0 ? km / hours : std::nan("");
    }
    chart.series.push_back({runs.front().info.title, style, y});
  };
  const auto& periods = c.base->front().periods;
  const std::size_t every = std::max<std::size_t>(1, periods.size() / 8);
  for (std::size_t p = 0; p < periods.size(); ++p) {
    chart.x.push_back(periods[p].start_s);
    if (p % every == 0) chart.x_ticks.emplace_back(periods[p].start_s, clock(periods[p].start_s));
  }
  series(*c.base, "base");
  series(*c.alternative, "alt");
  return line_chart(chart);
}

std::string asked(const Comparison& c) {
  const RunInfo& info = c.alternative->front().info;
  std::string out = "<p class=\"eyebrow\">Before and after</p><h1>" + escaped(info.title) + " in " +
                    escaped(c.base_world->figures.title) + "</h1><p class=\"lead\">" +
                    escaped(info.description) +
                    " Compared with: " + escaped(c.base->front().info.title) + ".</p>" +
                    facts_of(*c.base_world, *c.base);
  if (!info.measures.empty()) {
    out += "<details open><summary>What changes</summary><ul class=\"plain\">";
    for (const std::string& m : info.measures) out += "<li>" + escaped(m) + "</li>";
    out += "</ul></details>";
  }
  return out;
}

std::string warnings(const Comparison& c) {
  std::string out;
  const auto warn = [&](const std::string& text) {
    out += "<p class=\"warning\">" + text + "</p>";
  };
  if (c.seeds() < 2)
    warn(
        "One seed was run. Differences below may be chance: run at least three seeds "
        "(<code>--seeds 3</code>) before deciding anything.");
  std::vector<RunSummary> runs = *c.base;
  runs.insert(runs.end(), c.alternative->begin(), c.alternative->end());
  out += quality_warnings(runs);
  const auto* moved = c.row("moved_on");
  if (moved && std::max(moved->base.value_or(0), moved->alternative.value_or(0)) > 0.5)
    warn(
        "More than 0.5 % of the trips met a jam that the model had to dissolve by moving vehicles "
        "on. Speeds in jams are too high there.");
  return out;
}

std::vector<Assumption> merged_assumptions(const Comparison& c) {
  std::vector<Assumption> all = c.alternative->front().assumptions;
  for (const Assumption& a : c.base->front().assumptions) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const Assumption& b) {
      return a.subject == b.subject && a.text == b.text;
    });
    if (!known) all.push_back(a);
  }
  return all;
}

Column<LinkId, double> sum_weight(const Comparison& c) { return c.base_links.vehicle_km; }

}  // namespace

std::string comparison_report(const Comparison& c) {
  const MapSet maps{extent_of(c.base_world->network, sum_weight(c)), &c};
  std::vector<BarRow> shares = split_rows(c, "mode_share");
  add_observed(*c.base_world, shares);
  std::string body = notices_part(merged_assumptions(c)) + warnings(c);
  body += section("The answer in brief", sentence(c), cards(c) + full_table(c));
  body += section("Speed on the streets",
                  "Mean speed of motor vehicles over the whole period, stops included. Circles are "
                  "BRT stations. Thin grey: hardly any traffic. North is up.",
                  speed_maps(maps));
  body += section("Greenhouse gases on the streets",
                  "CO2e of exhausts and of electricity for vehicles, by length of street.",
                  co2e_maps(maps));
  body += section("How people travel", "Share of all trips by main mode, in per cent.",
                  series_key(c, true) + paired_bars("Mode shares", shares, "%"));
  const std::string load = brt_load_part(*c.alternative_world, *c.alternative);
  if (!load.empty())
    body += section("Load of the BRT",
                    "Passengers in the busiest hour on each section between stations, both "
                    "directions, against the places that the timetable offers.",
                    load);
  body += brt_sections(*c.alternative_world, c.alternative->front());
  body +=
      section("Through the period", "",
              series_key(c, false) + "<div class=\"two\"><div><h3>Motor speed</h3>" +
                  speed_chart(c) + "</div><div><h3>CO2e by vehicle class, t</h3>" +
                  paired_bars("CO2e by class", split_rows(c, "co2e_class"), "t") + "</div></div>");
  body += section("Observed beside modelled",
                  "How well the base agrees with what is known of the city. A model that misses "
                  "here should not be believed elsewhere.",
                  observed_beside_modelled(*c.base_world, *c.base));
  body += counts_part(*c.base);
  body += section("Quality of the runs", "", quality_part(*c.base, c.alternative));
  body += section("What is assumed",
                  "Everything that was guessed, filled in or simplified to make this run possible.",
                  assumptions_part(merged_assumptions(c)));
  body += section("Sources", "", sources_part(c.alternative->front().sources));
  return page(c.alternative->front().info.title + " – " + c.base_world->figures.title, asked(c),
              body, footer_of(c.base->front()));
}

void write_report(const std::filesystem::path& file, const std::string& html) {
  TextFile out(file);
  out.write(html);
  out.close();
}

}  // namespace mwendo
