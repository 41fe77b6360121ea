// What the planning guide for bus rapid transit says of stations and fleets, beside what a run
// shows.
//
//   const double x = station_saturation({.vehicles_h = 60, .dead_s = 16, .people_s_h = 850});
//   const double wait = queue_wait_s(queue_on_busway(x), 60);
//
// Source, unless another is named: ITDP, Online BRT Planning Guide, 4th edition, chapters 6 and 7.
// A guide plans stations for a saturation of 0.35 to 0.45. Units in the names; h: an hour.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace mwendo {

inline constexpr double kPlannedLoadFactor = 0.85;
inline constexpr double kPlannedSaturation = 0.45;

// What an hour asks of a station.
struct StationHour {
  double vehicles_h = 0;
  double dead_s = 0;      // of a vehicle: dead_time_s() of sim/world/dwell.h
  double people_s_h = 0;  // time of all who get on or off
  double docks = 1;
};

// Share of the time in which a dock is taken.
[[nodiscard]] constexpr double station_saturation(const StationHour& h) {
  return (h.vehicles_h * h.dead_s + h.people_s_h) / 3600 / h.docks;
}

// Vehicles that wait for a dock where they come at random; where signals and headways order them.
[[nodiscard]] constexpr double queue_at_random(double saturation) {
  if (saturation >= 1) return std::numeric_limits<double>::infinity();
  return saturation * saturation / (1 - saturation);
}
[[nodiscard]] constexpr double queue_on_busway(double saturation) {
  return 0.7 * queue_at_random(saturation);
}
[[nodiscard]] constexpr double queue_wait_s(double queue, double vehicles_h) {
  return queue * 3600 / vehicles_h;
}

// Persons an hour and direction that vehicles carry at the planned load factor.
[[nodiscard]] constexpr double planned_capacity(double places, double vehicles_h,
                                                double sub_stops = 1) {
  return places * kPlannedLoadFactor * vehicles_h * sub_stops;
}
[[nodiscard]] constexpr double vehicles_for(double persons_h, double places) {
  return persons_h / (places * kPlannedLoadFactor);
}
// At the end of a run: 10 % of it (recovery time, TCRP 165, chapter 3, unverified), at least three
// minutes (an assumption).
inline constexpr float kLayoverShare = 0.1F;
inline constexpr float kLeastLayover = 180;
[[nodiscard]] constexpr float layover_after(float run_s) {
  return std::max(kLeastLayover, kLayoverShare * run_s);
}
// Vehicles in service, cycle: both directions with layovers.
[[nodiscard]] constexpr double fleet_for(double persons_h, double places, double cycle_h) {
  return vehicles_for(persons_h, places) * cycle_h;
}

// Until the slower of two docks in line is free: their dwells are exponential, dead time between.
[[nodiscard]] constexpr double two_dock_cycle_s(double dead_s, double dwell_a_s, double dwell_b_s) {
  return dead_s + dwell_a_s + dwell_b_s - dwell_a_s * dwell_b_s / (dwell_a_s + dwell_b_s);
}
// Mean wait of people who come at random. irregularity: squared coefficient of variation.
[[nodiscard]] constexpr double mean_wait_s(double headway_s, double irregularity) {
  return 0.5 * (1 + irregularity) * headway_s;
}

// A signal that vehicles of a busway meet. saturation_h: vehicles an hour of green of their lane.
struct SignalHour {
  double cycle_s = 0;
  double red_s = 0;
  double vehicles_h = 0;
  double saturation_h = 720;
  [[nodiscard]] constexpr double load() const {  // share of the capacity that is used
    return vehicles_h / (saturation_h * (1 - red_s / cycle_s));
  }
};
// Mean delay of a vehicle, s, if they come evenly; and what is added as they do not. The guide's
// text divides the second by the saturation flow, its table, used here, by the flow.
[[nodiscard]] constexpr double uniform_signal_delay_s(const SignalHour& h) {
  return h.red_s * h.red_s / (2 * h.cycle_s * (1 - h.vehicles_h / h.saturation_h));
}
[[nodiscard]] constexpr double random_signal_delay_s(const SignalHour& h) {
  if (h.load() >= 1) return std::numeric_limits<double>::infinity();
  return std::max(0.0, 3600 / h.vehicles_h * (h.load() - 0.5) / (1 - h.load()));
}
// Vehicles behind the stop line when the queue is longest; metres that whole ones take.
[[nodiscard]] constexpr double queue_behind_red(const SignalHour& h) {
  return h.vehicles_h / 3600 * h.red_s / (1 - h.vehicles_h / h.saturation_h);
}
[[nodiscard]] inline double set_back_m(const SignalHour& h, double spacing_m) {
  return std::ceil(queue_behind_red(h)) * spacing_m;
}

// Vehicles an hour that a dock serves. TCRP Report 165, equation 6-1. green: share of the time in
// which vehicles may leave; variation: of dwells; z: 1.28 where one vehicle in ten finds the dock
// taken.
struct DockHour {
  double clearance_s = 10;
  double dwell_s = 0;
  double variation = 0.6;
  double z = 1.28;
  double green = 1;
};
[[nodiscard]] constexpr double dock_capacity(const DockHour& d) {
  return 3600 * d.green / (d.clearance_s + d.dwell_s * d.green + d.z * d.variation * d.dwell_s);
}
// The same by the Highway Capacity Manual of Korea, with a reduction for uneven dwells.
[[nodiscard]] constexpr double dock_capacity_korea(double clearance_s, double dwell_s, double green,
                                                   double reduction = 0.93) {
  return 3600 * green * reduction / (clearance_s + dwell_s * green);
}

}  // namespace mwendo
