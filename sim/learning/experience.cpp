#include "sim/learning/experience.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace mwendo {
namespace {

bool same_stops(const KnownLine& known, const TransitSupply& supply, LineId l) {
  const auto stops = supply.stops_of(l);
  return std::equal(
      known.stops.begin(), known.stops.end(), stops.begin(), stops.end(),
      [&](const Point& p, const LineStop& s) { return p == supply.stop.position[s.stop]; });
}

void carry_line(const TransitTimes& from, const KnownLine& known, const TransitSupply& now,
                LineId l, TransitTimes& to) {
  const bool same_headway = known.peak_headway_s == now.line.peak_headway_s[l];
  for (std::size_t k = 0; k < now.stops_of(l).size(); ++k) {
    const std::size_t i = line_stop(now, l, k);
    const std::size_t j = known.first + k;
    to.run_s[i] = from.run_s[j];
    to.refusals[i] = from.refusals[j];
    to.crowding[i] = from.crowding[j];
    if (same_headway) to.headway_s[i] = from.headway_s[j];
  }
}

float planned_mps(const CityFigures& figures) {
  return std::max(figures.peak_speed_kmh / 3.6F, 1.0F);
}

TransitTimes first_times(const World& world, float time_of_day_s) {
  return expected_times(world.network, world.transit,
                        {.time_of_day_s = time_of_day_s, .mixed_mps = planned_mps(world.figures)});
}

}  // namespace

std::vector<KnownLine> known_lines(const TransitSupply& supply) {
  std::vector<KnownLine> lines;
  for (const LineId l : supply.lines()) {
    lines.push_back({supply.line.name[l],
                     supply.line.description[l],
                     supply.line.peak_headway_s[l],
                     line_stop(supply, l, 0),
                     {}});
    for (const LineStop& s : supply.stops_of(l))
      lines.back().stops.push_back(supply.stop.position[s.stop]);
  }
  return lines;
}

std::vector<float> planned_runs(const World& world, const Experience& known) {
  std::vector<float> runs = known.transit.run_s;
  const TransitTimes first = first_times(world, known.transit.time_of_day_s);
  for (const LineId l : world.transit.lines())
    if (world.transit.line.mode[l] == Mode::minibus)
      for (std::size_t k = 0; k < world.transit.stops_of(l).size(); ++k)
        runs[line_stop(world.transit, l, k)] = first.run_s[line_stop(world.transit, l, k)];
  return runs;
}

Experience first_experience(const World& world, float from_s, float to_s, float warm_up_s) {
  const Network& net = world.network;
  const float mixed_mps = planned_mps(world.figures);
  Experience e;
  e.links = free_flow_times(net, from_s - warm_up_s, to_s);
  for (const Pace pace : {Pace::of_cars, Pace::of_two_wheelers})
    for (std::size_t p = 0; p < e.links.periods; ++p)
      for (const LinkId l : net.links()) {
        float& seconds = e.links.of_period(p, pace)[l.value];
        seconds = std::max(seconds, net.link.length_m[l] / mixed_mps);
      }
  e.transit = first_times(world, (from_s + to_s) / 2);
  e.lines = known_lines(world.transit);
  e.street_factors.fill(1);
  return e;
}

TransitTimes carry_over(const Experience& from, const TransitSupply& now, TransitTimes fresh) {
  using Name = std::pair<std::string_view, std::string_view>;
  std::multimap<Name, const KnownLine*> known;
  for (const KnownLine& line : from.lines) known.emplace(Name{line.name, line.description}, &line);
  for (const LineId l : now.lines()) {
    const auto [first, last] = known.equal_range({now.line.name[l], now.line.description[l]});
    const auto same =
        std::find_if(first, last, [&](const auto& k) { return same_stops(*k.second, now, l); });
    if (same == last) continue;
    carry_line(from.transit, *same->second, now, l, fresh);
    known.erase(same);  // lines that are alike keep their order
  }
  return fresh;
}

}  // namespace mwendo
