#include "sim/world/prices.h"

namespace mwendo {

Price price_of(const CityFigures& f, Mode m) {
  switch (m) {
    case Mode::car_driver: return {f.car_cost_trip, f.car_cost_km};
    case Mode::own_motorcycle: return {0, f.motorcycle_cost_km};
    case Mode::motorcycle_taxi: return {f.motorcycle_taxi_fare_base, f.motorcycle_taxi_fare_km};
    case Mode::taxi: return {f.taxi_fare_base, f.taxi_fare_km};
    default: return {};
  }
}

}  // namespace mwendo
