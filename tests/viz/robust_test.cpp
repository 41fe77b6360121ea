// Whatever is missing or broken: one message that tells what to do, exit code 2, never an abort.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "sim/replay/replay.h"
#include "tests/viz/support/screen.h"
#include "viz/runs/made_up_city.h"
#include "viz/runs/replay_run.h"

namespace mwendo::test {
namespace {

constexpr const char* kView = MWENDO_VIEW_PROGRAM;

class Robust : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = missing_programs(); !missing.empty())
      GTEST_SKIP() << "not installed: " << missing;
  }
};

void expect_refused(const Ended& e, const std::string& part) {
  EXPECT_EQ(e.code, 2) << e.output;
  EXPECT_NE(e.output.find(part), std::string::npos) << e.output;
  EXPECT_EQ(std::count(e.output.begin(), e.output.end(), '\n'), 1) << "one message: " << e.output;
}

// A short replay of a made-up city.
void write_replay(const std::filesystem::path& file, std::uint64_t hash_change = 0) {
  const viz::ViewedRun run = viz::open_made_up_city({.rows = 10, .columns = 10});
  ReplayHeader h;
  h.city = "Made-up city", h.scenario = "made-up:10x10", h.from_s = 6 * 3600, h.to_s = 7 * 3600;
  h.links = static_cast<std::uint32_t>(run.world->network.links().size());
  h.stops = static_cast<std::uint32_t>(run.world->transit.stops().size());
  h.network_hash = network_hash(run.world->network) + hash_change;
  ReplayWriter writer(file, h);
  ReplayFrame f = {};
  for (int i = 0; i < 90; ++i) {
    f.time_s = 6 * 3600 + static_cast<float>(i);
    f.vehicles = {{.vehicle = 1, .link = LinkId{3}, .position_m = static_cast<float>(i)}};
    f.waiting.assign(h.stops, 0);
    writer.add(f);
  }
  writer.finish();
}

TEST_F(Robust, NoDisplay) {
  expect_refused(run({kView, "made-up:10x10"}, {{"DISPLAY", ""}}), "DISPLAY is not set");
}

TEST_F(Robust, DeadDisplay) {
  expect_refused(run({kView, "made-up:10x10"}, {{"DISPLAY", ":64123"}}),
                 "no X display can be opened");
}

TEST_F(Robust, DisplayThatIsNoName) {
  expect_refused(run({kView, "made-up:10x10"}, {{"DISPLAY", "nonsense"}}),
                 "no X display can be opened");
}

TEST_F(Robust, NoOpenGl) {
  const Screen screen(640, 480, {"-extension", "GLX"});
  ASSERT_TRUE(screen.works());
  expect_refused(run({kView, "made-up:10x10"}, {{"DISPLAY", screen.display()}}),
                 "GLX extension is missing");
}

TEST_F(Robust, NoTypeface) {
  const Screen screen(640, 480);
  const TemporaryFolder empty;
  expect_refused(run({kView, "made-up:10x10"},
                     {{"DISPLAY", screen.display()}, {"MWENDO_FONTS", empty.path().string()}}),
                 "no typeface");
}

TEST_F(Robust, WrongOptions) {
  const Screen screen(640, 480);
  const auto refused = [&](std::vector<std::string> words, const std::string& part) {
    words.insert(words.begin(), kView);
    expect_refused(run(words, {{"DISPLAY", screen.display()}}), part);
  };
  refused({}, "nothing to show");
  refused({"made-up:3"}, "not a made-up city");
  refused({"made-up:10x10", "--layer", "noise"}, "is not a layer");
  refused({"made-up:10x10", "--size", "12"}, "not a window size");
  refused({"made-up:10x10", "--at", "7 o'clock"}, "not a time");
  refused({"made-up:10x10", "--speed", "-3"}, "not a speed");
  refused({"made-up:10x10", "--tour", "no-such-file.toml"}, "no-such-file.toml");
  refused({"made-up:10x10", "--look-at", "Zzyzx", "--render", "never.png"}, "Zzyzx");
  refused({"nairobi/bse"}, "nairobi/base");
}

TEST_F(Robust, ReplayOfAnotherVersion) {
  const Screen screen(640, 480);
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.mwr";
  write_replay(file);
  std::fstream f(file, std::ios::in | std::ios::out | std::ios::binary);
  f.seekp(8);
  const std::uint32_t version = 77;
  f.write(reinterpret_cast<const char*>(&version), 4);
  f.close();
  expect_refused(run({kView, file.string()}, {{"DISPLAY", screen.display()}}), "version 77");
}

TEST_F(Robust, ReplayOfOtherStreets) {
  const Screen screen(640, 480);
  const TemporaryFolder folder;
  write_replay(folder.path() / "a.mwr", 1);
  expect_refused(run({kView, (folder.path() / "a.mwr").string()}, {{"DISPLAY", screen.display()}}),
                 "other streets");
}

TEST_F(Robust, NoReplay) {
  const Screen screen(640, 480);
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.mwr";
  for (const std::string& content : {std::string(), std::string("MWR"), std::string(400, 'x'),
                                     std::string("MWREPLAY\1\0\0\0\377\377\377\377", 16)}) {
    std::ofstream(file, std::ios::binary) << content;
    expect_refused(run({kView, file.string()}, {{"DISPLAY", screen.display()}}), "a.mwr");
  }
}

