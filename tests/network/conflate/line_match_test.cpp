#include "network/conflate/line_match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "network/conflate/link_ways.h"
#include "network/conflate/trace_ways.h"
#include "tests/support/ascii_city.h"

namespace mwendo::conflate {
namespace {

constexpr const char* kTown = R"(
  A---------B---------C---------D
  |         |         |         |
  |         |         |         |
  |         |         |         |
  E---------F---------G---------H
  |         |         |         |
  |         |         |         |
  |         |         |         |
  I---------J---------K---------L
)";

struct Town {
  // The path by the names of its pieces, "AB BC".
  [[nodiscard]] std::string text(const LinkMatch& match) const {
    std::string text;
    for (const LinkId l : match.path) text += (text.empty() ? "" : " ") + city.name_of(l);
    return text;
  }
  [[nodiscard]] std::string text(const TraceMatch& match) const {
    LinkMatch links;
    for (const LinkRun& r : match.path) links.path.push_back(r.link);
    return text(links);
  }
  [[nodiscard]] Point place(char node, double east = 0, double north = 0) const {
    return city.net.node.position[city.node(node)] + Point{east, north};
  }
  [[nodiscard]] LineMatcher<LinkWays> on_links() const {
    return LineMatcher(LinkWays(city.net, kCar));
  }
  [[nodiscard]] LineMatcher<TraceWays> on_traces() const {
    return LineMatcher(TraceWays(city.net, {.who = kCar}));
  }

