// The edges of a street graph as ways that a line can be matched to (network/conflate/ways.h).
//
//   const StreetIndex index(streets, 200);
//   LineMatcher matcher(StreetWays(streets, index));
//   const StreetMatch m = matcher.match(line);
//   for (const Way& w : m.path) use(streets.edges[w.edge], w.forward);
//
// Guarantees: consecutive edges of a path share a node. Streets are two-way. Both the graph and the
// index must outlive this.
// Policy: lines are traces of routes that may begin and end off the streets, so the direction at an
// end may differ widely; if nothing is near an anchor, streets farther away are tried.
#pragma once

#include "network/conflate/line_match.h"
#include "network/conflate/street_index.h"

namespace mwendo::conflate {

struct Way {
  std::uint32_t edge = kNothing;
  bool forward = true;  // from node a to node b
  bool operator==(const Way&) const = default;
};

class StreetWays {
 public:
  using Piece = Way;
  static constexpr bool kStateIsJunction = true;
  [[nodiscard]] static MatchRule default_rule();

  // reluctance: cost factor of each edge, 0 if the line may not follow it; empty: 1 for all.
  StreetWays(const StreetGraph& streets, const StreetIndex& index,
             std::vector<float> reluctance = {});

  [[nodiscard]] std::size_t street_count() const { return streets_->edges.size(); }
  [[nodiscard]] std::uint32_t street(Way w) const { return w.edge; }
  [[nodiscard]] double reluctance(Way w) const { return factor(w.edge); }
  [[nodiscard]] double length_m(Way w) const { return streets_->edges[w.edge].length_m; }
  [[nodiscard]] const Line& course(std::uint32_t edge) const { return streets_->edges[edge].line; }
  [[nodiscard]] Line line(Way w) const;
  [[nodiscard]] std::vector<NearWay<Way>> near(Point place, double reach_m) const;
  [[nodiscard]] bool may_follow(Way w, Way next) const { return state(w) == state_before(next); }
  [[nodiscard]] bool reverses(Way w, Way next) const {
    return w.edge == next.edge && w.forward != next.forward;
  }
  [[nodiscard]] std::size_t state_count() const { return streets_->nodes.size(); }
  [[nodiscard]] std::uint32_t state(Way w) const {
    const StreetEdge& e = streets_->edges[w.edge];
    return w.forward ? e.b : e.a;
  }
  [[nodiscard]] std::uint32_t state_before(Way w) const { return state({w.edge, !w.forward}); }

  template <class F>
  void for_next(Way w, F&& f) const {
    const std::uint32_t node = state(w);
    for (const std::uint32_t edge : streets_->incident[node]) {
      if (factor(edge) > 0) f(Way{edge, streets_->edges[edge].a == node}, edge == w.edge);
    }
  }

 private:
  [[nodiscard]] double factor(std::uint32_t edge) const {
    return reluctance_.empty() ? 1.0 : double{reluctance_[edge]};
  }

  const StreetGraph* streets_;
  const StreetIndex* index_;
  std::vector<float> reluctance_;
};

using StreetMatch = LineMatch<Way>;

}  // namespace mwendo::conflate
