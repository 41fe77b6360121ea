// Recorded runs in the window: writing them while a run is shown, and showing them again.
//
//   const ReplayRecorder recorder = replay_recorder("out/replay.mwr", run);
//   session.record_by(recorder, [recorder] { recorder.finish(); });
//   ViewedRun again = open_replay("out/replay.mwr", world_of);   // throws InputError
//
// A replay names its scenario. The streets are made again from the data and must equal those of the
// recording.
#pragma once

#include <cmath>
#include <filesystem>
#include <functional>
#include <memory>

#include "sim/replay/replay.h"
#include "viz/runs/viewed_run.h"

namespace mwendo::viz {

// Copies write to the same file. Both throw RunError when the file cannot be written.
class ReplayRecorder {
 public:
  ReplayRecorder(const std::filesystem::path& file, const ReplayHeader& header);
  void operator()(const Snapshot& s) const;
  void finish() const;

 private:
  struct State;
  std::shared_ptr<State> s_;
};

[[nodiscard]] ReplayRecorder replay_recorder(const std::filesystem::path& file,
                                             const ViewedRun& run);

// People on foot and bicycles are counted for the record once a minute; counting them costs more
// than the vehicles do.
[[nodiscard]] inline bool keeps_people(float time_s) { return std::fmod(time_s, 60.0F) < 0.5F; }

// world: the streets of the scenario that the header names.
using WorldOf = std::function<ViewedRun(const ReplayHeader&)>;
[[nodiscard]] ViewedRun open_replay(const std::filesystem::path& file, const WorldOf& world_of);

void to_frame(const Snapshot& s, ReplayFrame& frame);

}  // namespace mwendo::viz
