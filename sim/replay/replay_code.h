// Frames of a replay as bytes: each is coded against the one before. Internal to sim/replay.
//
//   FrameEncoder out;
//   out.begin(moment, block);
//   FrameEncoder::Cursor c = out.cursor();
//   for (each vehicle) out.put(c, vehicle, where, position_m);
//   out.end(c, vehicle_of);                            // asked once for each
//   FrameDecoder in; in.begin_block(edits, moves); in.decode(frame) ...
//
// Both give every vehicle a row. The row is free again when the vehicle leaves. A frame is
//   moves: a byte by row: the change of movement, or that the vehicle is gone or has an edit;
//   edits: moment; the new place of each vehicle with an edit, in order of rows; new vehicles.
// The encoder keeps the previous second in the order in which it was given, and reads it along with
// the present one. It looks up only vehicles that moved to another place in that order.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "network/base/byte_stream.h"
#include "sim/replay/replay.h"

namespace mwendo::replay {

inline constexpr float kStep = 0.2F;  // metres
inline constexpr std::uint32_t kNobody = 0xFFFFFFFFU;

// Bytes of moves that are no change of movement.
inline constexpr std::int8_t kToldApart = -128;
inline constexpr std::int8_t kGone = -127;

// Sixty frames.
struct BlockBytes {
  ByteWriter edits;
  std::vector<char> moves;
};

// Where a vehicle is beside its position, compared as a whole: link, lane, halted, persons.
[[nodiscard]] inline std::uint64_t where_of(LinkId link, std::uint32_t lane, bool halted,
                                            std::uint32_t persons) {
  return link.value | static_cast<std::uint64_t>(lane & 255U) << 32U |
         static_cast<std::uint64_t>(halted ? 1 : 0) << 40U |
         static_cast<std::uint64_t>(persons) << 48U;
}
[[nodiscard]] inline std::uint32_t link_in(std::uint64_t where) {
  return static_cast<std::uint32_t>(where);
}
[[nodiscard]] inline std::uint32_t lane_in(std::uint64_t where) {
  return static_cast<std::uint32_t>(where >> 32U) & 255U;
}
[[nodiscard]] inline std::uint32_t others_in(std::uint64_t where) {
  return static_cast<std::uint32_t>(where >> 40U);
}

// A vehicle in a second.
struct Seen {
  std::uint32_t vehicle = kNobody;
  std::uint32_t row = 0;
  std::uint64_t where = 0;
  std::int32_t at = 0;     // position in steps
  std::int32_t moved = 0;  // in the last second
};

class FrameEncoder {
 public:
  // All of a vehicle, by its place in the order and its number; asked once in a file.
  using VehicleOf = std::function<ReplayVehicle(std::uint32_t index, std::uint32_t vehicle)>;

  void begin_block();  // the next frame will be whole
  void begin(const ReplayMoment& moment, BlockBytes& out);
  // Where it reads and writes; the caller keeps it, so that it stays in registers.
  struct Cursor {
    const Seen* old;
    Seen* now;
    const Seen* end;     // of memory
    std::int16_t* code;  // by row
  };
  [[nodiscard]] Cursor cursor();
  void put(Cursor& c, std::uint32_t vehicle, std::uint64_t where, float position_m) {
    if (c.now == c.end) c = grow(c);
    // Truncation is one instruction where std::lround is a call.
    const float steps = (position_m > 0 ? position_m : 0.0F) * (1 / kStep) + 0.5F;
    const auto at = static_cast<std::int32_t>(steps);
    if (c.old->vehicle != vehicle) c.old = find(c.old, vehicle);
    const Seen& old = *c.old;
    const std::int32_t moved = at - old.at;
    *c.now = {vehicle, old.row, where, at, moved};
    if (old.vehicle == vehicle) {
      const std::int32_t change = moved - old.moved;
      const bool small = static_cast<std::uint32_t>(change + 126) <= 253U;
      c.code[old.row] = static_cast<std::int16_t>(change);
      if (old.where != where || !small) tell_apart(c.now, c.old);
      ++c.old;
    } else {
      arrive(c.now);
    }
    ++c.now;
  }
  void end(const Cursor& c, const VehicleOf& vehicle_of);

 private:
  struct Edit {
    std::uint32_t now, before;  // indices
  };
  struct Told {  // what does not change
    Owner owner;
    std::uint16_t line = kNoReplayLine;
    std::uint8_t kind = 0;
    bool known = false;
  };
  [[nodiscard]] Cursor grow(Cursor c);
  // Finds a vehicle of the previous second at or soon after the present place; those between have
  // left their places.
  [[nodiscard]] const Seen* find(const Seen* old, std::uint32_t vehicle);
  void arrive(const Seen* now);
  void tell_apart(Seen* now, const Seen* old);
  void match_moved();
  void write_moves();
  void write_edit(const Edit& e);
  void write_new(const VehicleOf& vehicle_of);
  [[nodiscard]] const Told& told(std::uint32_t index, const VehicleOf& vehicle_of);
  [[nodiscard]] std::uint32_t take_row();
  void mark(std::uint32_t row, std::int16_t code);
  void write_waiting(const std::vector<std::uint16_t>& waiting);

  BlockBytes* out_ = nullptr;
  std::vector<Seen> before_{Seen{}}, now_;  // longer than used; nobody follows those of before
  std::uint32_t others_ = 0;                // of before_
  std::uint32_t used_ = 0;                  // of now_
  std::vector<std::uint32_t> gone_;         // indices into before_
  std::vector<std::uint32_t> arrivals_;     // indices into now_
  std::vector<std::uint32_t> new_;          // those of them that were not on the road
  std::vector<std::uint32_t> gone_as_;      // by vehicle: index into gone_ + 1, else 0
  std::vector<std::int16_t> code_;          // by row: its byte of moves
  std::vector<Edit> edit_;                  // by row, of vehicles with an edit
  std::vector<std::uint64_t> marked_;       // bit set of rows with an edit or gone
  std::vector<Told> told_;                  // by vehicle
  std::vector<std::uint32_t> free_;         // rows
  std::vector<std::uint16_t> waiting_;
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
    bool here = false;
  };
  void move();
  void read_edit(Moving& m);
  void read_new();
  void read_waiting(ReplayFrame& frame);

  ByteReader edits_{{}}, moves_{{}};
  std::vector<Moving> rows_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint16_t> waiting_;
};

}  // namespace mwendo::replay
