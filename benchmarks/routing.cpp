// Routing: order, contraction, customisation and query of the hierarchy beside Boost.Graph.
//
//   benchmark_routing                       # prints a verdict per network, then the timings
//
// Networks: a generated grid of 100,000 nodes and, if MWENDO_TEST_DATA (or ../shared/data beside
// the sources) holds it, Liechtenstein from OpenStreetMap.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <ctime>
#include <functional>
#include <memory>
#include <string>

#include "benchmarks/routing_networks.h"
#include "network/routing/cch.h"
#include "network/routing/link_order.h"
#include "network/routing/road_graph.h"
#include "tests/support/reference_paths.h"

namespace {

using namespace mwendo;

struct Case {
  std::string name;
  CsrGraph graph;
  std::vector<CchWeight> weights;
  std::function<CchOrder()> make_order;
  CchOrder order;
  std::unique_ptr<Cch> cch;
  CchMetric metric;
  std::unique_ptr<ReferencePaths> reference;
};

// Spread over the graph without pattern; the same pairs for both.
std::uint32_t node_of(const Case& c, std::uint64_t i) {
  return static_cast<std::uint32_t>((i * 0x9E3779B97F4A7C15ULL >> 20U) % c.graph.node_count());
}

// Seconds of processor time, which others on the machine do not take away.
template <class Work>
double seconds_of(Work work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// Boost.Graph as its documentation shows it (distances to all nodes), and stopped at the target.
void report_ratio(Case& c) {
  constexpr std::uint64_t kPairs = 30;
  constexpr std::uint64_t kRepeats = 20;
  std::uint64_t check = 0;
  const double plain = seconds_of([&] {
    for (std::uint64_t i = 0; i < kPairs; ++i)
      check += c.reference->from(node_of(c, 2 * i))[node_of(c, 2 * i + 1)];
  });
  const double stopped = seconds_of([&] {
    for (std::uint64_t i = 0; i < kPairs; ++i)
      benchmark::DoNotOptimize(c.reference->between(node_of(c, 2 * i), node_of(c, 2 * i + 1)));
  });
  CchQuery query(*c.cch, c.metric);
  std::uint64_t ours = 0;
  const double clever = seconds_of([&] {
                          for (std::uint64_t r = 0; r < kRepeats; ++r)
                            for (std::uint64_t i = 0; i < kPairs; ++i)
                              ours += query.run(node_of(c, 2 * i), node_of(c, 2 * i + 1));
                        }) /
                        kRepeats;
  fmt::print(
      "{}: {} nodes, {} arcs, hierarchy {} arcs ({} searched); ms per query: Boost.Graph "
      "{:.3f}, stopped at the target {:.3f}, hierarchy {:.4f}; {:.0f} and {:.0f} times "
      "faster, sums {}\n",
      c.name, c.graph.node_count(), c.graph.arc_count(), c.cch->arc_count(),
      c.metric.forward.arcs.size() + c.metric.backward.arcs.size(), 1000 * plain / kPairs,
      1000 * stopped / kPairs, 1000 * clever / kPairs, plain / clever, stopped / clever,
      ours == kRepeats * check ? "equal" : "DIFFER");
}

void add(std::vector<std::unique_ptr<Case>>& cases, std::string name, CsrGraph graph,
         std::vector<CchWeight> weights, std::function<CchOrder()> make_order) {
  auto c = std::make_unique<Case>();
  c->name = std::move(name);
  c->graph = std::move(graph);
  c->weights = std::move(weights);
  c->make_order = std::move(make_order);
  c->order = c->make_order();
  c->cch = std::make_unique<Cch>(c->order, c->graph);
  c->metric = c->cch->customise(c->weights);
  c->reference = std::make_unique<ReferencePaths>(c->graph, c->weights);
  report_ratio(*c);
  cases.push_back(std::move(c));
}

void register_benchmarks(Case& c) {
  using benchmark::RegisterBenchmark;
  RegisterBenchmark(("order/" + c.name).c_str(), [&c](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(c.make_order());
  })->Unit(benchmark::kMillisecond);
  RegisterBenchmark(("contract/" + c.name).c_str(), [&c](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(Cch(c.order, c.graph));
  })->Unit(benchmark::kMillisecond);
  RegisterBenchmark(("customise/" + c.name).c_str(), [&c](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(c.cch->customise(c.weights));
  })->Unit(benchmark::kMillisecond);
  RegisterBenchmark(("query/" + c.name).c_str(), [&c](benchmark::State& state) {
    CchQuery query(*c.cch, c.metric);
    std::uint64_t i = 0;
    for (auto _ : state) {
      benchmark::DoNotOptimize(query.run(node_of(c, i), node_of(c, i + 1)));
      i += 2;
    }
  })->Unit(benchmark::kMicrosecond);
  RegisterBenchmark(("query_and_path/" + c.name).c_str(), [&c](benchmark::State& state) {
    CchQuery query(*c.cch, c.metric);
    std::vector<std::uint32_t> arcs;
    std::uint64_t i = 0;
    for (auto _ : state) {
      query.run(node_of(c, i), node_of(c, i + 1));
      query.path(arcs);
      benchmark::DoNotOptimize(arcs.data());
      i += 2;
    }
  })->Unit(benchmark::kMicrosecond);
  RegisterBenchmark(("boost_dijkstra/" + c.name).c_str(), [&c](benchmark::State& state) {
    std::uint64_t i = 0;
    for (auto _ : state) {
      benchmark::DoNotOptimize(c.reference->between(node_of(c, i), node_of(c, i + 1)));
      i += 2;
    }
  })->Unit(benchmark::kMicrosecond);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  std::vector<std::unique_ptr<Case>> cases;
  const auto networks = mwendo::routing_networks();
  for (const auto& [name, net] : networks) {
    const RoadGraph road = make_road_graph(net, kCar);
    add(cases, name + "_car", road.graph, road_weights(road, free_flow_seconds(net)),
        [&net] { return link_order(net); });
    const StreetGraph walk = make_walk_graph(net);
    add(cases, name + "_walk", walk.graph, length_weights(net, walk),
        [graph = walk.graph] { return metis_order(graph); });
  }
  for (auto& c : cases) register_benchmarks(*c);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
