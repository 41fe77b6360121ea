// The days of a run: which are compared, which are simulated whole, and when the run ends.
//
//   Course course(options);
//   for (int day = 0; day < course.end(); ++day) {
//     const bool whole = course.is_whole(day);
//     ... simulate the day, note it in `days` ...
//     if (course.go_on(days)) people.end_settling(course.first_compared());
//   }
//
// Two lots of days: in the first people settle, the others are compared. With stop_when_settled a
// lot ends with the day after which people have settled.
// A whole day begins with the run-in. With short_days, and a run-in of an hour or more, these days
// are whole: the first, the first that is compared, each fourth after a whole one, and the last.
// The others begin at from_s with the state of the last whole day at that time. A run ends after a
// whole day only: when a short day tells that people have settled, the next day is whole, and the
// run ends with it if it tells the same. So results are never those of a short day.
#pragma once

#include <vector>

#include "sim/learning/convergence.h"
#include "sim/learning/learners.h"

namespace mwendo {

class Course {
 public:
  static constexpr float kLeastRunIn = 3600;  // s, a shorter one is simulated each day
  static constexpr int kWholeEvery = 4;       // days

  explicit Course(const SimulationOptions& o);

  [[nodiscard]] int end() const { return first_compared_ + compared_; }
  [[nodiscard]] int first_compared() const { return first_compared_; }
  [[nodiscard]] bool has_short_days() const { return has_short_days_; }
  // Of the next day.
  [[nodiscard]] bool is_whole(int day) const;
  [[nodiscard]] Settlement settlement(const std::vector<IterationRecord>& days) const;
  // After a day, the last of these; true if people have settled with it before they are compared.
  bool go_on(const std::vector<IterationRecord>& days);

 private:
  bool stops_;
  bool has_short_days_;
  int first_compared_;
  int compared_;
  int last_whole_ = 0;
  bool has_settled_ = false;  // on a short day
};

}  // namespace mwendo
