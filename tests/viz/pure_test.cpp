// What of the window can be tested without a display.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "network/generate.h"
#include "viz/camera.h"
#include "viz/lane_geometry.h"
#include "viz/layers.h"
#include "viz/link_monitor.h"
#include "viz/mailbox.h"
#include "viz/painter.h"
#include "viz/play_clock.h"
#include "viz/search.h"
#include "viz/street_mesh.h"
#include "viz/vehicle_pose.h"

namespace mwendo::viz {
namespace {

TEST(Camera, ZoomKeepsThePlaceUnderTheMouse) {
  Camera camera;
  camera.set_limits({{-5000, -5000}, {5000, 5000}});
  camera.look_at({100, 200}, 0.5F, true);
  const Vec mouse{900, 150};
  const Vec place = camera.to_map(mouse);
  camera.zoom_at(mouse, 3);
  for (int i = 0; i < 200; ++i) {
    camera.advance(1.0F / 60);
    EXPECT_NEAR(length(camera.to_pixel(place) - mouse), 0, 0.5F);
  }
  EXPECT_NEAR(camera.scale(), 1.5F, 1e-3F);
  EXPECT_FALSE(camera.moving());
}

TEST(Camera, PixelsAndPlacesAreInverse) {
  Camera camera;
  camera.set_limits({{-5000, -5000}, {5000, 5000}});
  camera.look_at({-321, 77}, 2.5F, true);
  const Vec p{-300, 90};
  EXPECT_NEAR(length(camera.to_map(camera.to_pixel(p)) - p), 0, 1e-3F);
  EXPECT_LT(camera.to_pixel({0, 100}).y, camera.to_pixel({0, 0}).y) << "north is up";
}

TEST(Camera, FitsIntoTheFreePart) {
  Camera camera;
  camera.set_limits({{-5000, -5000}, {5000, 5000}});
  const Rect free{50, 70, 700, 500};
  camera.fit({{-1000, -200}, {1000, 200}}, free, true);
  const Vec low = camera.to_pixel({-1000, -200}), high = camera.to_pixel({1000, 200});
  EXPECT_GE(low.x, free.x - 0.5F);
  EXPECT_LE(high.x, free.x + free.w + 0.5F);
  EXPECT_GE(high.y, free.y - 0.5F);
  EXPECT_LE(low.y, free.y + free.h + 0.5F);
}

class Sides : public testing::TestWithParam<DrivingSide> {};

TEST_P(Sides, LanesLieOnTheDrivingSideWithLaneZeroAtTheKerb) {
  const Network net = generate_grid({.rows = 8, .columns = 8, .driving_side = GetParam()});
  const LaneGeometry lanes(net);
  const float side = GetParam() == DrivingSide::left ? 1.0F : -1.0F;  // left of the line is positive
  for (const LinkId l : net.links()) {
    const auto n = static_cast<std::uint32_t>(net.lanes_of(l).size());
    for (std::uint32_t i = 0; i < n; ++i) {
      EXPECT_GT(side * lanes.lateral(l, i), 0);
      if (i > 0) EXPECT_LT(side * lanes.lateral(l, i), side * lanes.lateral(l, i - 1));
    }
    EXPECT_NEAR(lanes.boundary(l, n), 0, 1e-4F) << "the median is the line that both directions share";
  }
}
INSTANTIATE_TEST_SUITE_P(Both, Sides, testing::Values(DrivingSide::left, DrivingSide::right));

TEST(LaneGeometry, OppositeDirectionsDoNotShareGround) {
  const Network net = generate_grid({.rows = 6, .columns = 6});
  const LaneGeometry lanes(net);
  for (const LinkId l : net.links()) {
    const LinkId r = net.link.reverse[l];
    ASSERT_TRUE(r.valid());
    const Pose a = lanes.pose(l, lanes.lateral(l, 0), lanes.length(l) / 2);
    const Pose b = lanes.pose(r, lanes.lateral(r, 0), lanes.length(r) / 2);
    EXPECT_GT(length(a.position - b.position), 2.5F);
  }
}

TEST(LaneGeometry, VehiclesKeepTheirOrderWhereTheStopLineIsDrawnEarlier) {
  const Network net = generate_grid({.rows = 6, .columns = 6});
  const LaneGeometry lanes(net);
  for (const LinkId l : net.links()) {
    float before = -1;
    const Vec start = lanes.line(l).front();
    const Vec ahead = unit(lanes.line(l).back() - start);
    for (float at = 0; at <= net.link.length_m[l]; at += 5) {
      const float along = dot(lanes.vehicle_pose(l, 0, at).position - start, ahead);
      EXPECT_GT(along, before);
      if (before >= 0) EXPECT_GT(along - before, 3.5F) << "5 m apart must stay about a car apart";
      before = along;
    }
  }
}

TEST(VehiclePose, TurnsWithoutAJump) {
  const Network net = generate_grid({.rows = 6, .columns = 6});
  const LaneGeometry lanes(net);
  int turns = 0;
  for (const LinkId l : net.links()) {
    for (const MovementId m : net.movements_of(l)) {
      VehicleSample v;
      v.previous_link = l, v.link = net.movement.to[m];
      v.previous_m = net.link.length_m[l] - 2, v.position_m = 8;
      Pose before = pose_between(lanes, v, 0);
      const Pose start = lanes.vehicle_pose(l, lanes.lateral(l, 0), v.previous_m);
      EXPECT_NEAR(length(before.position - start.position), 0, 0.1F);
      for (int i = 1; i <= 20; ++i) {
        const Pose now = pose_between(lanes, v, static_cast<float>(i) / 20);
        EXPECT_LT(length(now.position - before.position), 5);
        before = now;
      }
      ++turns;
    }
  }
  EXPECT_GT(turns, 300);
}

TEST(StreetMesh, ShowsEveryLinkOnceAndOnlyWhatIsNear) {
  const Network net = generate_grid({.rows = 20, .columns = 20});
  const LaneGeometry lanes(net);
  const StreetMesh mesh = make_street_mesh(net, lanes, Detail::fine);
  std::size_t all = 0;
  for (const MeshRange& r : mesh.visible(lanes.box().grown(10))) all += r.count;
  EXPECT_EQ(all, mesh.vertices.size());
  std::size_t few = 0;
  for (const MeshRange& r : mesh.visible({{0, 0}, {100, 100}})) few += r.count;
  EXPECT_GT(few, 0U);
  EXPECT_LT(few, all / 10);
  EXPECT_TRUE(mesh.visible({{1e6F, 1e6F}, {1.1e6F, 1.1e6F}}).empty());
}

TEST(StreetMesh, SimplifiesWithinTheTolerance) {
  std::vector<Vec> line;
  for (int i = 0; i <= 100; ++i) line.push_back({static_cast<float>(i), std::sin(static_cast<float>(i) / 6) * 8});
  const auto simple = simplified(line, 1);
  EXPECT_LT(simple.size(), 40U);
  for (const Vec p : line) {
    float best = 1e9F;
    for (std::size_t i = 0; i + 1 < simple.size(); ++i) best = std::min(best, nearest_on_piece(p, simple[i], simple[i + 1]).distance);
    EXPECT_LE(best, 1.001F);
  }
}

TEST(Layers, FiguresFollowTheirDefinitions) {
  const Network net = generate_grid({.rows = 3, .columns = 3, .perturbation = 0});
  const LinkId l{0};
  const float length = net.link.length_m[l], free = net.link.free_speed_mps[l];
  LinkValue v;
  EXPECT_FALSE(layer_value(Layer::speed, v, net, l));
  v.vehicles = 4, v.speed_sum = 4 * free / 2;
  EXPECT_NEAR(*layer_value(Layer::speed, v, net, l), 50, 1e-3);
  EXPECT_NEAR(*layer_value(Layer::flow, v, net, l), 3600 * 4 * free / 2 / length, 1e-2);
  EXPECT_NEAR(*layer_value(Layer::delay, v, net, l), 2 / (length / 1000), 1e-3);
  v.co2e_g_s = 5;
  EXPECT_NEAR(*layer_value(Layer::co2e, v, net, l), 18 / (length / 1000), 1e-2);
}

TEST(Layers, KeysAreKnownBothWays) {
  for (std::size_t i = 0; i < kLayerCount; ++i)
    EXPECT_EQ(layer_by_key(info_of(static_cast<Layer>(i)).key), static_cast<Layer>(i));
  EXPECT_FALSE(layer_by_key("nothing"));
}

TEST(Theme, MapsGoEvenlyInLightnessWhereOrderMatters) {
  const auto lightness = [](sf::Color c) { return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b; };
  for (const ThemeName name : {ThemeName::light, ThemeName::dark})
    for (const ColourMap map : {ColourMap::amount, ColourMap::harm}) {
      const Theme& t = theme_of(name);
      const double first = lightness(t.colour(map, 0)), last = lightness(t.colour(map, 1));
      double before = first;
      for (float s = 0.1F; s <= 1; s += 0.1F) {
        const double now = lightness(t.colour(map, s));
        EXPECT_GT((now - before) * (last - first), 0) << "map " << static_cast<int>(map) << " at " << s;
        before = now;
      }
    }
}

TEST(LinkMonitor, ComesToTheSteadyMeanAndForgets) {
  EmissionRates rates;
  LinkMonitor monitor(3, rates);
  std::vector<VehicleSample> vehicles(2);
  vehicles[0].link = vehicles[1].link = LinkId{1};
  vehicles[0].speed_mps = 10, vehicles[1].speed_mps = 0;
  vehicles[0].stands_for = 5, vehicles[1].stands_for = 5;
  for (int t = 0; t < 1200; ++t) monitor.observe(vehicles, static_cast<float>(t));
  LinkFrame frame;
  monitor.write(frame);
  EXPECT_NEAR(frame.values[1].vehicles, 10, 0.01F);
  EXPECT_NEAR(frame.values[1].speed_sum, 50, 0.05F);
  EXPECT_NEAR(frame.values[1].standing, 5, 0.01F);
  EXPECT_EQ(frame.values[0].vehicles, 0);
  for (int t = 1200; t < 2400; ++t) monitor.observe({}, static_cast<float>(t));
  monitor.write(frame);
  EXPECT_LT(frame.values[1].vehicles, 0.01F);
}

TEST(PlayClock, NeverPassesTheSlowestRun) {
  PlayClock clock(0, 100);
  clock.set_speed(30);
  clock.advance(1, 5);
  EXPECT_EQ(clock.now(), 5);
  clock.advance(1, 100);
  EXPECT_GT(clock.now(), 30);
  for (int i = 0; i < 10; ++i) clock.advance(1, 100);
  EXPECT_EQ(clock.now(), 100);
}

TEST(PlayClock, StepsAndPauses) {
  PlayClock clock(0, 100);
  clock.set_playing(false);
  clock.advance(5, 100);
  EXPECT_EQ(clock.now(), 0);
  EXPECT_EQ(clock.allowed(100), 0);
  clock.step();
  EXPECT_EQ(clock.allowed(100), 1);
  clock.advance(0.1F, 100);
  EXPECT_EQ(clock.now(), 1);
}

TEST(PlayClock, HurriesToATimeAndStopsThere) {
  PlayClock clock(0, 3600);
  clock.set_playing(false);
  clock.hurry_to(600);
  float reached = 0;
  for (int i = 0; i < 100 && clock.hurrying(); ++i) {
    reached = std::min(reached + 50, clock.allowed(reached));
    clock.advance(0.02F, reached);
  }
  EXPECT_EQ(clock.now(), 600);
  EXPECT_FALSE(clock.hurrying());
  EXPECT_EQ(clock.allowed(reached), 600);
}

TEST(Mailbox, HandsOverWholeValuesBetweenThreads) {
  Mailbox<std::array<int, 64>> box;
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int k = 1; k <= 20000; ++k) {
      box.back().fill(k);
      box.publish();
    }
    done = true;
  });
  int last = 0, taken = 0;
  while (!done || box.pending()) {
    if (!box.take()) continue;
    const auto& v = box.front();
    for (const int x : v) ASSERT_EQ(x, v[0]);
    ASSERT_GT(v[0], last);
    last = v[0];
    ++taken;
  }
  writer.join();
  EXPECT_EQ(last, 20000);
  EXPECT_GT(taken, 0);
}

