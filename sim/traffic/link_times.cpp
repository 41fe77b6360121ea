#include "sim/traffic/link_times.h"

#include <algorithm>
#include <array>
#include <optional>

#include "sim/traffic/move.h"

namespace mwendo {
namespace {

constexpr float kLeastDistance = 20;  // vehicle-metres below which a mean says nothing,
constexpr float kLeastTime = 120;     // unless vehicle-seconds are many

// Who shows how long a street takes: the stops of public transport are no sign of congestion.
constexpr std::array kCars = {VehicleClass::car, VehicleClass::truck};
constexpr std::array kRiders = {VehicleClass::motorcycle};

float free_s(const Network& net, LinkId l) {
  return net.link.length_m[l] / net.link.free_speed_mps[l];
}

// Seconds for the link as these classes drove it; none where too few did.
std::optional<float> driven_s(const Network& net, const Tallies& tallies, LinkId l,
                              std::size_t period, std::span<const VehicleClass> classes) {
  float metres = 0;
  float seconds = 0;
  for (const VehicleClass c : classes) {
    const TallyCell& cell = tallies.at(l, period, c);
    metres += cell.total_distance_m();
    seconds += cell.total_time_s();
  }
  // Vehicles that stand cover hardly any distance, but their time shows congestion.
  if (metres < kLeastDistance && seconds < kLeastTime) return std::nullopt;
  return net.link.length_m[l] * seconds / std::max(metres, kLeastDistance);
}

std::optional<float> ridden_s(const Network& net, const Tallies& tallies, LinkId l,
                              std::size_t period) {
  if (const auto ridden = driven_s(net, tallies, l, period, kRiders)) return ridden;
  const float length = net.link.length_m[l];
  if (const auto driven = driven_s(net, tallies, l, period, kCars))
    return length / (length / std::max(*driven, 1e-3F) + traffic::kFilterAdvantage);
  return std::nullopt;
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
  t.seconds.reserve(kPaceCount * t.periods * t.links);
  for (std::size_t p = 0; p < kPaceCount * t.periods; ++p)
    for (const LinkId l : net.links()) t.seconds.push_back(free_s(net, l));
  return t;
}

std::vector<float> news_of(const Network& net, const Tallies& tallies, float time_s, Pace pace) {
  std::vector<float> seconds(net.links().size());
  for (const LinkId l : net.links()) seconds[l.value] = free_s(net, l);
  const std::size_t period = tallies.period_at(time_s);
  if (period > 0) experienced_in_period(net, tallies, period - 1, seconds, pace);
  experienced_in_period(net, tallies, period, seconds, pace);
  return seconds;
}

void experienced_in_period(const Network& net, const Tallies& tallies, std::size_t period,
                           std::span<float> seconds, Pace pace) {
  for (const LinkId l : net.links()) {
    const auto felt = pace == Pace::of_cars ? driven_s(net, tallies, l, period, kCars)
                                            : ridden_s(net, tallies, l, period);
    if (felt) seconds[l.value] = std::max(*felt, free_s(net, l));
  }
}

LinkTimes experienced_times(const Network& net, const Tallies& tallies,
                            const LinkTimes& free_flow) {
  LinkTimes t = free_flow;
  for (const Pace pace : {Pace::of_cars, Pace::of_two_wheelers})
    for (std::size_t p = 0; p < t.periods; ++p)
      experienced_in_period(net, tallies, std::min(p, tallies.periods() - 1), t.of_period(p, pace),
                            pace);
  return t;
}

}  // namespace mwendo
