#include "viz/paint/map_view.h"

#include <SFML/OpenGL.hpp>
#include <algorithm>
#include <cmath>
#include <string_view>

#include "viz/paint/street_detail.h"

namespace mwendo::viz {
namespace {

constexpr std::array<float, kRoadClassCount> kLeastPixels = {2.0F, 1.8F, 1.5F, 1.2F, 0.9F, 0.7F,
                                                             0.5F, 0.6F, 1.6F, 1.4F, 0.6F, 0.4F};

// Coordinates of the target are pixels of the window, drawing is confined to the clip.
sf::View clipped_view(sf::Vector2u size, Rect clip) {
  sf::View view(sf::FloatRect(clip.x, clip.y, clip.w, clip.h));
  const auto w = static_cast<float>(size.x), h = static_cast<float>(size.y);
  view.setViewport({clip.x / w, clip.y / h, clip.w / w, clip.h / h});
  return view;
}

// A made-up street without a name: the mesh of local streets.
bool made_up(const Network& net, LinkId l) {
  return (net.link.flags[l] & kSyntheticGeometry) != 0 &&
         net.link.road_class[l] >= RoadClass::tertiary &&
         net.street_names[net.link.street[l]].empty();
}

// Whether OpenGL is a program and no graphics card; needs an active context.
bool drawn_by_software() {
  const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  const std::string_view renderer = name != nullptr ? name : "";
  return renderer.find("llvmpipe") != renderer.npos || renderer.find("softpipe") != renderer.npos;
}

}  // namespace

MapView::MapView(const World& world, const Fonts& fonts)
    : world_(&world),
      fonts_(&fonts),
      lanes_(world.network),
      ground_(world, lanes_),
      streets_(world.network, lanes_),
      labels_(world.network, lanes_),
      stops_(world.network, world.transit, lanes_),
      vehicles_(world, lanes_, stops_) {
  frame_.values.resize(world.network.links().size());
  for (const LinkId l : world.network.links())
    made_up_.push_back(made_up(world.network, l) ? 1 : 0);
  any_made_up_ = std::find(made_up_.begin(), made_up_.end(), 1) != made_up_.end();
}

void MapView::show_links(const LinkFrame& frame, const LinkFrame* base) {
  frame_ = frame;
  base_frame_ = base != nullptr ? *base : LinkFrame{};
  ++figures_;
}

std::optional<float> MapView::figure(Layer layer, LinkId l) const {
  const auto value = layer_value(layer, frame_.values[l.value], world_->network, l);
  if (!is_difference(layer)) return value;
  if (base_frame_.values.size() <= l.value) return std::nullopt;
  const auto before = layer_value(layer, base_frame_.values[l.value], world_->network, l);
  // Speeds are compared where both are known; no traffic is a flow of zero.
  if (compared(layer) == Layer::speed ? !value || !before : !value && !before) return std::nullopt;
  return value.value_or(0) - before.value_or(0);
}

StreetStyle MapView::style_of(LinkId l, const MapLook& look, const Theme& theme) const {
  const auto road = static_cast<std::size_t>(world_->network.link.road_class[l]);
  const bool faint = made_up_[l.value] != 0;
  if (look.layer == Layer::streets)
    return {faint ? blend(theme.street[road], theme.land, 0.55F) : theme.street[road],
            kLeastPixels[road]};
  const LayerInfo& info = info_of(look.layer);
  const auto value = figure(look.layer, l);
  if (!value) return {theme.muted_street, kLeastPixels[road] * 0.8F};
  const float share = share_of(look.layer, *value);
  const float least = info.widens ? 1.2F + 5 * share : std::max(kLeastPixels[road] * 1.6F, 1.6F);
  return {theme.colour(info.map, share), least};
}

void MapView::style_streets(const MapLook& look) {
  const bool layer = look.layer != Layer::streets;
  if (styled_once_ && styled_ == look && (!layer || styled_figures_ == figures_)) return;
  const Theme& theme = theme_of(look.theme);
  const Network& net = world_->network;
  std::vector<StreetStyle> styles;
  styles.reserve(net.links().size() + net.nodes().size());
  for (const LinkId l : net.links()) styles.push_back(style_of(l, look, theme));
  for (const NodeId n : net.nodes()) {
    std::size_t road = kRoadClassCount - 1;
    for (const LinkId l : net.outgoing(n))
      road = std::min(road, static_cast<std::size_t>(net.link.road_class[l]));
    for (const LinkId l : net.incoming(n))
      road = std::min(road, static_cast<std::size_t>(net.link.road_class[l]));
    styles.push_back(layer ? StreetStyle{theme.plate, 0.1F}
                           : StreetStyle{theme.street[road], kLeastPixels[road]});
  }
  streets_.set_style(styles);
  std::vector<StreetStyle> lanes;
  for (const LaneId a : net.lanes()) {
    const Permissions p = net.lane.permissions[a];
    const sf::Color c = (p & kBrt) != 0       ? theme.brt_lane
                        : (p & kBus) != 0     ? theme.bus_lane
                        : (p & kBicycle) != 0 ? theme.cycle_track
                                              : theme.footway;
    lanes.push_back({c, layer ? 0 : 1.2F});
  }
  streets_.set_lane_style(lanes);
  styled_ = look;
  styled_figures_ = figures_;
  styled_once_ = true;
}

void MapView::redraw_base(sf::Vector2u size, const Camera& camera, const MapLook& look) {
  BaseKey key{camera.centre(), camera.scale(), camera.viewport(), look,
              look.layer == Layer::streets ? 0 : figures_};
  const bool resized = base_ == nullptr || base_->getSize() != size;
  const bool moved = key.centre != key_.centre || key.scale != key_.scale;
  if (!resized && key == key_ && !hasty_) return;
  if (resized) {
    base_ = std::make_unique<sf::RenderTexture>();
    base_->create(size.x, size.y);
    base_->setActive(true);
    software_ = drawn_by_software();
  }
  // Software draws edges of streets only when the eye rests.
  hasty_ = software_ && moved && !resized;
  key_ = key;
  style_streets(look);
  const Theme& theme = theme_of(look.theme);
  base_->clear(theme.land);
  base_->setView(clipped_view(size, camera.viewport()));
  ground_.draw(*base_, camera, look.theme);
  const float scale = camera.scale();
  const float thin = std::clamp(0.75F + scale * 6, 0.75F, 1.6F) * std::max(look.text_scale, 1.0F);
  const float casing = scale > 0.08F && !hasty_ ? std::clamp(0.35F + scale * 1.2F, 0.5F, 1.1F) : 0;
  streets_.draw(*base_, camera, {theme.casing, casing, thin});
  streets_.draw_lanes(*base_, camera, thin);
  Painter painter(*base_, *fonts_);
  draw_street_detail(painter, camera, world_->network, lanes_, theme);
  base_->display();
}

void MapView::draw(sf::RenderTarget& target, const Camera& camera, const Snapshot& snapshot,
                   float share, const MapLook& look, Rect clip) {
  const sf::Vector2u size = target.getSize();
  redraw_base(size, camera, look);
  target.setView(clipped_view(size, clip));
  const std::array<Vec, 4> corner = {Vec{clip.x, clip.y}, Vec{clip.x + clip.w, clip.y},
                                     Vec{clip.x + clip.w, clip.y + clip.h},
                                     Vec{clip.x, clip.y + clip.h}};
  std::array<sf::Vertex, 4> quad;
  for (std::size_t i = 0; i < 4; ++i) quad[i] = sf::Vertex(corner[i], corner[i]);
  sf::RenderStates opaque(&base_->getTexture());
  opaque.blendMode = sf::BlendNone;
  target.draw(quad.data(), quad.size(), sf::Quads, opaque);

  const Theme& theme = theme_of(look.theme);
  Painter painter(target, *fonts_);
  const bool glow = VehiclePainter::shows_density(camera, look.text_scale);
  if (look.vehicles && !(glow && look.layer != Layer::streets))
    vehicles_.draw(target, camera, snapshot, share, theme, look.vehicle_colour, look.text_scale);
  if (look.labels) {
    BaseKey key{camera.centre(), camera.scale(), camera.viewport(), look, 0};
    if (!(key == label_key_)) {
      ground_.place_names(camera, painter, look.text_scale);
      labels_.place(camera, painter, look.text_scale, ground_.taken());
    }
    label_key_ = key;
  }
  const std::span<const Vec> keep_free =
      look.labels ? std::span<const Vec>(labels_.taken()) : std::span<const Vec>();
  if (look.stops && !(glow && look.layer != Layer::streets))
    stops_.draw(painter, camera, snapshot.waiting, theme, look.text_scale, keep_free);
  if (look.labels) {
    labels_.draw(painter, theme);
    ground_.draw_names(painter, theme);
  }
  painter.flush();
  target.setView(
      clipped_view(size, {0, 0, static_cast<float>(size.x), static_cast<float>(size.y)}));
}

}  // namespace mwendo::viz
