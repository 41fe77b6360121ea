#include "sim/traffic/link_times.h"

#include <algorithm>

namespace mwendo {
namespace {

constexpr float kLeastDistance = 20;  // vehicle-metres below which a mean says nothing,
constexpr float kLeastTime = 120;     // unless vehicle-seconds are many

// Distance and time of cars and trucks: the stops of public transport are no sign of congestion.
std::pair<float, float> driven(const Tallies& tallies, LinkId l, std::size_t period) {
  float metres = 0;
  float seconds = 0;
  for (const VehicleClass c : {VehicleClass::car, VehicleClass::truck}) {
    const TallyCell& cell = tallies.at(l, period, c);
    metres += cell.total_distance_m();
    seconds += cell.total_time_s();
  }
  return {metres, seconds};
}

}  // namespace

std::size_t LinkTimes::period_at(float time_s) const {
  const float p = (time_s - from_s) / Tallies::kPeriodSeconds;
  return std::min(static_cast<std::size_t>(std::max(p, 0.0F)), periods - 1);
}

void LinkTimes::learn(const LinkTimes& newer, float share) {
  for (std::size_t i = 0; i < seconds.size(); ++i)
    seconds[i] += share * (newer.seconds[i] - seconds[i]);
}

LinkTimes free_flow_times(const Network& net, float from_s, float to_s) {
  LinkTimes t;
  t.links = net.links().size();
  t.periods = Tallies(0, from_s, to_s).periods();
  t.from_s = from_s;
  t.seconds.reserve(t.links * t.periods);
  for (std::size_t p = 0; p < t.periods; ++p)
    for (const LinkId l : net.links())
      t.seconds.push_back(net.link.length_m[l] / net.link.free_speed_mps[l]);
  return t;
}

void experienced_in_period(const Network& net, const Tallies& tallies, std::size_t period,
                           std::span<float> seconds) {
  for (const LinkId l : net.links()) {
    const auto [metres, time] = driven(tallies, l, period);
    // Vehicles that stand cover hardly any distance, but their time shows congestion.
    if (metres >= kLeastDistance || time >= kLeastTime)
      seconds[l.value] = std::max(net.link.length_m[l] * time / std::max(metres, kLeastDistance),
                                  net.link.length_m[l] / net.link.free_speed_mps[l]);
  }
}

LinkTimes experienced_times(const Network& net, const Tallies& tallies,
                            const LinkTimes& free_flow) {
  LinkTimes t = free_flow;
  for (std::size_t p = 0; p < t.periods; ++p) {
    const std::span<float> now{t.seconds.data() + p * t.links, t.links};
    experienced_in_period(net, tallies, std::min(p, tallies.periods() - 1), now);
  }
  return t;
}

}  // namespace mwendo
