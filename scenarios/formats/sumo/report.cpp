// The report of a run of SUMO's trips: main figures, a map of speeds, counts, what was left out.
#include "scenarios/formats/sumo/results.h"
#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"
#include "scenarios/results/tables.h"

namespace mwendo {
namespace {

std::string row(const std::string& name, const std::string& value) {
  return "<tr><td>" + name + "</td><td class=\"n\">" + value + "</td></tr>";
}

std::string figures_table(const RunSummary& run) {
  std::string out =
      "<div class=\"wide\"><table><tr><th></th><th class=\"n\">value</th>"
      "<th>definition</th></tr>";
  for (const IndicatorValue& v : run.indicators)
    out += "<tr><td>" + escaped(label_of(v)) + " <span class=\"unit\">" +
           escaped(v.indicator->unit) + "</span></td><td class=\"n\">" + human(v.value) +
           "</td><td>" + escaped(v.indicator->definition) + "</td></tr>";
  return out + "</table></div>";
}

std::string speed_map(const Network& net, const LinkFigures& links) {
  CityMap map(net, extent_of(net, links.vehicle_km));
  map.set_links("speed", speed_classes(links), {6, 5, 4, 3, 2, 1, 0});
  return "<div class=\"maps one\">" +
         figure("Mean speed of motor vehicles",
                map.svg("Speed") + map_legend("speed", speed_breaks(), "km/h", false)) +
         "</div>";
}

std::string quality_table(const QualityCounts& q) {
  return "<table>" + row("trips", human(q.trips_expected)) +
         row("arrived", human(q.trips_arrived)) +
         row("under way or waiting to enter", human(q.trips_under_way)) +
         row("vehicles on the streets at the end", human(q.vehicles_in_network)) +
         row("stuck vehicles moved on", human(q.vehicles_moved_on)) +
         row("turns made from another lane", human(q.improvised_turns)) + "</table>";
}

std::string header(const RunSummary& run) {
  return "<p class=\"eyebrow\">One run of a SUMO net</p><h1>" + escaped(run.info.title) +
         "</h1><p class=\"lead\">" + escaped(run.info.description) +
         "</p><ul class=\"facts\"><li>"
         "Period <b>" +
         clock(run.from_s) + "–" + clock(run.to_s) + "</b></li></ul>";
}

}  // namespace

std::string sumo_report(const SumoCase& c, const SumoResults& results) {
  const RunSummary& run = results.summary;
  std::string body = section("Main figures", "", figures_table(run));
  body += section("The streets", "Thin grey: hardly any traffic. North is up.",
                  speed_map(c.net.net, run.links));
  body += section("Quality of the run", "", quality_table(run.quality));
  if (!run.assumptions.empty())
    body += section("Omissions and assumptions", "", assumptions_part(run.assumptions));
  return page(run.info.title, header(run), body,
              "<p>Made with Mwendo " + escaped(run.info.version) +
                  " from a net and trips of SUMO. Figures are the result of a model; they are no "
                  "measurement.</p>");
}

}  // namespace mwendo
