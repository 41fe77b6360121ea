// Dual roads that a table draws as two lines without a direction.
#include "scenarios/cities/carriageways.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "network/conflate/geometry.h"
#include "network/projection.h"
#include "scenarios/files/data_folder.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

using namespace conflate;

struct Drawn {
  Line line;
  OsmTags tags = {{{"highway", "primary"}, {"name", "Dual Road"}}};
};

// Equal points are one node. Ids count from 100.
StreetTable table_of(const std::vector<Drawn>& drawn) {
  StreetTable table;
  std::map<std::pair<double, double>, std::uint32_t> known;
  for (const Drawn& d : drawn) {
    TableWay& way = table.ways.emplace_back();
    way.way.id = 99 + static_cast<std::int64_t>(table.ways.size());
    way.way.tags = d.tags;
    for (const Point p : d.line) {
      const auto next = static_cast<std::uint32_t>(table.points.size());
      const auto [at, fresh] = known.emplace(std::pair{p.x, p.y}, next);
      if (fresh) table.points.push_back(p);
      way.points.push_back(at->second);
    }
  }
  return table;
}

Line reversed(Line line) { return {line.rbegin(), line.rend()}; }

// A road that parts into two lines for so many metres, its ends not counted.
std::vector<Drawn> dual_road(double apart_m = 16, double length_m = 400) {
  const double y = apart_m / 2;
  const double end = 30 + length_m;
  const Point fork{0, 0};
  const Point merge{end + 30, 0};
  return {{{{-300, 0}, fork}},
          {{fork, {30, y}, {end, y}, merge}},
          {{fork, {30, -y}, {end, -y}, merge}},
          {{merge, {end + 330, 0}}}};
}

std::vector<Drawn> with_tags(std::vector<Drawn> drawn, const OsmTags& tags) {
  for (Drawn& d : drawn) d.tags = tags;
  return drawn;
}

// Metres to the east of one-way parts on that height; two-way ones count none.
double eastward(const StreetTable& table, double y) {
  double sum = 0;
  for (const TableWay& w : table.ways)
    for (std::size_t i = 0; i + 1 < w.points.size(); ++i) {
      const Point a = table.points[w.points[i]];
      const Point b = table.points[w.points[i + 1]];
      if (a.y == y && b.y == y && w.way.tags.get("oneway") == "yes") sum += b.x - a.x;
    }
  return sum;
}

double found_in(const std::vector<Drawn>& drawn) {
  StreetTable table = table_of(drawn);
  return mark_carriageways(table, DrivingSide::left).one_way_m;
}

// From a fork to the first point of a carriageway.
double slope(double apart_m = 16) { return std::hypot(30, apart_m / 2); }

TEST(Carriageways, TwoLinesOfARoadAreOneWayByTheDrivingSide) {
  for (const bool back : {false, true})
    for (const DrivingSide side : {DrivingSide::left, DrivingSide::right}) {
      std::vector<Drawn> drawn = dual_road();
      if (back) drawn[2].line = reversed(drawn[2].line);
      StreetTable table = table_of(drawn);
      const FoundCarriageways found = mark_carriageways(table, side);
      EXPECT_NEAR(found.one_way_m, 2 * (400 + 2 * slope()), 0.1);
      EXPECT_EQ(found.left_m, 0);
      const double north = side == DrivingSide::left ? 400 : -400;
      EXPECT_EQ(eastward(table, 8), north);
      EXPECT_EQ(eastward(table, -8), -north);
      EXPECT_EQ(eastward(table, 0), 0);  // the road before and after
      for (const TableWay& w : table.ways)
        EXPECT_EQ(w.way.tags.get("oneway:inferred"), w.way.tags.get("oneway"));
    }
}

TEST(Carriageways, LieSoFarApartForSoLong) {
  EXPECT_EQ(found_in(dual_road(4)), 0);
  EXPECT_NEAR(found_in(dual_road(6)), 2 * (400 + 2 * slope(6)), 0.1);
  EXPECT_NEAR(found_in(dual_road(34)), 2 * (400 + 2 * slope(34)), 0.1);
  EXPECT_EQ(found_in(dual_road(36)), 0);
  EXPECT_EQ(found_in(dual_road(16, 190)), 0);
  EXPECT_GT(found_in(dual_road(16, 210)), 2 * 210);
}