  const AsciiCity& city;
};

class BothWays : public testing::Test {
 protected:
  const AsciiCity city_{kTown};
  const Town town_{city_};
};

TEST_F(BothWays, GiveTheSamePath) {
  auto links = town_.on_links();
  auto traces = town_.on_traces();
  const std::vector<std::pair<Line, std::string>> lines{
      {{town_.place('A', 60, 9), town_.place('D', -50, -7)}, "AB BC CD"},
      {{town_.place('D', -50, -7), town_.place('A', 60, 9)}, "DC CB BA"},
      {{town_.place('A', 60, 12), town_.place('B', -8, 8), town_.place('F', 9, 6),
        town_.place('H', -60, -5)},
       "AB BF FG GH"},
      {{town_.place('I', 6, 50), town_.place('E', -9, 4), town_.place('F', 8, -7),
        town_.place('J', 4, 8), town_.place('K', -6, -9), town_.place('C', 9, -60)},
       "IE EF FJ JK KG GC"}};
  for (const auto& [line, path] : lines) {
    const LinkMatch l = links.match(line);
    const TraceMatch s = traces.match(line);
    ASSERT_TRUE(l.found()) << path << ": " << l.failure;
    ASSERT_TRUE(s.found()) << path << ": " << s.failure;
    EXPECT_EQ(town_.text(l), path);
    EXPECT_EQ(town_.text(s), path);
    EXPECT_NEAR(l.length_m, s.length_m, 0.1);
    EXPECT_NEAR(l.deviation_m, s.deviation_m, 0.1);
    EXPECT_NEAR(l.length_m, length_of(line), 60);
    EXPECT_LT(distance(line_along(links.ways(), l).front(), line_along(traces.ways(), s).front()),
              0.1);
    EXPECT_LT(distance(line_along(links.ways(), l).back(), line.back()), 15);
  }
}

TEST_F(BothWays, ConnectWaypointsByTheShortestWay) {
  const Line waypoints{town_.place('E', 200, 3), town_.place('G', 100, 3),
                       town_.place('L', -3, 100)};
  const LinkMatch l = town_.on_links().connect(waypoints);
  const TraceMatch s = town_.on_traces().connect(waypoints);
  ASSERT_TRUE(l.found()) << l.failure;
  EXPECT_EQ(town_.text(l), "EF FG GH HL");
  EXPECT_EQ(town_.text(s), town_.text(l));
  EXPECT_NEAR(l.length_m, s.length_m, 0.1);
}

TEST(LineMatch, LeavesOutTheWayIntoASpur) {
  const AsciiCity city(kTown, {.metres_per_row = 150});
  const Town town{city};
  const Line line{town.place('A', 20), town.place('B'), town.place('F', 0, 20), town.place('B'),
                  town.place('D', -20)};
  const double spur_m = distance(town.place('B'), town.place('F'));
  const auto check = [&](const auto& match) {
    EXPECT_EQ(town.text(match), "AB BC CD");
    EXPECT_NEAR(match.dropped_m, 2 * spur_m, 1);
    EXPECT_NEAR(match.length_m, length_of(line) - 2 * (spur_m - 20), 10);
  };
  check(town.on_links().match(line));
  check(town.on_traces().match(line));
}

TEST_F(BothWays, SayWhyNothingIsFound) {
  const Line far{{9000, 9000}, {9900, 9900}};
  EXPECT_EQ(town_.on_links().match(far).failure, "no street near the line");
  EXPECT_EQ(town_.on_traces().match(far).failure, "no street near the line");
  const LinkMatch l = town_.on_links().connect({town_.place('A'), far.front()});
  const TraceMatch s = town_.on_traces().connect({town_.place('A'), far.front()});
  EXPECT_FALSE(l.found());
  EXPECT_EQ(l.far_waypoint, std::size_t{1});
  EXPECT_EQ(s.far_waypoint, l.far_waypoint);
  EXPECT_EQ(town_.on_links().connect({town_.place('A')}).failure, "fewer than two points");
}

// What the two kinds of ways do not have in common: direction and turns.
TEST(LinkWays, ObeyOneWayStreetsAndForbiddenTurns) {
  AsciiCity city(kTown);
  const Point from = city.net.node.position[city.node('E')] + Point{200, 0};
  const Point to = city.net.node.position[city.node('G')] + Point{200, 0};
  ASSERT_EQ(LineMatcher(LinkWays(city.net, kCar)).connect({from, to}).path.size(), 3U);
  city.builder.forbid_turn(city.link("EF"), city.link("FG"));
  city.builder.forbid_turn(city.link("HG"), city.link("GF"));
  const Network net = city.builder.build();
  const LinkMatch round = LineMatcher(LinkWays(net, kCar)).connect({from, to});
  ASSERT_TRUE(round.found()) << round.failure;
  for (std::size_t i = 0; i + 1 < round.path.size(); ++i) {
    const auto turns = net.movements_of(round.path[i]);
    EXPECT_TRUE(std::any_of(turns.begin(), turns.end(),
                            [&](MovementId m) { return net.movement.to[m] == round.path[i + 1]; }));
  }
  EXPECT_EQ(std::count(round.path.begin(), round.path.end(), city.link("EF")) *
                std::count(round.path.begin(), round.path.end(), city.link("FG")),
            0);
}

// The middle street from F to G is open towards F only.
Network one_way_to_the_west(AsciiCity& city) {
  NetworkBuilder builder({.name = "town"});
  for (const NodeId n : city.net.nodes()) builder.add_node(city.net.node.position[n]);
  for (const LinkId l : city.net.links()) {
    if (l == city.link("FG")) continue;
    const auto line = city.net.geometry_of(l);
    builder.add_link({.from = city.net.link.from[l],
                      .to = city.net.link.to[l],
                      .geometry = {line.begin(), line.end()}});
  }
  return builder.build();
}

TEST(TraceWays, RunAgainstOneWayStreetsOnlyIfAskedTo) {
  AsciiCity city(kTown);
  const Town town{city};
  const Network net = one_way_to_the_west(city);
  const Line line{town.place('E', 200), town.place('H', -200)};
  const auto against = [](const TraceMatch& m) {
    return std::count_if(m.path.begin(), m.path.end(), [](const LinkRun& r) { return r.against; });
  };
  const TraceMatch round = LineMatcher(TraceWays(net, {.who = kCar})).match(line);
  ASSERT_TRUE(round.found()) << round.failure;
  EXPECT_EQ(against(round), 0);
  EXPECT_EQ(round.path.size(), 5U);
  // One block against the street costs twice its length, the way round three blocks.
  const TraceMatch straight = LineMatcher(TraceWays(net, {.who = kCar, .against = 2})).match(line);
  ASSERT_TRUE(straight.found()) << straight.failure;
  EXPECT_EQ(against(straight), 1);
  EXPECT_EQ(straight.path.size(), 3U);
  EXPECT_NEAR(straight.length_m, length_of(line), 1);
}

TEST(TraceWays, MakeTurnsThatAreForbidden) {
  AsciiCity city(kTown);
  const Town town{city};
  city.builder.forbid_turn(city.link("EF"), city.link("FG"));
  const Network net = city.builder.build();
  const Line line{town.place('E', 200), town.place('H', -200)};
  const TraceMatch m = LineMatcher(TraceWays(net, {.who = kCar})).match(line);
  EXPECT_EQ(town.text(m), "EF FG GH");
}

}  // namespace
}  // namespace mwendo::conflate
