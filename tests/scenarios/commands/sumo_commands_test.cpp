// import sumo, run --sumo-net, export --sumo: what they write, how they refuse.
#include <fmt/format.h>
#include <sys/wait.h>

#include <map>

#include "scenarios/formats/sumo/recorder.h"
#include "scenarios/formats/sumo/results.h"
#include "scenarios/formats/sumo/types.h"
#include "sim/learning/simulate.h"
#include "sim/population/synthesis.h"
#include "tests/support/program.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::mwendo;
using ::testing::Not;
using testing::Said;

// A street of two edges, the second with a second lane.
const char* const kNet = R"(<net version="1.9">
  <location netOffset="-250000,-9850000" convBoundary="0,0,1,1" origBoundary="0,0,1,1"
    projParameter="+proj=utm +zone=37 +south +ellps=WGS84 +datum=WGS84 +units=m +no_defs"/>
  <edge id="a.1" from="A" to="B" priority="2"><lane id="a.1_0" index="0" speed="13.9" length="400" shape="0,0 400,0"/></edge>
  <edge id="b" from="B" to="C" priority="2">
    <lane id="b_0" index="0" speed="13.9" length="600" shape="400,0 1000,0"/>
    <lane id="b_1" index="1" speed="13.9" length="600" shape="400,0 1000,0"/>
  </edge>
  <junction id="A" type="dead_end" x="0" y="0" incLanes="" intLanes="" shape="0,0"/>
  <junction id="B" type="priority" x="400" y="0" incLanes="a.1_0" intLanes="" shape="0,0">
    <request index="0" response="00" foes="00"/>
    <request index="1" response="00" foes="00"/>
  </junction>
  <junction id="C" type="dead_end" x="1000" y="0" incLanes="b_0 b_1" intLanes="" shape="0,0"/>
  <connection from="a.1" to="b" fromLane="0" toLane="0" dir="s" state="M"/>
  <connection from="a.1" to="b" fromLane="0" toLane="1" dir="s" state="M"/>
</net>
)";

const char* const kRoutes = R"(<routes>
  <vType id="matatu" vClass="taxi" personCapacity="14" sigma="0"/>
  <vehicle id="halting" depart="0" type="matatu"><route edges="a.1 b"/>
    <stop lane="b_0" endPos="300" duration="60"/></vehicle>
  <vehicle id="plain" depart="200" type="matatu"><route edges="a.1 b"/></vehicle>
  <flow id="f" begin="300" end="600" period="5" from="a.1" to="b"/>
</routes>
)";

class SumoCommands : public testing::Program {
 protected:
  void SetUp() override {
    net_ = write("t.net.xml", kNet);
    routes_ = write("t.rou.xml", kRoutes);
  }
  std::string run_words() const { return "run --sumo-net " + net_ + " --sumo-routes " + routes_; }
  std::string net_, routes_;
};

TEST_F(SumoCommands, RunWritesAResultsFolder) {
  const Said said = mwendo(run_words() + " --trips" + out());
  ASSERT_EQ(said.code, 0) << said.text;
  EXPECT_THAT(said.text, HasSubstr("Trips that arrived, %"));
  for (const char* file : {"run.json", "summary.json", "indicators.csv", "time_series.csv",
                           "links.csv", "network.gpkg", "report.html", "trips.csv"})
    EXPECT_TRUE(fs::exists(folder_ / "out" / file)) << file;
  EXPECT_THAT(read("out/links.csv"), HasSubstr(",a.1,"));
  EXPECT_THAT(read("out/summary.json"), HasSubstr("\"trips_arrived\""));
  EXPECT_THAT(read("out/summary.json"), Not(HasSubstr("co2e\"")));  // no emissions: absent, not 0
  EXPECT_THAT(read("out/report.html"), HasSubstr("SUMO net"));
}

TEST_F(SumoCommands, ThreadsDoNotChangeTheResults) {
  ASSERT_EQ(mwendo(run_words() + " --threads 1 --quiet --out " + path("one")).code, 0);
  ASSERT_EQ(mwendo(run_words() + " --threads 2 --quiet --out " + path("two")).code, 0);
  EXPECT_EQ(read("one/summary.json"), read("two/summary.json"));
  EXPECT_EQ(read("one/links.csv"), read("two/links.csv"));
}

