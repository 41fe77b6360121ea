// A display of its own for a test, a program on it, and hands that press its keys.
//
//   Screen screen(1280, 720);                       // Xvfb, which picks a free display number
//   Viewer viewer(screen, {"made-up:10x10"});       // mwendo-view --forget ...
//   ASSERT_TRUE(viewer.appears());
//   screen.hands("key t");                          // xdotool
//   const Picture p = screen.look();                // what is on the screen
//   viewer.close();                                 // as a window manager asks a window to close
//   EXPECT_EQ(viewer.exit_code(), 0);
//
// Waits are bounded by generous limits, so that a busy machine is only slower.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace mwendo::test {

struct Colour {
  int r = 0, g = 0, b = 0;
};

struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
  [[nodiscard]] Colour at(int x, int y) const;
  [[nodiscard]] double brightness() const;  // mean, 0..255
  [[nodiscard]] Picture part(int x, int y, int w, int h) const;
  [[nodiscard]] Picture smaller(int w, int h) const;  // mean of the pixels
};
[[nodiscard]] Picture read_picture(const std::filesystem::path& png);
// Mean difference of all channels, 0..255; 255 for pictures of different sizes.
[[nodiscard]] double difference(const Picture& a, const Picture& b);

// What the tests need and is not installed, empty if nothing.
[[nodiscard]] std::string missing_programs();

using mwendo::testing::TemporaryFolder;

class Screen {
 public:
  Screen(int width, int height, const std::vector<std::string>& more = {});
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  [[nodiscard]] bool works() const { return !display_.empty(); }
  [[nodiscard]] const std::string& display() const { return display_; }
  [[nodiscard]] Picture look() const;
  void die();  // as a server that is killed
  // xdotool with these words.
  void hands(const std::string& words) const;
  void move_to(int x, int y) const;
  void click(int x, int y) const;
  void drag(int x0, int y0, int x1, int y1) const;

 private:
  pid_t server_ = -1;
  std::string display_;
};

struct Ended {
  int code = -1;       // of exit; 128 + signal
  std::string output;  // both streams
};

// Runs a program of the project to its end. Environment values of "" are taken out.
[[nodiscard]] Ended run(const std::vector<std::string>& words,
                        const std::map<std::string, std::string>& environment,
                        const std::filesystem::path& folder = ".");

// mwendo-view on a screen.
class Viewer {
 public:
  // config: where it remembers; empty: a folder of its own.
  Viewer(const Screen& screen, std::vector<std::string> words,
         const std::filesystem::path& folder = ".", const std::filesystem::path& config = {});
  ~Viewer();
  Viewer(const Viewer&) = delete;
  Viewer& operator=(const Viewer&) = delete;
  [[nodiscard]] bool appears();  // its first picture is on the screen
  [[nodiscard]] bool running();
  void close();  // WM_DELETE_WINDOW
  void resize(int width, int height);
  void hide();  // unmaps it, as minimising does
  void show();
  [[nodiscard]] int exit_code();  // waits for the end
  [[nodiscard]] std::string output() const;

 private:
  const Screen* screen_;
  pid_t child_ = -1;
  int code_ = -1;
  TemporaryFolder own_;
};

// Asks again and again until it is so, at most for a minute.
[[nodiscard]] bool soon(const std::function<bool()>& so);

}  // namespace mwendo::test
