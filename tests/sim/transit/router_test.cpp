#include <gtest/gtest.h>

#include <cmath>

#include "network/base/random.h"
#include "network/walking/active_graph.h"
#include "sim/population/zone_distances.h"
#include "sim/transit/router/transit_router.h"
#include "sim/transit/router/transit_skim.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using namespace testing;

TransitTimes times_of(const SmallWorld& w) {
  return expected_times(w.network, w.transit, {.time_of_day_s = 7 * 3600, .mixed_mps = 4});
}

TransitPath path_between(const SmallWorld& w, NodeId from, NodeId to, Mode main,
                         const TransitRouterOptions& options = {}) {
  const TransitRouter router(w.network, w.transit, w.zones, options);
  const RideGraph rides = router.rides(times_of(w), {});
  TransitRouter::Search search(router);
  search.run_from(rides, w.network.node.position[from], main);
  return search.best({from, 0}, {to, 0});
}

TEST(TransitTimes, ComeFromLengthSpeedAndDwell) {
  SmallWorld w = make_small_world();
  const LineId line = add_line(w, {.nodes = row_nodes(w, 2), .headway_s = 240});  // a primary road
  const TransitTimes t = times_of(w);
  EXPECT_FLOAT_EQ(t.metres[line_stop(w.transit, line, 0)], 400);
  EXPECT_FLOAT_EQ(t.run_s[line_stop(w.transit, line, 0)], 400 / 4 + 20);
  EXPECT_FLOAT_EQ(t.headway_s[line_stop(w.transit, line, 3)], 240);
}

TEST(TransitTimes, LearnWhatADayShowed) {
  SmallWorld w = make_small_world();
  const LineId line = add_line(w, {.nodes = row_nodes(w, 2), .headway_s = 300});
  TransitTimes t = times_of(w);
  LineResult seen{.line = line, .sections = std::vector<LineSectionResult>(13), .headways = {}};
  // Six of twelve planned vehicles ran in the hour, one of two was full for a rider.
  seen.sections[4] = {.boardings = 50,
                      .left_behind = 50,
                      .passengers = 84,
                      .places = 84,
                      .run_time_s = 1200,
                      .dwell_s = 300,
                      .vehicles = 6};
  const std::vector<LineResult> lines = {seen};
  learn(t, w.transit, {.lines = lines, .from_s = 7 * 3600, .to_s = 8 * 3600, .weight = 1});
  const std::size_t i = line_stop(w.transit, line, 4);
  EXPECT_FLOAT_EQ(t.run_s[i], 250);
  EXPECT_FLOAT_EQ(t.headway_s[i], 600);
  EXPECT_FLOAT_EQ(t.refusals[i], 1);
  EXPECT_FLOAT_EQ(t.crowding[i], 1.5);
  EXPECT_FLOAT_EQ(t.headway_s[i + 1], 300);  // no vehicle passed: as before
}

TEST(TransitRouter, OneRideHasTheTimesOfItsParts) {
  SmallWorld w = make_small_world();
  add_line(w, {.nodes = row_nodes(w, 2), .headway_s = 300, .fare = 40});
  const TransitPath p = path_between(w, node_at(w, 1, 2), node_at(w, 11, 2), Mode::minibus);
  ASSERT_TRUE(p.found());
  EXPECT_EQ(p.ride_count, 1);
  EXPECT_FLOAT_EQ(p.walk_s, 0);
  EXPECT_FLOAT_EQ(p.wait_s, 0.8F * 300);
  EXPECT_FLOAT_EQ(p.ride_s, 10 * (100 + 20));
  EXPECT_FLOAT_EQ(p.fare, 40);
  EXPECT_FLOAT_EQ(p.metres, 4000);
  EXPECT_NEAR(p.cost, 1200 + 1.8 * 240 + 40 / (156.0 / 3600), 0.1);
}

