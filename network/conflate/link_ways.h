// The links of a network as ways that a line can be matched to (network/conflate/ways.h): for
// GTFS shapes, drawn lines and waypoints.
//
//   LineMatcher matcher(LinkWays(net, kBus));
//   const LinkMatch m = matcher.match(line);            // a line that lies on the streets
//   const LinkMatch w = matcher.connect({a, b, c});     // waypoints, shortest ways between them
//   if (m.found()) use(m.path);                         // links in order
//   draw(line_along(LinkShapes(net), m));
//
// Guarantees: consecutive links of a path are permitted movements for `who`. Motorways are used
// only on request. The network must outlive this.
// Policy: the line is trusted, so a link must have its direction also at the ends. An end may lie
// far from the street. Detours are long where turns are restricted.
#pragma once

#include "network/conflate/line_match.h"
#include "network/spatial_index.h"

namespace mwendo::conflate {

// The links alone, without an index: to draw a path that is known.
class LinkShapes {
 public:
  using Piece = LinkId;
  explicit LinkShapes(const Network& net) : net_(&net) {}

  [[nodiscard]] std::uint32_t street(LinkId l) const { return l.value; }
  [[nodiscard]] Line course(std::uint32_t link) const { return line(LinkId{link}); }
  [[nodiscard]] Line line(LinkId l) const;

 protected:
  const Network* net_;
};

class LinkWays : public LinkShapes {
 public:
  static constexpr bool kStateIsJunction = false;
  [[nodiscard]] static MatchRule default_rule() { return {.end_reach_m = 300}; }

  LinkWays(const Network& net, Permissions who, bool motorways = false);

  [[nodiscard]] std::size_t street_count() const { return net_->links().size(); }
  [[nodiscard]] double reluctance(LinkId) const { return 1; }
  [[nodiscard]] double length_m(LinkId l) const { return double{net_->link.length_m[l]}; }
  [[nodiscard]] std::vector<NearWay<LinkId>> near(Point place, double reach_m) const;
  [[nodiscard]] bool may_follow(LinkId l, LinkId next) const;
  [[nodiscard]] bool reverses(LinkId l, LinkId next) const { return net_->link.reverse[next] == l; }
  [[nodiscard]] std::size_t state_count() const { return street_count(); }
  [[nodiscard]] std::uint32_t state(LinkId l) const { return l.value; }
  [[nodiscard]] std::uint32_t state_before(LinkId l) const { return l.value; }

  template <class F>
  void for_next(LinkId l, F&& f) const {
    for (const MovementId m : net_->movements_of(l)) {
      const LinkId next = net_->movement.to[m];
      if ((turns_[m] & who_) != 0 && usable(next))
        f(next, net_->movement.direction[m] == TurnDirection::u_turn);
    }
    // Where a line goes into a street and comes back; such spurs are left out afterwards.
    const LinkId back = net_->link.reverse[l];
    if (back.valid() && usable(back)) f(back, true);
  }

 private:
  [[nodiscard]] bool usable(LinkId l) const;

  Permissions who_;
  bool motorways_;
  LinkIndex index_;
  Column<MovementId, Permissions> turns_;
};

using LinkMatch = LineMatch<LinkId>;

}  // namespace mwendo::conflate
