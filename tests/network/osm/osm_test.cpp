#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "network/base/input_error.h"
#include "network/components.h"
#include "network/network_file.h"
#include "network/osm/osm_import.h"
#include "network/osm/street_tags.h"
#include "network/routing/router.h"
#include "network/validate.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

StreetTags street(std::vector<std::pair<std::string, std::string>> tags,
                  DrivingSide side = DrivingSide::left) {
  return understand({std::move(tags)}, side).value();
}

TEST(StreetTags, LanesOfBothDirections) {
  const auto plain = street({{"highway", "primary"}, {"lanes", "4"}, {"maxspeed", "80"}});
  EXPECT_EQ(plain.forward.lanes.size(), 2U);
  EXPECT_EQ(plain.backward.lanes.size(), 2U);
  EXPECT_EQ(plain.flags, 0);
  EXPECT_NEAR(plain.forward.speed_mps, 80 / 3.6, 1e-4);
  const auto uneven = street({{"highway", "primary"}, {"lanes", "3"}, {"lanes:backward", "2"}});
  EXPECT_EQ(uneven.forward.lanes.size(), 1U);
  EXPECT_EQ(uneven.backward.lanes.size(), 2U);
  EXPECT_TRUE(street({{"highway", "primary"}}).flags & kAssumedLanes);
}

// The surface is flagged and leaves the limit of the class, 50 km/h.
TEST(StreetTags, SurfacesAreNoLimits) {
  const auto gravel = street({{"highway", "tertiary"}, {"surface", "gravel"}});
  EXPECT_TRUE(gravel.flags & kUnpaved);
  EXPECT_NEAR(gravel.forward.speed_mps, 50 / 3.6, 1e-4);
  EXPECT_FALSE(street({{"highway", "tertiary"}, {"surface", "asphalt"}}).flags & kUnpaved);
}

TEST(StreetTags, OneWays) {
  EXPECT_TRUE(street({{"highway", "tertiary"}, {"oneway", "yes"}}).backward.lanes.empty());
  const auto back = street({{"highway", "tertiary"}, {"oneway", "-1"}, {"lanes", "2"}});
  EXPECT_TRUE(back.forward.lanes.empty());
  EXPECT_EQ(back.backward.lanes.size(), 2U);
  const auto ring = street({{"highway", "tertiary"}, {"junction", "roundabout"}});
  EXPECT_TRUE(ring.backward.lanes.empty());
  EXPECT_TRUE(ring.flags & kRoundaboutRing);
  const auto contra =
      street({{"highway", "residential"}, {"oneway", "yes"}, {"oneway:bicycle", "no"}});
  ASSERT_EQ(contra.backward.lanes.size(), 1U);
  EXPECT_EQ(contra.backward.lanes[0].permissions, kBicycle);
}

TEST(StreetTags, BusLanesLieAtTheKerb) {
  const auto counted =
      street({{"highway", "primary"}, {"oneway", "yes"}, {"lanes", "3"}, {"lanes:psv", "1"}});
  ASSERT_EQ(counted.forward.lanes.size(), 3U);
  EXPECT_FALSE(counted.forward.lanes[0].permissions & kCar);
  EXPECT_TRUE(counted.forward.lanes[0].permissions & kMinibus);
  EXPECT_TRUE(counted.forward.lanes[1].permissions & kCar);
  const auto listed = street({{"highway", "primary"},
                              {"oneway", "yes"},
                              {"lanes", "3"},
                              {"bus:lanes", "designated|yes|yes"}},
                             DrivingSide::right);
  ASSERT_EQ(listed.forward.lanes.size(), 3U);
  EXPECT_FALSE(listed.forward.lanes[2].permissions & kCar) << "left is the median side";
  EXPECT_TRUE(listed.forward.lanes[0].permissions & kCar);
  const auto side = street({{"highway", "primary"}, {"lanes", "4"}, {"busway:left", "lane"}});
  EXPECT_FALSE(side.forward.lanes[0].permissions & kCar);
  EXPECT_TRUE(side.backward.lanes[0].permissions & kCar);
}

