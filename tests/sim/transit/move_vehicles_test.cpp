// Three lines with figures by hand: vehicle-hours, fares and riders.
#include "sim/transit/move_vehicles.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/small_world.h"

namespace mwendo {
namespace {

struct Town {
  testing::SmallWorld world = testing::make_small_world();
  LineIncomes base;

  Town() {
    for (std::uint32_t row = 1; row <= 3; ++row) {
      testing::add_line(world, {.name = std::to_string(row),
                                .mode = Mode::minibus,
                                .nodes = testing::row_nodes(world, row),
                                .headway_s = 300});
      base[std::to_string(row)] = {.revenue = 1e6, .vehicle_h = 100, .boardings = 1e6};
    }
  }
  [[nodiscard]] float headway(std::uint32_t i) const {
    return world.transit.line.peak_headway_s[LineId{i}];
  }
  double move(const LineIncomes& now, double expansion = 1) {
    return move_vehicles(world.transit, now, base, expansion);
  }
};

TEST(MoveVehicles, NobodyMovesWhereNothingChanges) {
  Town town;
  EXPECT_EQ(town.move(town.base), 0);
  EXPECT_EQ(moved_hours(town.base, town.base), 0);
  for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(town.headway(i), 300);
}

// Fares of the first line fall by half: 100 x 0.5^0.6 = 66 of 266, of 300 vehicles 74.5.
TEST(MoveVehicles, VehiclesLeaveTheLineThatEarnsLess) {
  Town town;
  LineIncomes now = town.base;
  now["1"].revenue = 5e5;
  const double gain = town.move(now);
  const double left = std::pow(0.5, 0.6);
  const double k = 3 / (2 + left);
  EXPECT_NEAR(town.headway(0), 300 / (k * left), 0.01);
  EXPECT_NEAR(town.headway(1), 300 / k, 0.01);
  EXPECT_NEAR(town.world.transit.line.offpeak_headway_s[LineId{1}], 600 / k, 0.01);
  EXPECT_NEAR(gain, 1 - 0.5 / (2.5 / 3), 1e-9);
}

// 100 vehicle-hours of a withdrawn line: half of them on each of the others.
TEST(MoveVehicles, VehiclesOfAWithdrawnLineGoToTheOthers) {
  Town town;
  LineIncomes now = town.base;
  now.erase("3");
  EXPECT_EQ(moved_hours(now, town.base), 0);
  town.move(now);
  EXPECT_NEAR(town.headway(0), 300 / 1.5, 1e-3);
  now["1"] = now["2"] = {.revenue = 1.5e6, .vehicle_h = 150, .boardings = 1.5e6};
  EXPECT_EQ(moved_hours(now, town.base), 100);
  town.move(now);
  EXPECT_NEAR(town.headway(0), 300 / 1.5, 1e-3);  // they stay
}

// Half the fares of 100 riders in the sample: two errors are 0.28, ln 2 is 0.69. Of 10: 0.89.
TEST(MoveVehicles, ChanceMovesNobody) {
  for (const auto& [expansion, moves] : {std::pair{1e4, true}, {1e5, false}}) {
    Town town;
    LineIncomes now = town.base;
    now["1"].revenue = 5e5;
    town.move(now, expansion);
    EXPECT_EQ(town.headway(0) > 300, moves) << expansion;
  }
}

// The same riders share what they pay: the line settles where its vehicles earn what others do.
TEST(MoveVehicles, RoundsEndWhereNobodyGains) {
  Town town;
  double vehicles = 100;
  double gain = 1;
  for (int round = 0; round < 8; ++round) {
    LineIncomes now = town.base;
    const double others = (300 - vehicles) / 2;
    now["1"] = {.revenue = 5e5, .vehicle_h = vehicles, .boardings = 1e6};
    now["2"] = now["3"] = {.revenue = 1e6, .vehicle_h = others, .boardings = 1e6};
    const float before = town.headway(0);
    gain = town.move(now);
    vehicles *= static_cast<double>(before / town.headway(0));
  }
  EXPECT_LT(gain, 0.01);
  EXPECT_NEAR(vehicles, 60, 1);  // 5e5 of 25e5 in fares
}

TEST(MoveVehicles, OnlyMinibusesMove) {
  Town town;
  const LineId bus = testing::add_line(town.world, {.name = "1",
                                                    .mode = Mode::bus,
                                                    .nodes = testing::row_nodes(town.world, 4),
                                                    .headway_s = 300});
  std::vector<LineResult> lines(2);
  lines[0].line = LineId{0};
  lines[1].line = bus;
  for (LineResult& r : lines) r.vehicle_hours = 10, r.revenue = 50, r.boardings = 5;
  const LineIncomes incomes = incomes_of(town.world.transit, lines);
  ASSERT_EQ(incomes.size(), 1U);
  EXPECT_EQ(incomes.at("1").vehicle_h, 10);
  LineIncomes now = town.base;
  now["1"].revenue = 5e5;
  town.move(now);
  EXPECT_EQ(town.world.transit.line.peak_headway_s[bus], 300);
}

}  // namespace
}  // namespace mwendo
