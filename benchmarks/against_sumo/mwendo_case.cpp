// Runs a SUMO net and routes in Mwendo and prints one line of JSON for benchmarks/against_sumo.
//
//   benchmark_mwendo_case NET ROUTES SECONDS [threads] [LINKS.csv] [STEPS.csv]
//
// LINKS.csv: edge, vehicles, mean seconds on the edge. STEPS.csv: state every 100 s.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "scenarios/formats/sumo/route_trips.h"
#include "scenarios/formats/sumo/run.h"

namespace {

using namespace mwendo;

void write_links(const char* path, const SumoNet& net, const Tallies& tallies) {
  std::FILE* out = std::fopen(path, "w");
  if (!out) throw RunError(fmt::format("cannot write {}", path));
  fmt::print(out, "edge,vehicles,seconds\n");
  for (const LinkId l : net.net.links()) {
    const TallyCell cell = tallies.over_all(l);
    if (cell.vehicles > 0)
      fmt::print(out, "{},{},{:.3f}\n", net.edge_of(l), cell.vehicles,
                 cell.total_time_s() / cell.vehicles);
  }
  std::fclose(out);
}

void write_step(std::FILE* out, const Traffic& t) {
  double vehicles = 0;
  double speed = 0;
  t.load(vehicles, speed);
  fmt::print(out, "{},{},{:.3f},{},{}\n", t.now(), vehicles, speed / std::max(vehicles, 1.0),
             t.counts().moved_on, t.counts().improvised_turns);
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int run(int argc, char** argv) {
  const auto begin = std::chrono::steady_clock::now();
  const auto since = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const SumoNet net = read_sumo_net(argv[1]);
  const double net_s = since();
  const double net_cpu_s = cpu_seconds();
  SumoDemand demand = read_sumo_routes(argv[2], net);
  route_trips(demand, net);
  const double load_s = since();
  SumoRunOptions options;
  options.traffic.to_s = static_cast<float>(std::atof(argv[3]));
  options.traffic.threads = argc > 4 ? std::atoi(argv[4]) : 1;
  std::FILE* steps = argc > 6 ? std::fopen(argv[6], "w") : nullptr;
  if (steps) fmt::print(steps, "time,running,speed_mps,moved_on,improvised\n");
  const auto each = [&](const Traffic& t) {
    if (steps && static_cast<int>(t.now()) % 100 == 0) write_step(steps, t);
    return true;
  };
  const double before_cpu_s = cpu_seconds();
  const SumoRun r = run_sumo(net, demand, options, each);
  const double run_cpu_s = cpu_seconds() - before_cpu_s;
  if (steps) std::fclose(steps);
  if (argc > 5) write_links(argv[5], net, r.tallies);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "{{\"links\": {}, \"lanes\": {}, \"trips\": {}, \"net_load_s\": {:.3f}, "
      "\"net_load_cpu_s\": {:.3f}, \"load_s\": {:.3f}, \"wall_s\": {:.3f}, "
      "\"run_cpu_s\": {:.3f}, \"updates\": {}, \"finished\": {}, "
      "\"waiting\": {}, \"on_road\": {}, \"travel_s\": {:.1f}, \"speed_mps\": {:.2f}, "
      "\"moved_on\": {}, \"improvised\": {}, \"rss_mb\": {:.0f}}}\n",
      net.net.links().size(), net.net.lanes().size(), demand.trips.size(), net_s, net_cpu_s, load_s,
      r.wall_s, run_cpu_s, r.counts.updates, r.finished, r.waiting, r.counts.in_network,
      r.mean_travel_s, r.mean_speed_mps, r.counts.moved_on, r.counts.improvised_turns,
      static_cast<double>(usage.ru_maxrss) / 1024);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("use: benchmark_mwendo_case NET ROUTES SECONDS [threads] [LINKS.csv]\n", stderr);
    return 2;
  }
  try {
    return run(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 2;
  }
}
