// Messages of the window, shown for a few seconds.
//
//   messages.tell("Saved mwendo.png");
//   messages.advance(frame_seconds);
//   if (!messages.present().empty()) draw(messages.present());
#pragma once

#include <string>
#include <utility>

namespace mwendo::viz {

class Messages {
 public:
  void tell(std::string text, float seconds = 4) { text_ = std::move(text), left_s_ = seconds; }
  void advance(float seconds) { left_s_ -= seconds; }
  [[nodiscard]] std::string present() const { return left_s_ > 0 ? text_ : std::string(); }

 private:
  std::string text_;
  float left_s_ = 0;
};

}  // namespace mwendo::viz
