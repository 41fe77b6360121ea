// Reading and writing SUMO's files.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "network/assembly/generate.h"
#include "network/assembly/turn_speeds.h"
#include "network/base/input_error.h"
#include "network/sumo/right_of_way.h"
#include "network/sumo/vclass.h"
#include "network/sumo/write.h"
#include "network/sumo/xml.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

using Folder = testing::TemporaryFolder;

// West to east is the main street with two lanes; a side street comes from the south. The turn
// into the side street against the main flow (left) and the side street yield.
const char* const kNet = R"(<?xml version="1.0"?>
<net version="1.9" lefthand="true">
  <location netOffset="-250000,-9850000" convBoundary="0,0,1,1" origBoundary="0,0,1,1"
    projParameter="+proj=utm +zone=37 +south +ellps=WGS84 +datum=WGS84 +units=m +no_defs"/>
  <edge id=":C_0" function="internal"><lane id=":C_0_0" index="0" speed="13.9" length="14" shape="0,0 1,1"/></edge>
  <edge id=":C_1" function="internal"><lane id=":C_1_0" index="0" speed="6" length="4" shape="0,0 1,1"/></edge>
  <edge id=":C_2" function="internal"><lane id=":C_2_0" index="0" speed="6" length="8" shape="0,0 1,1"/></edge>
  <edge id=":C_c0" function="crossing" edges="WC"><lane id=":C_c0_0" index="0" allow="pedestrian" speed="1" length="7" shape="0,0 1,1"/></edge>
  <edge id="WC" from="W" to="C" priority="2" type="highway.primary" name="Main &amp; Co">
    <lane id="WC_0" index="0" disallow="tram pedestrian" speed="13.9" length="200" shape="0,0 200,0"/>
    <lane id="WC_1" index="1" allow="bus coach taxi" speed="13.9" length="200" width="3.5" shape="0,0 200,0"/>
  </edge>
  <edge id="CE" from="C" to="E" priority="2"><lane id="CE_0" index="0" speed="13.9" length="300" shape="0,0 1,1"/></edge>
  <edge id="EC" from="E" to="C" priority="2"><lane id="EC_0" index="0" speed="13.9" length="300" shape="0,0 1,1"/></edge>
  <edge id="SC" from="S" to="C" priority="1"><lane id="SC_0" index="0" speed="8" length="100" shape="0,0 1,1"/></edge>
  <edge id="CS" from="C" to="S" priority="1" shape="200,0 200,-50 200,-100"><lane id="CS_0" index="0" speed="8" length="100" shape="0,0 1,1"/></edge>
  <tlLogic id="C" type="static" programID="0" offset="7">
    <phase duration="4" state="rrrr"/>
    <phase duration="30" state="GGgr"/>
    <phase duration="3" state="yyyr"/>
    <phase duration="20" state="rrrG"/>
    <phase duration="3" state="rrry"/>
  </tlLogic>
  <junction id="C" type="traffic_light" x="200" y="0" incLanes="WC_0 WC_1 EC_0 SC_0" intLanes=":C_0_0" shape="0,0">
    <request index="0" response="0000" foes="1000"/>
    <request index="1" response="0000" foes="1100"/>
    <request index="2" response="0010" foes="1010"/>
    <request index="3" response="0111" foes="0111"/>
  </junction>
  <junction id="W" type="dead_end" x="0" y="0" incLanes="" intLanes="" shape="0,0"/>
  <junction id="E" type="dead_end" x="500" y="0" incLanes="CE_0" intLanes="" shape="0,0"/>
  <junction id="S" type="dead_end" x="200" y="-100" incLanes="CS_0" intLanes="" shape="0,0"/>
  <connection from="WC" to="CE" fromLane="0" toLane="0" via=":C_0_0" tl="C" linkIndex="0" dir="s" state="O"/>
  <connection from="WC" to="CE" fromLane="1" toLane="0" via=":C_0_0" tl="C" linkIndex="1" dir="s" state="O"/>
  <connection from="EC" to="CS" fromLane="0" toLane="0" via=":C_1_0" tl="C" linkIndex="2" dir="l" state="o"/>
  <connection from="SC" to="CE" fromLane="0" toLane="0" via=":C_2_0" tl="C" linkIndex="3" dir="r" state="o"/>
  <connection from=":C_1" to="CS" fromLane="0" toLane="0" via=":C_2_0" dir="l" state="M"/>
</net>
)";

MovementId movement(const SumoNet& s, const char* from, const char* to) {
  for (const MovementId m : s.net.movements_of(s.find_link(from)))
    if (s.net.movement.to[m] == s.find_link(to)) return m;
  return {};
}

