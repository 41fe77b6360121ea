// The thing under the mouse, and the selected thing.
//
//   const Selection s = pick(stage, camera, pixel, time_s, 8);   // within 8 pixels
//   if (s.kind == SelectionKind::vehicle) ...
#pragma once

#include "viz/map/camera.h"
#include "viz/stage/stage.h"

namespace mwendo::viz {

enum class SelectionKind : std::uint8_t { none, link, stop, vehicle, line, person };

struct Selection {
  SelectionKind kind = SelectionKind::none;
  std::uint32_t id = 0;
  bool operator==(const Selection&) const = default;
  [[nodiscard]] bool any() const { return kind != SelectionKind::none; }
};

// People and vehicles first, then stops, then streets, each within a few pixels.
[[nodiscard]] Selection pick(const Stage& stage, const Camera& camera, Vec pixel, float time_s,
                             float reach_px);
// The street nearest to a place; none if farther than reach_m.
[[nodiscard]] LinkId nearest_link(const Network& net, const LaneGeometry& lanes, Vec place,
                                  float reach_m, Permissions who);
// The vehicle in a snapshot, or null if it has left the road.
[[nodiscard]] const VehicleSample* find_vehicle(const Snapshot& s, std::uint32_t vehicle);

// Marks what is selected on the map.
void draw_selection(Painter& painter, const Stage& stage, const Camera& camera,
                    const Selection& selection, float time_s, const Theme& theme);

// The way of a vehicle from its first to its last link.
void draw_route(Painter& painter, const Stage& stage, const Camera& camera,
                std::span<const LinkId> route, const Theme& theme);

}  // namespace mwendo::viz
