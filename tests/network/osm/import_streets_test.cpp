#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "network/osm/osm_import.h"
#include "network/validate.h"

namespace mwendo {
namespace {

constexpr double kDegree = 111'320;  // metres of longitude on the equator

// A street of 1,200 m that three others of 300 m meet at its ends.
OsmData streets() {
  OsmData data;
  const auto node = [&](std::int64_t id, double east, double north) {
    data.nodes.push_back({id, {33 + east / kDegree, north / kDegree}, false, false});
  };
  node(1, 0, 0);
  node(2, 1200, 0);
  node(3, 0, 300);
  node(4, 1200, 300);
  node(5, 1500, 0);
  const auto way = [&](std::int64_t id, std::vector<std::int64_t> nodes, OsmTags tags) {
    data.ways.push_back({id, std::move(nodes), std::move(tags)});
  };
  way(10, {1, 2}, {{{"highway", "primary"}, {"name", "Long Road"}}});
  way(11, {1, 3}, {{{"highway", "residential"}, {"class:inferred", "yes"}}});
  way(12, {2, 4}, {{{"highway", "residential"}, {"course:inferred", "yes"}}});
  way(13, {2, 5}, {{{"highway", "residential"}}});
  return data;
}

OsmImport import(const OsmData& data, double longest_m) {
  return import_streets(data, {.crs = "EPSG:32636", .longest_m = longest_m}, "a table");
}

std::map<std::int64_t, std::vector<double>> lengths_of(const Network& net) {
  std::map<std::int64_t, std::vector<double>> lengths;
  for (const LinkId l : net.links())
    lengths[net.link.source_id[l]].push_back(static_cast<double>(net.link.length_m[l]));
  return lengths;
}

TEST(ImportStreets, CutsLongStreetsIntoEqualParts) {
  auto whole = lengths_of(import(streets(), 0).network);
  EXPECT_EQ(whole[10].size(), 2U);
  auto cut = lengths_of(import(streets(), 500).network);
  ASSERT_EQ(cut[10].size(), 6U);
  for (const double m : cut[10]) EXPECT_NEAR(m, 400, 1);
  EXPECT_EQ(cut[11].size(), 2U);
}

// The forbidden turn is at the far end of a street that is cut.
TEST(ImportStreets, TurnsStayForbiddenWhereAStreetIsCut) {
  OsmData data = streets();
  data.restrictions.push_back({.id = 1, .from_way = 10, .via_node = 2, .to_way = 12});
  for (const double longest : {0.0, 500.0}) {
    const Network net = import(data, longest).network;
    EXPECT_EQ(validate(net), std::vector<std::string>{});
    std::size_t into_12 = 0;
    std::size_t into_13 = 0;
    for (const MovementId m : net.movements()) {
      if (net.link.source_id[net.movement.from[m]] != 10) continue;
      into_12 += net.link.source_id[net.movement.to[m]] == 12 ? 1 : 0;
      into_13 += net.link.source_id[net.movement.to[m]] == 13 ? 1 : 0;
    }
    EXPECT_EQ(into_12, 0U) << longest;
    EXPECT_EQ(into_13, 1U) << longest;
  }
}

// A roundabout of 24 chords of 7.8 m, driven clockwise, with legs 0 and 1 at its first two points,
// legs 2 and 3 a third of it apart.
OsmData roundabout() {
  OsmData data;
  const auto node = [&](std::int64_t id, double radius_m, int point) {
    const double angle = std::numbers::pi * point / 12;
    data.nodes.push_back(
        {id,
         {33 + radius_m * std::sin(angle) / kDegree, radius_m * std::cos(angle) / kDegree},
         false,
         false});
  };
  OsmWay ring{100, {}, {{{"highway", "primary"}, {"junction", "roundabout"}}}};
  for (int i = 0; i < 24; ++i) {
    node(i, 30, i);
    ring.nodes.push_back(i);
  }
  ring.nodes.push_back(0);
  data.ways.push_back(ring);
  const std::array<int, 4> legs = {0, 1, 8, 16};
  for (std::size_t leg = 0; leg < legs.size(); ++leg) {
    const auto far = static_cast<std::int64_t>(200 + leg);
    node(far, 300, legs[leg]);
    data.ways.push_back(
        {static_cast<std::int64_t>(leg), {legs[leg], far}, {{{"highway", "primary"}}}});
  }
  return data;
}

// Legs closer than 10 m meet a roundabout at one node. Who comes from the second of them must go
// round to reach the first.
TEST(ImportStreets, LegsOfARoundaboutNextToEachOtherMeetItAtOneNode) {
  const Network net =
      import_streets(roundabout(), {.driving_side = DrivingSide::left, .crs = "EPSG:32636"},
                     "a table")
          .network;
  EXPECT_EQ(validate(net), std::vector<std::string>{});
  std::size_t ring = 0;
  for (const LinkId l : net.links()) {
    if ((net.link.flags[l] & kRoundaboutRing) == 0) continue;
    ++ring;
    EXPECT_GT(net.link.length_m[l], 30);
  }
  EXPECT_EQ(ring, 3U);
  std::set<std::pair<std::int64_t, std::int64_t>> turns;  // from leg to leg at one node
  for (const MovementId m : net.movements()) {
    const std::int64_t from = net.link.source_id[net.movement.from[m]];
    const std::int64_t to = net.link.source_id[net.movement.to[m]];
    if (from < 4 && to < 4 && from != to) turns.emplace(from, to);
  }
  EXPECT_EQ(turns, (std::set<std::pair<std::int64_t, std::int64_t>>{{0, 1}}));
}

// A guess that joins the ends of a street by a course of about its length is that street.
TEST(ImportStreets, AGuessOfAStreetThatIsThereIsDropped) {
  for (const double aside : {100.0, 600.0}) {  // 1,217 and 1,697 m beside 1,200 m
    OsmData data = streets();
    data.nodes.push_back({6, {33 + 600 / kDegree, -aside / kDegree}, false, false});
    data.ways.push_back({-1, {1, 6, 2}, {{{"highway", "tertiary"}, {"class:inferred", "yes"}}}});
    EXPECT_EQ(lengths_of(import(data, 0).network).contains(-1), aside == 600.0);
    // A street of a table is none.
    data.ways.back().id = 16;
    EXPECT_TRUE(lengths_of(import(data, 0).network).contains(16));
  }
}

TEST(ImportStreets, FlagsWhatIsInferred) {
  const OsmImport got = import(streets(), 0);
  for (const LinkId l : got.network.links()) {
    const LinkFlags flags = got.network.link.flags[l];
    const std::int64_t way = got.network.link.source_id[l];
    EXPECT_EQ((flags & kAssumedClass) != 0, way == 11);
    EXPECT_EQ((flags & kSyntheticGeometry) != 0, way == 12);
  }
}

// The builder that comes with it makes the same network.
TEST(ImportStreets, HandsOutItsBuilder) {
  const OsmImport got = import(streets(), 500);
  const Network again = got.builder.build();
  EXPECT_EQ(again.link.length_m, got.network.link.length_m);
  EXPECT_EQ(again.connections, got.network.connections);
}

// A square of streets where two dual carriageways cross; a trace drew its diagonal.
std::size_t diagonals(bool guessed, double side, const char* oneway) {
  OsmData data;
  const auto node = [&](std::int64_t id, double east, double north) {
    data.nodes.push_back({id, {33 + east / kDegree, north / kDegree}, false, false});
  };
  node(1, 0, 0), node(2, side, 0), node(3, side, side), node(4, 0, side);
  node(5, -500, 0), node(6, side, -500), node(7, 500, side), node(8, 0, 500);
  const auto way = [&](std::int64_t id, std::vector<std::int64_t> nodes, OsmTags tags) {
    data.ways.push_back({id, std::move(nodes), std::move(tags)});
  };
  for (std::int64_t i = 1; i <= 4; ++i) {
    way(10 + i, {i, i % 4 + 1}, {{{"highway", "primary"}, {"oneway", i == 4 ? oneway : "yes"}}});
    way(20 + i, {i, i + 4}, {{{"highway", "primary"}}});
  }
  OsmTags tags{{{"highway", "tertiary"}}};
  tags.all.emplace_back("class:inferred", "yes");
  const std::int64_t id = guessed ? -1 : 30;
  way(id, {1, 3}, tags);
  return lengths_of(import(data, 0).network)[id].size();
}

TEST(ImportStreets, AGuessedStreetBesideKnownOnesIsDropped) {
  EXPECT_EQ(diagonals(true, 35, "yes"), 0U);   // 50 m; 70 m over the square, each way
  EXPECT_EQ(diagonals(false, 35, "yes"), 2U);  // one of a map stays
  EXPECT_EQ(diagonals(true, 120, "yes"), 2U);  // 170 m: no junction
  // With one side the other way there is no way from the third corner to the first.
  EXPECT_EQ(diagonals(true, 35, "-1"), 2U);
}

}  // namespace
}  // namespace mwendo
