#include "viz/panels/time_bar.h"

#include <fmt/format.h>

namespace mwendo::viz {
namespace {

class TimeBar {
 public:
  TimeBar(Ui& ui, Rect bar, PlayClock& clock) : ui_(ui), bar_(bar), clock_(clock) {}

  void buttons() {
    const float s = ui_.px(38);
    const float y = bar_.centre().y - s / 2;
    x_ = bar_.x + ui_.px(12);
    const Icon main = clock_.playing() ? Icon::pause : Icon::play;
    if (ui_.icon_button({x_, y, s, s}, main, clock_.playing() ? "Pause (space)" : "Play (space)"))
      clock_.toggle();
    x_ += s + ui_.px(2);
    if (ui_.icon_button({x_, y, s, s}, Icon::step, "One second on (.)")) clock_.step();
    x_ += s + ui_.px(14);
  }

  void time() {
    const Theme& t = ui_.theme();
    ui_.text(x_, bar_.centre().y + ui_.px(10.5F), clock_text(clock_.now(), true), 30, t.text,
             Weight::medium);
    x_ += ui_.text_width("00:00:00", 30, Weight::medium) + ui_.px(18);
  }

  void speed() {
    const float h = ui_.px(30);
    const float y = bar_.centre().y - h / 2 - ui_.px(7);
    if (ui_.icon_button({x_, y, h, h}, Icon::minus, "Slower (−)")) clock_.slower();
    x_ += h;
    const std::string label = fmt::format("×{:.0f}", clock_.speed());
    const float w = ui_.px(58);
    const Theme& t = ui_.theme();
    ui_.text(x_ + w / 2, y + h / 2 + ui_.px(5.5F), label, 16,
             clock_.as_fast_as_it_can() ? t.text_faint : t.text, Weight::medium, Align::centre);
    x_ += w;
    if (ui_.icon_button({x_, y, h, h}, Icon::plus, "Faster (+)")) clock_.faster();
    x_ += h + ui_.px(8);
    const float max_w = ui_.px(52);
    if (ui_.button({x_, y, max_w, h}, "Max", clock_.as_fast_as_it_can()))
      clock_.set_fastest(!clock_.as_fast_as_it_can());
    const std::string pace = !clock_.playing() && !clock_.hurrying() ? "paused"
                             : clock_.hurrying()
                                 ? "running ahead"
                                 : fmt::format("runs at ×{:.0f}", clock_.achieved());
    ui_.text(x_ - ui_.px(63), bar_.y + bar_.h - ui_.px(10), pace, 11.5F, t.text_soft,
             Weight::regular, Align::centre);
    x_ += max_w + ui_.px(18);
  }

  std::optional<float> timeline(const History& history, float reached_s) {
    const Rect r{x_, bar_.y + ui_.px(9), bar_.x + bar_.w - ui_.px(16) - x_, bar_.h - ui_.px(27)};
    if (r.w < 40) return std::nullopt;
    const Theme& t = ui_.theme();
    ui_.painter().rounded(r, ui_.px(5), t.field);
    const float done = x_at(r, reached_s);
    if (done > r.x + 2)
      ui_.painter().rounded({r.x, r.y, done - r.x, r.h}, ui_.px(5),
                            blend(t.field, t.accent, 0.16F));
    profile(r, history);
    ticks(r);
    const float now = x_at(r, clock_.now());
    ui_.painter().fill({now - ui_.px(1), r.y - ui_.px(3), ui_.px(2), r.h + ui_.px(6)}, t.accent);
    ui_.painter().circle({now, r.y - ui_.px(3)}, ui_.px(4.5F), t.accent);
    ui_.claim(r);
    if (!ui_.hovered(r)) return std::nullopt;
    const float at =
        clock_.from() + (ui_.input().mouse.x - r.x) / r.w * (clock_.to() - clock_.from());
    ui_.painter().fill({ui_.input().mouse.x, r.y, 1, r.h}, t.text_soft);
    ui_.text(ui_.input().mouse.x, r.y - ui_.px(12), clock_text(at, false), 12, t.text,
             Weight::medium, Align::centre);
    if (ui_.input().pressed) return at;
    return std::nullopt;
  }

 private:
  [[nodiscard]] float x_at(Rect r, float time_s) const {
    return r.x +
           r.w * std::clamp((time_s - clock_.from()) / (clock_.to() - clock_.from()), 0.0F, 1.0F);
  }

  // Vehicles on the road so far, as a hill behind the hours.
  void profile(Rect r, const History& history) {
    const auto& points = history.points();
    float most = 1;
    for (const HistoryPoint& p : points) most = std::max(most, p[Figure::vehicles]);
    const sf::Color c = faded(ui_.theme().accent, 0.45F);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const float x0 = x_at(r, points[i].time_s), x1 = x_at(r, points[i + 1].time_s);
      const float h = 0.9F * r.h * points[i][Figure::vehicles] / most;
      ui_.painter().fill({x0, r.y + r.h - h, x1 - x0, h}, c);
    }
  }

  void ticks(Rect r) {
    const float span = clock_.to() - clock_.from();
    float every = 3600;
    for (const float e : {900.0F, 1800.0F, 3600.0F, 7200.0F, 10800.0F, 21600.0F}) {
      every = e;
      if (r.w / (span / e) > ui_.px(46)) break;
    }
    for (float at = std::ceil(clock_.from() / every) * every; at <= clock_.to() + 1; at += every) {
      const float x = x_at(r, at);
      ui_.painter().fill({x, r.y + r.h - ui_.px(5), 1, ui_.px(5)}, ui_.theme().text_faint);
      ui_.text(std::clamp(x, r.x + ui_.px(14), r.x + r.w - ui_.px(14)), r.y + r.h + ui_.px(13),
               clock_text(at, false), 10.5F, ui_.theme().text_soft, Weight::regular, Align::centre);
    }
  }

  Ui& ui_;
  Rect bar_;
  PlayClock& clock_;
  float x_ = 0;
};

}  // namespace

std::string clock_text(float time_s, bool seconds) {
  const int s = static_cast<int>(time_s + 1e-3F);
  if (seconds) return fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
  return fmt::format("{:02}:{:02}", s / 3600, s / 60 % 60);
}

TimeBarResult draw_time_bar(Ui& ui, Rect screen, PlayClock& clock, const History& history,
                            float reached_s) {
  const float h = ui.px(kTimeBarHeight);
  const float m = ui.px(kMargin);
  const Rect bar{screen.x + m, screen.y + screen.h - h - m, screen.w - 2 * m, h};
  ui.panel(bar, 12);
  TimeBar t(ui, bar, clock);
  t.buttons();
  t.time();
  t.speed();
  return {t.timeline(history, reached_s)};
}

}  // namespace mwendo::viz
