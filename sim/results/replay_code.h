// How frames of a replay become bytes: each against the one before. Internal to sim/results.
//
//   FrameEncoder out;  out.begin(moment, block), out.put(vehicles), out.end(tag_of);
//   FrameDecoder in; in.begin_block(block); in.decode(frame) ...
//
// Both keep the vehicles of the second before, in their order. A frame is
//   edits: moment; who is gone (places in the second before); who comes in (places in this second),
//          new or one of those that are gone; who stays in the order but not in its lane;
//   movements: for all others, in order, one byte.
// So the encoder reads both seconds from front to back and looks nobody up except those that moved
// to another place.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/results/byte_stream.h"
#include "sim/results/replay.h"

namespace mwendo::replay {

inline constexpr float kStep = 0.2F;  // metres
inline constexpr std::uint32_t kNobody = 0xFFFFFFFFU;

// Sixty frames.
struct BlockBytes {
  ByteWriter edits;
  std::vector<char> moves;  // longer than used while the block is filled
  std::size_t moves_used = 0;
};

// A vehicle of the second before. `place`: lane, halted, persons.
struct Row {
  std::uint32_t vehicle = kNobody;
  std::uint32_t link = 0;
  std::uint32_t place = 0;
  std::int32_t at = 0;     // position in steps
  std::int32_t moved = 0;  // in the last second
};

class FrameEncoder {
 public:
  void begin_block();  // the next frame will be whole
  void begin(const ReplayMoment& moment, BlockBytes& out);
  void put(std::span<const ReplayVehicle> vehicles);
  void end(const TagOf& tag_of);

 private:
  struct Arrival {
    std::uint32_t index;  // into the present frame
    ReplayVehicle vehicle;
  };
  [[nodiscard]] bool find(std::uint32_t vehicle);
  void leave_until(std::size_t row);
  void write_gone();
  void write_arrivals(const TagOf& tag_of);
  void write_arrival(const Arrival& a, const TagOf& tag_of);
  void write_changes();
  void write_place(const Row& row);
  void write_waiting(const std::vector<std::uint16_t>& waiting);

  BlockBytes* out_ = nullptr;
  // Columns are longer than used, so that they grow at times only.
  std::vector<Row> before_{Row{}}, now_;
  std::size_t rows_ = 0;                  // of before_; nobody follows
  std::size_t next_ = 0;                  // in before_
  std::size_t used_ = 0;                  // of now_
  std::vector<std::uint32_t> gone_;       // indices into before_
  std::vector<Arrival> arrivals_;
  std::vector<std::uint32_t> changes_;    // indices into now_
  std::vector<std::uint32_t> gone_as_;    // by vehicle: index into gone_ + 1, else 0
  std::vector<std::uint16_t> waiting_;
  std::uint32_t link_ = 0;                // last one written
};

class FrameDecoder {
 public:
  void begin_block(std::span<const char> edits, std::span<const char> moves);
  void decode(ReplayFrame& frame);

 private:
  struct Moving {
    ReplayVehicle seen;      // position is not used
    std::int32_t at = 0;     // position in steps
    std::int32_t moved = 0;  // in the last second
  };
  void take_out();
  void merge();
  void read_changes();
  void move();
  void read_arrival(Moving& m);
  void read_place(Moving& m);
  void read_waiting(ReplayFrame& frame);

  ByteReader edits_{{}}, moves_{{}};
  std::vector<Moving> rows_, gone_, stay_;
  std::vector<char> listed_;  // by row: told apart
  std::vector<std::uint16_t> waiting_;
  std::uint32_t link_ = 0;
};

}  // namespace mwendo::replay
