#include "sim/learning/course.h"

#include <span>

namespace mwendo {

Course::Course(const SimulationOptions& o)
    : stops_(o.stop_when_settled),
      has_short_days_(o.short_days && o.warm_up_s >= kLeastRunIn),
      first_compared_(o.settle_days),
      compared_(o.iterations - o.settle_days) {}

bool Course::is_whole(int day) const {
  return !has_short_days_ || day == 0 || day == first_compared_ || day + 1 >= end() ||
         day >= last_whole_ + kWholeEvery || has_settled_;
}

Settlement Course::settlement(const std::vector<IterationRecord>& days) const {
  const auto done = static_cast<int>(days.size());
  const int first = done > first_compared_ ? first_compared_ : 0;
  return mwendo::settlement(std::span(days).subspan(static_cast<std::size_t>(first)));
}

bool Course::go_on(const std::vector<IterationRecord>& days) {
  const auto done = static_cast<int>(days.size());
  const bool whole = days.back().whole;
  if (whole) last_whole_ = done - 1;
  has_settled_ = false;
  if (!stops_ || !converged(settlement(days))) return false;
  if (done <= first_compared_) {
    first_compared_ = done;
    return true;
  }
  if (whole)
    compared_ = done - first_compared_;
  else
    has_settled_ = true;
  return false;
}

}  // namespace mwendo