// A run that was cut off is shown as far as it goes; damage inside is told.
TEST_F(Robust, BrokenReplay) {
  const Screen screen(640, 480);
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.mwr";
  write_replay(file);
  const auto size = std::filesystem::file_size(file);
  for (const double share : {0.98, 0.5, 0.1}) {
    const auto part = folder.path() / "part.mwr";
    std::filesystem::copy_file(file, part, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(part,
                                 static_cast<std::uintmax_t>(share * static_cast<double>(size)));
    const Ended e = run(
        {kView, part.string(), "--render", (folder.path() / "p.png").string(), "--size", "640x480"},
        {{"DISPLAY", screen.display()}});
    EXPECT_TRUE(e.code == 0 || e.code == 2) << e.code << " " << e.output;
    EXPECT_EQ(e.code == 0, e.output.empty()) << e.output;
  }
}

TEST_F(Robust, PictureThatCannotBeWritten) {
  const Screen screen(640, 480);
  const Ended e = run({kView, "made-up:10x10", "--render", "/no/such/folder/p.png"},
                      {{"DISPLAY", screen.display()}});
  EXPECT_NE(e.code, 0);
  EXPECT_LT(e.code, 3) << "never an abort: " << e.output;
  EXPECT_NE(e.output.find("/no/such/folder/p.png"), std::string::npos) << e.output;
}

TEST_F(Robust, ResizedHiddenAndClosedWhileItRuns) {
  const Screen screen(1280, 720);
  Viewer viewer(screen, {"made-up:14x14", "--speed", "max", "--forget"});
  ASSERT_TRUE(viewer.appears()) << viewer.output();
  viewer.resize(500, 400);
  viewer.resize(320, 240);
  viewer.resize(1, 1);
  viewer.resize(1200, 700);
  EXPECT_TRUE(soon([&] { return screen.look().part(1100, 600, 60, 60).brightness() > 60; }))
      << "the window fills its new size";
  viewer.hide();
  EXPECT_TRUE(viewer.running());
  viewer.show();
  EXPECT_TRUE(viewer.appears());
  viewer.close();
  EXPECT_EQ(viewer.exit_code(), 0) << viewer.output();
}

TEST_F(Robust, DisplayThatDies) {
  Screen screen(1280, 720);
  Viewer viewer(screen, {"made-up:10x10", "--forget"});
  ASSERT_TRUE(viewer.appears()) << viewer.output();
  screen.die();
  EXPECT_EQ(viewer.exit_code(), 2) << viewer.output();
  EXPECT_NE(viewer.output().find("display was lost"), std::string::npos) << viewer.output();
}

TEST_F(Robust, ClosedWhileACityIsPrepared) {
  const Screen screen(1280, 720);
  Viewer viewer(screen, {"kampala/base", "--sample", "0.05", "--iterations", "3", "--forget"});
  ASSERT_TRUE(viewer.appears()) << viewer.output();
  viewer.close();
  EXPECT_EQ(viewer.exit_code(), 0) << viewer.output();
}

TEST_F(Robust, ClosedBeforeItsEndItLeavesItsFigures) {
  const Screen screen(1280, 720);
  const TemporaryFolder folder;
  Viewer viewer(screen,
                {"nairobi/base", "--sample", "0.01", "--iterations", "1", "--warm-up", "0",
                 "--speed", "max", "--out", "kept", "--record", "run.mwr", "--forget"},
                folder.path());
  ASSERT_TRUE(viewer.appears()) << viewer.output();
  ASSERT_TRUE(soon([&] {
    std::error_code none;
    return std::filesystem::file_size(folder.path() / "run.mwr", none) > 20000 && !none;
  }));
  viewer.close();
  EXPECT_EQ(viewer.exit_code(), 0) << viewer.output();
  std::ifstream in(folder.path() / "kept" / "figures.csv");
  std::string head, first;
  std::getline(in, head), std::getline(in, first);
  EXPECT_EQ(head.substr(0, 14), "time,vehicles,");
  EXPECT_EQ(first.substr(0, 3), "06:");
  const Ended again =
      run({kView, "run.mwr", "--render", "p.png", "--size", "640x480", "--at", "06:32"},
          {{"DISPLAY", screen.display()}}, folder.path());
  EXPECT_EQ(again.code, 0) << "what was recorded is shown: " << again.output;
  expect_refused(
      run({kView, "nairobi/base", "--out", "kept"}, {{"DISPLAY", screen.display()}}, folder.path()),
      "kept");
}

TEST_F(Robust, VideoWithoutFfmpegSaysSo) {
  const Screen screen(1280, 720);
  const TemporaryFolder empty;
  const Ended e = run(
      {kView, "made-up:10x10", "--video", "v.mp4", "--render", (empty.path() / "p.png").string()},
      {{"DISPLAY", screen.display()}, {"PATH", empty.path().string()}});
  EXPECT_EQ(e.code, 2) << e.output;
  EXPECT_NE(e.output.find("ffmpeg"), std::string::npos) << e.output;
}

}  // namespace
}  // namespace mwendo::test