TEST(SumoNet, ReadsLanesPermissionsAndTheUtmZone) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", kNet));
  ASSERT_EQ(s.net.links().size(), 5U);
  EXPECT_EQ(s.net.driving_side, DrivingSide::left);
  EXPECT_EQ(s.net.crs, "EPSG:32737");
  const LinkId wc = s.find_link("WC");
  ASSERT_EQ(s.net.lanes_of(wc).size(), 2U);
  EXPECT_EQ(s.net.lane.permissions[s.net.lanes_of(wc)[0]], kGeneralTraffic | kBicycle);
  EXPECT_EQ(s.net.lane.permissions[s.net.lanes_of(wc)[1]], kBus | kMinibus);
  EXPECT_EQ(s.net.link.road_class[wc], RoadClass::primary);
  EXPECT_EQ(s.net.street_names[s.net.link.street[wc]], "Main & Co");
  EXPECT_NE(s.net.link.flags[wc] & kCrossing, 0);
  EXPECT_EQ(s.net.link.reverse[s.find_link("CE")], s.find_link("EC"));
  EXPECT_EQ(s.net.geometry_of(s.find_link("CS")).size(), 3U);
  const Point c = s.net.node.position[s.net.link.to[wc]];
  EXPECT_EQ(c, (Point{200 + 250000, 9850000}));
}

TEST(SumoNet, AddsThePathAcrossTheJunctionToTheLinkBehindIt) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", kNet));
  EXPECT_FLOAT_EQ(s.net.link.length_m[s.find_link("WC")], 200);
  EXPECT_FLOAT_EQ(s.net.link.length_m[s.find_link("CE")], 300 + (14 + 14 + 8) / 3.0F);
  EXPECT_FLOAT_EQ(s.net.link.length_m[s.find_link("CS")], 100 + 4 + 8);  // a path in two parts
}

// The speed of the turn from a link into another, with `was` in the net replaced everywhere.
float speed_with(const std::string& was, const std::string& is, const char* from, const char* to) {
  const Folder folder;
  std::string net = kNet;
  for (std::size_t at = 0; (at = net.find(was, at)) != std::string::npos; at += is.size())
    net.replace(at, was.size(), is);
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", net));
  return s.net.movement.speed_mps[movement(s, from, to)];
}

TEST(SumoNet, TakesTheSpeedsOfTurnsFromThePathsAcrossTheJunction) {
  EXPECT_FLOAT_EQ(speed_with("x", "x", "WC", "CE"), 13.9F);
  EXPECT_FLOAT_EQ(speed_with("x", "x", "EC", "CS"), 6);
  const std::string part = R"(:C_2_0" index="0" speed=")";
  EXPECT_FLOAT_EQ(speed_with(part + "6", part + "5", "EC", "CS"), 5) << "the slowest part";
  EXPECT_FLOAT_EQ(speed_with(R"(fromLane="1" toLane="0" via=":C_0_0")",
                             R"(fromLane="1" toLane="0" via=":C_1_0")", "WC", "CE"),
                  (13.9F + 6) / 2)
      << "the mean of two lanes";
}

TEST(SumoNet, SpeedsFollowFromTheGeometryWithoutPaths) {
  const Folder folder;
  std::string net = kNet;
  for (std::size_t at; (at = net.find(" via=")) != std::string::npos;)
    net.erase(at, net.find('"', at + 6) - at + 1);
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", net));
  for (const MovementId m : s.net.movements())
    EXPECT_EQ(s.net.movement.speed_mps[m], build::turn_speed(s.net, m));
  EXPECT_FLOAT_EQ(s.net.movement.speed_mps[movement(s, "WC", "CE")], 13.9F);
  EXPECT_LT(s.net.movement.speed_mps[movement(s, "EC", "CS")], 8);
}

// The junction without its signal, where one drives on the right: turns to the left are across.
std::string priority_net() {
  std::string net = kNet;
  net.erase(net.find(" lefthand=\"true\""), 16);
  for (std::size_t at; (at = net.find(" tl=\"C\"")) != std::string::npos;) net.erase(at, 7);
  net.replace(net.find("traffic_light"), 13, "priority");
  return net;
}

TEST(SumoNet, RanksFollowResponsesAndConflictsFollowFoes) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", priority_net()));
  const MovementId through = movement(s, "WC", "CE");
  const MovementId across = movement(s, "EC", "CS");
  const MovementId side = movement(s, "SC", "CE");
  EXPECT_EQ(s.net.movement.rank[through], 0);
  EXPECT_EQ(s.net.movement.rank[across], 1);
  EXPECT_EQ(s.net.movement.rank[side], 2);
  EXPECT_EQ(s.net.movement.direction[across], TurnDirection::left);
  EXPECT_EQ(s.net.conflicts_of(through).size(), 2U);
  EXPECT_EQ(s.net.connections_of(s.net.lanes_of(s.find_link("WC"))[1]).size(), 1U);
}

