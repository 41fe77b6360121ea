// Where lanes and vehicles are on the map.
//
//   const LaneGeometry lanes(net);
//   const Pose pose = lanes.pose(link, lanes.lateral(link, lane), position_m);
//
// Coordinates are metres relative to the middle of the network, x east, y north, as floats.
// Rules
//  - The two directions of a street share their line; each takes the side on which the country
//    drives. A link without opposite, or whose opposite has its own line, is centred on its line.
//  - Lane 0 is next to the kerb. The number after the last lane is the filter lane, between the
//    lanes.
//  - In traffic a link ends at the middle of its node. So that vehicles stand at the stop line,
//    positions near the end are drawn earlier, by the width of the crossing street. The last 60 m
//    take up the difference, so that nothing overlaps.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"
#include "viz/map/camera.h"
#include "viz/map/vec.h"

namespace mwendo::viz {

struct Pose {
  Vec position;
  Vec heading;  // unit
};

class LaneGeometry {
 public:
  explicit LaneGeometry(const Network& net);

  [[nodiscard]] Vec origin_offset(Point p) const {
    return {static_cast<float>(p.x - origin_.x), static_cast<float>(p.y - origin_.y)};
  }
  [[nodiscard]] Point to_world(Vec p) const { return {origin_.x + p.x, origin_.y + p.y}; }
  [[nodiscard]] const Box& box() const { return box_; }
  [[nodiscard]] const Box& box_of(LinkId l) const { return link_box_[l.value]; }
  [[nodiscard]] std::span<const Vec> line(LinkId l) const {
    return {points_.data() + first_[l.value], first_[l.value + 1] - first_[l.value]};
  }
  // Half the width of the carriageway, and where it lies: -1 right of the line, 0 centred, 1 left.
  [[nodiscard]] float half_width(LinkId l) const { return half_width_[l.value]; }
  [[nodiscard]] int shift(LinkId l) const { return shift_[l.value]; }
  // Metres left of the line of the middle of a lane.
  [[nodiscard]] float lateral(LinkId l, std::uint32_t lane) const;
  // Metres left of the line of the boundary between lanes: 0 is the kerb.
  [[nodiscard]] float boundary(LinkId l, std::uint32_t lanes_from_kerb) const;
  // From the middle of the node to the stop line.
  [[nodiscard]] float setback(LinkId l) const { return setback_[l.value]; }

  [[nodiscard]] Pose pose(LinkId l, float lateral_m, float position_m) const;
  // As pose, but where a vehicle that traffic puts at the position is drawn.
  [[nodiscard]] Pose vehicle_pose(LinkId l, float lateral_m, float position_m) const;
  [[nodiscard]] float length(LinkId l) const { return along_[first_[l.value + 1] - 1]; }

 private:
  void copy_lines();
  void place_carriageways();
  void find_setbacks();
  [[nodiscard]] bool shares_line(LinkId l) const;
  [[nodiscard]] float kerb_side() const {
    return net_->driving_side == DrivingSide::left ? 1.0F : -1.0F;
  }

  const Network* net_;
  Point origin_;
  Box box_;
  std::vector<Vec> points_;
  std::vector<float> along_;          // metres from the start of the link, by point
  std::vector<std::uint32_t> first_;  // by link, size links + 1
  std::vector<float> half_width_;
  std::vector<std::int8_t> shift_;
  std::vector<float> setback_;
  std::vector<float> stretch_;  // drawn length over the length traffic knows
  std::vector<Box> link_box_;
};

}  // namespace mwendo::viz
