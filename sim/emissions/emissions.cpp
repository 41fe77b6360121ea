#include "sim/emissions/emissions.h"

#include <algorithm>

namespace mwendo {
namespace {

void add_engine(EmissionValues& sum, const EngineUse& use, const FactorSet& set) {
  const double petrol = use.mj[index_of(Fuel::petrol)];
  const double diesel = use.mj[index_of(Fuel::diesel)];
  const FuelProperties& p = set.fuels[index_of(Fuel::petrol)];
  const FuelProperties& d = set.fuels[index_of(Fuel::diesel)];
  const double co2 = petrol * p.co2_g_per_mj + diesel * d.co2_g_per_mj;
  const double co2e = co2 + set.gwp.ch4 * use.ch4_g + set.gwp.n2o * use.n2o_g;
  if (petrol > 0) sum[Emission::petrol_l] += petrol / p.mj_per_l();
  if (diesel > 0) sum[Emission::diesel_l] += diesel / d.mj_per_l();
  sum[Emission::fuel_mj] += petrol + diesel;
  sum[Emission::co2] += co2;
  sum[Emission::ch4] += use.ch4_g;
  sum[Emission::n2o] += use.n2o_g;
  sum[Emission::co2e] += co2e;
  sum[Emission::co2e_tailpipe] += co2e;
  sum[Emission::co2e_upstream] +=
      petrol * p.upstream_co2e_g_per_mj + diesel * d.upstream_co2e_g_per_mj;
  sum[Emission::nox] += use.nox_g;
  sum[Emission::pm25_exhaust] += use.pm_g;
}

void add_battery(EmissionValues& sum, double km, const ClassFleet& fleet,
                 const ElectricityFactors& grid) {
  const double battery_kwh = km * fleet.kwh_per_km;
  sum[Emission::electricity_kwh] += battery_kwh / grid.charger_efficiency;
  sum[Emission::co2e] += battery_kwh * grid.g_per_battery_kwh();
}

bool has_traffic(const TallyCell& cell) {
  return cell.standing_s > 0 || cell.total_time_s() > 0 || cell.total_distance_m() > 0;
}

EmissionCell to_cell(const EmissionValues& values, std::size_t period, VehicleClass c) {
  EmissionCell cell{static_cast<std::uint16_t>(period), c, {}};
  for (std::size_t e = 0; e < kEmissionCount; ++e)
    cell.values[e] = static_cast<float>(values.values[e]);
  return cell;
}

void add_cell(EmissionValues& sum, const EmissionCell& cell) {
  for (std::size_t e = 0; e < kEmissionCount; ++e)
    sum.values[e] += static_cast<double>(cell.values[e]);
}

}  // namespace

const char* name_of(Emission e) {
  static constexpr std::array<const char*, kEmissionCount> kNames = {
      "petrol", "diesel",       "fuel_energy", "electricity",     "co2",
      "ch4",    "n2o",          "co2e",        "co2e_tailpipe",   "co2e_upstream",
      "nox",    "pm25_exhaust", "pm25_wear",   "pm25_resuspended"};
  return kNames[static_cast<std::size_t>(e)];
}

const char* unit_of(Emission e) {
  if (e == Emission::petrol_l || e == Emission::diesel_l) return "l";
  if (e == Emission::fuel_mj) return "MJ";
  return e == Emission::electricity_kwh ? "kWh" : "g";
}

void EmissionValues::add(const EmissionValues& other) {
  for (std::size_t e = 0; e < kEmissionCount; ++e) values[e] += other.values[e];
}

EmissionTallies::EmissionTallies(std::size_t links, std::size_t periods,
                                 ElectricityFactors electricity)
    : periods_(periods), electricity_(electricity) {
  first_.reserve(links + 1);
}

void EmissionTallies::append(LinkId, const std::vector<EmissionCell>& cells) {
  cells_.insert(cells_.end(), cells.begin(), cells.end());
  first_.push_back(cells_.size());
}

EmissionValues EmissionTallies::over_link(LinkId l) const {
  EmissionValues sum;
  for (const EmissionCell& cell : cells_of(l)) add_cell(sum, cell);
  return sum;
}

EmissionValues EmissionTallies::over_class(VehicleClass c) const {
  EmissionValues sum;
  for (const EmissionCell& cell : cells_)
    if (cell.vehicle == c) add_cell(sum, cell);
  return sum;
}

EmissionValues EmissionTallies::over_period(std::size_t period) const {
  EmissionValues sum;
  for (const EmissionCell& cell : cells_)
    if (cell.period == period) add_cell(sum, cell);
  return sum;
}

EmissionValues EmissionTallies::total() const {
  EmissionValues sum;
  for (const EmissionCell& cell : cells_) add_cell(sum, cell);
  return sum;
}

RailEnergy EmissionTallies::rail(double vehicle_km) const {
  const double kwh = vehicle_km * electricity_.rail_kwh_per_km;
  return {kwh, kwh * electricity_.grid_g_per_kwh / (1 - electricity_.grid_losses)};
}

EmissionValues cell_emissions(const TallyCell& cell, VehicleClass c, double grade,
                              const FleetFactors& fleet) {
  const FactorSet& set = fleet.set();
  const ClassFleet& vehicles = set.classes[index_of(c)];
  const double burning = 1 - vehicles.electric_share;
  EmissionValues sum;
  EngineUse use;
  double km_total = 0;
  for (std::size_t b = 0; b < kSpeedBins; ++b) {
    const double km = static_cast<double>(cell.distance_m[b]) / 1000;
    const double hours = static_cast<double>(cell.time_s[b]) / 3600;
    if (km <= 0 && hours <= 0) continue;
    use.add(fleet.engine_use(c, km, hours, grade), burning);
    sum[Emission::pm25_wear] += fleet.wear_pm25_g(c, km, hours > 0 ? km / hours : 0);
    km_total += km;
  }
  const float extra_s = std::max(0.0F, cell.standing_s - cell.total_time_s());
  use.add(fleet.idle_use(c, static_cast<double>(extra_s) / 3600), burning);
  add_engine(sum, use, set);
  if (c != VehicleClass::bicycle)
    sum[Emission::pm25_resuspended] += km_total * fleet.resuspended_g_per_km();
  add_battery(sum, km_total * vehicles.electric_share, vehicles, set.electricity);
  return sum;
}

EmissionTallies emissions_of(const Network& net, const Tallies& tallies,
                             const FleetFactors& fleet) {
  EmissionTallies result(tallies.links(), tallies.periods(), fleet.set().electricity);
  std::vector<EmissionCell> cells;
  for (const LinkId l : net.links()) {
    cells.clear();
    const double grade = static_cast<double>(net.link.grade[l]);
    for (std::size_t p = 0; p < tallies.periods(); ++p)
      for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
        const auto vehicle = static_cast<VehicleClass>(c);
        const TallyCell& cell = tallies.at(l, p, vehicle);
        if (has_traffic(cell))
          cells.push_back(to_cell(cell_emissions(cell, vehicle, grade, fleet), p, vehicle));
      }
    result.append(l, cells);
  }
  return result;
}

}  // namespace mwendo
