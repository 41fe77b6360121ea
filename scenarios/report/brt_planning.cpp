// Stations and fleets of BRT lines: the planning guide beside the run.
#include <fmt/format.h>

#include <cmath>

#include "scenarios/report/brt_sections.h"
#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"
#include "scenarios/results/planning_check.h"
#include "sim/world/planning_guide.h"

namespace mwendo {
namespace {

constexpr std::size_t kMostStations = 10;
constexpr const char* kPlanningNote =
    "What a planner would find by hand for the vehicles and riders of this run (one seed). The "
    "busiest load needs vehicles at 85 % of their places. Docks should be taken at most 45 % of "
    "the time (ITDP guide). Queue: vehicles that wait on a busway with signals, and for how long. "
    "Most: vehicles that the docks serve (TCRP 165). Needed: metres of buses that wait for green, "
    "without priority; they must not reach the docks. In the run vehicles load for their first "
    "stop beside the docks.";

std::string td(const std::string& text) { return "<td>" + text + "</td>"; }
std::string td_figure(const std::string& text) { return "<td class=\"n\">" + text + "</td>"; }
std::string td_number(double value) {
  return td_figure(std::isfinite(value) ? human(value) : "grows without end");
}
std::string td_count(double value) { return td_figure(fmt::format("{:.0f}", value)); }
std::string heads(const std::vector<const char*>& names) {
  std::string row = "<tr>";
  for (const char* name : names)
    row += (row.size() > 4 ? "<th class=\"n\">" : "<th>") + escaped(name) + "</th>";
  return row + "</tr>";
}
std::string table(const std::vector<const char*>& names, const std::string& rows) {
  return "<div class=\"wide\"><table>" + heads(names) + rows + "</table></div>";
}

std::string row_of(const World& world, const FleetCheck& f) {
  return "<tr>" + td(escaped(world.transit.line.name[f.line])) + td_number(f.load_h) +
         td_number(f.vehicles_h) + td_number(f.run_h) + td_number(f.cycle_s / 60) +
         td_count(std::ceil(f.fleet)) + td_count(f.in_service) + "</tr>";
}

// A dash where no signal stands at the end of the station's link.
std::string td_set_back(const SetBack& s) {
  if (!std::isfinite(s.stop_line_m)) return td_figure("-") + td_figure("-");
  return td_count(s.stop_line_m) +
         td_figure(
             fmt::format("{:.0f}{}", s.needed_m, s.needed_m > s.stop_line_m ? " (too near)" : ""));
}

std::string row_of(const World& world, const StationCheck& s) {
  const std::string full = s.planned_saturation > kPlannedSaturation ? " (too full)" : "";
  return "<tr>" + td(escaped(world.transit.stop.name[s.stop])) + td_number(s.vehicles_h) +
         td_number(s.boardings_h) + td_number(s.alightings_h) +
         td_figure(human(100 * s.planned_saturation) + full) + td_number(100 * s.saturation) +
         td_number(s.planned_queue) + td_number(s.planned_wait_s) + td_number(s.dock_capacity) +
         td_set_back(s.set_back) + "</tr>";
}

}  // namespace

std::string brt_planning_section(const World& world, const RunSummary& run) {
  std::string fleets;
  for (const FleetCheck& f : fleet_checks(world, run)) fleets += row_of(world, f);
  auto stations = station_checks(world, run);
  if (fleets.empty() || stations.empty()) return {};
  if (stations.size() > kMostStations) stations.resize(kMostStations);
  std::string rows;
  for (const StationCheck& s : stations) rows += row_of(world, s);
  return section(
      "BRT by the planning guide", kPlanningNote,
      table({"line", "busiest load, persons/h", "vehicles/h for it", "vehicles/h of the run",
             "round, min", "fleet for it", "fleet"},
            fleets) +
          table({"fullest stations", "vehicles/h", "on, /h", "off, /h", "docks taken, %",
                 "in the run, %", "queue", "wait, s", "most/h", "to stop line, m", "needed, m"},
                rows));
}

}  // namespace mwendo