TEST(SumoNet, AtSignalsOnlyThoseHeedWhoAreOpenTogether) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", kNet));
  EXPECT_EQ(s.net.movement.rank[movement(s, "WC", "CE")], 0);
  EXPECT_EQ(s.net.movement.rank[movement(s, "EC", "CS")], 1);  // 'g' beside 'G'
  EXPECT_EQ(s.net.movement.rank[movement(s, "SC", "CE")], 0);  // alone in its phase
}

TEST(SumoNet, GreenWithPriorityHeedsNobodyWithout) {
  const sumo::RawSignal program{.type = "static", .offset = 0, .phases = {{30, "Gg"}, {5, "rr"}}};
  EXPECT_FALSE(sumo::heeds(program, 0, 1));
  EXPECT_TRUE(sumo::heeds(program, 1, 0));
  const sumo::RawSignal apart{.type = "static", .offset = 0, .phases = {{30, "Gr"}, {30, "rg"}}};
  EXPECT_FALSE(sumo::heeds(apart, 1, 0));
}

TEST(SumoNet, SignalPhasesKeepGreensClearanceAndOffset) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", kNet));
  ASSERT_EQ(s.net.signal_plans.size(), 1U);
  const SignalPlan& plan = s.net.signal_plans[0];
  ASSERT_EQ(plan.phases.size(), 2U);
  EXPECT_FLOAT_EQ(plan.offset_s, 7 + 4);  // the red at the start belongs to the end of the cycle
  EXPECT_FLOAT_EQ(plan.phases[0].green_s, 30);
  EXPECT_FLOAT_EQ(plan.phases[0].clearance_s, 3);
  EXPECT_EQ(plan.phases[0].movements,
            (std::vector{movement(s, "WC", "CE"), movement(s, "EC", "CS")}));
  EXPECT_FLOAT_EQ(plan.phases[1].green_s, 20);
  EXPECT_FLOAT_EQ(plan.phases[1].clearance_s, 3 + 4);
  EXPECT_FLOAT_EQ(plan.cycle_s(), 60);
}

TEST(SumoNet, ErrorsSayWhere) {
  const Folder folder;
  std::string broken = kNet;
  broken.replace(broken.find("speed=\"8\""), 9, "speed=\"x\"");
  try {
    (void)read_sumo_net(folder.write("t.net.xml", broken));
    FAIL() << "no error";
  } catch (const InputError& e) {
    ASSERT_FALSE(e.problems().empty());
    EXPECT_EQ(e.problems()[0].line, 15);
    EXPECT_EQ(e.problems()[0].column, 46);  // of the <lane> in its line
    EXPECT_NE(e.problems()[0].what.find("'speed'"), std::string::npos);
  }
  EXPECT_THROW((void)read_sumo_net(folder.write("u.net.xml", "<net><edge")), InputError);
  EXPECT_THROW((void)read_sumo_net(folder.write("v.net.xml", "<routes/>")), InputError);
  EXPECT_THROW((void)read_sumo_net(folder / "absent.net.xml"), InputError);
  std::string unknown = kNet;
  unknown.replace(unknown.find("to=\"CE\" fromLane=\"1\""), 20, "to=\"XX\" fromLane=\"1\"");
  EXPECT_THROW((void)read_sumo_net(folder.write("w.net.xml", unknown)), InputError);
}

TEST(SumoNet, CirclesOfResponsesShareARank) {
  sumo::BitTable responses(4);  // 0 -> 1 -> 2 -> 0 in a circle, 3 yields to 0
  responses.set(0, 1);
  responses.set(1, 2);
  responses.set(2, 0);
  responses.set(3, 0);
  EXPECT_EQ(sumo::ranks_from_responses(responses), (std::vector<std::uint8_t>{0, 0, 0, 1}));
}

TEST(SumoClasses, AllowAndDisallow) {
  EXPECT_EQ(permissions_from_sumo("", ""), kGeneralTraffic | kBicycle | kFoot);
  EXPECT_EQ(permissions_from_sumo("", "pedestrian coach"), kGeneralTraffic | kBicycle);
  EXPECT_EQ(permissions_from_sumo("custom1 bus", ""), kBrt | kBus);
  EXPECT_EQ(permissions_from_sumo(allow_for_sumo(kCar | kTruck | kRail), ""),
            kCar | kTruck | kRail);
}

