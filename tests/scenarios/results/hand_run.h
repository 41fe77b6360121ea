// A run of a town of 6 x 6 nodes, 400 m apart, whose figures are set by hand, and what is made of
// them. Row 2 and column 2 are main streets (14 m/s), the others have 8 m/s. A zone is 3 x 3 nodes
// with 9,000 people, a ninth at each node. An agent stands for ten.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "scenarios/results/run_summary.h"
#include "tests/support/small_world.h"

namespace mwendo::testing {

struct HandRun {
  SmallWorld world = make_small_world({.size = 6, .population = 36000});
  Population people;
  RunResults results;
  EmissionTallies emissions;
  std::vector<std::pair<LinkId, EmissionCell>> cells;  // in order of links
  ElectricityFactors electricity;

  explicit HandRun(float hours = 2) {
    people.expansion = 10;
    results.from_s = 6 * 3600;
    results.to_s = results.from_s + 3600 * hours;
    results.tallies = Tallies(world.network.links().size(), results.from_s, results.to_s);
  }

  [[nodiscard]] NodeId node(std::uint32_t x, std::uint32_t y) const { return node_at(world, x, y); }
  // From (x, y) one block east.
  [[nodiscard]] LinkId east(std::uint32_t x, std::uint32_t y) const {
    return link_between(world.network, node(x, y), node(x + 1, y));
  }
  TripRecord& add_trip(Mode mode, TripOutcome outcome, ZoneId from = ZoneId{0},
                       ZoneId to = ZoneId{1}) {
    auto& plan = people.trip;
    plan.person.push_back(PersonId{0});
    plan.purpose.push_back(Purpose::work);
    plan.from_zone.push_back(from);
    plan.distance_m.push_back(0);
    const TripId trip = plan.to_zone.push_back(to);
    results.trips.push_back({.trip = trip, .mode = mode, .outcome = outcome});
    return results.trips.back();
  }
  TallyCell& traffic(LinkId l, std::size_t period, VehicleClass c, float metres, float seconds) {
    TallyCell& cell = results.tallies.at(l, period, c);
    cell.distance_m[1] += metres;
    cell.time_s[1] += seconds;
    return cell;
  }
  // A line along row y from (0, y) with a section's figures for each pair of stops.
  LineResult& add_line_of(Mode mode, std::uint32_t y, std::uint32_t stop_every = 1) {
    const LineId line = add_line(
        world,
        {.name = "row", .mode = mode, .nodes = row_nodes(world, y), .stop_every = stop_every});
    LineResult r;
    r.line = line;
    r.sections.resize(world.transit.stops_of(line).size() - 1);
    for (LineSectionResult& s : r.sections) s.length_m = 400 * static_cast<float>(stop_every);
    results.lines.push_back(r);
    return results.lines.back();
  }
  void emit(LinkId l, std::size_t period, VehicleClass c,
            const std::vector<std::pair<Emission, float>>& values) {
    EmissionCell cell{static_cast<std::uint16_t>(period), c, {}};
    for (const auto& [e, value] : values) cell.values[static_cast<std::size_t>(e)] = value;
    cells.emplace_back(l, cell);
  }
  RunSummary summary(const Corridor* corridor = nullptr) {
    emissions =
        EmissionTallies(world.network.links().size(), results.tallies.periods(), electricity);
    for (const LinkId l : world.network.links()) {
      std::vector<EmissionCell> here;
      for (const auto& [link, cell] : cells)
        if (link == l) here.push_back(cell);
      emissions.append(l, here);
    }
    return summarise(world, people, results, emissions, corridor);
  }
};

inline void expect_value(const RunSummary& s, const std::string& id, double expected) {
  const auto value = s.value(id);
  ASSERT_TRUE(value.has_value()) << id;
  EXPECT_NEAR(*value, expected, 1e-6 * std::abs(expected)) << id;
}

inline void expect_absent(const RunSummary& s, const std::string& id) {
  EXPECT_FALSE(s.value(id).has_value()) << id;
}

}  // namespace mwendo::testing
