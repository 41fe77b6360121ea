// A carriageway of trunk class ends at x = 0, in the west of what another table has.
#include "scenarios/cities/loose_ends.h"

#include <gtest/gtest.h>

#include <string>

namespace mwendo {
namespace {

struct Edge {
  StreetSheet sheet{{{-2000, -2000}, {3000, 2000}}};
  std::uint32_t end = 0;   // of the carriageway
  std::uint32_t tail = 0;  // its other end
};

std::uint32_t add(Edge& e, std::int64_t id, std::uint32_t round, const OsmTags& tags, Point p,
                  Point q) {
  const auto a = e.sheet.add_node(p);
  e.sheet.add_way({.id = id, .tags = tags, .round = round}, {a, e.sheet.add_node(q)});
  return a;
}

OsmTags street(const std::string& highway, const std::string& name = "") {
  OsmTags tags{{{"highway", highway}}};
  if (!name.empty()) tags.all.emplace_back("name", name);
  return tags;
}

// `leaves`: traffic leaves the first table here; else it arrives.
Edge edge(bool leaves) {
  Edge e;
  OsmTags tags = street("trunk", "High Road");
  tags.all.emplace_back("oneway", "yes");
  e.tail = e.sheet.add_node({-500, 0});
  e.end = e.sheet.add_node({0, 0});
  e.sheet.add_way({.id = 1, .tags = tags},
                  leaves ? std::vector{e.tail, e.end} : std::vector{e.end, e.tail});
  return e;
}

// The way that was added last.
const SheetWay& piece(const Edge& e) { return e.sheet.ways().back(); }

bool meets(Edge& e, std::uint32_t node) { return e.sheet.within(e.end, node, 400); }

TEST(LooseEnds, ATrunkRoadGoesOnAsOneAndNotAsTheLaneBesideIt) {
  for (const bool leaves : {true, false}) {
    Edge e = edge(leaves);
    const auto lane = add(e, 2, 1, street("residential"), {20, 30}, {20, 400});
    const auto road = add(e, 3, 1, street("trunk"), {200, 20}, {900, 20});
    EXPECT_EQ(join_loose_ends(e.sheet, 1), 1);
    EXPECT_TRUE(meets(e, road));
    EXPECT_FALSE(meets(e, lane));
    EXPECT_EQ(piece(e).tags.get("highway"), "trunk");
    EXPECT_EQ(piece(e).tags.get("oneway"), "yes");
    const SheetSegment& s = e.sheet.segments().back();
    EXPECT_EQ(leaves ? s.a : s.b, e.end);  // in the direction of the carriageway
  }
}

TEST(LooseEnds, WithoutItsClassTheNearestStreetIsTaken) {
  Edge e = edge(true);
  const auto lane = add(e, 2, 1, street("residential"), {20, 30}, {20, 400});
  EXPECT_EQ(join_loose_ends(e.sheet, 1), 1);
  EXPECT_TRUE(meets(e, lane));
  EXPECT_EQ(piece(e).tags.get("highway"), "residential");
}

TEST(LooseEnds, TheStreetOfItsNameGoesFirst) {
  Edge e = edge(true);
  const auto other = add(e, 2, 1, street("trunk", "Low Road"), {20, 30}, {20, 400});
  // 150 m away at 40 degrees: not straight enough for a street of another name.
  const auto same = add(e, 3, 1, street("primary", "High Road (A1)"), {115, 96}, {600, 500});
  EXPECT_EQ(join_loose_ends(e.sheet, 1), 1);
  EXPECT_TRUE(meets(e, same));
  EXPECT_FALSE(meets(e, other));
  EXPECT_EQ(piece(e).tags.get("highway"), "primary");  // the lower class
}

// A side street of the second table was joined to the end: the road is no less cut off.
TEST(LooseEnds, AnEndWithASideStreetGoesOnToo) {
  for (const std::string far : {"trunk", "tertiary"}) {
    Edge e = edge(true);
    e.sheet.add_way({.id = 2, .tags = street("primary", "Side Road"), .round = 1},
                    {e.end, e.sheet.add_node({0, 300})});
    const auto road = add(e, 3, 1, street(far), {200, 0}, {900, 0});
    EXPECT_EQ(join_loose_ends(e.sheet, 1), far == "trunk" ? 1 : 0);
    EXPECT_EQ(meets(e, road), far == "trunk");
  }
}

TEST(LooseEnds, ThePieceMeetsWhatItCrosses) {
  Edge e = edge(true);
  add(e, 2, 1, street("tertiary"), {100, -300}, {100, 300});
  const auto road = add(e, 3, 1, street("trunk"), {200, 0}, {900, 0});
  EXPECT_EQ(join_loose_ends(e.sheet, 1), 1);
  EXPECT_TRUE(meets(e, road));
  std::size_t crossings = 0;
  for (std::uint32_t n = 0; n < e.sheet.nodes().size(); ++n)
    crossings += e.sheet.incident(n).size() == 4 ? 1 : 0;
  EXPECT_EQ(crossings, 1U);
}

// Two carriageways end side by side; each goes on as the road, not as the piece of the other.
TEST(LooseEnds, BothCarriagewaysGoOnAsTheRoad) {
  Edge e = edge(true);
  OsmTags tags = street("trunk", "High Road");
  tags.all.emplace_back("oneway", "yes");
  add(e, 4, 0, tags, {0, 20}, {-500, 20});
  add(e, 3, 1, street("trunk"), {200, 10}, {900, 10});
  EXPECT_EQ(join_loose_ends(e.sheet, 1), 2);
  const auto& segments = e.sheet.segments();
  const SheetSegment& first = segments[segments.size() - 2];
  const SheetSegment& second = segments.back();
  EXPECT_EQ(first.b, second.a);  // at the start of the road
  EXPECT_EQ(e.sheet.nodes()[first.b], (Point{200, 10}));
}

}  // namespace
}  // namespace mwendo
