// The worlds on show, one or two, and how they share the window.
//
//   Worlds worlds(fonts, std::move(base), std::move(alternative), Arrangement::beside);
//   worlds.start();
//   worlds.fill_window({1280, 720});
//   worlds.follow(clock, false);
//   worlds.draw(window, clock.now(), look);
//
// World 0 is the base; last() is the alternative if there is one. One camera looks at both, so that
// the same place of the city is at the same place of each map.
// Pixels are those of the window; times are seconds of the day.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "viz/paint/ui.h"
#include "viz/stage/stage.h"

namespace mwendo::viz {

enum class Arrangement : std::uint8_t { one, beside, swipe };

class Worlds {
 public:
  // of_two: how two worlds share the window; one world has it to itself.
  Worlds(const Fonts& fonts, ViewedRun base, std::optional<ViewedRun> alternative,
         Arrangement of_two);

  [[nodiscard]] std::size_t size() const { return stages_.size(); }
  [[nodiscard]] bool two() const { return size() == 2; }
  [[nodiscard]] Stage& operator[](std::size_t i) { return *stages_[i]; }
  [[nodiscard]] const Stage& operator[](std::size_t i) const { return *stages_[i]; }
  [[nodiscard]] Stage& base() { return *stages_.front(); }
  [[nodiscard]] const Stage& base() const { return *stages_.front(); }
  [[nodiscard]] Stage& last() { return *stages_.back(); }
  [[nodiscard]] const Stage& last() const { return *stages_.back(); }

  // The runs, in lockstep.
  void start();
  void stop();
  void follow(const PlayClock& clock, bool with_active_flows);
  void settle_figures(bool with_active_flows);
  [[nodiscard]] float slowest() const;  // the time that every run has reached
  [[nodiscard]] bool can_seek() const;
  void seek(float time_s);
  // Starts an alternative in place of the present one.
  void show_beside(ViewedRun run);

  // The window.
  [[nodiscard]] Arrangement arrangement() const { return arrangement_; }
  [[nodiscard]] bool share_window() const { return two() && arrangement_ != Arrangement::one; }
  void next_arrangement();
  // True if size or arrangement are others than at the last call.
  bool fill_window(Vec size);
  [[nodiscard]] Rect map_of(std::size_t world) const;  // the part of the window it is drawn in
  [[nodiscard]] std::size_t at(Vec pixel) const;       // the world that is drawn there
  [[nodiscard]] Camera& camera() { return camera_; }
  [[nodiscard]] const Camera& camera() const { return camera_; }
  [[nodiscard]] Camera camera_of(std::size_t world) const;
  // The place under the mouse stays, also in the right one of two maps.
  void zoom_at(Vec mouse, float factor);
  [[nodiscard]] bool on_divider(Vec pixel) const;  // where a hand moves it
  void move_divider(float x);

  void draw(sf::RenderTarget& target, float time_s, const MapLook& look);
  void draw_divider(Ui& ui) const;

 private:
  [[nodiscard]] const Stage* base_of(std::size_t world) const;

  const Fonts* fonts_;
  std::vector<std::unique_ptr<Stage>> stages_;
  Arrangement arrangement_ = Arrangement::one;
  float divider_share_ = 0.5F;
  Vec window_{1280, 720};
  bool rearranged_ = true;
  Camera camera_;
};

// The box of most of the city: the streets without the farthest twenty-fifth on each side.
[[nodiscard]] Box city_box(const Stage& stage);

}  // namespace mwendo::viz
