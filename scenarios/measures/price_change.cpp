#include "scenarios/measures/price_change.h"

#include <fmt/format.h>

namespace mwendo {
namespace {

constexpr double kFuelShareOfCarCost = 0.85;  // assumption: the rest is upkeep
constexpr NumberRange kPercent{.at_least = -100, .at_most = 1000};

float scaled(float value, double percent) {
  return static_cast<float>(static_cast<double>(value) * (1 + percent / 100));
}

}  // namespace

void keys(MeasureKeys& k, PriceChangeMeasure& m) {
  k.number("fuel_percent", m.fuel_percent, kPercent);
  k.number("parking", m.parking, kMoney);
  k.number("congestion_charge", m.congestion_charge, kMoney);
  k.number("transit_fare_percent", m.transit_fare_percent, kPercent);
  k.number("motorcycle_taxi_fare_percent", m.motorcycle_taxi_fare_percent, kPercent);
}

std::string describe(const PriceChangeMeasure& m) {
  std::string text = "Prices:";
  const auto add = [&](const char* name, double v, const char* unit) {
    if (v != 0) text += fmt::format(" {} {:+.3g}{};", name, v, unit);
  };
  add("fuel", m.fuel_percent, " %");
  add("parking", m.parking, "");
  add("congestion charge", m.congestion_charge, "");
  add("public transport fares", m.transit_fare_percent, " %");
  add("motorcycle taxi fares", m.motorcycle_taxi_fare_percent, " %");
  text.pop_back();
  return text;
}

CityWorld apply(const CityWorld& base, const PriceChangeMeasure& m, Problems& problems) {
  for (const double percent :
       {m.fuel_percent, m.transit_fare_percent, m.motorcycle_taxi_fare_percent}) {
    if (percent >= -100) continue;
    problems.add({.file = {},
                  .what = "price change: a price falls by more than 100 percent",
                  .what_to_do = "use -100 or more"});
    return base;
  }
  if (m.parking < 0 || m.congestion_charge < 0) {
    problems.add({.file = {},
                  .what = "price change: parking or congestion charge is negative",
                  .what_to_do = "use 0 or more, in local currency for each car trip"});
    return base;
  }
  CityWorld world = base;
  CityFigures& f = world.figures;
  f.car_cost_km = scaled(f.car_cost_km, m.fuel_percent * kFuelShareOfCarCost);
  f.motorcycle_cost_km = scaled(f.motorcycle_cost_km, m.fuel_percent * kFuelShareOfCarCost);
  f.car_cost_trip += static_cast<float>(m.parking + m.congestion_charge);
  f.motorcycle_taxi_fare_base = scaled(f.motorcycle_taxi_fare_base, m.motorcycle_taxi_fare_percent);
  f.motorcycle_taxi_fare_km = scaled(f.motorcycle_taxi_fare_km, m.motorcycle_taxi_fare_percent);
  for (const LineId l : world.transit.lines()) {
    world.transit.line.fare[l] = scaled(world.transit.line.fare[l], m.transit_fare_percent);
    world.transit.line.fare_per_km[l] =
        scaled(world.transit.line.fare_per_km[l], m.transit_fare_percent);
  }
  world.assumptions.push_back(
      {"prices",
       "85 % of the cost of a car or motorcycle kilometre is fuel; fuel prices do not "
       "change fares by themselves.",
       m.fuel_percent, "assumption"});
  return world;
}

}  // namespace mwendo
