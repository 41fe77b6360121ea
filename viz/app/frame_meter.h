// The cost of frames.
//
//   FrameMeter meter;
//   meter.begin(); draw(); meter.end();
//   print(meter.report());
//
// Work is wall time from reading user input to handing the frame to the display, without the pause
// that keeps the rate at 60. CPU is user and kernel time of the drawing thread, which a busy
// machine changes little. Threads of software OpenGL are not in it.
#pragma once

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

namespace mwendo::viz {

class FrameMeter {
 public:
  void begin();
  void end();
  [[nodiscard]] std::size_t frames() const { return work_ms_.size(); }

  struct Report {
    double frames_per_s = 0;    // shown
    double possible_per_s = 0;  // if nothing paused between frames: 1000 / median work
    double work_ms = 0;         // median
    double work_ms_p95 = 0;
    double cpu_ms = 0;  // mean, drawing thread
    double cpu_ms_p95 = 0;
    double reaction_ms =
        0;  // 95th percentile: an input comes at worst just after a frame has begun
    double first_picture_s = 0;  // since the program began
  };
  [[nodiscard]] Report report() const;
  [[nodiscard]] std::string text() const;

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point began_, first_, last_;
  std::timespec cpu_began_{};
  double first_picture_s_ = 0;
  std::vector<double> work_ms_, between_ms_, cpu_ms_;
};

}  // namespace mwendo::viz
