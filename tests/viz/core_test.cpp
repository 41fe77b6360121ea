// Parts of the window that need no display.
#include <gtest/gtest.h>

#include <fstream>

#include "network/assembly/generate.h"
#include "network/walking/active_graph.h"
#include "scenarios/experiments/scenario.h"
#include "tests/viz/support/screen.h"
#include "viz/app/tour.h"
#include "viz/drawing/draw_tool.h"
#include "viz/map/camera.h"
#include "viz/map/place_names.h"
#include "viz/paint/active_flow.h"
#include "viz/paint/layers.h"
#include "viz/panels/mode_share.h"
#include "viz/panels/search.h"
#include "viz/runs/made_up_city.h"
#include "viz/runs/replay_run.h"
#include "viz/runs/save_scenario.h"
#include "viz/stage/history.h"
#include "viz/stage/play_clock.h"

namespace mwendo::viz {
namespace {

TEST(Camera, PlacesAndPixelsAreInverse) {
  Camera c;
  c.set_viewport({10, 20, 800, 600});
  c.look_at({120, -40}, 0.7F, true);
  for (const Vec p : {Vec{0, 0}, Vec{500, 300}, Vec{-80, 7}})
    EXPECT_LT(length(c.to_map(c.to_pixel(p)) - p), 0.01F);
}

TEST(Camera, ThePlaceUnderTheMouseStays) {
  Camera c;
  c.set_viewport({0, 0, 800, 600});
  c.look_at({0, 0}, 0.5F, true);
  const Vec mouse{620, 140}, place = c.to_map(mouse);
  c.zoom_at(mouse, 3);
  for (int i = 0; i < 200; ++i) c.advance(0.02F);
  EXPECT_NEAR(c.scale(), 1.5F, 0.01F);
  EXPECT_LT(length(c.to_map(mouse) - place), 1.0F);
}

TEST(PlayClock, NeverPassesWhatIsSimulated) {
  PlayClock clock(0, 1000);
  clock.set_speed(60);
  for (int i = 0; i < 100; ++i) clock.advance(0.1F, 42);
  EXPECT_FLOAT_EQ(clock.now(), 42);
  clock.set_playing(false);
  clock.advance(0.1F, 500);
  EXPECT_FLOAT_EQ(clock.now(), 42);
  clock.step();
  clock.advance(0.1F, 500);
  EXPECT_FLOAT_EQ(clock.now(), 43);
}

TEST(Layers, KeysAndShortcutsAreDistinct) {
  for (std::size_t i = 0; i < kLayerCount; ++i) {
    const LayerInfo& a = info_of(static_cast<Layer>(i));
    EXPECT_EQ(layer_by_key(a.key), static_cast<Layer>(i));
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_NE(a.shortcut, info_of(static_cast<Layer>(j)).shortcut);
  }
  EXPECT_FALSE(layer_by_key("noise"));
}

TEST(Layers, FiguresFollowTheirEquations) {
  const Network net = generate_grid({.rows = 3, .columns = 3, .spacing_m = 200});
  const LinkId l{0};
  const float length = net.link.length_m[l], free = net.link.free_speed_mps[l];
  LinkValue v;
  v.vehicles = 4, v.speed_sum = 4 * free / 2, v.standing = 1, v.co2e_g_s = 2;
  EXPECT_NEAR(*layer_value(Layer::speed, v, net, l), 50, 1e-3);
  EXPECT_NEAR(*layer_value(Layer::flow, v, net, l), 3600 * 4 * (free / 2) / length, 1e-2);
  EXPECT_NEAR(*layer_value(Layer::delay, v, net, l), 2 / (length / 1000), 1e-2);
  EXPECT_NEAR(*layer_value(Layer::co2e, v, net, l), 2 * 3.6 / (length / 1000), 1e-2);
  EXPECT_FALSE(layer_value(Layer::load, v, net, l));
  EXPECT_FALSE(layer_value(Layer::speed, LinkValue{}, net, l));
}

// One person on a way of several links: everywhere on it 3600 x expansion / T, elsewhere nothing.
TEST(ActiveFlow, LittlesLaw) {
  const Network net = generate_grid({.rows = 6, .columns = 6, .spacing_m = 150});
  const PathGraph graph = foot_graph(net);
  PathSearch search(graph);
  const NodeId from{0}, to{23};
  search.run(from);
  ASSERT_TRUE(search.reached(to));
  std::vector<char> on(net.links().size(), 0);
  for (const LinkId l : search.links_to(to)) {
    on[l.value] = 1;
    if (net.link.reverse[l].valid()) on[net.link.reverse[l].value] = 1;
  }
  PersonSample p;
  p.from = from, p.to = to, p.share_per_s = 1.0F / 400;
  ActiveFlowMaker maker(net, 20);
  const ActiveFlow flow = maker.make(std::vector<PersonSample>(3, p));
  for (const LinkId l : net.links()) {
    EXPECT_NEAR(flow.walkers[l.value], on[l.value] ? 3 * 20 * 3600.0F / 400 : 0, 0.01) << l.value;
    EXPECT_EQ(flow.cyclists[l.value], 0);
  }
}

TEST(ModeShare, SharesOfArrivedTripsAddUp) {
  HistoryPoint p;
  EXPECT_EQ(mode_shares(p)[0], 0);
  p.arrived[static_cast<std::size_t>(Mode::walk)] = 40;
  p.arrived[static_cast<std::size_t>(Mode::minibus)] = 25;
  p.arrived[static_cast<std::size_t>(Mode::bus)] = 5;
  p.arrived[static_cast<std::size_t>(Mode::car_passenger)] = 30;
  const auto s = mode_shares(p);
  EXPECT_FLOAT_EQ(s[static_cast<std::size_t>(ModeGroup::walk)], 0.4F);
  EXPECT_FLOAT_EQ(s[static_cast<std::size_t>(ModeGroup::bus)], 0.3F);
  EXPECT_FLOAT_EQ(s[static_cast<std::size_t>(ModeGroup::car)], 0.3F);
}

TEST(History, IsReadAtATime) {
  History h;
  Snapshot s;
  for (int i = 0; i <= 10; ++i) {
    s.time_s = static_cast<float>(100 * i);
    s.totals.vehicles_on_road = static_cast<float>(i);
    h.note(s);
  }
  EXPECT_EQ(h.at(310)[Figure::vehicles], 3);
  EXPECT_EQ(h.at(5000)[Figure::vehicles], 10);
}

TEST(PlaceNames, AreShort) {
  EXPECT_EQ(short_place_name("Kiambaa (Kiambu)"), "Kiambaa");
  EXPECT_EQ(short_place_name("Westlands/Parklands"), "Westlands");
  EXPECT_EQ(short_place_name("Nakawa Division"), "Nakawa");
}

TEST(Search, FindsInSpiteOfSlips) {
  const ViewedRun run = open_made_up_city({.rows = 12, .columns = 12});
  const LaneGeometry lanes(run.world->network);
  const SearchIndex index(*run.world, lanes);
  ASSERT_FALSE(index.find("lakeside", 3).empty());
  EXPECT_EQ(index.find("lakesyde", 3).front().name, index.find("lakeside", 3).front().name);
  EXPECT_EQ(index.find("BRT", 3).front().kind, FoundKind::line);
  EXPECT_TRUE(index.find("zzyzx", 3).empty());
}

TEST(Tour, TellsEveryProblem) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "t.toml")
      << "[[view]]\nseconds = -1\nlayer = \"noise\"\ncolour = 1\n";
  Problems problems;
  (void)read_tour(folder.path() / "t.toml", problems);
  EXPECT_THROW(problems.throw_if_any(), InputError);
  std::ofstream(folder.path() / "t.toml") << "[[view]]\nseconds = 3\nlayer = \"co2\"\n[[view]]\n";
  Problems none;
  Tour tour(read_tour(folder.path() / "t.toml", none));
  none.throw_if_any();
  EXPECT_EQ(tour.advance(0.1F)->layer, Layer::co2e);
  EXPECT_EQ(tour.advance(1), nullptr);
  EXPECT_FALSE(tour.advance(2.5F)->layer);
}

