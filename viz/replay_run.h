// Recorded runs in the window: writing them while a run is shown, and showing them again.
//
//   session.record_by(replay_recorder("out/replay.mwr", run, seed, sample));
//   ViewedRun again = open_replay("out/replay.mwr");     // throws InputError
//
// A replay names its scenario; the streets are made again from the data and must be the ones it
// was recorded on.
#pragma once

#include <filesystem>
#include <functional>

#include "sim/results/replay.h"
#include "viz/viewed_run.h"

namespace mwendo::viz {

[[nodiscard]] std::function<void(const Snapshot&)> replay_recorder(const std::filesystem::path& file,
                                                                   const ViewedRun& run);

// world: the streets of the scenario that the header names.
using WorldOf = std::function<ViewedRun(const ReplayHeader&)>;
[[nodiscard]] ViewedRun open_replay(const std::filesystem::path& file, const WorldOf& world_of);

void to_frame(const Snapshot& s, ReplayFrame& frame);

}  // namespace mwendo::viz
