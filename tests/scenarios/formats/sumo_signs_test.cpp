// Runs of small SUMO nets beside SUMO 1.15: signs, signals and closed connections cost what they
// cost there; what is exported runs in SUMO.
#include <map>

#include "scenarios/formats/sumo/case.h"
#include "scenarios/formats/sumo/results.h"
#include "tests/support/program.h"
#include "tests/support/sumo_crossing.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;
using testing::mwendo;
using ::testing::Not;
using testing::Said;
using testing::sumo_crossing;
using testing::sumo_trips;
using testing::SumoCrossing;

std::string phase(const char* attributes, const char* state) {
  return std::string("<phase ") + attributes + " state=\"" + state + "\"/>";
}

std::string program(const char* type, const std::string& phases) {
  return std::string("<tlLogic id=\"X\" type=\"") + type + "\" programID=\"0\" offset=\"0\">" +
         phases + "</tlLogic>";
}

class SumoSigns : public testing::Program {
 protected:
  // Seconds of each trip by name; -1 if it did not arrive.
  std::map<std::string, double> run(const SumoCrossing& c,
                                    const std::vector<testing::CrossingTrip>& trips) {
    net_ = write("x.net.xml", sumo_crossing(c));
    routes_ = write("x.rou.xml", sumo_trips(trips));
    const SumoCase sumo = read_sumo_case(net_, {routes_});
    const SumoResults results = simulate_sumo(sumo, {.name = "x", .from_s = {}, .to_s = {}});
    std::map<std::string, double> seconds;
    for (std::size_t i = 0; i < sumo.demand.trips.size(); ++i)
      seconds[sumo.demand.trips[i].name] =
          results.run.arrival_s[i] < 0
              ? -1
              : static_cast<double>(results.run.arrival_s[i] - sumo.demand.trips[i].depart_s);
    return seconds;
  }
  std::string net_, routes_;
};

// A stop costs 13.89 / 2 (1 / 2.6 + 1 / 4.5) = 4.2 s and the second in which the vehicle stands; in
// SUMO 5 s.
TEST_F(SumoSigns, AStopSignStopsTheMinorStreet) {
  const std::vector<testing::CrossingTrip> alone = {{"minor", "n", "s"}, {"major", "w", "e", 100}};
  const auto priority = run({}, alone);
  const auto stop = run({.type = "priority_stop"}, alone);
  EXPECT_GT(stop.at("minor"), priority.at("major") + 4);
  EXPECT_LT(stop.at("minor"), priority.at("major") + 8);
  EXPECT_EQ(stop.at("major"), priority.at("major"));
}

TEST_F(SumoSigns, StopThenGoGoesThroughTheGaps) {
  const SumoCrossing c{.type = "traffic_light",
                       .signal = program("static", phase("duration=\"200\"", "ssrGGgssrGGg") +
                                                       phase("duration=\"20\"", "GGgrrrGGgrrr"))};
  const auto seconds =
      run(c, {{"major", "w", "e"}, {"minor", "n", "s", 20}, {"left", "n", "e", 60}});
  EXPECT_GT(seconds.at("minor"), seconds.at("major") + 4);
  EXPECT_LT(seconds.at("minor"), seconds.at("major") + 9);
  EXPECT_GT(seconds.at("left"), 140);  // red until 200 s
}

TEST_F(SumoSigns, NextSkipsAPhase) {
  const std::string red = phase("duration=\"300\"", "rrrrrrrrrrrr");
  const SumoCrossing c{
      .type = "traffic_light",
      .signal = program("static", phase("duration=\"10\" next=\"2\"", "GGgrrrGGgrrr") + red +
                                      phase("duration=\"90\"", "rrrGGgrrrGGg"))};
  EXPECT_LT(run(c, {{"a", "w", "e"}}).at("a"), 60);
}

TEST_F(SumoSigns, TripsLeadRoundAClosedConnection) {
  SumoCrossing c;
  c.attributes[10] = "disallow=\"passenger\"";  // from the west to the east
  EXPECT_EQ(run(c, {{"bus", "w", "e", 0, "bus", false}}).at("bus") > 0, true);
  net_ = write("y.net.xml", sumo_crossing(c));
  routes_ = write("y.rou.xml", sumo_trips({{"car", "w", "e", 0, "passenger", false}}));
  const Said said = mwendo("run --sumo-net " + net_ + " --sumo-routes " + routes_ + out());
  EXPECT_EQ(said.code, 2) << said.text;  // the crossroads have no other way, so no trip is left
}

