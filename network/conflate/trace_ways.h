// The links of a network as ways for traces of routes that are known to run there
// (network/conflate/ways.h).
//
//   LineMatcher matcher(TraceWays(net, {.who = kBus, .against = 4}));
//   const TraceMatch m = matcher.match(trace);
//   for (const LinkRun& r : m.path) use(r.link, r.against);
//
// Guarantees: consecutive pieces share a node. The network must outlive this.
// Policy: a trace shows that a turn is made, so turns are free; pieces that run against a one-way
// street come at a cost, for streets whose direction was changed since the trace was made.
#pragma once

#include "network/conflate/line_match.h"
#include "network/spatial_index.h"

namespace mwendo::conflate {

struct LinkRun {
  LinkId link;
  bool against = false;  // against the direction of a one-way street
  bool operator==(const LinkRun&) const = default;
};

struct TraceRule {
  Permissions who = kBus;
  bool motorways = true;
  double against = 0;  // cost factor of running against a one-way street; 0: never
};

class TraceWays {
 public:
  using Piece = LinkRun;
  static constexpr bool kStateIsJunction = true;
  [[nodiscard]] static MatchRule default_rule();

  TraceWays(const Network& net, const TraceRule& rule);

  [[nodiscard]] std::size_t street_count() const { return net_->links().size(); }
  [[nodiscard]] std::uint32_t street(LinkRun r) const { return street_[r.link]; }
  [[nodiscard]] double reluctance(LinkRun r) const { return r.against ? rule_.against : 1; }
  [[nodiscard]] double length_m(LinkRun r) const { return double{net_->link.length_m[r.link]}; }
  [[nodiscard]] const Line& course(std::uint32_t street) const { return courses_[street]; }
  [[nodiscard]] Line line(LinkRun r) const;
  [[nodiscard]] std::vector<NearWay<LinkRun>> near(Point place, double reach_m) const;
  [[nodiscard]] bool may_follow(LinkRun r, LinkRun next) const {
    return state(r) == state_before(next);
  }
  [[nodiscard]] bool reverses(LinkRun r, LinkRun next) const {
    return street(r) == street(next) && !(r == next);
  }
  [[nodiscard]] std::size_t state_count() const { return net_->nodes().size(); }
  [[nodiscard]] std::uint32_t state(LinkRun r) const {
    return (r.against ? net_->link.from : net_->link.to)[r.link].value;
  }
  [[nodiscard]] std::uint32_t state_before(LinkRun r) const {
    return (r.against ? net_->link.to : net_->link.from)[r.link].value;
  }

  template <class F>
  void for_next(LinkRun r, F&& f) const {
    const NodeId node{state(r)};
    for (const LinkId l : net_->outgoing(node))
      if (usable_[l] != 0) f(LinkRun{l, false}, street_[l] == street(r));
    if (rule_.against <= 0) return;
    for (const LinkId l : net_->incoming(node))
      if (may_reverse(l)) f(LinkRun{l, true}, street_[l] == street(r));
  }

 private:
  [[nodiscard]] bool may_reverse(LinkId l) const {
    return rule_.against > 0 && usable_[l] != 0 && !net_->link.reverse[l].valid() &&
           net_->link.road_class[l] != RoadClass::motorway;
  }

  const Network* net_;
  TraceRule rule_;
  LinkIndex index_;
  Column<LinkId, char> usable_;
  Column<LinkId, std::uint32_t> street_;  // one for both directions
  std::vector<Line> courses_;             // by link
};

using TraceMatch = LineMatch<LinkRun>;

}  // namespace mwendo::conflate
