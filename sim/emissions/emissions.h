// Emissions by link, 15 minutes and vehicle class, from the tallies of a run.
//
//   const EmissionTallies e = emissions_of(net, results.tallies, fleet);
//   const double tonnes = e.total()[Emission::co2e] / 1e6;
//   for (const EmissionCell& cell : e.cells_of(link)) use(cell);
//
// Guarantees: only cells with traffic are stored, in order of link, period, class; the sum over
// links equals the sum over classes and over periods; same input, same bytes.
// Each speed bin of a cell is taken at its own mean speed (distance / time). Standing time that the
// bins do not hold (vehicles that never left the link) is idling.
// CO2 = MJ x g/MJ (fuel balance). CO2e = CO2 + GWP CH4 + GWP N2O at the exhaust, plus the CO2 of
// power stations for battery vehicles with grid and charging losses. Upstream CO2e (well to tank of
// liquid fuels) and resuspended dust are separate. Limits: battery vehicles are spread evenly over
// the distance of their class. Their wear is that of the others. PM exhaust counts wholly as PM2.5.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"
#include "sim/emissions/hot.h"
#include "sim/traffic/tallies.h"

namespace mwendo {

enum class Emission : std::uint8_t {
  petrol_l,
  diesel_l,
  fuel_mj,
  electricity_kwh,  // kWh taken from the grid, charging losses included
  co2,
  ch4,
  n2o,
  co2e,
  co2e_tailpipe,
  co2e_upstream,  // grams
  nox,
  pm25_exhaust,
  pm25_wear,
  pm25_resuspended  // grams
};
inline constexpr std::size_t kEmissionCount = 14;
[[nodiscard]] const char* name_of(Emission e);
[[nodiscard]] const char* unit_of(Emission e);

struct EmissionValues {
  std::array<double, kEmissionCount> values{};
  [[nodiscard]] double& operator[](Emission e) { return values[static_cast<std::size_t>(e)]; }
  [[nodiscard]] double operator[](Emission e) const { return values[static_cast<std::size_t>(e)]; }
  void add(const EmissionValues& other);
};

struct EmissionCell {
  std::uint16_t period = 0;
  VehicleClass vehicle = VehicleClass::car;
  std::array<float, kEmissionCount> values{};
};

// Light rail runs off the streets: its energy follows from its vehicle-km alone.
struct RailEnergy {
  double kwh = 0;
  double co2_g = 0;
};

class EmissionTallies {
 public:
  EmissionTallies() = default;
  EmissionTallies(std::size_t links, std::size_t periods, ElectricityFactors electricity = {});

  [[nodiscard]] std::size_t links() const { return first_.size() - 1; }
  [[nodiscard]] std::size_t periods() const { return periods_; }
  [[nodiscard]] std::span<const EmissionCell> cells_of(LinkId l) const {
    return {cells_.data() + first_[l.value], first_[l.value + 1] - first_[l.value]};
  }
  [[nodiscard]] EmissionValues over_link(LinkId l) const;
  [[nodiscard]] EmissionValues over_class(VehicleClass c) const;
  [[nodiscard]] EmissionValues over_period(std::size_t period) const;
  [[nodiscard]] EmissionValues total() const;
  [[nodiscard]] RailEnergy rail(double vehicle_km) const;

  // For the builder: cells of a link, links in order.
  void append(LinkId l, const std::vector<EmissionCell>& cells);

 private:
  std::size_t periods_ = 0;
  ElectricityFactors electricity_;
  std::vector<std::size_t> first_{0};
  std::vector<EmissionCell> cells_;
};

[[nodiscard]] EmissionTallies emissions_of(const Network& net, const Tallies& tallies,
                                           const FleetFactors& fleet);

// Emissions of one cell; exposed for tests and for uncertainty runs.
[[nodiscard]] EmissionValues cell_emissions(const TallyCell& cell, VehicleClass c, double grade,
                                            const FleetFactors& fleet);

}  // namespace mwendo
