#include "viz/panels/difference.h"

#include <fmt/format.h>

#include <cmath>

#include "viz/panels/charts.h"

namespace mwendo::viz {
namespace {

constexpr float kFarthestApart = 60;  // seconds between figures that are compared

constexpr std::array<Figure, 5> kDifferenceFigures = {
    Figure::mean_speed, Figure::co2e, Figure::vehicles, Figure::brt_riders, Figure::waiting};

struct Tile {
  Figure figure;
  float before, after;
  [[nodiscard]] float change() const { return after - before; }
  // Differences in per cent where the base is not small, else in the unit.
  [[nodiscard]] bool in_percent() const {
    return std::abs(before) > 1e-3F && figure != Figure::brt_riders;
  }
  [[nodiscard]] std::string text() const {
    const char* sign = change() > 0 ? "+" : change() < 0 ? "−" : "±";
    if (in_percent()) {
      const float percent = std::abs(100 * change() / before);
      return fmt::format("{}{:.{}f} %", sign, percent, percent < 10 ? 1 : 0);
    }
    return sign + figure_text(std::abs(change()), info_of(figure).decimals);
  }
};

sf::Color colour_of(const Tile& t, const Theme& theme) {
  const float scale = std::max(std::abs(t.before), 1e-3F);
  if (std::abs(t.change()) < 0.002F * scale) return theme.text_soft;
  return (t.change() > 0) == info_of(t.figure).more_is_better ? theme.better : theme.worse;
}

}  // namespace

void draw_difference(Ui& ui, Vec foot, float most_wide, const History& base,
                     const History& alternative) {
  // While one of the two catches up, both are read at the time that both have reached.
  const bool base_ahead = base.latest().time_s > alternative.latest().time_s;
  const HistoryPoint before = base_ahead ? base.at(alternative.latest().time_s) : base.latest();
  const HistoryPoint after =
      base_ahead ? alternative.latest() : alternative.at(base.latest().time_s);
  const bool comparable =
      std::abs(before.time_s - after.time_s) <= kFarthestApart && after[Figure::vehicles] > 0;
  std::vector<Tile> tiles;
  for (const Figure f : kDifferenceFigures)
    if (base.has(f) || alternative.has(f)) tiles.push_back({f, before[f], after[f]});
  const float w = ui.px(178), h = ui.px(kDifferenceHeight);
  const auto room = static_cast<std::size_t>(std::max(most_wide / w, 1.0F));
  tiles.resize(std::min(tiles.size(), room));
  if (tiles.empty()) return;
  const float all = w * static_cast<float>(tiles.size());
  const Rect r{foot.x - all / 2, foot.y - h, all, h};
  ui.panel(r, 12);
  const Theme& t = ui.theme();
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Tile& tile = tiles[i];
    const FigureInfo& info = info_of(tile.figure);
    const float x = r.x + w * (static_cast<float>(i) + 0.5F);
    if (i > 0)
      ui.painter().fill({r.x + w * static_cast<float>(i), r.y + ui.px(14), 1, h - ui.px(28)},
                        t.panel_rim);
    ui.text(x, r.y + ui.px(19), info.name, 12, t.text_soft, Weight::medium, Align::centre);
    if (!comparable) {
      ui.text(x, r.y + ui.px(52), "…", 30, t.text_faint, Weight::bold, Align::centre);
      ui.text(x, r.y + ui.px(73), "waits for both", 11.5F, t.text_faint, Weight::regular,
              Align::centre);
      continue;
    }
    ui.text(x, r.y + ui.px(54), tile.text(), 33, colour_of(tile, t), Weight::bold, Align::centre);
    const std::string from = figure_text(tile.before, info.decimals) + "  →  " +
                             figure_text(tile.after, info.decimals) +
                             (info.unit[0] != 0 ? " " : "") + info.unit;
    ui.text(x, r.y + ui.px(73), from, 11.5F, t.text_soft, Weight::regular, Align::centre);
  }
}

}  // namespace mwendo::viz