TEST(TransitRouter, WalksToTheStopAndFromIt) {
  SmallWorld w = make_small_world();
  add_line(w, {.nodes = row_nodes(w, 2)});
  const TransitRouter router(w.network, w.transit, w.zones, {});
  const RideGraph rides = router.rides(times_of(w), {});
  TransitRouter::Search search(router);
  const NodeId home = node_at(w, 1, 3);
  search.run(rides, router.group_of(home), Mode::minibus);
  const TransitPath p = search.best({home, 100}, {node_at(w, 11, 4), 0});
  ASSERT_TRUE(p.found());
  EXPECT_NEAR(p.walk_before_m[0], std::sqrt(100 * 100 + 520.0 * 520), 1);  // 400 m x 1.3
  EXPECT_NEAR(p.egress_m, 1040, 1);
  EXPECT_NEAR(p.walk_s * kWalkSpeedMps, p.walk_before_m[0] + p.egress_m, 0.1);
}

TEST(TransitRouter, ChangesBetweenLines) {
  SmallWorld w = make_small_world();
  const LineId east = add_line(w, {.name = "east", .nodes = row_nodes(w, 2)});
  const LineId north = add_line(w, {.name = "north", .nodes = column_nodes(w, 12)});
  const TransitRouter router(w.network, w.transit, w.zones, {});
  const RideGraph rides = router.rides(times_of(w), {});
  TransitRouter::Search search(router);
  search.run_from(rides, w.network.node.position[node_at(w, 1, 2)], Mode::minibus);
  const TransitPath p = search.best({node_at(w, 1, 2), 0}, {node_at(w, 12, 12), 0});
  ASSERT_EQ(p.ride_count, 2);
  std::vector<RideLeg> legs;
  append_legs(p, rides, legs);
  EXPECT_EQ(legs[0].preferred, east);
  EXPECT_EQ(legs[1].preferred, north);
  EXPECT_EQ(w.transit.stop.access_node[legs[0].alight], node_at(w, 12, 2));
  EXPECT_EQ(legs[1].walk_before_m, 0);
  EXPECT_NEAR(p.cost, p.felt_s + 1.8F * (p.wait_s + p.walk_s) + 300 + 80 * 3600 / 156.0, 0.5);
}

// Two lines of 10 min: the wait is that of 5 min; a line that is slower than waiting for the
// quick one is let pass.
TEST(TransitRouter, CommonLinesShareTheWait) {
  SmallWorld w = make_small_world();
  add_line(w, {.name = "a", .nodes = row_nodes(w, 2), .headway_s = 600});
  const auto alone = path_between(w, node_at(w, 1, 2), node_at(w, 11, 2), Mode::minibus);
  add_line(w, {.name = "b", .nodes = row_nodes(w, 2), .headway_s = 600});
  const auto both = path_between(w, node_at(w, 1, 2), node_at(w, 11, 2), Mode::minibus);
  EXPECT_FLOAT_EQ(both.wait_s, alone.wait_s / 2);
  EXPECT_FLOAT_EQ(both.ride_s, alone.ride_s);
  // A third line makes a long loop by the north on its way.
  std::vector<NodeId> loop;
  for (std::uint32_t x = 0; x <= 2; ++x) loop.push_back(node_at(w, x, 2));
  for (std::uint32_t y = 3; y <= 14; ++y) loop.push_back(node_at(w, 2, y));
  for (std::uint32_t x = 3; x <= 10; ++x) loop.push_back(node_at(w, x, 14));
  for (std::uint32_t y = 14; y-- > 2;) loop.push_back(node_at(w, 10, y));
  loop.push_back(node_at(w, 11, 2));
  add_line(w, {.name = "loop", .nodes = loop, .headway_s = 60});
  const auto three = path_between(w, node_at(w, 1, 2), node_at(w, 11, 2), Mode::minibus);
  EXPECT_FLOAT_EQ(three.wait_s, both.wait_s);
}

