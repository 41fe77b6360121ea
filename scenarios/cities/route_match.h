// The routes of a city on its streets.
//
//   const auto matched = match_routes(tables, streets);
//   for (const MatchedRoute& m : matched) if (m.good()) ...   // m.match.path
//
// Guarantees: one entry for each route of the table, in its order, for any number of threads.
#pragma once

#include <vector>

#include "network/conflate/street_ways.h"
#include "scenarios/cities/street_merge.h"

namespace mwendo {

struct MatchedRoute {
  std::uint32_t row = 0;  // index into CityTables::routes
  double traced_m = 0;
  conflate::StreetMatch match;
  // Found, and with the spurs left out as long as the trace to 15 %; spurs at most 30 % of it.
  [[nodiscard]] bool good() const;
  // The same streets the other way.
  [[nodiscard]] MatchedRoute reversed(const conflate::StreetGraph& streets) const;
};

[[nodiscard]] std::vector<MatchedRoute> match_routes(const CityTables& tables,
                                                     const CityStreets& streets, int threads = 1);

// A way along the streets at ground level, for corridors and drawn lines.
[[nodiscard]] conflate::StreetMatch match_on_ground(const CityStreets& streets, const Line& trace);

}  // namespace mwendo
