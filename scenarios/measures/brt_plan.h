// What a BRT corridor is to be, before anything is built: the figures of the measure and of the
// table of corridors together, and the places of its stations on the way.
//
//   BrtPlan plan = plan_of(measure, corridor);
//   const auto at = platforms(base.network, way, plan.stations, fail);
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "network/conflate/link_ways.h"
#include "scenarios/cities/corridors.h"
#include "scenarios/measures/brt_corridor.h"

namespace mwendo {

struct StationPlan {
  std::string name;
  Point position;  // m
};

struct BrtPlan {
  std::string name;
  std::vector<StationPlan> stations;  // in order; empty: none are named
  float peak_headway_s = 0;
  float offpeak_headway_s = 0;
  std::uint16_t capacity = 0;        // places of a vehicle
  std::vector<std::string> assumed;  // what nobody gave
};

// A station on the way: which link, how far along it.
struct Platform {
  std::size_t index = 0;  // into the links of the way
  double at_m = 0;
  std::string name;
};

// Told what is wrong and what to do.
using BrtFailure = std::function<void(std::string, std::string)>;

constexpr double kLeastApart = 80;  // m between stations

// Stations of the measure are not in it yet. No corridor: the measure has waypoints.
[[nodiscard]] BrtPlan plan_of(const BrtCorridorMeasure& m, const BrtCorridor* corridor);

// Names stations at even spacing along a way, where the plan has none.
void place_default_stations(BrtPlan& plan, const Network& net, const conflate::LinkMatch& way,
                            double spacing_m);

// Stations nearest to their positions on the way, in order. Fails where one is farther than 300 m
// or lies before the one before it, and where there are fewer than two.
[[nodiscard]] std::vector<Platform> platforms(const Network& net, const conflate::LinkMatch& way,
                                              const std::vector<StationPlan>& stations,
                                              const BrtFailure& fail);

}  // namespace mwendo
