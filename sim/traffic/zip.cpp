#include "sim/traffic/zip.h"

#include <algorithm>

#include "sim/traffic/car_following.h"
#include "sim/traffic/gaps.h"

namespace mwendo::traffic {
namespace {

constexpr float kCrawling = 1.5F;       // m/s; no vehicle slows below this to let one in
constexpr float kCourtesy = 25;         // m; a vehicle farther behind does not feel asked
constexpr std::uint8_t kPatience = 30;  // s of standing after which a vehicle creeps to the line

// The speed of a vehicle behind one of another lane, as if that one were ahead in its own lane. It
// brakes comfortably.
float speed_behind(const TrafficState& s, const OnLane& v, const OnLane& ahead) {
  const VehicleType& t = s.types[v.type];
  const float gap = ahead.position - s.types[ahead.type].spacing - v.position - 2 * kLeastGapInLane;
  const float safe = gap > 0 ? safe_speed(t, gap, ahead.speed) : 0;
  return std::max(safe, v.speed - t.decel);
}

void hold(Scratch& scratch, OnLane& v, float speed) {
  v.flags |= kHolds;
  scratch.held.push_back({v.vehicle, speed});
}

// Number of vehicles of a lane ahead of a vehicle beside it. Of two level vehicles the one with the
// lower number is ahead.
std::uint16_t count_ahead(const Lane& lane, const OnLane& v) {
  std::uint16_t n = 0;
  while (n < lane.count &&
         (lane.data[n].position > v.position ||
          (lane.data[n].position == v.position && lane.data[n].vehicle < v.vehicle)))
    ++n;
  return n;
}

bool is_clear_of(const TrafficState& s, const OnLane& v, const OnLane& ahead) {
  return ahead.position - s.types[ahead.type].spacing > v.position + kLeastGapInLane;
}

}  // namespace

void zip(TrafficState& s, LaneIndex target, OnLane& v, Scratch& scratch) {
  const Lane& lane = s.lane[target];
  const std::uint16_t at = count_ahead(lane, v);
  if (at > 0 && lane.data[at - 1].speed > kCrawling) v.held = 0;
  if (at > 0 && v.held < kMostHeld) hold(scratch, v, speed_behind(s, v, lane.data[at - 1]));
  if (at > 0 && !is_clear_of(s, v, lane.data[at - 1])) return;
  if (at == lane.count || lane.data[at].position < v.position - kCourtesy) return;
  OnLane& next = lane.data[at];
  if (next.wait_s >= kPatience) return;
  hold(scratch, next,
       std::max(speed_behind(s, next, v), is_clear_of(s, next, v) ? 0.0F : kCrawling));
}

}  // namespace mwendo::traffic