TEST(Text, BrokenBytesBecomeOneMark) {
  EXPECT_EQ(letters_of("aé"), U"aé");
  EXPECT_EQ(letters_of("ጎዳና"), U"ጎዳና");
  EXPECT_EQ(letters_of("a\xC3"), U"a\uFFFD");
  EXPECT_EQ(letters_of("\xFF!"), U"\uFFFD!");
}

TEST(Search, IgnoresCaseAndAccents) {
  EXPECT_EQ(folded("Rue É"), "rue e");
  World world;
  world.network = generate_grid({.rows = 6, .columns = 6});
  for (std::uint32_t i = 1; i < world.network.street_names.size(); ++i)
    world.network.street_names[i] = "Avenue " + std::to_string(i);
  world.network.street_names[1] = "Thika Road";
  world.network.street_names[2] = "Old Thika Road";
  world.network.street_names[3] = "Bole ቦሌ";
  world.transit.line.path.first = {0};
  const LaneGeometry lanes(world.network);
  const SearchIndex index(world, lanes);
  const auto found = index.find("THIKA", 8);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].name, "Thika Road");
  EXPECT_EQ(index.find("thikka", 8).size(), 1U) << "one letter too much";
  EXPECT_EQ(index.find("ቦሌ", 8).size(), 1U);
  EXPECT_TRUE(index.find("nowhere at all", 8).empty());
  EXPECT_TRUE(index.find("", 8).empty());
}

}  // namespace
}  // namespace mwendo::viz
