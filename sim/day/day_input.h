// What a day starts from, for the engines of sim/day; see day.h.
#pragma once

#include <cstdint>

#include "sim/active/crossing_flows.h"
#include "sim/day/known_ways.h"
#include "sim/day/route_tastes.h"
#include "sim/population/population.h"
#include "sim/traffic/link_times.h"
#include "sim/world/world.h"

namespace mwendo {

struct DayOptions {
  // The period: its trips and its traffic are what counts.
  float from_s = 6 * 3600;
  float to_s = 10 * 3600;
  // The run-in before it, whole periods of the tallies, at most from_s.
  float warm_up_s = 0;
  // The longest time for which the day goes on after to_s until all trips have arrived.
  float clear_s = 2700;
  std::uint64_t seed = 1;
  int threads = 1;
  // Weight of the present day's link times against the believed ones for drivers who hear the news:
  // an assumption.
  float news_share = 0.3F;
  float route_taste = RouteTastes::kSpread;
  std::uint32_t number = 0;  // of the day, for random draws
  double new_way_share = 1;  // of drivers who look for a new way (habits.h)
  bool first_day = false;    // nothing is believed yet: the present day alone counts

  [[nodiscard]] float start_s() const { return from_s - warm_up_s; }
};

// All must outlive the day.
struct DayInput {
  const World& world;
  const Population& people;
  const LinkTimes& believed;
  const CrossingFlows* walkers = nullptr;  // of the day before; none: as Traffic assumes
  KnownWays* ways = nullptr;               // kept from day to day; none: all look for a new one
  // By line stop, what fleets are planned for (sim/transit/fleets.h); empty: as expected.
  std::vector<float> planned_run_s = {};
};

}  // namespace mwendo
