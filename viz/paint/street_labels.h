// Names along streets.
//
//   StreetLabels labels(net, lanes);
//   labels.place(camera, painter, scale_of_text);   // when the camera changed
//   labels.draw(painter, theme);
//
// Links of one name that follow each other are one line. Longer and more important streets come
// first. Labels keep a distance from each other, never stand upside down, and are left out in sharp
// bends.
#pragma once

#include <string>
#include <vector>

#include "viz/map/lane_geometry.h"
#include "viz/paint/painter.h"

namespace mwendo::viz {

class StreetLabels {
 public:
  StreetLabels(const Network& net, const LaneGeometry& lanes);
  void place(const Camera& camera, const Painter& painter, float text_scale,
             std::span<const Vec> keep_free = {});
  void draw(Painter& painter, const Theme& theme) const;
  // Spots in pixels that names stand on.
  [[nodiscard]] const std::vector<Vec>& taken() const { return taken_; }
  [[nodiscard]] std::size_t placed() const { return placed_.size(); }

 private:
  struct Street {
    std::uint32_t name;
    std::uint8_t rank;  // 0: most important
    float length_m;
    Box box;
    std::vector<Vec> line;
  };
  struct Label {
    std::uint32_t name;
    std::uint8_t rank;
    float size;
    std::vector<Vec> line;  // pixels
    float start;
  };
  void join_links(const Network& net, const LaneGeometry& lanes);
  void place_on(const Street& street, const Camera& camera, const Painter& painter, float size);
  [[nodiscard]] bool free_at(const std::vector<Vec>& spots, float distance) const;

  const Network* net_;
  std::vector<Street> streets_;
  std::vector<Label> placed_;
  std::vector<Vec> taken_;
};

}  // namespace mwendo::viz
