// Which size of vehicle operators run where: larger ones on the lines that fill them.
//
//   fit_vehicles(supply, day.lines, mix, {.fleet = 13000, .hours = 2});
//
// Lines (with their opposite direction) are taken in order of passengers per hour. The largest kind
// is given out until its published share of the fleet is in use, then the next. Only lines of the
// mode whose headway is an assumption are changed.
// Source: the published figure is the share of sizes in the fleet, not by line. Large vehicles on
// lines with many riders are an assumption.
#pragma once

#include <span>
#include <vector>

#include "sim/transit/fit_headways.h"

namespace mwendo {

struct VehicleKind {
  VehicleClass vehicle = VehicleClass::minibus;
  std::uint16_t capacity = 14;
  double share = 1;  // of the vehicles of the fleet; all kinds sum to 1
};

void fit_vehicles(TransitSupply& supply, std::span<const LineResult> day,
                  std::vector<VehicleKind> mix, const FitHeadwaysOptions& options);

}  // namespace mwendo
