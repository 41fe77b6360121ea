// Drivers on a small network who learn their ways day after day, without a choice of mode.
//
//   LearningDrivers d(net, 7200);
//   d.add_trips({.from = o, .to = e, .per_hour = 1300, .to_s = 7200});
//   d.drive(20);                                  // days
//   d.mean_s(1800, 7200)                          // of those who leave then, on the last day
//   d.vehicles(link, 1)                           // that left the link in the second quarter
//
// Times are seconds after seven. Trips leave evenly; nobody is a clone; all feel the same times.
#pragma once

#include <vector>

#include "sim/day/day.h"
#include "tests/sim/day/hand_made_day.h"

namespace mwendo::testing {

struct EvenTrips {
  NodeId from, to;
  double per_hour = 0;
  float from_s = 0, to_s = 3600;
};

class LearningDrivers {
 public:
  LearningDrivers(Network net, float seconds);

  // All look for a new way on every day, as if nobody remembered one.
  void forget_ways() { remember_ = false; }
  void add_trips(const EvenTrips& trips);
  void drive(int days);
  // Mean time at the wheel of those who leave within [from, to).
  [[nodiscard]] double mean_s(float from_s, float to_s) const;
  [[nodiscard]] double vehicles(LinkId l, std::size_t quarter) const {
    return double{last_.tallies.at(l, quarter, VehicleClass::car).vehicles};
  }
  // Of the ways of the last day (sim/learning/route_gap.h).
  [[nodiscard]] double gap() const;

 private:
  SmallWorld world_;
  Population people_;
  DayOptions options_;
  bool remember_ = true;
  LinkTimes free_;
  LinkTimes believed_;
  KnownWays ways_;
  DayOutcome last_;
  int days_ = 0;
};

}  // namespace mwendo::testing
