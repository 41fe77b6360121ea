// Prices of fuel, parking, roads and rides.
//
//   [[measure]]
//   type = "price_change"
#pragma once

#include <string>

#include "scenarios/cities/city_world.h"
#include "scenarios/measures/keys.h"

namespace mwendo {

struct PriceChangeMeasure {
  static constexpr const char* kType = "price_change";
  double fuel_percent = 0;       // change of fuel price; 85 % of car_cost_km is fuel (assumption)
  double parking = 0;            // added to every car trip, local currency
  double congestion_charge = 0;  // added to every car trip, local currency
  double transit_fare_percent = 0;
  double motorcycle_taxi_fare_percent = 0;
};

void keys(MeasureKeys& k, PriceChangeMeasure& m);
[[nodiscard]] std::string describe(const PriceChangeMeasure& m);
[[nodiscard]] CityWorld apply(const CityWorld& base, const PriceChangeMeasure& m,
                              Problems& problems);

}  // namespace mwendo