TEST(TransitRouter, MainModesAreSeparateWays) {
  SmallWorld w = make_small_world();
  add_line(w, {.name = "m", .nodes = row_nodes(w, 2)});
  add_line(w, {.name = "brt", .mode = Mode::brt, .nodes = row_nodes(w, 2), .fare = 60});
  const NodeId a = node_at(w, 1, 2);
  const NodeId b = node_at(w, 11, 2);
  const auto minibus = path_between(w, a, b, Mode::minibus);
  const auto brt = path_between(w, a, b, Mode::brt);
  EXPECT_FLOAT_EQ(minibus.fare, 40);
  EXPECT_FLOAT_EQ(brt.fare, 60);
  EXPECT_FLOAT_EQ(brt.main_metres, brt.metres);
  EXPECT_FALSE(path_between(w, a, b, Mode::lrt).found());
  EXPECT_FALSE(path_between(w, a, b, Mode::bus).found());
}

TEST(TransitRouter, AShortRideInTheMainModeIsNotItsWay) {
  SmallWorld w = make_small_world();
  add_line(w, {.name = "m", .nodes = row_nodes(w, 2)});
  const std::vector<NodeId> row = row_nodes(w, 2);
  add_line(w, {.name = "brt", .mode = Mode::brt, .nodes = {row.begin(), row.begin() + 4}});
  EXPECT_FALSE(path_between(w, node_at(w, 1, 2), node_at(w, 13, 2), Mode::brt).found());
  EXPECT_TRUE(path_between(w, node_at(w, 1, 2), node_at(w, 4, 2), Mode::brt).found());
}

TEST(TransitRouter, MoreBrtVehiclesNeverMakeItWorse) {
  float last = 0;
  for (float headway : {120.0F, 240.0F, 480.0F, 960.0F}) {
    SmallWorld w = make_small_world();
    add_line(w, {.name = "m", .nodes = column_nodes(w, 12)});
    add_line(w, {.name = "brt", .mode = Mode::brt, .nodes = row_nodes(w, 2), .headway_s = headway});
    const auto p = path_between(w, node_at(w, 1, 2), node_at(w, 12, 6), Mode::brt);
    ASSERT_TRUE(p.found());
    EXPECT_GT(p.cost, last);
    last = p.cost;
  }
}

// All ways of up to three rides, by trying every one of them.
class BruteForce {
 public:
  BruteForce(const SmallWorld& w, const TransitTimes& t, const TransitCosts& c)
      : w_(w), t_(t), c_(c) {}
  double cheapest(Point from, Point to, int rides_left, bool first) const {
    double least = 1e30;
    for (LineId l : w_.transit.lines()) {
      const auto stops = w_.transit.stops_of(l);
      for (std::size_t b = 0; b < stops.size(); ++b) {
        const double walk = walked(from, stops[b].stop);
        if (walk > (first ? 1200 : 400)) continue;
        double cost = feel(walk) + wait(l, b) + (first ? 0 : c_.transfer_s) +
                      w_.transit.line.fare[l] / c_.value_of_time_s;
        for (std::size_t t = b + 1; t < stops.size(); ++t) {
          cost += t_.run_s[line_stop(w_.transit, l, t - 1)];
          const Point here = w_.transit.stop.position[stops[t].stop];
          const double out = walked(to, stops[t].stop);
          if (out <= 1200) least = std::min(least, cost + feel(out));
          if (rides_left > 1 && cost < least)
            least = std::min(least, cost + cheapest(here, to, rides_left - 1, false));
        }
      }
    }
    return least;
  }

 private:
  double walked(Point p, StopId s) const { return distance(p, w_.transit.stop.position[s]) * 1.3F; }
  double feel(double walk) const { return c_.walk_weight * walk / kWalkSpeedMps; }
  double wait(LineId l, std::size_t b) const {
    return c_.wait_weight * c_.alpha[0] * t_.headway_s[line_stop(w_.transit, l, b)];
  }
  const SmallWorld& w_;
  const TransitTimes& t_;
  const TransitCosts& c_;
};

