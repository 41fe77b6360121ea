// Route files as SUMO means them: flows, distributions, repeated routes, stops, names, times.
#include "network/sumo/routes.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "network/sumo/stop_order.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A ring a -> b -> c -> a with a way out d behind b.
const char* const kNet = R"(<net version="1.9">
  <edge id="a" from="A" to="B"><lane id="a_0" index="0" speed="10" length="100" shape="0,0 100,0"/></edge>
  <edge id="b" from="B" to="C"><lane id="b_0" index="0" speed="10" length="100" shape="100,0 100,100"/></edge>
  <edge id="c" from="C" to="A"><lane id="c_0" index="0" speed="10" length="140" shape="100,100 0,0"/></edge>
  <edge id="d" from="C" to="D"><lane id="d_0" index="0" speed="10" length="100" shape="100,100 100,200"/></edge>
  <junction id="A" type="unregulated" x="0" y="0" incLanes="c_0" intLanes="" shape="0,0"/>
  <junction id="B" type="unregulated" x="100" y="0" incLanes="a_0" intLanes="" shape="0,0"/>
  <junction id="C" type="unregulated" x="100" y="100" incLanes="b_0" intLanes="" shape="0,0"/>
  <junction id="D" type="dead_end" x="100" y="200" incLanes="d_0" intLanes="" shape="0,0"/>
  <connection from="a" to="b" fromLane="0" toLane="0" dir="l"/>
  <connection from="b" to="c" fromLane="0" toLane="0" dir="l"/>
  <connection from="b" to="d" fromLane="0" toLane="0" dir="s"/>
  <connection from="c" to="a" fromLane="0" toLane="0" dir="l"/>
</net>)";

class RouteFiles : public ::testing::Test {
 protected:
  SumoDemand demand(const std::string& elements) {
    const auto file = folder_.write("t.rou.xml", "<routes>\n" + elements + "\n</routes>");
    return read_sumo_routes(file, net_);
  }
  std::vector<float> departures(const std::string& elements) {
    std::vector<float> all;
    for (const SumoTrip& t : demand("<route id='r' edges='a b'/>" + elements).trips)
      all.push_back(t.depart_s);
    return all;
  }
  // The only problem: its place and text.
  std::string problem(const std::string& elements) {
    try {
      (void)demand(elements);
    } catch (const InputError& e) {
      return e.problems().size() == 1
                 ? std::to_string(e.problems()[0].line) + ": " + e.problems()[0].what
                 : e.what();
    }
    return {};
  }
  std::string way(const SumoDemand& d, const SumoTrip& t) {
    std::string text;
    for (const LinkId l : d.route_of(t)) text += net_.edge_of(l);
    return text;
  }
  testing::TemporaryFolder folder_;
  SumoNet net_ = read_sumo_net(folder_.write("t.net.xml", kNet));
};

TEST_F(RouteFiles, FlowsTakeTheTimesOfTheirInterval) {
  EXPECT_THAT(departures("<interval begin='0' end='100'><flow id='f' route='r' number='4'/>"
                         "<flow id='g' route='r' begin='90' number='1'/></interval>"),
              ElementsAre(0, 25, 50, 75, 90));
  EXPECT_THAT(
      departures("<interval begin='5' end='9'/><flow id='f' route='r' end='8' number='2'/>"),
      ElementsAre(0, 4));
}

TEST_F(RouteFiles, FlowsByNumberAndRate) {
  EXPECT_THAT(departures("<flow id='f' route='r' begin='10' number='3' period='5'/>"),
              ElementsAre(10, 15, 20));
  EXPECT_THAT(departures("<flow id='f' route='r' begin='7' end='7' number='2'/>"),
              ElementsAre(7, 7));
  EXPECT_THAT(departures("<flow id='f' route='r' number='2'/>"), ElementsAre(0, 43200));
  EXPECT_THAT(departures("<flow id='f' route='r' number='0' period='5'/>"), ElementsAre());
  EXPECT_THAT(departures("<flow id='f' route='r' end='3' probability='1'/>"), ElementsAre(0, 1, 2));
  const auto random = departures("<flow id='f' route='r' end='7200' period='exp(0.1)'/>");
  EXPECT_NEAR(static_cast<double>(random.size()), 720, 4 * std::sqrt(720.0));
}

