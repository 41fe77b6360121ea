#include "viz/vehicle_painter.h"

#include <cmath>

#include "viz/street_painter.h"
#include "viz/vehicle_pose.h"

namespace mwendo::viz {
namespace {

constexpr float kDensityCell = 3;  // pixels

}  // namespace

VehiclePainter::VehiclePainter(const Network& net, const LaneGeometry& lanes,
                               std::vector<float> platoon)
    : net_(&net), lanes_(&lanes), platoon_(std::move(platoon)), visible_(net.links().size(), 1) {}

void VehiclePainter::find_visible_links(const Box& view) {
  for (const LinkId l : net_->links()) visible_[l.value] = lanes_->box_of(l).overlaps(view) ? 1 : 0;
}

void VehiclePainter::draw(sf::RenderTarget& target, const Camera& camera, const Snapshot& snapshot,
                          float share, const Theme& theme, VehicleColour colour) {
  drawn_ = 0;
  find_visible_links(camera.visible());
  if (camera.scale() < kDensityBelow) return draw_density(target, camera, snapshot, theme);
  draw_people(target, camera, snapshot, share, theme);
  draw_shapes(target, camera, snapshot, share, theme, colour);
}

sf::Color VehiclePainter::colour_of(const VehicleSample& v, const Theme& theme,
                                    VehicleColour colour) const {
  if (colour == VehicleColour::kind) return theme.vehicle[v.kind];
  return theme.colour(ColourMap::speed, v.speed_mps / net_->link.free_speed_mps[v.link]);
}

void VehiclePainter::add(const Pose& pose, std::uint8_t kind, sf::Color c, const Camera& camera,
                         float least_px) {
  const Footprint f = footprint_of(kind);
  const float scale = camera.scale();
  const float half_l = std::max(f.length_m * scale, least_px * 1.25F) / 2;
  const float half_w = std::max(f.width_m * scale, least_px) / 2;
  const Vec ahead{pose.heading.x, -pose.heading.y};
  const Vec side{-ahead.y, ahead.x};
  // Positions of traffic are those of the front.
  const Vec middle = camera.to_pixel(pose.position) - ahead * (f.length_m * scale / 2);
  // Pictures have a clear border of 2 of 128 by 32 pixels.
  const Vec l = ahead * (pictures_ ? half_l * 128 / 124 : half_l);
  const Vec w = side * (pictures_ ? half_w * 32 / 28 : half_w);
  const Rect t = Sprites::place(kind);
  quads_.emplace_back(middle - l - w, c, Vec{t.x, t.y});
  quads_.emplace_back(middle + l - w, c, Vec{t.x + t.w, t.y});
  quads_.emplace_back(middle + l + w, c, Vec{t.x + t.w, t.y + t.h});
  quads_.emplace_back(middle - l + w, c, Vec{t.x, t.y + t.h});
  ++drawn_;
}

// The vehicles that a platoon stands for, as far as they are on its link.
void VehiclePainter::add_followers(const VehicleSample& v, sf::Color c, const Camera& camera,
                                   float share) {
  const auto count = static_cast<int>(std::lround(platoon_[v.kind]));
  if (count <= 1) return;
  const float spacing = footprint_of(v.kind).length_m + 2 + v.speed_mps * 1.2F;
  const bool same = v.previous_link == v.link;
  const float front = same ? mix(v.previous_m, v.position_m, share) : v.position_m;
  const float lateral = lanes_->lateral(v.link, v.lane);
  for (int k = 1; k < count; ++k) {
    const float at = front - spacing * static_cast<float>(k);
    if (at < 4) return;
    add(lanes_->vehicle_pose(v.link, lateral, at), v.kind, c, camera, 0);
  }
}

void VehiclePainter::draw_shapes(sf::RenderTarget& target, const Camera& camera,
                                 const Snapshot& snapshot, float share, const Theme& theme,
                                 VehicleColour colour) {
  quads_.clear();
  pictures_ = camera.scale() >= kPicturesAbove;
  const float least = std::clamp(camera.scale() * 6, 1.2F, 2.6F);
  for (const VehicleSample& v : snapshot.vehicles) {
    if (visible_[v.link.value] == 0 &&
        (!v.previous_link.valid() || visible_[v.previous_link.value] == 0))
      continue;
    const sf::Color c = colour_of(v, theme, colour);
    add(pose_between(*lanes_, v, share), v.kind, c, camera, least);
    if (pictures_) add_followers(v, c, camera, share);
  }
  sf::RenderStates states;
  if (pictures_) states.texture = &sprites_.texture();
  if (!quads_.empty()) target.draw(quads_.data(), quads_.size(), sf::Quads, states);
}

void VehiclePainter::draw_people(sf::RenderTarget& target, const Camera& camera,
                                 const Snapshot& snapshot, float share, const Theme& theme) {
  if (snapshot.free.empty()) return;
  quads_.clear();
  const Box view = camera.visible().grown(20);
  const float radius = std::max(0.45F * camera.scale(), 0.7F);
  const Rect t = Sprites::disc();
  for (const FreeSample& f : snapshot.free) {
    const Vec place = mix(Vec{f.previous_x, f.previous_y}, Vec{f.x, f.y}, share);
    if (!view.contains(place)) continue;
    const Vec p = camera.to_pixel(place);
    const sf::Color c = f.mode == Mode::walk ? theme.walker : theme.cyclist;
    quads_.emplace_back(p + Vec{-radius, -radius}, c, Vec{t.x, t.y});
    quads_.emplace_back(p + Vec{radius, -radius}, c, Vec{t.x + t.w, t.y});
    quads_.emplace_back(p + Vec{radius, radius}, c, Vec{t.x + t.w, t.y + t.h});
    quads_.emplace_back(p + Vec{-radius, radius}, c, Vec{t.x, t.y + t.h});
    ++drawn_;
  }
  sf::RenderStates states;
  if (radius > 1.5F) states.texture = &sprites_.texture();
  if (!quads_.empty()) target.draw(quads_.data(), quads_.size(), sf::Quads, states);
}

// Counts what is in view in cells of a few pixels and shows them as one stretched picture.
void VehiclePainter::draw_density(sf::RenderTarget& target, const Camera& camera,
                                  const Snapshot& snapshot, const Theme& theme) {
  const Rect view = camera.viewport();
  const auto columns = static_cast<unsigned>(view.w / kDensityCell) + 1;
  const auto rows = static_cast<unsigned>(view.h / kDensityCell) + 1;
  cells_.assign(static_cast<std::size_t>(columns) * rows, 0);
  const auto count = [&](Vec place, float weight) {
    const Vec p = camera.to_pixel(place) - Vec{view.x, view.y};
    if (p.x < 0 || p.y < 0 || p.x >= view.w || p.y >= view.h) return;
    cells_[static_cast<std::size_t>(p.y / kDensityCell) * columns +
           static_cast<std::size_t>(p.x / kDensityCell)] += weight;
    ++drawn_;
  };
  for (const VehicleSample& v : snapshot.vehicles)
    if (visible_[v.link.value] != 0)
      count(lanes_->pose(v.link, 0, v.position_m).position, platoon_[v.kind]);
  for (const FreeSample& f : snapshot.free) count({f.x, f.y}, 0.3F);
  pixels_.resize(cells_.size() * 4);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const float share = 1 - std::exp(-0.16F * cells_[i]);
    const sf::Color c = theme.colour(ColourMap::harm, 0.25F + 0.75F * share);
    pixels_[4 * i] = c.r, pixels_[4 * i + 1] = c.g, pixels_[4 * i + 2] = c.b;
    pixels_[4 * i + 3] = static_cast<sf::Uint8>(std::lround(255 * std::min(1.0F, share * 1.5F)));
  }
  if (density_.getSize() != sf::Vector2u{columns, rows}) {
    density_.create(columns, rows);
    density_.setSmooth(true);
  }
  density_.update(pixels_.data());
  const float w = static_cast<float>(columns) * kDensityCell;
  const float h = static_cast<float>(rows) * kDensityCell;
  const auto u = static_cast<float>(columns), t = static_cast<float>(rows);
  const std::array<sf::Vertex, 4> quad = {
      sf::Vertex({view.x, view.y}, Vec{0, 0}), sf::Vertex({view.x + w, view.y}, Vec{u, 0}),
      sf::Vertex({view.x + w, view.y + h}, Vec{u, t}), sf::Vertex({view.x, view.y + h}, Vec{0, t})};
  target.draw(quad.data(), quad.size(), sf::Quads, sf::RenderStates(&density_));
}

}  // namespace mwendo::viz
