#include "viz/paint/stop_painter.h"

#include <fmt/format.h>

#include <algorithm>

namespace mwendo::viz {

StopPainter::StopPainter(const Network& net, const TransitSupply& supply, const LaneGeometry& lanes)
    : supply_(&supply), served_(supply.stops().size(), 0) {
  const float kerb = net.driving_side == DrivingSide::left ? 1.0F : -1.0F;
  for (const StopId s : supply.stops()) {
    const LinkId l = supply.stop.link[s];
    side_.push_back(kerb);
    if (!l.valid()) {
      at_.push_back({lanes.origin_offset(supply.stop.position[s]), {1, 0}});
      continue;
    }
    const auto count = static_cast<std::uint32_t>(net.lanes_of(l).size());
    const bool median = supply.stop.kind[s] == StopKind::brt_station;
    const float lateral = median ? lanes.boundary(l, count) : lanes.boundary(l, 0) + kerb * 1.2F;
    const float share = supply.stop.position_m[s] / std::max(net.link.length_m[l], 1.0F);
    at_.push_back(lanes.pose(l, lateral, share * lanes.length(l)));
  }
  for (const LineId line : supply.lines())
    for (const LineStop& s : supply.stops_of(line)) served_[s.stop.value] = 1;
}

void StopPainter::draw_platform(Painter& painter, const Camera& camera, StopId s,
                                const Theme& theme) const {
  const Pose& pose = at_[s.value];
  const bool median = supply_->stop.kind[s] == StopKind::brt_station;
  const float half_length = rapid(s) ? 22 : 7;
  const float half_width = median ? 0.8F : 1.1F;
  const Vec ahead = pose.heading * half_length;
  const Vec across = left_of(pose.heading) * half_width;
  const Vec behind = pose.position - pose.heading * half_length;  // vehicles halt with their front
  std::array<Vec, 4> corners = {behind - ahead - across, behind + ahead - across,
                                behind + ahead + across, behind - ahead + across};
  for (Vec& c : corners) c = camera.to_pixel(c);
  painter.polygon(corners, theme.stop);
  std::array<Vec, 5> rim = {corners[0], corners[1], corners[2], corners[3], corners[0]};
  painter.polyline(rim, 1.2F, rapid(s) ? theme.vehicle[kBrtKind] : theme.stop_rim);
}

void StopPainter::draw_people(Painter& painter, const Camera& camera, StopId s, float persons,
                              const Theme& theme) const {
  const Pose& pose = at_[s.value];
  const Vec out = left_of(pose.heading) * (rapid(s) ? 0.0F : side_[s.value]);
  const auto count = static_cast<int>(std::min(persons, 60.0F));
  const float radius = std::max(0.28F * camera.scale(), 1.0F);
  for (int i = 0; i < count; ++i) {
    const int row = i / 15;
    // A fixed scatter, so that no person jumps when the queue grows.
    const float wobble =
        static_cast<float>((i * 37 + static_cast<int>(s.value) * 11) % 10) / 10 - 0.5F;
    const Vec place = pose.position -
                      pose.heading * (1.0F + 0.9F * static_cast<float>(i % 15) + wobble * 0.5F) +
                      out * (0.3F + 0.8F * static_cast<float>(row) + wobble * 0.3F);
    painter.circle(camera.to_pixel(place), radius, theme.crowd);
  }
}

void StopPainter::draw_crowd(Painter& painter, Vec p, float persons, float scale,
                             const Theme& theme) const {
  if (persons < 1) return;
  // Area follows the number of people; far away small, so that a city is not covered by them.
  const float radius = std::min(std::sqrt(persons) * std::clamp(scale * 3, 0.10F, 1.2F), 36.0F);
  if (radius < 0.6F) return;
  const float dense = std::clamp(0.35F + scale, 0.35F, 0.75F);
  painter.circle(p, radius, faded(theme.crowd, dense));
}

// Stations first, then by crowd; no name over another, one of two platforms of a name is enough.
void StopPainter::draw_names(Painter& painter, std::vector<Name> names, const Theme& theme,
                             float text_scale, std::span<const Vec> keep_free,
                             bool with_persons) const {
  std::stable_sort(names.begin(), names.end(), [&](const Name& a, const Name& b) {
    return rapid(a.stop) != rapid(b.stop) ? rapid(a.stop) : a.persons > b.persons;
  });
  std::vector<Rect> taken;
  std::vector<std::pair<const std::string*, Vec>> written;
  for (const Name& n : names) {
    if (taken.size() >= 60) break;
    const bool big = rapid(n.stop);
    std::string text = supply_->stop.name[n.stop];
    const bool twin = std::any_of(written.begin(), written.end(), [&](const auto& w) {
      return *w.first == text && length(w.second - n.at) < 160;
    });
    if (twin) continue;
    if (with_persons && n.persons >= 1) text += fmt::format("  · {:.0f} waiting", n.persons);
    const TextStyle style{.size = (big ? 12.0F : 11.0F) * text_scale,
                          .weight = Weight::medium,
                          .colour = big ? theme.vehicle[kBrtKind] : theme.stop_rim,
                          .halo = theme.label_halo};
    const Vec base = n.at + Vec{9 * text_scale, 4 * text_scale};
    const Rect box{base.x, base.y - style.size, painter.width(text, style), style.size * 1.3F};
    const Rect wide = box.inset(-3);
    const bool free =
        std::none_of(taken.begin(), taken.end(), [&](const Rect& r) { return r.overlaps(wide); }) &&
        std::none_of(keep_free.begin(), keep_free.end(),
                     [&](Vec v) { return box.inset(-9).contains(v); });
    if (!free) continue;
    taken.push_back(box);
    written.emplace_back(&supply_->stop.name[n.stop], n.at);
    painter.text(base, text, style);
  }
}

void StopPainter::draw(Painter& painter, const Camera& camera, std::span<const float> waiting,
                       const Theme& theme, float text_scale, std::span<const Vec> keep_free) const {
  const Box view = camera.visible().grown(60);
  const float scale = camera.scale();
  const bool near = scale > 2.5F;
  std::vector<Name> names;
  for (const StopId s : supply_->stops()) {
    if (served_[s.value] == 0 || !view.contains(at_[s.value].position)) continue;
    const Vec p = camera.to_pixel(at_[s.value].position);
    const float persons = s.value < waiting.size() ? waiting[s.value] : 0;
    const bool big = rapid(s);
    if (near) {
      draw_platform(painter, camera, s, theme);
      draw_people(painter, camera, s, persons, theme);
    } else {
      draw_crowd(painter, p, persons, scale, theme);
      if (!shown(s, scale)) continue;
      const float r =
          std::clamp((big ? 3.0F : 1.6F) + scale * 8, 2.2F, big ? 4.4F : 2.8F) * text_scale;
      painter.circle(p, r + 1.2F, big ? theme.vehicle[kBrtKind] : theme.stop_rim);
      painter.circle(p, r - 0.2F, theme.stop);
    }
    if (scale >= (big ? 0.06F : 0.7F)) names.push_back({s, p, persons});
  }
  painter.flush();
  draw_names(painter, std::move(names), theme, text_scale, keep_free, scale > 0.25F);
}

}  // namespace mwendo::viz
