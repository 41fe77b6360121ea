#include "scenarios/measures/growth.h"

#include <fmt/format.h>

#include <algorithm>

namespace mwendo {
namespace {

double grown(double percent_year, int years) {
  double factor = 1;
  for (int y = 0; y < years; ++y) factor *= 1 + percent_year / 100;
  return factor;
}

}  // namespace

void keys(MeasureKeys& k, GrowthMeasure& m) {
  constexpr NumberRange kYearly{.at_least = -20, .at_most = 50};
  k.integer("years", m.years, {.at_least = 0, .at_most = 60});
  k.number("population_percent", m.population_percent_year, kYearly);
  k.number("car_percent", m.car_ownership_percent_year, kYearly);
  k.number("motorcycle_percent", m.motorcycle_ownership_percent_year, kYearly);
}

std::string describe(const GrowthMeasure& m) {
  return fmt::format("{} years of growth: people {:+.3g} %, cars {:+.3g} % a year", m.years,
                     m.population_percent_year, m.car_ownership_percent_year);
}

CityWorld apply(const CityWorld& base, const GrowthMeasure& m, Problems& problems) {
  if (m.years < 0 || m.years > 60) {
    problems.add({.file = {},
                  .what = "growth: years outside 0 to 60",
                  .what_to_do = "use the years from the base to the horizon"});
    return base;
  }
  CityWorld world = base;
  const double people = grown(m.population_percent_year, m.years);
  for (const ZoneId z : world.zones.zones()) {
    for (auto* column : {&world.zones.population, &world.zones.jobs, &world.zones.school_places}) {
      (*column)[z] = static_cast<float>(static_cast<double>((*column)[z]) * people);
    }
  }
  const auto owned = [&](float share, double percent) {
    return static_cast<float>(std::min(0.95, static_cast<double>(share) * grown(percent, m.years)));
  };
  world.figures.car_ownership = owned(world.figures.car_ownership, m.car_ownership_percent_year);
  world.figures.motorcycle_ownership =
      owned(world.figures.motorcycle_ownership, m.motorcycle_ownership_percent_year);
  world.assumptions.push_back(
      {"growth",
       "People, jobs and places at school grow alike in every zone; streets "
       "and lines stay.",
       m.years * 1.0, "scenario"});
  return world;
}

}  // namespace mwendo
