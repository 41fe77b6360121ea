#include "viz/panels/furniture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/panels/layer_menu.h"

namespace mwendo::viz {
namespace {

struct KindName {
  std::uint8_t kind;
  const char* name;
};

constexpr std::array<KindName, 9> kKinds = {{
    {static_cast<std::uint8_t>(VehicleClass::car), "Car"},
    {static_cast<std::uint8_t>(VehicleClass::motorcycle), "Motorcycle"},
    {static_cast<std::uint8_t>(VehicleClass::minibus), "Minibus"},
    {static_cast<std::uint8_t>(VehicleClass::midibus), "Midibus"},
    {static_cast<std::uint8_t>(VehicleClass::bus), "Bus"},
    {kBrtKind, "BRT"},
    {kTrainKind, "Light rail"},
    {static_cast<std::uint8_t>(VehicleClass::truck), "Truck"},
    {static_cast<std::uint8_t>(VehicleClass::bicycle), "Bicycle"},
}};

std::string tick_text(Layer layer, float v) {
  const bool sign = is_difference(layer) && v > 0;
  if (std::abs(v) >= 1000)
    return fmt::format("{}{},{:03}", sign ? "+" : "", static_cast<int>(v) / 1000,
                       static_cast<int>(std::abs(v)) % 1000);
  return fmt::format("{}{:g}", sign ? "+" : "", v);
}

// How far the glow of density stands for vehicles, in words.
void density_legend(Ui& ui, Rect r) {
  draw_ramp(ui, {r.x, r.y, r.w, ui.px(9)}, ColourMap::harm);
  ui.text(r.x, r.y + ui.px(23), "few vehicles", 11, ui.theme().text_soft);
  ui.text(r.x + r.w, r.y + ui.px(23), "many", 11, ui.theme().text_soft, Weight::regular,
          Align::right);
}

}  // namespace

void draw_title(Ui& ui, Vec at, const std::string& city, const std::string& scenario,
                const std::string& state, float most_wide) {
  const Theme& t = ui.theme();
  const float pad = ui.px(16);
  const float w = std::min(
      std::max({ui.text_width(city, 21, Weight::bold),
                ui.text_width(scenario, 14) + ui.px(10) + ui.text_width(state, 12), ui.px(130)}) +
          2 * pad,
      most_wide);
  ui.panel({at.x, at.y, w, ui.px(62)}, 12);
  ui.text(at.x + pad, at.y + ui.px(28),
          ui.painter().fitted(city, {.size = ui.px(21), .weight = Weight::bold}, w - 2 * pad), 21,
          t.text, Weight::bold);
  const std::string name = ui.painter().fitted(scenario, {.size = ui.px(14)},
                                               w - 2 * pad - ui.text_width(state, 12) - ui.px(10));
  ui.text(at.x + pad, at.y + ui.px(48), name, 14, t.text_soft);
  ui.text(at.x + w - pad, at.y + ui.px(48), state, 12, t.accent, Weight::medium, Align::right);
}

std::vector<std::string> attributions(const CityWorld& world) {
  std::vector<std::string> out;
  for (const Source& s : world.sources) {
    const std::string text = s.source + " (" + s.licence + ")";
    if (s.licence.empty() || s.licence == "none stated" ||
        std::find(out.begin(), out.end(), text) != out.end())
      continue;
    out.push_back(text);
  }
  return out;
}

void draw_scale_and_sources(Ui& ui, Rect map, const Camera& camera, const CityWorld& world) {
  const Theme& t = ui.theme();
  float metres = 1;
  for (const float step : {2.0F, 5.0F, 10.0F, 20.0F, 50.0F, 100.0F, 200.0F, 500.0F, 1000.0F,
                           2000.0F, 5000.0F, 10000.0F, 20000.0F, 50000.0F}) {
    if (step * camera.scale() > ui.px(130)) break;
    metres = step;
  }
  const float w = metres * camera.scale();
  const float x = map.x + ui.px(44);
  const float y = map.y + map.h - ui.px(22);
  const std::string label =
      metres >= 1000 ? fmt::format("{:g} km", metres / 1000) : fmt::format("{:g} m", metres);
  Painter& p = ui.painter();
  for (const auto& [colour, width] :
       {std::pair{t.label_halo, ui.px(5)}, std::pair{t.text, ui.px(2)}}) {
    p.line({x, y}, {x + w, y}, width, colour);
    p.line({x, y - ui.px(5)}, {x, y + ui.px(1)}, width, colour);
    p.line({x + w, y - ui.px(5)}, {x + w, y + ui.px(1)}, width, colour);
  }
  const TextStyle style{
      .size = ui.px(12), .weight = Weight::medium, .colour = t.text, .halo = t.label_halo};
  p.text({x + ui.px(5), y - ui.px(6)}, label, style);
  // North.
  const Vec n{map.x + ui.px(22), y - ui.px(8)};
  p.circle(n, ui.px(13), faded(t.panel, 0.85F));
  p.triangle(n + Vec{0, -ui.px(9)}, n + Vec{ui.px(5), ui.px(6)}, n + Vec{0, ui.px(3)}, t.text);
  p.triangle(n + Vec{0, -ui.px(9)}, n + Vec{-ui.px(5), ui.px(6)}, n + Vec{0, ui.px(3)},
             t.text_faint);
  p.text({n.x, n.y - ui.px(16)}, "N",
         {.size = ui.px(11),
          .weight = Weight::bold,
          .colour = t.text,
          .align = Align::centre,
          .halo = t.label_halo});
  std::string sources;
  for (const std::string& s : attributions(world)) sources += (sources.empty() ? "" : "  ·  ") + s;
  const float free = map.w - ui.px(64) - w - ui.px(290);
  if (free <= ui.px(120)) return;
  const TextStyle small{.size = ui.px(10.5F), .colour = t.text_soft};
  sources = p.fitted(sources, small, free);
  p.rounded({x + w + ui.px(10), y - ui.px(11), p.width(sources, small) + ui.px(12), ui.px(16)},
            ui.px(4), faded(t.panel, 0.75F));
  p.text({x + w + ui.px(16), y + ui.px(1)}, sources, small);
}

float draw_legend(Ui& ui, Vec corner, const MapLook& look, const Camera& camera,
                  const Snapshot& snapshot, bool made_up_streets) {
  const Theme& t = ui.theme();
  std::array<bool, kKindCount> seen{};
  for (const VehicleSample& v : snapshot.vehicles) seen[v.kind] = true;
  std::vector<KindName> kinds;
  for (const KindName& k : kKinds)
    if (seen[k.kind]) kinds.push_back(k);
  const bool layer = look.layer != Layer::streets;
  const bool glow = VehiclePainter::shows_density(camera, look.text_scale);
  const bool dots =
      look.vehicles && !glow && look.vehicle_colour == VehicleColour::kind && !kinds.empty();
  const bool by_speed = look.vehicles && !glow && look.vehicle_colour == VehicleColour::speed;
  const bool density = look.vehicles && glow && !layer;
  const float rows = dots ? std::ceil(static_cast<float>(kinds.size()) / 2) : 0;
  const float w = ui.px(236), pad = ui.px(14);
  const float h = pad * 2 - ui.px(4) + (layer ? ui.px(54) : 0) + rows * ui.px(19) +
                  (by_speed ? ui.px(40) : 0) + (density ? ui.px(28) : 0) +
                  (layer && (dots || by_speed || density) ? ui.px(10) : 0) +
                  (made_up_streets ? ui.px(19) : 0);
  if (h < ui.px(30)) return 0;
  const Rect r{corner.x - w, corner.y - h, w, h};
  ui.panel(r, 10);
  float y = r.y + pad;
  if (layer) {
    const LayerInfo& info = info_of(look.layer);
    ui.text(r.x + pad, y + ui.px(9), info.name, 13.5F, t.text, Weight::bold);
    ui.text(r.x + pad, y + ui.px(23), info.unit, 11, t.text_soft);
    draw_ramp(ui, {r.x + pad, y + ui.px(30), w - 2 * pad, ui.px(9)}, info.map);
    for (int i = 0; i <= 2; ++i) {
      const float share = static_cast<float>(i) / 2;
      ui.text(r.x + pad + share * (w - 2 * pad), y + ui.px(52),
              tick_text(look.layer, mix(info.low, info.high, share)) +
                  (i == 2 && info.low >= 0 && info.high != 100 ? "+" : ""),
              11, t.text_soft, Weight::regular,
              i == 0   ? Align::left
              : i == 1 ? Align::centre
                       : Align::right);
    }
    y += ui.px(64);
  }
  if (made_up_streets)
    ui.text(r.x + pad, r.y + h - ui.px(11), "Faint streets are made up", 11, t.text_soft);
  if (density) density_legend(ui, {r.x + pad, y + ui.px(2), w - 2 * pad, 0});
  if (by_speed) {
    ui.text(r.x + pad, y + ui.px(9), "Vehicles: speed, % of free flow", 11.5F, t.text_soft);
    draw_ramp(ui, {r.x + pad, y + ui.px(16), w - 2 * pad, ui.px(7)}, ColourMap::speed);
  }
  if (dots)
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const float x = r.x + pad + (i % 2 == 1 ? w * 0.47F : 0);
      const float line = y + ui.px(19) * static_cast<float>(i / 2);
      ui.painter().rounded({x, line + ui.px(1), ui.px(15), ui.px(8)}, ui.px(2.5F),
                           t.vehicle[kinds[i].kind]);
      ui.text(x + ui.px(22), line + ui.px(9.5F), kinds[i].name, 12.5F, t.text);
    }
  return h;
}

}  // namespace mwendo::viz
