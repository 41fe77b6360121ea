// Trips, modes, times, lengths, walking and cycling; quality counts.
#include <algorithm>

#include "scenarios/results/indicator_sink.h"

namespace mwendo {
namespace {

struct ModeSums {
  double trips = 0;
  double km = 0;
  double begun = 0;  // trips that arrived or are under way
  double minutes = 0;
  double length_km = 0;
};

constexpr double km_of(float metres) { return static_cast<double>(metres) / 1000; }

// Of a whole trip: a trip under way has at least its shortest way to go.
double length_km(const TripRecord& trip, const Population& people) {
  const bool whole = trip.outcome == TripOutcome::arrived;
  return km_of(whole ? trip.distance_m
                     : std::max(trip.distance_m, people.trip.distance_m[trip.trip]));
}

}  // namespace

void add_trip_indicators(const IndicatorInput& input, IndicatorSink& sink) {
  const double expansion = static_cast<double>(input.population.expansion);
  std::array<ModeSums, kModeCount> by_mode{};
  ModeSums all;
  double walked_km = 0;
  for (const TripRecord& trip : input.results.trips) {
    const double minutes = static_cast<double>(trip.travel_time_s) / 60;
    for (ModeSums* sums : {&by_mode[static_cast<std::size_t>(trip.mode)], &all}) {
      sums->trips += expansion;
      sums->km += km_of(trip.distance_m) * expansion;
      if (!has_begun(trip)) continue;
      sums->begun += expansion;
      sums->minutes += minutes * expansion;
      sums->length_km += length_km(trip, input.population) * expansion;
    }
    walked_km += (trip.mode == Mode::walk ? 0 : km_of(trip.walk_m)) * expansion;
  }
  for (std::size_t m = 0; m < kModeCount; ++m) {
    const auto mode = static_cast<Mode>(m);
    const ModeSums& sums = by_mode[m];
    sink.set_ratio("mode_share", 100 * sums.trips, all.trips, mode);
    sink.set("person_km", mode, sums.km);
    sink.set_ratio("travel_time", sums.minutes, sums.begun, mode);
    sink.set_ratio("trip_length", sums.length_km, sums.begun, mode);
  }
  sink.set("trips", all.trips);
  sink.set("person_km_total", all.km);
  sink.set_ratio("travel_time_mean", all.minutes, all.begun);
  sink.set_ratio("trip_length_mean", all.length_km, all.begun);
  const auto km = [&](Mode m) { return by_mode[static_cast<std::size_t>(m)].km; };
  sink.set("walking_km", walked_km + km(Mode::walk));
  sink.set("cycling_km", km(Mode::bicycle) + km(Mode::shared_bicycle));
}

void add_reaction_indicators(const IndicatorInput& input, IndicatorSink& sink) {
  const Reactions& r = input.results.reactions;
  if (r.departures) sink.set("left_earlier", r.earlier);
  if (r.departures) sink.set("left_later", r.later);
  if (r.destinations) sink.set("went_elsewhere", r.elsewhere);
  if (r.operators) sink.set("vehicles_moved", r.moved);
}

void add_quality_indicators(const IndicatorInput& input, IndicatorSink& sink) {
  const QualityCounts& q = input.results.quality;
  sink.set_ratio("trips_arrived", 100 * q.trips_arrived, q.trips_expected);
  sink.set_ratio("trips_no_way", 100 * q.trips_no_way, q.trips_expected);
  sink.set_ratio("moved_on", 100 * q.vehicles_moved_on, q.trips_expected);
  if (input.results.iterations.empty()) return;
  sink.set("relative_gap", 100 * q.relative_gap);
  sink.set("route_gap", 100 * q.route_gap);
}

}  // namespace mwendo
