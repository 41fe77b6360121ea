// The real window on a virtual screen, driven by mouse and keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include "tests/viz/virtual_screen.h"

namespace mwendo::viz {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;

class WindowTest : public testing::Test {
 protected:
  WindowTest() : folder_(fs::temp_directory_path() / ("window-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~WindowTest() override { fs::remove_all(folder_); }
  void SetUp() override {
    if (!screen_.ok()) GTEST_SKIP() << "NO WINDOW TESTED: " << screen_.problem();
  }
  // Opens the window; the whole map is shown and paused if wanted.
  std::unique_ptr<WindowProgram> open(std::vector<std::string> arguments) {
    for (const char* a : {"--forget", "--size", "1280x720"}) arguments.emplace_back(a);
    auto p = std::make_unique<WindowProgram>(screen_.name(), arguments, folder_.string());
    if (!screen_.window_shown(30)) ADD_FAILURE() << "no window: " << (p->running() ? "" : p->output());
    return p;
  }
  // The map without panels.
  Picture map() const { return screen_.picture().part(330, 90, 600, 500); }
  template <class F>
  bool soon(F&& f, double seconds = 15) {
    for (double t = 0; t < seconds; t += 0.1) {
      if (f()) return true;
      std::this_thread::sleep_for(100ms);
    }
    return false;
  }

  VirtualScreen screen_{1280, 720};
  fs::path folder_;
};

TEST_F(WindowTest, MovesZoomsAndComesBack) {
  auto p = open({"made-up:14x14:1", "--theme", "light"});
  screen_.keys("space");
  screen_.keys("v");
  std::this_thread::sleep_for(800ms);
  const Picture start = map();
  screen_.drag(600, 300, 500, 250);
  const Picture moved = map();
  EXPECT_GT(moved.difference(start), 0.005);
  screen_.wheel(600, 300, 4);
  const Picture near = map();
  EXPECT_GT(near.difference(moved), 0.01);
  screen_.keys("Home");
  ASSERT_TRUE(soon([&] { return map().difference(start) < 0.004; })) << map().difference(start);
}

TEST_F(WindowTest, TheThemeChangesAndHelpCovers) {
  auto p = open({"made-up:8x8", "--theme", "light"});
  const Picture light = screen_.picture();
  screen_.keys("t");
  ASSERT_TRUE(soon([&] { return screen_.picture().difference(light) > 0.6; }));
  const Picture dark = screen_.picture();
  screen_.keys("h");
  ASSERT_TRUE(soon([&] { return screen_.picture().part(400, 200, 400, 250).difference(dark.part(400, 200, 400, 250)) > 0.01; }));
}

TEST_F(WindowTest, VehiclesMoveOnlyWhilePlaying) {
  auto p = open({"made-up:8x8:6000", "--speed", "10", "--across", "700", "--theme", "light"});
  std::this_thread::sleep_for(4s);
  const Picture a = map();
  EXPECT_TRUE(soon([&] { return map().difference(a) > 0.0005; }));
  screen_.keys("space");
  std::this_thread::sleep_for(1500ms);
  const Picture still = map();
  std::this_thread::sleep_for(500ms);
  EXPECT_LT(map().difference(still), 0.0002);
  screen_.keys("period period period");
  EXPECT_TRUE(soon([&] { return map().difference(still) > 0.0002; })) << "three single steps";
}

TEST_F(WindowTest, AClickOpensTheInspectorAndEscapeClosesIt) {
  auto p = open({"made-up:8x8", "--theme", "light", "--look-at", "Jacaranda Lane", "--across", "900"});
  screen_.keys("space");
  std::this_thread::sleep_for(500ms);
  const auto left = [&] { return screen_.picture().part(20, 92, 280, 200); };
  const Picture before = left();
  bool opened = false;
  for (int y = 200; y < 520 && !opened; y += 12) {  // some street crosses this line
    screen_.click(520, y);
    opened = left().difference(before) > 0.15;
  }
  EXPECT_TRUE(opened);
  screen_.keys("Escape");
  EXPECT_TRUE(soon([&] { return left().difference(before) < 0.1; }));
}

TEST_F(WindowTest, SearchFindsAStreetAndGoesThere) {
  auto p = open({"made-up:14x14:1", "--theme", "light"});
  screen_.keys("space");
  screen_.keys("v");
  std::this_thread::sleep_for(500ms);
  const Picture before = map();
  screen_.keys("slash");
  std::this_thread::sleep_for(300ms);
  screen_.hand("type --delay 60 station");
  std::this_thread::sleep_for(400ms);
  screen_.keys("Return");
  EXPECT_TRUE(soon([&] { return map().difference(before) > 0.01; }));
}

TEST_F(WindowTest, ADrawnLineRunsBesideAndIsSaved) {
  auto p = open({"made-up:10x10-no-brt", "--theme", "light", "--speed", "30"});
  std::this_thread::sleep_for(500ms);
  screen_.keys("b");
  std::this_thread::sleep_for(300ms);
  screen_.click(430, 250);
  screen_.click(800, 260);
  std::this_thread::sleep_for(300ms);
  screen_.keys("ctrl+s");
  EXPECT_TRUE(soon([&] { return fs::exists(folder_ / "new-line-1.toml"); }));
  std::ifstream in(folder_ / "new-line-1.toml");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  EXPECT_THAT(text, HasSubstr("type = \"brt_corridor\""));
  EXPECT_THAT(text, HasSubstr("waypoints = [["));
  const Picture before = screen_.picture();
  screen_.keys("Return");
  // The divider of two worlds stands in the middle, and the figures of the difference come.
  EXPECT_TRUE(soon([&] {
    const Picture middle = screen_.picture().part(638, 100, 5, 300);
    return middle.difference(before.part(638, 100, 5, 300)) > 0.02 &&
           screen_.picture().part(300, 540, 680, 60).difference(before.part(300, 540, 680, 60)) > 0.05;
  }, 30));
  EXPECT_TRUE(p->running());
}

TEST_F(WindowTest, ClosingTheWindowEndsTheRunAndKeepsTheReplay) {
  auto p = open({"made-up:8x8", "--record", (folder_ / "r.mwr").string(), "--speed", "max"});
  std::this_thread::sleep_for(2s);
  p->close();
  EXPECT_EQ(p->wait(10), 0) << p->output();
  auto again = std::make_unique<WindowProgram>(
      screen_.name(), std::vector<std::string>{(folder_ / "r.mwr").string(), "--render", (folder_ / "r.png").string(), "--at", "06:00:30", "--forget"},
      folder_.string());
  EXPECT_EQ(again->wait(30), 0) << again->output();
  EXPECT_GT(fs::file_size(folder_ / "r.png"), 10000U);
}

TEST_F(WindowTest, AnswersAKeyWithinATenthOfASecond) {
  auto p = open({"made-up:10x10:8000", "--theme", "light"});
  std::this_thread::sleep_for(1s);
  // The panel of charts goes and comes; the time includes taking the pictures.
  double best = 1e9;
  for (int i = 0; i < 4; ++i) {
    const Picture before = screen_.picture().part(1040, 80, 200, 60);
    screen_.keys("c");
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(soon([&] { return screen_.picture().part(1040, 80, 200, 60).difference(before) > 0.02; }, 5));
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    std::this_thread::sleep_for(300ms);
  }
  RecordProperty("seconds", std::to_string(best));
  EXPECT_LT(best, 0.25);
}

TEST_F(WindowTest, SurvivesSizesAndLostFocus) {
  auto p = open({"made-up:8x8"});
  for (const char* size : {"900 500", "400 260", "1280 720", "330 240"}) {
    screen_.hand(std::string("search --name Mwendo windowsize --sync %@ ") + size);
    std::this_thread::sleep_for(300ms);
  }
  screen_.hand("search --name Mwendo windowunmap");
  std::this_thread::sleep_for(300ms);
  screen_.hand("search --name Mwendo windowmap");
  std::this_thread::sleep_for(300ms);
  EXPECT_TRUE(p->running()) << p->output();
  p->close();
  EXPECT_EQ(p->wait(10), 0);
}

TEST_F(WindowTest, VideoWithoutFfmpegIsTold) {
  if (std::system("command -v ffmpeg >/dev/null") == 0) GTEST_SKIP() << "ffmpeg is installed";
  auto p = open({"made-up:8x8", "--theme", "light"});
  const Picture before = screen_.picture().part(380, 590, 520, 36);
  screen_.keys("r");
  EXPECT_TRUE(soon([&] { return screen_.picture().part(380, 590, 520, 36).difference(before) > 0.03; }));
  EXPECT_TRUE(p->running());
}

int exit_code(const std::string& display, const std::vector<std::string>& arguments, std::string& output) {
  WindowProgram p(display, arguments);
  const int code = p.wait(60);
  output = p.output();
  return code;
}

TEST_F(WindowTest, ATwoWorldPictureIsDrawnWithoutAWindow) {
  std::string output;
  const fs::path file = folder_ / "two.png";
  EXPECT_EQ(exit_code(screen_.name(), {"made-up:8x8-no-brt", "--beside", "made-up:8x8", "--render", file.string(), "--at", "06:03",
                                       "--layer", "difference", "--forget"}, output), 0) << output;
  EXPECT_GT(fs::file_size(file), 10000U);
}

TEST(WindowProblems, NoDisplayIsOneMessageAndCodeTwo) {
  std::string output;
  EXPECT_EQ(exit_code("", {"made-up"}, output), 2);
  EXPECT_THAT(output, HasSubstr("no X display"));
  EXPECT_EQ(exit_code(":4711", {"made-up"}, output), 2);
  EXPECT_THAT(output, HasSubstr(":4711"));
}

TEST(WindowProblems, AServerWithoutOpenGlIsOneMessageAndCodeTwo) {
  VirtualScreen screen(640, 480, {"-extension", "GLX"});
  if (!screen.ok()) GTEST_SKIP() << "NO WINDOW TESTED: " << screen.problem();
  std::string output;
  EXPECT_EQ(exit_code(screen.name(), {"made-up"}, output), 2);
  EXPECT_THAT(output, HasSubstr("OpenGL"));
}

TEST_F(WindowTest, MissingTypefacesAreOneMessageAndCodeTwo) {
  setenv("MWENDO_FONTS", "/nowhere", 1);
  std::string output;
  EXPECT_EQ(exit_code(screen_.name(), {"made-up"}, output), 2);
  unsetenv("MWENDO_FONTS");
  EXPECT_THAT(output, HasSubstr("typeface"));
}

TEST_F(WindowTest, WrongUseIsOneMessageAndCodeTwo) {
  std::string output;
  for (const auto& [arguments, text] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{}, "nothing to show"},
           {{"made-up", "--layer", "colour"}, "is not a layer"},
           {{"made-up", "--at", "25 past"}, "is not a time"},
           {{"made-up", "--size", "big"}, "is not a window size"},
           {{"made-up", "--frobnicate"}, "frobnicate"},
           {{"made-up:2x2"}, "made-up"},
           {{"atlantis/base"}, "atlantis"},
           {{"/nowhere/replay.mwr"}, "cannot be opened"}}) {
    EXPECT_EQ(exit_code(screen_.name(), arguments, output), 2) << output;
    EXPECT_THAT(output, HasSubstr(text));
  }
}

TEST_F(WindowTest, AServerThatGoesAwayEndsTheProgram) {
  auto p = open({"made-up:8x8"});
  screen_.end();
  EXPECT_NE(p->wait(10), -1);
}

}  // namespace
}  // namespace mwendo::viz
