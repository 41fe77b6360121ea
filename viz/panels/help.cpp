#include "viz/panels/help.h"

#include <array>
#include <vector>

namespace mwendo::viz {
namespace {

struct Row {
  const char* keys;
  const char* what;
};
struct KeyGroup {
  const char* title;
  std::vector<Row> rows;
};

const std::array<std::vector<KeyGroup>, 2>& key_groups() {
  static const std::array<std::vector<KeyGroup>, 2> all = {{
      {{"Time",
        {{"space", "play, pause"},
         {".", "one second on"},
         {"+   −", "faster, slower"},
         {"M", "as fast as it can"}}},
       {"Map",
        {{"drag   arrows", "move"},
         {"wheel   Page ↑ ↓", "nearer, farther"},
         {"Home", "whole city"},
         {"Tab   1 … 0", "what the streets show"},
         {"K", "vehicles by kind or speed"},
         {"V   N   P", "vehicles, names, stops on and off"}}},
       {"Ask",
        {{"click", "street, stop, vehicle, person"},
         {"/", "search a street, stop or line"},
         {"F", "follow the vehicle"},
         {"Esc", "leave what is open"}}}},
      {{"Change the city",
        {{"B", "draw a BRT line"},
         {"Y", "draw a cycle track"},
         {"U", "draw a walkway"},
         {"X", "close a street"},
         {"Enter", "run it beside the base"},
         {"Ctrl S", "save as a scenario file"}}},
       {"Show",
        {{"T", "light, dark"},
         {"C   L", "charts, legend"},
         {"W", "beside, swipe, one world"},
         {"S", "picture"},
         {"R", "record a video"},
         {"F11", "full screen"},
         {"H   F1", "this help"}}}},
  }};
  return all;
}

// Words into lines of a width.
std::vector<std::string> wrapped(Ui& ui, const std::vector<std::string>& words, float size,
                                 float width) {
  std::vector<std::string> lines(1);
  for (const std::string& w : words) {
    const std::string longer = lines.back() + (lines.back().empty() ? "" : "  ·  ") + w;
    if (!lines.back().empty() && ui.text_width(longer, size) > width)
      lines.push_back(w);
    else
      lines.back() = longer;
  }
  return lines;
}

}  // namespace

bool draw_help(Ui& ui, Rect screen, const std::vector<std::string>& sources) {
  const Theme& t = ui.theme();
  ui.painter().flush();
  ui.painter().fill(screen, faded(t.land, 0.75F));
  const float w = ui.px(760);
  const auto lines = wrapped(ui, sources, 10.5F, w - ui.px(60));
  const float h = ui.px(484) + ui.px(15) * static_cast<float>(lines.size());
  const Rect r{screen.centre().x - w / 2, screen.centre().y - h / 2 - ui.px(20), w, h};
  ui.panel(r, 14);
  ui.claim(screen);
  ui.text(r.x + ui.px(30), r.y + ui.px(42), "Keys and mouse", 22, t.text, Weight::bold);
  for (std::size_t column = 0; column < 2; ++column) {
    const float x = r.x + ui.px(30) + static_cast<float>(column) * ui.px(365);
    float y = r.y + ui.px(76);
    for (const KeyGroup& g : key_groups()[column]) {
      ui.text(x, y, g.title, 13, t.accent, Weight::bold);
      y += ui.px(22);
      for (const Row& row : g.rows) {
        ui.text(x, y, row.keys, 13, t.text, Weight::medium);
        ui.text(x + ui.px(130), y, row.what, 13, t.text_soft);
        y += ui.px(20);
      }
      y += ui.px(12);
    }
  }
  float foot = r.y + ui.px(454);
  ui.text(r.x + ui.px(30), foot, "Data and licences", 11, t.accent, Weight::bold);
  for (const std::string& line : lines)
    ui.text(r.x + ui.px(30), foot += ui.px(15),
            ui.painter().fitted(line, {.size = ui.px(10.5F)}, w - ui.px(60)), 10.5F, t.text_soft);
  ui.text(r.centre().x, r.y + ui.px(42), "Any key or click closes this.", 12, t.text_faint);
  return ui.input().pressed;
}

}  // namespace mwendo::viz
