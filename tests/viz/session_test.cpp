// A run in its own thread, without a window.
#include "viz/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "scenarios/measure_reader.h"
#include "viz/draw_tool.h"
#include "viz/made_up_city.h"
#include "viz/replay_run.h"
#include "viz/save_scenario.h"
#include "viz/settings.h"
#include "viz/tour.h"

namespace mwendo::viz {
namespace {

using namespace std::chrono_literals;

template <class F>
bool soon(F&& f, std::chrono::milliseconds most = 20000ms) {
  const auto end = std::chrono::steady_clock::now() + most;
  while (std::chrono::steady_clock::now() < end) {
    if (f()) return true;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

// One vehicle that drives 10 m a second along links of 100 m.
struct Toy {
  float now = 0;
  static RunDriver driver(const std::shared_ptr<Toy>& toy, float to_s) {
    RunDriver d;
    d.step = [toy] { toy->now += 1; };
    d.done = [toy, to_s] { return toy->now >= to_s; };
    d.now = [toy] { return toy->now; };
    d.observe = [toy](Snapshot& s) {
      s.time_s = toy->now;
      s.vehicles.resize(1);
      s.vehicles[0] = {};
      s.vehicles[0].vehicle = 7;
      s.vehicles[0].link = LinkId{static_cast<std::uint32_t>(toy->now / 10)};
      s.vehicles[0].position_m = 10 * std::fmod(toy->now, 10.0F);
    };
    d.from_s = 0;
    d.to_s = to_s;
    return d;
  }
};

TEST(Session, GoesNoFartherThanAllowed) {
  const auto toy = std::make_shared<Toy>();
  Session s([&](const TellProgress&) { return Toy::driver(toy, 1000); }, 200, {});
  s.start();
  s.allow_until(25);
  ASSERT_TRUE(soon([&] { return s.reached() >= 25; }));
  std::this_thread::sleep_for(30ms);
  EXPECT_EQ(s.reached(), 25);
  s.allow_until(40);
  EXPECT_TRUE(soon([&] { return s.reached() >= 40; }));
  s.stop();
  EXPECT_EQ(s.reached(), 40);
}

TEST(Session, SnapshotsKnowTheSecondBefore) {
  const auto toy = std::make_shared<Toy>();
  Session s([&](const TellProgress&) { return Toy::driver(toy, 100); }, 20, {});
  s.start();
  for (float t = 1; t <= 30; ++t) {
    s.allow_until(t);
    ASSERT_TRUE(soon([&] { return s.snapshots().take() && s.snapshots().front().time_s >= t; }));
    const Snapshot& now = s.snapshots().front();
    ASSERT_EQ(now.vehicles.size(), 1U);
    const VehicleSample& v = now.vehicles[0];
    ASSERT_TRUE(v.previous_link.valid());
    const float before = static_cast<float>(v.previous_link.value) * 100 + v.previous_m;
    const float after = static_cast<float>(v.link.value) * 100 + v.position_m;
    EXPECT_EQ(after - before, 10 * now.step_s);
  }
}

TEST(Session, EndsWhenTheRunIsDoneAndKeepsResultsOnce) {
  const auto toy = std::make_shared<Toy>();
  int kept = 0;
  Session s([&](const TellProgress&) {
    RunDriver d = Toy::driver(toy, 50);
    d.finish = [&] { ++kept; };
    return d;
  }, 20, {});
  s.start();
  s.allow_until(1e6F);
  EXPECT_TRUE(soon([&] { return s.state() == RunState::finished; }));
  EXPECT_EQ(s.reached(), 50);
  s.stop();
  EXPECT_EQ(kept, 1);
}

TEST(Session, StoppedInTheMiddleKeepsResultsToo) {
  const auto toy = std::make_shared<Toy>();
  int kept = 0;
  Session s([&](const TellProgress&) {
    RunDriver d = Toy::driver(toy, 1e6F);
    d.finish = [&] { ++kept; };
    return d;
  }, 200000, {});
  s.start();
  s.allow_until(100);
  EXPECT_TRUE(soon([&] { return s.reached() >= 100; }));
  s.stop();
  EXPECT_EQ(kept, 1);
}

TEST(Session, AFailureIsTold) {
  Session s([](const TellProgress&) -> RunDriver { throw std::runtime_error("the disk is on fire"); }, 1, {});
  s.start();
  EXPECT_TRUE(soon([&] { return s.state() == RunState::failed; }));
  EXPECT_EQ(s.failure(), "the disk is on fire");
}

TEST(Session, ARunThatGoesByItselfIsHeldBackAndStopped) {
  std::atomic<int> seconds = 0;
  Session s([&](const TellProgress&) {
    const auto toy = std::make_shared<Toy>();
    RunDriver d = Toy::driver(toy, 1000);
    d.done = {}, d.step = {};
    d.run = [toy, &seconds](const std::function<bool()>& each_second) {
      do {
        toy->now += 1;
        seconds = static_cast<int>(toy->now);
      } while (each_second() && toy->now < 1000);
    };
    return d;
  }, 200, {});
  s.start();
  s.allow_until(10);
  EXPECT_TRUE(soon([&] { return s.reached() >= 10; }));
  std::this_thread::sleep_for(20ms);
  EXPECT_LE(seconds.load(), 10);
  s.stop();
  EXPECT_EQ(s.state(), RunState::finished);
}

TEST(MadeUpCity, RunsTheSameWayTwice) {
  const auto totals = [] {
    const ViewedRun run = open_made_up_city({.rows = 10, .columns = 10, .traffic = {.trips_per_hour = 4000, .passengers_per_hour = 2000}});
    const RunDriver d = run.make({});
    for (int i = 0; i < 400; ++i) d.step();
    Snapshot s;
    d.observe(s);
    return std::pair{s.vehicles.size(), s.totals.mean_speed_kmh};
  };
  const auto a = totals();
  EXPECT_GT(a.first, 100U);
  EXPECT_EQ(a, totals());
}

TEST(Replay, ShowsWhatWasShown) {
  const auto file = std::filesystem::temp_directory_path() / ("viz-replay-" + std::to_string(getpid()) + ".mwr");
  ViewedRun run = open_made_up_city({.rows = 8, .columns = 8, .traffic = {.trips_per_hour = 3000, .passengers_per_hour = 500, .from_s = 0, .to_s = 200}});
  run.id = "made-up:8x8";
  std::vector<std::size_t> vehicles;
  {
    const auto record = replay_recorder(file, run);
    const RunDriver d = run.make({});
    Snapshot s;
    while (!d.done()) {
      d.step();
      d.observe(s);
      record(s);
      vehicles.push_back(s.vehicles.size());
    }
  }
  const ViewedRun again = open_replay(file, [&](const ReplayHeader& h) {
    EXPECT_EQ(h.scenario, "made-up:8x8");
    return run;
  });
  const RunDriver d = again.make({});
  Snapshot s;
  for (const float t : {150.0F, 10.0F, 61.0F}) {
    d.seek(t);
    EXPECT_EQ(d.now(), t);
    d.observe(s);
    EXPECT_EQ(s.vehicles.size(), vehicles[static_cast<std::size_t>(t) - 1]);
    d.step();
    d.observe(s);
    EXPECT_EQ(s.time_s, t + 1);
  }
  ViewedRun other = open_made_up_city({.rows = 9, .columns = 9});
  EXPECT_THROW((void)open_replay(file, [&](const ReplayHeader&) { return other; }), InputError);
  std::filesystem::remove(file);
}

class Drawing : public testing::Test {
 protected:
  Drawing() : run_(open_made_up_city({.rows = 12, .columns = 12, .brt = false})), lanes_(run_.world->network), tool_(*run_.world, lanes_) {}
  Vec node(std::uint32_t r, std::uint32_t c) const {
    return lanes_.origin_offset(run_.world->network.node.position[NodeId{r * 12 + c}]);
  }
  ViewedRun run_;
  LaneGeometry lanes_;
  DrawTool tool_;
};

TEST_F(Drawing, FindsTheWayBetweenClicksAndStations) {
  tool_.begin(MeasureKind::brt);
  tool_.click(node(2, 0) + Vec{20, 15}, 10);
  tool_.click(node(2, 11) + Vec{-10, 8}, 10);
  ASSERT_TRUE(tool_.complete()) << tool_.problem();
  EXPECT_NEAR(tool_.length_m(), 11 * 150, 200);
  EXPECT_GE(tool_.stations().size(), 3U);
  tool_.undo();
  EXPECT_FALSE(tool_.complete());
}

TEST_F(Drawing, ABrtLineCanBeRunAndSaved) {
  tool_.begin(MeasureKind::brt);
  tool_.name = "Line \"9\"";
  tool_.click(node(2, 0), 10);
  tool_.click(node(2, 11), 10);
  ASSERT_TRUE(tool_.complete());
  const ViewedRun alternative = run_.alternative({tool_.measure()}, "Line 9");
  bool brt = false;
  for (const LineId l : alternative.world->transit.lines()) brt = brt || alternative.world->transit.line.mode[l] == Mode::brt;
  EXPECT_TRUE(brt);
  const std::string text = scenario_text({"nairobi/base", "Line \"9\""}, {tool_.measure()});
  Problems problems;
  Scenario s;
  const ConfigTable table = parse_config(text, "line.toml", problems);
  ConfigReader reader(table, problems);
  EXPECT_EQ(reader.text("title"), "Line \"9\"");
  EXPECT_EQ(reader.text("extends"), "nairobi/base");
  for (const ConfigTable* t : reader.tables("measure")) s.measures.push_back(*t);
  const auto read = read_measures(s, problems);
  EXPECT_TRUE(problems.empty()) << problems.all()[0].text();
  ASSERT_EQ(read.size(), 1U);
  const auto& m = std::get<BrtCorridorMeasure>(read[0]);
  EXPECT_EQ(m.waypoints.size(), 2U);
  EXPECT_EQ(m.peak_headway_s, tool_.brt.peak_headway_s);
}

TEST_F(Drawing, AStreetCanBeClosed) {
  tool_.begin(MeasureKind::closure);
  tool_.click(mix(node(5, 4), node(5, 5), 0.3F), 10);
  tool_.click(mix(node(5, 5), node(5, 6), 0.7F), 10);
  ASSERT_TRUE(tool_.complete());
  const ViewedRun alternative = run_.alternative({tool_.measure()}, "Open street");
  int closed = 0;
  for (const LinkId l : run_.world->network.links())
    closed += (run_.world->network.permissions_of(l) & kCar) != 0 && (alternative.world->network.permissions_of(l) & kCar) == 0;
  EXPECT_GE(closed, 2);
}

TEST_F(Drawing, AClickFarFromEveryStreetIsTold) {
  tool_.begin(MeasureKind::brt);
  tool_.click({90000, 0}, 10);
  EXPECT_THAT(tool_.problem(), testing::HasSubstr("no street"));
  EXPECT_EQ(tool_.waypoints(), 0U);
}

TEST(Tour, GoesRoundAndTellsWhatIsWrong) {
  Tour tour({{.seconds = 5, .caption = "a"}, {.seconds = 2, .caption = "b"}});
  EXPECT_EQ(tour.advance(0)->caption, "a");
  EXPECT_EQ(tour.advance(4), nullptr);
  EXPECT_EQ(tour.advance(1.5F)->caption, "b");
  EXPECT_EQ(tour.advance(2.5F)->caption, "a");
  const auto file = std::filesystem::temp_directory_path() / ("tour-" + std::to_string(getpid()) + ".toml");
  std::ofstream(file) << "[[view]]\nseconds = -3\nlayr = \"speed\"\n";
  Problems problems;
  (void)read_tour(file, problems);
  ASSERT_EQ(problems.all().size(), 2U);
  EXPECT_THAT(problems.all()[0].text() + problems.all()[1].text(), testing::HasSubstr("layer"));
  std::filesystem::remove(file);
}

TEST(Settings, AreRememberedAndNonsenseIsPassedOver) {
  const auto file = std::filesystem::temp_directory_path() / ("settings-" + std::to_string(getpid())) / "view.conf";
  const Settings s{1600, 900, ThemeName::dark, false, true};
  write_settings(s, file);
  EXPECT_EQ(read_settings(file), s);
  std::ofstream(file) << "width 99999999\nheight banana\ntheme dark\nnonsense\n";
  EXPECT_EQ(read_settings(file), (Settings{1280, 720, ThemeName::dark, true, true}));
  EXPECT_EQ(read_settings("/nowhere/view.conf"), Settings{});
  std::filesystem::remove_all(file.parent_path());
}

TEST(SaveScenario, NamesBecomeFileNames) {
  EXPECT_EQ(file_stem("My line, 2nd!"), "my-line-2nd");
  EXPECT_EQ(file_stem("../../etc"), "etc");
  EXPECT_EQ(file_stem("ቦሌ"), "drawn");
}

}  // namespace
}  // namespace mwendo::viz
