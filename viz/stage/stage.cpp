#include "viz/stage/stage.h"

#include <chrono>
#include <cmath>

namespace mwendo::viz {
namespace {

constexpr float kLinksEvery = 20;  // seconds of the city between new figures on the streets
constexpr float kActiveEvery = 60;

}  // namespace

Stage::Stage(ViewedRun run, const Fonts& fonts) : run_(std::move(run)) {
  map_ = std::make_unique<MapView>(*run_.world, fonts);
  session_ = std::make_unique<Session>(run_.make, run_.world->network.links().size(), run_.rates);
}

float Stage::share_at(float time_s) const {
  const Snapshot& s = snapshot();
  return std::clamp(1 - (s.time_s - time_s) / std::max(s.step_s, 0.01F), 0.0F, 1.0F);
}

bool Stage::follow(const PlayClock& clock, const Stage* base, bool with_active_flows) {
  session_->show_every_step(clock.shows_every_step());
  bool fresh = session_->stories().take();
  const bool back = snapshot().time_s - snapshot().step_s > clock.now() + 0.01F;
  const bool passed = clock.now() >= snapshot().time_s - 1e-3F;
  if (rehearsing() || passed || back || clock.as_fast_as_it_can() || clock.hurrying()) {
    if (session_->snapshots().take()) {
      if (!rehearsing()) history_.note(snapshot());
      fresh = true;
    }
  }
  if (std::abs(snapshot().time_s - links_shown_at_) >= kLinksEvery && session_->links().take()) {
    link_frame_ = session_->links().front();
    links_shown_at_ = link_frame_.time_s;
    places_.note(run_.world->network, link_frame_, snapshot().waiting);
    show_figures(base);
    fresh = true;
  }
  if (with_active_flows) follow_active_flows(base);
  return fresh;
}

void Stage::show_figures(const Stage* base) {
  for (std::size_t i = 0; i < std::min(active_.walkers.size(), link_frame_.values.size()); ++i) {
    link_frame_.values[i].walkers_h = active_.walkers[i];
    link_frame_.values[i].cyclists_h = active_.cyclists[i];
  }
  map_->show_links(link_frame_, base != nullptr ? &base->links() : nullptr);
}

void Stage::follow_active_flows(const Stage* base) {
  if (counting_.valid()) {
    if (counting_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    active_ = counting_.get();
    show_figures(base);
  }
  if (std::abs(snapshot().time_s - active_at_) < kActiveEvery || snapshot().people.empty()) return;
  active_at_ = snapshot().time_s;
  counting_ = std::async(std::launch::async, [this, people = snapshot().people] {
    if (flow_maker_ == nullptr)
      flow_maker_ = std::make_unique<ActiveFlowMaker>(run_.world->network,
                                                      static_cast<float>(1 / run_.sample));
    return flow_maker_->make(people);
  });
}

void Stage::settle_figures(const Stage* base, bool with_active_flows) {
  if (session_->links().take()) link_frame_ = session_->links().front();
  links_shown_at_ = snapshot().time_s;
  if (with_active_flows) follow_active_flows(base);
  if (counting_.valid()) active_ = counting_.get();
  show_figures(base);
}

void Stage::draw(sf::RenderTarget& target, const Camera& camera, float time_s, const MapLook& look,
                 Rect clip) {
  map_->draw(target, camera, snapshot(), share_at(time_s), look, clip);
}

}  // namespace mwendo::viz