TEST_F(SumoSigns, VehiclesWithAWayOverAClosedConnectionAreLeftOut) {
  SumoCrossing c;
  c.attributes[1] = "disallow=\"passenger\"";  // from the north to the south
  const auto seconds = run(c, {{"car", "n", "s"}, {"bus", "n", "s", 0, "bus"}, {"b", "n", "w"}});
  EXPECT_EQ(seconds.size(), 2U);
  EXPECT_FALSE(seconds.contains("car"));
  const SumoCase sumo = read_sumo_case(net_, {routes_});
  EXPECT_THAT(sumo.demand.report.text(), HasSubstr("car: passenger from 'n_in' to 's_out'"));
}

// Four streets of 1,200 vehicles an hour: HCM 2010 has 1,500 to 2,000 at all-way stops, SUMO 2,350.
TEST_F(SumoSigns, AnAllWayStopServesWhatHcmSays) {
  net_ = write("x.net.xml", sumo_crossing({.type = "allway_stop"}));
  std::string flows = "<routes><vType id=\"t\" sigma=\"0\" speedDev=\"0\"/>";
  for (const char* way : {"from=\"n_in\" to=\"s_out\"", "from=\"e_in\" to=\"w_out\"",
                          "from=\"s_in\" to=\"n_out\"", "from=\"w_in\" to=\"e_out\""})
    flows += std::string("<flow id=\"") + way[6] + "\" type=\"t\" begin=\"0\" end=\"3600\" " + way +
             " vehsPerHour=\"1200\"/>";
  routes_ = write("x.rou.xml", flows + "</routes>");
  const SumoCase c = read_sumo_case(net_, {routes_});
  const SumoResults results = simulate_sumo(c, {.name = "x", .from_s = 0, .to_s = 3600});
  EXPECT_GT(results.run.finished, 1500U);
  EXPECT_LT(results.run.finished, 2000U);
}

// Two streets of 1,000 vehicles an hour that zip into one at 22 m/s: SUMO passes 1,550 an hour.
// Those who come to a junction of equals at 3.7 m/s pass 1,100.
TEST_F(SumoSigns, AZipperIsTakenAtSpeed) {
  const auto lane = [](const char* id) {
    return std::string("<lane id=\"") + id +
           "_0\" index=\"0\" speed=\"22\" length=\"800\" shape=\"\"/></edge>";
  };
  net_ = write("x.net.xml", "<net><edge id=\"a\" from=\"A\" to=\"Z\">" + lane("a") +
                                "<edge id=\"b\" from=\"B\" to=\"Z\">" + lane("b") +
                                "<edge id=\"c\" from=\"Z\" to=\"C\">" + lane("c") + R"(
<junction id="Z" type="zipper" x="800" y="0" incLanes="a_0 b_0" intLanes="" shape="">
<request index="0" response="10" foes="10"/><request index="1" response="01" foes="01"/></junction>
<junction id="A" type="dead_end" x="0" y="60" incLanes="" intLanes="" shape=""/>
<junction id="B" type="dead_end" x="0" y="-60" incLanes="" intLanes="" shape=""/>
<junction id="C" type="dead_end" x="1600" y="0" incLanes="c_0" intLanes="" shape=""/>
<connection from="a" to="c" fromLane="0" toLane="0" dir="s" state="Z"/>
<connection from="b" to="c" fromLane="0" toLane="0" dir="s" state="Z"/></net>)");
  std::string flows = "<routes>";
  for (const char* from : {"a", "b"})
    flows += std::string("<flow id=\"") + from +
             "\" begin=\"0\" end=\"1800\" vehsPerHour=\"1000\"><route edges=\"" + from +
             " c\"/></flow>";
  routes_ = write("x.rou.xml", flows + "</routes>");
  const SumoCase c = read_sumo_case(net_, {routes_});
  const SumoResults results = simulate_sumo(c, {.name = "x", .from_s = 0, .to_s = 1800});
  EXPECT_GT(results.run.finished, 1300U / 2);
}

