// Stops, stations and the people that wait there.
//
//   StopPainter stops(net, supply, lanes);
//   stops.draw(painter, camera, snapshot.waiting, theme, text_scale);
//
// Far: only crowds, as discs whose area follows the number of people. Nearer: markers and names.
// Nearest: platforms, and one figure per person (up to 60) in rows along the kerb.
#pragma once

#include <span>
#include <vector>

#include "sim/world/supply.h"
#include "viz/map/lane_geometry.h"
#include "viz/paint/painter.h"

namespace mwendo::viz {

class StopPainter {
 public:
  StopPainter(const Network& net, const TransitSupply& supply, const LaneGeometry& lanes);
  // keep_free: spots in pixels where no name is written.
  void draw(Painter& painter, const Camera& camera, std::span<const float> waiting,
            const Theme& theme, float text_scale, std::span<const Vec> keep_free) const;
  // Whether a stop has a marker at this scale.
  [[nodiscard]] bool shown(StopId s, float scale) const {
    return served_[s.value] != 0 && scale >= (rapid(s) ? 0.02F : 0.25F);
  }
  // Where a stop is drawn.
  [[nodiscard]] Vec place_of(StopId s) const { return at_[s.value].position; }

 private:
  void draw_platform(Painter& painter, const Camera& camera, StopId s, const Theme& theme) const;
  void draw_people(Painter& painter, const Camera& camera, StopId s, float persons,
                   const Theme& theme) const;
  struct Name {
    StopId stop;
    Vec at;
    float persons;
  };
  void draw_names(Painter& painter, std::vector<Name> names, const Theme& theme, float text_scale,
                  std::span<const Vec> keep_free, bool with_persons) const;
  void draw_crowd(Painter& painter, Vec p, float persons, float scale, const Theme& theme) const;
  [[nodiscard]] bool rapid(StopId s) const {
    return supply_->stop.kind[s] >= StopKind::brt_station;
  }

  const TransitSupply* supply_;
  std::vector<Pose> at_;
  std::vector<float> side_;   // towards the kerb: 1 left, -1 right
  std::vector<char> served_;  // some line stops here
};

}  // namespace mwendo::viz
