#include "viz/paint/vehicle_painter.h"

#include <cmath>

#include "viz/paint/street_painter.h"
#include "viz/paint/vehicle_pose.h"

namespace mwendo::viz {
namespace {

constexpr float kDensityCell = 2;           // pixels
constexpr float kDensityGain = 0.4F;        // half of the scale at 2.5 vehicles in a cell
constexpr float kWalkersOnStreets = 0.25F;  // pixels per metre; farther as the crow flies

}  // namespace

VehiclePainter::VehiclePainter(const World& world, const LaneGeometry& lanes,
                               const StopPainter& stops)
    : net_(&world.network),
      lanes_(&lanes),
      stops_(&stops),
      paths_(world.network, lanes),
      visible_(world.network.links().size(), 1) {}

void VehiclePainter::find_visible_links(const Box& view) {
  for (const LinkId l : net_->links()) visible_[l.value] = lanes_->box_of(l).overlaps(view) ? 1 : 0;
}

void VehiclePainter::draw(sf::RenderTarget& target, const Camera& camera, const Snapshot& snapshot,
                          float share, const Theme& theme, VehicleColour colour, float dot_scale) {
  drawn_ = 0;
  dot_scale_ = std::max(dot_scale, 1.0F);
  spots_.clear();
  find_visible_links(camera.visible());
  if (shows_density(camera, dot_scale)) return draw_density(target, camera, snapshot, theme);
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

void VehiclePainter::draw_shapes(sf::RenderTarget& target, const Camera& camera,
                                 const Snapshot& snapshot, float share, const Theme& theme,
                                 VehicleColour colour) {
  quads_.clear();
  pictures_ = camera.scale() >= kPicturesAbove;
  const float least = std::clamp(camera.scale() * 6, 1.2F, 2.6F) * dot_scale_;
  for (const VehicleSample& v : snapshot.vehicles) {
    if (visible_[v.link.value] == 0 &&
        (!v.previous_link.valid() || visible_[v.previous_link.value] == 0))
      continue;
    const sf::Color c = colour_of(v, theme, colour);
    add(pose_between(*lanes_, v, share), v.kind, c, camera, least);
  }
  draw_trains(camera, snapshot, share, theme);
  sf::RenderStates states;
  if (pictures_) states.texture = &sprites_.texture();
  if (!quads_.empty()) target.draw(quads_.data(), quads_.size(), sf::Quads, states);
}

void VehiclePainter::draw_people(sf::RenderTarget& target, const Camera& camera,
                                 const Snapshot& snapshot, float share, const Theme& theme) {
  spots_.clear();
  if (snapshot.people.empty()) return;
  quads_.clear();
  const bool near = camera.scale() >= kWalkersOnStreets;
  if (near) paths_.begin_frame();
  // A person's way can leave the straight line between its ends.
  const Box view = camera.visible().grown(near ? 1500 : 20);
  const Box visible = camera.visible().grown(10);
  const float radius = std::max(0.38F * camera.scale(), 0.6F * dot_scale_);
  const Rect t = Sprites::disc();
  for (const PersonSample& f : snapshot.people) {
    if (!view.contains({f.x, f.y})) continue;
    const float at =
        std::clamp(f.share + f.share_per_s * snapshot.step_s * (share - 1), 0.0F, 1.0F);
    const Vec place = near ? paths_.place(f, at) : Vec{f.x, f.y};
    if (!visible.contains(place)) continue;
    const Vec p = camera.to_pixel(place);
    if (near) spots_.emplace_back(p, f.id);
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

std::optional<std::uint32_t> VehiclePainter::person_at(Vec pixel, float reach) const {
  std::optional<std::uint32_t> best;
  for (const auto& [at, id] : spots_)
    if (const float d = length(at - pixel); d < reach) reach = d, best = id;
  return best;
}

std::optional<Vec> VehiclePainter::person_spot(std::uint32_t id) const {
  for (const auto& [at, other] : spots_)
    if (other == id) return at;
  return std::nullopt;
}

// On own track, straight from stop to stop.
void VehiclePainter::draw_trains(const Camera& camera, const Snapshot& snapshot, float share,
                                 const Theme& theme) {
  const float least = std::clamp(camera.scale() * 6, 2.0F, 3.5F) * dot_scale_;
  for (const TrainSample& t : snapshot.trains) {
    const Vec a = stops_->place_of(t.from);
    const Vec b = stops_->place_of(t.to);
    const float at = mix(t.previous_share, t.share, share);
    add({mix(a, b, at), unit(b - a)}, kTrainKind, theme.vehicle[kTrainKind], camera, least);
  }
}

// Blurs the counts with the kernel 1 4 6 4 1 in both directions, so that no cell shows.
void VehiclePainter::spread(unsigned columns, unsigned rows) {
  const auto pass = [&](std::size_t lines, std::size_t line_step, std::size_t n, std::size_t step) {
    line_.resize(n + 4);
    for (std::size_t k = 0; k < lines; ++k) {
      float* at = cells_.data() + k * line_step;
      line_[0] = line_[1] = line_[n + 2] = line_[n + 3] = 0;
      bool any = false;
      for (std::size_t i = 0; i < n; ++i)
        line_[i + 2] = at[i * step], any = any || line_[i + 2] != 0;
      if (!any) continue;
      for (std::size_t i = 0; i < n; ++i)
        at[i * step] =
            (line_[i] + line_[i + 4] + 4 * (line_[i + 1] + line_[i + 3]) + 6 * line_[i + 2]) / 16;
    }
  };
  pass(rows, columns, columns, 1);
  pass(columns, 1, rows, columns);
}

// Counts what is in view in cells of a few pixels and shows them as one stretched picture.
void VehiclePainter::draw_density(sf::RenderTarget& target, const Camera& camera,
                                  const Snapshot& snapshot, const Theme& theme) {
  const Rect view = camera.viewport();
  const float cell = kDensityCell * std::round(dot_scale_);
  const auto columns = static_cast<unsigned>(view.w / cell) + 1;
  const auto rows = static_cast<unsigned>(view.h / cell) + 1;
  cells_.assign(static_cast<std::size_t>(columns) * rows, 0);
  const auto count = [&](Vec place, float weight) {
    const Vec p = camera.to_pixel(place) - Vec{view.x, view.y};
    if (p.x < 0 || p.y < 0 || p.x >= view.w || p.y >= view.h) return;
    cells_[static_cast<std::size_t>(p.y / cell) * columns + static_cast<std::size_t>(p.x / cell)] +=
        weight;
    ++drawn_;
  };
  for (const VehicleSample& v : snapshot.vehicles)
    if (visible_[v.link.value] != 0) count(lanes_->pose(v.link, 0, v.position_m).position, 1);
  for (const PersonSample& f : snapshot.people) count({f.x, f.y}, 0.2F);
  spread(columns, rows);
  pixels_.resize(cells_.size() * 4);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const float share = 1 - 1 / (1 + kDensityGain * cells_[i]);
    const sf::Color c = theme.colour(ColourMap::harm, 0.2F + 0.8F * share);
    pixels_[4 * i] = c.r, pixels_[4 * i + 1] = c.g, pixels_[4 * i + 2] = c.b;
    pixels_[4 * i + 3] = static_cast<sf::Uint8>(std::lround(250 * std::min(1.0F, share * 2.2F)));
  }
  if (density_.getSize() != sf::Vector2u{columns, rows}) {
    density_.create(columns, rows);
    density_.setSmooth(true);
  }
  density_.update(pixels_.data());
  const float w = static_cast<float>(columns) * cell;
  const float h = static_cast<float>(rows) * cell;
  const auto u = static_cast<float>(columns), t = static_cast<float>(rows);
  const std::array<sf::Vertex, 4> quad = {
      sf::Vertex({view.x, view.y}, Vec{0, 0}), sf::Vertex({view.x + w, view.y}, Vec{u, 0}),
      sf::Vertex({view.x + w, view.y + h}, Vec{u, t}), sf::Vertex({view.x, view.y + h}, Vec{0, t})};
  target.draw(quad.data(), quad.size(), sf::Quads, sf::RenderStates(&density_));
}

}  // namespace mwendo::viz
