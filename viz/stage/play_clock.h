// The shown time, and how far the runs may go for it.
//
//   PlayClock clock(from_s, to_s);
//   clock.advance(frame_seconds, slowest_reached);
//   session.allow_until(clock.allowed(slowest_reached));
//
// Guarantees: the shown time never passes what every run has reached, so that two runs stay in
// lockstep; paused, it stands still; a single step moves it by one second of the city.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

namespace mwendo::viz {

class PlayClock {
 public:
  static constexpr std::array<float, 10> kSpeeds = {1, 2, 5, 10, 30, 60, 120, 300, 600, 1000};

  PlayClock(float from_s, float to_s) : from_(from_s), to_(to_s), now_(from_s), target_(from_s) {}

  [[nodiscard]] float now() const { return now_; }
  [[nodiscard]] float from() const { return from_; }
  [[nodiscard]] float to() const { return to_; }
  [[nodiscard]] bool playing() const { return playing_; }
  // Seconds of the city per second; the run's own pace where as_fast_as_it_can().
  [[nodiscard]] float speed() const { return kSpeeds[speed_]; }
  [[nodiscard]] bool as_fast_as_it_can() const { return fastest_; }
  [[nodiscard]] bool shows_every_step() const { return !fastest_ && speed() <= 10; }
  // Seconds of the city per second over the last moments.
  [[nodiscard]] float achieved() const { return achieved_; }
  // Running ahead to a time that is not yet simulated.
  [[nodiscard]] bool hurrying() const { return hurry_to_ > now_; }

  void set_range(float from_s, float to_s) {
    if (from_s == from_ && to_s == to_) return;
    const bool fresh = now_ == from_;
    from_ = from_s, to_ = to_s;
    if (fresh) now_ = target_ = from_s;
  }
  void toggle() {
    set_playing(!playing_);
    hurry_to_ = -1;
  }
  void set_playing(bool on) {
    playing_ = on;
    target_ = on ? target_ : now_;  // stands still at once
  }
  void step() {
    playing_ = false;
    target_ = std::min(std::floor(now_ + 1e-3F) + 1, to_);
  }
  void faster() { speed_ = std::min(speed_ + 1, kSpeeds.size() - 1), fastest_ = false; }
  void slower() { speed_ = speed_ > 0 ? speed_ - 1 : 0, fastest_ = false; }
  void set_speed(float s) {
    const auto it = std::lower_bound(kSpeeds.begin(), kSpeeds.end(), s);
    speed_ = std::min(static_cast<std::size_t>(it - kSpeeds.begin()), kSpeeds.size() - 1);
    fastest_ = false;
  }
  void set_fastest(bool on) { fastest_ = on, playing_ = playing_ || on; }
  void hurry_to(float time_s) { hurry_to_ = std::clamp(time_s, now_, to_); }
  // After a seek of a recorded run.
  void jump_to(float time_s) { now_ = target_ = std::clamp(time_s, from_, to_), hurry_to_ = -1; }

  void advance(float wall_s, float reached_s) {
    const float before = now_;
    if (fast()) {
      if (playing_ || hurrying()) target_ = std::max(target_, reached_s);
      if (hurry_to_ > 0) target_ = std::min(target_, std::max(hurry_to_, now_));
      now_ = std::max(now_, std::min(target_, reached_s));
      if (hurry_to_ > 0 && now_ >= hurry_to_) hurry_to_ = -1;
    } else {
      if (playing_) target_ = std::min(now_ + wall_s * speed(), to_);
      now_ = std::max(now_, std::min(target_, reached_s));
    }
    if (wall_s > 0)
      achieved_ += std::min(wall_s * 2, 1.0F) * ((now_ - before) / wall_s - achieved_);
  }
  // How far the runs may go; slowest is the time that every run has reached.
  [[nodiscard]] float allowed(float slowest_s) const {
    if (hurrying()) return std::min(hurry_to_, slowest_s + 60);
    if (!playing_) return target_;
    if (fastest_) return std::min(slowest_s + 60, to_);
    return std::min(target_ + 1 + 0.15F * speed(), to_);
  }

 private:
  [[nodiscard]] bool fast() const { return fastest_ || hurry_to_ > 0; }

  float from_, to_, now_, target_;
  bool playing_ = true;
  bool fastest_ = false;
  std::size_t speed_ = 3;
  float hurry_to_ = -1;
  float achieved_ = 0;
};

}  // namespace mwendo::viz
