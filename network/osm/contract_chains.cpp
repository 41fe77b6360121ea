#include <algorithm>

#include "network/osm/street_pieces.h"

namespace mwendo {
namespace {

constexpr double kStub = 10;        // metres; a shorter dead end is a drawing artefact
constexpr double kShortPiece = 10;  // metres; shorter pieces take the tags of their neighbour

class Contraction {
 public:
  Contraction(StreetPieces& streets, BuildReport& report) : s_(streets), report_(report) {}

  void run() {
    s_.index();
    note_turns();
    drop_stubs();
    for (std::uint32_t spot = 0; spot < s_.spots.size(); ++spot) try_join(spot);
  }

 private:
  // Few pieces are in the lists of turns; the others need no new name there.
  void note_turns() {
    in_turns_.assign(s_.pieces.size(), 0);
    const auto note = [&](const StreetPieces::DirectedPair& turn) {
      in_turns_[turn.first / 2] = in_turns_[turn.second / 2] = 1;
    };
    for (const auto& [turn, vehicles] : s_.forbidden) note(turn);
    for (const auto& turn : s_.allowed) note(turn);
  }

  void drop_stubs() {
    std::vector<std::uint32_t> to_look(s_.spots.size());
    for (std::uint32_t i = 0; i < to_look.size(); ++i) to_look[i] = i;
    while (!to_look.empty()) {
      const std::uint32_t spot = to_look.back();
      to_look.pop_back();
      if (s_.at[spot].size() != 1) continue;
      const std::uint32_t p = s_.at[spot].front();
      if (s_.pieces[p].length() >= kStub) continue;
      const std::uint32_t next = s_.pieces[p].other(spot);
      if (s_.at[next].size() < 2) continue;  // the only piece of its part
      report_.add("dead ends shorter than 10 m dropped");
      s_.kill(p);
      to_look.push_back(next);
    }
  }

  void try_join(std::uint32_t spot) {
    if (s_.at[spot].size() != 2 || s_.spots[spot].signal || s_.spots[spot].closed_to != 0) return;
    std::uint32_t p = s_.at[spot][0];
    std::uint32_t q = s_.at[spot][1];
    if (p == q || s_.pieces[p].other(spot) == s_.pieces[q].other(spot)) return;
    if (s_.pieces[p].length() < s_.pieces[q].length()) std::swap(p, q);  // the longer one stays
    // Both end at the spot or both start there: one of them runs the other way.
    const bool flip = (s_.pieces[p].b == spot) == (s_.pieces[q].b == spot);
    const StreetTags other = flip ? flipped(s_.pieces[q].tags) : s_.pieces[q].tags;
    if (!same_street(s_.pieces[p].tags, other)) {
      if (!may_absorb(p, q, other)) return;
      report_.add("pieces shorter than 10 m joined to their neighbour");
    }
    join(spot, p, q, flip);
  }

  static bool same_street(StreetTags a, StreetTags b) {
    const auto plain = [](StreetTags& t) {
      t.flags = static_cast<LinkFlags>(t.flags & ~unsigned{kCrossing});
      // What a closed direction would have been like does not matter.
      for (StreetDirection* d : {&t.forward, &t.backward})
        if (d->lanes.empty()) *d = {};
    };
    plain(a);
    plain(b);
    return a == b;
  }

  // Short bridges and changes of lanes or speed carry no information worth a link of its own.
  bool may_absorb(std::uint32_t p, std::uint32_t q, const StreetTags& other) const {
    const StreetTags& mine = s_.pieces[p].tags;
    const bool same_ways = mine.forward.lanes.empty() == other.forward.lanes.empty() &&
                           mine.backward.lanes.empty() == other.backward.lanes.empty();
    const bool same_ring = ((mine.flags ^ other.flags) & kRoundaboutRing) == 0;
    return s_.pieces[q].length() < kShortPiece && same_ways && same_ring && mine.path == other.path;
  }

  void join(std::uint32_t spot, std::uint32_t p, std::uint32_t q, bool flip) {
    StreetPiece& mine = s_.pieces[p];
    StreetPiece& gone = s_.pieces[q];
    if (flip) {
      std::reverse(gone.geometry.begin(), gone.geometry.end());
      std::swap(gone.a, gone.b);
      std::swap(gone.first_way, gone.last_way);
      std::swap(gone.sign[0], gone.sign[1]);
    }
    if (in_turns_[q] != 0) {
      s_.rename(2 * q, 2 * p + (flip ? 1U : 0U));
      s_.rename(2 * q + 1, 2 * p + (flip ? 0U : 1U));
      in_turns_[p] = 1;
    }
    const std::uint32_t far = gone.other(spot);
    if (mine.b == spot) {
      mine.geometry.insert(mine.geometry.end(), gone.geometry.begin() + 1, gone.geometry.end());
      mine.b = far;
      mine.last_way = gone.last_way;
      mine.sign[0] = gone.sign[0];
    } else {
      mine.geometry.insert(mine.geometry.begin(), gone.geometry.begin(), gone.geometry.end() - 1);
      mine.a = far;
      mine.first_way = gone.first_way;
      mine.sign[1] = gone.sign[1];
    }
    mine.tags.flags = static_cast<LinkFlags>(mine.tags.flags | (gone.tags.flags & kCrossing));
    gone.dead = true;
    s_.at[spot].clear();
    std::replace(s_.at[far].begin(), s_.at[far].end(), q, p);
  }

  StreetPieces& s_;
  BuildReport& report_;
  std::vector<char> in_turns_;  // by piece
};

}  // namespace

void contract_chains(StreetPieces& streets, BuildReport& report) {
  Contraction(streets, report).run();
}

}  // namespace mwendo
