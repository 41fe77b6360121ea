#include "network/input_error.h"
#include "sim/results/block_file.h"
#include "sim/results/replay.h"
#include "sim/results/replay_code.h"

namespace mwendo {

struct ReplayWriter::State {
  replay::BlockFile file;
  replay::FrameEncoder encoder;
  replay::BlockBytes block;
  replay::BlockHead head;

  void end_block() {
    if (head.frames == 0) return;
    const replay::BlockHead done = std::exchange(head, {});
    file.give(done, block);
  }
};

ReplayWriter::ReplayWriter(const std::filesystem::path& file, const ReplayHeader& header)
    : s_(new State{.file = {file, header}, .encoder = {}, .block = {}, .head = {}}) {}

ReplayWriter::~ReplayWriter() {
  try {
    finish();
  } catch (const RunError&) {
    // Told by an earlier call; a destructor must not throw.
  }
}

void ReplayWriter::add(const ReplayFrame& frame) {
  begin(frame);
  put(frame.vehicles);
  end();
}

void ReplayWriter::begin(const ReplayMoment& moment) {
  if (s_->head.frames == 0) {
    s_->head.time_s = moment.time_s;
    s_->encoder.begin_block();
  }
  s_->encoder.begin(moment, s_->block);
}

void ReplayWriter::put(std::span<const ReplayVehicle> vehicles) { s_->encoder.put(vehicles); }

void ReplayWriter::end(const TagOf& tag_of) {
  s_->encoder.end(tag_of);
  s_->file.check();
  if (++s_->head.frames == replay::kFramesPerBlock) s_->end_block();
}

void ReplayWriter::finish() {
  s_->end_block();
  s_->file.finish();
}

std::uint64_t ReplayWriter::bytes() const { return s_->file.bytes(); }

}  // namespace mwendo
