// A town of 15 x 15 nodes, 400 m apart, in 5 x 5 zones of 2,000 people, on its own streets and on
// the n x n nodes of its south-west corner: what stays can be counted.
#include "scenarios/cities/fit_to_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "network/base/input_error.h"
#include "network/validate.h"
#include "sim/world/supply_edit.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

constexpr const char* kSystem = "EPSG:32737";
constexpr double kPeople = 2000;  // of a zone

CityWorld town() {
  testing::SmallWorld w = testing::make_small_world();
  const auto both = [&](const char* name, std::vector<NodeId> nodes) {
    const LineId there = testing::add_line(w, {.name = name, .nodes = nodes, .headway_s = 240});
    std::reverse(nodes.begin(), nodes.end());
    const LineId back = testing::add_line(w, {.name = name, .nodes = nodes, .headway_s = 240});
    w.transit.line.opposite[there] = back;
    w.transit.line.opposite[back] = there;
  };
  both("row 7", testing::row_nodes(w, 7));
  both("row 12", testing::row_nodes(w, 12));
  CityWorld city;
  static_cast<World&>(city) = w;
  city.network.crs = kSystem;
  return city;
}

// The corner of n x n nodes: the same places, the same node numbers only for n = 15.
Network corner(std::uint32_t n) {
  Network net = testing::make_small_world({.size = n}).network;
  net.crs = kSystem;
  net.name = "corner";
  return net;
}

ZoneId named(const Zones& zones, const std::string& name) {
  for (const ZoneId z : zones.zones())
    if (zones.name[z] == name) return z;
  ADD_FAILURE() << name;
  return {};
}

double sum(const Column<ZoneId, float>& c) {
  double total = 0;
  for (const ZoneId z : c.ids()) total += c[z];
  return total;
}

TEST(FitToNetwork, OnItsOwnStreetsEverythingStays) {
  const CityWorld city = town();
  const CityWorld same = fit_to_network(city, corner(15));
  EXPECT_EQ(same.zones.name, city.zones.name);
  EXPECT_EQ(same.zones.population, city.zones.population);
  EXPECT_EQ(same.zones.jobs, city.zones.jobs);
  EXPECT_EQ(same.zones.school_places, city.zones.school_places);
  ASSERT_EQ(same.transit.lines().size(), 4U);
  for (const LineId l : same.transit.lines()) {
    EXPECT_EQ(same.transit.stops_of(l).size(), 14U);
    EXPECT_EQ(same.transit.line.opposite[l], city.transit.line.opposite[l]);
    EXPECT_EQ(same.transit.line.peak_headway_s[l], 240);
    EXPECT_EQ(same.transit.line.fill_and_go[l], 0) << "the terminal is elsewhere";
  }
  EXPECT_EQ(validate(same.network, same.transit), std::vector<std::string>{});
  EXPECT_EQ(same.figures.title, city.figures.title);
}

// Nodes 0 to 8 hold the zones 0 to 2 of each row whole; the fourth zone's nodes 9 to 11 are not
// there.
TEST(FitToNetwork, PeopleBeyondTheBorderStayAway) {
  const CityWorld city = town();
  const CityWorld part = fit_to_network(city, corner(9));
  EXPECT_EQ(part.zones.zones().size(), 9U);
  EXPECT_NEAR(sum(part.zones.population), 9 * kPeople, 1e-3);
  for (const ZoneId z : part.zones.zones()) {
    const ZoneId old = named(city.zones, part.zones.name[z]);
    EXPECT_EQ(part.zones.jobs[z], city.zones.jobs[old]);
    EXPECT_EQ(part.zones.centroid[z], city.zones.centroid[old]);
    EXPECT_EQ(part.zones.assumed[z], 1);
    EXPECT_EQ(part.zones.nodes.count_of(z), 9U);
    EXPECT_FLOAT_EQ(part.zones.nodes.begin_of(z)[0].home_weight, 1.0F / 9);
  }
}

// Nodes 0 to 9: zone 3 of a row has the column 9, and within 600 m the column 10 of 9 to 11: two
// thirds of its homes; of its jobs 0.05 in each of 8 nodes, 0.6 in the middle: 0.85.
TEST(FitToNetwork, AZoneKeepsTheShareThatIsInReach) {
  const CityWorld city = town();
  const CityWorld part = fit_to_network(city, corner(10));
  EXPECT_EQ(part.zones.zones().size(), 16U);
  const ZoneId edge = named(part.zones, "zone 3");
  const ZoneId old = named(city.zones, "zone 3");
  EXPECT_NEAR(part.zones.population[edge], kPeople * 2 / 3, 0.01);
  EXPECT_NEAR(part.zones.school_places[edge], city.zones.school_places[old] * 2 / 3, 0.01);
  EXPECT_NEAR(part.zones.jobs[edge], 0.85 * city.zones.jobs[old], 0.01);
  EXPECT_EQ(part.zones.nodes.count_of(edge), 3U);
  // The corner's zone: nodes 9 and 10 of both rows, the middle among them (566 m away).
  const ZoneId corner_zone = named(part.zones, "zone 18");
  EXPECT_NEAR(part.zones.population[corner_zone], kPeople * 4 / 9, 0.01);
  EXPECT_NEAR(part.zones.jobs[corner_zone], 0.75 * city.zones.jobs[named(city.zones, "zone 18")],
              0.01);
  EXPECT_NEAR(sum(part.zones.population), kPeople * (9 + 6 * 2 / 3.0 + 4 / 9.0), 0.1);
}

