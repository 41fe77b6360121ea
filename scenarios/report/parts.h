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
