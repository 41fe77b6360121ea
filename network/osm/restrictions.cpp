#include <algorithm>
#include <map>

#include "network/osm/street_pieces.h"

namespace mwendo {
namespace {

std::int64_t way_at_start(const StreetPieces& s, std::uint32_t directed) {
  const StreetPiece& p = s.pieces[directed / 2];
  return directed % 2 == 0 ? p.first_way : p.last_way;
}

// Directed pieces that leave a spot.
std::vector<std::uint32_t> leaving(const StreetPieces& s, std::uint32_t spot) {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t p : s.at[spot])
    for (const std::uint32_t d : {2 * p, 2 * p + 1})
      if (s.start_of(d) == spot && s.open(d)) found.push_back(d);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace

void apply_restrictions(StreetPieces& streets, const std::vector<OsmRestriction>& restrictions,
                        BuildReport& report) {
  streets.index();
  std::map<std::int64_t, std::uint32_t> spot_of;
  for (std::uint32_t i = 0; i < streets.spots.size(); ++i)
    if (!streets.at[i].empty()) spot_of[streets.spots[i].osm_id] = i;
  for (const OsmRestriction& r : restrictions) {
    const auto spot = spot_of.find(r.via_node);
    std::size_t applied = 0;
    const auto leave =
        spot == spot_of.end() ? std::vector<std::uint32_t>{} : leaving(streets, spot->second);
    for (const std::uint32_t p :
         spot == spot_of.end() ? std::vector<std::uint32_t>{} : streets.at[spot->second])
      for (const std::uint32_t in : {2 * p, 2 * p + 1}) {
        if (streets.end_of(in) != spot->second || !streets.open(in)) continue;
        if (way_at_start(streets, in ^ 1U) != r.from_way) continue;
        for (const std::uint32_t out : leave) {
          const bool named = way_at_start(streets, out) == r.to_way;
          if (named == r.only || out == (in ^ 1U)) continue;
          streets.forbidden.insert({in, out});
          ++applied;
        }
      }
    report.add(applied > 0 ? "turn restrictions applied"
                           : "turn restrictions that concern no turn of the network");
  }
}

}  // namespace mwendo
