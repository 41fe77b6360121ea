#include "sim/replay/replay_code.h"

namespace mwendo::replay {
namespace {

constexpr std::size_t kMostStops = 10'000'000;
constexpr std::int64_t kFarthest = 1 << 24;  // steps

[[noreturn]] void broken(const char* what) { throw std::out_of_range(what); }

void set_place(ReplayVehicle& v, std::uint64_t lane, std::uint64_t others) {
  v.lane = static_cast<std::uint8_t>(lane);
  v.halted = static_cast<std::uint8_t>(others & 1U);
  v.persons = static_cast<std::uint16_t>(others >> 8U);
}

std::int32_t on_a_street(std::int64_t steps) {
  if (steps < -kFarthest || steps > kFarthest) broken("a position beyond every street");
  return static_cast<std::int32_t>(steps);
}

}  // namespace

void FrameDecoder::begin_block(std::span<const char> edits, std::span<const char> moves) {
  edits_ = ByteReader(edits), moves_ = ByteReader(moves);
  rows_.clear(), free_.clear(), waiting_.clear();
}

void FrameDecoder::decode(ReplayFrame& frame) {
  frame.time_s = edits_.get<float>();
  frame.totals = edits_.get<TimePoint>();
  frame.brt_boardings = edits_.get<float>();
  frame.co2e_kg_h = edits_.get<float>();
  read_waiting(frame);
  move();
  read_new();
  frame.vehicles.clear();
  for (const Moving& m : rows_) {
    if (!m.here) continue;
    frame.vehicles.push_back(m.seen);
    frame.vehicles.back().position_m = static_cast<float>(m.at) * kStep;
  }
}

void FrameDecoder::move() {
  for (std::uint32_t r = 0; r < rows_.size(); ++r) {
    Moving& m = rows_[r];
    const auto code = moves_.get<std::int8_t>();
    if (!m.here) continue;
    if (code == kToldApart) {
      read_edit(m);
    } else if (code == kGone) {
      m.here = false;
      free_.push_back(r);
    } else {
      m.moved += code;
      m.at = on_a_street(std::int64_t{m.at} + m.moved);
    }
  }
}

void FrameDecoder::read_edit(Moving& m) {
  const std::uint64_t what = edits_.number();
  const bool on_other_link = (what & 1U) != 0;
  if (on_other_link) m.seen.link.value += static_cast<std::uint32_t>(unzigzag(edits_.number()));
  const std::uint64_t others =
      (what & 2U) != 0 ? edits_.number() : m.seen.halted | m.seen.persons * 256U;
  set_place(m.seen, what >> 2U, others);
  const std::uint64_t to = edits_.number();
  if (on_other_link) {
    m.at = on_a_street(static_cast<std::int64_t>(to));
  } else {
    const std::int32_t old = m.at;
    m.at = on_a_street(on_a_street(unzigzag(to)) + std::int64_t{old} + m.moved);
    m.moved = m.at - old;
  }
}

void FrameDecoder::read_new() {
  const std::size_t entered = edits_.number();
  if (entered > edits_.left()) broken("more vehicles than data");
  for (std::size_t i = 0; i < entered; ++i) {
    Moving m;
    m.here = true;
    m.seen.vehicle = static_cast<std::uint32_t>(edits_.number());
    m.seen.owner = Owner::from_bits(static_cast<std::uint32_t>(edits_.number()));
    m.seen.kind = static_cast<std::uint8_t>(edits_.number());
    m.seen.line = static_cast<std::uint16_t>(edits_.number());
    m.seen.link.value = static_cast<std::uint32_t>(edits_.number());
    const std::uint64_t lane = edits_.number();
    set_place(m.seen, lane, edits_.number());
    m.at = on_a_street(static_cast<std::int64_t>(edits_.number()));
    if (free_.empty()) {
      rows_.push_back(m);
    } else {
      rows_[free_.back()] = m;
      free_.pop_back();
    }
  }
}

void FrameDecoder::read_waiting(ReplayFrame& frame) {
  const std::size_t stops = edits_.number();
  if (stops > kMostStops) broken("more stops than a city has");
  waiting_.resize(stops, 0);
  const std::size_t changed = edits_.number();
  std::size_t at = 0;
  for (std::size_t i = 0; i < changed; ++i) {
    at += edits_.number();
    waiting_.at(at) = static_cast<std::uint16_t>(edits_.number());
  }
  frame.waiting = waiting_;
}

}  // namespace mwendo::replay
