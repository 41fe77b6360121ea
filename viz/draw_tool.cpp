#include "viz/draw_tool.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "viz/picker.h"

namespace mwendo::viz {
namespace {

Permissions who_of(MeasureKind kind) { return kind == MeasureKind::brt ? kBus : kCar; }

// The nearest place on a line, and how far along it is.
struct OnLine {
  Vec place;
  float along = 0;
  float distance = 1e9F;
};
OnLine nearest_on_line(std::span<const Vec> line, Vec p) {
  OnLine best;
  float at = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Nearest n = nearest_on_piece(p, line[i], line[i + 1]);
    const float piece = length(line[i + 1] - line[i]);
    if (n.distance < best.distance) best = {mix(line[i], line[i + 1], n.share), at + n.share * piece, n.distance};
    at += piece;
  }
  return best;
}

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
  static constexpr std::array<const char*, 5> kNames = {"", "BRT line", "Cycle track", "Walkway", "Open street"};
  return kNames[static_cast<std::size_t>(kind)];
}

DrawTool::DrawTool(const World& world, const LaneGeometry& lanes) : world_(&world), lanes_(&lanes) {}

void DrawTool::begin(MeasureKind kind) {
  kind_ = kind;
  points_.clear(), line_.clear(), ahead_.clear(), own_stations_.clear();
  way_ = {};
  problem_.clear();
  placing_stations_ = false;
  length_m_ = 0;
  matcher_ = std::make_unique<conflate::LinkMatcher>(world_->network, who_of(kind));
}

conflate::LinkMatch DrawTool::connect(const std::vector<Vec>& points) const {
  conflate::Line line;
  for (const Vec p : points) line.push_back(lanes_->to_world(p));
  return matcher_->connect(line);
}

std::vector<Vec> DrawTool::line_of(const conflate::LinkMatch& way) const {
  std::vector<Vec> line;
  for (std::size_t i = 0; i < way.links.size(); ++i) {
    const LinkId l = way.links[i];
    const float from = i == 0 ? static_cast<float>(way.start_m) : 0;
    const float to = i + 1 == way.links.size() ? static_cast<float>(way.end_m) : lanes_->length(l);
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
  if (placing_stations_ && !own_stations_.empty()) own_stations_.pop_back();
  else if (!points_.empty()) points_.pop_back();
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

std::vector<LonLat> DrawTool::degrees(const std::vector<Vec>& places) const {
  const Projection projection(world_->network.crs);
  std::vector<LonLat> out;
  for (const Vec p : places) out.push_back(projection.to_degrees(lanes_->to_world(p)));
  return out;
}

Measure DrawTool::measure() const {
  if (kind_ == MeasureKind::cycle_track) {
    CycleTrackMeasure m;
    m.streets.waypoints = degrees(points_);
    return m;
  }
  if (kind_ == MeasureKind::walkway) {
    WalkwayMeasure m;
    m.streets.waypoints = degrees(points_);
    return m;
  }
  if (kind_ == MeasureKind::closure) {
    OpenStreetMeasure m;
    m.streets.waypoints = degrees(points_);
    return m;
  }
  BrtCorridorMeasure m;
  m.name = name.empty() ? "New line" : name;
  m.waypoints = degrees(points_);
  m.station_spacing_m = brt.spacing_m;
  m.peak_headway_s = brt.peak_headway_s;
  m.offpeak_headway_s = 2 * brt.peak_headway_s;
  m.lanes_from = brt.lanes_from;
  m.articulated = brt.articulated;
  m.powertrain = brt.electric ? Powertrain::battery_electric : Powertrain::diesel;
  m.competing = brt.competing;
  const std::vector<Vec> places = stations_in_order();
  const auto where = degrees(places);
  const auto names = station_names(places, m.name);
  for (std::size_t i = 0; i < where.size(); ++i) m.stations.push_back({names[i], where[i]});
  return m;
}

std::vector<Vec> DrawTool::stations_in_order() const {
  std::vector<std::pair<float, Vec>> sorted;
  for (const Vec s : stations()) sorted.emplace_back(nearest_on_line(line_, s).along, s);
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Vec> places;
  for (const auto& [along, place] : sorted) places.push_back(place);
  return places.size() >= 2 ? places : std::vector<Vec>{};
}

// After the nearest stop that is there today, else after the line; no name twice.
std::vector<std::string> DrawTool::station_names(const std::vector<Vec>& places, const std::string& line) const {
  constexpr float kNear = 350;
  const TransitSupply& supply = world_->transit;
  std::vector<std::string> names;
  for (const Vec p : places) {
    float nearest = kNear;
    std::string best = fmt::format("{} {}", line, names.size() + 1);
    for (const StopId s : supply.stops()) {
      const float d = length(lanes_->origin_offset(supply.stop.position[s]) - p);
      const bool used = std::find(names.begin(), names.end(), supply.stop.name[s]) != names.end();
      if (d < nearest && !used && !supply.stop.name[s].empty()) nearest = d, best = supply.stop.name[s];
    }
    names.push_back(best);
  }
  return names;
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
  if (mouse_seen_ && !placing_stations_) painter.ring(camera.to_pixel(ahead_.empty() ? mouse_ : ahead_.back()), 7, 2, c);
  painter.flush();
}

}  // namespace mwendo::viz
