// Streets that a line can be matched to, as pieces with one direction of travel.
//
//   static_assert(Ways<TraceWays>);    // the links of a Network, turns free (trace_ways.h)
//   static_assert(Ways<LinkWays>);     // the links of a Network (link_ways.h)
//   LineMatcher matcher(LinkWays(net, kBus));
//
// A Ways type says
//   Piece                       one direction of a street; equality tells pieces apart
//   kStateIsJunction            see below
//   default_rule()              the MatchRule for lines and streets of this kind
//   street_count(), street(p)   number of the street of a piece; directions may share a street
//   reluctance(p)               cost factor of the piece, > 0
//   length_m(p)                 by which positions on the piece count
//   course(street)              geometry, in one of its directions
//   line(p)                     geometry in the direction of travel
//   near(place, reach_m)        streets that may be used, nearest first, with their pieces
//   for_next(p, f)              f(next piece, is it a turn back?) for all that may follow p
//   may_follow(p, q)            whether q may follow p without turning back
//   reverses(p, q)              q goes back over p
//   state_count(), state(p)     the state of a search after piece p
//   state_before(p)             see below
//
// States: where every piece may follow every other, the state is the junction at the end of p, and
// state_before(p) is the junction at its start. Where turns are restricted the state is p itself,
// and state_before(p) is state(p): the cost of a place on p is that of p less the rest of it.
// Units: metres. Thread safety: const methods may be used by many threads.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "network/conflate/geometry.h"

namespace mwendo::conflate {

inline constexpr std::uint32_t kNoState = ~0U;

// A place on a piece, with the direction of travel there.
template <class Piece>
struct Spot {
  Piece piece;
  double along_m = 0;
  Point direction;
};

// A street near a place: one spot, or one for each direction.
template <class Piece>
struct NearWay {
  double distance_m = 0;
  std::array<Spot<Piece>, 2> spots;
  std::size_t count = 0;
};

struct MatchRule {
  double anchor_m = 500;     // distance of places of the line that are tied to streets
  double reach_m = 80;       // of candidates round an anchor
  double end_reach_m = 80;   // ... round an end of the line or a waypoint
  double far_reach_m = 0;    // ... if there is none so near
  double cosine = 0.4;       // least, between line and street at an anchor
  double end_cosine = 0.4;   // ... at an end
  double deviation_m = 30;   // this far from the line a metre costs twice
  double turn_back_m = 400;  // turning back costs as much as this way
  double limit_factor = 10;  // a way between anchors costs at most factor * length + offset
  double limit_offset_m = 12000;
  std::size_t candidates = 8;  // streets per anchor
};

// The data to draw a path.
template <class W>
concept WayShapes = requires(const W& w, const typename W::Piece& p, std::uint32_t street) {
  requires std::equality_comparable<typename W::Piece>;
  { w.street(p) } -> std::same_as<std::uint32_t>;
  { w.course(street) } -> std::convertible_to<Line>;
  { w.line(p) } -> std::convertible_to<Line>;
};

template <class W>
concept Ways = WayShapes<W> && requires(const W& w, const typename W::Piece& p, Point place) {
  { W::kStateIsJunction } -> std::convertible_to<bool>;
  { W::default_rule() } -> std::same_as<MatchRule>;
  { w.street_count() } -> std::same_as<std::size_t>;
  { w.reluctance(p) } -> std::same_as<double>;
  { w.length_m(p) } -> std::same_as<double>;
  { w.near(place, 1.0) } -> std::same_as<std::vector<NearWay<typename W::Piece>>>;
  w.for_next(p, [](typename W::Piece, bool) {});
  { w.may_follow(p, p) } -> std::same_as<bool>;
  { w.reverses(p, p) } -> std::same_as<bool>;
  { w.state_count() } -> std::same_as<std::size_t>;
  { w.state(p) } -> std::same_as<std::uint32_t>;
  { w.state_before(p) } -> std::same_as<std::uint32_t>;
};

}  // namespace mwendo::conflate
