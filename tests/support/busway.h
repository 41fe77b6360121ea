// A straight busway with stations, and what a line on it does.
//
//   const BuswayRun r = run_busway({.stations = 20, .headway_s = 60, .boarding = {...}});
//   r.kmh, r.running_s, r.dwell_s, r.queue_s, r.delay_s
//
// Stations lie at even distances, each on a link of its own. Buses leave the first one every
// headway, none late. Riders come evenly through the hour, or by chance; at each station as many of
// those on board get off as the table says.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/modes/classes.h"
#include "sim/world/supply.h"

namespace mwendo {

struct BuswayCase {
  int stations = 2;
  double spacing_m = 500;
  float speed_mps = 50 / 3.6F;
  int docks = 1;
  bool passing_lane = false;
  VehicleClass vehicle = VehicleClass::bus;
  std::uint16_t capacity = 70;
  DwellTimes dwell = dwell_of({});
  float headway_s = 60;  // of all services together
  int services = 1;      // alike, with times of departure that know nothing of each other
  std::vector<double> boarding = {};  // persons an hour, by station
  std::vector<double> alighting = {};
  bool random_riders = false;  // they come independently of each other
  HeadwayControl control = HeadwayControl::none;
  float red_s = 0;  // of each cycle, half-way between stations; 0: no signals
  float cycle_s = 80;
  float warm_up_s = 3600;
  float seconds = 3600;  // measured after that
  std::uint64_t seed = 1;
};

struct BuswayRun {
  double kmh = 0;        // stops and waits included
  double running_s = 0;  // the four parts, of a mean bus between two stations
  double dwell_s = 0;
  double control_s = 0;  // of the dwell
  double queue_s = 0;    // before a dock is free
  double delay_s = 0;    // at signals and behind others
  double buses_per_hour = 0;
  double largest_load = 0;         // persons an hour over a section
  double saturation = 0;           // of the busiest station
  double queue_passenger_h = 0;    // hours of passengers on board in such queues, in an hour
  double headway_deviation_s = 0;  // standard deviation at the station before the last
  std::vector<double> headway_deviations_s = {};  // by station, of arrivals; 0 at the first
  double wait_s = 0;                              // mean of the riders
};

[[nodiscard]] BuswayRun run_busway(const BuswayCase& c);

}  // namespace mwendo
