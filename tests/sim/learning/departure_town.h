// A town of one road with a narrow part, whose people all drive from one end to the other.
//
//   DepartureTown town(6);                                  // m/s on the narrow part
//   town.add_trips({.per_hour = 1400, .from_s = 2700, .to_s = 5400});
//   const DrivenDays base = town.drive();                   // settles, then keeps its days
//   const DrivenDays other = DepartureTown(town, 3).react(base);
//
// The vehicles an hour that pass grow with the speed on the narrow part. Times are seconds after
// seven.
#pragma once

#include "sim/learning/simulate.h"
#include "tests/sim/day/hand_made_day.h"

namespace mwendo::testing {

struct RoadTrips {
  double per_hour = 0;
  float from_s = 0, to_s = 3600;
};

struct DrivenDays {
  RunResults results;  // of the last day
  Experience settled;
  BaseDays days;
  Column<TripId, float> departure_s;

  // Of all trips, at the wheel and on foot to the car.
  [[nodiscard]] double mean_s() const;
  [[nodiscard]] double leaving(float from_s, float to_s) const;  // trips
};

class DepartureTown {
 public:
  explicit DepartureTown(float narrow_mps);
  // The same people on a road with another narrow part.
  DepartureTown(const DepartureTown& base, float narrow_mps);

  void add_trips(const RoadTrips& trips);
  // As a base that people settle in.
  [[nodiscard]] DrivenDays drive() const;
  // As an alternative of this base: with departures that react, or fixed ones.
  [[nodiscard]] DrivenDays react(const DrivenDays& base, int threads = 1) const;
  [[nodiscard]] DrivenDays stay(const DrivenDays& base) const;

 private:
  [[nodiscard]] DrivenDays run(const SimulationOptions& options, const Experience& from) const;

  SmallWorld world_;
  ZoneDistances distances_;
  Population people_;
};

}  // namespace mwendo::testing
