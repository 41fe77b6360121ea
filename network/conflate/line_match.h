// Finds the way along streets that a line follows, on any streets that are Ways.
//
//   LineMatcher matcher(LinkWays(net, kBus));           // one per thread
//   const auto m = matcher.match(line);                 // a line that lies on the streets
//   const auto w = matcher.connect({a, b, c});          // waypoints, shortest ways between them
//   if (m.found()) draw(line_along(matcher.ways(), m));
//
// Method: points of the line about anchor_m apart get candidate places on the streets. The cheapest
// sequence of places is chosen (Viterbi). The way between two places is a shortest path. Its cost
// per metre grows with the distance from the line, so the way stays on the street that the line
// follows; connect() prices metres as they are. Compare Newson and Krumm, "Hidden Markov map
// matching through noise and sparseness", ACM GIS 2009.
// Guarantees: consecutive pieces of a path may follow each other; a path never turns back on
// itself. Errors: nothing is thrown. `failure` names the problem; `far_waypoint` is the waypoint
// without a street within reach. Limits: where a line turns back, the spur is left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "network/conflate/way_search.h"

namespace mwendo::conflate {

template <class Piece>
struct LineMatch {
  std::vector<Piece> path;
  double start_m = 0;      // on the first piece, in the direction of travel
  double end_m = 0;        // on the last piece, in the direction of travel
  double length_m = 0;     // from start to end
  double dropped_m = 0;    // length of the spurs left out, there and back
  double deviation_m = 0;  // match(): mean distance of the line to the way
  std::string failure;     // why nothing was found
  std::optional<std::size_t> far_waypoint;
  [[nodiscard]] bool found() const { return !path.empty(); }
};

template <Ways W>
class LineMatcher {
 public:
  using Piece = typename W::Piece;
  using Match = LineMatch<Piece>;

  explicit LineMatcher(W ways, const MatchRule& rule = W::default_rule())
      : rule_(rule), search_(std::move(ways), rule) {}

  [[nodiscard]] Match match(const Line& line);
  [[nodiscard]] Match connect(const Line& waypoints);
  [[nodiscard]] const W& ways() const { return search_.ways(); }

 private:
  struct Place {
    Piece piece;
    double along_m = 0;
    double cost = 0;   // of the place itself
    double total = 0;  // of the cheapest way up to here
    std::size_t previous = 0;
    std::vector<Piece> leg = {};  // from the previous place, both ends included
  };
  // Candidates of the anchors, and the stretches of the line between those.
  struct Anchors {
    std::vector<std::vector<Place>> places;
    std::vector<Line> legs;
    double last_m = 0;  // where the last anchor lies on the line
  };
  [[nodiscard]] std::vector<Place> places_at(Point p, std::optional<Point> direction,
                                             bool is_end) const;
  void add_anchor(const Line& line, const MeasuredLine& measured, double wanted_m, bool is_end,
                  Anchors& anchors) const;
  [[nodiscard]] Match solve(Anchors& anchors, Pricing pricing);
  void relax(const Place& from, std::size_t from_index, Place& to);
  [[nodiscard]] static Match chosen(const std::vector<std::vector<Place>>& all);
  void drop_spurs(Match& match) const;
  void check_turns(Match& match) const;

  MatchRule rule_;
  WaySearch<W> search_;
};

// The line of a path between its places.
template <WayShapes W>
[[nodiscard]] Line line_along(const W& ways, const LineMatch<typename W::Piece>& match);

}  // namespace mwendo::conflate

#include "network/conflate/line_match_solve.h"