TEST(StreetTags, Access) {
  EXPECT_FALSE(
      understand({{{"highway", "residential"}, {"access", "private"}}}, DrivingSide::left));
  EXPECT_FALSE(understand({{{"highway", "construction"}}}, DrivingSide::left));
  EXPECT_FALSE(understand({{{"highway", "service"}, {"service", "driveway"}}}, DrivingSide::left));
  const auto bus = street({{"highway", "service"}, {"motor_vehicle", "no"}, {"psv", "yes"}});
  EXPECT_FALSE(bus.forward.lanes[0].permissions & kCar);
  EXPECT_TRUE(bus.forward.lanes[0].permissions & kBus);
  EXPECT_FALSE(street({{"highway", "motorway"}}).forward.lanes[0].permissions & kBicycle);
  EXPECT_EQ(street({{"highway", "busway"}}).forward.lanes[0].permissions, kBus | kBrt);
  EXPECT_EQ(street({{"highway", "busway"}, {"bus", "no"}}).forward.lanes[0].permissions, kBrt);
  EXPECT_EQ(street({{"highway", "busway"}}).forward.footway, Footway::none);
  EXPECT_EQ(street({{"highway", "busway"}, {"sidewalk", "both"}}).forward.footway,
            Footway::sidewalk);
  EXPECT_TRUE(street({{"highway", "footway"}}).path);
}

TEST(StreetTags, Speeds) {
  EXPECT_NEAR(parse_speed("50"), 13.889, 1e-3);
  EXPECT_NEAR(parse_speed("50 km/h"), 13.889, 1e-3);
  EXPECT_NEAR(parse_speed("30 mph"), 13.411, 1e-3);
  EXPECT_NEAR(parse_speed("KE:urban"), 13.889, 1e-3);
  EXPECT_EQ(parse_speed("signals"), 0);
  EXPECT_EQ(parse_speed("-5"), 0);
}

TEST(StreetTags, SidesFollowTheDrivingSide) {
  const auto left =
      street({{"highway", "tertiary"}, {"sidewalk", "left"}, {"cycleway:right", "track"}});
  EXPECT_EQ(left.forward.footway, Footway::sidewalk);
  EXPECT_EQ(left.backward.footway, Footway::informal);
  EXPECT_EQ(left.backward.cycleway, Cycleway::track);
  const auto right = street({{"highway", "tertiary"}, {"sidewalk", "left"}}, DrivingSide::right);
  EXPECT_EQ(right.forward.footway, Footway::informal);
  EXPECT_EQ(right.backward.footway, Footway::sidewalk);
}

class OsmFile : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& content) const {
    return folder_.write(name, content).string();
  }

  static std::string error_of(const std::string& path, const OsmOptions& options = {}) {
    try {
      (void)import_osm(path, options);
    } catch (const InputError& e) {
      return e.what();
    }
    return "no error";
  }

  testing::TemporaryFolder folder_;
};

// Nodes on a lattice of 0.001 degrees (some 111 m): id = 10 * row + column.
std::string lattice(const std::string& rest, const std::string& extra = "") {
  std::string xml = "<?xml version='1.0'?><osm version='0.6'>";
  for (int r = 1; r <= 4; ++r)
    for (int c = 1; c <= 4; ++c) {
      const std::string id = std::to_string(10 * r + c);
      xml += "<node id='" + id + "' version='1' lat='-1." + std::to_string(280 - r) + "' lon='36." +
             std::to_string(820 + c) + "'/>";
    }
  return xml + extra + rest + "</osm>";
}

std::string way(int id, std::vector<int> nodes, const std::string& tags) {
  std::string xml = "<way id='" + std::to_string(id) + "' version='1'>";
  for (const int n : nodes) xml += "<nd ref='" + std::to_string(n) + "'/>";
  std::size_t start = 0;
  while (start < tags.size()) {
    const std::size_t equals = tags.find('=', start);
    const std::size_t end = std::min(tags.find(' ', start), tags.size());
    xml += "<tag k='" + tags.substr(start, equals - start) + "' v='" +
           tags.substr(equals + 1, end - equals - 1) + "'/>";
    start = end + 1;
  }
  return xml + "</way>";
}

