#include "scenarios/comparison/comparison.h"

#include <cmath>
#include <stdexcept>

#include "scenarios/comparison/student.h"

namespace mwendo {
namespace {

using Values = std::vector<double>;

// The values of one indicator in all runs; absent if one run has none.
std::optional<Values> values_in(const std::vector<RunSummary>& runs, const std::string& id) {
  Values values;
  for (const RunSummary& run : runs) {
    const auto value = run.value(id);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

double mean(const Values& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

double half_width(const Values& differences) {
  const double m = mean(differences);
  const double n = static_cast<double>(differences.size());
  double squares = 0;
  for (const double d : differences) squares += (d - m) * (d - m);
  return t_975(static_cast<int>(differences.size()) - 1) * std::sqrt(squares / (n - 1) / n);
}

ComparedIndicator compared(const std::vector<RunSummary>& base,
                           const std::vector<RunSummary>& alternative, const IndicatorValue& of) {
  ComparedIndicator row;
  row.id = of.id;
  row.indicator = of.indicator;
  row.label = label_of(of);
  row.unit = unit_of(of);
  row.seeds = base.size();
  const auto before = values_in(base, of.id);
  const auto after = values_in(alternative, of.id);
  if (before) row.base = mean(*before);
  if (after) row.alternative = mean(*after);
  if (!before || !after) return row;
  Values differences;
  for (std::size_t s = 0; s < before->size(); ++s)
    differences.push_back((*after)[s] - (*before)[s]);
  row.difference = mean(differences);
  if (*row.base != 0) row.percent = 100 * *row.difference / *row.base;
  if (differences.size() > 1) {
    const double half = half_width(differences);
    row.low = *row.difference - half;
    row.high = *row.difference + half;
  }
  return row;
}

void check_pairs(const std::vector<RunSummary>& base, const std::vector<RunSummary>& alternative) {
  if (base.empty() || base.size() != alternative.size())
    throw std::invalid_argument("base and alternative need the same number of runs");
  for (std::size_t s = 0; s < base.size(); ++s)
    if (base[s].seed != alternative[s].seed)
      throw std::invalid_argument("base and alternative need the same seeds");
}

LinkFigures mean_links(const std::vector<RunSummary>& runs) {
  std::vector<const LinkFigures*> links;
  for (const RunSummary& run : runs) links.push_back(&run.links);
  return mean_of(links);
}

}  // namespace

const ComparedIndicator* Comparison::row(std::string_view id) const {
  for (const ComparedIndicator& r : rows)
    if (r.id == id) return &r;
  return nullptr;
}

Comparison compare(const World& base_world, const std::vector<RunSummary>& base,
                   const World& alternative_world, const std::vector<RunSummary>& alternative) {
  check_pairs(base, alternative);
  Comparison c{.base_world = &base_world,
               .alternative_world = &alternative_world,
               .base = &base,
               .alternative = &alternative,
               .rows = {},
               .base_links = mean_links(base),
               .alternative_links = mean_links(alternative),
               .match = match_links(base_world.network, alternative_world.network)};
  for (const IndicatorValue& v : base.front().indicators)
    c.rows.push_back(compared(base, alternative, v));
  return c;
}

const std::vector<std::string>& main_indicator_ids() {
  static const std::vector<std::string> kIds = {"trips",
                                                "travel_time_mean",
                                                "peak_speed",
                                                "congestion_index",
                                                "delay_persons",
                                                "person_km.car_driver",
                                                "vehicle_km.car",
                                                "vehicle_km.minibus",
                                                "brt_riders",
                                                "brt_riders_day",
                                                "brt_peak_load",
                                                "brt_speed",
                                                "minibus_speed",
                                                "minibus_speed_corridor",
                                                "corridor_time.brt",
                                                "corridor_time.minibus",
                                                "corridor_time.car_driver",
                                                "mode_share.walk",
                                                "mode_share.minibus",
                                                "mode_share.brt",
                                                "mode_share.car_driver",
                                                "co2e",
                                                "nox",
                                                "pm25",
                                                "walking_km",
                                                "cycling_km",
                                                "near_mass_transit",
                                                "moved_on",
                                                "left_earlier",
                                                "left_later",
                                                "went_elsewhere"};
  return kIds;
}

}  // namespace mwendo
