#include "viz/drawing/draw_tool.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "viz/map/on_line.h"
#include "viz/stage/picker.h"

namespace mwendo::viz {
namespace {

Permissions who_of(MeasureKind kind) { return kind == MeasureKind::brt ? kBus : kCar; }

Vec at_distance(std::span<const Vec> line, float metres) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const float piece = length(line[i + 1] - line[i]);
    if (metres <= piece && piece > 0) return mix(line[i], line[i + 1], metres / piece);
    metres -= piece;
  }
  return line.empty() ? Vec{} : line.back();
}

float length_of(std::span<const Vec> line) {
  float sum = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) sum += length(line[i + 1] - line[i]);
  return sum;
}

sf::Color colour_of(MeasureKind kind, const Theme& t) {
  if (kind == MeasureKind::brt) return t.vehicle[kBrtKind];
  if (kind == MeasureKind::cycle_track) return t.cyclist;
  if (kind == MeasureKind::walkway) return t.walker;
  return t.worse;
}

}  // namespace

const char* name_of(MeasureKind kind) {
  static constexpr std::array<const char*, 5> kNames = {"", "BRT line", "Cycle track", "Walkway",
                                                        "Open street"};
  return kNames[static_cast<std::size_t>(kind)];
}

DrawTool::DrawTool(const World& world, const LaneGeometry& lanes)
    : world_(&world), lanes_(&lanes) {}

void DrawTool::begin(MeasureKind kind) {
  kind_ = kind;
  points_.clear(), line_.clear(), ahead_.clear(), own_stations_.clear();
  way_ = {};
  problem_.clear();
  placing_stations_ = false;
  length_m_ = 0;
  matcher_ = std::make_unique<conflate::LineMatcher<conflate::LinkWays>>(
      conflate::LinkWays(world_->network, who_of(kind)));
}

conflate::LinkMatch DrawTool::connect(const std::vector<Vec>& points) const {
  conflate::Line line;
  for (const Vec p : points) line.push_back(lanes_->to_world(p));
  return matcher_->connect(line);
}

std::vector<Vec> DrawTool::line_of(const conflate::LinkMatch& way) const {
  std::vector<Vec> line;
  for (std::size_t i = 0; i < way.path.size(); ++i) {
    const LinkId l = way.path[i];
    const float from = i == 0 ? static_cast<float>(way.start_m) : 0;
    const float to = i + 1 == way.path.size() ? static_cast<float>(way.end_m) : lanes_->length(l);
    float at = 0;
    const auto points = lanes_->line(l);
    for (std::size_t k = 0; k + 1 < points.size(); ++k) {
      const float piece = length(points[k + 1] - points[k]);
      const float a = std::max(from - at, 0.0F), b = std::min(to - at, piece);
      if (b > a && piece > 0) {
        if (line.empty()) line.push_back(mix(points[k], points[k + 1], a / piece));
        line.push_back(mix(points[k], points[k + 1], b / piece));
      }
      at += piece;
    }
  }
  return line;
}

void DrawTool::find_way() {
  way_ = {}, line_.clear(), length_m_ = 0;
  problem_.clear();
  if (points_.size() < 2) return;
  way_ = connect(points_);
  if (!way_.found()) {
    problem_ = way_.failure.empty() ? "no way between these places" : way_.failure;
    return;
  }
  line_ = line_of(way_);
  length_m_ = length_of(line_);
}

void DrawTool::hover(Vec place) {
  if (mouse_seen_ && length(place - mouse_) < 0.5F) return;
  mouse_ = place;
  mouse_seen_ = true;
  ahead_.clear();
  if (points_.empty() || placing_stations_) return;
  const conflate::LinkMatch next = connect({points_.back(), place});
  if (next.found()) ahead_ = line_of(next);
}

void DrawTool::click(Vec place, float reach_m) {
  if (placing_stations_) {
    for (auto it = own_stations_.begin(); it != own_stations_.end(); ++it)
      if (length(*it - place) < reach_m) {
        own_stations_.erase(it);
        return;
      }
    const OnLine at = nearest_on_line(line_, place);
    if (at.distance < reach_m * 4) own_stations_.push_back(at.place);
    return;
  }
  const float far = std::max(300.0F, 2 * reach_m);
  const LinkId l = nearest_link(world_->network, *lanes_, place, far, who_of(kind_));
  if (!l.valid()) {
    problem_ = fmt::format("no street within {:.0f} m of this place", far);
    return;
  }
  points_.push_back(nearest_on_line(lanes_->line(l), place).place);
  ahead_.clear();
  find_way();
  if (!problem_.empty() && points_.size() >= 2) {
    // A click that leads nowhere is taken back, its reason stays.
    const std::string why = problem_;
    points_.pop_back();
    find_way();
    problem_ = why;
  }
}

void DrawTool::undo() {
  if (placing_stations_ && !own_stations_.empty())
    own_stations_.pop_back();
  else if (!points_.empty())
    points_.pop_back();
  ahead_.clear();
  find_way();
}

std::vector<Vec> DrawTool::stations() const {
  if (kind_ != MeasureKind::brt || line_.size() < 2) return {};
  if (own_stations_.size() >= 2 || placing_stations_) return own_stations_;
  const float total = length_of(line_);
  const auto pieces = std::max(1.0F, std::round(total / static_cast<float>(brt.spacing_m)));
  std::vector<Vec> out;
  for (float i = 0; i <= pieces; ++i) out.push_back(at_distance(line_, total * i / pieces));
  return out;
}

void DrawTool::draw(Painter& painter, const Camera& camera, const Theme& theme) const {
  if (!active()) return;
  const sf::Color c = colour_of(kind_, theme);
  const float width = std::clamp(camera.scale() * 8, 5.0F, 16.0F);
  const auto stroke = [&](const std::vector<Vec>& line, float alpha) {
    std::vector<Vec> pixels;
    for (const Vec p : line) {
      const Vec at = camera.to_pixel(p);
      if (pixels.empty() || length(at - pixels.back()) > 1.5F) pixels.push_back(at);
    }
    if (pixels.size() < 2) return;
    painter.polyline(pixels, width + 4, faded(theme.land, alpha));
    painter.polyline(pixels, width, faded(c, alpha));
  };
  stroke(line_, 1);
  stroke(ahead_, 0.45F);
  for (const Vec p : points_) {
    painter.circle(camera.to_pixel(p), width * 0.9F + 2, theme.land);
    painter.circle(camera.to_pixel(p), width * 0.9F, c);
  }
  for (const Vec s : stations()) {
    painter.circle(camera.to_pixel(s), 7.5F, c);
    painter.circle(camera.to_pixel(s), 5.5F, theme.stop);
  }
  if (mouse_seen_ && !placing_stations_)
    painter.ring(camera.to_pixel(ahead_.empty() ? mouse_ : ahead_.back()), 7, 2, c);
  painter.flush();
}

}  // namespace mwendo::viz