// A square with a cross in it; dead ends let everybody turn round.
std::string town() {
  return way(1, {11, 12, 13, 14}, "highway=primary name=South lanes=4 maxspeed=50") +
         way(2, {21, 22}, "highway=residential name=West") +
         way(3, {22, 23, 24}, "highway=residential name=East") +
         way(4, {12, 22, 32}, "highway=secondary name=Up") +
         way(5, {13, 23, 33}, "highway=secondary name=Down");
}

TEST_F(OsmFile, WaysBecomeLinks) {
  const OsmImport got = import_osm(write("town.osm", lattice(town())), {.name = "town"});
  EXPECT_TRUE(validate(got.network).empty());
  EXPECT_EQ(got.network.crs, "EPSG:32737");
  // 12 nodes at ends and crossings; South 3, East 2, Up 2, Down 2, West 1 pieces both ways.
  EXPECT_EQ(got.network.nodes().size(), 10U);
  EXPECT_EQ(got.network.links().size(), 20U);
  EXPECT_EQ(got.largest_part_share, 1.0);
  EXPECT_EQ(got.report.count_of("ways without lanes: assumed by class"), 4U);
  for (const LinkId l : got.network.links()) {
    // 0.001 degrees at 1.28 degrees south: 110.575 m on the meridian, 111.292 m on the parallel,
    // times the scale of UTM 2.18 degrees off its meridian: 0.9996 (1 + 0.0380^2 / 2) = 1.00032.
    const std::string& name = got.network.street_names[got.network.link.street[l]];
    const bool on_meridian = name == "Up" || name == "Down";
    EXPECT_NEAR(got.network.link.length_m[l], on_meridian ? 110.611 : 111.328, 0.003) << name;
    const bool south = name == "South";
    EXPECT_EQ(got.network.lanes_of(l).size(), south ? 2U : 1U);
    EXPECT_EQ(got.network.link.source_id[l] == 1, south);
  }
  // South meets Up and Down: the primary goes first.
  std::size_t priority = 0;
  for (const JunctionControl c : got.network.node.control)
    priority += c == JunctionControl::priority ? 1U : 0U;
  EXPECT_EQ(priority, 4U) << "12, 13 by class; 22, 23 secondary over residential";
}

std::string restriction(const char* kind) {
  return std::string("<relation id='1' version='1'><member type='way' ref='2' role='from'/>") +
         "<member type='node' ref='22' role='via'/><member type='way' ref='3' role='to'/>" +
         "<tag k='type' v='restriction'/><tag k='restriction' v='" + kind + "'/></relation>";
}

// The turns out of the street West, by name of the street they lead to.
std::multiset<std::string> turns_from_west(const Network& net) {
  std::multiset<std::string> names;
  for (const LinkId l : net.links()) {
    if (net.street_names[net.link.street[l]] != "West" || net.incoming(net.link.to[l]).size() < 3)
      continue;
    for (const MovementId m : net.movements_of(l))
      names.insert(net.street_names[net.link.street[net.movement.to[m]]]);
  }
  return names;
}

TEST_F(OsmFile, TurnRestrictions) {
  const auto none = import_osm(write("a.osm", lattice(town())), {});
  EXPECT_EQ(turns_from_west(none.network), (std::multiset<std::string>{"East", "Up", "Up"}));
  const auto no = import_osm(write("b.osm", lattice(town() + restriction("no_straight_on"))), {});
  EXPECT_EQ(turns_from_west(no.network), (std::multiset<std::string>{"Up", "Up"}));
  const auto only =
      import_osm(write("c.osm", lattice(town() + restriction("only_straight_on"))), {});
  EXPECT_EQ(turns_from_west(only.network), (std::multiset<std::string>{"East"}));
  EXPECT_EQ(only.report.count_of("turn restrictions applied"), 1U);
}

TEST_F(OsmFile, SignalsMoveToTheJunction) {
  // A signal 20 m before node 22 on the street West, and one in the middle of nowhere.
  const std::string stop_line =
      "<node id='99' version='1' lat='-1.278' lon='36.8218'><tag k='highway' "
      "v='traffic_signals'/></node>";
  std::string ways = town();
  ways.replace(ways.find("<nd ref='21'/><nd ref='22'/>"), 28,
               "<nd ref='21'/><nd ref='99'/><nd ref='22'/>");
  const OsmImport got = import_osm(write("s.osm", lattice(ways, stop_line)), {});
  EXPECT_EQ(got.report.count_of("signals moved from the stop line to the junction"), 1U);
  EXPECT_EQ(got.network.nodes().size(), 10U);
  int signals = 0;
  for (const NodeId n : got.network.nodes())
    if (got.network.node.control[n] == JunctionControl::signal) {
      ++signals;
      EXPECT_EQ(got.network.incoming(n).size(), 4U);
    }
  EXPECT_EQ(signals, 1);
}