TEST_F(SumoCommands, ImportedFolderRunsAsTheFilesDo) {
  ASSERT_EQ(
      mwendo("import sumo --net " + net_ + " --routes " + routes_ + " --out " + path("city")).code,
      0);
  for (const char* file : {"network.mwn", "imported.toml", "sumo-names.csv", "sumo.rou.xml"})
    EXPECT_TRUE(fs::exists(folder_ / "city" / file)) << file;
  ASSERT_EQ(mwendo("run " + path("city") + " --quiet --out " + path("one")).code, 0);
  ASSERT_EQ(mwendo(run_words() + " --quiet --out " + path("two")).code, 0);
  EXPECT_EQ(read("one/links.csv"), read("two/links.csv"));
  EXPECT_EQ(read("one/indicators.csv"), read("two/indicators.csv"));
}

TEST_F(SumoCommands, ImportWithACityGivesItPeople) {
  expect_wrong("import sumo --net " + net_ + " --city kampala" + out(), "import without --city");
  expect_wrong("import sumo --net " + net_ + " --city nairoby" + out(), "nairobi");
  ASSERT_EQ(mwendo("import sumo --net " + net_ + " --city nairobi --quiet" + out()).code, 0);
  EXPECT_THAT(read("out/imported.toml"), HasSubstr("a SUMO net"));
  EXPECT_THAT(read("out/base.toml"), HasSubstr("city = \".\""));
}

