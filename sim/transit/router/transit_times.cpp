#include "sim/transit/router/transit_times.h"

#include <algorithm>

namespace mwendo {
namespace {

constexpr float kComfortableLoad = 0.6F;
constexpr float kFullCrowding = 1.5F;
constexpr float kWorstLoad = 1.2F;

bool own_lane(const Network& net, LinkId l, Mode mode) {
  return mode == Mode::brt && (net.permissions_of(l) & kBrt) != 0;
}

// Length and time of the links between two stops of a line, ends included by their part.
struct Section {
  float metres = 0;
  float seconds = 0;
};
Section street_section(const Network& net, const TransitSupply& supply, LineId line, std::size_t k,
                       float mixed_mps) {
  const auto path = supply.path_of(line);
  const LineStop& a = supply.stops_of(line)[k];
  const LineStop& b = supply.stops_of(line)[k + 1];
  Section s;
  for (std::uint32_t i = a.path_index; i <= b.path_index; ++i) {
    const LinkId l = path[i];
    float metres = net.link.length_m[l];
    if (i == a.path_index) metres -= supply.stop.position_m[a.stop];
    if (i == b.path_index) metres -= net.link.length_m[l] - supply.stop.position_m[b.stop];
    metres = std::max(metres, 0.0F);
    const float free = net.link.free_speed_mps[l];
    const bool own = own_lane(net, l, supply.line.mode[line]);
    const float speed = std::min(free, own ? kBrtSpeedLimit : mixed_mps);
    s.metres += metres;
    s.seconds += metres / speed;
  }
  return s;
}

Section rail_section(const TransitSupply& supply, LineId line, std::size_t k) {
  const Point a = supply.stop.position[supply.stops_of(line)[k].stop];
  const Point b = supply.stop.position[supply.stops_of(line)[k + 1].stop];
  const auto metres = static_cast<float>(distance(a, b));
  return {metres, metres / std::max(supply.line.rail_speed_mps[line], 3.0F)};
}

// Vehicles that the plan sends past a stop in a period.
float planned_vehicles(const TransitSupply& supply, LineId line, float from_s, float to_s) {
  constexpr float kStepS = 900;
  float vehicles = 0;
  for (float t = from_s; t < to_s; t += kStepS)
    vehicles += std::min(kStepS, to_s - t) / std::max(supply.headway_at(line, t), 1.0F);
  return vehicles;
}

void move(float& value, float seen, float weight) { value += weight * (seen - value); }

}  // namespace

float crowding_factor(float load) {
  const float over = std::clamp(load, kComfortableLoad, kWorstLoad) - kComfortableLoad;
  return 1 + (kFullCrowding - 1) * over / (1 - kComfortableLoad);
}

TransitTimes expected_times(const Network& net, const TransitSupply& supply,
                            const ExpectedTimesOptions& options) {
  const std::size_t n = supply.line.stops.values.size();
  TransitTimes t{.time_of_day_s = options.time_of_day_s,
                 .run_s = std::vector<float>(n),
                 .headway_s = std::vector<float>(n),
                 .refusals = std::vector<float>(n),
                 .crowding = std::vector<float>(n, 1.0F),
                 .metres = std::vector<float>(n)};
  for (LineId line : supply.lines()) {
    const std::size_t stops = supply.stops_of(line).size();
    const bool rail = supply.path_of(line).empty();
    for (std::size_t k = 0; k < stops; ++k) {
      const std::size_t i = line_stop(supply, line, k);
      t.headway_s[i] = std::max(supply.headway_at(line, options.time_of_day_s), 1.0F);
      if (k + 1 == stops) continue;
      const Section s = rail ? rail_section(supply, line, k)
                             : street_section(net, supply, line, k, options.mixed_mps);
      t.metres[i] = s.metres;
      t.run_s[i] = std::max(s.seconds, 1.0F) + (rail ? 0.0F : options.dwell_s);
    }
  }
  return t;
}

void learn(TransitTimes& times, const TransitSupply& supply, const TransitExperience& seen) {
  constexpr float kBestHeadway = 0.5F;  // of the planned one, and worst: one short day says little
  constexpr float kWorstHeadway = 5;
  for (const LineResult& result : seen.lines) {
    const float planned = planned_vehicles(supply, result.line, seen.from_s, seen.to_s);
    const float headway = std::max(supply.headway_at(result.line, times.time_of_day_s), 1.0F);
    for (std::size_t k = 0; k < result.sections.size(); ++k) {
      const LineSectionResult& s = result.sections[k];
      if (s.vehicles <= 0) continue;
      const std::size_t i = line_stop(supply, result.line, k);
      const float ratio = std::clamp(planned / s.vehicles, kBestHeadway, kWorstHeadway);
      move(times.run_s[i], (s.run_time_s + s.dwell_s) / s.vehicles, seen.weight);
      move(times.headway_s[i], headway * ratio, seen.weight);
      move(times.refusals[i], s.left_behind / std::max(s.boardings, 1.0F), seen.weight);
      const float load = s.places > 0 ? s.passengers / s.places : 0.0F;
      move(times.crowding[i], crowding_factor(load), seen.weight);
    }
  }
}

}  // namespace mwendo
