// What the people of a base believed before each of its compared days.
//
//   Learners base(world, distances, people, {.keep_days = {.driving = true}}, nullptr);
//   simulate(world, base, options, {});
//   Learners alternative(other, distances, people,
//                        {.base_days = &base.days(), .departures_react = true}, &base.settled());
//
// People of an alternative answer to what differs from the base on the same day. In a world without
// a measure nothing differs, though beliefs of both move from day to day. So nobody answers to what
// days teach anyway. Memory: 4 bytes a pair of zones, quarter hour and day for driving, 8 bytes a
// pair of zones and day for access.
#pragma once

#include <vector>

#include "sim/choice/street_skims.h"
#include "sim/choice/zone_access.h"
#include "sim/transit/move_vehicles.h"

namespace mwendo {

// By compared day.
struct BaseDays {
  std::vector<QuarterPaces> driving;  // for departures
  std::vector<AccessTables> access;   // for destinations
  LineIncomes minibuses;              // of the last day, for operators
};

struct DaysToKeep {
  bool driving = false, access = false;
};

}  // namespace mwendo
