// The routes of a city on its network.
//
//   auto matched = match_routes(tables, network, threads);
//   for (const MatchedRoute& m : matched) if (m.good()) ...   // m.way.path
//
// Turns are free, and a route that is not found otherwise may run against one-way streets at a
// cost: its course shows that public transport makes the turn and runs there (network/conflate/
// trace_ways.h). The city network opens both afterwards.
// Guarantees: one entry for each route of the table, in its order, for any number of threads.
#pragma once

#include <span>
#include <vector>

#include "network/conflate/trace_ways.h"
#include "scenarios/cities/city_tables.h"

namespace mwendo {

struct MatchedRoute {
  std::uint32_t row = 0;  // index into CityTables::routes
  double traced_m = 0;
  conflate::TraceMatch way;
  conflate::TraceMatch back;  // the course the other way, if the table has that direction nowhere
  // Found, and with the spurs left out as long as the trace to 15 %; spurs at most 30 % of it.
  [[nodiscard]] bool good() const { return is_good(way); }
  [[nodiscard]] bool good_back() const { return is_good(back); }
  [[nodiscard]] bool is_good(const conflate::TraceMatch& match) const;
  // How much longer or shorter than the trace, spurs included, as a share; 1 if it is not good.
  [[nodiscard]] double off_length(const conflate::TraceMatch& match) const;
  [[nodiscard]] double off_length() const { return off_length(way); }
};

[[nodiscard]] std::vector<MatchedRoute> match_routes(const CityTables& tables,
                                                     const Network& network, int threads = 1);

// The same for courses of any origin, one way each: `row` is the number of the course. Where the
// way is not as long as the course within 3 %, other distances of anchors are tried and the best
// kept.
[[nodiscard]] std::vector<MatchedRoute> match_courses(std::span<const conflate::Line> courses,
                                                      const Network& network, int threads = 1);

// Routes of one number and kind are the directions of one line where the table gives both.
[[nodiscard]] std::string line_key(const RouteRow& route);

}  // namespace mwendo
