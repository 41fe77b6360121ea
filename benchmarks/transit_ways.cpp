// How many ways by public transport a core finds in a second on the lines of a city.
//
//   benchmark_transit_ways [SCENARIO] [SAMPLE]       nairobi/base 0.02
//
// For each trip of the sample the cheapest way in each mode of its city, by the planned service in
// the peak. Trips are asked as mode choice asks them: a search for each origin and mode, then a way
// for each trip. Searches count in the time, and so do their allocations.
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <new>

#include "network/base/input_error.h"
#include "scenarios/experiments/run_scenario.h"
#include "sim/population/synthesis.h"
#include "sim/transit/router/transit_router.h"

namespace {

std::atomic<std::uint64_t> allocations{0};

}  // namespace

void* operator new(std::size_t bytes) {
  ++allocations;
  if (void* p = std::malloc(bytes)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace mwendo {
namespace {

using Trips = std::vector<std::pair<Place, Place>>;

std::map<std::uint32_t, Trips> trips_by_origin(const World& world, const TransitRouter& router,
                                               double sample) {
  const Population people = synthesise(world.zones, world.figures, world.network,
                                       {.sample = sample, .from_s = 6 * 3600, .to_s = 9 * 3600});
  std::map<std::uint32_t, Trips> by_origin;
  for (const TripId t : people.trips())
    by_origin[router.group_of(people.trip.from[t].node)].emplace_back(people.trip.from[t],
                                                                      people.trip.to[t]);
  return by_origin;
}

struct Asked {
  std::uint64_t searches = 0, ways = 0, found = 0;
};

Asked ask(const TransitRouter& router, TransitRouter::Search& search, const RideGraph& rides,
          const std::map<std::uint32_t, Trips>& by_origin) {
  Asked asked;
  for (const auto& [group, trips] : by_origin)
    for (std::size_t m = 0; m < kTransitModes; ++m) {
      if (!router.has_mode(transit_mode(m))) continue;
      search.run(rides, group, transit_mode(m));
      ++asked.searches;
      for (const auto& [from, to] : trips) asked.found += search.best(from, to).found() ? 1 : 0;
      asked.ways += trips.size();
    }
  return asked;
}

PreparedScenario prepared(const std::string& name) {
  Problems problems;
  const Scenario s = load_scenario(name, problems);
  problems.throw_if_any();
  PreparedScenario base = prepare(s, GwpSet::ar6, problems);
  problems.throw_if_any();
  return base;
}

int run(const std::string& name, double sample) {
  const PreparedScenario base = prepared(name);
  const World& world = base.world;
  const TransitRouter router(world.network, world.transit, world.zones);
  const auto times = expected_times(world.network, world.transit, {.time_of_day_s = 7 * 3600});
  const RideGraph rides = router.rides(times, {});
  const auto by_origin = trips_by_origin(world, router, sample);
  TransitRouter::Search search(router);
  ask(router, search, rides, by_origin);  // its memory grows once
  const std::uint64_t before = allocations;
  const auto start = std::chrono::steady_clock::now();
  const Asked asked = ask(router, search, rides, by_origin);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print("{} lines, {} rides, {} searches, {} ways, {} found\n", world.transit.lines().size(),
             router.ride_count(), asked.searches, asked.ways, asked.found);
  fmt::print("{:.2f} s, {:.0f} ways a second, {:.2f} ms a search, {} allocations\n", seconds,
             static_cast<double>(asked.ways) / seconds,
             1000 * seconds / static_cast<double>(asked.searches), allocations - before);
  return 0;
}

}  // namespace
}  // namespace mwendo

int main(int argc, char** argv) {
  try {
    return mwendo::run(argc > 1 ? argv[1] : "nairobi/base",
                       argc > 2 ? std::strtod(argv[2], nullptr) : 0.02);
  } catch (const mwendo::InputError& e) {
    fmt::print(stderr, "{}\n", e.what());
    return 2;
  }
}
