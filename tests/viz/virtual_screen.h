// A screen that nobody sees, a window on it, and hands that move the mouse.
//
//   VirtualScreen screen(1280, 800);                    // starts Xvfb
//   if (!screen.ok()) GTEST_SKIP() << screen.problem();
//   WindowProgram window(screen, {"made-up", "--forget"});
//   screen.keys("space"); screen.click(400, 300);
//   const Picture now = screen.picture();
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mwendo::viz {

struct Picture {
  unsigned width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
  // Share of pixels that differ by more than a quarter of a channel's range.
  [[nodiscard]] double difference(const Picture& other) const;
  [[nodiscard]] Picture part(unsigned x, unsigned y, unsigned w, unsigned h) const;
  [[nodiscard]] std::size_t colours() const;  // different ones, five bits a channel
};

class VirtualScreen {
 public:
  VirtualScreen(unsigned width, unsigned height, const std::vector<std::string>& more = {});
  ~VirtualScreen();
  VirtualScreen(const VirtualScreen&) = delete;
  VirtualScreen& operator=(const VirtualScreen&) = delete;

  [[nodiscard]] bool ok() const { return problem_.empty(); }
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] const std::string& name() const { return display_; }  // ":99"
  void end();  // the server goes away under the window

  [[nodiscard]] Picture picture() const;
  // xdotool with its arguments.
  void hand(const std::string& arguments) const;
  void keys(const std::string& keys) const { hand("key " + keys); }
  void click(int x, int y) const;
  void drag(int x0, int y0, int x1, int y1) const;
  void wheel(int x, int y, int notches) const;  // positive: nearer
  // Waits until a window is there and the screen is not blank.
  [[nodiscard]] bool window_shown(double most_seconds) const;

 private:
  int child_ = -1;
  std::string display_, problem_;
};

class WindowProgram {
 public:
  WindowProgram(const std::string& display, const std::vector<std::string>& arguments,
                const std::string& folder = "/tmp");
  ~WindowProgram();
  // Waits; the exit code, -1 if it did not end, 1000 + signal if it was killed.
  int wait(double most_seconds);
  void close();  // asks it to end as a window manager does
  void signal(int number) const;
  [[nodiscard]] std::string output();  // both streams, after the end
  [[nodiscard]] bool running();

 private:
  int child_ = -1, out_ = -1, status_ = 0;
  bool ended_ = false;
  std::string display_, text_;
};

}  // namespace mwendo::viz