// stop=all on the node of a junction; stop=minor says no more than the classes of the streets.
TEST_F(OsmFile, AllWayStops) {
  const auto controls = [&](const std::string& stop) {
    std::string xml = lattice(town());
    const std::size_t end = xml.find("/>", xml.find("<node id='22'"));
    xml.replace(end, 2, "><tag k='highway' v='stop'/><tag k='stop' v='" + stop + "'/></node>");
    const OsmImport got = import_osm(write(stop + ".osm", xml), {});
    std::size_t stops = 0;
    for (const NodeId n : got.network.nodes())
      if (got.network.node.control[n] == JunctionControl::all_way_stop) {
        ++stops;
        for (const LinkId l : got.network.incoming(n))
          for (const MovementId m : got.network.movements_of(l))
            EXPECT_EQ(got.network.movement.rank[m], 0);
      }
    return stops;
  };
  EXPECT_EQ(controls("all"), 1U);
  EXPECT_EQ(controls("minor"), 0U);
}

constexpr const char* kMerged =
    "junctions merged with neighbours closer than 15 m, or across a median";

// Metres east and north of a place on the equator.
std::string node_at(int id, double x, double y) {
  return fmt::format("<node id='{}' version='1' lat='{:.9f}' lon='{:.9f}'/>", id, y / 110574,
                     36 + x / 111320);
}

// Two carriageways 11 or 24 m apart cross two others: four junctions are one, and the turns against
// the one-ways stay impossible.
class OsmDualCarriageways : public OsmFile, public ::testing::WithParamInterface<double> {};
INSTANTIATE_TEST_SUITE_P(Apart, OsmDualCarriageways, ::testing::Values(11.0, 24.0));

TEST_P(OsmDualCarriageways, MeetInOneJunction) {
  std::string nodes;
  const auto node = [&](int id, double x, double y) { nodes += node_at(id, x, y); };
  const double far = 200, half = GetParam() / 2;
  // East-west: 1-4 eastbound (south of the other, driving on the left: north). North-south alike.
  node(11, -far, half), node(12, -half, half), node(13, half, half), node(14, far, half);
  node(21, -far, -half), node(22, -half, -half), node(23, half, -half), node(24, far, -half);
  node(31, -half, far), node(32, half, far), node(33, -half, -far), node(34, half, -far);
  node(41, -far - 60, 0), node(42, far + 60, 0), node(43, 0, far + 60), node(44, 0, -far - 60);
  const std::string one = "highway=primary oneway=yes lanes=2 maxspeed=50 name=";
  const std::string ways = way(1, {41, 11, 12, 13, 14, 42}, one + "East") +
                           way(2, {42, 24, 23, 22, 21, 41}, one + "East") +
                           way(3, {44, 33, 22, 12, 31, 43}, one + "North") +
                           way(4, {43, 32, 13, 23, 34, 44}, one + "North");
  std::string xml = "<osm version='0.6'>" + nodes + ways + "</osm>";
  const OsmImport got = import_osm(write("dual.osm", xml), {});
  EXPECT_EQ(got.report.count_of(kMerged), 3U);
  const Network& net = got.network;
  EXPECT_TRUE(validate(net).empty());
  ASSERT_EQ(net.nodes().size(), 5U);
  for (const NodeId n : net.nodes()) {
    if (net.incoming(n).size() < 4) continue;
    EXPECT_EQ(net.outgoing(n).size(), 4U);
    // Straight, left, right, and back by the other carriageway.
    for (const LinkId l : net.incoming(n)) EXPECT_EQ(net.movements_of(l).size(), 4U);
  }
  for (const LinkId l : net.links()) {
    EXPECT_GT(net.link.length_m[l], 200);
    EXPECT_TRUE(net.link.flags[l] & kDualCarriageway);
  }
}

