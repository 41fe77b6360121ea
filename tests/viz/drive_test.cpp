// The real window, moved by hands: pan, zoom, click, search, draw a line, run it, save it.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include "tests/viz/support/on_screen.h"

namespace mwendo::test {
namespace {

struct Spot {
  int x = 0, y = 0;
};

class Drive : public OnScreen {
 protected:
  void open(std::vector<std::string> words) {
    words.insert(words.end(), {"--size", "1280x720", "--theme", "light", "--forget"});
    viewer_ = std::make_unique<Viewer>(*screen_, words, folder_.path());
    ASSERT_TRUE(viewer_->appears()) << viewer_->output();
  }
  [[nodiscard]] Picture map() const { return screen_->look().part(360, 130, 620, 420); }
  // Whether the map is another one than before, within a minute.
  [[nodiscard]] bool changes_from(const Picture& before, double least) const {
    return soon([&] { return difference(before, map()) > least; });
  }
  // Whether nothing moves any more.
  [[nodiscard]] bool settles() const {
    return soon([&] {
      const Picture a = map();
      screen_->hands("sleep 0.3");
      return difference(a, map()) < 0.02;
    });
  }
  void close() {
    viewer_->close();
    EXPECT_EQ(viewer_->exit_code(), 0) << viewer_->output();
  }
  std::unique_ptr<Viewer> viewer_;
};

// White panels have a blue channel that the beige land has not.
int white_pixels(const Picture& p) {
  int n = 0;
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x) n += p.at(x, y).b >= 250 ? 1 : 0;
  return n;
}

// Main streets of the light theme are yellow: much red, little blue.
std::vector<Spot> yellow_spots(const Picture& p, int x0, int y0, int x1, int y1) {
  std::vector<Spot> out;
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x)
      if (const Colour c = p.at(x, y); c.r > 235 && c.b < 205 && c.g > 200) out.push_back({x, y});
  return out;
}

TEST_F(Drive, PansZoomsAndChangesTheme) {
  open({"made-up:20x20"});
  screen_->hands("key space key v");  // paused, no vehicles: only hands move the picture
  ASSERT_TRUE(settles());
  Picture before = map();
  screen_->drag(640, 400, 740, 330);
  EXPECT_TRUE(changes_from(before, 1)) << "dragging pans";
  ASSERT_TRUE(settles());
  before = map();
  screen_->move_to(640, 360);
  screen_->hands("click 4 click 4 click 4");
  EXPECT_TRUE(changes_from(before, 1)) << "the wheel zooms";
  ASSERT_TRUE(settles());
  before = map();
  screen_->hands("key 2");
  EXPECT_TRUE(changes_from(before, 0.5)) << "2 shows speeds";
  screen_->hands("key Home");
  ASSERT_TRUE(settles());
  screen_->hands("key t");
  EXPECT_TRUE(soon([&] { return map().brightness() < 70; })) << "t is dark";
  close();
}

TEST_F(Drive, TimeStandsStillWhenPaused) {
  open({"made-up:14x14", "--speed", "10"});
  const auto clock = [&] { return screen_->look().part(110, 650, 130, 50); };
  const Picture at_first = clock();
  EXPECT_TRUE(soon([&] { return difference(at_first, clock()) > 0.5; })) << "it runs";
  screen_->hands("key space");
  EXPECT_TRUE(soon([&] {
    const Picture a = clock();
    screen_->hands("sleep 0.5");
    return difference(a, clock()) < 0.01;
  }));
  const Picture paused = clock();
  screen_->hands("key period");
  EXPECT_TRUE(soon([&] { return difference(paused, clock()) > 0.05; })) << "one second on";
  close();
}

TEST_F(Drive, ClickAsksSearchFinds) {
  open({"made-up:14x14"});
  screen_->hands("key space key v key n key p");
  ASSERT_TRUE(settles());
  const auto left = [&] { return screen_->look().part(20, 140, 270, 200); };
  const int before = white_pixels(left());
  const auto streets = yellow_spots(screen_->look(), 400, 150, 950, 540);
  ASSERT_FALSE(streets.empty());
  const Spot street = streets[streets.size() / 2];
  screen_->click(street.x, street.y);
  EXPECT_TRUE(soon([&] { return white_pixels(left()) > before + 10000; }))
      << "a card tells of the street";
  screen_->hands("key Escape");
  EXPECT_TRUE(soon([&] { return white_pixels(left()) <= before + 3000; }));
  const Picture city = map();
  screen_->hands("key slash sleep 0.3 type --delay 60 garden");
  screen_->hands("sleep 0.5 key Return");
  EXPECT_TRUE(changes_from(city, 1));
  close();
}

