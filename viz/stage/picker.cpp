#include "viz/stage/picker.h"

#include <limits>

#include "viz/map/street_mesh.h"
#include "viz/paint/vehicle_pose.h"

namespace mwendo::viz {
namespace {

constexpr float kFar = std::numeric_limits<float>::max();

// The middle of a vehicle on the screen.
Vec middle_of(const LaneGeometry& lanes, const Camera& camera, const VehicleSample& v,
              float share) {
  const Pose p = pose_between(lanes, v, share);
  return camera.to_pixel(p.position - p.heading * (footprint_of(v.kind).length_m / 2));
}

Selection pick_vehicle(const Stage& stage, const Camera& camera, Vec pixel, float time_s,
                       float reach) {
  const float share = stage.share_at(time_s);
  const LaneGeometry& lanes = stage.map().lanes();
  const Box near =
      Box{camera.to_map(pixel), camera.to_map(pixel)}.grown(reach / camera.scale() + 30);
  Selection best;
  float nearest = kFar;
  for (const VehicleSample& v : stage.snapshot().vehicles) {
    if (!lanes.box_of(v.link).overlaps(near)) continue;
    const float within = std::max(reach, footprint_of(v.kind).length_m * camera.scale() * 0.5F);
    const float d = length(middle_of(lanes, camera, v, share) - pixel);
    if (d < within && d < nearest) nearest = d, best = {SelectionKind::vehicle, v.vehicle};
  }
  return best;
}

Selection pick_stop(const Stage& stage, const Camera& camera, Vec pixel, float reach) {
  Selection best;
  float nearest = reach;
  for (const StopId s : stage.world().transit.stops()) {
    if (!stage.map().stops().shown(s, camera.scale())) continue;
    const float d = length(camera.to_pixel(stage.map().stops().place_of(s)) - pixel);
    if (d < nearest) nearest = d, best = {SelectionKind::stop, s.value};
  }
  return best;
}

std::vector<Vec> middle_line(const LaneGeometry& lanes, LinkId l) {
  return moved_left(lanes.line(l), lanes.half_width(l) * static_cast<float>(lanes.shift(l)));
}

void draw_link(Painter& painter, const LaneGeometry& lanes, const Camera& camera, LinkId l,
               float width, sf::Color c) {
  std::vector<Vec> line = middle_line(lanes, l);
  for (Vec& p : line) p = camera.to_pixel(p);
  painter.polyline(line, width, c);
}

void draw_vehicle(Painter& painter, const Stage& stage, const Camera& camera, std::uint32_t id,
                  float time_s, const Theme& theme) {
  const LaneGeometry& lanes = stage.map().lanes();
  const VehicleSample* v = find_vehicle(stage.snapshot(), id);
  if (v == nullptr) return;
  const Vec p = middle_of(lanes, camera, *v, stage.share_at(time_s));
  const float r = std::max(footprint_of(v->kind).length_m * camera.scale() * 0.7F, 11.0F);
  painter.ring(p, r + 1.5F, 5, faded(theme.land, 0.7F));
  painter.ring(p, r + 1.5F, 2.5F, theme.accent);
}

void draw_line(Painter& painter, const Stage& stage, const Camera& camera, LineId l,
               const Theme& theme) {
  const TransitSupply& supply = stage.world().transit;
  const LaneGeometry& lanes = stage.map().lanes();
  const float width = std::clamp(5 * camera.scale() + 3, 3.5F, 9.0F);
  const Box view = camera.visible();
  for (const LinkId link : supply.path_of(l))
    if (lanes.box_of(link).overlaps(view))
      draw_link(painter, lanes, camera, link, width, faded(theme.accent, 0.75F));
  const auto stops = supply.stops_of(l);
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const Vec p = camera.to_pixel(stage.map().stops().place_of(stops[i].stop));
    if (supply.path_of(l).empty() && i > 0)
      painter.line(camera.to_pixel(stage.map().stops().place_of(stops[i - 1].stop)), p, width,
                   faded(theme.accent, 0.75F));
    painter.circle(p, 4.5F, theme.accent);
    painter.circle(p, 2.8F, theme.stop);
  }
}

}  // namespace

