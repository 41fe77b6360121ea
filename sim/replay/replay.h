// A recorded run: the place of every vehicle, second by second, in a small file that can be entered
// anywhere.
//
//   ReplayWriter writer("out/replay.mwr", header);
//   for (each second) writer.add(frame);          // or writer.add(moment, traffic)
//   writer.finish();                              // without it the file is still readable
//
//   ReplayReader reader("out/replay.mwr");        // throws InputError
//   reader.seek(7.5F * 3600);
//   while (reader.next(frame)) ...
//
// Format (version 3, little endian), decision record docs/decisions/0007-replay-format.md:
//   "MWREPLAY", u32 version, u32 size and JSON-free header fields,
//   blocks: "BLK1", f32 first second, u32 frames, u32 compressed size, u32 plain size, u32 size of
//   the edits in it, zstd bytes (edits, then movements),
//   index:  "IDX1", u32 blocks, per block f32 time and u64 offset; u64 offset of the index, "END1".
// A block holds 60 seconds: a whole first frame, then changes. A vehicle that stays in its lane
// costs one byte a second before compression: the change of its movement against the second before,
// in steps of 0.2 m. Vehicles that enter, leave, change lane or link are edits (replay_code.h).
// Guarantees: positions are within 0.1 m of what was recorded; links, lanes, kinds and lines exact;
// seek() reads one block; the file depends on the frames alone. Figures: see docs/window.md.
// A block is compressed and written by a thread of the writer, at most two blocks behind.
// Preconditions: owner, kind and line of a vehicle do not change; no vehicle is twice
// in a frame. Frames in the same order every second (links, lanes) make a small file and a fast
// writer.
// Errors: InputError for a file that is not a replay, of another version, or damaged. RunError
// after a failed write, from the next add() or finish().
// Limits: people on foot and trains off the street are not recorded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/results/run_results.h"
#include "sim/traffic/owner.h"

namespace mwendo {

class Traffic;

inline constexpr std::uint32_t kReplayVersion = 3;
inline constexpr std::uint16_t kNoReplayLine = 0xFFFF;

struct ReplayVehicle {
  std::uint32_t vehicle = 0;
  Owner owner = {};
  LinkId link;
  float position_m = 0;
  std::uint8_t lane = 0;
  std::uint8_t kind = 0;    // VehicleClass, or as the viewer calls BRT and trains
  std::uint8_t halted = 0;  // at its stop
  std::uint16_t line = kNoReplayLine;
  std::uint16_t persons = 0;
  bool operator==(const ReplayVehicle&) const = default;
};

// A second without its vehicles.
struct ReplayMoment {
  float time_s = 0;
  std::vector<std::uint16_t> waiting;  // by stop
  TimePoint totals;
  float brt_boardings = 0;
  float co2e_kg_h = 0;
};

struct ReplayFrame : ReplayMoment {
  std::vector<ReplayVehicle> vehicles;
};

struct ReplayHeader {
  std::string city;      // "nairobi"
  std::string scenario;  // id or path of the scenario file
  std::string title;
  std::string made_by;  // program and version
  std::uint64_t seed = 1;
  double sample = 1;
  float from_s = 0, to_s = 0;
  std::uint32_t links = 0;  // of the network, to recognise another one
  std::uint32_t stops = 0;
  std::uint64_t network_hash = 0;
};

// Recognises a network by its links, lengths and lanes.
[[nodiscard]] std::uint64_t network_hash(const Network& net);

class ReplayWriter {
 public:
  ReplayWriter(const std::filesystem::path& file, const ReplayHeader& header);
  ~ReplayWriter();
  ReplayWriter(const ReplayWriter&) = delete;
  ReplayWriter& operator=(const ReplayWriter&) = delete;
  void add(const ReplayFrame& frame);
  // The vehicles of traffic as they are, without a list of them in between. Those of lines are as
  // any other.
  void add(const ReplayMoment& moment, const Traffic& traffic);
  void finish();
  [[nodiscard]] std::uint64_t bytes() const;  // written so far

 private:
  struct State;
  std::unique_ptr<State> s_;
};

class ReplayReader {
 public:
  explicit ReplayReader(const std::filesystem::path& file);
  ~ReplayReader();
  ReplayReader(ReplayReader&&) noexcept;

  [[nodiscard]] const ReplayHeader& header() const;
  [[nodiscard]] float last_s() const;  // time of the last frame
  // The next frame is the first at or after the time.
  void seek(float time_s);
  // False at the end.
  bool next(ReplayFrame& frame);

 private:
  struct State;
  std::unique_ptr<State> s_;
};

}  // namespace mwendo