// Side streets on opposite sides of a street, 24 m apart.
TEST_F(OsmFile, JunctionsBesideEachOtherOnOneStreetStayTwo) {
  std::string nodes;
  const auto node = [&](int id, double x, double y) { nodes += node_at(id, x, y); };
  node(1, -200, 0), node(2, 0, 0), node(3, 24, 0), node(4, 200, 0), node(5, 0, 200),
      node(6, 24, -200);
  const std::string two = "highway=primary lanes=2 maxspeed=50 name=";
  const std::string ways = way(1, {1, 2, 3, 4}, two + "East") + way(2, {2, 5}, two + "North") +
                           way(3, {3, 6}, two + "South");
  const OsmImport got =
      import_osm(write("single.osm", "<osm version='0.6'>" + nodes + ways + "</osm>"), {});
  EXPECT_EQ(got.report.count_of(kMerged), 0U);
}

TEST_F(OsmFile, UnconnectedStreetsAreDroppedAndReported) {
  const std::string island = way(7, {43, 44}, "highway=residential name=Island");
  const std::string trap = way(8, {24, 34}, "highway=residential oneway=yes name=Trap");
  const OsmImport got = import_osm(write("i.osm", lattice(town() + island + trap)), {});
  EXPECT_NEAR(got.largest_part_share, 20.0 / 23, 1e-4);  // of 23 links of a block each
  EXPECT_EQ(got.report.count_of("links dropped that cars cannot both reach and leave"), 3U);
  EXPECT_EQ(strong_components(got.network, kCar).length_m.size(), 1U);
  const OsmImport kept = import_osm((folder_ / "i.osm").string(), {.keep_unconnected = true});
  // The trap, the way into it and the way out of its start; the island; the town.
  EXPECT_EQ(strong_components(kept.network, kCar).length_m.size(), 5U);
}

TEST_F(OsmFile, BoxClips) {
  const std::string path = write("box.osm", lattice(town()));
  const OsmImport got = import_osm(path, {.box = LonLatBox{36.8205, -1.2795, 36.8225, -1.27}});
  // Inside: 11-12, 21-22, 12-22, 22-32, both ways.
  EXPECT_EQ(got.network.links().size(), 8U);
  EXPECT_THAT(error_of(path, {.box = LonLatBox{10, 10, 11, 11}}), HasSubstr("inside the box"));
}

TEST_F(OsmFile, BadFiles) {
  EXPECT_THAT(error_of((folder_ / "none.osm").string()), HasSubstr("not found"));
  EXPECT_THAT(error_of(folder_.path().string()), HasSubstr("directory"));
  EXPECT_THAT(error_of(write("empty.osm.pbf", "")), HasSubstr("empty"));
  EXPECT_THAT(error_of(write("html.osm", "<html><body>404</body></html>")),
              HasSubstr("not OpenStreetMap XML"));
  EXPECT_THAT(error_of(write("text.osm", "hello")), HasSubstr("not OpenStreetMap XML"));
  EXPECT_THAT(error_of(write("half.osm", lattice(town()).substr(0, 700))),
              HasSubstr("not OpenStreetMap XML"));
  EXPECT_THAT(error_of(write("no.osm.pbf", "this is no protocol buffer at all")),
              HasSubstr("broken or cut off"));
  EXPECT_THAT(error_of(write("x.doc", "hello")), HasSubstr(".osm.pbf"));
  EXPECT_THAT(error_of(write("noroads.osm", lattice(""))), HasSubstr("highway"));
}

std::string data_file(const std::string& name) {
  const char* from_env = std::getenv("MWENDO_TEST_DATA");
  const fs::path root = from_env != nullptr ? fs::path(from_env)
                                            : fs::path(MWENDO_TEST_SOURCE_DIR) / "../shared/data";
  return (root / name).string();
}

TEST_F(OsmFile, TruncatedExtract) {
  const std::string whole = data_file("osm/liechtenstein-latest.osm.pbf");
  if (!fs::exists(whole)) GTEST_SKIP() << "no " << whole << "; any .osm.pbf extract will do";
  std::ifstream in(whole, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(in)), {});
  EXPECT_THAT(error_of(write("cut.osm.pbf", content.substr(0, content.size() / 2))),
              HasSubstr("cut off"));
}

