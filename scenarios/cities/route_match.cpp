#include "scenarios/cities/route_match.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kShortestRoute = 600;
constexpr double kMostSpurs = 0.3;  // of the trace
constexpr double kAgainst = 6;      // a metre against a one-way street is worth this many

// Good matches by line: two where the table gives both directions.
std::map<std::string, int> directions_of(const CityTables& tables,
                                         const std::vector<MatchedRoute>& matched) {
  std::map<std::string, int> count;
  if (!tables.profile.routes_both_ways) return count;
  for (const MatchedRoute& m : matched)
    if (m.good()) ++count[line_key(tables.routes[m.row])];
  return count;
}

// With the one-way streets if the route can be found so, else against some of them.
struct RouteMatcher {
  LineMatcher<TraceWays> along, against;
  TraceMatch match(const Line& line, const MatchedRoute& route) {
    TraceMatch found = along.match(line);
    return route.is_good(found) ? found : against.match(line);
  }
};

}  // namespace

std::string line_key(const RouteRow& route) {
  return (route.minibus ? "minibus " : "bus ") + route.short_name;
}

bool MatchedRoute::is_good(const TraceMatch& match) const {
  return match.found() && traced_m >= kShortestRoute && match.dropped_m <= kMostSpurs * traced_m &&
         std::abs(match.length_m + match.dropped_m - traced_m) <= 0.15 * traced_m;
}

std::vector<MatchedRoute> match_routes(const CityTables& tables, const Network& network,
                                       int threads) {
  std::vector<MatchedRoute> matched(tables.routes.size());
  const TraceWays along(network, {.who = kBus});
  const TraceWays against(network, {.who = kBus, .against = kAgainst});
  const auto match_each = [&](auto&& match) {
#pragma omp parallel num_threads(threads)
    {
      RouteMatcher matcher{LineMatcher(along), LineMatcher(against)};
#pragma omp for schedule(dynamic, 8)
      for (std::size_t r = 0; r < matched.size(); ++r) match(matcher, matched[r], tables.routes[r]);
    }
  };
  match_each([&](auto& matcher, MatchedRoute& m, const RouteRow& row) {
    m.row = static_cast<std::uint32_t>(&row - tables.routes.data());
    m.traced_m = length_of(row.line);
    m.way = matcher.match(row.line, m);
  });
  const auto directions = directions_of(tables, matched);
  match_each([&](auto& matcher, MatchedRoute& m, const RouteRow& row) {
    const auto known = directions.find(line_key(row));
    if (m.good() && (known == directions.end() || known->second == 1))
      m.back = matcher.match({row.line.rbegin(), row.line.rend()}, m);
  });
  return matched;
}

}  // namespace mwendo
