#include "scenarios/commands/progress_bar.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace mwendo {
namespace {

int terminal_width() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 80;
}

std::string duration(double seconds) {
  const auto s = std::lround(seconds);
  if (s >= 3600) return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
  return fmt::format("{}:{:02}", s / 60, s % 60);
}

}  // namespace

ProgressBar::Style ProgressBar::for_stderr(bool quiet) {
  if (quiet) return Style::none;
  const char* term = std::getenv("TERM");
  const bool dumb = term == nullptr || std::string(term) == "dumb";
  return ::isatty(STDERR_FILENO) != 0 && !dumb ? Style::bar : Style::lines;
}

ProgressBar::ProgressBar(Style style, std::FILE* out)
    : style_(style), out_(out), start_(Clock::now()), last_(start_) {}

std::string ProgressBar::bar_text(double share, double elapsed_s, const std::string& what,
                                  int width) {
  constexpr int kCells = 24;
  const double s = std::clamp(share, 0.0, 1.0);
  const int full = static_cast<int>(s * kCells);
  const std::string left = s > 0.02 ? duration(elapsed_s * (1 - s) / s) + " left" : "";
  std::string text = fmt::format("[{}{}] {:>3.0f} %  {:<13} {}", std::string(full, '#'),
                                 std::string(kCells - full, '.'), 100 * s, left, what);
  if (static_cast<int>(text.size()) >= width) text.resize(static_cast<std::size_t>(width - 1));
  return text;
}

void ProgressBar::update(double share, const std::string& what) {
  if (style_ == Style::none) return;
  const auto now = Clock::now();
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  if (style_ == Style::bar) {
    if (drawn_ && now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    drawn_ = true;
    const int width = terminal_width();
    fmt::print(out_, "\r{:<{}}", bar_text(share, elapsed, what, width), width - 1);
    std::fflush(out_);
    return;
  }
  // On a file: one line for each tenth.
  const int tenth = static_cast<int>(share * 10);
  if (tenth == last_tenth_) return;
  last_tenth_ = tenth;
  fmt::print(out_, "{:>3.0f} %  {:>6} s  {}\n", 100 * share, static_cast<long>(elapsed), what);
  std::fflush(out_);
}

void ProgressBar::finish() {
  if (style_ == Style::bar && drawn_) {
    fmt::print(out_, "\r{:<{}}\r", "", terminal_width() - 1);
    std::fflush(out_);
    drawn_ = false;
  }
}

}  // namespace mwendo