// Draws on a made-up city: along the street of the BRT row, from one end to near the other.
struct Drawn {
  ViewedRun run = open_made_up_city({.rows = 12, .columns = 12});
  LaneGeometry lanes{run.world->network};
  DrawTool tool{*run.world, lanes};
  explicit Drawn(MeasureKind kind) {
    tool.begin(kind);
    tool.name = "My line";
    for (const std::uint32_t node : {2U * 12, 2U * 12 + 10})
      tool.click(lanes.origin_offset(run.world->network.node.position[NodeId{node}]), 20);
  }
};

TEST(DrawTool, SnapsAndRoutesBetweenClicks) {
  Drawn d(MeasureKind::brt);
  ASSERT_TRUE(d.tool.complete()) << d.tool.problem();
  EXPECT_NEAR(d.tool.length_m(), 10 * 150, 250);
  EXPECT_GE(d.tool.links().size(), 9U);
  const std::size_t stations = d.tool.stations().size();
  d.tool.brt.spacing_m = 300;
  EXPECT_GT(d.tool.stations().size(), stations);
  d.tool.undo();
  EXPECT_FALSE(d.tool.complete());
  d.tool.click({1e6F, 1e6F}, 20);
  EXPECT_FALSE(d.tool.problem().empty());
}

TEST(DrawTool, StationsArePlacedAndTakenAwayByClicks) {
  Drawn d(MeasureKind::brt);
  d.tool.place_stations(true);
  const Vec first = d.tool.line().front(), last = d.tool.line().back();
  d.tool.click(last, 20), d.tool.click(first, 20);
  EXPECT_EQ(d.tool.stations().size(), 2U);
  const auto m = std::get<BrtCorridorMeasure>(d.tool.measure());
  ASSERT_EQ(m.stations.size(), 2U);
  EXPECT_NE(m.stations[0].name, m.stations[1].name);
  d.tool.click(first, 20);
  EXPECT_EQ(d.tool.stations().size(), 1U);
}

