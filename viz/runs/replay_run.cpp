#include "viz/runs/replay_run.h"

#include <algorithm>
#include <cmath>

#include "viz/runs/refuse.h"

namespace mwendo::viz {
namespace {

constexpr float kSecondsForSpeeds = 4;  // looked at before a time is shown

class ReplayRun final : public SteppedRun {
 public:
  explicit ReplayRun(const std::filesystem::path& file) : reader_(file) {
    if (!reader_.next(frame_)) ended_ = true;
    from_s_ = frame_.time_s;
  }
  void step() override {
    if (!reader_.next(next_)) {
      ended_ = true;
      return;
    }
    note_speeds();
    std::swap(frame_, next_);
  }
  [[nodiscard]] bool can_seek() const override { return true; }
  void seek(float time_s) override {
    time_s = std::clamp(time_s, reader_.header().from_s, reader_.last_s());
    reader_.seek(std::max(time_s - kSecondsForSpeeds, reader_.header().from_s));
    ended_ = !reader_.next(frame_);
    speed_.clear();
    while (!ended_ && frame_.time_s < time_s - 0.5F) step();
  }
  [[nodiscard]] bool done() const override { return ended_ || frame_.time_s >= reader_.last_s(); }
  [[nodiscard]] float now() const override { return frame_.time_s; }
  [[nodiscard]] float from_s() const override { return from_s_; }
  [[nodiscard]] float to_s() const override { return reader_.last_s(); }
  void observe(Snapshot& out) override;

 private:
  // Speeds are not recorded; they follow from the way of the last second.
  void note_speeds() {
    static thread_local std::vector<std::uint32_t> where;
    for (std::uint32_t i = 0; i < frame_.vehicles.size(); ++i) {
      const std::uint32_t id = frame_.vehicles[i].vehicle;
      if (id >= where.size()) where.resize(id + id / 4 + 64);
      where[id] = i;
    }
    for (const ReplayVehicle& v : next_.vehicles) {
      if (v.vehicle >= speed_.size()) speed_.resize(v.vehicle + v.vehicle / 4 + 64, 0);
      const std::uint32_t i = v.vehicle < where.size() ? where[v.vehicle] : 0;
      const bool known = i < frame_.vehicles.size() && frame_.vehicles[i].vehicle == v.vehicle;
      if (known && frame_.vehicles[i].link == v.link)
        speed_[v.vehicle] = std::max(v.position_m - frame_.vehicles[i].position_m, 0.0F);
      else if (!known)
        speed_[v.vehicle] = 0;
    }
  }

  ReplayReader reader_;
  ReplayFrame frame_, next_;
  std::vector<float> speed_;  // by vehicle
  float from_s_ = 0;
  bool ended_ = false;
};

void ReplayRun::observe(Snapshot& out) {
  out.time_s = frame_.time_s;
  out.day = out.days = 1, out.run_in = false;
  out.totals = frame_.totals;
  out.brt_boardings = frame_.brt_boardings;
  out.co2e_kg_h = frame_.co2e_kg_h;
  out.waiting.assign(frame_.waiting.begin(), frame_.waiting.end());
  out.vehicles.resize(frame_.vehicles.size());
  for (std::size_t i = 0; i < out.vehicles.size(); ++i) {
    const ReplayVehicle& v = frame_.vehicles[i];
    VehicleSample& s = out.vehicles[i];
    s = VehicleSample{};
    s.vehicle = v.vehicle, s.owner = v.owner, s.link = v.link, s.position_m = v.position_m;
    s.lane = v.lane, s.kind = v.kind, s.line = v.line, s.persons = v.persons;
    s.flags = static_cast<std::uint8_t>((v.halted != 0 ? kHalted : 0) |
                                        (v.line != kNoReplayLine ? kTransit : 0));
    s.speed_mps = v.vehicle < speed_.size() ? speed_[v.vehicle] : 0;
  }
  std::sort(out.vehicles.begin(), out.vehicles.end(),
            [](const VehicleSample& a, const VehicleSample& b) {
              return a.link != b.link ? a.link < b.link : a.vehicle < b.vehicle;
            });
}

void check_world(const std::string& file, const ReplayHeader& h, const World& world) {
  if (h.links == world.network.links().size() && h.network_hash == network_hash(world.network))
    return;
  refuse(
      "the replay was recorded on other streets of " + h.scenario + " than those of this program",
      "record the scenario again", file);
}

}  // namespace

void to_frame(const Snapshot& s, ReplayFrame& frame) {
  frame.time_s = s.time_s;
  frame.totals = s.totals;
  frame.brt_boardings = static_cast<float>(s.brt_boardings);
  frame.co2e_kg_h = s.co2e_kg_h;
  frame.waiting.resize(s.waiting.size());
  for (std::size_t i = 0; i < s.waiting.size(); ++i)
    frame.waiting[i] =
        static_cast<std::uint16_t>(std::lround(std::clamp(s.waiting[i], 0.0F, 65000.0F)));
  frame.vehicles.resize(s.vehicles.size());
  for (std::size_t i = 0; i < s.vehicles.size(); ++i) {
    const VehicleSample& v = s.vehicles[i];
    frame.vehicles[i] = {v.vehicle,
                         v.owner,
                         v.link,
                         v.position_m,
                         v.lane,
                         v.kind,
                         static_cast<std::uint8_t>((v.flags & kHalted) != 0 ? 1 : 0),
                         v.line,
                         v.persons};
  }
}

struct ReplayRecorder::State {
  ReplayWriter writer;
  ReplayFrame frame;
  float walking = 0, cycling = 0;
};

ReplayRecorder::ReplayRecorder(const std::filesystem::path& file, const ReplayHeader& header)
    : s_(new State{.writer = {file, header}, .frame = {}}) {}

void ReplayRecorder::operator()(const Snapshot& s) const {
  if (keeps_people(s.time_s)) s_->walking = s.totals.walking, s_->cycling = s.totals.cycling;
  to_frame(s, s_->frame);
  s_->frame.totals.walking = s_->walking, s_->frame.totals.cycling = s_->cycling;
  s_->writer.add(s_->frame);
}

void ReplayRecorder::finish() const { s_->writer.finish(); }

ReplayRecorder replay_recorder(const std::filesystem::path& file, const ViewedRun& run) {
  ReplayHeader h;
  h.city = run.city, h.scenario = run.id, h.title = run.scenario;
  h.made_by = "mwendo-view " MWENDO_VERSION;
  h.seed = run.seed, h.sample = run.sample;
  h.from_s = run.from_s, h.to_s = run.to_s;
  h.links = static_cast<std::uint32_t>(run.world->network.links().size());
  h.stops = static_cast<std::uint32_t>(run.world->transit.stops().size());
  h.network_hash = network_hash(run.world->network);
  return {file, h};
}

ViewedRun open_replay(const std::filesystem::path& file, const WorldOf& world_of) {
  const ReplayReader probe(file);
  const ReplayHeader& h = probe.header();
  ViewedRun run = world_of(h);
  check_world(file.string(), h, *run.world);
  run.scenario = h.title;
  run.has_people = false;  // not recorded
  run.alternative = nullptr;
  run.id = h.scenario;
  run.from_s = h.from_s;
  run.to_s = probe.last_s();
  run.seed = h.seed, run.sample = h.sample;
  run.make = [file](const TellProgress&) { return std::make_unique<ReplayRun>(file); };
  return run;
}

}  // namespace mwendo::viz
