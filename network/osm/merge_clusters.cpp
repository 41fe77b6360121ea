#include <algorithm>
#include <map>
#include <numeric>

#include "network/osm/street_pieces.h"

namespace mwendo {
namespace {

constexpr double kShort = 15;          // metres between junctions that are one
constexpr double kMedian = 30;         // metres between carriageways of a junction that is one
constexpr double kAcross = 40;         // metres; greatest extent of a merged junction
constexpr double kShortRing = 10;      // metres between junctions of a ring that are one
constexpr double kSmallRing = 80;      // metres around; smaller roundabouts become a point
constexpr double kLongestInside = 80;  // metres; a longer street from a junction to itself stays
constexpr double kTrim = 8;            // metres of geometry replaced next to a merged junction

struct Box {
  Point low;
  Point high;
  [[nodiscard]] double diagonal() const { return distance(low, high); }
};

Box join(const Box& a, const Box& b) {
  return {{std::min(a.low.x, b.low.x), std::min(a.low.y, b.low.y)},
          {std::max(a.high.x, b.high.x), std::max(a.high.y, b.high.y)}};
}

class Merger {
 public:
  Merger(StreetPieces& streets, BuildReport& report) : s_(streets), report_(report) {
    s_.index();
    parent_.resize(s_.spots.size());
    std::iota(parent_.begin(), parent_.end(), 0U);
    for (const StreetSpot& spot : s_.spots) box_.push_back({spot.position, spot.position});
  }

  void run() {
    shrink_small_rings();
    join_short_pieces();
    std::map<std::uint32_t, std::vector<std::uint32_t>> clusters;
    for (std::uint32_t i = 0; i < s_.spots.size(); ++i)
      if (!s_.at[i].empty()) clusters[find(i)].push_back(i);
    for (const auto& [root, members] : clusters)
      if (members.size() > 1) merge(root, members);
    s_.index();
  }

 private:
  struct Forbidden {
    StreetPieces::DirectedPair turn;
    Permissions vehicles;
  };

  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  void unite(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return;
    const Box both = join(box_[a], box_[b]);
    parent_[std::max(a, b)] = std::min(a, b);
    box_[std::min(a, b)] = both;
  }

  [[nodiscard]] bool ring(const StreetPiece& p) const {
    return (p.tags.flags & kRoundaboutRing) != 0;
  }
  [[nodiscard]] bool on_ground(const StreetPiece& p) const {
    return (p.tags.flags & (kBridge | kTunnel)) == 0 && p.tags.layer == 0;
  }

  // Parts of rings that hang together, by union over ring pieces alone.
  void shrink_small_rings() {
    std::vector<std::uint32_t> up(s_.spots.size());
    std::iota(up.begin(), up.end(), 0U);
    const auto top = [&](std::uint32_t i) {
      while (up[i] != i) i = up[i] = up[up[i]];
      return i;
    };
    for (const StreetPiece& p : s_.pieces)
      if (!p.dead && ring(p)) up[std::max(top(p.a), top(p.b))] = std::min(top(p.a), top(p.b));
    std::map<std::uint32_t, double> around;
    for (const StreetPiece& p : s_.pieces)
      if (!p.dead && ring(p)) around[top(p.a)] += p.length();
    for (const StreetPiece& p : s_.pieces)
      if (!p.dead && ring(p) && around[top(p.a)] <= kSmallRing) unite(p.a, p.b);
    for (const auto& [root, metres] : around) {
      if (metres > kSmallRing) continue;
      s_.spots[root].roundabout = true;
      report_.add("roundabouts up to 80 m round shrunk to a point");
    }
  }

  void join_short_pieces() {
    std::vector<std::pair<double, std::uint32_t>> candidates;
    for (std::uint32_t i = 0; i < s_.pieces.size(); ++i) {
      const StreetPiece& p = s_.pieces[i];
      if (p.dead || !on_ground(p) || p.a == p.b) continue;
      const double metres = p.length();
      const bool between_junctions = s_.at[p.a].size() > 2 && s_.at[p.b].size() > 2;
      const bool is_one =
          metres < (ring(p) ? kShortRing : kShort) || (metres < kMedian && crosses_median(s_, i));
      if (is_one && between_junctions) candidates.emplace_back(metres, i);
    }
    std::sort(candidates.begin(), candidates.end());
    for (const auto& [metres, i] : candidates) {
      const std::uint32_t a = find(s_.pieces[i].a);
      const std::uint32_t b = find(s_.pieces[i].b);
      if (a == b || join(box_[a], box_[b]).diagonal() > kAcross) continue;
      unite(a, b);
    }
  }

  [[nodiscard]] bool inside(std::uint32_t directed) {
    const StreetPiece& p = s_.pieces[directed / 2];
    return find(p.a) == find(p.b) && p.length() <= kLongestInside;
  }

  // Directed pieces at a spot, arriving or leaving.
  std::vector<std::uint32_t> directed_at(std::uint32_t spot, bool arriving) const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t p : s_.at[spot])
      for (const std::uint32_t d : {2 * p, 2 * p + 1})
        if (s_.open(d) && (arriving ? s_.end_of(d) : s_.start_of(d)) == spot) found.push_back(d);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  // Directed pieces by which vehicles from `in` can leave the cluster over its inner pieces;
  // second: whether they used an inner piece.
  std::map<std::uint32_t, bool> ways_out(std::uint32_t in, Permissions vehicles) {
    std::map<std::uint32_t, bool> out;
    std::vector<std::uint32_t> to_do = {in};
    std::vector<std::uint32_t> seen = {in};
    while (!to_do.empty()) {
      const std::uint32_t now = to_do.back();
      to_do.pop_back();
      for (const std::uint32_t next : directed_at(s_.end_of(now), false)) {
        if (next == (now ^ 1U) || s_.closed(now, next, vehicles)) continue;
        if (!inside(next)) {
          bool& by_inner = out[next];
          by_inner = by_inner || now != in;
        } else if (std::find(seen.begin(), seen.end(), next) == seen.end()) {
          seen.push_back(next);
          to_do.push_back(next);
        }
      }
    }
    return out;
  }

