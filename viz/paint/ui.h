// Panels, buttons and fields in the window: drawn and read in one call each frame.
//
//   ui.begin(painter, theme, scale, input);
//   if (ui.button({20, 20, 90, 30}, "Run", true)) start();
//   ui.end();
//   if (!ui.wants_mouse()) map.click(input.mouse);
//
// All positions are pixels of the window; sizes in the code are for 720 lines and are multiplied
// by scale().
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/paint/painter.h"

namespace mwendo::viz {

// User input since the last frame.
struct Input {
  Vec mouse{-1, -1};
  bool pressed = false;  // left button went down
  bool released = false;
  bool held = false;
  float wheel = 0;
};

enum class Icon : std::uint8_t {
  play,
  pause,
  step,
  plus,
  minus,
  search,
  help,
  theme,
  chart,
  pen,
  close,
  camera,
  swap
};

class Ui {
 public:
  void begin(Painter& painter, const Theme& theme, float scale, const Input& input);
  void end();

  [[nodiscard]] float scale() const { return scale_; }
  [[nodiscard]] float px(float v) const { return v * scale_; }
  [[nodiscard]] const Theme& theme() const { return *theme_; }
  [[nodiscard]] Painter& painter() { return *painter_; }
  [[nodiscard]] const Input& input() const { return input_; }
  // Whether the mouse is over something of the window and not over the map.
  [[nodiscard]] bool wants_mouse() const { return over_; }
  [[nodiscard]] bool hovered(Rect r) const { return r.contains(input_.mouse); }

  void panel(Rect r, float radius = 10);  // also keeps the mouse from the map
  void claim(Rect r);                     // keeps the mouse from the map
  bool button(Rect r, std::string_view label, bool active = false, bool enabled = true);
  bool icon_button(Rect r, Icon icon, std::string_view tip, bool active = false);
  void icon(Vec centre, float size, Icon icon, sf::Color c);
  // Text that is edited elsewhere; true if clicked.
  bool field(Rect r, std::string_view text, std::string_view hint, bool focused);

  void text(float x, float y, std::string_view t, float size, sf::Color c,
            Weight weight = Weight::regular, Align align = Align::left);
  [[nodiscard]] float text_width(std::string_view t, float size,
                                 Weight weight = Weight::regular) const;

 private:
  Painter* painter_ = nullptr;
  const Theme* theme_ = nullptr;
  float scale_ = 1;
  Input input_;
  bool over_ = false;
  std::vector<Rect> claimed_;
  std::vector<Rect> claimed_before_;
  std::string tip_;
  Rect tip_at_;
};

}  // namespace mwendo::viz
