// The scenes that benchmarks/regress counts instructions of. Each is prepared first; then its
// measured part runs inside `mwendo_measured`, at which callgrind begins and ends to count.
//
//   benchmark_regress              all scenes, with processor seconds
//   benchmark_regress SCENE...     these
//   benchmark_regress --list       names
//   benchmark_regress --compiler   what the counts belong to
//
// One thread; same work in every run: nothing depends on time, addresses or the environment.
#include <fmt/format.h>

#include <cstring>
#include <ctime>
#include <filesystem>
#include <memory>

#include "benchmarks/regress_city.h"
#include "network/assembly/generate.h"
#include "network/network_file.h"
#include "network/routing/link_order.h"
#include "network/routing/router.h"
#include "tests/support/traffic_scenes.h"

namespace {

using namespace mwendo;

// What scenes leave for the next ones, so that nothing is optimised away.
volatile double sink = 0;

struct Routing {
  Network net;
  RoadGraph road;
  std::vector<CchWeight> weights;
  CchOrder order;
  std::unique_ptr<Cch> cch;
  CchMetric metric;
};

Routing& routing() {
  static Routing r = [] {
    Routing made;
    made.net = generate_grid({.rows = 40, .columns = 40});
    made.road = make_road_graph(made.net, kCar);
    made.weights = road_weights(made.road, free_flow_seconds(made.net));
    made.order = link_order(made.net);
    made.cch = std::make_unique<Cch>(made.order, made.road.graph);
    made.metric = made.cch->customise(made.weights);
    return made;
  }();
  return r;
}

// Kept while its traffic runs.
const Scene& scene_of(const FleetMix& mix) {
  static Scene scene;
  scene = city_scene(22, 22, 8000, 1, mix);
  return scene;
}

std::filesystem::path folder() {
  static const std::filesystem::path made = [] {
    std::string name = (std::filesystem::temp_directory_path() / "mwendo-regress-XXXXXX").string();
    return std::filesystem::path(mkdtemp(name.data()));
  }();
  return made;
}

// After the traffic has filled: the state from which the measured steps start.
std::unique_ptr<Traffic> filled(const Scene& scene, float until_s) {
  auto traffic = std::make_unique<Traffic>(scene.net, TrafficOptions{.to_s = 3600});
  run_scene(scene, *traffic, until_s, [](Traffic&) {});
  return traffic;
}

// Traffic that is about to be measured.
std::unique_ptr<Traffic> traffic;

void prepare_traffic(const FleetMix& mix) { traffic = filled(scene_of(mix), 1200); }

void run_traffic() {
  for (int i = 0; i < 300; ++i) traffic->step();
  sink = static_cast<double>(traffic->state_hash());
}

void run_queries() {
  Routing& r = routing();
  CchQuery query(*r.cch, r.metric);
  std::vector<std::uint32_t> arcs;
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    sum += query.run(i * 7919 % r.cch->node_count(), i * 104729 % r.cch->node_count());
    query.path(arcs);
    sum += arcs.size();
  }
  sink = static_cast<double>(sum);
}

struct Case {
  const char* name;
  void (*prepare)();
  void (*run)();
};

const Case kCases[] = {
    {"network_build", [] {},
     [] { sink = static_cast<double>(generate_grid({.rows = 40, .columns = 40}).links().size()); }},
    {"network_load", [] { save_network(routing().net, folder()); },
     [] { sink = static_cast<double>(load_network(folder()).links().size()); }},
    {"cch_order", [] { routing(); },
     [] { sink = static_cast<double>(link_order(routing().net).node_at.size()); }},
    {"cch_contract", [] { routing(); },
     [] { sink = Cch(routing().order, routing().road.graph).arc_count(); }},
    {"cch_customise", [] { routing(); },
     [] {
       const CchMetric metric = routing().cch->customise(routing().weights);
       sink = static_cast<double>(metric.forward.arcs.size());
     }},
    {"cch_query", [] { routing(); }, run_queries},
    {"traffic_cars", [] { prepare_traffic({}); }, run_traffic},
    {"traffic_mixed", [] { prepare_traffic({.motorcycle = 0.35, .minibus = 0.15, .truck = 0.05}); },
     run_traffic},
    {"small_city", prepare_small_city, [] { sink = run_small_city(); }},
};

}  // namespace

// Where callgrind begins and ends to count.
extern "C" [[gnu::noinline]] void mwendo_measured(void (*work)()) {
  work();
  sink = sink + 1;  // keeps the call from becoming a jump
}

namespace {

std::uint64_t updates() { return traffic ? traffic->counts().updates : 0; }

void run(const Case& c) {
  traffic.reset();
  c.prepare();
  const std::uint64_t before = updates();
  const std::clock_t begin = std::clock();
  mwendo_measured(c.run);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  fmt::print("{} {:.6f} {}\n", c.name, seconds, updates() - before);
  std::fflush(stdout);
}

bool wanted(const Case& c, int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (std::strcmp(argv[i], c.name) == 0) return true;
  return argc == 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--compiler") == 0) {
    fmt::print("{} {}\n", MWENDO_COMPILER, sizeof(void*) * 8);
    return 0;
  }
  for (const Case& c : kCases) {
    if (argc == 2 && std::strcmp(argv[1], "--list") == 0)
      fmt::print("{}\n", c.name);
    else if (wanted(c, argc, argv))
      run(c);
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder(), ignored);
  return 0;
}
