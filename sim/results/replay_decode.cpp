#include "sim/results/replay_code.h"

namespace mwendo::replay {
namespace {

constexpr std::size_t kMostStops = 10'000'000;
constexpr std::uint64_t kFarthest = 1U << 24U;  // steps

[[noreturn]] void broken(const char* what) { throw std::out_of_range(what); }

// Ascending numbers by their distances, all below `end`.
class Gaps {
 public:
  explicit Gaps(ByteReader& in) : in_(in), left_(in.number()) {
    if (left_ > in.left()) broken("more entries than data");
  }
  [[nodiscard]] std::size_t count() const { return left_; }
  std::size_t next(std::size_t end) {
    const std::size_t gap = in_.number();
    if (!first_ && gap == 0) broken("an entry is there twice");
    first_ = false;
    if (gap >= end || at_ + gap >= end) broken("an entry of nobody");
    return at_ += gap;
  }

 private:
  ByteReader& in_;
  std::size_t left_;
  std::size_t at_ = 0;
  bool first_ = true;
};

}  // namespace

void FrameDecoder::begin_block(std::span<const char> edits, std::span<const char> moves) {
  edits_ = ByteReader(edits), moves_ = ByteReader(moves);
  rows_.clear();
  waiting_.clear();
  link_ = 0;
}

void FrameDecoder::decode(ReplayFrame& frame) {
  frame.time_s = edits_.get<float>();
  frame.totals = edits_.get<TimePoint>();
  frame.brt_boardings = edits_.get<float>();
  frame.co2e_kg_h = edits_.get<float>();
  read_waiting(frame);
  take_out();
  merge();
  read_changes();
  move();
  frame.vehicles.resize(rows_.size());
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    frame.vehicles[r] = rows_[r].seen;
    frame.vehicles[r].position_m = static_cast<float>(rows_[r].at) * kStep;
  }
}

void FrameDecoder::take_out() {
  Gaps gaps(edits_);
  gone_.clear(), stay_.clear();
  std::size_t from = 0;
  for (std::size_t i = 0; i < gaps.count(); ++i) {
    const std::size_t at = gaps.next(rows_.size());
    while (from < at) stay_.push_back(rows_[from++]);
    gone_.push_back(rows_[from++]);
  }
  while (from < rows_.size()) stay_.push_back(rows_[from++]);
}

// Those who stay and those who come in, in the order of the frame.
void FrameDecoder::merge() {
  Gaps gaps(edits_);
  const std::size_t size = stay_.size() + gaps.count();
  rows_.resize(size);
  listed_.assign(size, 0);
  std::size_t to = 0, from = 0;
  for (std::size_t i = 0; i < gaps.count(); ++i) {
    const std::size_t at = gaps.next(size);
    while (to < at && from < stay_.size()) rows_[to++] = stay_[from++];
    if (to != at) broken("more vehicles than there are");
    read_arrival(rows_[to]);
    listed_[to++] = 1;
  }
  while (from < stay_.size()) rows_[to++] = stay_[from++];
}

void FrameDecoder::read_arrival(Moving& m) {
  const std::size_t from = edits_.number();
  if (from > gone_.size()) broken("a vehicle from nowhere");
  m = from > 0 ? gone_[from - 1] : Moving{};
  if (from == 0) {
    m.seen.vehicle = static_cast<std::uint32_t>(edits_.number());
    m.seen.tag = static_cast<std::uint32_t>(edits_.number());
    m.seen.kind = static_cast<std::uint8_t>(edits_.number());
    m.seen.stands_for = static_cast<std::uint8_t>(edits_.number());
    m.seen.line = static_cast<std::uint16_t>(edits_.number());
  }
  read_place(m);
}

void FrameDecoder::read_place(Moving& m) {
  link_ += static_cast<std::uint32_t>(unzigzag(edits_.number()));
  m.seen.link.value = link_;
  const std::uint64_t place = edits_.number();
  m.seen.lane = static_cast<std::uint8_t>(place);
  m.seen.halted = static_cast<std::uint8_t>(place >> 8U);
  m.seen.persons = static_cast<std::uint16_t>(edits_.number());
  const std::uint64_t at = edits_.number();
  if (at > kFarthest) broken("a position beyond every street");
  m.at = static_cast<std::int32_t>(at);
}

void FrameDecoder::read_changes() {
  Gaps gaps(edits_);
  for (std::size_t i = 0; i < gaps.count(); ++i) {
    const std::size_t r = gaps.next(rows_.size());
    const Moving old = rows_[r];
    read_place(rows_[r]);
    if (rows_[r].seen.link == old.seen.link) rows_[r].moved = rows_[r].at - old.at;
    listed_[r] = 1;
  }
}

void FrameDecoder::move() {
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (listed_[r] != 0) continue;
    Moving& m = rows_[r];
    m.moved += moves_.get<std::int8_t>();
    m.at += m.moved;
  }
}

void FrameDecoder::read_waiting(ReplayFrame& frame) {
  const std::size_t stops = edits_.number();
  if (stops > kMostStops) broken("more stops than a city has");
  waiting_.resize(stops, 0);
  Gaps gaps(edits_);
  for (std::size_t i = 0; i < gaps.count(); ++i) {
    const std::size_t at = gaps.next(stops);
    waiting_[at] = static_cast<std::uint16_t>(edits_.number());
  }
  frame.waiting = waiting_;
}

}  // namespace mwendo::replay
