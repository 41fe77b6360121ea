#include "sim/results/replay_code.h"

#include <cmath>

namespace mwendo::replay {
namespace {

std::int32_t steps_of(float metres) {
  return static_cast<std::int32_t>(std::lround(metres / kStep));
}

// The change of movement fits a byte.
bool small(std::int32_t change) { return change >= -127 && change <= 127; }

void put_vehicle(const ReplayVehicle& v, ByteWriter& out) {
  out.number(v.link.value);
  out.number(v.lane);
  out.number(v.halted);
  out.number(v.persons);
}

void get_vehicle(ReplayVehicle& v, ByteReader& in) {
  v.link.value = static_cast<std::uint32_t>(in.number());
  v.lane = static_cast<std::uint8_t>(in.number());
  v.halted = static_cast<std::uint8_t>(in.number());
  v.persons = static_cast<std::uint16_t>(in.number());
}

bool same_place(const ReplayVehicle& a, const ReplayVehicle& b) {
  return a.link == b.link && a.lane == b.lane && a.halted == b.halted && a.persons == b.persons;
}

void put_totals(const ReplayFrame& f, ByteWriter& out) {
  out.put(f.time_s);
  out.put(f.totals);
  out.put(f.brt_boardings);
  out.put(f.co2e_kg_h);
}

void get_totals(ReplayFrame& f, ByteReader& in) {
  f.time_s = in.get<float>();
  f.totals = in.get<TimePoint>();
  f.brt_boardings = in.get<float>();
  f.co2e_kg_h = in.get<float>();
}

}  // namespace

void FrameEncoder::encode(const ReplayFrame& frame, ByteWriter& out) {
  frame_ = &frame;
  put_totals(frame, out);
  seen_in_.assign(table_.rows.size(), 0);
  new_.clear();
  for (std::uint32_t i = 0; i < frame.vehicles.size(); ++i) {
    const std::uint32_t id = frame.vehicles[i].vehicle;
    if (id >= row_of_.size()) row_of_.resize(id + id / 4 + 64, 0);
    if (row_of_[id] != 0) seen_in_[row_of_[id] - 1] = i + 1;
    else new_.push_back(i);
  }
  leave(out);
  change(frame, out);
  move(out);
  enter(frame, out);
  wait(frame, out);
}

void FrameEncoder::leave(ByteWriter& out) {
  std::vector<std::uint32_t> gone;
  for (std::uint32_t r = 0; r < table_.rows.size(); ++r)
    if (seen_in_[r] == 0) gone.push_back(r);
  out.number(gone.size());
  std::uint32_t before = 0;
  for (const std::uint32_t r : gone) {
    out.number(r - before);
    before = r;
    row_of_[table_.rows[r].seen.vehicle] = 0;
  }
  std::size_t kept = 0;
  for (std::size_t r = 0; r < table_.rows.size(); ++r) {
    if (seen_in_[r] == 0) continue;
    table_.rows[kept] = table_.rows[r];
    seen_in_[kept] = seen_in_[r];
    row_of_[table_.rows[kept].seen.vehicle] = static_cast<std::uint32_t>(kept + 1);
    ++kept;
  }
  table_.rows.resize(kept);
  seen_in_.resize(kept);
}

void FrameEncoder::change(const ReplayFrame& frame, ByteWriter& out) {
  listed_.assign(table_.rows.size(), 0);
  target_.resize(table_.rows.size());
  std::vector<std::uint32_t> changed;
  for (std::uint32_t r = 0; r < table_.rows.size(); ++r) {
    const ReplayVehicle& v = frame.vehicles[seen_in_[r] - 1];
    const Row& row = table_.rows[r];
    target_[r] = steps_of(v.position_m);
    if (same_place(v, row.seen) && small(target_[r] - row.at - row.moved)) continue;
    changed.push_back(r);
    listed_[r] = 1;
  }
  out.number(changed.size());
  std::uint32_t before = 0;
  for (const std::uint32_t r : changed) {
    Row& row = table_.rows[r];
    const ReplayVehicle& v = frame.vehicles[seen_in_[r] - 1];
    out.number(r - before);
    before = r;
    put_vehicle(v, out);
    out.number(static_cast<std::uint64_t>(std::max(target_[r], 0)));
    const bool same_link = v.link == row.seen.link;
    row.moved = same_link ? target_[r] - row.at : row.moved;
    row.at = target_[r];
    row.seen = v;
  }
}

void FrameEncoder::move(ByteWriter& out) {
  for (std::uint32_t r = 0; r < table_.rows.size(); ++r) {
    if (listed_[r] != 0) continue;
    Row& row = table_.rows[r];
    const std::int32_t moved = target_[r] - row.at;
    out.put(static_cast<std::int8_t>(moved - row.moved));
    row.moved = moved;
    row.at = target_[r];
  }
}

void FrameEncoder::enter(const ReplayFrame& frame, ByteWriter& out) {
  out.number(new_.size());
  for (const std::uint32_t i : new_) {
    const ReplayVehicle& v = frame.vehicles[i];
    const Row row{v, std::max(steps_of(v.position_m), 0), 0};
    out.number(v.vehicle);
    out.number(v.tag);
    out.number(v.kind);
    out.number(v.stands_for);
    out.number(v.line);
    put_vehicle(v, out);
    out.number(static_cast<std::uint64_t>(row.at));
    table_.rows.push_back(row);
    row_of_[v.vehicle] = static_cast<std::uint32_t>(table_.rows.size());
  }
}

void FrameEncoder::wait(const ReplayFrame& frame, ByteWriter& out) {
  table_.waiting.resize(frame.waiting.size(), 0);
  std::vector<std::uint32_t> changed;
  for (std::uint32_t s = 0; s < frame.waiting.size(); ++s)
    if (frame.waiting[s] != table_.waiting[s]) changed.push_back(s);
  out.number(frame.waiting.size());
  out.number(changed.size());
  std::uint32_t before = 0;
  for (const std::uint32_t s : changed) {
    out.number(s - before);
    out.number(frame.waiting[s]);
    before = s;
  }
  table_.waiting = frame.waiting;
}

void FrameDecoder::read_rows(ByteReader& in) {
  std::vector<Row>& rows = table_.rows;
  const std::size_t gone = in.number();
  listed_.assign(rows.size(), 0);
  std::size_t at = 0;
  for (std::size_t i = 0; i < gone; ++i) listed_.at(at += in.number()) = 1;
  std::size_t kept = 0;
  for (std::size_t r = 0; r < rows.size(); ++r)
    if (listed_[r] == 0) rows[kept++] = rows[r];
  rows.resize(kept);

  listed_.assign(rows.size(), 0);
  const std::size_t changed = in.number();
  at = 0;
  for (std::size_t i = 0; i < changed; ++i) {
    at += in.number();
    Row& row = rows.at(at);
    listed_[at] = 1;
    const LinkId before = row.seen.link;
    get_vehicle(row.seen, in);
    const auto to = static_cast<std::int32_t>(in.number());
    if (row.seen.link == before) row.moved = to - row.at;
    row.at = to;
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (listed_[r] != 0) continue;
    rows[r].moved += in.get<std::int8_t>();
    rows[r].at += rows[r].moved;
  }
  const std::size_t entered = in.number();
  if (entered > in.left()) throw std::out_of_range("more vehicles than data");
  for (std::size_t i = 0; i < entered; ++i) {
    Row row;
    row.seen.vehicle = static_cast<std::uint32_t>(in.number());
    row.seen.tag = static_cast<std::uint32_t>(in.number());
    row.seen.kind = static_cast<std::uint8_t>(in.number());
    row.seen.stands_for = static_cast<std::uint8_t>(in.number());
    row.seen.line = static_cast<std::uint16_t>(in.number());
    get_vehicle(row.seen, in);
    row.at = static_cast<std::int32_t>(in.number());
    rows.push_back(row);
  }
}

void FrameDecoder::decode(ByteReader& in, ReplayFrame& frame) {
  get_totals(frame, in);
  read_rows(in);
  const std::size_t stops = in.number();
  if (stops > 10'000'000) throw std::out_of_range("more stops than a city has");
  table_.waiting.resize(stops, 0);
  const std::size_t changed = in.number();
  std::size_t at = 0;
  for (std::size_t i = 0; i < changed; ++i) {
    at += in.number();
    table_.waiting.at(at) = static_cast<std::uint16_t>(in.number());
  }
  frame.waiting = table_.waiting;
  frame.vehicles.resize(table_.rows.size());
  for (std::size_t r = 0; r < table_.rows.size(); ++r) {
    frame.vehicles[r] = table_.rows[r].seen;
    frame.vehicles[r].position_m = static_cast<float>(table_.rows[r].at) * kStep;
  }
}

}  // namespace mwendo::replay
