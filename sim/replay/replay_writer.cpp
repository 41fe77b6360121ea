#include <algorithm>
#include <cmath>
#include <utility>

#include "network/base/input_error.h"
#include "sim/replay/block_file.h"
#include "sim/replay/replay.h"
#include "sim/replay/replay_code.h"
#include "sim/traffic/traffic.h"
#include "sim/traffic/visit.h"

namespace mwendo {

namespace {

// The constants of a vehicle, written once.
ReplayVehicle new_vehicle(const VehiclesOnRoad& vehicles, VehicleId vehicle) {
  const VehicleType& type = vehicles.type_of(vehicle);
  ReplayVehicle v;
  v.owner = vehicles.owner_of(vehicle);
  v.kind = static_cast<std::uint8_t>(type.vehicle_class);
  return v;
}

}  // namespace

struct ReplayWriter::State {
  replay::BlockFile file;
  replay::FrameEncoder encoder;
  replay::BlockBytes block;
  replay::BlockHead head;
  std::vector<std::uint32_t> links;  // of traffic, see visit.h

  replay::FrameEncoder::Cursor begin(const ReplayMoment& moment) {
    if (head.frames == 0) {
      head.time_s = moment.time_s;
      encoder.begin_block();
    }
    encoder.begin(moment, block);
    return encoder.cursor();
  }
  void end(const replay::FrameEncoder::Cursor& c,
           const replay::FrameEncoder::VehicleOf& vehicle_of) {
    encoder.end(c, vehicle_of);
    file.check();
    if (++head.frames == replay::kFramesPerBlock) end_block();
  }
  void end_block() {
    if (head.frames == 0) return;
    const replay::BlockHead done = std::exchange(head, {});
    file.give(done, block);
  }
};

ReplayWriter::ReplayWriter(const std::filesystem::path& file, const ReplayHeader& header)
    : s_(new State{.file = {file, header}, .encoder = {}, .block = {}, .head = {}, .links = {}}) {}

ReplayWriter::~ReplayWriter() {
  try {
    finish();
  } catch (const RunError&) {  // NOLINT(bugprone-empty-catch): told by an earlier call
  }
}

void ReplayWriter::add(const ReplayFrame& frame) {
  replay::FrameEncoder::Cursor c = s_->begin(frame);
  for (const ReplayVehicle& v : frame.vehicles)
    s_->encoder.put(c, v.vehicle, replay::where_of(v.link, v.lane, v.halted != 0, v.persons),
                    v.position_m);
  s_->end(c, [&](std::uint32_t i, std::uint32_t) { return frame.vehicles[i]; });
}

void ReplayWriter::add(const ReplayMoment& moment, const Traffic& traffic) {
  const VehiclesOnRoad vehicles(traffic);
  replay::FrameEncoder::Cursor c = s_->begin(moment);
  replay::FrameEncoder& encoder = s_->encoder;
  vehicles.for_each(s_->links, [&](const VehicleOnLink& v) {
    encoder.put(c, v.vehicle.value, replay::where_of(v.link, v.lane, v.at_stop, 0), v.position_m);
  });
  s_->end(c, [&](std::uint32_t, std::uint32_t v) { return new_vehicle(vehicles, VehicleId{v}); });
}

void ReplayWriter::finish() {
  s_->end_block();
  s_->file.finish();
}

std::uint64_t ReplayWriter::bytes() const { return s_->file.bytes(); }

}  // namespace mwendo
