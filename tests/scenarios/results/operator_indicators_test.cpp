// Regularity and the account of operators, against figures by hand.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/results/indicators.h"
#include "tests/scenarios/results/hand_run.h"

namespace mwendo {
namespace {

using testing::expect_absent;
using testing::expect_value;
using testing::HandRun;

HeadwaySums headways_in_turn(double a_s, double b_s, double planned_s) {
  HeadwaySums sums;
  for (int k = 0; k < 4; ++k) sums.add(k % 2 == 0 ? a_s : b_s, planned_s);
  return sums;
}

// 300 riders of an uneven line and 100 of a line on time; one without riders does not count.
TEST(OperatorIndicators, RegularityIsWeightedByBoardings) {
  HandRun run;
  for (const auto& [boardings, a, b] :
       {std::tuple{300.0F, 300.0, 900.0}, {100.0F, 600.0, 600.0}, {0.0F, 60.0, 1140.0}}) {
    LineResult& line = run.add_line_of(Mode::minibus, 2);
    line.boardings = boardings;
    line.headways.assign(line.sections.size(), headways_in_turn(a, b, 600));
  }
  run.add_line_of(Mode::bus, 2).boardings = 50;  // no second vehicle came
  const RunSummary s = run.summary();
  expect_value(s, "headway_cv.minibus", 0.75 * 0.5);
  expect_value(s, "excess_wait.minibus", 0.75 * 1.25);
  expect_absent(s, "headway_cv.bus");
  expect_absent(s, "excess_wait.bus");
}

TEST(OperatorIndicators, AccountAddsUpTheLinesOfAMode) {
  HandRun run;
  run.world.figures.currency = "KES";
  for (const double hours : {10.0, 30.0}) {
    LineResult& line = run.add_line_of(Mode::minibus, 2);
    line.vehicle_km = static_cast<float>(15 * hours);
    line.vehicle_hours = hours;
    line.revenue = 500 * hours;
    line.terminal_vehicles = 2.5;
    line.terminal_persons = hours;
  }
  run.results.service.most_vehicles[static_cast<std::size_t>(Mode::minibus)] = 21;
  expect_value(run.summary(), "operated_km.minibus", 600);
  expect_value(run.summary(), "operated_hours.minibus", 40);
  expect_value(run.summary(), "fleet_in_service.minibus", 21);
  expect_value(run.summary(), "terminal_vehicles.minibus", 5);
  expect_value(run.summary(), "terminal_persons.minibus", 40);
  for (const char* id : {"revenue", "operating_cost", "surplus"})
    expect_absent(run.summary(), std::string(id) + ".minibus");
  const VehicleClass c = run.world.transit.line.vehicle[LineId{0}];
  run.world.figures.operating_cost[static_cast<std::size_t>(c)] = {20, 100};
  const LineResult train = run.add_line_of(Mode::lrt, 2);
  run.world.transit.line.vehicle[train.line] = c;
  const RunSummary s = run.summary();
  expect_value(s, "revenue.minibus", 20000);
  expect_value(s, "operating_cost.minibus", 600 * 20 + 40 * 100);
  expect_value(s, "surplus.minibus", 4000);
  expect_absent(s, "surplus.brt");
  expect_absent(s, "surplus.lrt");
  const auto surplus = std::find_if(s.indicators.begin(), s.indicators.end(),
                                    [](const auto& v) { return v.id == "surplus.minibus"; });
  EXPECT_EQ(unit_of(*surplus), "KES");
  EXPECT_EQ(surplus->indicator->unit, std::string("local currency"));
}

}  // namespace
}  // namespace mwendo
