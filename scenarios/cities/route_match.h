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
};

[[nodiscard]] std::vector<MatchedRoute> match_routes(const CityTables& tables,
                                                     const Network& network, int threads = 1);

// Routes of one number and kind are the directions of one line where the table gives both.
[[nodiscard]] std::string line_key(const RouteRow& route);

}  // namespace mwendo
