#include "sim/learning/simulate.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "sim/active/active_flows.h"

namespace mwendo {
namespace {

std::size_t peak_memory_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

void report(const SimulationHooks& hooks, const SimulationOptions& o, int iteration, double share,
            float time_s, const char* phase) {
  if (!hooks.progress) return;
  const SimulationProgress p{iteration, o.iterations, (iteration + share) / o.iterations, time_s,
                             phase};
  if (!hooks.progress(p)) throw Interrupted{};
}

DayOutcome run_day(const SimulationInput& in, const Population& people, const LinkTimes& believed,
                   const CrossingFlows& walkers, const SimulationOptions& o, int iteration,
                   const SimulationHooks& hooks) {
  DaySimulation day({in.network, in.transit, in.zones, in.figures, &people, &believed, &walkers},
                    {.from_s = o.from_s,
                     .to_s = o.to_s,
                     .clear_s = o.clear_s,
                     .seed = o.seed,
                     .sample = o.sample,
                     .threads = o.threads,
                     .saturation_scale = o.saturation_scale,
                     .news_share = 0.3F,
                     .first_day = o.days_learnt + iteration == 0});
  while (!day.done()) {
    day.step();
    if (hooks.watch && !hooks.watch(iteration, day)) throw Interrupted{};
    if (static_cast<int>(day.now()) % 60 != 0) continue;
    const double share = (day.now() - o.from_s) / (o.to_s + o.clear_s - o.from_s);
    report(hooks, o, iteration, 0.1 + 0.9 * share, day.now(), "the day");
  }
  return day.finish();
}

void learn_from(const SimulationInput& in, const SimulationOptions& o, int iteration,
                const DayOutcome& day, LinkTimes& believed) {
  const float share = std::max(0.25F, 1.0F / static_cast<float>(o.days_learnt + iteration + 1));
  const LinkTimes free_flow = free_flow_times(*in.network, o.from_s, o.to_s);
  believed.learn(experienced_times(*in.network, day.tallies, free_flow), share);
}

double mean_travel_time(const std::vector<TripRecord>& trips) {
  double sum = 0;
  double count = 0;
  for (const TripRecord& t : trips) {
    if (t.outcome != TripOutcome::arrived && t.outcome != TripOutcome::under_way) continue;
    sum += t.travel_time_s;
    ++count;
  }
  return count > 0 ? sum / count : 0;
}

}  // namespace

LinkTimes first_link_times(const Network& net, const CityFigures& figures, float from_s,
                           float to_s) {
  LinkTimes times = free_flow_times(net, from_s, to_s);
  for (std::size_t p = 0; p < times.periods; ++p)
    for (const LinkId l : net.links()) {
      const float observed = net.link.length_m[l] / (figures.peak_speed_kmh / 3.6F);
      float& seconds = times.seconds[p * times.links + l.value];
      seconds = std::max(seconds, observed * 0.8F);
    }
  return times;
}

RunResults simulate(const SimulationInput& in, Population& people, LinkTimes& believed,
                    CrossingFlows& walkers, const SimulationOptions& o,
                    const SimulationHooks& hooks) {
  const auto begin = std::chrono::steady_clock::now();
  RunResults r;
  r.from_s = o.from_s;
  r.to_s = o.to_s;
  r.seed = o.seed;
  r.sample = o.sample;
  r.threads = o.threads;
  DayOutcome day;
  for (int k = 0; k < o.iterations; ++k) {
    report(hooks, o, k, 0, o.from_s, "choices");
    IterationRecord record = hooks.choose(k);
    record.iteration = k;
    day = {};  // frees the memory of the day before
    day = run_day(in, people, believed, walkers, o, k, hooks);
    record.mean_travel_time_s = mean_travel_time(day.trips);
    learn_from(in, o, k, day, believed);
    walkers = crossing_flows(*in.network, *in.transit, people, day.trips, o.from_s, o.to_s);
    if (hooks.learn) hooks.learn(k, day);
    r.traffic_seconds += day.traffic_seconds;
    r.vehicle_updates += day.vehicle_updates;
    r.iterations.push_back(record);
  }
  r.quality = day.quality;
  r.quality.converged = !r.iterations.empty() &&
                        r.iterations.back().relative_gap < o.converged_gap &&
                        r.iterations.back().mode_share_drift < o.converged_drift;
  r.active = active_flows(*in.network, *in.transit, people, day.trips, o.from_s, o.to_s);
  r.tallies = std::move(day.tallies);
  r.trips = std::move(day.trips);
  r.lines = std::move(day.lines);
  r.stops = std::move(day.stops);
  r.time_series = std::move(day.time_series);
  r.peak_memory_bytes = peak_memory_bytes();
  r.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return r;
}

}  // namespace mwendo