// Row 7 has stops at the nodes 1 to 14 one way, 13 to 0 the other; of these the first 8 and 9 are
// on the nine columns. Row 12 is out of reach.
TEST(FitToNetwork, LinesAreCutAtTheBorder) {
  const CityWorld part = fit_to_network(town(), corner(9));
  ASSERT_EQ(part.transit.lines().size(), 2U);
  const LineId east{0};
  const LineId west{1};
  EXPECT_EQ(part.transit.line.name[east], "row 7");
  EXPECT_EQ(part.transit.stops_of(east).size(), 8U);
  EXPECT_EQ(part.transit.stops_of(west).size(), 9U);
  EXPECT_EQ(part.transit.line.opposite[east], west);
  EXPECT_EQ(part.transit.line.opposite[west], east);
  EXPECT_EQ(validate(part.network, part.transit), std::vector<std::string>{});
  for (const LineStop& s : part.transit.stops_of(east))
    EXPECT_NEAR(part.transit.stop.position[s.stop].y, 7 * 400, 1e-6);
}

// Three stops are no line, four are one.
TEST(FitToNetwork, AShortPieceIsLeftOut) {
  testing::SmallWorld w = testing::make_small_world();
  for (const std::uint32_t last : {6U, 7U}) {
    std::vector<NodeId> nodes;
    for (std::uint32_t x = 3; x <= last; ++x) nodes.push_back(testing::node_at(w, x, 2));
    testing::add_line(w, {.name = "to " + std::to_string(last), .nodes = nodes});
  }
  CityWorld city;
  static_cast<World&>(city) = w;
  city.network.crs = kSystem;
  const CityWorld same = fit_to_network(city, corner(15));
  ASSERT_EQ(same.transit.lines().size(), 1U);
  EXPECT_EQ(same.transit.line.name[LineId{0}], "to 7");
}

TEST(FitToNetwork, WhatIsLeftOutIsCounted) {
  const CityWorld part = fit_to_network(town(), corner(9));
  ASSERT_EQ(part.assumptions.size(), 2U);
  EXPECT_EQ(part.assumptions[0].subject, "people");
  EXPECT_EQ(part.assumptions[0].text,
            "of 50000 inhabitants 18000 live in reach of the network; the others and trips beyond "
            "it are left out");
  EXPECT_NEAR(part.assumptions[0].count, 18000, 1e-3);
  EXPECT_EQ(part.assumptions[1].text,
            "of 4 lines 2 run on the network, 2 of them cut at its border");
  EXPECT_EQ(part.assumptions[1].count, 2);
}

// From the middle of a junction north-east: as far from the one street as from the other.
TEST(FitToNetwork, FartherStopsAreNotMovedToTheStreet) {
  for (const auto& [metres, lines] : {std::pair(kStopReach - 1, 2U), {kStopReach + 1, 0U}}) {
    CityWorld city = town();
    for (const StopId s : city.transit.stops()) {
      Point& p = city.transit.stop.position[s];
      p = {p.x + metres, p.y + metres};
    }
    EXPECT_EQ(fit_to_network(city, corner(9)).transit.lines().size(), lines) << metres;
  }
}

Problem refused(const CityWorld& city, Network net) {
  try {
    (void)fit_to_network(city, std::move(net));
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 1U);
    return error.problems()[0];
  }
  ADD_FAILURE() << "was taken";
  return {};
}

TEST(FitToNetwork, AnotherCoordinateSystemIsRefused) {
  Network net = corner(9);
  net.crs = "EPSG:32636";
  const Problem p = refused(town(), std::move(net));
  EXPECT_EQ(p.file, "corner");
  EXPECT_EQ(p.what, "its coordinate system is EPSG:32636, the city's is EPSG:32737");
  EXPECT_EQ(p.what_to_do, "import the extract with the right --city");
}

TEST(FitToNetwork, ANetworkElsewhereIsRefused) {
  Network net = corner(9);
  for (const NodeId n : net.nodes()) net.node.position[n].x += 50000;
  for (Point& p : net.geometry) p.x += 50000;
  const Problem p = refused(town(), std::move(net));
  EXPECT_EQ(p.what, "no zone of Small Town lies on this network");
}

}  // namespace
}  // namespace mwendo