TEST_F(RouteFiles, RatesThatAreNoneAreRefused) {
  const std::string route = "<route id='r' edges='a b'/>\n";
  for (const char* rate :
       {"probability='1.5'", "probability='0'", "probability='-0.1'", "period='0'", "period='-1'",
        "vehsPerHour='0'", "number='-1'", "number='1.5'", "number='1e300'", "period='exp(0)'",
        "period='x'", "period='5' probability='0.5'", "probability='nan'"}) {
    EXPECT_THAT(problem(route + "<flow id='f' route='r' end='9' " + rate + "/>"), HasSubstr("3: "))
        << rate;
  }
}

TEST_F(RouteFiles, EachVehicleDrawsItsMemberOfADistribution) {
  const auto counts = [&](const std::string& elements) {
    const SumoDemand d =
        demand(elements + "<flow id='f' type='t' route='r' end='1000' number='1000'/>");
    std::map<std::string, int> all;
    for (const SumoTrip& t : d.trips) ++all[way(d, t) + d.types[t.type].name];
    return all;
  };
  const std::string routes =
      "<routeDistribution id='r'><route id='x' edges='a b d' probability='4'/>"
      "<route edges='a b' probability='1'/></routeDistribution>";
  auto both = counts("<vType id='t'/>" + routes);
  EXPECT_NEAR(both["abdt"], 800, 4 * std::sqrt(160.0));
  EXPECT_EQ(both["abdt"] + both["abt"], 1000);
  auto types = counts(
      "<route id='r' edges='a'/><vType id='u'/><vType id='v'/>"
      "<vTypeDistribution id='t' vTypes='u v' probabilities='0.2 0.8'/>");
  EXPECT_NEAR(types["au"], 200, 4 * std::sqrt(160.0));
  EXPECT_EQ(types["au"] + types["av"], 1000);
  auto own = counts(
      "<route id='r' edges='a'/><vType id='u' probability='3'/><vType id='v'/>"
      "<vTypeDistribution id='t' vTypes='u v'/>");
  EXPECT_NEAR(own["au"], 750, 4 * std::sqrt(188.0));
}

TEST_F(RouteFiles, DistributionsInsideVehiclesAndByReference) {
  const SumoDemand d = demand(
      "<route id='x' edges='a b'/><route id='y' edges='a b d'/>"
      "<routeDistribution id='r'><route refId='x' probability='0'/><route refId='y'/>"
      "</routeDistribution><vehicle id='v' route='r' depart='0'/>"
      "<vehicle id='w' depart='1'><routeDistribution last='0'><route edges='b d' probability='1'/>"
      "<route edges='a' probability='0'/></routeDistribution></vehicle>");
  EXPECT_EQ(way(d, d.trips[0]), "abd");
  EXPECT_EQ(way(d, d.trips[1]), "bd");
  EXPECT_EQ(problem("<routeDistribution id='r'><route edges='a' probability='0'/>"
                    "</routeDistribution>"),
            "2: a <routeDistribution> without members");
  EXPECT_THAT(problem("<routeDistribution id='r' routes='q'/>"),
              HasSubstr("'q' of <routeDistribution> is not defined"));
}

TEST_F(RouteFiles, RepeatedRoutesRepeatTheirStops) {
  const SumoDemand d = demand(
      "<route id='r' edges='a b c' repeat='2' cycleTime='100'>"
      "<stop lane='b_0' endPos='50' duration='5' until='30'/></route>"
      "<vehicle id='v' route='r' depart='1000'/>");
  EXPECT_EQ(way(d, d.trips[0]), "abcabcabc");
  std::vector<float> until;
  for (const SumoStop& s : d.stops_of(d.trips[0])) until.push_back(s.until_s);
  EXPECT_THAT(until, ElementsAre(1030, 1130, 1230));  // from the departure, as in SUMO
  EXPECT_EQ(problem("<route id='r' edges='a b d' repeat='1'/>"),
            "2: no connection from edge 'd' to 'a', as 'repeat' needs");
  for (const char* wrong : {"-1", "1.5", "x", "1e300", "1e9"})
    EXPECT_NE(problem(std::string("<route id='r' edges='a b c' repeat='") + wrong + "'/>"), "")
        << wrong;
}