TEST_F(Drive, CountsItsFrames) {
  const Ended e = run({MWENDO_VIEW_PROGRAM, "made-up:20x20", "--speed", "30", "--forget",
                       "--count-frames", "--frames", "40"},
                      {{"DISPLAY", screen_->display()}}, folder_.path());
  EXPECT_EQ(e.code, 0) << e.output;
  EXPECT_NE(e.output.find("frames per second, 40 frames"), std::string::npos) << e.output;
}

TEST_F(Drive, RemembersTheTheme) {
  const TemporaryFolder config;
  const auto start = [&] {
    viewer_ = std::make_unique<Viewer>(*screen_, std::vector<std::string>{"made-up:10x10"},
                                       folder_.path(), config.path());
    return viewer_->appears();
  };
  ASSERT_TRUE(start()) << viewer_->output();
  const double light = map().brightness();
  screen_->hands("key t");
  ASSERT_TRUE(soon([&] { return map().brightness() < light / 2; }));
  close();
  ASSERT_TRUE(start()) << viewer_->output();
  EXPECT_TRUE(soon([&] { return map().brightness() < light / 2; })) << "dark as it was left";
  close();
}

TEST_F(Drive, ATourShowsItsViews) {
  std::ofstream(folder_.path() / "tour.toml")
      << "[[view]]\nseconds = 2\nlayer = \"speed\"\ntheme = \"light\"\ncaption = \"One\"\n"
         "[[view]]\nseconds = 2\ntheme = \"dark\"\nlook_at = \"Market\"\nacross = 800\n";
  open({"made-up:14x14", "--kiosk", "--tour", "tour.toml"});
  EXPECT_TRUE(soon([&] { return map().brightness() < 70; }));
  EXPECT_TRUE(soon([&] { return map().brightness() > 170; })) << "again from the start";
  screen_->hands("key Escape");
  EXPECT_EQ(viewer_->exit_code(), 0);
}

// Whole frames go to the program called ffmpeg; here one that counts their bytes.
TEST_F(Drive, VideoFramesGoToFfmpeg) {
  const auto fake = folder_.path() / "ffmpeg";
  std::ofstream(fake) << "#!/bin/sh\nfor last; do :; done\nwc -c > \"$last\"\n";
  std::filesystem::permissions(fake, std::filesystem::perms::owner_all);
  const Ended e =
      run({MWENDO_VIEW_PROGRAM, "made-up:10x10", "--size", "640x480", "--forget", "--video",
           "v.mp4", "--frames", "25"},
          {{"DISPLAY", screen_->display()}, {"PATH", folder_.path().string() + ":/usr/bin:/bin"}},
          folder_.path());
  EXPECT_EQ(e.code, 0) << e.output;
  long bytes = 0;
  std::ifstream(folder_.path() / "v.mp4") >> bytes;
  EXPECT_GT(bytes, 0);
  EXPECT_EQ(bytes % (640 * 480 * 4), 0) << bytes;
}

// Nairobi: a BRT line from one main street to another, saved, accepted by the command, run beside.
TEST_F(Drive, DrawsALineRunsAndSavesIt) {
  open({"nairobi/base", "--sample", "0.01", "--iterations", "1", "--speed", "30"});
  screen_->hands("key v key n key p");
  ASSERT_TRUE(soon([&] { return !yellow_spots(screen_->look(), 400, 150, 950, 540).empty(); }));
  const auto streets = yellow_spots(screen_->look(), 400, 150, 950, 540);
  const Spot a = streets[streets.size() / 2];
  Spot b = a;
  for (const Spot s : streets)  // about 120 pixels away
    if (std::abs(std::hypot(s.x - a.x, s.y - a.y) - 120) <
        std::abs(std::hypot(b.x - a.x, b.y - a.y) - 120))
      b = s;
  screen_->hands("key b sleep 0.4");
  screen_->click(a.x, a.y);
  screen_->click(b.x, b.y);
  const auto saved = folder_.path() / "brt-line-1.toml";
  ASSERT_TRUE(soon([&] {
    screen_->hands("key ctrl+s sleep 0.5");
    return std::filesystem::exists(saved);
  }));
  const Ended check = run({MWENDO_PROGRAM, "check", saved.string()}, {});
  EXPECT_EQ(check.code, 0) << check.output;
  std::ifstream in(saved);
  std::stringstream text;
  text << in.rdbuf();
  EXPECT_NE(text.str().find("extends = \"nairobi/base\""), std::string::npos) << text.str();
  EXPECT_NE(text.str().find("type = \"brt_corridor\""), std::string::npos);
  EXPECT_NE(text.str().find("[[measure.stations]]"), std::string::npos);
  screen_->hands("key Return");
  // The white line between the worlds, above the place of messages.
  EXPECT_TRUE(soon([&] { return white_pixels(screen_->look().part(639, 200, 1, 200)) > 190; }))
      << "two worlds side by side";
  screen_->hands("sleep 1");
  close();
}

}  // namespace
}  // namespace mwendo::test
