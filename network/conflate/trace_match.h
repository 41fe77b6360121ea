// Finds the way along the streets that a trace followed.
//
//   TraceMatcher matcher(streets, index);           // one per thread
//   const TraceMatch m = matcher.match(trace);
//   if (m.found()) for (const Way& w : m.path) ...  // street edges in order, with direction
//
// Method: points of the trace about anchor_m apart get candidate places on the streets, and the
// cheapest sequence of places is chosen (Viterbi). Between two places the way is a shortest path
// whose cost per metre grows with the distance from the trace, so that the way stays on the
// traced street. Compare Newson and Krumm, "Hidden Markov map matching through noise and
// sparseness", ACM GIS 2009.
// Guarantees: consecutive edges of a path share a node; a path never turns back on itself.
// Limits: streets are two-way; where a trace turns back, the way into the spur and out of it is
// left out.
#pragma once

#include <string>
#include <vector>

#include "network/conflate/street_index.h"

namespace mwendo::conflate {

struct Way {
  std::uint32_t edge = kNothing;
  bool forward = true;  // from node a to node b
  bool operator==(const Way&) const = default;
};

struct MatchRule {
  double anchor_m = 450;
  double radius_m = 70;        // of candidates round an anchor
  double far_radius_m = 200;   // ... if there is none so near
  double deviation_m = 35;     // this far from the trace a metre costs twice
  double turn_back_m = 200;    // turning back costs as much as this way
  std::size_t candidates = 5;
};

struct TraceMatch {
  std::vector<Way> path;
  double start_m = 0;      // on the first edge, in the direction of travel
  double end_m = 0;        // on the last edge, in the direction of travel
  double length_m = 0;     // from start to end
  double dropped_m = 0;    // length of the spurs left out, there and back
  double deviation_m = 0;  // mean distance of the trace to the way
  std::string failure;     // why nothing was found
  [[nodiscard]] bool found() const { return !path.empty(); }
};

class TraceMatcher {
 public:
  // reluctance: cost factor of each edge, 0 if the trace may not follow it; empty: 1 for all.
  TraceMatcher(const StreetGraph& streets, const StreetIndex& index,
               std::vector<float> reluctance = {}, MatchRule rule = {});
  [[nodiscard]] TraceMatch match(const Line& trace);
  [[nodiscard]] const StreetGraph& streets() const { return *streets_; }

 private:
  struct Place {
    Way way;
    double along_m = 0;  // in the direction of travel
    double cost = 0;     // of the place itself
    double total = 0;    // cheapest way up to here
    std::size_t previous = 0;
    std::vector<Way> leg;  // from the previous place, both ends included
  };
  [[nodiscard]] std::vector<Place> places_at(Point p, Point direction, bool is_end) const;
  [[nodiscard]] std::vector<std::vector<Place>> anchors(const Line& trace,
                                                        std::vector<Line>& legs) const;
  void start_leg(const Line& leg);
  [[nodiscard]] double price(std::uint32_t edge);  // cost per metre for the leg at hand
  void search(const Place& from, double limit);
  void relax(const Place& from, std::size_t from_index, Place& to);
  void drop_spurs(TraceMatch& match) const;
  [[nodiscard]] std::uint32_t end_node(Way w) const;
  [[nodiscard]] std::uint32_t start_node(Way w) const { return end_node({w.edge, !w.forward}); }

  const StreetGraph* streets_;
  const StreetIndex* index_;
  std::vector<float> reluctance_;
  MatchRule rule_;
  Line leg_;
  std::vector<double> price_;
  std::vector<std::uint32_t> price_stamp_;
  std::uint32_t leg_stamp_ = 0;
  std::vector<double> reached_;
  std::vector<Way> came_by_;
  std::vector<std::uint32_t> node_stamp_;
  std::uint32_t search_stamp_ = 0;
};

// Length of a path between the given places on its first and last edge.
[[nodiscard]] double path_length(const StreetGraph& streets, const std::vector<Way>& path,
                                 double start_m, double end_m);
[[nodiscard]] Line path_line(const StreetGraph& streets, const std::vector<Way>& path,
                             double start_m, double end_m);

}  // namespace mwendo::conflate
