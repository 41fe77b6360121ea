#include "scenarios/cities/route_match.h"

#include <algorithm>
#include <cmath>

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kShortestRoute = 600;
constexpr double kMostSpurs = 0.3;  // of the trace

std::vector<float> ground_only(const StreetGraph& streets) {
  std::vector<float> reluctance;
  for (const StreetEdge& e : streets.edges) {
    reluctance.push_back(e.from.rank >= kRankElevated ? 0.0F : 1.0F);
  }
  return reluctance;
}

}  // namespace

bool MatchedRoute::good() const {
  return match.found() && traced_m >= kShortestRoute && match.dropped_m <= kMostSpurs * traced_m &&
         std::abs(match.length_m + match.dropped_m - traced_m) <= 0.15 * traced_m;
}

MatchedRoute MatchedRoute::reversed(const StreetGraph& streets) const {
  MatchedRoute other = *this;
  if (!match.found()) return other;
  std::reverse(other.match.path.begin(), other.match.path.end());
  for (Way& w : other.match.path) w.forward = !w.forward;
  other.match.start_m = streets.edges[match.path.back().edge].length_m - match.end_m;
  other.match.end_m = streets.edges[match.path.front().edge].length_m - match.start_m;
  return other;
}

std::vector<MatchedRoute> match_routes(const CityTables& tables, const CityStreets& streets,
                                       int threads) {
  std::vector<MatchedRoute> matched(tables.routes.size());
  const StreetIndex index(streets.graph, 200);
  const auto reluctance = ground_only(streets.graph);
#pragma omp parallel num_threads(threads)
  {
    LineMatcher matcher(StreetWays(streets.graph, index, reluctance));
#pragma omp for schedule(dynamic, 8)
    for (std::size_t r = 0; r < matched.size(); ++r) {
      matched[r].row = static_cast<std::uint32_t>(r);
      matched[r].traced_m = length_of(tables.routes[r].line);
      matched[r].match = matcher.match(tables.routes[r].line);
    }
  }
  return matched;
}

StreetMatch match_on_ground(const CityStreets& streets, const Line& trace) {
  const StreetIndex index(streets.graph, 200);
  return LineMatcher(StreetWays(streets.graph, index, ground_only(streets.graph))).match(trace);
}

}  // namespace mwendo