TEST_F(RouteFiles, StopsKeepUntilParkingAndOrder) {
  const SumoDemand d = demand(
      "<busStop id='p' lane='b_0' startPos='10' endPos='30'/><parkingArea id='p' lane='b_0'/>"
      "<route id='r' edges='a b'><stop edge='a' endPos='20' duration='9'/></route>"
      "<vehicle id='v' route='r' depart='0'><stop busStop='p' duration='4'/>"
      "<stop lane='a_0' endPos='-20' until='60' index='fit' parking='true'/>"
      "<stop parkingArea='p' duration='1'/></vehicle>");
  std::string text;
  for (const SumoStop& s : d.stops_of(d.trips[0]))
    text += fmt::format("{}@{:.0f} {} {}{}; ", net_.edge_of(s.link), s.position_m, s.seconds,
                        s.until_s, s.parking ? " parks" : "");
  EXPECT_EQ(text, "a@20 9 -1; a@80 0 60 parks; b@30 4 -1; b@100 1 -1 parks; ");
}

TEST_F(RouteFiles, StopsOffTheRouteAreRefused) {
  const auto with = [&](const std::string& stops) {
    return problem("<route id='r' edges='a b'/>\n<vehicle id='v' route='r' depart='0'>\n" + stops +
                   "\n</vehicle>");
  };
  const std::string off = "3: stops of 'v' do not lie on its route in their order";
  EXPECT_EQ(with("<stop lane='d_0' duration='5'/>"), off);
  EXPECT_EQ(with("<stop lane='b_0' duration='5'/><stop lane='a_0' duration='5'/>"), off);
  EXPECT_EQ(with("<stop lane='a_0' endPos='50' duration='5'/><stop lane='a_0' endPos='20' "
                 "duration='5'/>"),
            off);
  EXPECT_EQ(with("<stop lane='a_0' endPos='999' duration='5'/>"), "4: <stop> from 0 to 999 m");
  EXPECT_EQ(with("<stop lane='a_x' duration='5'/>"), "4: <stop> on 'a_x'");
  EXPECT_EQ(with("<stop lane='a' duration='5'/>"), "4: <stop> on 'a'");
  EXPECT_EQ(with("<stop duration='5'/>"), "4: a <stop> without a place");
  EXPECT_EQ(with("<stop busStop='q' duration='5'/>"), "4: busStop 'q' is not defined");
  EXPECT_EQ(with("<stop lane='a_0' duration='-5'/>"), "4: 'duration' of <stop> is '-5'");
  EXPECT_EQ(problem("<route id='r' edges='a b'><stop lane='d_0' duration='5'/></route>"),
            "2: stops of this route do not lie on it in their order");
}

TEST_F(RouteFiles, TripsLeadPastTheirStops) {
  const SumoDemand d =
      demand("<trip id='t' from='a' to='d' depart='0'><stop lane='c_0' duration='5'/></trip>");
  EXPECT_EQ(way(d, d.trips[0]), "acd");
  EXPECT_FALSE(d.trips[0].routed);
}

TEST_F(RouteFiles, ANameStandsForOneThing) {
  const std::string r = "<route id='r' edges='a b'/>\n";
  const std::string v = "<vehicle id='v' route='r' depart='0'/>\n";
  EXPECT_EQ(problem(r + v + v), "4: vehicle 'v' is there twice");
  EXPECT_EQ(problem(r + v + "<trip id='v' from='a' to='b' depart='9'/>"),
            "4: vehicle 'v' is there twice");
  const std::string f = "<flow id='f' route='r' number='1' end='9'/>\n";
  EXPECT_EQ(problem(r + f + f), "4: flow 'f' is there twice");
  EXPECT_EQ(problem(r + "<vehicle id='f.0' route='r' depart='0'/>\n" + f),
            "4: vehicle 'f.0' of the flow is there twice");
  EXPECT_EQ(problem(r + r), "3: route 'r' is there twice");
  EXPECT_EQ(problem(r + "<routeDistribution id='r' routes='r'/>"), "3: route 'r' is there twice");
  EXPECT_EQ(problem("<vType id='t'/>\n<vType id='t'/>"), "3: vehicle type 't' is there twice");
  EXPECT_EQ(problem("<vType id='t'/>\n<vTypeDistribution id='t' vTypes='t'/>"),
            "3: vehicle type 't' is there twice");
  EXPECT_EQ(problem(r + "<flow id='v' route='r' number='1' end='9'/>" + v), "") << "as in SUMO";
}

