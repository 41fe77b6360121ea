// Credits of vehicles: paths across a junction, distance and time on links.
#include "sim/traffic/booking.h"

#include <algorithm>

#include "sim/traffic/critical_gaps.h"
#include "sim/traffic/junction_times.h"
#include "sim/traffic/turns.h"

namespace mwendo::traffic {
namespace {

constexpr float kKerbHeadway = 2;  // s, headway that friction stretches

}  // namespace

const SignalCrossing* walkers_into(const TrafficState& s, const Request& q) {
  if (s.walkers_into.empty()) return nullptr;
  const SignalCrossingIndex c = s.walkers_into[q.to];
  return c == kNone ? nullptr : &s.signal_crossings[c];
}

void book_crossing(TrafficState& s, Request& q, const OnLane& v, const VehicleType& t,
                   float speed) {
  q.crosses = true;
  const Link& link = s.link[q.link];
  prefetch(&s.record[v.vehicle]);  // read when the vehicle leaves the link in this step
  if (s.options.tally)
    prefetch(&s.tallies.at(link.id, s.tallies.period_at(s.now), t.vehicle_class));
  Movement& m = s.movement[q.movement];
  m.occupied_until =
      s.now + (link.closes_ds > 0
                   ? closes_entries(link, v.vehicle)
                   : time_across(t, speed, v.desired, s.options.gaps) + hesitation(m, v.vehicle));
  s.busy_until[link.node] = std::max(s.busy_until[link.node], m.occupied_until);
  if (link.friction > 0 && q.lane == link.first_lane)
    s.line_free_s[q.lane] = s.now + t.reaction +
                            t.spacing / std::max(speed, kDischarge * v.desired) +
                            kKerbHeadway * link.friction / (1 - std::min(link.friction, 0.8F));
  if (m.follow_up_ds > 0 && link.plan == kNone)
    s.line_free_s[q.lane] = std::max(s.line_free_s[q.lane], s.now + follow_up(m, v.vehicle));
}

void leave_link(TrafficState& s, const OnLane& v, LinkIndex link_index, float position) {
  book_stretch(s, v, link_index, position, 1);
}

void book_stretch(TrafficState& s, const OnLane& v, LinkIndex link_index, float position,
                  float left) {
  if (!s.options.tally || s.now >= s.options.to_s) return;
  const VehicleRecord& r = s.record[v.vehicle];
  const VehicleType& t = s.types[v.type];
  const float distance = std::max(position - r.entered_position, 0.0F);
  const float time = s.now + 1 - r.entered_at_s;
  if (time <= 0 && distance <= 0) return;
  TallyCell& cell =
      s.tallies.at(s.link[link_index].id, s.tallies.period_at(s.now), t.vehicle_class);
  const std::size_t bin = speed_bin(3.6F * distance / std::max(time, 0.5F));
  cell.vehicles += left;
  cell.distance_m[bin] += distance;
  cell.time_s[bin] += time;
  cell.standing_s += static_cast<float>(v.standing_s);
  cell.stops += static_cast<float>(v.stops);
  cell.passengers_m += r.passengers * distance;
}

void book_period(TrafficState& s) {
  const auto book = [&](OnLane& v, LinkIndex link_index) {
    book_stretch(s, v, link_index, v.position, 0);
    VehicleRecord& r = s.record[v.vehicle];
    r.entered_at_s = s.now + 1;
    r.entered_position = std::max(v.position, r.entered_position);
    v.standing_s = 0;
    v.stops = 0;
  };
  for (LinkIndex r{0}; r < s.link.end_index(); ++r) {
    const Link& link = s.link[r];
    for (LaneIndex lane_index = link.first_lane; lane_index < link.end_lane(); ++lane_index)
      for (std::uint16_t i = 0; i < s.lane[lane_index].count; ++i)
        book(s.lane[lane_index].data[i], r);
    for (OnLane& v : s.bay[r]) book(v, r);
  }
}

}  // namespace mwendo::traffic
