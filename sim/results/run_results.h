// The results of a finished run. Indicators, files and reports use nothing else.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "network/base/ids.h"
#include "sim/modes/classes.h"
#include "sim/population/population.h"
#include "sim/results/service.h"
#include "sim/traffic/tallies.h"

namespace mwendo {

enum class TripOutcome : std::uint8_t { arrived, under_way, not_started, no_way };

// What a trip experienced on the last day.
struct TripRecord {
  TripId trip;
  Mode mode = Mode::walk;
  TripOutcome outcome = TripOutcome::not_started;
  std::uint8_t transfers = 0;
  std::uint8_t left_behind = 0;  // times a full vehicle left without this person
  bool gave_up = false;          // waiting; went on on foot or in a hired vehicle
  float departure_s = 0;
  float travel_time_s = 0;  // door to door; so far, if under way
  float wait_s = 0;         // so far, if under way
  float walk_m = 0;
  float distance_m = 0;  // ridden, driven or walked
  float fare = 0;        // local currency
};

// Whether a trip counts in means of time: with its time so far if it is under way. Means over those
// that arrived would fall when a city gets slower.
[[nodiscard]] constexpr bool has_begun(const TripRecord& r) {
  return r.outcome == TripOutcome::arrived || r.outcome == TripOutcome::under_way;
}

// A section is between two consecutive stops of a line.
struct LineSectionResult {
  float boardings = 0;             // at the section's first stop, persons
  float alightings = 0;            // at the section's first stop
  float left_behind = 0;           // persons that could not board there
  float passengers = 0;            // carried over the section in the whole period
  float peak_hour_passengers = 0;  // in the busiest 60 min
  float places = 0;                // offered over the section in the whole period
  float run_time_s = 0;            // sum over vehicles, without the dwell
  float dwell_s = 0;               // sum over vehicles at the first stop
  float vehicles = 0;
  float length_m = 0;
  float free_time_s = 0;  // sum over vehicles: of run_time_s, without reds, queues and traffic
  float queue_s = 0;      // the same: stood on the link of the stop at the section's end
  float control_s = 0;    // of dwell_s: waited to keep the headway, at a dock
  // Sum over vehicles: at signals, in queues that reach farther back, and behind traffic.
  [[nodiscard]] float held_s() const { return std::max(run_time_s - free_time_s - queue_s, 0.0F); }
};

struct LineResult {
  LineId line;
  float fleet = 0;  // vehicles, shared with the other direction
  float departures = 0;
  float vehicle_km = 0;
  float passenger_km = 0;
  float boardings = 0;
  float commercial_speed_kmh = 0;  // stops included
  float mean_wait_s = 0;
  double vehicle_hours = 0;  // from loading at the first stop to the last stop
  double revenue = 0;        // fares of those who boarded, local currency
  // At the first stop, mean of the time in which the line runs: vehicles that stand ready or load,
  // and persons who wait for it.
  double terminal_vehicles = 0, terminal_persons = 0;
  std::vector<LineSectionResult> sections;  // stops - 1
  std::vector<HeadwaySums> headways;        // by section: of departures from its first stop
  [[nodiscard]] HeadwaySums all_headways() const {
    HeadwaySums sums;
    for (const HeadwaySums& h : headways) sums += h;
    return sums;
  }
};

struct StopResult {
  StopId stop;
  float boardings = 0;
  float alightings = 0;
  float left_behind = 0;
  float mean_wait_s = 0;
  float max_queue = 0;   // persons
  float saturation = 0;  // of BRT stations: share of the period in which a dock is taken, mean
};

// Walking and cycling by link and 15 min, expanded persons.
struct ActiveFlows {
  std::size_t periods = 0;
  std::vector<float> walkers;  // link * periods + period
  std::vector<float> cyclists;
};

// One entry per minute of the period.
struct TimePoint {
  float time_s = 0;
  float vehicles_on_road = 0;
  float mean_speed_kmh = 0;  // motor vehicles moving in traffic
  float waiting_at_stops = 0;
  float on_board = 0;
  float walking = 0;
  float cycling = 0;
  float waiting_to_enter = 0;  // vehicles that found no gap yet
};

struct IterationRecord {
  int iteration = 0;
  double relative_gap = 0;  // (present - best) / best felt time, at the times remembered after it
  double mode_share_drift = 0;  // largest change of a mode's share against the iteration before
  double replanned_share = 0;
  double route_gap = 0;  // at the times of the day itself (sim/learning/route_gap.h)
  double mean_travel_time_s = 0;
  double vehicle_km = 0;  // in traffic, those of the run-in included
  bool whole = true;      // simulated from the start of the run-in (sim/learning/course.h)
};

// How people answered a measure besides mode and way; trips are expanded.
struct Reactions {
  bool departures = false;        // people of this run may leave at other times than counted
  double earlier = 0, later = 0;  // trips that do; counted or made in the period
  bool destinations = false;      // people of this run may change destinations
  double elsewhere = 0;           // trips of the period to another zone than drawn
  bool operators = false;         // minibuses of this run may change lines
  double moved = 0;               // minibuses in service that lines have more than in the base
};

struct QualityCounts {
  double trips_expected = 0;  // expanded persons' trips in the period
  double trips_arrived = 0;
  double trips_under_way = 0;
  double trips_no_way = 0;
  double vehicles_entered = 0;  // those on the road at the start of the period included
  double vehicles_left = 0;
  double vehicles_in_network = 0;  // at the end; entered = left + in network, checked
  double vehicles_moved_on = 0;    // stood too long and were moved past the obstacle
  double routes_changed = 0;       // by drivers under way (sim/day/diversions.h)
  double improvised_turns = 0;     // turned from a lane without that turn after waiting
  double passengers_boarded = 0;   // those on board at the start of the period included
  double passengers_alighted = 0;
  double passengers_on_board = 0;
  // Whether people have settled at the times of the last day (sim/learning/convergence.h).
  bool converged = false;
  double relative_gap = 0;
  double route_gap = 0;
  double mode_share_drift = 0;
  double figures_drift = 0;
};

// How a run was made and what it cost.
struct RunFacts {
  std::uint64_t seed = 0;
  double sample = 1;
  int threads = 1;
  double wall_seconds = 0;
  double traffic_seconds = 0;
  double vehicle_updates = 0;
  std::size_t peak_memory_bytes = 0;
};

struct RunResults : RunFacts {
  // The period; all below holds for it alone.
  float from_s = 0;
  float to_s = 0;
  float warm_up_s = 0;  // simulated before it
  Tallies tallies;
  ActiveFlows active;
  std::vector<TripRecord> trips;
  std::vector<LineResult> lines;  // by LineId
  std::vector<StopResult> stops;  // by StopId
  ServiceRecord service;
  std::vector<TimePoint> time_series;
  std::vector<IterationRecord> iterations;
  QualityCounts quality;
  Reactions reactions;
};

}  // namespace mwendo
