// Events by second of the day, served in the order in which they were added.
//
//   EventQueue<Event> queue(from_s, to_s);
//   queue.add(time_s, event);                  // not before the second being served
//   for (const Event& e : queue.take(now)) ...
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace mwendo {

template <class Event>
class EventQueue {
 public:
  EventQueue(float from_s, float to_s)
      : from_s_(from_s), seconds_(static_cast<std::size_t>(std::max(0.0F, to_s - from_s)) + 2) {}

  // Events after the end are dropped, and counted.
  void add(float time_s, Event event) {
    const float offset = std::ceil(std::max(0.0F, time_s - from_s_));
    const std::size_t i = std::max(static_cast<std::size_t>(offset), next_);
    if (i < seconds_.size())
      seconds_[i].push_back(std::move(event));
    else
      ++dropped_;
  }
  // Events due by now; call with rising times, one second at a time.
  [[nodiscard]] std::vector<Event> take(float now_s) {
    const auto i = static_cast<std::size_t>(std::max(0.0F, now_s - from_s_));
    next_ = i + 1;
    if (i >= seconds_.size()) return {};
    return std::exchange(seconds_[i], {});
  }
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  // Calls f(time_s, event) for all events that are still to come, in order of time.
  template <class F>
  void for_each(F&& f) const {
    for (std::size_t i = next_; i < seconds_.size(); ++i)
      for (const Event& e : seconds_[i]) f(from_s_ + static_cast<float>(i), e);
  }
  // Of events that are still to come (network/base/state_archive.h).
  template <class Archive, class Self>
  static void archive(Archive& a, Self& q) {
    a(q.next_, q.dropped_);
    for (std::size_t i = q.next_; i < q.seconds_.size(); ++i) a(q.seconds_[i]);
  }

 private:
  float from_s_;
  std::size_t next_ = 0;
  std::size_t dropped_ = 0;
  std::vector<std::vector<Event>> seconds_;
};

}  // namespace mwendo
