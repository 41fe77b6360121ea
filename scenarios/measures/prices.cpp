// Measures on prices and growth: what the figures of the city say.
#include <cmath>

#include "scenarios/measures/measure.h"

namespace mwendo {
namespace {

constexpr double kFuelShareOfCarCost = 0.85;  // assumption: the rest is upkeep

double grown(double percent_year, int years) {
  double factor = 1;
  for (int y = 0; y < years; ++y) factor *= 1 + percent_year / 100;
  return factor;
}

float scaled(float value, double percent) {
  return static_cast<float>(static_cast<double>(value) * (1 + percent / 100));
}

}  // namespace

CityWorld apply(const CityWorld& base, const PriceChangeMeasure& m, Problems& problems) {
  for (const double percent :
       {m.fuel_percent, m.transit_fare_percent, m.motorcycle_taxi_fare_percent}) {
    if (percent >= -100) continue;
    problems.add({.file = {}, .what = "price change: a price falls by more than 100 percent",
                  .what_to_do = "use -100 or more"});
    return base;
  }
  if (m.parking < 0 || m.congestion_charge < 0) {
    problems.add({.file = {}, .what = "price change: parking or congestion charge is negative",
                  .what_to_do = "use 0 or more, in local currency for each car trip"});
    return base;
  }
  CityWorld world = base;
  CityFigures& f = world.figures;
  f.car_cost_km = scaled(f.car_cost_km, m.fuel_percent * kFuelShareOfCarCost);
  f.car_cost_trip += static_cast<float>(m.parking + m.congestion_charge);
  f.motorcycle_taxi_fare_base = scaled(f.motorcycle_taxi_fare_base, m.motorcycle_taxi_fare_percent);
  f.motorcycle_taxi_fare_km = scaled(f.motorcycle_taxi_fare_km, m.motorcycle_taxi_fare_percent);
  for (const LineId l : world.transit.lines()) {
    world.transit.line.fare[l] = scaled(world.transit.line.fare[l], m.transit_fare_percent);
    world.transit.line.fare_per_km[l] =
        scaled(world.transit.line.fare_per_km[l], m.transit_fare_percent);
  }
  world.assumptions.push_back({"prices",
                               "85 % of the cost of a car kilometre is fuel; fuel prices do not "
                               "change fares by themselves.",
                               m.fuel_percent, "assumption"});
  return world;
}

CityWorld apply(const CityWorld& base, const GrowthMeasure& m, Problems& problems) {
  if (m.years < 0 || m.years > 60) {
    problems.add({.file = {}, .what = "growth: years outside 0 to 60",
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
    return static_cast<float>(
        std::min(0.95, static_cast<double>(share) * grown(percent, m.years)));
  };
  world.figures.car_ownership =
      owned(world.figures.car_ownership, m.car_ownership_percent_year);
  world.figures.motorcycle_ownership =
      owned(world.figures.motorcycle_ownership, m.motorcycle_ownership_percent_year);
  world.assumptions.push_back({"growth",
                               "People, jobs and places at school grow alike in every zone; streets "
                               "and lines stay.",
                               m.years * 1.0, "scenario"});
  return world;
}

}  // namespace mwendo
