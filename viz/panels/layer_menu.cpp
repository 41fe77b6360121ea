#include "viz/panels/layer_menu.h"

#include <array>
#include <vector>

namespace mwendo::viz {
namespace {

struct LayerGroup {
  const char* title;
  std::vector<Layer> layers;
};

const std::array<LayerGroup, 4>& layer_groups() {
  static const std::array<LayerGroup, 4> all = {{
      {"Traffic", {Layer::streets, Layer::speed, Layer::flow, Layer::delay, Layer::queue}},
      {"Air and climate", {Layer::co2e, Layer::pm25}},
      {"People", {Layer::load, Layer::walking, Layer::cycling, Layer::stress}},
      {"Change against the base",
       {Layer::difference, Layer::flow_difference, Layer::co2e_difference}},
  }};
  return all;
}

std::string title_of(Layer l) {
  if (!is_difference(l)) return info_of(l).name;
  std::string name = info_of(l).name;
  if (l != Layer::co2e_difference) name[0] = static_cast<char>(std::tolower(name[0]));
  return "Change of " + name;
}

void swatch(Ui& ui, Rect r, Layer l) {
  if (l != Layer::streets) return draw_ramp(ui, r, info_of(l).map);
  const Theme& t = ui.theme();
  ui.painter().fill(r, t.street_label);
  ui.painter().fill(r.inset(ui.px(1)), t.street[static_cast<std::size_t>(RoadClass::trunk)]);
}

// One line of the list; true if it was clicked.
bool row(Ui& ui, Rect r, Layer l, bool active) {
  const Theme& t = ui.theme();
  const bool hot = ui.hovered(r);
  if (active || hot)
    ui.painter().rounded(r, ui.px(7), active ? t.accent : blend(t.field, t.accent, 0.2F));
  const float y = r.centre().y;
  swatch(ui, {r.x + ui.px(10), y - ui.px(4), ui.px(34), ui.px(8)}, l);
  ui.text(r.x + ui.px(54), y + ui.px(4.6F), info_of(l).name, 13.5F, active ? t.on_accent : t.text,
          Weight::medium);
  ui.text(r.x + r.w - ui.px(14), y + ui.px(4.4F), std::string(1, info_of(l).shortcut), 12,
          active ? t.on_accent : t.text_faint, Weight::medium, Align::centre);
  return hot && ui.input().pressed;
}

std::optional<Layer> list(Ui& ui, Vec upper_right, Layer present, const ViewedRun& run,
                          bool two_worlds) {
  const float w = ui.px(236), line = ui.px(27), head = ui.px(28), pad = ui.px(8);
  std::vector<LayerGroup> shown;
  float h = 2 * pad;
  for (LayerGroup g : layer_groups()) {
    std::erase_if(g.layers, [&](Layer l) { return !offered(l, run, two_worlds); });
    if (g.layers.empty()) continue;
    h += head + line * static_cast<float>(g.layers.size());
    shown.push_back(std::move(g));
  }
  const Rect r{upper_right.x - w, upper_right.y, w, h};
  ui.panel(r, 12);
  std::optional<Layer> chosen;
  float y = r.y + pad;
  for (const LayerGroup& g : shown) {
    ui.text(r.x + ui.px(18), y + ui.px(18), g.title, 11.5F, ui.theme().text_soft, Weight::medium);
    y += head;
    for (const Layer l : g.layers) {
      if (row(ui, {r.x + pad, y, w - 2 * pad, line}, l, l == present)) chosen = l;
      y += line;
    }
  }
  return chosen;
}

}  // namespace

bool offered(Layer layer, const ViewedRun& run, bool two_worlds) {
  const Layer what = compared(layer);
  if (is_difference(layer) && !two_worlds) return false;
  if (what == Layer::co2e || what == Layer::pm25) return run.rates.known;
  if (what == Layer::load) return !run.world->transit.lines().empty();
  return !is_active(what) || run.has_people;
}

void draw_ramp(Ui& ui, Rect r, ColourMap map) {
  constexpr int kPieces = 24;
  const float w = r.w / kPieces;
  for (int i = 0; i < kPieces; ++i) {
    const float a = static_cast<float>(i) / kPieces;
    const float wide = i + 1 < kPieces ? w + 0.5F : w;
    ui.painter().gradient_across({r.x + w * static_cast<float>(i), r.y, wide, r.h},
                                 ui.theme().colour(map, a),
                                 ui.theme().colour(map, a + 1.0F / kPieces));
  }
}

std::optional<Layer> draw_layer_menu(Ui& ui, Vec upper_right, Layer present, const ViewedRun& run,
                                     bool two_worlds, bool& open) {
  const Theme& t = ui.theme();
  const std::string title = title_of(present);
  const float w = ui.text_width(title, 14, Weight::medium) + ui.px(102), h = ui.px(42);
  const Rect r{upper_right.x - w, upper_right.y, w, h};
  ui.panel(r, 12);
  const bool hot = ui.hovered(r);
  if (open || hot)
    ui.painter().rounded(r.inset(ui.px(5)), ui.px(8),
                         blend(t.field, t.accent, open ? 0.3F : 0.15F));
  swatch(ui, {r.x + ui.px(16), r.centre().y - ui.px(5), ui.px(40), ui.px(10)}, present);
  ui.text(r.x + ui.px(66), r.centre().y + ui.px(5), title, 14, t.text, Weight::medium);
  const Vec c{r.x + w - ui.px(20), r.centre().y + (open ? ui.px(-1) : ui.px(1))};
  const float s = open ? -ui.px(4) : ui.px(4);
  ui.painter().triangle(c + Vec{-std::abs(s) * 1.2F, -s * 0.6F},
                        c + Vec{std::abs(s) * 1.2F, -s * 0.6F}, c + Vec{0, s}, t.text_soft);
  std::optional<Layer> chosen;
  if (open) chosen = list(ui, {r.x + w, r.y + h + ui.px(8)}, present, run, two_worlds);
  if (hot && ui.input().pressed) open = !open;
  if (chosen) open = false;
  return chosen;
}

}  // namespace mwendo::viz