const char* const kRoutes = R"xml(<routes>
  <vType id="matatu" vClass="taxi" personCapacity="14" length="6.5" tau="1.3" speedFactor="normc(0.9,0.05,0.2,2)"/>
  <route id="r" edges="WC CE"/>
  <vehicle id="b" depart="0:01:40" type="matatu" route="r"/>
  <vehicle id="a" depart="5.5"><route edges="SC CE"/></vehicle>
  <trip id="t" depart="7" from="WC" to="CE"/>
  <flow id="f" begin="10" end="70" period="20" from="EC" to="CS"/>
  <person id="p" depart="0"><walk edges="WC CE"/></person>
</routes>
)xml";

TEST(SumoRoutes, VehiclesTripsAndFlowsInOrderOfDeparture) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", kNet));
  const SumoDemand d = read_sumo_routes(folder.write("t.rou.xml", kRoutes), s);
  std::string order;
  for (const SumoTrip& t : d.trips) order += t.name + "@" + std::to_string(int(t.depart_s)) + " ";
  EXPECT_EQ(order, "a@5 t@7 f.0@10 f.1@30 f.2@50 b@100 ");
  const SumoTrip& b = d.trips.back();
  EXPECT_EQ(d.route_of(b)[1], s.find_link("CE"));
  EXPECT_FLOAT_EQ(d.types[b.type].tau_s, 1.3F);
  EXPECT_FLOAT_EQ(d.types[b.type].speed_factor, 0.9F);
  EXPECT_FLOAT_EQ(d.types[b.type].speed_deviation, 0.05F);
  EXPECT_EQ(d.types[b.type].seats, 14);
  EXPECT_EQ(d.report.count_of("<person> elements not read"), 1U);
}

TEST(SumoRoutes, ErrorsSayWhere) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", kNet));
  const auto problem = [&](const char* element) {
    try {
      (void)read_sumo_routes(
          folder.write("e.rou.xml", std::string("<routes>\n") + element + "\n</routes>"), s);
    } catch (const InputError& e) {
      return e.problems()[0].line == 2 ? e.problems()[0].what : "wrong line";
    }
    return std::string();
  };
  EXPECT_EQ(problem(R"(<vehicle id="a" depart="1"><route edges="WC XY"/></vehicle>)"),
            "edge 'XY' is not in the net");
  EXPECT_EQ(problem(R"(<vehicle id="a" depart="1"><route edges="WC CS"/></vehicle>)"),
            "no connection from edge 'WC' to 'CS'");
  EXPECT_EQ(problem(R"(<vehicle id="a" depart="1" type="x"><route edges="WC"/></vehicle>)"),
            "vehicle type 'x' is not defined");
  EXPECT_EQ(problem(R"(<vehicle id="a" depart="1" route="x"/>)"), "route 'x' is not defined");
  EXPECT_EQ(problem(R"(<flow id="a" begin="1" from="WC" to="CE"/>)"), "flow 'a' without a rate");
  EXPECT_EQ(problem(R"(<flow id="a" begin="9" end="-1" period="1" from="WC" to="CE"/>)"),
            "'end' of <flow> is '-1'");
  EXPECT_EQ(problem(R"(<flow id="a" begin="0" end="1e9" period="1" from="WC" to="CE"/>)"),
            "'end' of <flow> is '1e9'");
  EXPECT_EQ(problem(R"(<flow id="a" begin="9" end="8" period="1" from="WC" to="CE"/>)"),
            "flow 'a' from 9 to 8 s");
  EXPECT_EQ(problem(R"(<vType id="x" sigma="nan"/>)"), "'sigma' of <vType> is 'nan'");
  EXPECT_EQ(problem(R"(<vType id="x" accel="0"/>)"), "'accel' of <vType> is 0");
  EXPECT_EQ(problem(R"(<vehicle id="a" depart="x"><route edges="WC CE"/></vehicle>)"),
            "'depart' of <vehicle> is 'x'");
  EXPECT_EQ(problem(R"(<trip id="a" depart="" from="WC" to="CE"/>)"), "'depart' of <trip> is ''");
  EXPECT_EQ(problem(R"(<vehicle id="a" depart="triggered"><route edges="WC CE"/></vehicle>)"), "");
  EXPECT_EQ(problem(R"(<vehicle id="a" depart="1"><route edges="WC CE"/>
      <stop lane="CE_7" duration="5"/></vehicle>)"),
            "wrong line");
}

