// Fleets: how many vehicles, where they are at the start, who may leave.
#include "sim/transit/fleets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

// Lines of three stops, two sections of 500 s.
struct Lines {
  TransitSupply supply;
  std::vector<float> run_s;

  LineId add(float headway_s, bool fill_and_go = false) {
    LineDraft line;
    line.mode = fill_and_go ? Mode::minibus : Mode::lrt;
    line.peak_headway_s = line.offpeak_headway_s = headway_s;
    line.first_departure_s = 5 * 3600;
    line.last_departure_s = 22 * 3600;
    line.fill_and_go = fill_and_go ? 1 : 0;
    for (int k = 0; k < 3; ++k) line.stops.push_back({append(supply, StopDraft{}), 0});
    run_s.insert(run_s.end(), {500, 500, 0});
    return append(supply, line);
  }
  // The same on streets: it has a reserve.
  LineId add_on_street(float headway_s) {
    LineDraft line = draft_of(supply, add(headway_s));
    line.mode = Mode::bus;
    line.path = {LinkId{0}};
    run_s.insert(run_s.end(), {500, 500, 0});
    return append(supply, line);
  }
  // A line and the one that comes back.
  std::pair<LineId, LineId> add_pair(float headway_s, float headway_back_s) {
    const LineId out = add(headway_s);
    const LineId back = add(headway_back_s);
    supply.line.opposite[out] = back;
    supply.line.opposite[back] = out;
    return {out, back};
  }
  [[nodiscard]] Fleets fleets(float hour) const { return {supply, run_s, hour * 3600, 1}; }
};

// Each way: 20 s of loading, 1,000 s of run, 180 s of layover. A cycle is 2,400 s.
TEST(Fleets, AreTheCycleOverTheHeadway) {
  Lines x;
  const auto [out, back] = x.add_pair(300, 300);
  const LineId alone = x.add(250);  // comes back off the streets: 20 + 2 x 1,180 s, 9.52 headways
  const LineId fills = x.add(600, true);  // 600 + 2 x 1,180 s, 4.93 headways
  const Fleets f = x.fleets(8);
  EXPECT_EQ(f.size_of(out), 8U);
  EXPECT_EQ(f.size_of(back), 8U);
  EXPECT_EQ(f.size_of(alone), 10U);
  EXPECT_EQ(f.size_of(fills), 5U);
}

// 20 + 2 x 1,180 s off the streets: 9.52 headways, 10 vehicles and 20 % more. At 1,800 s two and
// one that stands by.
TEST(Fleets, ATimetableOnStreetsHasAReserve) {
  Lines x;
  const LineId often = x.add_on_street(250);
  const LineId seldom = x.add_on_street(1800);
  const Fleets f = x.fleets(8);
  EXPECT_EQ(f.size_of(often), 12U);
  EXPECT_EQ(f.size_of(seldom), 3U);
}

// No reserve, and both directions share it. A cycle of 2,400 s needs 8 for 300 s.
TEST(Fleets, AFleetOfItsOwnIsKept) {
  Lines x;
  const auto [out, back] = x.add_pair(300, 300);
  const LineId street = x.add_on_street(250);
  x.supply.line.fleet[out] = x.supply.line.fleet[back] = 5;
  x.supply.line.fleet[street] = 14;
  const Fleets f = x.fleets(8);
  EXPECT_EQ(f.needed(out), 8U);
  EXPECT_EQ(f.size_of(out), 5U);
  EXPECT_EQ(f.size_of(back), 5U);
  EXPECT_EQ(f.size_of(street), 14U);
  std::vector<float> left(f.under_way(out).begin(), f.under_way(out).end());
  std::sort(left.begin(), left.end());
  ASSERT_GE(left.size(), 2U);
  for (std::size_t i = 1; i < left.size(); ++i) EXPECT_NEAR(left[i] - left[i - 1], 480, 0.1);
}

// A vehicle every 300 s of the cycle: 3 or 4 on each line, and none is due before its headway.
TEST(Fleets, StandEvenlyOverTheCycleAtTheStart) {
  Lines x;
  const auto [out, back] = x.add_pair(300, 300);
  const Fleets f = x.fleets(8);
  for (const LineId l : {out, back}) {
    std::vector<float> left(f.under_way(l).begin(), f.under_way(l).end());
    std::sort(left.begin(), left.end());
    ASSERT_GE(left.size(), 3U);
    ASSERT_LE(left.size(), 4U);
    for (std::size_t i = 1; i < left.size(); ++i) EXPECT_NEAR(left[i] - left[i - 1], 300, 0.1);
    EXPECT_NEAR(f.first_due_s(l), 8 * 3600 + std::max(0.0F, 300 - left[0] - 20), 0.1);
  }
}

// The planned departures of an hour as long as vehicles run as planned; fewer when a run takes
// twice as long: 8 vehicles in 4,400 s, or with a smaller fleet: 5 in 2,400 s.
TEST(Fleets, LateVehiclesLeaveLate) {
  const std::pair<float, std::uint16_t> cases[] = {{1000, 0}, {2000, 0}, {1000, 5}};
  for (const auto& [run, fleet] : cases) {
    Lines x;
    const auto [out, back] = x.add_pair(300, 300);
    const LineId lines[] = {out, back};
    x.supply.line.fleet[out] = x.supply.line.fleet[back] = fleet;
    Fleets f = x.fleets(4);  // before the first departure: all stand at the terminals
    std::multimap<float, LineId> ends;
    std::map<LineId, float> due{{lines[0], 5 * 3600}, {lines[1], 5 * 3600}};
    EXPECT_EQ(f.first_due_s(lines[0]), 5 * 3600);
    int departures = 0;
    for (float now = 5 * 3600; now < 15 * 3600; now += 1) {
      for (; !ends.empty() && ends.begin()->first <= now; ends.erase(ends.begin()))
        f.come_in(ends.begin()->second, now);
      for (const LineId l : lines) {
        if (now < due[l] || !f.take(l, now)) continue;
        due[l] = now + 300;
        ends.emplace(now + Fleets::kMinHold + run, l);
        departures += now >= 10 * 3600 ? 1 : 0;
      }
    }
    const double cycle_s = 2 * (20.0 + static_cast<double>(run) + 180);
    const double per_hour = 2 * 3600 / std::max(300.0, cycle_s / (fleet > 0 ? fleet : 8));
    EXPECT_NEAR(departures / 5.0, per_hour, 0.02 * per_hour) << run << " " << fleet;
  }
}

TEST(Fleets, BothDirectionsGetTheMeanOfTheirFrequencies) {
  Lines x;
  const auto [out, back] = x.add_pair(200, 600);
  const Fleets f = x.fleets(8);
  EXPECT_FLOAT_EQ(f.headway_at(out, 8 * 3600), 300);  // 12 vehicles an hour, of 18 and 6
  EXPECT_FLOAT_EQ(f.headway_at(back, 8 * 3600), 300);
  EXPECT_EQ(f.size_of(out), 8U);
}

}  // namespace
}  // namespace mwendo
