#include "viz/app/frame_meter.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <sstream>

namespace mwendo::viz {
namespace {

double ms_between(std::timespec a, std::timespec b) {
  return static_cast<double>(b.tv_sec - a.tv_sec) * 1e3 +
         static_cast<double>(b.tv_nsec - a.tv_nsec) * 1e-6;
}

double percentile(std::vector<double> v, double share) {
  if (v.empty()) return 0;
  const auto at =
      v.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(v.size() - 1));
  std::nth_element(v.begin(), at, v.end());
  return *at;
}

// Seconds since the kernel started this process (proc(5): field 22 of stat, in ticks since boot).
double seconds_since_start() {
  std::ifstream in("/proc/self/stat");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int i = 3; i < 22; ++i) fields >> skipped;
  double ticks = 0;
  fields >> ticks;
  std::timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return ms_between({}, now) * 1e-3 - ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

void FrameMeter::begin() {
  const auto now = Clock::now();
  if (!work_ms_.empty())
    between_ms_.push_back(std::chrono::duration<double, std::milli>(now - began_).count());
  began_ = now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &cpu_began_);
}

void FrameMeter::end() {
  std::timespec cpu{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &cpu);
  cpu_ms_.push_back(ms_between(cpu_began_, cpu));
  last_ = Clock::now();
  work_ms_.push_back(std::chrono::duration<double, std::milli>(last_ - began_).count());
  if (work_ms_.size() == 1) first_ = last_, first_picture_s_ = seconds_since_start();
}

FrameMeter::Report FrameMeter::report() const {
  Report r;
  if (work_ms_.size() < 2) return r;
  const auto n = static_cast<double>(work_ms_.size());
  r.frames_per_s = (n - 1) / std::max(std::chrono::duration<double>(last_ - first_).count(), 1e-9);
  r.work_ms = percentile(work_ms_, 0.5);
  r.work_ms_p95 = percentile(work_ms_, 0.95);
  r.possible_per_s = 1000 / std::max(r.work_ms, 1e-3);
  r.cpu_ms = std::accumulate(cpu_ms_.begin(), cpu_ms_.end(), 0.0) / n;
  r.cpu_ms_p95 = percentile(cpu_ms_, 0.95);
  r.reaction_ms = percentile(between_ms_, 0.95) + r.work_ms_p95;
  r.first_picture_s = first_picture_s_;
  return r;
}

std::string FrameMeter::text() const {
  const Report r = report();
  return fmt::format(
      "{:.1f} frames per second, {} frames, {:.1f} ms of work each (95 %: {:.1f}), {:.1f} ms CPU; "
      "input to "
      "frame at most {:.0f} ms; first picture after {:.2f} s\n",
      r.frames_per_s, frames(), r.work_ms, r.work_ms_p95, r.cpu_ms, r.reaction_ms,
      r.first_picture_s);
}

}  // namespace mwendo::viz