// What is drawn can be simulated, and what is saved is what was drawn.
TEST(DrawTool, MeasuresApplyAndAreReadBack) {
  for (const MeasureKind kind :
       {MeasureKind::brt, MeasureKind::cycle_track, MeasureKind::walkway, MeasureKind::closure}) {
    Drawn d(kind);
    ASSERT_TRUE(d.tool.complete()) << name_of(kind) << d.tool.problem();
    const Measure m = d.tool.measure();
    Problems problems;
    const CityWorld changed = apply(*d.run.world, {m}, problems);
    EXPECT_TRUE(problems.empty()) << name_of(kind);
    EXPECT_NE(network_hash(changed.network) == network_hash(d.run.world->network),
              kind == MeasureKind::brt)
        << name_of(kind);
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "mine.toml";
    save_scenario(file, {.extends = "nairobi/base", .title = "Mine"}, {m});
    const Scenario read = load_scenario(file.string(), problems);
    const std::vector<Measure> measures = read_measures(read.measures, problems);
    problems.throw_if_any();
    EXPECT_EQ(read.title, "Mine");
    ASSERT_EQ(measures.size(), 1U);
    EXPECT_EQ(measures[0].index(), m.index()) << name_of(kind);
    EXPECT_EQ(describe(measures[0]), describe(m)) << name_of(kind);
  }
}

