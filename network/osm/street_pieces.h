// Streets between junctions while an import cleans them up: an undirected graph that can change.
//
//   StreetPieces streets = cut_into_pieces(data, options, projection, report);
//   move_signals(streets, report);
//   move_signs(streets, report);
//   contract_chains(streets, report);
//   apply_restrictions(streets, data.restrictions, report);
//   merge_clusters(streets, report);
//   drop_twins(streets, report);
//   NetworkBuilder builder = to_builder(streets, options);
//
// A directed piece is 2 * piece + 0 along its geometry, + 1 against it.
#pragma once

#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "network/assembly/builder.h"
#include "network/osm/osm_data.h"
#include "network/osm/street_tags.h"

namespace mwendo {

struct StreetPiece {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::vector<Point> geometry;  // from a to b
  StreetTags tags;
  std::int64_t first_way = 0;  // way at a
  std::int64_t last_way = 0;   // way at b
  // Of the directed pieces: the sign for those who arrive at b, and at a.
  std::array<OsmSign, 2> sign = {};
  bool dead = false;
  [[nodiscard]] double length() const;
  [[nodiscard]] std::uint32_t other(std::uint32_t spot) const { return spot == a ? b : a; }
  [[nodiscard]] bool open(std::uint32_t direction) const {
    return !(direction == 0 ? tags.forward : tags.backward).lanes.empty();
  }
};

struct StreetSpot {
  Point position;
  std::int64_t osm_id = 0;
  bool signal = false;
  bool roundabout = false;  // a small roundabout: a point, or shrunk to one
  bool all_way_stop = false;
  OsmSign sign = OsmSign::none;  // on the spot itself; signs before junctions move to the pieces
  OsmFacing facing = OsmFacing::nearest;
  Permissions closed_to = 0;  // by a barrier
};

struct StreetPieces {
  using DirectedPair = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<StreetPiece> pieces;
  std::vector<StreetSpot> spots;
  std::vector<std::vector<std::uint32_t>> at;  // living pieces at each spot; twice for a loop
  // Arriving piece, leaving piece; the vehicles that may not turn so.
  std::map<DirectedPair, Permissions> forbidden;
  std::set<DirectedPair> allowed;  // U-turns that the streets themselves make

  void index();  // makes `at` anew
  void kill(std::uint32_t piece);
  void forbid(std::uint32_t in, std::uint32_t out, Permissions vehicles);
  // Whether no vehicle may make a turn.
  [[nodiscard]] bool closed(std::uint32_t in, std::uint32_t out, Permissions vehicles) const;
  [[nodiscard]] std::uint32_t start_of(std::uint32_t directed) const;
  [[nodiscard]] std::uint32_t end_of(std::uint32_t directed) const;
  [[nodiscard]] bool open(std::uint32_t directed) const;
  void rename(std::uint32_t from, std::uint32_t to);  // directed pieces in the turn lists
};

[[nodiscard]] double polyline_length(const std::vector<Point>& points);

// The same street seen from its other end.
[[nodiscard]] StreetTags flipped(const StreetTags& tags);

// Signals stand before the junction that they control. Those within 40 m move onto it; others stay
// as signals between junctions, for crossings.
void move_signals(StreetPieces& streets, BuildReport& report);

// Signs stand before the junction at which drivers give way, up to 40 m with the traffic. They move
// to the pieces that arrive there. Others are counted.
void move_signs(StreetPieces& streets, BuildReport& report);

// Once junctions are merged: where all stop, or a sign says so, the junction is an all-way stop.
void settle_signs(StreetPieces& streets, BuildReport& report);

// Vehicles that a barrier does not let pass turn round there.
void close_barriers(StreetPieces& streets, BuildReport& report);

// Dead ends shorter than 10 m are removed. Pieces that meet only each other become one if their
// tags are equal, or if one of them is shorter than 10 m.
void contract_chains(StreetPieces& streets, BuildReport& report);

void apply_restrictions(StreetPieces& streets, const std::vector<OsmRestriction>& restrictions,
                        BuildReport& report);

// Junctions joined by pieces shorter than 15 m, or than 30 m across a median, become one, up to
// 40 m across; roundabouts up to 80 m round become a point. Turns that the short pieces did not
// allow are forbidden afterwards. Bridges, tunnels and other levels are never merged.
void merge_clusters(StreetPieces& streets, BuildReport& report);

// Whether a piece is the part of a street between the two carriageways of another that it crosses:
// one-way streets of opposite directions pass its ends, at right angles or so, and at one end a
// fourth street leads on.
[[nodiscard]] bool crosses_median(const StreetPieces& streets, std::uint32_t piece);

// Pieces of no map (id below 0, class:inferred) that are shorter than 120 m are dropped where other
// pieces join their ends, in each of their directions, on a way of at most 1.3 times their length
// and 40 m; so are longer ones beside a piece of about their length between the same ends. The
// traces of vehicles cut corners inside wide junctions; once such junctions are merged, their
// pieces would be approaches of their own.
void drop_twins(StreetPieces& streets, BuildReport& report);

// Cuts pieces longer than longest_m into equal parts; 0 cuts none.
void cut_long(StreetPieces& streets, double longest_m);

struct BuiltPieces {
  NetworkBuilder builder;
  std::vector<std::uint32_t> piece_of_link;  // directed piece of every link
};
[[nodiscard]] BuiltPieces to_builder(const StreetPieces& streets, const BuildOptions& options);

}  // namespace mwendo
