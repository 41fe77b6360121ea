#include "scenarios/cities/route_match.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kShortestRoute = 600;
constexpr double kMostSpurs = 0.3;  // of the trace
constexpr double kCloseLength = 0.03;
constexpr double kExact = 0.5;        // m, mean distance of a course that is drawn on the links
constexpr double kNearAnchors = 120;  // m; distances of anchors that are tried for a nearer way
constexpr double kFarAnchors = 300;
constexpr double kAgainst = 6;  // a metre against a one-way street is worth this many

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

void keep_better(MatchedRoute& m, TraceMatch other) {
  if (m.off_length(other) < m.off_length()) m.way = std::move(other);
}

// Nearer anchors hold the way on the carriageway of the course.
void keep_nearer(MatchedRoute& m, RouteMatcher& matcher, const Line& line, double anchor_m) {
  if (m.way.deviation_m <= kExact || anchor_m < kNearAnchors || anchor_m > kFarAnchors) return;
  TraceMatch other = matcher.along.match(line);
  if (m.off_length(other) <= kCloseLength && other.deviation_m < m.way.deviation_m)
    m.way = std::move(other);
}

// Matches courses by several threads.
class CourseMatcher {
 public:
  CourseMatcher(const Network& network, int threads,
                const MatchRule& rule = TraceWays::default_rule())
      : rule_(rule),
        along_(network, {.who = kBus}),
        against_(network, {.who = kBus, .against = kAgainst}),
        threads_(threads) {}

  template <class F>
  void for_each(std::vector<MatchedRoute>& matched, F&& f) const {
#pragma omp parallel num_threads(threads_)
    {
      RouteMatcher matcher{LineMatcher(along_, rule_), LineMatcher(against_, rule_)};
#pragma omp for schedule(dynamic, 8)
      for (std::size_t r = 0; r < matched.size(); ++r) f(matcher, matched[r]);
    }
  }

  [[nodiscard]] std::vector<MatchedRoute> match(const std::vector<const Line*>& courses) const {
    std::vector<MatchedRoute> matched(courses.size());
    for (std::size_t r = 0; r < matched.size(); ++r) {
      matched[r].row = static_cast<std::uint32_t>(r);
      matched[r].traced_m = length_of(*courses[r]);
    }
    for_each(matched,
             [&](RouteMatcher& one, MatchedRoute& m) { m.way = one.match(*courses[m.row], m); });
    return matched;
  }

 private:
  MatchRule rule_;
  TraceWays along_, against_;
  int threads_;
};

}  // namespace

std::string line_key(const RouteRow& route) {
  return (route.minibus ? "minibus " : "bus ") + route.short_name;
}

bool MatchedRoute::is_good(const TraceMatch& match) const {
  return match.found() && traced_m >= kShortestRoute && match.dropped_m <= kMostSpurs * traced_m &&
         std::abs(match.length_m + match.dropped_m - traced_m) <= 0.15 * traced_m;
}

double MatchedRoute::off_length(const TraceMatch& match) const {
  if (!is_good(match)) return 1;
  return std::abs(match.length_m + match.dropped_m - traced_m) / traced_m;
}

std::vector<MatchedRoute> match_routes(const CityTables& tables, const Network& network,
                                       int threads) {
  const CourseMatcher matcher(network, threads);
  std::vector<const Line*> courses;
  for (const RouteRow& row : tables.routes) courses.push_back(&row.line);
  std::vector<MatchedRoute> matched = matcher.match(courses);
  const auto directions = directions_of(tables, matched);
  matcher.for_each(matched, [&](RouteMatcher& one, MatchedRoute& m) {
    const RouteRow& row = tables.routes[m.row];
    const auto known = directions.find(line_key(row));
    if (m.good() && (known == directions.end() || known->second == 1))
      m.back = one.match({row.line.rbegin(), row.line.rend()}, m);
  });
  return matched;
}

std::vector<MatchedRoute> match_courses(std::span<const Line> courses, const Network& network,
                                        int threads) {
  std::vector<const Line*> lines;
  for (const Line& line : courses) lines.push_back(&line);
  std::vector<MatchedRoute> matched = CourseMatcher(network, threads).match(lines);
  for (const double anchor_m : {300.0, 200.0, 120.0, 80.0, 650.0, 900.0}) {
    MatchRule rule = TraceWays::default_rule();
    rule.anchor_m = anchor_m;
    rule.candidates = 8;
    CourseMatcher(network, threads, rule)
        .for_each(matched, [&](RouteMatcher& one, MatchedRoute& m) {
          if (m.off_length() <= kCloseLength) return keep_nearer(m, one, *lines[m.row], anchor_m);
          keep_better(m, one.along.match(*lines[m.row]));
          if (m.off_length() > kCloseLength) keep_better(m, one.against.match(*lines[m.row]));
        });
  }
  return matched;
}

}  // namespace mwendo
