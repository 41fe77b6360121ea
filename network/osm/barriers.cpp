// Barriers on streets.
#include "network/osm/street_pieces.h"

namespace mwendo {

void close_barriers(StreetPieces& streets, BuildReport& report) {
  for (std::uint32_t spot = 0; spot < streets.spots.size(); ++spot) {
    const StreetSpot& s = streets.spots[spot];
    if (s.closed_to == 0 || streets.at[spot].size() < 2) continue;
    if (streets.at[spot].size() > 2) {
      report.add("barriers on junctions, not used", "node " + std::to_string(s.osm_id));
      streets.spots[spot].closed_to = 0;
      continue;
    }
    const std::uint32_t p = streets.at[spot][0];
    const std::uint32_t q = streets.at[spot][1];
    for (const auto& [from, to] : {std::pair(p, q), std::pair(q, p)}) {
      const std::uint32_t in = 2 * from + (streets.pieces[from].b == spot ? 0U : 1U);
      const std::uint32_t out = 2 * to + (streets.pieces[to].a == spot ? 0U : 1U);
      streets.forbid(in, out, s.closed_to);
      streets.allowed.insert({in, in ^ 1U});
    }
  }
}

}  // namespace mwendo
