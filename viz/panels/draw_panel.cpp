#include "viz/panels/draw_panel.h"

#include <fmt/format.h>

namespace mwendo::viz {
namespace {

class DrawPanel {
 public:
  DrawPanel(Ui& ui, Rect r, DrawTool& tool) : ui_(ui), r_(r), tool_(tool), y_(r.y) {}

  void title(const std::string& text, const std::string& hint) {
    const Theme& t = ui_.theme();
    ui_.text(left(), y_ + ui_.px(28), text, 16, t.text, Weight::bold);
    ui_.text(left(), y_ + ui_.px(48), ui_.painter().fitted(hint, {.size = ui_.px(12)}, wide()), 12,
             t.text_soft);
    y_ += ui_.px(64);
  }
  bool name(bool focused) {
    const bool hit = ui_.field({left(), y_, wide(), ui_.px(34)}, tool_.name, "Name", focused);
    y_ += ui_.px(46);
    return hit;
  }
  // -1, 0 or 1: which of the two buttons was pressed.
  int stepper(const std::string& what, const std::string& value) {
    const Theme& t = ui_.theme();
    const float b = ui_.px(28);
    ui_.text(left(), y_ + ui_.px(19), what, 13, t.text_soft);
    const float x = r_.x + r_.w - ui_.px(16) - 2 * b - ui_.px(84);
    int pressed = 0;
    if (ui_.icon_button({x, y_, b, b}, Icon::minus, "")) pressed = -1;
    ui_.text(x + b + ui_.px(42), y_ + ui_.px(19), value, 13.5F, t.text, Weight::medium,
             Align::centre);
    if (ui_.icon_button({x + b + ui_.px(84), y_, b, b}, Icon::plus, "")) pressed = 1;
    y_ += ui_.px(34);
    return pressed;
  }
  // The choice after a click.
  template <class E>
  void choice(const std::string& what, E& value,
              std::initializer_list<std::pair<E, const char*>> options) {
    const float head = ui_.px(76), room = wide() - head;
    ui_.text(left(), y_ + ui_.px(18), what, 13, ui_.theme().text_soft);
    const float w = (room - ui_.px(4) * static_cast<float>(options.size() - 1)) /
                    static_cast<float>(options.size());
    float x = left() + head;
    for (const auto& [option, label] : options) {
      if (ui_.button({x, y_, w, ui_.px(27)}, label, value == option)) value = option;
      x += w + ui_.px(4);
    }
    y_ += ui_.px(34);
  }
  void fact(const std::string& text, sf::Color c) {
    ui_.text(left(), y_ + ui_.px(12), ui_.painter().fitted(text, {.size = ui_.px(12.5F)}, wide()),
             12.5F, c);
    y_ += ui_.px(22);
  }
  void actions(DrawPanelResult& result, bool ready, bool busy) {
    y_ += ui_.px(4);
    const float h = ui_.px(34), gap = ui_.px(6);
    if (ui_.button({left(), y_, wide(), h}, busy ? "Building …" : "Run beside the base",
                   ready && !busy, ready && !busy))
      result.run = true;
    y_ += h + gap;
    const float w = (wide() - 2 * gap) / 3;
    if (ui_.button({left(), y_, w, h}, "Add more", false, ready)) result.another = true;
    if (ui_.button({left() + w + gap, y_, w, h}, "Save file", false, ready)) result.save = true;
    if (ui_.button({left() + 2 * (w + gap), y_, w, h}, "Cancel")) result.cancel = true;
  }

 private:
  [[nodiscard]] float left() const { return r_.x + ui_.px(16); }
  [[nodiscard]] float wide() const { return r_.w - ui_.px(32); }
  Ui& ui_;
  Rect r_;
  DrawTool& tool_;
  float y_;
};

// "BRT line" stays, "Walkway" becomes "walkway".
std::string lower_first(std::string s) {
  if (s.size() > 1 && std::islower(static_cast<unsigned char>(s[1])) != 0)
    s[0] = static_cast<char>(std::tolower(s[0]));
  return s;
}

void brt_rows(DrawPanel& p, DrawTool& tool) {
  BrtSettings& b = tool.brt;
  if (const int d =
          p.stepper("Headway in the peak", fmt::format("{:g} min", b.peak_headway_s / 60));
      d != 0)
    b.peak_headway_s = std::clamp(b.peak_headway_s + static_cast<float>(d) * 30, 30.0F, 1800.0F);
  if (const int d = p.stepper("Between stations", fmt::format("{:.0f} m", b.spacing_m)); d != 0)
    b.spacing_m = std::clamp(b.spacing_m + d * 100, 300.0, 3000.0);
  bool by_hand = tool.placing_stations();
  p.choice("Clicks set", by_hand, {{false, "the way"}, {true, "stations"}});
  if (by_hand != tool.placing_stations() && tool.complete()) tool.place_stations(by_hand);
  p.choice("Lanes", b.lanes_from,
           {{LanesFrom::added, "added"}, {LanesFrom::general, "from traffic"}});
  p.choice("Buses", b.articulated, {{true, "articulated"}, {false, "12 metres"}});
  p.choice("Power", b.electric, {{true, "battery"}, {false, "diesel"}});
  p.choice("Other lines", b.competing,
           {{Competing::unchanged, "stay"},
            {Competing::shortened, "feed it"},
            {Competing::withdrawn, "go"}});
}

}  // namespace

DrawPanelResult draw_draw_panel(Ui& ui, Vec at, DrawTool& tool, std::size_t kept, bool name_focused,
                                bool busy) {
  DrawPanelResult result;
  const bool brt = tool.kind() == MeasureKind::brt;
  const float h = ui.px(brt ? 466 : 236);
  const Rect r{at.x, at.y, ui.px(300), h};
  ui.panel(r, 12);
  DrawPanel p(ui, r, tool);
  const std::string what = tool.kind() == MeasureKind::closure
                               ? "Close a street"
                               : std::string("New ") + lower_first(name_of(tool.kind()));
  const char* hint = tool.waypoints() == 0   ? "Click where it starts"
                     : tool.waypoints() == 1 ? "Click where it goes next"
                                             : "Click on, Backspace takes back";
  p.title(what, hint);
  if (p.name(name_focused)) result.name_clicked = true;
  if (brt) brt_rows(p, tool);
  const Theme& t = ui.theme();
  if (!tool.problem().empty())
    p.fact(tool.problem(), t.worse);
  else if (brt)
    p.fact(fmt::format("{:.1f} km, {} stations", tool.length_m() / 1000, tool.stations().size()),
           t.text);
  else
    p.fact(fmt::format("{:.2f} km{}", tool.length_m() / 1000,
                       kept > 0 ? fmt::format(", with {} before", kept) : ""),
           t.text);
  p.actions(result, tool.complete() || kept > 0, busy);
  return result;
}

}  // namespace mwendo::viz
