#include "viz/panels/charts.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "viz/panels/mode_share.h"

namespace mwendo::viz {
namespace {

// The mode share comes after the second.
constexpr std::array<Figure, 6> kChartFigures = {Figure::mean_speed, Figure::co2e,
                                                 Figure::brt_riders, Figure::vehicles,
                                                 Figure::waiting,    Figure::on_board};
constexpr float kChartHeight = 84;

// Six digits and more in thousands.
std::string short_figure(float value, int decimals) {
  return value >= 100000 ? figure_text(value / 1000, 0) + "k" : figure_text(value, decimals);
}

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
  ui.text(r.x + r.w - value_w, r.y + ui.px(11.5F), short_figure(now, info.decimals), 14.5F, t.text,
          Weight::bold, Align::right);
  const Rect plot{r.x, r.y + ui.px(18), r.w, r.h - ui.px(24)};
  const float top = ceiling_of(most_of(worlds, f));
  ui.painter().fill({plot.x, plot.y + plot.h, plot.w, 1}, t.text_faint);
  ui.painter().fill({plot.x, plot.y, plot.w, 1}, faded(t.text_faint, 0.3F));
  for (std::size_t w = 0; w < worlds.size(); ++w) {
    std::vector<PlotPoint> points;
    for (const HistoryPoint& p : worlds[w]->points()) points.push_back({p.time_s, p[f]});
    points.push_back({worlds[w]->latest().time_s, worlds[w]->latest()[f]});
    const bool last = w + 1 == worlds.size();
    draw_plot(ui, plot, points, from_s, to_s, top, last ? t.accent : t.text_soft, last);
  }
  ui.painter().text(
      {plot.x + plot.w, plot.y + ui.px(9)}, short_figure(top, top < 10 ? 1 : 0),
      {.size = ui.px(9.5F), .colour = t.text_soft, .align = Align::right, .halo = t.panel});
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
  for (const Figure f : kChartFigures)
    for (const History* h : worlds)
      if (h->has(f)) {
        shown.push_back(f);
        break;
      }
  const float pad = ui.px(14), w = ui.px(236);
  const bool modes = has_mode_share(*worlds.back());
  std::vector<std::pair<std::optional<Figure>, float>> rows;  // none: the mode share
  float h = 2 * pad - ui.px(10);
  const auto add = [&](std::optional<Figure> f, float height) {
    if (h + height > most_high) return;
    rows.emplace_back(f, height);
    h += height;
  };
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i == 2 && modes) add(std::nullopt, ui.px(kModeShareHeight));
    add(shown[i], ui.px(kChartHeight));
  }
  if (rows.empty()) return;
  const Rect r{corner.x - w, corner.y, w, h};
  ui.panel(r, 12);
  float y = r.y + pad;
  for (const auto& [f, height] : rows) {
    const Rect row{r.x + pad, y, w - 2 * pad, height - ui.px(12)};
    if (f)
      draw_chart(ui, row, *f, worlds, from_s, to_s);
    else
      draw_mode_share(ui, row, *worlds.back(), from_s, to_s);
    y += height;
  }
}

}  // namespace mwendo::viz
