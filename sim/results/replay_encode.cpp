#include <algorithm>

#include "sim/results/replay_code.h"

namespace mwendo::replay {
namespace {

constexpr std::size_t kLookAhead = 16;  // vehicles that leave side by side, as a rule fewer

// Nearest step; truncation is one instruction where std::lround is a call.
std::int32_t steps_of(float metres) {
  return static_cast<std::int32_t>(std::max(0.0F, metres) * (1 / kStep) + 0.5F);
}

// The change of movement fits a byte.
bool small(std::int32_t change) { return static_cast<std::uint32_t>(change + 127) <= 254U; }

std::uint32_t place_of(const ReplayVehicle& v) {
  return static_cast<std::uint32_t>(v.lane) | (static_cast<std::uint32_t>(v.halted) << 8U) |
         (static_cast<std::uint32_t>(v.persons) << 16U);
}

// Makes room for more entries at the end of what is used.
template <class T>
void make_room(std::vector<T>& column, std::size_t wanted) {
  if (column.size() < wanted) column.resize(wanted + wanted / 2 + 64);
}

// Ascending numbers by their distances.
class Gaps {
 public:
  explicit Gaps(ByteWriter& out, std::size_t count) : out_(out) { out.number(count); }
  void next(std::uint32_t at) {
    out_.number(at - last_);
    last_ = at;
  }

 private:
  ByteWriter& out_;
  std::uint32_t last_ = 0;
};

}  // namespace

void FrameEncoder::begin_block() {
  before_[0] = {};
  rows_ = 0;
  waiting_.clear();
  link_ = 0;
}

void FrameEncoder::begin(const ReplayMoment& moment, BlockBytes& out) {
  out_ = &out;
  next_ = used_ = 0;
  gone_.clear(), arrivals_.clear(), changes_.clear();
  out.edits.put(moment.time_s);
  out.edits.put(moment.totals);
  out.edits.put(moment.brt_boardings);
  out.edits.put(moment.co2e_kg_h);
  write_waiting(moment.waiting);
}

void FrameEncoder::put(std::span<const ReplayVehicle> vehicles) {
  make_room(now_, used_ + vehicles.size() + 1);
  make_room(out_->moves, out_->moves_used + vehicles.size());
  char* move = out_->moves.data() + out_->moves_used;
  for (const ReplayVehicle& v : vehicles) {
    const bool stays = before_[next_].vehicle == v.vehicle || find(v.vehicle);
    const Row& old = before_[next_];
    Row& row = now_[used_];
    row = {v.vehicle, v.link.value, place_of(v), steps_of(v.position_m), 0};
    if (!stays) {
      arrivals_.push_back({static_cast<std::uint32_t>(used_++), v});
      continue;
    }
    ++next_;
    row.moved = row.at - old.at;
    const std::int32_t change = row.moved - old.moved;
    if (row.link == old.link && row.place == old.place && small(change)) {
      *move++ = static_cast<char>(change);
    } else {
      if (row.link != old.link) row.moved = old.moved;
      changes_.push_back(static_cast<std::uint32_t>(used_));
    }
    ++used_;
  }
  out_->moves_used = static_cast<std::size_t>(move - out_->moves.data());
}

// Whether a vehicle comes soon in the second before; those between are gone.
bool FrameEncoder::find(std::uint32_t vehicle) {
  const std::size_t end = std::min(rows_, next_ + kLookAhead);
  for (std::size_t r = next_; r < end; ++r) {
    if (before_[r].vehicle != vehicle) continue;
    leave_until(r);
    return true;
  }
  return false;
}

void FrameEncoder::leave_until(std::size_t row) {
  for (; next_ < row; ++next_) gone_.push_back(static_cast<std::uint32_t>(next_));
}

void FrameEncoder::end(const TagOf& tag_of) {
  leave_until(rows_);
  write_gone();
  write_arrivals(tag_of);
  write_changes();
  for (const std::uint32_t r : gone_) gone_as_[before_[r].vehicle] = 0;
  make_room(now_, used_ + 1);
  now_[used_] = {};
  std::swap(before_, now_);
  rows_ = used_;
}

void FrameEncoder::write_gone() {
  Gaps gaps(out_->edits, gone_.size());
  for (std::size_t i = 0; i < gone_.size(); ++i) {
    gaps.next(gone_[i]);
    const std::uint32_t vehicle = before_[gone_[i]].vehicle;
    make_room(gone_as_, vehicle + std::size_t{1});
    gone_as_[vehicle] = static_cast<std::uint32_t>(i + 1);
  }
}

void FrameEncoder::write_arrivals(const TagOf& tag_of) {
  Gaps gaps(out_->edits, arrivals_.size());
  for (const Arrival& a : arrivals_) {
    gaps.next(a.index);
    write_arrival(a, tag_of);
  }
}

void FrameEncoder::write_arrival(const Arrival& a, const TagOf& tag_of) {
  ByteWriter& out = out_->edits;
  const ReplayVehicle& v = a.vehicle;
  const std::uint32_t from = v.vehicle < gone_as_.size() ? gone_as_[v.vehicle] : 0;
  out.number(from);
  Row& row = now_[a.index];
  if (from != 0) {
    row.moved = before_[gone_[from - 1]].moved;
  } else {
    out.number(v.vehicle);
    out.number(tag_of ? tag_of(v.vehicle) : v.tag);
    out.number(v.kind);
    out.number(v.stands_for);
    out.number(v.line);
  }
  write_place(row);
}

void FrameEncoder::write_changes() {
  Gaps gaps(out_->edits, changes_.size());
  for (const std::uint32_t i : changes_) {
    gaps.next(i);
    write_place(now_[i]);
  }
}

void FrameEncoder::write_place(const Row& row) {
  ByteWriter& out = out_->edits;
  out.number(zigzag(static_cast<std::int64_t>(row.link) - static_cast<std::int64_t>(link_)));
  out.number(row.place & 0xFFFFU);
  out.number(row.place >> 16U);
  out.number(static_cast<std::uint64_t>(row.at));
  link_ = row.link;
}

void FrameEncoder::write_waiting(const std::vector<std::uint16_t>& waiting) {
  waiting_.resize(waiting.size(), 0);
  std::size_t changed = 0;
  for (std::size_t s = 0; s < waiting.size(); ++s) changed += waiting[s] != waiting_[s] ? 1 : 0;
  out_->edits.number(waiting.size());
  Gaps gaps(out_->edits, changed);
  for (std::uint32_t s = 0; changed > 0 && s < waiting.size(); ++s) {
    if (waiting[s] == waiting_[s]) continue;
    gaps.next(s);
    out_->edits.number(waiting[s]);
  }
  std::copy(waiting.begin(), waiting.end(), waiting_.begin());
}

}  // namespace mwendo::replay
