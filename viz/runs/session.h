// A run in its own thread, seen through snapshots.
//
//   Session session(run.make, links, rates);
//   session.start();
//   session.allow_until(7.5F * 3600);            // window: how far the run may go
//   if (session.snapshots().take()) ...          // window: the latest moment
//   session.stop();                              // ends after the present step, keeps results
//
// Guarantees
//  1. The run is called in the session's thread alone.
//  2. The window never waits for the run, and the run waits for the window only by allow_until.
//  3. Every snapshot is consistent: all of it is of one moment.
//  4. An exception of the run ends it; failure() tells its text.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "viz/runs/link_monitor.h"
#include "viz/runs/mailbox.h"
#include "viz/runs/run.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

enum class RunState : std::uint8_t { preparing, running, finished, failed };

class Session : private Pace {
 public:
  Session(MakeRun make, std::size_t links, const EmissionRates& rates);
  ~Session() override;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Every second of the day that counts is handed to the recorder, in the session's thread;
  // `finish` is called when the run is over.
  void record_by(std::function<void(const Snapshot&)> recorder, std::function<void()> finish = {}) {
    recorder_ = std::move(recorder);
    finish_recording_ = std::move(finish);
  }
  void start();
  void stop();
  void allow_until(float time_s);
  // While true, every step is shown. Else the run is observed when the window has time.
  void show_every_step(bool every) { every_step_.store(every, std::memory_order_relaxed); }
  void seek(float time_s);
  // Asks for a story; it comes soon, also while the run is held back.
  void ask(std::uint32_t id, bool person);
  [[nodiscard]] Mailbox<Story>& stories() { return stories_; }

  [[nodiscard]] RunState state() const { return state_.load(std::memory_order_acquire); }
  [[nodiscard]] float reached() const { return reached_.load(std::memory_order_acquire); }
  [[nodiscard]] float from() const { return from_.load(std::memory_order_acquire); }
  [[nodiscard]] float to() const { return to_.load(std::memory_order_acquire); }
  [[nodiscard]] bool can_seek() const { return can_seek_.load(std::memory_order_acquire); }
  [[nodiscard]] std::string failure() const;
  [[nodiscard]] std::string busy_with() const;
  [[nodiscard]] Mailbox<Snapshot>& snapshots() { return snapshots_; }
  [[nodiscard]] const Mailbox<Snapshot>& snapshots() const { return snapshots_; }
  [[nodiscard]] Mailbox<LinkFrame>& links() { return links_; }

 private:
  void work();
  void make_run();
  bool before_second() override;
  void after_second() override;
  void fail(const std::string& text);
  [[nodiscard]] bool wait_for_permission();
  void serve_seek();
  void look_before_step();
  void publish();
  void record_unseen();
  void answer(const Snapshot& snapshot);
  bool tell_story(const Snapshot& snapshot, Story& story) const;
  void join_previous(Snapshot& snapshot);

  MakeRun make_;
  std::unique_ptr<Run> run_;
  LinkMonitor monitor_;
  Mailbox<Snapshot> snapshots_;
  Mailbox<LinkFrame> links_;
  Mailbox<Story> stories_;
  static constexpr float kLinksEvery = 5;  // seconds of the city
  float published_at_ = -1;
  float links_slot_ = -1;
  bool show_ = false;  // the second that is being made will be published
  std::function<void(const Snapshot&)> recorder_;
  std::function<void()> finish_recording_;
  Snapshot unseen_;                   // a second that is recorded only
  Snapshot before_;                   // the moment one step ago
  std::vector<std::uint32_t> where_;  // by vehicle: index into before_, valid if it matches

  std::thread thread_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> every_step_{true};
  std::atomic<bool> can_seek_{false};
  static constexpr std::uint32_t kNobody = 0xFFFFFFFFU;
  std::atomic<std::uint32_t> asked_{kNobody};
  std::atomic<bool> asked_person_{false};
  std::atomic<float> allowed_{-1};
  std::atomic<float> seek_to_{-1};
  std::atomic<float> reached_{0};
  std::atomic<float> from_{0};
  std::atomic<float> to_{86400};
  std::atomic<RunState> state_{RunState::preparing};
  std::string failure_;
  std::string busy_with_;
};

}  // namespace mwendo::viz
