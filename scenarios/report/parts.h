// Parts that the report of a run and of a comparison share.
#pragma once

#include <string>
#include <vector>

#include "scenarios/report/charts.h"
#include "scenarios/report/city_map.h"
#include "scenarios/results/run_summary.h"

namespace mwendo {

// Groups of indicators as tables show them.
struct IndicatorGroup {
  const char* title;
  std::vector<const char*> ids;  // of table rows, splits included
};
[[nodiscard]] const std::vector<IndicatorGroup>& indicator_groups();

[[nodiscard]] std::string page(const std::string& title, const std::string& header,
                               const std::string& body, const std::string& footer);
[[nodiscard]] std::string section(const std::string& title, const std::string& note,
                                  const std::string& content);
[[nodiscard]] std::string figure(const std::string& caption, const std::string& content);

// "07:00 to 10:00, 10 % of the people, seeds 1, 2, 3" as a list of facts.
[[nodiscard]] std::string facts_of(const World& world, const std::vector<RunSummary>& runs);
// Observed beside modelled for a base run.
[[nodiscard]] std::string observed_beside_modelled(const World& world,
                                                   const std::vector<RunSummary>& runs);
[[nodiscard]] std::string quality_part(const std::vector<RunSummary>& first,
                                       const std::vector<RunSummary>* second);
[[nodiscard]] std::string assumptions_part(const std::vector<Assumption>& assumptions);
[[nodiscard]] std::string sources_part(const std::vector<Source>& sources);
// Load by section of the BRT lines, both directions against the places offered.
[[nodiscard]] std::string brt_load_part(const World& world, const std::vector<RunSummary>& runs);
// The other direction of a BRT line: its opposite, or the line of the same name.
[[nodiscard]] LineId opposite_of(const World& world, LineId line);
// Time-distance diagrams of the first BRT line, one for each direction; empty without BRT.
inline constexpr const char* kTimeDistanceNote =
    "Each line is a vehicle; flat parts are stops at stations. Lines that run together are "
    "vehicles in a bunch. One seed; of longer periods the two hours with most calls at stations.";
[[nodiscard]] std::string brt_time_distance_part(const World& world, const RunSummary& run);
// Stations and fleets by the planning guide beside the run; empty without BRT.
inline constexpr const char* kPlanningNote =
    "What a planner would find by hand for the vehicles and riders of this run (one seed). The "
    "busiest load needs vehicles at 85 % of their places. Docks should be taken at most 45 % of "
    "the time (ITDP guide). Queue: vehicles that wait on a busway with signals, and for how long. "
    "Most: vehicles that the docks serve (TCRP 165). Needed: metres of buses that wait for green, "
    "without priority; they must not reach the docks. In the run vehicles load for their first "
    "stop beside the docks.";
[[nodiscard]] std::string brt_planning_part(const World& world, const RunSummary& run);
// Each BRT line by the BRT Standard; empty without BRT.
inline constexpr const char* kStandardNote =
    "ITDP, 2016 edition; steps within elements are recalled, unverified. Deductions are in the "
    "sum. "
    "Elements that the model knows nothing of have no points, so this is no certificate. A "
    "corridor is BRT from 20 points of the basics; 55 of all 100 are bronze, 70 silver, 85 gold.";
[[nodiscard]] std::string brt_standard_part(const World& world, const RunSummary& run);
[[nodiscard]] std::string footer_of(const RunSummary& run);

// Mean over runs of an indicator; absent if one run has none.
[[nodiscard]] std::optional<double> mean_value(const std::vector<RunSummary>& runs,
                                               std::string_view id);

// Classes for the maps.
[[nodiscard]] const std::vector<double>& speed_breaks();
[[nodiscard]] Column<LinkId, int> speed_classes(const LinkFigures& f);
// kg CO2e per km of street and direction.
[[nodiscard]] Column<LinkId, double> co2e_kg_per_km(const Network& net, const LinkFigures& f);
[[nodiscard]] Column<LinkId, int> co2e_classes(const Column<LinkId, double>& kg_per_km,
                                               const std::vector<double>& breaks);
[[nodiscard]] std::vector<double> co2e_breaks(const Column<LinkId, double>& kg_per_km);
[[nodiscard]] std::vector<Point> brt_stations(const World& world);

}  // namespace mwendo
