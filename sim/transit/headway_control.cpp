// Vehicles that wait at stations to keep their headway.
#include "sim/transit/headway_control.h"

#include <utility>

#include "sim/transit/operation_state.h"

namespace mwendo {
namespace {

constexpr std::uint32_t kLookEvery = 5;  // s between looks at the platform

}  // namespace

// Lets a vehicle wait behind its dwell if it comes too early, and notes when it leaves.
void TransitOperation::State::hold(std::uint32_t vehicle, std::uint32_t stop_index, float carry) {
  TransitVehicle& v = vehicles[vehicle];
  const bool last = stop_index + 1 == supply->stops_of(v.line).size();
  if (supply->line.control[v.line] == HeadwayControl::none || last) return;
  SectionState& sec = section_of(v.line, stop_index);
  const float ready = now + v.dwell_s;
  v.control_s = control_hold_s(headway_of(v.line), ready - sec.left_s);
  v.dwell_s += v.control_s;
  sec.left_s = ready + v.control_s;
  if (v.control_s > 0) held.push_back({vehicle, stop_index, ready, sec.left_s, carry});
}

// Riders who come while a vehicle waits get on. Those who come during a dwell take the next one, as
// at any other stop.
void TransitOperation::State::board_held() {
  auto keep = held.begin();
  for (const HeldVehicle& h : held) {
    const bool leaves = h.until_s <= now + 1;  // before the next step
    if (leaves || (static_cast<std::uint32_t>(now) + h.vehicle) % kLookEvery == 0) board_late(h);
    if (!leaves) *keep++ = h;
  }
  held.erase(keep, held.end());
}

void TransitOperation::State::board_late(const HeldVehicle& h) {
  TransitVehicle& v = vehicles[h.vehicle];
  if (!v.active || v.last_served != h.stop_index) return;
  SectionState& sec = section_of(v.line, h.stop_index);
  const float carry = std::exchange(sec.carry, h.carry);
  if (board(v, h.stop_index, h.from_s) > 0)
    traffic->set_passengers(v.vehicle, v.load + 1);
  else
    sec.carry = carry;
}

}  // namespace mwendo