const VehicleSample* find_vehicle(const Snapshot& s, std::uint32_t vehicle) {
  for (const VehicleSample& v : s.vehicles)
    if (v.vehicle == vehicle) return &v;
  return nullptr;
}

LinkId nearest_link(const Network& net, const LaneGeometry& lanes, Vec place, float reach_m,
                    Permissions who) {
  LinkId best;
  float nearest = reach_m;
  const Box near = Box{place, place}.grown(reach_m);
  for (const LinkId l : net.links()) {
    if (!lanes.box_of(l).overlaps(near) || (net.permissions_of(l) & who) == 0) continue;
    const std::vector<Vec> line = middle_line(lanes, l);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const float d = nearest_on_piece(place, line[i], line[i + 1]).distance;
      if (d < nearest) nearest = d, best = l;
    }
  }
  return best;
}

Selection pick(const Stage& stage, const Camera& camera, Vec pixel, float time_s, float reach_px) {
  if (const auto person = stage.map().person_at(pixel, reach_px * 0.5F))
    return {SelectionKind::person, *person};
  if (camera.scale() > 0.12F)
    if (const Selection s = pick_vehicle(stage, camera, pixel, time_s, reach_px * 0.8F); s.any())
      return s;
  if (const Selection s = pick_stop(stage, camera, pixel, reach_px); s.any()) return s;
  const LinkId l = nearest_link(stage.world().network, stage.map().lanes(), camera.to_map(pixel),
                                reach_px / camera.scale(), 0xFFFF);
  if (l.valid()) return {SelectionKind::link, l.value};
  return {};
}

void draw_route(Painter& painter, const Stage& stage, const Camera& camera,
                std::span<const LinkId> route, const Theme& theme) {
  const LaneGeometry& lanes = stage.map().lanes();
  const float width = std::clamp(2.6F * camera.scale(), 3.0F, 12.0F);
  std::vector<Vec> line;
  for (const LinkId l : route)
    for (const Vec p : middle_line(lanes, l)) {
      const Vec at = camera.to_pixel(p);
      if (line.empty() || length(at - line.back()) > 2) line.push_back(at);
    }
  if (line.size() < 2) return;
  // Ink, not a hue: the streets below may be of any colour of a layer.
  painter.polyline(line, width + 3, faded(theme.land, 0.9F));
  painter.polyline(line, width, faded(theme.text, 0.85F));
  painter.circle(line.front(), width * 1.3F, theme.text);
  painter.circle(line.back(), width * 1.6F, theme.text);
  painter.circle(line.back(), width * 0.9F, theme.land);
  painter.flush();
}

void draw_selection(Painter& painter, const Stage& stage, const Camera& camera,
                    const Selection& selection, float time_s, const Theme& theme) {
  const LaneGeometry& lanes = stage.map().lanes();
  switch (selection.kind) {
    case SelectionKind::none: return;
    case SelectionKind::link: {
      const LinkId l{selection.id};
      if (l.value >= stage.world().network.links().size()) return;
      const float width = std::max(lanes.half_width(l) * 2 * camera.scale(), 3.0F);
      draw_link(painter, lanes, camera, l, width + 5, faded(theme.accent, 0.45F));
      break;
    }
    case SelectionKind::stop: {
      if (selection.id >= stage.world().transit.stops().size()) return;
      const Vec p = camera.to_pixel(stage.map().stops().place_of(StopId{selection.id}));
      painter.ring(p, 12, 3, theme.accent);
      break;
    }
    case SelectionKind::vehicle:
      draw_vehicle(painter, stage, camera, selection.id, time_s, theme);
      break;
    case SelectionKind::person: {
      std::vector<Vec> path;
      for (const Vec p : stage.map().person_path(selection.id)) path.push_back(camera.to_pixel(p));
      painter.polyline(path, 5, faded(theme.land, 0.9F));
      painter.polyline(path, 2.5F, faded(theme.text, 0.85F));
      if (const auto spot = stage.map().person_spot(selection.id))
        painter.ring(*spot, 9, 2.5F, theme.accent);
      break;
    }
    case SelectionKind::line:
      if (selection.id < stage.world().transit.lines().size())
        draw_line(painter, stage, camera, LineId{selection.id}, theme);
      break;
  }
  painter.flush();
}

}  // namespace mwendo::viz
