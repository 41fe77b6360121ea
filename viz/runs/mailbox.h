// One writer hands its latest value to one reader. Neither waits for the other.
//
//   Mailbox<Snapshot> box;
//   box.back() = ...; box.publish();          // writer
//   if (box.take()) draw(box.front());        // reader
//
// Guarantee: front() is a value that was published whole and does not change until take().
// Three buffers change hands by one atomic exchange; values between two take()s are skipped.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace mwendo::viz {

template <class T>
class Mailbox {
 public:
  [[nodiscard]] T& back() { return buffers_[back_]; }
  void publish() { back_ = middle_.exchange(back_ | kFresh, std::memory_order_acq_rel) & kIndex; }
  // Whether a published value waits to be taken.
  [[nodiscard]] bool pending() const {
    return (middle_.load(std::memory_order_acquire) & kFresh) != 0;
  }
  // True if front() is new.
  bool take() {
    if (!pending()) return false;
    front_ = middle_.exchange(front_, std::memory_order_acq_rel) & kIndex;
    return true;
  }
  [[nodiscard]] const T& front() const { return buffers_[front_]; }
  [[nodiscard]] T& front() { return buffers_[front_]; }

 private:
  static constexpr std::uint32_t kFresh = 4;
  static constexpr std::uint32_t kIndex = 3;
  std::array<T, 3> buffers_{};
  std::uint32_t back_ = 0;
  std::uint32_t front_ = 1;
  std::atomic<std::uint32_t> middle_{2};
};

}  // namespace mwendo::viz
