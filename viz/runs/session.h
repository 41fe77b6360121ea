// A run in its own thread, seen through snapshots.
//
//   Session session(std::move(driver), links, rates);
//   session.start();
//   session.allow_until(7.5F * 3600);            // window: how far the run may go
//   if (session.snapshots().take()) ...          // window: the latest moment
//   session.stop();                              // ends after the present step, keeps results
//
// Guarantees
//  1. The driver is called in the session's thread alone.
//  2. The window never waits for the run, and the run waits for the window only by allow_until.
//  3. Every snapshot is consistent: all of it is of one moment.
//  4. An exception of the driver ends the run; failure() tells its text.
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
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

// What the session asks of a run, live or recorded.
struct RunDriver {
  // One of the two: a run that is pushed on by one second, until it is done ...
  std::function<void()> step = {};
  std::function<bool()> done = {};
  // ... or one that goes by itself and calls each_second after every second; false: stop.
  std::function<void(const std::function<bool()>& each_second)> run = {};
  // Days before the one that is shown run at their own pace.
  std::function<bool()> rehearsing = {};
  std::function<float()> now;
  std::function<void(Snapshot&)> observe;     // fills all but previous positions
  // The same of what is recorded, for seconds that nobody looks at; optional.
  std::function<void(Snapshot&)> observe_recorded = {};
  // Tells of a vehicle that is on the road; optional.
  std::function<void(const VehicleSample&, Story&)> describe = {};
  std::function<void(std::uint32_t person, Story&)> describe_person = {};
  std::function<void(float)> seek = {};       // recorded runs: to a time
  std::function<void()> finish = {};          // once, when done or stopped: keep the results
  float from_s = 0;
  float to_s = 86400;
};

// Tells the window what a run is busy with before it starts: a share of the work and a text.
// False: nobody waits for it any more.
using TellProgress = std::function<bool(float share, const std::string& what)>;

enum class RunState : std::uint8_t { preparing, running, finished, failed };

class Session {
 public:
  // make is called in the session's thread, so that a long preparation does not hold the window.
  Session(std::function<RunDriver(const TellProgress&)> make, std::size_t links,
          const EmissionRates& rates);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Every second of the day that counts is handed to the recorder, in the session's thread; `finish`
  // is called when the run is over.
  void record_by(std::function<void(const Snapshot&)> recorder, std::function<void()> finish = {}) {
    recorder_ = std::move(recorder);
    finish_recording_ = std::move(finish);
  }
  void start();
  void stop();
  void allow_until(float time_s);
  // Every step is shown while true; else the run is looked at when the window has time.
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
  void run();
  // Waits until the next second may come; false: stop.
  bool before_step();
  void after_step();
  void fail(const std::string& text);
  [[nodiscard]] bool wait_for_permission();
  void serve_seek();
  void look_before_step();
  void publish();
  void record_unseen();
  void answer(const Snapshot& snapshot);
  bool tell_story(const Snapshot& snapshot, Story& story) const;
  void join_previous(Snapshot& snapshot);

  std::function<RunDriver(const TellProgress&)> make_;
  RunDriver driver_;
  LinkMonitor monitor_;
  Mailbox<Snapshot> snapshots_;
  Mailbox<LinkFrame> links_;
  Mailbox<Story> stories_;
  static constexpr float kLinksEvery = 5;  // seconds of the city
  float published_at_ = -1;
  float links_slot_ = -1;
  bool show_ = false;                     // the second that is being made will be published
  std::function<void(const Snapshot&)> recorder_;
  std::function<void()> finish_recording_;
  Snapshot unseen_;                       // a second that is recorded only
  Snapshot before_;                       // the moment one step ago
  std::vector<std::uint32_t> where_;      // by vehicle: index into before_, valid if it matches

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
