// Trucks: trips between places of work, in proportion to the motor traffic of people.
//
//   const std::vector<VehicleTrip> trucks = freight_trips(zones, {...});
//
// Model: the number of truck trips is truck_share / (1 - truck_share) of the trips by car and taxi
// of all people, those with an end outside the city (outside.h) included. Both ends are drawn by
// jobs, the hour from a flat profile between 6 and 20 h. An assumption: no freight survey of the
// three cities is among the sources.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/modes/classes.h"
#include "sim/world/zones.h"

namespace mwendo {

// A trip of a vehicle that no resident makes.
struct VehicleTrip {
  float departure_s;
  NodeId from;
  NodeId to;
  VehicleClass vehicle = VehicleClass::truck;
};

// Street nodes, drawn by jobs.
class Workplaces {
 public:
  explicit Workplaces(const Zones& zones);
  [[nodiscard]] bool empty() const { return cumulative_.empty() || cumulative_.back() <= 0; }
  // u: of the zone, v: within it; both in [0, 1).
  [[nodiscard]] NodeId draw(double u, double v) const;

 private:
  const Zones& zones_;
  std::vector<double> cumulative_;  // by zone
};

struct FreightOptions {
  std::uint64_t seed = 1;
  double trips_per_day = 0;  // of trucks
  float from_s = 0;
  float to_s = 86400;
};

[[nodiscard]] std::vector<VehicleTrip> freight_trips(const Zones& zones,
                                                     const FreightOptions& options);

}  // namespace mwendo
