// Greenhouse gases, pollutants, fuel and electricity.
#include "scenarios/results/indicator_sink.h"

namespace mwendo {
namespace {

constexpr double kGramsPerTonne = 1e6;
constexpr double kGramsPerKg = 1e3;

double rail_km(const IndicatorInput& in) {
  double km = 0;
  for (const LineResult& line : in.results.lines)
    if (in.world.transit.line.mode[line.line] == Mode::lrt)
      km += static_cast<double>(line.vehicle_km);
  return km;
}

}  // namespace

void add_emission_indicators(const IndicatorInput& in, IndicatorSink& sink) {
  const EmissionValues e = in.emissions.total();
  const RailEnergy rail = in.emissions.rail(rail_km(in));
  const double co2e_g = e[Emission::co2e] + rail.co2_g;
  sink.set("co2e", co2e_g / kGramsPerTonne);
  sink.set("co2", e[Emission::co2] / kGramsPerTonne);
  sink.set("ch4", e[Emission::ch4] / kGramsPerKg);
  sink.set("n2o", e[Emission::n2o] / kGramsPerKg);
  sink.set("co2e_upstream", e[Emission::co2e_upstream] / kGramsPerTonne);
  sink.set("nox", e[Emission::nox] / kGramsPerKg);
  sink.set("pm25", (e[Emission::pm25_exhaust] + e[Emission::pm25_wear]) / kGramsPerKg);
  sink.set("pm25_exhaust", e[Emission::pm25_exhaust] / kGramsPerKg);
  sink.set("pm25_wear", e[Emission::pm25_wear] / kGramsPerKg);
  sink.set("pm25_resuspended", e[Emission::pm25_resuspended] / kGramsPerKg);
  sink.set("petrol", e[Emission::petrol_l]);
  sink.set("diesel", e[Emission::diesel_l]);
  sink.set("electricity", e[Emission::electricity_kwh] + rail.kwh);
  for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
    const auto vehicle = static_cast<VehicleClass>(c);
    sink.set("co2e_class", vehicle,
             in.emissions.over_class(vehicle)[Emission::co2e] / kGramsPerTonne);
  }
  double person_km = 0;
  for (const TripRecord& trip : in.results.trips)
    person_km += static_cast<double>(trip.distance_m) / 1000;
  person_km *= static_cast<double>(in.population.expansion);
  sink.set_ratio("co2e_per_person_km", co2e_g, person_km);
}

}  // namespace mwendo