TEST(TransitRouter, FindsWhatTryingAllWaysFinds) {
  int found = 0;
  int changed = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SmallWorld w = make_small_world({.size = 9, .block_m = 500});
    const auto u = [&](std::uint32_t i, std::uint32_t n) {
      return random_bits({.seed = seed, .subject = i}) % n;
    };
    // One line on a row or column and direction at most, so that no two lines are common.
    for (std::uint32_t k = 0; k < 10; ++k) {
      const std::uint32_t street = k / 2;
      auto nodes = street < 3 ? row_nodes(w, 3 * street + u(street, 3))
                              : column_nodes(w, 4 * (street - 3) + u(street, 4));
      if (k % 2 == 1) std::reverse(nodes.begin(), nodes.end());
      add_line(w, {.nodes = nodes,
                   .headway_s = 120.0F + 60.0F * static_cast<float>(u(20 + k, 10)),
                   .fare = 20.0F + static_cast<float>(u(30 + k, 40)),
                   .stop_every = 1 + u(60 + street, 2)});
    }
    const TransitRouter router(w.network, w.transit, w.zones, {.far_access_m = 0});
    const TransitTimes times = times_of(w);
    const RideGraph rides = router.rides(times, {});
    TransitRouter::Search search(router);
    const TransitCosts costs;
    const BruteForce brute(w, times, costs);
    for (std::uint32_t k = 0; k < 8; ++k) {
      const NodeId a{u(100 + k, 81)};
      const NodeId b{u(200 + k, 81)};
      search.run_from(rides, w.network.node.position[a], Mode::minibus);
      const TransitPath p = search.best({a, 0}, {b, 0});
      const double least =
          brute.cheapest(w.network.node.position[a], w.network.node.position[b], 3, true);
      ASSERT_EQ(p.found(), least < 1e29) << seed << " " << k;
      if (p.found()) {
        EXPECT_NEAR(p.cost, least, 0.5) << seed << " " << k;
        ++found;
        changed += p.ride_count > 1 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(found, 12);
  EXPECT_GT(changed, 3);
}

TEST(TransitRouter, GroupsHoldEveryNodeOfTheZones) {
  SmallWorld w = make_small_world();
  add_line(w, {.nodes = row_nodes(w, 2)});
  const TransitRouter router(w.network, w.transit, w.zones, {.group_m = 900});
  EXPECT_LT(router.groups(), w.zones.nodes.values.size());
  for (const ZoneNode& n : w.zones.nodes.values)
    EXPECT_LT(router.group_of(n.node), router.groups());
}

TEST(TransitSkim, IsTheCheapestWayBetweenCentres) {
  SmallWorld w = make_small_world();
  add_line(w, {.name = "m", .nodes = row_nodes(w, 7)});
  add_line(w, {.name = "brt", .mode = Mode::brt, .nodes = row_nodes(w, 7), .fare = 10});
  const TransitRouter router(w.network, w.transit, w.zones, {});
  const RideGraph rides = router.rides(times_of(w), {});
  const ZoneDistances d = zone_distances(w.network, w.zones, 1.3F);
  const TransitSkim skim = transit_skim(router, rides, d.centre);
  const ZoneId west{10};
  const ZoneId east{14};
  const TransitPath brt = path_between(w, d.centre[west], d.centre[east], Mode::brt);
  ASSERT_TRUE(brt.found());
  EXPECT_EQ(skim.mode.at(west, east), Mode::brt);
  EXPECT_FLOAT_EQ(skim.time_s.at(west, east), brt.time_s());
  EXPECT_EQ(skim.time_s.at(east, west), kNoWay);  // no line comes back
}

TEST(TransitRouter, WorksWithoutAnyLine) {
  const SmallWorld w = make_small_world();
  EXPECT_FALSE(path_between(w, node_at(w, 1, 2), node_at(w, 9, 2), Mode::minibus).found());
}

}  // namespace
}  // namespace mwendo