struct Extract {
  const char* file;
  DrivingSide side;
  double least_share;
};

class RealExtract : public ::testing::TestWithParam<Extract> {};

TEST_P(RealExtract, MakesASoundConnectedNetwork) {
  const std::string path = data_file(GetParam().file);
  if (!fs::exists(path))
    GTEST_SKIP() << "no " << path
                 << "; set MWENDO_TEST_DATA to a folder with OpenStreetMap extracts";
  const OsmImport got = import_osm(path, {.driving_side = GetParam().side});
  EXPECT_TRUE(validate(got.network).empty());
  EXPECT_GT(got.largest_part_share, GetParam().least_share);
  const Components parts = strong_components(got.network, kCar);
  EXPECT_GT(parts.length_share(parts.largest), 0.98);
  std::size_t tiny = 0;
  for (const LinkId l : got.network.links()) tiny += got.network.link.length_m[l] < 10 ? 1U : 0U;
  EXPECT_LT(tiny, got.network.links().size() / 100) << "links shorter than 10 m";
  RecordProperty("links", static_cast<int>(got.network.links().size()));
  std::cout << GetParam().file << ": " << got.network.links().size() << " links\n"
            << got.report.text();
}

INSTANTIATE_TEST_SUITE_P(
    Extracts, RealExtract,
    ::testing::Values(
        Extract{"nairobi/nairobi_core_roads_2025-11.osm.pbf", DrivingSide::left, 0.90},
        Extract{"addis-ababa/addis_east_major_roads_overpass.osm.pbf", DrivingSide::right, 0.90},
        Extract{"kampala/kampala_transit_street_skeleton_DERIVED.osm.pbf", DrivingSide::left, 0.98},
        Extract{"osm/liechtenstein-latest.osm.pbf", DrivingSide::right, 0.90}));

class NetworkFile : public OsmFile {};

TEST_F(NetworkFile, LoadsWhatWasSaved) {
  const Network net = import_osm(write("t.osm", lattice(town())), {.name = "town"}).network;
  save_network(net, (folder_ / "city").string());
  const Network again = load_network((folder_ / "city").string());
  EXPECT_EQ(again.name, "town");
  EXPECT_EQ(again.crs, net.crs);
  EXPECT_EQ(again.driving_side, net.driving_side);
  EXPECT_EQ(again.geometry, net.geometry);
  EXPECT_EQ(again.connections, net.connections);
  EXPECT_EQ(again.movement.conflicts, net.movement.conflicts);
  EXPECT_EQ(again.movement.speed_mps.raw(), net.movement.speed_mps.raw());
  EXPECT_EQ(again.street_names, net.street_names);
  EXPECT_EQ(again.link.source_id.raw(), net.link.source_id.raw());
}

TEST_F(NetworkFile, BadFiles) {
  const std::string city = (folder_ / "city").string();
  const auto message = [&] {
    try {
      (void)load_network(city);
    } catch (const InputError& e) {
      return std::string(e.what());
    }
    return std::string("no error");
  };
  EXPECT_THAT(message(), HasSubstr("not found"));
  save_network(import_osm(write("t.osm", lattice(town())), {}).network, city);
  const std::string file = city + "/network.mwn";
  std::ifstream in(file, std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  const auto put = [&](const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  };
  put(good.substr(0, good.size() - 5));
  EXPECT_THAT(message(), HasSubstr("cut off"));
  std::string bad = good;
  bad[good.size() / 2] = static_cast<char>(bad[good.size() / 2] ^ 1);
  put(bad);
  EXPECT_THAT(message(), HasSubstr("checksum"));
  bad = good;
  bad[8] = 77;
  put(bad);
  EXPECT_THAT(message(), HasSubstr("version 77"));
  bad[8] = 1;  // without speeds of turns
  put(bad);
  EXPECT_THAT(message(), HasSubstr("has format version 1, this program reads 3"));
  put("PK");
  EXPECT_THAT(message(), HasSubstr("not a network file"));
}

}  // namespace
}  // namespace mwendo
