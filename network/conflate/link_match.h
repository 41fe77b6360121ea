// Finds the links that a trace or a few waypoints follow on a finished network.
//
//   LinkMatcher matcher(net, kBus);
//   const LinkMatch m = matcher.match(trace);           // a line that lies on the streets
//   const LinkMatch w = matcher.connect({a, b, c});     // waypoints, shortest ways between them
//   if (m.found()) use(m.links);
//
// Method: as TraceMatcher (network/conflate/trace_match.h), on directed links and permitted turns.
// connect() prices metres as they are; match() prices them higher the farther from the trace.
// Guarantees: consecutive links are permitted turns for `who`; motorways are used only where
// `motorways` is set. Errors: none are thrown; `failure` says what is wrong, `far_waypoint` which
// waypoint has no street within reach.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "network/conflate/geometry.h"
#include "network/spatial_index.h"

namespace mwendo::conflate {

struct LinkMatchRule {
  double anchor_m = 500;     // match(): distance of places that are tied to streets
  double reach_m = 80;       // candidates of match()
  double waypoint_reach_m = 300;
  double deviation_m = 30;   // match(): this far from the trace a metre costs twice
  double turn_back_m = 400;  // turning back costs as much as this way
  std::size_t candidates = 8;
  bool motorways = false;
};

struct LinkMatch {
  std::vector<LinkId> links;
  double start_m = 0;  // on the first link
  double end_m = 0;    // on the last link
  std::string failure;
  std::optional<std::size_t> far_waypoint;
  [[nodiscard]] bool found() const { return !links.empty(); }
};

class LinkMatcher {
 public:
  LinkMatcher(const Network& net, Permissions who, LinkMatchRule rule = {});

  [[nodiscard]] LinkMatch match(const Line& trace);
  [[nodiscard]] LinkMatch connect(const Line& waypoints);

 private:
  struct Place {
    LinkId link;
    double at_m = 0;
    double cost = 0;
    double total = 0;
    std::size_t previous = 0;
    std::vector<LinkId> leg;  // from the previous place, both ends included
  };
  using Places = std::vector<Place>;
  [[nodiscard]] Places places_at(Point p, double reach, std::optional<Point> direction) const;
  LinkMatch solve(std::vector<Places>& all, const std::vector<Line>& legs, bool priced);
  [[nodiscard]] double price(LinkId l);
  void search(const Place& from, double limit);
  void relax(const Place& from, std::size_t from_index, Place& to);
  void drop_spurs(LinkMatch& match) const;
  [[nodiscard]] bool usable(LinkId l) const;

  const Network* net_;
  Permissions who_;
  LinkMatchRule rule_;
  LinkIndex index_;
  Column<MovementId, Permissions> turns_;
  Line leg_;
  bool priced_ = false;
  std::uint32_t leg_stamp_ = 0, search_stamp_ = 0;
  Column<LinkId, double> price_, reached_;  // reached: cost up to the end of the link
  Column<LinkId, std::uint32_t> price_of_, reached_in_;
  Column<LinkId, LinkId> came_from_;
};

// The line of a path between its places.
[[nodiscard]] Line line_along(const Network& net, const LinkMatch& match);

}  // namespace mwendo::conflate