// The run itself, to be pushed on by hand.
std::unique_ptr<SteppedRun> stepped(const ViewedRun& run) {
  auto made = run.make([](float, const std::string&) { return true; });
  auto* const own = dynamic_cast<SteppedRun*>(made.get());
  if (own != nullptr) (void)made.release();
  return std::unique_ptr<SteppedRun>(own);
}

// A run that is recorded while it is shown.
struct Recorded {
  test::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "r.mwr";
  double vehicle_seconds = 0;
  float last = 0;

  Recorded() {
    ViewedRun run =
        open_made_up_city({.rows = 20,
                           .columns = 20,
                           .traffic = {.trips_per_hour = 9000, .passengers_per_hour = 3000}});
    const auto record = replay_recorder(file, run);
    const auto made = stepped(run);
    Snapshot s;
    for (int i = 0; i < 900; ++i) {
      made->step();
      made->observe(s);
      record(s);
      vehicle_seconds += static_cast<double>(s.vehicles.size());
      last = s.time_s;
    }
  }
};

TEST(Replay, TakesAtMostThreeBytesPerVehicleAndSecond) {
  const Recorded r;
  const double bytes = static_cast<double>(std::filesystem::file_size(r.file));
  EXPECT_GT(r.vehicle_seconds, 3e5);
  EXPECT_LE(bytes / r.vehicle_seconds, 3)
      << bytes << " bytes, " << r.vehicle_seconds << " vehicle-seconds";
}

// Seeking is work for one block of a minute: all but the first and last, read on opening, may be
// broken without anybody noticing.
TEST(Replay, SeekReadsOneBlock) {
  const Recorded r;
  ReplayReader whole(r.file);
  const float target = r.last - 300;
  ReplayFrame expected;
  whole.seek(target);
  ASSERT_TRUE(whole.next(expected));
  std::fstream f(r.file, std::ios::in | std::ios::out | std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(f)), {});
  std::vector<std::size_t> blocks;
  for (std::size_t at = bytes.find("BLK1"); at != std::string::npos;
       at = bytes.find("BLK1", at + 4))
    blocks.push_back(at);
  ASSERT_GE(blocks.size(), 15U);
  const std::size_t kept = (900 - 300) / 60;
  for (std::size_t i = 1; i + 2 < blocks.size(); ++i) {
    if (i + 1 >= kept && i <= kept + 1) continue;
    for (std::size_t at = blocks[i] + 20; at < blocks[i + 1]; ++at) bytes[at] = 'x';
  }
  f.clear();
  f.seekp(0);
  f.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  f.close();
  ReplayReader broken(r.file);
  broken.seek(target);
  ReplayFrame found;
  ASSERT_TRUE(broken.next(found));
  EXPECT_EQ(found.time_s, expected.time_s);
  EXPECT_EQ(found.vehicles.size(), expected.vehicles.size());
  EXPECT_THROW(broken.seek(r.last - 800), InputError) << "the others are really broken";
}

// After a seek the speeds are those of before it, not zero.
TEST(Replay, SpeedsAreKnownAfterASeek) {
  const Recorded r;
  const ViewedRun run = open_replay(
      r.file, [](const ReplayHeader&) { return open_made_up_city({.rows = 20, .columns = 20}); });
  EXPECT_FALSE(run.alternative) << "what is recorded cannot be changed";
  const auto d = stepped(run);
  const auto mean_speed = [&] {
    Snapshot s;
    d->observe(s);
    double sum = 0;
    for (const VehicleSample& v : s.vehicles) sum += v.speed_mps;
    return sum / static_cast<double>(std::max<std::size_t>(s.vehicles.size(), 1));
  };
  while (d->now() < r.last - 300) d->step();
  const double played = mean_speed();
  d->seek(r.last - 100);
  d->seek(r.last - 300);
  EXPECT_FLOAT_EQ(d->now(), r.last - 300);
  EXPECT_GT(played, 1);
  EXPECT_NEAR(mean_speed(), played, 0.1 * played);
}

}  // namespace
}  // namespace mwendo::viz
