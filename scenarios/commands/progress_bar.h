// Progress on the error stream: a bar with the time left on a terminal, plain lines otherwise.
//
//   ProgressBar bar(ProgressBar::for_stderr(quiet));
//   bar.update(0.25, "seed 1: base, day 3");
//   bar.finish();
#pragma once

#include <chrono>
#include <cstdio>
#include <string>

namespace mwendo {

class ProgressBar {
 public:
  enum class Style { none, lines, bar };
  static Style for_stderr(bool quiet);

  explicit ProgressBar(Style style, std::FILE* out = stderr);
  ~ProgressBar() { finish(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void update(double share, const std::string& what);
  void finish();  // clears the bar

  // "[=====>    ]  25 %  2:10 left  what", cut to the width.
  [[nodiscard]] static std::string bar_text(double share, double elapsed_s, const std::string& what,
                                            int width);

 private:
  using Clock = std::chrono::steady_clock;
  Style style_;
  std::FILE* out_;
  Clock::time_point start_;
  Clock::time_point last_;
  int last_tenth_ = -1;
  std::string last_what_;
  bool drawn_ = false;
};

}  // namespace mwendo
