// One world on show: its run, its map and its present state.
//
//   Stage stage(std::move(run), fonts);
//   stage.start();
//   stage.follow(clock, nullptr);              // takes what the run has published
//   stage.draw(window, camera, clock.now(), look, clip);
#pragma once

#include <future>
#include <memory>

#include "viz/paint/active_flow.h"
#include "viz/paint/map_view.h"
#include "viz/runs/viewed_run.h"
#include "viz/stage/history.h"
#include "viz/stage/place_history.h"
#include "viz/stage/play_clock.h"

namespace mwendo::viz {

class Stage {
 public:
  Stage(ViewedRun run, const Fonts& fonts);

  void start() { session_->start(); }
  // True if something new is to be shown. base: for the difference between two worlds. Flows of
  // people on foot and bicycles are worked out, in a thread of their own, while they are looked at.
  bool follow(const PlayClock& clock, const Stage* base, bool with_active_flows = false);
  // Takes the latest figures and, if wanted, waits for flows that are being worked out.
  void settle_figures(const Stage* base, bool with_active_flows);
  void draw(sf::RenderTarget& target, const Camera& camera, float time_s, const MapLook& look,
            Rect clip);

  [[nodiscard]] const ViewedRun& run() const { return run_; }
  [[nodiscard]] const CityWorld& world() const { return *run_.world; }
  [[nodiscard]] Session& session() { return *session_; }
  [[nodiscard]] const Session& session() const { return *session_; }
  [[nodiscard]] const Snapshot& snapshot() const {
    return std::as_const(*session_).snapshots().front();
  }
  // People still settle; the day that counts comes later.
  [[nodiscard]] bool rehearsing() const { return snapshot().rehearsal(); }
  [[nodiscard]] const MapView& map() const { return *map_; }
  [[nodiscard]] const History& history() const { return history_; }
  [[nodiscard]] const PlaceHistory& places() const { return places_; }
  [[nodiscard]] const Story& story() const { return std::as_const(session_->stories()).front(); }
  [[nodiscard]] const LinkFrame& links() const { return link_frame_; }
  // Share of the way from the moment before to the snapshot's moment.
  [[nodiscard]] float share_at(float time_s) const;

 private:
  void show_figures(const Stage* base);
  void follow_active_flows(const Stage* base);

  ViewedRun run_;
  std::unique_ptr<MapView> map_;
  std::unique_ptr<Session> session_;
  History history_;
  PlaceHistory places_;
  LinkFrame link_frame_;
  float links_shown_at_ = -1e9F;
  std::unique_ptr<ActiveFlowMaker> flow_maker_;
  ActiveFlow active_;
  float active_at_ = -1e9F;
  std::future<ActiveFlow> counting_;  // last, so that it ends before what it reads
};

}  // namespace mwendo::viz
