#include "viz/runs/session.h"

#include <cmath>
#include <exception>

namespace mwendo::viz {

Session::Session(MakeRun make, std::size_t links, const EmissionRates& rates)
    : make_(std::move(make)), monitor_(links, rates) {}

Session::~Session() { stop(); }

void Session::start() {
  thread_ = std::thread([this] { work(); });
}

void Session::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_.store(true, std::memory_order_release);
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Session::allow_until(float time_s) {
  if (allowed_.load(std::memory_order_relaxed) == time_s) return;
  {
    const std::lock_guard lock(mutex_);
    allowed_.store(time_s, std::memory_order_release);
  }
  wake_.notify_all();
}

void Session::seek(float time_s) {
  {
    const std::lock_guard lock(mutex_);
    seek_to_.store(time_s, std::memory_order_release);
  }
  wake_.notify_all();
}

void Session::ask(std::uint32_t id, bool person) {
  {
    const std::lock_guard lock(mutex_);
    asked_person_.store(person, std::memory_order_release);
    asked_.store(id, std::memory_order_release);
  }
  wake_.notify_all();
}

std::string Session::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void Session::fail(const std::string& text) {
  const std::lock_guard lock(mutex_);
  failure_ = text;
  state_.store(RunState::failed, std::memory_order_release);
}

std::string Session::busy_with() const {
  const std::lock_guard lock(mutex_);
  return busy_with_;
}

void Session::make_run() {
  run_ = make_([this](float, const std::string& what) {
    const std::lock_guard lock(mutex_);
    busy_with_ = what;
    return !stopping_.load(std::memory_order_acquire);
  });
  from_.store(run_->from_s(), std::memory_order_release);
  to_.store(run_->to_s(), std::memory_order_release);
  can_seek_.store(run_->can_seek(), std::memory_order_release);
  reached_.store(run_->now(), std::memory_order_release);
}

void Session::work() {
  try {
    make_run();
    publish();
    state_.store(RunState::running, std::memory_order_release);
    run_->play(*this);
    if (published_at_ != run_->now()) publish();
    if (finish_recording_) finish_recording_();
    if (state() == RunState::running) state_.store(RunState::finished, std::memory_order_release);
  } catch (const std::exception& e) {
    fail(e.what());
  }
}

bool Session::before_second() {
  const bool rehearsing = run_->rehearsing();
  for (;;) {
    if (stopping_.load(std::memory_order_acquire)) return false;
    serve_seek();
    if (rehearsing) break;
    if (run_->done()) {
      if (!can_seek()) return false;
      state_.store(RunState::finished, std::memory_order_release);
    }
    if (wait_for_permission()) break;
  }
  const bool every = every_step_.load(std::memory_order_relaxed);
  show_ = (!rehearsing && every) || !snapshots_.pending();
  // When seconds are skipped, motion from one to the next is not visible.
  if (show_ && every)
    look_before_step();
  else if (show_)
    before_.time_s = -1;
  return true;
}

void Session::after_second() {
  if (!run_->rehearsing()) reached_.store(run_->now(), std::memory_order_release);
  if (!show_) return record_unseen();
  publish();
  if (recorder_ && !before_.rehearsal()) recorder_(before_);
}

// Neither people nor links nor previous positions, which are not recorded.
void Session::record_unseen() {
  if (!recorder_ || run_->rehearsing()) return;
  run_->observe_recorded(unseen_);
  if (monitor_.knows_emissions()) unseen_.co2e_kg_h = monitor_.co2e_kg_h(unseen_.vehicles);
  if (!unseen_.rehearsal()) recorder_(unseen_);
}

// False: something else came up, look again.
bool Session::wait_for_permission() {
  std::unique_lock lock(mutex_);
  const auto may_step = [&] {
    return !run_->done() && run_->now() < allowed_.load(std::memory_order_acquire);
  };
  if (may_step() && seek_to_.load(std::memory_order_acquire) < 0) return !stopping_;
  lock.unlock();
  if (asked_.load(std::memory_order_acquire) != kNobody) answer(before_);
  asked_.store(kNobody, std::memory_order_release);
  if (published_at_ != run_->now()) publish();  // what is waited at is shown
  lock.lock();
  wake_.wait(lock, [&] {
    return stopping_.load() || seek_to_.load() >= 0 || asked_.load() != kNobody || may_step();
  });
  return false;
}

void Session::serve_seek() {
  const float to = seek_to_.exchange(-1, std::memory_order_acq_rel);
  if (to < 0 || !run_->can_seek()) return;
  run_->seek(to);
  before_.time_s = -1;
  reached_.store(run_->now(), std::memory_order_release);
  state_.store(RunState::running, std::memory_order_release);
  publish();
}

void Session::look_before_step() {
  if (before_.time_s == run_->now()) return;
  run_->observe(before_);
}

void Session::publish() {
  published_at_ = run_->now();
  Snapshot& snapshot = snapshots_.back();
  run_->observe(snapshot);
  join_previous(snapshot);
  monitor_.observe(snapshot.vehicles, snapshot.time_s);
  if (monitor_.knows_emissions()) snapshot.co2e_kg_h = monitor_.co2e_kg_h();
  answer(snapshot);
  before_ = snapshot;
  // At fixed times and before the snapshot, so that a picture of a moment has the same figures
  // every time.
  if (const float slot = std::floor(snapshot.time_s / kLinksEvery); slot != links_slot_) {
    links_slot_ = slot;
    monitor_.write(links_.back());
    links_.publish();
  }
  snapshots_.publish();
}

void Session::answer(const Snapshot& snapshot) {
  const std::uint32_t asked = asked_.load(std::memory_order_acquire);
  if (asked == kNobody || stories_.pending()) return;
  Story& story = stories_.back();
  story = {};
  story.id = asked;
  story.person = asked_person_.load(std::memory_order_acquire);
  if (!tell_story(snapshot, story)) return;
  stories_.publish();
  asked_.store(kNobody, std::memory_order_release);
}

bool Session::tell_story(const Snapshot& snapshot, Story& story) const {
  if (story.person) return run_->describe_person(story.id, story);
  for (const VehicleSample& v : snapshot.vehicles)
    if (v.vehicle == story.id) return run_->describe(v, story);
  return false;
}

void Session::join_previous(Snapshot& snapshot) {
  const auto& old = before_.vehicles;
  const bool adjacent = before_.time_s >= 0 && snapshot.time_s > before_.time_s;
  snapshot.step_s = adjacent ? snapshot.time_s - before_.time_s : 1;
  for (std::uint32_t i = 0; i < old.size(); ++i) {
    if (where_.size() <= old[i].vehicle) where_.resize(old[i].vehicle + old[i].vehicle / 4 + 64);
    where_[old[i].vehicle] = i;
  }
  for (VehicleSample& v : snapshot.vehicles) {
    v.previous_link = LinkId{};
    if (!adjacent || v.vehicle >= where_.size()) continue;
    const std::uint32_t i = where_[v.vehicle];
    if (i >= old.size() || old[i].vehicle != v.vehicle) continue;
    v.previous_link = old[i].link;
    v.previous_m = old[i].position_m;
    v.previous_lane = old[i].lane;
  }
}

}  // namespace mwendo::viz
