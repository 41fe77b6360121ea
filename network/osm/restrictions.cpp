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

class Restrictions {
 public:
  Restrictions(StreetPieces& streets, BuildReport& report) : s_(streets), report_(report) {
    for (std::uint32_t i = 0; i < s_.spots.size(); ++i)
      if (!s_.at[i].empty()) spot_of_[s_.spots[i].osm_id] = i;
  }

  void run(const std::vector<OsmRestriction>& restrictions) {
    for (const OsmRestriction& r : restrictions)
      report_.add(apply(r) ? "turn restrictions applied"
                           : "turn restrictions that concern no turn of the network");
    for (const auto& [in, targets] : only_) forbid_others(in, targets);
  }

 private:
  struct Target {
    std::uint32_t out;
    Permissions bound;
  };

  bool apply(const OsmRestriction& r) {
    const auto spot = spot_of_.find(r.via_node);
    if (spot == spot_of_.end()) return false;
    bool applied = false;
    for (const std::uint32_t back : leaving_or_closed(spot->second)) {
      const std::uint32_t in = back ^ 1U;
      if (!s_.open(in) || way_at_start(s_, back) != r.from_way) continue;
      for (const std::uint32_t out : leaving(s_, spot->second)) {
        if (way_at_start(s_, out) != r.to_way || out == back) continue;
        applied = true;
        if (r.only)
          only_[in].push_back({out, r.bound});
        else
          s_.forbid(in, out, r.bound);
      }
    }
    return applied;
  }

  // Directed pieces that start at a spot, in use or not.
  [[nodiscard]] std::vector<std::uint32_t> leaving_or_closed(std::uint32_t spot) const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t p : s_.at[spot])
      for (const std::uint32_t d : {2 * p, 2 * p + 1})
        if (s_.start_of(d) == spot) found.push_back(d);
    return found;
  }

  // Several only_* of one street permit each of their turns.
  void forbid_others(std::uint32_t in, const std::vector<Target>& targets) {
    for (const std::uint32_t out : leaving(s_, s_.end_of(in))) {
      if (out == (in ^ 1U)) continue;
      unsigned bound = 0;
      unsigned permitted = 0;
      for (const Target& t : targets) (t.out == out ? permitted : bound) |= t.bound;
      if ((bound & ~permitted) != 0)
        s_.forbid(in, out, static_cast<Permissions>(bound & ~permitted));
    }
  }

  StreetPieces& s_;
  BuildReport& report_;
  std::map<std::int64_t, std::uint32_t> spot_of_;
  std::map<std::uint32_t, std::vector<Target>> only_;  // by arriving directed piece
};

}  // namespace

void apply_restrictions(StreetPieces& streets, const std::vector<OsmRestriction>& restrictions,
                        BuildReport& report) {
  streets.index();
  Restrictions(streets, report).run(restrictions);
}

}  // namespace mwendo
