#include "viz/panels/charts.h"

#include <fmt/format.h>

#include <cmath>

namespace mwendo::viz {
namespace {

constexpr std::array<Figure, 6> kShown = {Figure::mean_speed, Figure::vehicles, Figure::co2e,
                                          Figure::brt_riders, Figure::waiting, Figure::on_board};

float most_of(std::span<const History* const> worlds, Figure f) {
  float most = 0;
  for (const History* h : worlds) {
    for (const HistoryPoint& p : h->points()) most = std::max(most, p[f]);
    most = std::max(most, h->latest()[f]);
  }
  return most;
}

// The next round number above.
float ceiling_of(float v) {
  if (v <= 0) return 1;
  const float unit = std::pow(10.0F, std::floor(std::log10(v)));
  for (const float m : {1.0F, 1.5F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F, 8.0F, 10.0F})
    if (v <= m * unit) return m * unit;
  return 10 * unit;
}

void draw_chart(Ui& ui, Rect r, Figure f, std::span<const History* const> worlds, float from_s,
                float to_s) {
  const Theme& t = ui.theme();
  const FigureInfo& info = info_of(f);
  ui.text(r.x, r.y + ui.px(11), info.name, 12.5F, t.text, Weight::medium);
  const float now = worlds.back()->latest()[f];
  const float value_w = ui.text_width(info.unit, 11) + (info.unit[0] != 0 ? ui.px(4) : 0);
  ui.text(r.x + r.w, r.y + ui.px(11), info.unit, 11, t.text_soft, Weight::regular, Align::right);
  ui.text(r.x + r.w - value_w, r.y + ui.px(11.5F), figure_text(now, info.decimals), 14.5F, t.text,
          Weight::bold, Align::right);
  const Rect plot{r.x, r.y + ui.px(18), r.w, r.h - ui.px(24)};
  const float top = ceiling_of(most_of(worlds, f));
  ui.painter().fill({plot.x, plot.y + plot.h, plot.w, 1}, t.text_faint);
  ui.painter().fill({plot.x, plot.y, plot.w, 1}, faded(t.text_faint, 0.3F));
  ui.text(plot.x + plot.w, plot.y + ui.px(9), figure_text(top, top < 10 ? 1 : 0), 9.5F, t.text_faint,
          Weight::regular, Align::right);
  for (std::size_t w = 0; w < worlds.size(); ++w) {
    std::vector<PlotPoint> points;
    for (const HistoryPoint& p : worlds[w]->points()) points.push_back({p.time_s, p[f]});
    points.push_back({worlds[w]->latest().time_s, worlds[w]->latest()[f]});
    const bool last = w + 1 == worlds.size();
    draw_plot(ui, plot, points, from_s, to_s, top, last ? t.accent : t.text_soft, last);
  }
}

}  // namespace

std::string figure_text(float value, int decimals) {
  if (decimals > 0 && std::abs(value) < 1000) return fmt::format("{:.{}f}", value, decimals);
  std::string digits = fmt::format("{:.0f}", std::abs(value));
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3)
    digits.insert(static_cast<std::size_t>(i), ",");
  return (value < -0.5F ? "−" : "") + digits;
}

void draw_plot(Ui& ui, Rect r, std::span<const PlotPoint> points, float x0, float x1, float y1,
               sf::Color c, bool area) {
  if (points.size() < 2 || x1 <= x0 || y1 <= 0) return;
  std::vector<Vec> line;
  for (const PlotPoint& p : points) {
    const Vec at{r.x + r.w * std::clamp((p.x - x0) / (x1 - x0), 0.0F, 1.0F),
                 r.y + r.h * (1 - std::clamp(p.y / y1, 0.0F, 1.0F))};
    // A point per pixel is enough.
    if (line.empty() || at.x - line.back().x >= 1) line.push_back(at);
  }
  if (area)
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const float top = (line[i].y + line[i + 1].y) / 2;
      ui.painter().gradient({line[i].x, top, line[i + 1].x - line[i].x, r.y + r.h - top},
                            faded(c, 0.28F), faded(c, 0.04F));
    }
  ui.painter().polyline(line, ui.px(1.8F), c);
  ui.painter().circle(line.back(), ui.px(2.6F), c);
}

void draw_charts(Ui& ui, Vec corner, float most_high, std::span<const History* const> worlds,
                 float from_s, float to_s) {
  std::vector<Figure> shown;
  for (const Figure f : kShown)
    for (const History* h : worlds)
      if (h->has(f)) {
        shown.push_back(f);
        break;
      }
  const float each = ui.px(84), pad = ui.px(14), w = ui.px(236);
  const auto room = static_cast<std::size_t>(std::max((most_high - 2 * pad) / each, 0.0F));
  shown.resize(std::min(shown.size(), room));
  if (shown.empty()) return;
  const Rect r{corner.x - w, corner.y, w, each * static_cast<float>(shown.size()) + 2 * pad - ui.px(10)};
  ui.panel(r, 12);
  for (std::size_t i = 0; i < shown.size(); ++i)
    draw_chart(ui, {r.x + pad, r.y + pad + each * static_cast<float>(i), w - 2 * pad, each - ui.px(12)},
               shown[i], worlds, from_s, to_s);
}

}  // namespace mwendo::viz
