#include <algorithm>
#include <bit>
#include <utility>

#include "sim/replay/replay_code.h"

namespace mwendo::replay {
namespace {

constexpr std::uint32_t kLookAhead = 8;  // vehicles that leave side by side, as a rule fewer

}  // namespace

void FrameEncoder::begin_block() {
  before_[0] = {};
  others_ = 0;
  code_.clear(), edit_.clear(), marked_.clear(), free_.clear(), waiting_.clear();
}

void FrameEncoder::begin(const ReplayMoment& moment, BlockBytes& out) {
  out_ = &out;
  gone_.clear(), arrivals_.clear(), new_.clear();
  out.edits.put(moment.time_s);
  out.edits.put(moment.totals);
  out.edits.put(moment.brt_boardings);
  out.edits.put(moment.co2e_kg_h);
  write_waiting(moment.waiting);
}

FrameEncoder::Cursor FrameEncoder::cursor() {
  return {before_.data(), now_.data(), now_.data() + now_.size(), code_.data()};
}

FrameEncoder::Cursor FrameEncoder::grow(Cursor c) {
  const std::size_t used = now_.size();
  now_.resize(used + used / 2 + 64);
  return {c.old, now_.data() + used, now_.data() + now_.size(), c.code};
}

const Seen* FrameEncoder::find(const Seen* old, std::uint32_t vehicle) {
  const Seen* const end = std::min<const Seen*>(before_.data() + others_, old + kLookAhead);
  const Seen* const found =
      std::find_if(old, end, [&](const Seen& v) { return v.vehicle == vehicle; });
  if (found == end) return old;
  for (; old < found; ++old) gone_.push_back(static_cast<std::uint32_t>(old - before_.data()));
  return found;
}

void FrameEncoder::arrive(const Seen* now) {
  arrivals_.push_back(static_cast<std::uint32_t>(now - now_.data()));
}

void FrameEncoder::mark(std::uint32_t row, std::int16_t code) {
  code_[row] = code;
  marked_[row / 64] |= 1ULL << (row % 64);
}

void FrameEncoder::tell_apart(Seen* now, const Seen* old) {
  now->row = old->row;
  now->moved = link_in(now->where) == link_in(old->where) ? now->at - old->at : old->moved;
  mark(old->row, kToldApart);
  edit_[old->row] = {static_cast<std::uint32_t>(now - now_.data()),
                     static_cast<std::uint32_t>(old - before_.data())};
}

void FrameEncoder::end(const Cursor& c, const VehicleOf& vehicle_of) {
  for (auto i = static_cast<std::uint32_t>(c.old - before_.data()); i < others_; ++i)
    gone_.push_back(i);
  used_ = static_cast<std::uint32_t>(c.now - now_.data());
  match_moved();
  write_moves();
  write_new(vehicle_of);
  if (used_ == now_.size()) now_.push_back({});
  now_[used_] = {};
  std::swap(before_, now_);
  others_ = used_;
}

// Vehicles at another place in the order, and vehicles that left the road.
void FrameEncoder::match_moved() {
  for (std::uint32_t i = 0; i < gone_.size(); ++i) {
    const std::uint32_t vehicle = before_[gone_[i]].vehicle;
    if (vehicle >= gone_as_.size()) gone_as_.resize(vehicle + vehicle / 4 + 64, 0);
    gone_as_[vehicle] = i + 1;
  }
  for (const std::uint32_t i : arrivals_) {
    const std::uint32_t vehicle = now_[i].vehicle;
    const std::uint32_t as = vehicle < gone_as_.size() ? gone_as_[vehicle] : 0;
    if (as == 0) {
      new_.push_back(i);
      continue;
    }
    tell_apart(&now_[i], &before_[gone_[as - 1]]);
    gone_as_[vehicle] = 0;
  }
  for (const std::uint32_t i : gone_) {
    if (gone_as_[before_[i].vehicle] == 0) continue;
    gone_as_[before_[i].vehicle] = 0;
    mark(before_[i].row, kGone);
  }
}

void FrameEncoder::write_moves() {
  const std::size_t from = out_->moves.size();
  out_->moves.resize(from + code_.size());
  char* to = out_->moves.data() + from;
  for (std::size_t r = 0; r < code_.size(); ++r) to[r] = static_cast<char>(code_[r]);
  for (std::size_t w = 0; w < marked_.size(); ++w) {
    for (std::uint64_t left = std::exchange(marked_[w], 0); left != 0; left &= left - 1) {
      const auto r =
          static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
      if (code_[r] == kToldApart) {
        write_edit(edit_[r]);
      } else {
        free_.push_back(r);
        code_[r] = 0;
      }
    }
  }
}

// A number: on another link 1, others changed 2, lane 4 times; then what changed; the position, on
// the same link against the one expected.
void FrameEncoder::write_edit(const Edit& e) {
  ByteWriter& out = out_->edits;
  const Seen& v = now_[e.now];
  const Seen& old = before_[e.before];
  const std::uint32_t on_other_link = link_in(v.where) != link_in(old.where) ? 1 : 0;
  const std::uint32_t changed = others_in(v.where) != others_in(old.where) ? 2 : 0;
  out.number(on_other_link | changed | lane_in(v.where) << 2U);
  if (on_other_link != 0)
    out.number(zigzag(std::int64_t{link_in(v.where)} - std::int64_t{link_in(old.where)}));
  if (changed != 0) out.number(others_in(v.where));
  out.number(on_other_link != 0 ? static_cast<std::uint64_t>(v.at)
                                : zigzag(v.at - old.at - old.moved));
}

const FrameEncoder::Told& FrameEncoder::told(std::uint32_t index, const VehicleOf& vehicle_of) {
  const std::uint32_t vehicle = now_[index].vehicle;
  if (vehicle >= told_.size()) told_.resize(vehicle + vehicle / 4 + 64);
  Told& t = told_[vehicle];
  if (!t.known) {
    const ReplayVehicle all = vehicle_of(index, vehicle);
    t = {all.owner, all.line, all.kind, true};
  }
  return t;
}

std::uint32_t FrameEncoder::take_row() {
  if (free_.empty()) {
    code_.push_back(0), edit_.push_back({});
    marked_.resize((code_.size() + 63) / 64, 0);
    return static_cast<std::uint32_t>(code_.size() - 1);
  }
  const std::uint32_t row = free_.back();
  free_.pop_back();
  return row;
}

void FrameEncoder::write_new(const VehicleOf& vehicle_of) {
  ByteWriter& out = out_->edits;
  out.number(new_.size());
  for (const std::uint32_t i : new_) {
    Seen& v = now_[i];
    v.moved = 0;
    v.row = take_row();
    const Told& t = told(i, vehicle_of);
    out.number(v.vehicle), out.number(t.owner.bits()), out.number(t.kind), out.number(t.line);
    out.number(link_in(v.where)), out.number(lane_in(v.where)), out.number(others_in(v.where));
    out.number(static_cast<std::uint64_t>(v.at));
  }
}

void FrameEncoder::write_waiting(const std::vector<std::uint16_t>& waiting) {
  waiting_.resize(waiting.size(), 0);
  std::size_t changed = 0;
  for (std::size_t s = 0; s < waiting.size(); ++s) changed += waiting[s] != waiting_[s] ? 1 : 0;
  out_->edits.number(waiting.size());
  out_->edits.number(changed);
  std::size_t before = 0;
  for (std::size_t s = 0; changed > 0 && s < waiting.size(); ++s) {
    if (waiting[s] == waiting_[s]) continue;
    out_->edits.number(s - before);
    out_->edits.number(waiting[s]);
    before = s;
  }
  std::copy(waiting.begin(), waiting.end(), waiting_.begin());
}

}  // namespace mwendo::replay
