#include <cmath>

#include "scenarios/report/brt_sections.h"
#include "scenarios/report/counts_part.h"
#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"
#include "scenarios/report/report.h"
#include "scenarios/report/warnings.h"

namespace mwendo {
namespace {

std::string card(const RunSummary& run, const std::string& id, const std::string& name) {
  for (const IndicatorValue& v : run.indicators)
    if (v.id == id && v.value)
      return "<div class=\"card\"><div class=\"name\">" + escaped(name) +
             "</div><div class=\"big\">" + human(*v.value) + " <small>" +
             (unit_of(v) == "-" ? "" : escaped(unit_of(v))) + "</small></div></div>";
  return {};
}

std::string cards(const RunSummary& run) {
  return "<div class=\"cards\">" + card(run, "trips", "Trips") +
         card(run, "travel_time_mean", "Mean travel time") +
         card(run, "peak_speed", "Motor speed in the peak hour") +
         card(run, "congestion_index", "Congestion index") +
         card(run, "delay_persons", "Time lost in traffic") +
         card(run, "co2e", "Greenhouse gases (CO2e)") + card(run, "nox", "NOx") +
         card(run, "pm25", "PM2.5 from exhausts and wear") + card(run, "brt_riders", "BRT riders") +
         card(run, "minibus_speed", "Minibus commercial speed") + "</div>";
}

std::string full_table(const RunSummary& run) {
  std::string out =
      "<details><summary>All indicators</summary><div class=\"wide\"><table><tr><th>"
      "</th><th class=\"n\">value</th><th>definition</th></tr>";
  for (const IndicatorGroup& group : indicator_groups()) {
    out += std::string("<tr class=\"group\"><td colspan=\"3\">") + group.title + "</td></tr>";
    for (const char* id : group.ids)
      for (const IndicatorValue& v : run.indicators)
        if (v.indicator->id == std::string_view(id) && v.value.value_or(0) != 0)
          out += "<tr><td>" + escaped(label_of(v)) + " <span class=\"unit\">" +
                 escaped(unit_of(v)) + "</span></td><td class=\"n\">" + human(v.value) +
                 "</td><td>" + escaped(v.indicator->definition) + "</td></tr>";
  }
  return out + "</table></div></details>";
}

std::string maps(const World& world, const RunSummary& run) {
  const MapExtent extent = extent_of(world.network, run.links.vehicle_km);
  const auto co2e = co2e_kg_per_km(world.network, run.links);
  const auto breaks = co2e_breaks(co2e);
  CityMap speed(world.network, extent);
  speed.set_links("speed", speed_classes(run.links), {6, 5, 4, 3, 2, 1, 0});
  CityMap gas(world.network, extent);
  gas.set_links("co2e", co2e_classes(co2e, breaks), {0, 1, 2, 3, 4, 5, 6});
  speed.add_stations(brt_stations(world));
  gas.add_stations(brt_stations(world));
  return "<div class=\"maps one\">" +
         figure("Mean speed of motor vehicles",
                speed.svg("Speed") + map_legend("speed", speed_breaks(), "km/h", false)) +
         figure("CO2e by length of street",
                gas.svg("CO2e") + map_legend("co2e", breaks, "kg per km of street", false)) +
         "</div>";
}

std::string mode_bars(const World& world, const RunSummary& run) {
  std::vector<BarRow> rows;
  const auto& observed = world.figures.observed_mode_share;
  for (std::size_t m = 0; m < kModeCount; ++m) {
    const std::string name = name_of(static_cast<Mode>(m));
    const auto share = run.value("mode_share." + name);
    if (share.value_or(0) <= 0) continue;
    BarRow row{plain_name(name), share, std::nullopt, std::nullopt};
    if (m < observed.size() && observed[m] > 0)
      row.observed = 100 * static_cast<double>(observed[m]);
    rows.push_back(row);
  }
  return "<div class=\"key\"><span><i class=\"base\"></i>modelled</span><span><i "
         "class=\"tick\"></i>"
         "observed, whole day</span></div>" +
         paired_bars("Mode shares", rows, "%");
}

std::string header(const World& world, const RunSummary& run) {
  std::string out = "<p class=\"eyebrow\">One run</p><h1>" + escaped(run.info.title) + " in " +
                    escaped(world.figures.title) + "</h1><p class=\"lead\">" +
                    escaped(run.info.description) + "</p>" + facts_of(world, {run});
  if (run.info.measures.empty()) return out;
  out += "<details open><summary>Measures</summary><ul class=\"plain\">";
  for (const std::string& m : run.info.measures) out += "<li>" + escaped(m) + "</li>";
  return out + "</ul></details>";
}

}  // namespace

std::string run_report(const World& world, const RunSummary& run) {
  const std::vector<RunSummary> runs = {run};
  std::string body = notices_part(run.assumptions);
  body += quality_warnings(runs);
  body += section("Main figures", "", cards(run) + full_table(run));
  body += section("The streets",
                  "Thin grey: hardly any traffic. Circles are BRT stations. North is up.",
                  maps(world, run));
  body += section("How people travel", "Share of all trips by main mode, in per cent.",
                  mode_bars(world, run));
  const std::string load = brt_load_part(world, runs);
  if (!load.empty()) body += section("Load of the BRT", "", load);
  body += brt_sections(world, run);
  body += section("Observed beside modelled", "", observed_beside_modelled(world, runs));
  body += counts_part(runs);
  body += section("Quality of the run", "", quality_part(runs, nullptr));
  body += section("What is assumed",
                  "Everything that was guessed, filled in or simplified to make this run possible.",
                  assumptions_part(run.assumptions));
  body += section("Sources", "", sources_part(run.sources));
  return page(run.info.title + " – " + world.figures.title, header(world, run), body,
              footer_of(run));
}

}  // namespace mwendo