TEST(SumoWrite, RoutesComeBackEqual) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", kNet));
  const SumoDemand d = read_sumo_routes(folder.write("t.rou.xml", kRoutes), s);
  write_sumo_routes(d, sumo_names(s), folder / "out.rou.xml");
  const SumoDemand again = read_sumo_routes(folder / "out.rou.xml", s);
  ASSERT_EQ(again.trips.size(), d.trips.size());
  for (std::size_t i = 0; i < d.trips.size(); ++i) {
    EXPECT_EQ(again.trips[i].name, d.trips[i].name);
    EXPECT_EQ(again.trips[i].depart_s, d.trips[i].depart_s);
    EXPECT_EQ(again.types[again.trips[i].type].name, d.types[d.trips[i].type].name);
    const auto a = d.route_of(d.trips[i]);
    const auto b = again.route_of(again.trips[i]);
    EXPECT_EQ(std::vector(a.begin(), a.end()), std::vector(b.begin(), b.end()));
  }
}

TEST(SumoWrite, AFullDiskIsOneMessage) {
  const Folder folder;
  const SumoNet s = read_sumo_net(folder.write("t.net.xml", kNet));
  const SumoDemand d = read_sumo_routes(folder.write("t.rou.xml", kRoutes), s);
  EXPECT_THROW(write_sumo_routes(d, sumo_names(s), "/dev/full"), RunError);
  EXPECT_THROW((void)write_sumo_net(s.net, folder / "none/x", sumo_names(s)), RunError);
}

int run_quietly(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str());
}

// Through SUMO's own netconvert and back: links, lanes, permissions, connections, phases.
TEST(SumoWrite, NetconvertAndBackKeepsTheNetwork) {
  if (run_quietly("netconvert --version") != 0)
    GTEST_SKIP() << "netconvert (Debian package sumo) is not installed";
  const Folder folder;
  const Network net = generate_grid({.rows = 6, .columns = 7, .arterial_every = 3});
  const SumoFiles files = write_sumo_net(net, folder / "g");
  ASSERT_EQ(run_quietly("netconvert -c " + files.configuration.string()), 0);
  const SumoNet s = read_sumo_net(folder / "g.net.xml");
  ASSERT_EQ(s.net.links().size(), net.links().size());
  EXPECT_EQ(s.net.lanes().size(), net.lanes().size());
  EXPECT_EQ(s.net.connections.size(), net.connections.size());
  EXPECT_EQ(s.net.signal_plans.size(), net.signal_plans.size());
  EXPECT_EQ(s.net.driving_side, net.driving_side);
  const SumoNames names = sumo_names(net);
  for (const LinkId l : net.links()) {
    const LinkId back = s.find_link(names.link[l.value]);
    ASSERT_TRUE(back.valid());
    EXPECT_EQ(s.net.lanes_of(back).size(), net.lanes_of(l).size());
    EXPECT_EQ(s.net.permissions_of(back), net.permissions_of(l));
    EXPECT_NEAR(s.net.link.length_m[back], net.link.length_m[l], 0.2 * net.link.length_m[l]);
    EXPECT_EQ(s.net.link.road_class[back], net.link.road_class[l]);
    EXPECT_EQ(s.net.movements_of(back).size(), net.movements_of(l).size());
  }
  for (const NodeId n : net.nodes()) {
    if (net.node.signal_plan[n] == kNoSignalPlan) continue;
    const NodeId back{s.node_names.find(names.node[n.value])};
    const SignalPlan& was = net.signal_plans[net.node.signal_plan[n]];
    const SignalPlan& is = s.net.signal_plans[s.net.node.signal_plan[back]];
    ASSERT_EQ(is.phases.size(), was.phases.size());
    for (std::size_t i = 0; i < was.phases.size(); ++i) {
      EXPECT_FLOAT_EQ(is.phases[i].green_s, was.phases[i].green_s);
      EXPECT_FLOAT_EQ(is.phases[i].clearance_s, was.phases[i].clearance_s);
      EXPECT_EQ(is.phases[i].movements.size(), was.phases[i].movements.size());
    }
  }
}

TEST(Xml, TimesAndEscapes) {
  EXPECT_EQ(xml_escape("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;");
  class Handler : public XmlHandler {
   public:
    void start(const XmlElement& e) override {
      if (e.name() == "t") sum += e.time("v", 0);
    }
    void end(std::string_view) override {}
    double sum = 0;
  } handler;
  const Folder folder;
  read_xml(folder.write("t.xml", R"(<a><t v="1:02:03"/><t v="1:00:00:00"/><t v="0.5"/></a>)"),
           handler);
  EXPECT_DOUBLE_EQ(handler.sum, 3723 + 86400 + 0.5);
}

}  // namespace
}  // namespace mwendo
