// How frames of a replay become bytes: each against the one before. Internal to sim/results.
//
//   FrameCoder out;  for (frame) out.encode(frame, bytes);     // begins with a whole frame
//   FrameDecoder in; while (in.decode(reader, frame)) ...
//
// Both keep the same table of vehicles: in order of their appearance, those that left taken out.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/results/byte_stream.h"
#include "sim/results/replay.h"

namespace mwendo::replay {

inline constexpr float kStep = 0.2F;  // metres

struct Row {
  ReplayVehicle seen;       // position is not used
  std::int32_t at = 0;      // position in steps
  std::int32_t moved = 0;   // in the last second
};

struct Table {
  std::vector<Row> rows;
  std::vector<std::uint16_t> waiting;
};

class FrameEncoder {
 public:
  void begin_block() { table_ = {}, row_of_.clear(); }
  void encode(const ReplayFrame& frame, ByteWriter& out);

 private:
  void leave(ByteWriter& out);
  void change(const ReplayFrame& frame, ByteWriter& out);
  void enter(const ReplayFrame& frame, ByteWriter& out);
  void move(ByteWriter& out);
  void wait(const ReplayFrame& frame, ByteWriter& out);

  Table table_;
  std::vector<std::uint32_t> row_of_;   // by vehicle: row + 1, 0 if none
  std::vector<std::uint32_t> seen_in_;  // by row: index into the frame + 1
  std::vector<std::uint32_t> new_;      // indices into the frame
  std::vector<std::int32_t> target_;    // by row: position to reach
  std::vector<char> listed_;            // by row: told apart, not in move()
  const ReplayFrame* frame_ = nullptr;
};

class FrameDecoder {
 public:
  void begin_block() { table_ = {}; }
  void decode(ByteReader& in, ReplayFrame& frame);

 private:
  void read_rows(ByteReader& in);
  Table table_;
  std::vector<char> listed_;
};

}  // namespace mwendo::replay