TEST(Carriageways, AreOfANamedMainStreetWithoutADirection) {
  using Tags = OsmTags;
  EXPECT_GT(found_in(with_tags(dual_road(), Tags{{{"highway", "tertiary"}, {"name", "A"}}})), 800);
  EXPECT_EQ(found_in(with_tags(dual_road(), Tags{{{"highway", "primary"}}})), 0);
  EXPECT_EQ(found_in(with_tags(dual_road(), Tags{{{"highway", "residential"}, {"name", "A"}}})), 0);
  for (const char* key : {"oneway", "dual_carriageway"})
    EXPECT_EQ(found_in(with_tags(dual_road(),
                                 Tags{{{"highway", "primary"}, {"name", "A"}, {key, "no"}}})),
              0);
  for (const char* key : {"name", "highway"}) {
    std::vector<Drawn> two = dual_road();
    two[2].tags.all[key == std::string("name") ? 1 : 0].second = "trunk";
    EXPECT_EQ(found_in(two), 0) << key;
  }
}

TEST(Carriageways, AWayThatGoesOnIsCut) {
  const std::vector<Drawn> road = dual_road();
  Line whole = road[0].line;
  for (const std::size_t i : {1U, 3U})
    whole.insert(whole.end(), road[i].line.begin() + 1, road[i].line.end());
  StreetTable table = table_of({{whole}, {road[2].line}});
  (void)mark_carriageways(table, DrivingSide::left);
  ASSERT_EQ(table.ways.size(), 4U);
  for (const std::size_t i : {0U, 1U, 2U}) {
    EXPECT_EQ(table.ways[i].way.id, 100);
    EXPECT_EQ(table.ways[i].way.tags.get("oneway"), i == 1 ? "yes" : "");
  }
  EXPECT_EQ(table.ways[1].points.size(), 4U);
}

TEST(Carriageways, StreetsBetweenThemAreTwoWay) {
  std::vector<Drawn> drawn = dual_road();
  for (const std::size_t i : {1U, 2U})
    drawn[i].line.insert(drawn[i].line.begin() + 2, {200, drawn[i].line[1].y});
  drawn.push_back({{{200, 8}, {200, -8}}});
  StreetTable table = table_of(drawn);
  (void)mark_carriageways(table, DrivingSide::left);
  EXPECT_EQ(eastward(table, 8), 400);
  EXPECT_EQ(table.ways.back().way.tags.get("oneway"), "");
}

TEST(Carriageways, NoneLeavesADeadEnd) {
  std::vector<Drawn> drawn = dual_road();
  drawn[2].line.pop_back();  // the southern line ends before the merge
  StreetTable table = table_of(drawn);
  const FoundCarriageways found = mark_carriageways(table, DrivingSide::left);
  EXPECT_EQ(found.one_way_m, 0);
  EXPECT_NEAR(found.left_m, 2 * 400 + 2 * slope(), 0.1);
  for (const TableWay& w : table.ways) EXPECT_EQ(w.way.tags.get("oneway"), "");
}

// Only the part beyond the last street between the carriageways is a dead end.
TEST(Carriageways, RunToTheLastStreetBetweenThem) {
  std::vector<Drawn> drawn = dual_road();
  for (const std::size_t i : {1U, 2U})
    drawn[i].line.insert(drawn[i].line.begin() + 2, {330, drawn[i].line[1].y});
  drawn[2].line.pop_back();
  drawn.push_back({{{330, 8}, {330, -8}}});
  StreetTable table = table_of(drawn);
  (void)mark_carriageways(table, DrivingSide::left);
  EXPECT_EQ(eastward(table, 8), 300);
  EXPECT_EQ(eastward(table, -8), -300);
}

TEST(Carriageways, HaveHalfOfTheLanesOfTheStreet) {
  const OsmTags tags{{{"highway", "primary"}, {"name", "A"}, {"lanes", "6"}}};
  StreetTable table = table_of(with_tags(dual_road(), tags));
  (void)mark_carriageways(table, DrivingSide::left);
  for (const TableWay& w : table.ways)
    EXPECT_EQ(w.way.tags.get("lanes"), w.way.tags.get("oneway").empty() ? "6" : "3");
}

// Lines of 400 m between two cross streets, at these heights.
std::vector<Drawn> lines_at(const std::vector<double>& heights) {
  const OsmTags cross{{{"highway", "secondary"}, {"name", "Cross Street"}}};
  std::vector<Drawn> drawn;
  Line west;
  Line east;
  for (const double y : heights) {
    drawn.push_back({{{0, y}, {400, y}}});
    west.push_back({0, y});
    east.push_back({400, y});
  }
  drawn.push_back({west, cross});
  drawn.push_back({east, cross});
  return drawn;
}

