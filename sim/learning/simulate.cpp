#include "sim/learning/simulate.h"

#include <sys/resource.h>

#include <chrono>

#include "sim/active/active_flows.h"

namespace mwendo {
namespace {

constexpr double kShareOfChoice = 0.1;  // of an iteration's time, for the progress bar

std::size_t peak_memory_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

void report(const SimulationWatch& watch, const SimulationOptions& o, int iteration, double share,
            float time_s, const char* phase) {
  if (!watch.progress) return;
  const SimulationProgress p{iteration, o.iterations, (iteration + share) / o.iterations, time_s,
                             phase};
  if (!watch.progress(p)) throw Interrupted{};
}

DayOutcome run_day(const World& world, Learners& people, const SimulationOptions& o, int iteration,
                   const SimulationWatch& watch) {
  const Experience& known = people.experience();
  const DayOptions options{.from_s = o.from_s,
                           .to_s = o.to_s,
                           .warm_up_s = o.warm_up_s,
                           .seed = o.seed,
                           .threads = o.threads,
                           .number = static_cast<std::uint32_t>(known.days),
                           .new_way_share = new_way_share(known.days),
                           .first_day = known.days == 0};
  DaySimulation day({world, people.population(), known.links, &known.walkers, &people.ways(),
                     planned_runs(world, known)},
                    options);
  while (!day.done()) {
    day.step();
    if (watch.see && !watch.see(iteration, day)) throw Interrupted{};
    if (static_cast<int>(day.now()) % 60 != 0) continue;
    const double share = (day.now() - o.start_s()) / (o.to_s + options.clear_s - o.start_s());
    report(watch, o, iteration, kShareOfChoice + (1 - kShareOfChoice) * share, day.now(),
           "the day");
  }
  return day.finish();
}

double mean_travel_time(const std::vector<TripRecord>& trips, float from_s) {
  double sum = 0;
  double count = 0;
  for (const TripRecord& t : trips) {
    if (t.departure_s < from_s || !has_begun(t)) continue;
    sum += t.travel_time_s;
    ++count;
  }
  return count > 0 ? sum / count : 0;
}

// The results are of the period: the run-in is left out.
void take_last_day(DayOutcome day, RunResults& r) {
  day.tallies.forget_before(r.from_s);
  std::erase_if(day.trips, [&](const TripRecord& t) { return t.departure_s < r.from_s; });
  r.quality = day.quality;
  r.tallies = std::move(day.tallies);
  r.trips = std::move(day.trips);
  r.lines = std::move(day.lines);
  r.stops = std::move(day.stops);
  r.time_series = std::move(day.time_series);
}

void judge(RunResults& r, double gap) {
  r.quality.relative_gap = gap;
  r.quality.route_gap = r.iterations.back().route_gap;
  r.quality.mode_share_drift = r.iterations.back().mode_share_drift;
  r.quality.converged = converged({gap, r.quality.route_gap, r.quality.mode_share_drift});
}

}  // namespace

RunResults simulate(const World& world, Learners& people, const SimulationOptions& o,
                    const SimulationWatch& watch) {
  const auto begin = std::chrono::steady_clock::now();
  RunResults r;
  r.from_s = o.from_s;
  r.to_s = o.to_s;
  r.warm_up_s = o.warm_up_s;
  r.seed = o.seed;
  r.sample = o.sample;
  r.threads = o.threads;
  DayOutcome day;
  for (int k = 0; k < o.iterations; ++k) {
    report(watch, o, k, 0, o.start_s(), "choices");
    IterationRecord record = people.choose(k);
    record.iteration = k;
    day = {};  // frees the memory of the day before
    day = run_day(world, people, o, k, watch);
    record.mean_travel_time_s = mean_travel_time(day.trips, o.from_s);
    people.learn(day);
    record.route_gap = people.route_gap_of(day);
    r.traffic_seconds += day.traffic_seconds;
    r.vehicle_updates += day.vehicle_updates;
    r.iterations.push_back(record);
  }
  const double gap = people.gap_of(day);
  r.active = active_flows(world.network, world.transit, people.population(), day.trips, o.from_s,
                          o.to_s, o.threads);
  r.reactions = people.reactions();
  take_last_day(std::move(day), r);
  judge(r, gap);
  r.peak_memory_bytes = peak_memory_bytes();
  r.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return r;
}

}  // namespace mwendo
