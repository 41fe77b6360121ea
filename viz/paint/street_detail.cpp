#include "viz/paint/street_detail.h"

#include "viz/map/street_mesh.h"

namespace mwendo::viz {
namespace {

constexpr float kDash = 3;  // metres
constexpr float kGap = 6;

class DetailPainter {
 public:
  DetailPainter(Painter& painter, const Camera& camera, const Network& net,
                const LaneGeometry& lanes, const Theme& theme)
      : painter_(painter),
        camera_(camera),
        net_(net),
        lanes_(lanes),
        theme_(theme),
        width_(std::max(0.14F * camera.scale(), 0.8F)) {}

  void draw(LinkId l) {
    const auto count = static_cast<std::uint32_t>(net_.lanes_of(l).size());
    const float from = start_of(l);
    const float to = lanes_.length(l) - lanes_.setback(l);
    if (to - from < 4) return;
    for (std::uint32_t i = 1; i < count; ++i) dashes(l, lanes_.boundary(l, i), from, to);
    const LinkId r = net_.link.reverse[l];
    if (lanes_.shift(l) != 0 && l < r) median(l, count, from, to);
    if (lanes_.setback(l) > 0 && controlled(l)) stop_line(l, count, to);
  }

 private:
  [[nodiscard]] float start_of(LinkId l) const {
    const LinkId r = net_.link.reverse[l];
    return r.valid() ? lanes_.setback(r) : 0;
  }
  [[nodiscard]] bool controlled(LinkId l) const {
    const JunctionControl c = net_.node.control[net_.link.to[l]];
    if (c == JunctionControl::signal || c == JunctionControl::police) return true;
    return c == JunctionControl::priority && net_.link.road_class[l] >= RoadClass::tertiary;
  }
  void stroke(LinkId l, float lateral, float from, float to, float width) {
    const Pose a = lanes_.pose(l, lateral, from);
    const Pose b = lanes_.pose(l, lateral, to);
    painter_.line(camera_.to_pixel(a.position), camera_.to_pixel(b.position), width,
                  theme_.marking);
  }
  void dashes(LinkId l, float lateral, float from, float to) {
    for (float at = from; at + kDash < to; at += kDash + kGap)
      stroke(l, lateral, at, at + kDash, width_);
  }
  // One line on small streets, a broad one where two or more lanes meet on either side.
  void median(LinkId l, std::uint32_t count, float from, float to) {
    const float lateral = lanes_.boundary(l, count);
    if (count == 1) return dashes(l, lateral, from, to);
    for (float at = from; at < to; at += 25)
      stroke(l, lateral, at, std::min(at + 25, to), width_ * 2.5F);
  }
  void stop_line(LinkId l, std::uint32_t count, float at) {
    const Pose a = lanes_.pose(l, lanes_.boundary(l, 0), at);
    const Pose b = lanes_.pose(l, lanes_.boundary(l, count), at);
    painter_.line(camera_.to_pixel(a.position), camera_.to_pixel(b.position),
                  std::max(0.4F * camera_.scale(), 1.2F), theme_.marking);
  }

  Painter& painter_;
  const Camera& camera_;
  const Network& net_;
  const LaneGeometry& lanes_;
  const Theme& theme_;
  float width_;
};

}  // namespace

void draw_street_detail(Painter& painter, const Camera& camera, const Network& net,
                        const LaneGeometry& lanes, const Theme& theme) {
  if (camera.scale() < kDetailAbove) return;
  DetailPainter detail(painter, camera, net, lanes, theme);
  const Box view = camera.visible();
  for (const LinkId l : net.links())
    if (lanes.box_of(l).overlaps(view) && net.link.road_class[l] < RoadClass::rail) detail.draw(l);
  painter.flush();
}

}  // namespace mwendo::viz
