#include "viz/app/inspection.h"

#include <algorithm>

#include "viz/paint/vehicle_pose.h"

namespace mwendo::viz {
namespace {

constexpr float kFollowingScale = 3;  // pixels per metre at least

}  // namespace

void Inspection::select(const Selection& s, std::size_t world, Worlds& worlds) {
  selection_ = s;
  world_ = world;
  following_ = false;
  trace_.clear();
  if (s.kind == SelectionKind::vehicle) worlds[world].session().ask(s.id, false);
  if (s.kind == SelectionKind::person) worlds[world].session().ask(s.id, true);
}

void Inspection::toggle_following() {
  if (selection_.kind == SelectionKind::vehicle) following_ = !following_;
}

void Inspection::keep_up(Worlds& worlds, const PlayClock& clock, Messages& messages) {
  if (selection_.kind != SelectionKind::vehicle) return;
  const Stage& stage = worlds[world_];
  const VehicleSample* v = find_vehicle(stage.snapshot(), selection_.id);
  if (v == nullptr) {
    if (following_) messages.tell("The vehicle has left the road");
    following_ = false;
    return;
  }
  if (trace_.empty() || trace_.back().time_s < stage.snapshot().time_s)
    trace_.push_back({stage.snapshot().time_s, v->speed_mps * 3.6F});
  if (!following_) return;
  const Pose p = pose_between(stage.map().lanes(), *v, stage.share_at(clock.now()));
  Camera& camera = worlds.camera();
  camera.look_at(p.position, std::max(camera.scale(), kFollowingScale), false);
}

void Inspection::draw_on_map(sf::RenderTarget& target, const Fonts& fonts, const Worlds& worlds,
                             float time_s, const Theme& theme) const {
  if (!any()) return;
  Painter painter(target, fonts);
  const Stage& stage = worlds[world_];
  const Camera camera = worlds.camera_of(world_);
  const Story& story = stage.story();
  if (selection_.kind == SelectionKind::vehicle && story.id == selection_.id && !story.person)
    draw_route(painter, stage, camera, story.route, theme);
  draw_selection(painter, stage, camera, selection_, time_s, theme);
}

void Inspection::draw_panel(Ui& ui, Vec upper_left, Worlds& worlds) {
  const InspectorResult r =
      draw_inspector(ui, upper_left, worlds[world_], selection_, trace_, following_);
  if (r.follow_toggled) following_ = !following_;
  if (r.jump.any()) select(r.jump, world_, worlds);
  if (r.closed) clear();
}

}  // namespace mwendo::viz