TEST(Carriageways, FrontageRoadsRunWithTheirSide) {
  StreetTable table = table_of(lines_at({20, 8, -8, -20}));
  EXPECT_EQ(mark_carriageways(table, DrivingSide::left).one_way_m, 1600);
  for (const double y : {20, 8, -8, -20}) EXPECT_EQ(eastward(table, y), y > 0 ? 400 : -400);
}

TEST(Carriageways, ThreeLinesAreLeft) {
  std::vector<Drawn> drawn = lines_at({8, -8, -20});
  EXPECT_EQ(found_in(drawn), 0);
  drawn[2].tags.all[1].second = "Frontage Road";
  EXPECT_EQ(found_in(drawn), 0);
  drawn[2].tags.all[0].second = "residential";
  EXPECT_EQ(found_in(drawn), 800);
}

// The bus courses of the table are drawn the way that buses drive, though it gives no direction.
TEST(Carriageways, OfAddisAbabaRunTheWayTheyAreDrawn) {
  Problems problems;
  StreetTable table = read_street_table(data_folder() / "cities/addis-ababa/streets.csv",
                                        Projection("EPSG:32637"), problems);
  problems.throw_if_any();
  std::set<std::pair<std::uint32_t, std::uint32_t>> drawn;
  for (const TableWay& w : table.ways)
    for (std::size_t i = 0; i + 1 < w.points.size(); ++i)
      drawn.insert({w.points[i], w.points[i + 1]});
  const FoundCarriageways found = mark_carriageways(table, DrivingSide::right);
  EXPECT_NEAR(found.one_way_m / 1000, 128, 3);
  for (const TableWay& w : table.ways) {
    if (w.way.tags.get("oneway:inferred").empty()) continue;
    EXPECT_TRUE(drawn.contains({w.points[0], w.points[1]})) << w.way.id;
  }
}

TEST(Carriageways, OfTheCitiesAreCounted) {
  const std::map<std::string, double> km{
      {"nairobi", 42}, {"addis-ababa", 128}, {"kampala", 0}, {"dar-es-salaam", 0}};
  for (const auto& [city, expected] : km) {
    double counted = -1;
    for (const Assumption& a : loaded_city(city).assumptions)
      if (a.subject == "carriageways recognised, km") counted = a.count;
    EXPECT_NEAR(counted, expected, 1) << city;
  }
}

// Between City Stadium and the street to Makadara the table of 2010 draws two lines.
TEST(Streets, NairobiHasBothCarriagewaysOfJogooRoad) {
  const Network& net = loaded_city("nairobi").network;
  const Projection projection(net.crs);
  const Point west = projection.to_metres(LonLat{36.845, -1.293});
  const Point east = projection.to_metres(LonLat{36.870, -1.298});
  std::map<bool, double> metres;  // by direction: to the east
  std::map<bool, double> moment;  // metres times distance to the left of a line to the east
  for (const LinkId l : net.links()) {
    const Line line(net.geometry_of(l).begin(), net.geometry_of(l).end());
    const Point middle = point_along(line, length_of(line) / 2);
    const bool named = net.street_names[net.link.street[l]] == "Jogoo Road";
    if (!named || middle.x < west.x || middle.x > east.x) continue;
    if ((net.link.flags[l] & kRoundaboutRing) != 0) continue;
    if (net.link.reverse[l].valid()) {
      EXPECT_LT(net.link.length_m[l], 100);  // streets of a junction
      continue;
    }
    EXPECT_EQ(net.lanes_of(l).size(), 2U);
    const bool to_east = dot(line.back() - line.front(), east - west) > 0;
    metres[to_east] += double{net.link.length_m[l]};
    moment[to_east] += double{net.link.length_m[l]} * cross(unit(east - west), middle - west);
  }
  for (const bool to_east : {false, true}) EXPECT_NEAR(metres[to_east], 2700, 150);
  EXPECT_GT(moment[true] / metres[true], moment[false] / metres[false] + 10);  // on the left
}

// From Westlands to Mlolongo and back, above all other streets but at its ends.
TEST(Streets, NairobisExpresswayHasATollAndNoMotorcycles) {
  const Network& net = loaded_city("nairobi").network;
  double km = 0;
  for (const LinkId l : net.links()) {
    if (net.street_names[net.link.street[l]] != "Nairobi Expressway") continue;
    if (net.link.length_m[l] < 110) continue;  // slip lanes where it ends
    km += static_cast<double>(net.link.length_m[l]) / 1000;
    EXPECT_NE(net.link.flags[l] & kToll, 0);
    EXPECT_EQ(net.permissions_of(l) & (kCar | kMotorcycle), kCar);
  }
  EXPECT_NEAR(km, 2 * 24, 2);
}

}  // namespace
}  // namespace mwendo
