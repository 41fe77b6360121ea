// Frames per second of the map on the present display (Xvfb: drawing in software).
//
//   xvfb-run -a -s "-screen 0 1280x720x24" benchmark_window        prints a table
//   ... --check     exits with 3 if a bound of docs/window.md is missed
//
// Vehicles stand everywhere on a grid city and are drawn as if they moved; the time holds placing,
// drawing and finishing on the graphics side, with panels left out. The best of several rounds is
// taken, because other work on the machine only ever makes a round slower.
#include <GL/gl.h>
#include <fmt/format.h>

#include <SFML/Graphics/RenderWindow.hpp>
#include <chrono>
#include <cstring>

#include "viz/display.h"
#include "viz/made_up_city.h"
#include "viz/map_view.h"

namespace {

using namespace mwendo;
using namespace mwendo::viz;

// n vehicles spread evenly over the lanes.
Snapshot crowd(const Network& net, std::size_t n) {
  Snapshot s;
  s.time_s = 100;
  double lanes_m = 0;
  for (const LinkId l : net.links()) lanes_m += net.link.length_m[l] * static_cast<double>(net.lanes_of(l).size());
  const double spacing = lanes_m / static_cast<double>(n);
  double at = 0;
  for (const LinkId l : net.links())
    for (std::uint32_t lane = 0; lane < net.lanes_of(l).size(); ++lane) {
      for (; at < net.link.length_m[l]; at += spacing) {
        VehicleSample v;
        v.vehicle = static_cast<std::uint32_t>(s.vehicles.size());
        v.link = v.previous_link = l;
        v.lane = v.previous_lane = static_cast<std::uint8_t>(lane);
        v.position_m = static_cast<float>(at);
        v.previous_m = std::max(v.position_m - 8, 0.0F);
        v.speed_mps = 8;
        v.kind = static_cast<std::uint8_t>(v.vehicle % kVehicleClassCount);
        s.vehicles.push_back(v);
      }
      at -= net.link.length_m[l];
    }
  return s;
}

double frames_per_second(sf::RenderWindow& window, MapView& map, const Camera& camera, const Snapshot& s,
                         const MapLook& look) {
  const Rect all{0, 0, 1280, 720};
  double best = 0;
  for (int round = 0; round < 6; ++round) {
    constexpr int kFrames = 15;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kFrames; ++i) {
      map.draw(window, camera, s, static_cast<float>(i) / kFrames, look, all);
      glFinish();
      window.display();
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    best = std::max(best, kFrames / seconds);
  }
  return best;
}

struct Case {
  const char* name;
  std::size_t vehicles;
  float across_m;    // width of the map
  double bound;
  Layer layer;
};

}  // namespace

int main(int argc, char** argv) {
  const bool check = argc > 1 && std::strcmp(argv[1], "--check") == 0;
  if (const std::string problem = display_problem(); !problem.empty()) {
    fmt::print(stderr, "{}\n", problem);
    return 2;
  }
  Fonts fonts;
  if (const std::string problem = fonts.load(); !problem.empty()) {
    fmt::print(stderr, "{}\n", problem);
    return 2;
  }
  sf::RenderWindow window(sf::VideoMode(1280, 720), "benchmark");
  const ViewedRun run = open_made_up_city({.rows = 60, .columns = 60});
  MapView map(*run.world, fonts);
  // All of the city is in view at 16 km; the overview shows a glow from 40 km.
  const Case cases[] = {{"20,000 vehicles in view", 20000, 16000, 30, Layer::streets},
                        {"50,000 vehicles in view", 50000, 16000, 15, Layer::streets},
                        {"overview of 200,000", 200000, 42000, 20, Layer::streets}};
  bool good = true;
  for (const Case& c : cases) {
    Camera camera;
    camera.set_limits(map.lanes().box());
    camera.set_viewport({0, 0, 1280, 720});
    camera.look_at(map.lanes().box().centre(), 1280 / c.across_m, true);
    const Snapshot s = crowd(run.world->network, c.vehicles);
    MapLook look;
    look.layer = c.layer;
    const double fps = frames_per_second(window, map, camera, s, look);
    good = good && fps >= c.bound;
    fmt::print("{:28} {:7} drawn {:6.1f} frames per second, bound {:.0f}\n", c.name, map.vehicles_drawn(), fps, c.bound);
  }
  return check && !good ? 3 : 0;
}