TEST_F(RouteFiles, SumosOwnTypesMayBeDefinedBeforeTheirUse) {
  const SumoDemand d = demand(
      "<vType id='DEFAULT_VEHTYPE' maxSpeed='5'/><vehicle id='v' depart='0'><route edges='a'/>"
      "</vehicle><vehicle id='w' type='DEFAULT_BIKETYPE' depart='1'><route edges='a'/></vehicle>");
  EXPECT_EQ(d.types[d.trips[0].type].max_speed_mps, 5);
  EXPECT_EQ(d.types[d.trips[1].type].vehicle_class, "bicycle");
  EXPECT_EQ(problem("<vehicle id='v' depart='0'><route edges='a'/></vehicle>\n"
                    "<vType id='DEFAULT_VEHTYPE' maxSpeed='5'/>"),
            "3: vehicle type 'DEFAULT_VEHTYPE' is there twice");
}

TEST_F(RouteFiles, TimesAndNumbersHaveBounds) {
  for (const char* depart : {"-10", "1e300", "1e12", "nan", "inf", "", "-0:10:00"})
    EXPECT_THAT(problem(std::string("<vehicle id='v' depart='") + depart +
                        "'><route edges='a'/></vehicle>"),
                HasSubstr("2: 'depart' of <vehicle> is '"))
        << depart;
  for (const char* type :
       {"personCapacity='1e300'", "speedFactor='normc(x)'", "speedFactor='-1'", "speedDev='-1'",
        "vClass='foo'", "length='inf'", "decel='0'", "speedFactor='normc(1,0.1,2,1)'"})
    EXPECT_THAT(problem(std::string("<vType id='t' ") + type + "/>"), HasSubstr("2: ")) << type;
}

TEST_F(RouteFiles, IncludedFilesAreRead) {
  folder_.write("b.rou.xml", "<routes><route id='r' edges='a b'/></routes>");
  const SumoDemand d = demand("<include href='b.rou.xml'/><vehicle id='v' route='r' depart='0'/>");
  EXPECT_EQ(d.trips.size(), 1U);
  EXPECT_EQ(d.files.size(), 2U);
  EXPECT_THAT(problem("<include href='none.rou.xml'/>"), HasSubstr("2: the included file"));
  EXPECT_THAT(problem("\n<include href='t.rou.xml'/>"), HasSubstr("includes itself"));
  folder_.write("b.rou.xml", "<routes>\n<vehicle id='v' depart='x'/></routes>");
  try {
    (void)demand("<include href='b.rou.xml'/><vehicle id='w' depart='y'/>");
    FAIL() << "no error";
  } catch (const InputError& e) {
    ASSERT_EQ(e.problems().size(), 2U);
    EXPECT_THAT(e.problems()[0].file, HasSubstr("b.rou.xml"));
    EXPECT_THAT(e.problems()[1].file, HasSubstr("t.rou.xml"));
  }
}

TEST_F(RouteFiles, WhatIsLeftOutIsCountedWithItsPlace) {
  const SumoDemand d = demand(
      "<person id='p' depart='0'><walk edges='a'/></person>\n"
      "<vehicle id='v' depart='triggered'><route edges='a'/></vehicle>\n"
      "<trip id='z' depart='0' fromTaz='1' toTaz='2'/>\n"
      "<vehicle id='w' depart='0' departSpeed='max'><route edges='a'/></vehicle>\n"
      "<rerouter id='x'><interval><flow id='f'/></interval></rerouter>");
  EXPECT_EQ(d.trips.size(), 1U);
  EXPECT_EQ(d.report.text(),
            "<person> elements not read: 1 (p (t.rou.xml:2:1))\n"
            "vehicles left out, as they wait for a person (depart \"triggered\"): 1 "
            "(v (t.rou.xml:3:1))\n"
            "trips left out, as they begin or end at a zone, junction or point (fromTaz): 1 "
            "(z (t.rou.xml:4:1))\n"
            "<rerouter> elements not read: 1 (x (t.rou.xml:6:1))\n"
            "'fromTaz' of <trip>, not read: 1 (t.rou.xml:4:1)\n"
            "'toTaz' of <trip>, not read: 1 (t.rou.xml:4:1)\n"
            "'departSpeed' of <vehicle>, not read: 1 (t.rou.xml:5:1)\n");
}

TEST_F(RouteFiles, OtherRootsAreRefused) {
  for (const char* root : {"net", "routeDistribution", "vehicle"}) {
    const auto file = folder_.write("t.rou.xml", fmt::format("<{}/>", root));
    try {
      (void)read_sumo_routes(file, net_);
      ADD_FAILURE() << root;
    } catch (const InputError& e) {
      EXPECT_THAT(e.what(), HasSubstr(fmt::format("the file is a <{}>, not <routes>", root)));
    }
  }
}

}  // namespace
}  // namespace mwendo