TEST_F(SumoCommands, WrongInputIsCode2WithPlace) {
  std::string broken = kNet;
  broken.replace(broken.find("speed=\"13.9\""), 12, "speed=\"fast\"");
  expect_wrong("import sumo --net " + write("x.net.xml", broken) + out(), "x.net.xml:4:");
  expect_wrong("import sumo --net " + path("none.net.xml") + out(), "none.net.xml");
  expect_wrong("import sumo --net " + write("cut.net.xml", "<net><edge") + out(), "cut.net.xml:1:");
  expect_wrong("import sumo --net " + write("empty.net.xml", "") + out(), "empty.net.xml");
  const std::string bad = write("bad.rou.xml",
                                "<routes>\n<vehicle id=\"v\" depart=\"0\">"
                                "<route edges=\"b a.1\"/></vehicle></routes>");
  expect_wrong("run --sumo-net " + net_ + " --sumo-routes " + bad + out(),
               "bad.rou.xml:2:28: no connection from edge 'b' to 'a.1'");
  expect_wrong("run --sumo-net " + net_ + out(), "name the trips");
  expect_wrong("run --sumo-routes " + routes_ + out(), "name the net");
  expect_wrong(
      "run --sumo-net " + net_ + " --sumo-routes " + write("no.rou.xml", "<routes/>") + out(),
      "no trips to run");
  expect_wrong(run_words() + " --sample 0.1" + out(), "no people");
  expect_wrong(run_words() + " --from 2:00 --to 1:00" + out(), "ends before it begins");
  expect_wrong(run_words() + " nairobi/base" + out(), "one name too many");
  expect_wrong("run --sumo-nte x" + out(), "did you mean '--sumo-net'?");
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(SumoCommands, FoldersAreProtected) {
  fs::create_directories(folder_ / "out");
  write("out/letter.txt", "dear");
  for (const std::string& words :
       {run_words(), "import sumo --net " + net_, "export " + path("x") + " --sumo"}) {
    expect_wrong(words + out(), "the output folder exists");
    expect_wrong(words + " --force" + out(), "files that are not results");
    expect_wrong(words + " --out /proc/mwendo", "cannot write into");
  }
  EXPECT_EQ(read("out/letter.txt"), "dear");
}

TEST_F(SumoCommands, ExportRefusesWhatIsNotThere) {
  expect_wrong("export nairobi/base" + out(), "add --sumo");
  expect_wrong("export nairobi/base --geojson" + out(), "needs the folder of a run");
  expect_wrong("export nairobi/base --sumo", "--out is missing");
  expect_wrong("export nairobi/bsae --sumo" + out(), "did you mean 'nairobi/base'?");
  fs::create_directories(folder_ / "run");
  write("run/run.json", "{\"scenario\": 3}");
  expect_wrong("export " + path("run") + " --sumo" + out(), "run.json");
}

TEST_F(SumoCommands, WithoutNetconvertThePlainFilesAreWritten) {
  ASSERT_EQ(
      mwendo("import sumo --net " + net_ + " --routes " + routes_ + " --out " + path("city")).code,
      0);
  const Said said = mwendo("export " + path("city") + " --sumo" + out(), "PATH=/nowhere");
  EXPECT_EQ(said.code, 0) << said.text;
  EXPECT_THAT(said.text, HasSubstr("netconvert -c "));
  EXPECT_FALSE(fs::exists(folder_ / "out/city.net.xml"));
  EXPECT_THAT(read("out/city.edg.xml"), HasSubstr("id=\"a.1\""));
}

bool has_sumo() {
  return std::system("sumo --version >/dev/null 2>&1 && netconvert --version >/dev/null 2>&1") == 0;
}

TEST_F(SumoCommands, SumoRunsWhatIsExported) {
  if (!has_sumo()) GTEST_SKIP() << "sumo (Debian package sumo) is not installed";
  ASSERT_EQ(
      mwendo("import sumo --net " + net_ + " --routes " + routes_ + " --out " + path("city")).code,
      0);
  const Said said = mwendo("export " + path("city") + " --sumo" + out());
  ASSERT_EQ(said.code, 0) << said.text;
  const std::string statistics = path("statistics.xml");
  ASSERT_EQ(
      std::system(("sumo -c " + path("out/city.sumocfg") + " --no-step-log --statistic-output " +
                   statistics + " >" + path("sumo.log") + " 2>&1")
                      .c_str()),
      0)
      << read("sumo.log");
  EXPECT_THAT(read("statistics.xml"), HasSubstr("inserted=\"62\" running=\"0\" waiting=\"0\""));
  EXPECT_THAT(read("sumo.log"), Not(HasSubstr("Error")));
}

// Each vehicle class of SUMO, distributions, stops and repeated routes: there and back.
TEST_F(SumoCommands, SumoRunsEveryClassThatIsExported) {
  if (!has_sumo()) GTEST_SKIP() << "sumo (Debian package sumo) is not installed";
  std::string text =
      "<routes><route id='r' edges='a.1 b'><stop lane='b_0' endPos='50' "
      "until='40' parking='true'/></route>";
  int count = 0;
  for (const char* vclass : {"private",   "emergency",     "authority", "army",       "vip",
                             "passenger", "hov",           "taxi",      "bus",        "coach",
                             "delivery",  "truck",         "trailer",   "tram",       "rail_urban",
                             "rail",      "rail_electric", "rail_fast", "motorcycle", "moped",
                             "bicycle",   "evehicle",      "ship",      "custom1",    "custom2"})
    text += fmt::format(
        "<vType id='{0}' vClass='{0}'/><vehicle id='v{0}' type='{0}' route='r' "
        "depart='{1}'/>",
        vclass, 10 * ++count);
  const std::string routes = write("all.rou.xml", text + "</routes>");
  ASSERT_EQ(
      mwendo("import sumo --net " + net_ + " --routes " + routes + " --out " + path("city")).code,
      0);
  ASSERT_EQ(mwendo("export " + path("city") + " --sumo" + out()).code, 0);
  EXPECT_EQ(std::system(("sumo -c " + path("out/city.sumocfg") +
                         " --no-step-log "
                         "--statistic-output " +
                         path("statistics.xml") + " >" + path("sumo.log") + " 2>&1")
                            .c_str()),
            0)
      << read("sumo.log");
  EXPECT_THAT(read("statistics.xml"), HasSubstr("inserted=\"25\" running=\"0\" waiting=\"0\""));
}

TEST_F(SumoCommands, AScenarioWithItsVehiclesRunsInSumo) {
  if (!has_sumo()) GTEST_SKIP() << "sumo (Debian package sumo) is not installed";
  const Said said = mwendo(
      "export kampala/base --sumo --sample 0.005 --iterations 1 --from 07:00 "
      "--to 07:05 --warm-up 0" +
      out());
  ASSERT_EQ(said.code, 0) << said.text;
  EXPECT_EQ(std::system(("sumo -c " + path("out/city.sumocfg") + " -e 25205 --no-step-log >" +
                         path("sumo.log") + " 2>&1")
                            .c_str()),
            0)
      << read("sumo.log");
  EXPECT_THAT(read("sumo.log"), Not(HasSubstr("Error")));
  EXPECT_THAT(read("out/city.rou.xml"), HasSubstr("vClass=\"taxi\""));
  EXPECT_THAT(read("out/city.rou.xml"), HasSubstr("<stop lane="));
}

TEST_F(SumoCommands, ARunIsRepeatedForItsVehicles) {
  ASSERT_EQ(mwendo("run addis-ababa/base --sample 0.005 --iterations 1 --from 07:00 --to 07:05 "
                   "--warm-up 15 --quiet --out " +
                   path("run"))
                .code,
            0);
  ASSERT_EQ(
      mwendo("export " + path("run") + " --sumo --quiet --out " + path("one"), "PATH=/nowhere")
          .code,
      0);
  ASSERT_EQ(mwendo("export addis-ababa/base --sample 0.005 --iterations 1 --from 07:00 --to 07:05 "
                   "--warm-up 15 --sumo --quiet --out " +
                       path("two"),
                   "PATH=/nowhere")
                .code,
            0);
  EXPECT_EQ(read("one/city.rou.xml"), read("two/city.rou.xml"));
  EXPECT_GT(read("one/city.rou.xml").size(), 10000U);
}

TEST_F(SumoCommands, HaltsTakeTheirTime) {
  const SumoCase c = read_sumo_case(net_, {routes_});
  const SumoResults results = simulate_sumo(c, {.name = "t", .from_s = {}, .to_s = {}});
  ASSERT_EQ(results.run.finished, 62U);
  const double halting = results.run.arrival_s[0] - c.demand.trips[0].depart_s;
  const double plain = results.run.arrival_s[1] - c.demand.trips[1].depart_s;
  // 60 s at the kerb, and braking and starting again at 13.9 m/s.
  EXPECT_NEAR(halting - plain, 60 + 13.9 / 2 * (1 / 4.5 + 1 / 2.6), 6);
}

// Arrivals by name of vehicle, s; sure drivers.
std::map<std::string, float> arrivals_of(const std::string& net, const std::string& routes) {
  const SumoCase c = read_sumo_case(net, {routes});
  const SumoResults results = simulate_sumo(c, {.name = "t", .from_s = {}, .to_s = {}});
  std::map<std::string, float> all;
  for (std::size_t i = 0; i < c.demand.trips.size(); ++i)
    all[c.demand.trips[i].name] = results.run.arrival_s[i];
  return all;
}

TEST_F(SumoCommands, StopsLastUntilTheirTimeAndParkedVehiclesLetOthersPass) {
  const auto with = [&](const std::string& stop) {
    return arrivals_of(
        net_, write("s.rou.xml",
                    "<routes><vType id='DEFAULT_VEHTYPE' sigma='0' speedDev='0'/>"
                    "<route id='r' edges='a.1 b'/><vehicle id='v' route='r' depart='0'>" +
                        stop + "</vehicle><vehicle id='w' route='r' depart='2'/></routes>"));
  };
  const auto free = with("");
  const auto until = with("<stop lane='a.1_0' endPos='200' duration='20' until='300'/>");
  const auto halting = with("<stop lane='a.1_0' endPos='200' duration='60'/>");
  const auto parked = with("<stop lane='a.1_0' endPos='200' duration='60' parking='true'/>");
  EXPECT_NEAR(until.at("v"), 300 + 800 / 13.9, 8);
  EXPECT_GT(halting.at("w"), free.at("w") + 50);
  EXPECT_NEAR(parked.at("w"), free.at("w"), 8);
  EXPECT_NEAR(parked.at("v"), halting.at("v"), 8);
}

// Two at one place: a parking place off the lane holds any number.
TEST_F(SumoCommands, ParkedVehiclesTakeNoRoom) {
  const auto arrivals = arrivals_of(
      net_, write("s.rou.xml",
                  "<routes><vType id='DEFAULT_VEHTYPE' sigma='0' speedDev='0'/>"
                  "<route id='r' edges='a.1 b'/><flow id='v' route='r' number='3' period='3'>"
                  "<stop lane='a.1_0' endPos='200' duration='200' parking='1'/></flow>"
                  "<vehicle id='w' route='r' depart='20'/></routes>"));
  EXPECT_LT(arrivals.at("w"), 120);
  EXPECT_GT(arrivals.at("v.2"), 200);
}

TEST_F(SumoCommands, VehiclesThatCannotDriveAreNamedWithTheReason) {
  std::string net = kNet;
  for (const char* lane : {"b_0\" index", "b_1\" index"})
    net.replace(net.find(lane), 4, "b_" + std::string(1, lane[2]) + "\" allow=\"bus\"");
  const std::string closed = write("c.net.xml", net);
  const std::string routes = write(
      "c.rou.xml",
      "<routes><vType id='bus' vClass='bus'/><trip id='stranger' from='a.1' to='b' depart='0'/>"
      "<vehicle id='guest' depart='1'><route edges='a.1 b'/></vehicle>"
      "<vehicle id='line' type='bus' depart='2'><route edges='a.1 b'/></vehicle></routes>");
  const Said said =
      mwendo("run --sumo-net " + closed + " --sumo-routes " + routes + " --trips" + out());
  ASSERT_EQ(said.code, 0) << said.text;
  const std::string reason = "closed to their class";
  EXPECT_THAT(said.text, HasSubstr("2 (stranger: passenger may not use 'b', guest: "));
  EXPECT_THAT(read("out/run.json"), HasSubstr(reason));
  EXPECT_THAT(read("out/run.json"), HasSubstr("guest: passenger may not use 'b'"));
  EXPECT_THAT(read("out/trips.csv"), Not(HasSubstr("guest")));
  EXPECT_THAT(read("out/trips.csv"), HasSubstr("line,bus,2.00,"));
  expect_wrong("run --sumo-net " + net_ + " --sumo-routes " +
                   write("t.rou.xml",
                         "<routes><route id='r' edges='b'/><vehicle id='v' route='r' "
                         "depart='triggered'/></routes>") +
                   " --out " + path("none"),
               "as they wait for a person");
}

TEST_F(SumoCommands, InterruptedRunsLeaveNothing) {
  const SumoCase c = read_sumo_case(net_, {routes_});
  EXPECT_THROW(
      (void)simulate_sumo(c, {.name = "t",
                              .from_s = {},
                              .to_s = {},
                              .progress = [](double, const std::string&) { return false; }}),
      Interrupted);
}

TEST(VehicleRecorder, HasEveryVehicleOfTheLastDay) {
  testing::SmallWorld world = testing::make_small_world();
  testing::add_line(world, {.name = "7", .nodes = testing::row_nodes(world, 7)});
  Population people = synthesise(world.zones, world.figures, world.network,
                                 {.seed = 3, .sample = 0.2, .from_s = 7 * 3600, .to_s = 8 * 3600});
  for (const TripId t : people.trips()) people.trip.mode[t] = Mode::car_driver;
  const LinkTimes believed = free_flow_times(world.network, 7 * 3600, 8 * 3600);
  DaySimulation day({world, people, believed},
                    {.from_s = 7 * 3600, .to_s = 8 * 3600, .clear_s = 600});
  VehicleRecorder recorder(world.network);
  while (!day.done()) {
    day.step();
    EXPECT_TRUE(recorder.see(0, day));
  }
  DaySimulation last({world, people, believed},
                     {.from_s = 7 * 3600, .to_s = 8 * 3600, .clear_s = 600});
  while (!last.done()) {
    last.step();
    recorder.see(1, last);
  }
  const double entered = last.traffic().counts().entered;
  const SumoDemand demand = recorder.demand();
  EXPECT_NEAR(static_cast<double>(demand.trips.size()), entered, 0.02 * entered);
  EXPECT_FALSE(demand.stops.empty());
  for (const SumoTrip& t : demand.trips) {
    const auto route = demand.route_of(t);
    ASSERT_FALSE(route.empty());
    for (std::size_t i = 0; i + 1 < route.size(); ++i)
      ASSERT_EQ(world.network.link.to[route[i]], world.network.link.from[route[i + 1]]);
  }
}

TEST(SumoTypes, OursComeBackAsTheyWere) {
  for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
    const auto vehicle = static_cast<VehicleClass>(c);
    const VehicleType ours = make_type(vehicle, permission_of(vehicle));
    const VehicleType back = type_from_sumo(sumo_type_of(ours));
    // SUMO knows one kind of bus by its length.
    const bool midibus = vehicle == VehicleClass::midibus;
    EXPECT_EQ(back.vehicle_class, midibus ? VehicleClass::bus : vehicle);
    EXPECT_EQ(back.permissions, ours.permissions) << name_of(vehicle);
    EXPECT_FLOAT_EQ(back.spacing, ours.spacing) << name_of(vehicle);
    EXPECT_FLOAT_EQ(back.reaction, ours.reaction) << name_of(vehicle);
    EXPECT_FLOAT_EQ(back.accel, ours.accel) << name_of(vehicle);
    EXPECT_FLOAT_EQ(back.slowing, 0) << name_of(vehicle);
  }
}

}  // namespace
}  // namespace mwendo
