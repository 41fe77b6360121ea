// Flows of a street, from tallies set by hand.
#include "tests/support/street_flows.h"

#include <gtest/gtest.h>

#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

const AsciiCity& street() {
  static const AsciiCity city("A---B",
                              {.metres_per_column = 250,  // 1,000 m
                               .streets = {{"AB", {.lanes = 2, .free_speed_mps = 10}}}});
  return city;
}

void add(Tallies& tallies, std::size_t period, VehicleClass c, float vehicles, float metres,
         float seconds) {
  TallyCell& cell = tallies.at(street().link("AB"), period, c);
  cell.vehicles += vehicles;
  cell.distance_m[0] += metres;
  cell.time_s[0] += seconds;
}

TEST(StreetFlows, AreThoseOfAnHour) {
  Tallies tallies(street().net.links().size(), 0, 3600);
  add(tallies, 1, VehicleClass::car, 100, 90000, 18000);
  add(tallies, 2, VehicleClass::motorcycle, 50, 50000, 10000);
  add(tallies, 2, VehicleClass::minibus, 10, 10000, 2000);
  add(tallies, 2, VehicleClass::bicycle, 99, 99000, 99000);  // left out
  add(tallies, 3, VehicleClass::car, 1000, 1, 1);            // outside
  const StreetFlow f =
      street_flows(street().net, tallies, 1, 3)[street().link("AB").value];  // half an hour
  EXPECT_DOUBLE_EQ(f.vehicles, 320);
  EXPECT_DOUBLE_EQ(f.motorcycles, 100);
  EXPECT_DOUBLE_EQ(f.transit, 20);
  EXPECT_DOUBLE_EQ(f.car_units, 200 + 0.4 * 100 + 1.5 * 20);
  EXPECT_NEAR(f.speed_kmh(), 150000 / 30000.0 * 3.6, 1e-6);
  EXPECT_NEAR(f.vehicle_h, 30000 / 3600.0 * 2, 1e-6);
  EXPECT_NEAR(f.delay_h, (30000 - 150000 / 10.0) / 3600 * 2, 1e-6);
  // On the link at a time: 10 cars of 6.5 m, 50/9 motorcycles of 1.4 m, 10/9 minibuses of 7.4 m.
  EXPECT_NEAR(f.occupancy, (10 * 6.5 + 50 / 9.0 * 1.4 + 10 / 9.0 * 7.4) / 2000, 1e-6);
}

}  // namespace
}  // namespace mwendo