TEST_F(SumoSigns, WhatIsNotReadIsNamedOnTheScreenAndInTheRun) {
  SumoCrossing c;
  c.attributes[1] = "indirect=\"1\"";
  net_ = write("x.net.xml", sumo_crossing(c));
  routes_ = write("x.rou.xml", sumo_trips({{"a", "n", "s"}}));
  const Said said = mwendo("run --sumo-net " + net_ + " --sumo-routes " + routes_ + out());
  ASSERT_EQ(said.code, 0) << said.text;
  EXPECT_THAT(said.text, HasSubstr("'indirect' of <connection>, not read: 1 (x.net.xml:"));
  const std::string run = read("out/run.json");
  EXPECT_THAT(run, HasSubstr("'indirect' of <connection>, not read"));
  EXPECT_THAT(run, HasSubstr("\"source\": \"x.net.xml:"));
}

bool has_sumo() {
  return std::system("sumo --version >/dev/null 2>&1 && netconvert --version >/dev/null 2>&1") == 0;
}

struct Exported {
  const char* name;
  SumoCrossing crossing;
  std::vector<std::string> in_net;  // what the exported net holds
};

std::vector<Exported> exported() {
  const std::string two =
      phase("duration=\"41.5\"", "GGgrrrGGgrrr") + phase("duration=\"3.5\"", "yyyrrryyyrrr") +
      phase("duration=\"41.5\"", "srrGGgsrrGGg") + phase("duration=\"0.5\"", "rrrrrrrrrrrr");
  const std::string actuated = phase("duration=\"42\" minDur=\"5\" maxDur=\"50\"", "GGgrrrGGgrrr") +
                               phase("duration=\"3\"", "yyyrrryyyrrr") +
                               phase("duration=\"42\"", "rrrGGrrrrGGg") +
                               phase("duration=\"3\"", "rrryyrrrryyy");
  SumoCrossing closed;
  closed.attributes[1] = "disallow=\"passenger\"";
  closed.attributes[4] = "allow=\"bus bicycle\"";
  closed.attributes[10] = "disallow=\"all\"";
  std::vector<Exported> all = {
      {"half seconds",
       {.type = "traffic_light", .signal = program("static", two)},
       {"duration=\"41.50\"", "duration=\"0.50\"", "state=\"s"}},
      {"actuated",
       {.type = "traffic_light", .signal = program("actuated", actuated)},
       {"minDur=\"5\" maxDur=\"50\"", "minDur=\"42\" maxDur=\"42\""}},
      {"right on red",
       {.type = "traffic_light_right_on_red", .signal = program("static", two)},
       {"type=\"traffic_light_right_on_red\""}},
      {"closed connections", closed, {"disallow=\"all\""}}};
  for (const char* type : {"priority", "priority_stop", "allway_stop", "right_before_left",
                           "left_before_right", "unregulated"})
    all.push_back({type, {.type = type}, {std::string("id=\"X\" type=\"") + type + "\""}});
  return all;
}

TEST_F(SumoSigns, SumoRunsWhatIsExported) {
  if (!has_sumo()) GTEST_SKIP() << "sumo (Debian package sumo) is not installed";
  const std::string trips =
      sumo_trips({{"a", "n", "w"}, {"b", "s", "e"}, {"c", "e", "n"}, {"d", "w", "n"}});
  routes_ = write("x.rou.xml", trips);
  for (const Exported& e : exported()) {
    net_ = write("x.net.xml", sumo_crossing(e.crossing));
    const std::string city = path("city");
    const std::string out = path("exported");
    ASSERT_EQ(
        mwendo("import sumo --net " + net_ + " --routes " + routes_ + " --force --out " + city)
            .code,
        0)
        << e.name;
    const Said said = mwendo("export " + city + " --sumo --force --out " + out);
    ASSERT_EQ(said.code, 0) << e.name << said.text;
    EXPECT_EQ(
        std::system(
            ("sumo -c " + out + "/city.sumocfg --no-step-log >" + path("log") + " 2>&1").c_str()),
        0)
        << e.name << read("log");
    EXPECT_THAT(read("log"), Not(HasSubstr("Error"))) << e.name;
    std::ifstream in(out + "/city.net.xml");
    const std::string net{std::istreambuf_iterator<char>(in), {}};
    for (const std::string& part : e.in_net) EXPECT_THAT(net, HasSubstr(part)) << e.name;
  }
}

}  // namespace
}  // namespace mwendo
