#include "viz/panels/mode_share.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace mwendo::viz {
namespace {

constexpr std::array<const char*, kModeGroupCount> kNames = {"Walk",    "Bicycle", "Bus",
                                                             "BRT/LRT", "Car",     "Moto"};

ModeGroup group_of(Mode m) {
  switch (m) {
    case Mode::walk: return ModeGroup::walk;
    case Mode::bicycle:
    case Mode::shared_bicycle: return ModeGroup::bicycle;
    case Mode::minibus:
    case Mode::bus: return ModeGroup::bus;
    case Mode::brt:
    case Mode::lrt: return ModeGroup::rapid;
    case Mode::own_motorcycle:
    case Mode::motorcycle_taxi: return ModeGroup::motorcycle;
    default: return ModeGroup::car;
  }
}

sf::Color colour_of(std::size_t group, const Theme& t) {
  switch (static_cast<ModeGroup>(group)) {
    case ModeGroup::walk: return t.walker;
    case ModeGroup::bicycle: return t.cyclist;
    case ModeGroup::bus: return t.vehicle[static_cast<std::size_t>(VehicleClass::minibus)];
    case ModeGroup::rapid: return t.vehicle[kBrtKind];
    case ModeGroup::car: return t.vehicle[static_cast<std::size_t>(VehicleClass::car)];
    case ModeGroup::motorcycle:
      return t.vehicle[static_cast<std::size_t>(VehicleClass::motorcycle)];
  }
  return t.text;
}

void column(Ui& ui, Rect plot, float x0, float x1, const HistoryPoint& p) {
  const auto shares = mode_shares(p);
  float y = plot.y + plot.h;
  for (std::size_t g = 0; g < kModeGroupCount; ++g) {
    const float h = plot.h * shares[g];
    ui.painter().fill({x0, y - h, x1 - x0, h}, colour_of(g, ui.theme()));
    y -= h;
  }
}

}  // namespace

std::array<float, kModeGroupCount> mode_shares(const HistoryPoint& p) {
  std::array<float, kModeGroupCount> out{};
  const float all = std::accumulate(p.arrived.begin(), p.arrived.end(), 0.0F);
  if (all <= 0) return out;
  for (std::size_t m = 0; m < kModeCount; ++m)
    out[static_cast<std::size_t>(group_of(static_cast<Mode>(m)))] += p.arrived[m] / all;
  return out;
}

bool has_mode_share(const History& h) {
  const auto shares = mode_shares(h.latest());
  return std::accumulate(shares.begin(), shares.end(), 0.0F) > 0;
}

void draw_mode_share(Ui& ui, Rect r, const History& history, float from_s, float to_s) {
  const Theme& t = ui.theme();
  ui.text(r.x, r.y + ui.px(11), "Mode share", 12.5F, t.text, Weight::medium);
  ui.text(r.x + r.w, r.y + ui.px(11), "% of arrived trips", 11, t.text_soft, Weight::regular,
          Align::right);
  const Rect plot{r.x, r.y + ui.px(18), r.w, r.h - ui.px(60)};
  ui.painter().fill(plot, t.field);
  const auto x_of = [&](float time_s) {
    return plot.x + plot.w * std::clamp((time_s - from_s) / (to_s - from_s), 0.0F, 1.0F);
  };
  const auto& points = history.points();
  for (std::size_t i = 1; i < points.size(); ++i)
    if (has_mode_share(history))
      column(ui, plot, x_of(points[i - 1].time_s), x_of(points[i].time_s), points[i]);
  if (!points.empty())
    column(ui, plot, x_of(points.back().time_s), x_of(history.latest().time_s), history.latest());
  const auto shares = mode_shares(history.latest());
  for (std::size_t g = 0; g < kModeGroupCount; ++g) {
    constexpr std::array<float, 3> kColumn = {0, 0.38F, 0.72F};  // the first holds the longest name
    const float x = r.x + r.w * kColumn[g % 3];
    const float y = plot.y + plot.h + ui.px(15) + ui.px(17) * static_cast<float>(g / 3);
    ui.painter().rounded({x, y - ui.px(7.5F), ui.px(8), ui.px(8)}, ui.px(2), colour_of(g, t));
    ui.text(x + ui.px(12), y, kNames[g], 10.5F, t.text_soft);
    const float at = x + ui.px(15) + ui.text_width(kNames[g], 10.5F);
    ui.text(at, y, fmt::format("{:.0f}", 100 * shares[g]), 10.5F, t.text, Weight::bold);
  }
}

}  // namespace mwendo::viz