  void keep_turns(const std::vector<std::uint32_t>& members, bool roundabout,
                  std::vector<Forbidden>& forbid, std::vector<StreetPieces::DirectedPair>& allow) {
    std::vector<std::uint32_t> all_out;
    std::vector<std::uint32_t> all_in;
    for (const std::uint32_t spot : members) {
      for (const std::uint32_t d : directed_at(spot, false))
        if (!inside(d)) all_out.push_back(d);
      for (const std::uint32_t d : directed_at(spot, true))
        if (!inside(d)) all_in.push_back(d);
    }
    for (const std::uint32_t in : all_in) {
      const auto out = ways_out(in, kEveryVehicle);
      for (const std::uint32_t to : all_out) {
        const bool back = to == (in ^ 1U);
        const auto found = out.find(to);
        if (found == out.end() && !back) forbid.push_back({{in, to}, kEveryVehicle});
        if (found != out.end() && found->second && (!back || roundabout))
          allow.emplace_back(in, to);
      }
      if (partly_closed(members)) keep_turns_of_some(in, all_out, out, forbid);
    }
  }

  // Whether a turn inside is closed to some vehicles only.
  [[nodiscard]] bool partly_closed(const std::vector<std::uint32_t>& members) const {
    return std::any_of(s_.forbidden.begin(), s_.forbidden.end(), [&](const auto& entry) {
      return (entry.second & kEveryVehicle) != kEveryVehicle &&
             std::find(members.begin(), members.end(), s_.end_of(entry.first.first)) !=
                 members.end();
    });
  }

  // Turns that some vehicles can make: closed to those who cannot.
  void keep_turns_of_some(std::uint32_t in, const std::vector<std::uint32_t>& all_out,
                          const std::map<std::uint32_t, bool>& open,
                          std::vector<Forbidden>& forbid) {
    for (Permissions kind = 1; kind <= kBicycle; kind = static_cast<Permissions>(kind << 1U)) {
      const auto out = ways_out(in, kind);
      for (const std::uint32_t to : all_out)
        if (open.contains(to) && !out.contains(to)) forbid.push_back({{in, to}, kind});
    }
  }

  void merge(std::uint32_t root, const std::vector<std::uint32_t>& members) {
    StreetSpot merged = s_.spots[root];
    merged.position = {0, 0};
    for (const std::uint32_t m : members) {
      merged.position.x += s_.spots[m].position.x / static_cast<double>(members.size());
      merged.position.y += s_.spots[m].position.y / static_cast<double>(members.size());
      merged.signal = merged.signal || s_.spots[m].signal;
      merged.roundabout = merged.roundabout || s_.spots[m].roundabout;
      merged.all_way_stop = merged.all_way_stop || s_.spots[m].all_way_stop;
    }
    std::vector<Forbidden> forbid;
    std::vector<StreetPieces::DirectedPair> allow;
    keep_turns(members, merged.roundabout, forbid, allow);
    drop_inner(members);
    for (const std::uint32_t m : members) move_ends(m, root, merged.position);
    for (const Forbidden& f : forbid) s_.forbid(f.turn.first, f.turn.second, f.vehicles);
    s_.allowed.insert(allow.begin(), allow.end());
    s_.spots[root] = merged;
    report_.add("junctions merged with neighbours closer than 15 m, or across a median", {},
                members.size() - 1);
    report_.add("turns forbidden because the merged pieces did not allow them", {}, forbid.size());
  }

  void drop_inner(const std::vector<std::uint32_t>& members) {
    for (const std::uint32_t m : members) {
      const std::vector<std::uint32_t> pieces = s_.at[m];
      for (const std::uint32_t p : pieces)
        if (!s_.pieces[p].dead && inside(2 * p)) s_.kill(p);
    }
    // Turns at the old spots are replaced by those at the new one.
    std::erase_if(s_.forbidden, [&](const auto& entry) {
      const std::uint32_t end = s_.end_of(entry.first.first);
      return std::find(members.begin(), members.end(), end) != members.end();
    });
  }

  void move_ends(std::uint32_t spot, std::uint32_t root, Point position) {
    for (const std::uint32_t i : s_.at[spot]) {
      StreetPiece& p = s_.pieces[i];
      if (p.b == spot) {
        trim(p.geometry, position);
        p.b = root;
      }
      if (p.a == spot) {
        std::reverse(p.geometry.begin(), p.geometry.end());
        trim(p.geometry, position);
        std::reverse(p.geometry.begin(), p.geometry.end());
        p.a = root;
      }
    }
    if (spot == root) return;
    s_.at[root].insert(s_.at[root].end(), s_.at[spot].begin(), s_.at[spot].end());
    s_.at[spot].clear();
  }

  // Ends a polyline at the new position; points close to it would only make it zigzag.
  static void trim(std::vector<Point>& points, Point position) {
    while (points.size() > 2 && distance(points[points.size() - 2], position) < kTrim)
      points.pop_back();
    points.back() = position;
  }

  StreetPieces& s_;
  BuildReport& report_;
  std::vector<std::uint32_t> parent_;
  std::vector<Box> box_;
};

}  // namespace

void merge_clusters(StreetPieces& streets, BuildReport& report) { Merger(streets, report).run(); }

}  // namespace mwendo
