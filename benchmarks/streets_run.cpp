#include "benchmarks/streets_run.h"

#include <cmath>
#include <cstdio>
#include <map>

#include "network/base/input_error.h"

namespace mwendo {
namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw InputError({"", 0, 0, what,
                    "use: benchmark_streets CITY [--sample S] [--days N] [--seed N] [--demand X] "
                    "[--cars X] [--motorcycles X] [--minibuses X] [--heads N] [--to HOUR] "
                    "[--warm-up MIN]"});
}

double number(const std::string& name, const std::string& text) {
  std::size_t read = 0;
  double value = 0;
  try {
    value = std::stod(text, &read);
  } catch (const std::exception&) {
    read = 0;
  }
  const bool good = value > 0 || (value == 0 && name == "--warm-up");
  if (read == 0 || read != text.size() || !good || !std::isfinite(value))
    refuse(name + " " + text + " is no positive number");
  return value;
}

// As many walks and rides as before, more or fewer trips by car and motorcycle.
void scale_demand(CityFigures& figures, const StreetsOptions& o) {
  double sum = 0;
  for (std::size_t m = 0; m < figures.observed_mode_share.size(); ++m) {
    const auto mode = static_cast<Mode>(m);
    double factor = 1;
    if (mode == Mode::car_driver || mode == Mode::car_passenger) factor = o.cars;
    if (mode == Mode::motorcycle_taxi || mode == Mode::own_motorcycle) factor = o.motorcycles;
    figures.observed_mode_share[m] *= static_cast<float>(factor);
    sum += static_cast<double>(figures.observed_mode_share[m]);
  }
  for (float& share : figures.observed_mode_share) share /= static_cast<float>(sum);
  figures.trips_per_person_day *= static_cast<float>(o.demand * sum);
}

void scale_departures(TransitSupply& transit, double factor) {
  for (const LineId l : transit.lines()) {
    if (transit.line.mode[l] != Mode::minibus && transit.line.mode[l] != Mode::bus) continue;
    transit.line.peak_headway_s[l] /= static_cast<float>(factor);
    transit.line.offpeak_headway_s[l] /= static_cast<float>(factor);
  }
}

StreetsDay figures_of(const DaySimulation& day) {
  const Tallies& tallies = day.traffic().tallies();
  const std::size_t last = tallies.period_at(day.now() - 1);
  double metres = 0, seconds = 0;
  for (std::uint32_t l = 0; l < tallies.links(); ++l) {
    const TallyCell cell = tallies.over_classes(LinkId{l}, last);
    metres += double{cell.total_distance_m()}, seconds += double{cell.total_time_s()};
  }
  StreetsDay d{.last_kmh = seconds > 0 ? 3.6 * metres / seconds : 0};
  for (const double persons : day.arrived_by_mode()) d.arrived += persons;
  return d;
}

void print_hour(const DaySimulation& day) {
  const TrafficCounts counts = day.traffic().counts();
  const StreetsDay now = figures_of(day);
  std::fprintf(stderr, "%02.0f:00 %.1f km/h, %.0f vehicles on the road, %.0f arrived\n",
               static_cast<double>(day.now()) / 3600, now.last_kmh, counts.entered - counts.left,
               now.arrived);
}

}  // namespace

StreetsOptions read_streets_options(const std::vector<std::string>& args) {
  if (args.empty() || args[0].starts_with("-")) refuse("no city");
  StreetsOptions o{.city = args[0]};
  const std::map<std::string, double*> numbers = {{"--sample", &o.sample},
                                                  {"--demand", &o.demand},
                                                  {"--cars", &o.cars},
                                                  {"--to", &o.to_h},
                                                  {"--motorcycles", &o.motorcycles},
                                                  {"--minibuses", &o.minibuses},
                                                  {"--warm-up", &o.warm_up_min}};
  for (std::size_t i = 1; i < args.size(); i += 2) {
    if (i + 1 == args.size()) refuse(args[i] + " has no value");
    const double value = number(args[i], args[i + 1]);
    if (const auto found = numbers.find(args[i]); found != numbers.end())
      *found->second = value;
    else if (args[i] == "--days")
      o.days = static_cast<int>(value);
    else if (args[i] == "--seed")
      o.seed = static_cast<std::uint64_t>(value);
    else if (args[i] == "--heads")
      o.heads = static_cast<std::size_t>(value);
    else
      refuse("unknown option " + args[i]);
  }
  return o;
}

StreetsRun run_streets(const StreetsOptions& o) {
  Problems problems;
  Scenario scenario = load_scenario(o.city + "/base", problems);
  scenario.from_s = 6.5 * 3600;
  scenario.to_s = o.to_h * 3600;
  scenario.warm_up_s = o.warm_up_min * 60;
  scenario.sample = o.sample;
  scenario.iterations = o.days;
  check_options(scenario, "benchmark_streets", problems);
  problems.throw_if_any();
  StreetsRun done{
      .base = prepare(scenario, GwpSet::ar6, problems), .run = {}, .tallies = {}, .days = {}};
  problems.throw_if_any();
  scale_demand(done.base.world.figures, o);
  scale_departures(done.base.world.transit, o.minibuses);
  RunRequest request{.seed = o.seed, .threads = 1, .stop_when_settled = false};
  request.watch = [&](int day, int days, const DaySimulation& now) {
    if (o.to_h > 10 && std::lround(now.now()) % 3600 == 0) print_hour(now);
    if (std::lround(now.now()) != std::lround(scenario.to_s)) return true;
    const StreetsDay& today = done.days.emplace_back(figures_of(now));
    std::fprintf(stderr, "day %d: %.1f km/h in the last quarter, %.0f arrived\n", day + 1,
                 today.last_kmh, today.arrived);
    if (day + 1 == days) done.tallies = now.traffic().tallies();
    return true;
  };
  done.run = run_scenario(done.base, done.base, request);
  done.tallies.forget_before(static_cast<float>(scenario.from_s));
  return done;
}

}  // namespace mwendo
