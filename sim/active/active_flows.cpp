#include "sim/active/active_flows.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/active/active_graph.h"

namespace mwendo {
namespace {

struct ActiveTrip {
  NodeId from;
  NodeId to;
  std::uint32_t period;
};

bool on_foot(Mode m) { return m == Mode::walk; }
bool on_bicycle(Mode m) { return m == Mode::bicycle || m == Mode::shared_bicycle; }

// Adds the ways of trips that are sorted by origin.
void lay_trips(const PathGraph& graph, const std::vector<ActiveTrip>& trips, std::size_t periods,
               float weight, std::vector<float>& flow) {
  PathSearch search(graph);
  for (std::size_t i = 0; i < trips.size(); ++i) {
    if (i == 0 || trips[i].from != trips[i - 1].from) search.run(trips[i].from);
    if (!search.reached(trips[i].to)) continue;
    search.visit_back(trips[i].to, [&](LinkId l) {
      flow[l.value * periods + trips[i].period] += weight;
    });
  }
}

}  // namespace

ActiveFlows active_flows(const Network& net, const Population& people,
                         std::span<const TripRecord> trips, float from_s, float to_s) {
  ActiveFlows flows;
  const Tallies clock(0, from_s, to_s);
  flows.periods = clock.periods();
  std::vector<ActiveTrip> walks;
  std::vector<ActiveTrip> rides;
  for (const TripRecord& r : trips) {
    const NodeId from = people.trip.from[r.trip].node;
    const NodeId to = people.trip.to[r.trip].node;
    if (from == to || (!on_foot(r.mode) && !on_bicycle(r.mode))) continue;
    const auto period = static_cast<std::uint32_t>(clock.period_at(r.departure_s));
    (on_foot(r.mode) ? walks : rides).push_back({from, to, period});
  }
  const std::size_t cells = net.links().size() * flows.periods;
  flows.walkers.assign(cells, 0);
  flows.cyclists.assign(cells, 0);
  const auto by_origin = [](const ActiveTrip& a, const ActiveTrip& b) { return a.from < b.from; };
  std::stable_sort(walks.begin(), walks.end(), by_origin);
  std::stable_sort(rides.begin(), rides.end(), by_origin);
  lay_trips(foot_graph(net), walks, flows.periods, people.expansion, flows.walkers);
  lay_trips(bicycle_graph(net), rides, flows.periods, people.expansion, flows.cyclists);
  return flows;
}

}  // namespace mwendo
