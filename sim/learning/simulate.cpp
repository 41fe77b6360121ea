#include "sim/learning/simulate.h"

#include <sys/resource.h>

#include <chrono>

#include "sim/active/active_flows.h"
#include "sim/learning/course.h"

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

DayOptions options_of_day(const SimulationOptions& o, int days_before) {
  return {.from_s = o.from_s,
          .to_s = o.to_s,
          .warm_up_s = o.warm_up_s,
          .seed = o.seed,
          .threads = o.threads,
          .number = static_cast<std::uint32_t>(days_before),
          .new_way_share = new_way_share(days_before),
          .first_day = days_before == 0};
}

// The days of a run, one after the other.
class Days {
 public:
  Days(const World& world, Learners& people, const SimulationOptions& o,
       const SimulationWatch& watch)
      : world_(world), people_(people), o_(o), watch_(watch) {}

  // A short day begins with the state of the last whole one that was kept.
  DayOutcome run(int iteration, bool whole, bool keeps) {
    const Experience& known = people_.experience();
    const DayInput input{world_,         people_.population(), known.links,
                         &known.walkers, &people_.ways(),      planned_runs(world_, known)};
    const DayOptions options = options_of_day(o_, known.days);
    DaySimulation day =
        whole ? DaySimulation(input, options) : DaySimulation(input, options, state_);
    while (!day.done()) {
      if (keeps && day.now() >= o_.from_s) {
        state_ = day.save();
        keeps = false;
      }
      day.step();
      look(day, iteration, options.to_s + options.clear_s);
    }
    return day.finish();
  }

 private:
  void look(const DaySimulation& day, int iteration, float end_s) const {
    if (watch_.see && !watch_.see(iteration, day)) throw Interrupted{};
    if (static_cast<int>(day.now()) % 60 != 0) return;
    const double share = (day.now() - o_.start_s()) / (end_s - o_.start_s());
    report(watch_, o_, iteration, kShareOfChoice + (1 - kShareOfChoice) * share, day.now(),
           "the day");
  }

  const World& world_;
  Learners& people_;
  const SimulationOptions& o_;
  const SimulationWatch& watch_;
  std::vector<char> state_;  // of the last whole day at from_s
};

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
  r.service = std::move(day.service);
  r.time_series = std::move(day.time_series);
}

double vehicle_km(const Tallies& tallies) {
  double m = 0;
  for (std::size_t c = 0; c < kVehicleClassCount; ++c)
    m += static_cast<double>(tallies.over_links(static_cast<VehicleClass>(c)).total_distance_m());
  return m / 1000;
}

void judge(RunResults& r, const Settlement& s) {
  r.quality.relative_gap = s.relative_gap;
  r.quality.route_gap = s.route_gap;
  r.quality.mode_share_drift = s.mode_share_drift;
  r.quality.figures_drift = s.figures_drift;
  r.quality.converged = converged(s);
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
  Days days(world, people, o, watch);
  Course course(o);
  for (int k = 0; k < course.end(); ++k) {
    report(watch, o, k, 0, o.start_s(), "choices");
    IterationRecord record = people.choose(k);
    record.iteration = k;
    day = {};  // frees the memory of the day before
    record.whole = course.is_whole(k);
    day = days.run(k, record.whole, record.whole && course.has_short_days());
    record.mean_travel_time_s = mean_travel_time(day.trips, o.from_s);
    record.vehicle_km = vehicle_km(day.tallies);
    people.learn(day);
    record.relative_gap = people.relative_gap();
    record.route_gap = people.route_gap_of(day);
    r.traffic_seconds += day.traffic_seconds;
    r.vehicle_updates += day.vehicle_updates;
    r.iterations.push_back(record);
    if (course.go_on(r.iterations)) people.end_settling(course.first_compared());
  }
  r.active = active_flows(world.network, world.transit, people.population(), day.trips, o.from_s,
                          o.to_s, o.threads);
  r.reactions = people.reactions();
  take_last_day(std::move(day), r);
  judge(r, course.settlement(r.iterations));
  r.peak_memory_bytes = peak_memory_bytes();
  r.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return r;
}

}  // namespace mwendo
