#include "sim/transit/fit_vehicles.h"

#include <gtest/gtest.h>

#include "sim/transit/line_need.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

// Three lines of one length; the third carries most, the first least.
struct Town {
  testing::SmallWorld world = testing::make_small_world();
  std::vector<LineResult> day;
  explicit Town(std::vector<float> passengers_per_hour) {
    std::uint32_t row = 3;
    for (const float passengers : passengers_per_hour) {
      const LineId l = testing::add_line(
          world, {.name = std::to_string(row), .nodes = testing::row_nodes(world, row)});
      world.transit.line.assumed_headway[l] = 1;
      LineResult r;
      r.line = l;
      r.commercial_speed_kmh = 18;
      LineSectionResult s;
      s.length_m = 6000;  // 20 min and 5 at the terminal
      s.peak_hour_passengers = passengers;
      r.sections.push_back(s);
      day.push_back(r);
      row += 3;
    }
  }
  [[nodiscard]] std::vector<int> places() const {
    std::vector<int> list;
    for (const LineResult& r : day) list.push_back(world.transit.line.capacity[r.line]);
    return list;
  }
};

const std::vector<VehicleKind> kMix = {{VehicleClass::minibus, 14, 0.5},
                                       {VehicleClass::bus, 46, 0.5}};

TEST(FitVehicles, LargeOnesGoWhereManyRide) {
  Town town({300, 600, 3000});
  fit_vehicles(town.world.transit, town.day, kMix, {.fleet = 100, .hours = 1});
  EXPECT_EQ(town.places(), (std::vector<int>{14, 14, 46}));
  EXPECT_EQ(town.world.transit.line.vehicle[town.day[2].line], VehicleClass::bus);
}

TEST(FitVehicles, ALineWithAKnownHeadwayKeepsItsVehicles) {
  Town town({300, 600, 3000});
  town.world.transit.line.assumed_headway[town.day[2].line] = 0;
  fit_vehicles(town.world.transit, town.day, kMix, {.fleet = 100, .hours = 1});
  EXPECT_EQ(town.places()[2], 14);
  EXPECT_EQ(town.places()[1], 46);
}

TEST(FitVehicles, OneSizeOnlyIsGivenToAll) {
  Town town({300, 600});
  fit_vehicles(town.world.transit, town.day, {{VehicleClass::midibus, 33, 1}},
               {.fleet = 9, .hours = 1});
  EXPECT_EQ(town.places(), (std::vector<int>{33, 33}));
}

TEST(LineNeed, VehiclesCarryThePassengersOfTheirCycle) {
  Town town({840});
  const LineNeed need = need_of(town.day[0], 1, 5);
  EXPECT_NEAR(need.cycle_s, 6000 / 5.0 + 300, 1e-6);
  EXPECT_NEAR(need.vehicles(14), 840.0 / 14 * 1500 / 3600, 1e-6);
  EXPECT_EQ(need.vehicles(100000), kLeastVehicles);
}

}  // namespace
}  // namespace mwendo
