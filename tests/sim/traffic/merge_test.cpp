// Vehicles that join a carriageway: whom they yield to, and what is served.
#include <gtest/gtest.h>

#include "tests/support/hcm2010.h"
#include "tests/support/merge_cases.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr float kSpeed = 50 / 3.6F;

// Buses an hour from a side street, where some always wait, into a carriageway of a bus lane and a
// car lane full of cars.
double buses_that_join(DrivingSide side, bool bus_lane_at_kerb) {
  NetworkBuilder builder({.driving_side = side});
  const double kerb = side == DrivingSide::left ? 1 : -1;
  const NodeId before = builder.add_node({-600, 0});
  const NodeId centre = builder.add_node({0, 0}, JunctionControl::priority);
  const NodeId behind = builder.add_node({600, 0});
  const NodeId aside = builder.add_node({-400, kerb * 400});
  std::vector<LaneSpec> lanes = {{.permissions = kBus}, {.permissions = kCar}};
  if (!bus_lane_at_kerb) std::swap(lanes[0], lanes[1]);
  const auto major = [&](NodeId from, NodeId to) {
    return builder.add_link({.from = from,
                             .to = to,
                             .lane_specs = lanes,
                             .free_speed_mps = kSpeed,
                             .road_class = RoadClass::primary});
  };
  const std::vector<LinkId> by_car = {major(before, centre), major(centre, behind)};
  const LinkId joins = builder.add_link(
      {.from = aside, .to = centre, .free_speed_mps = kSpeed, .road_class = RoadClass::tertiary});
  const std::vector<LinkId> by_bus = {joins, by_car[1]};
  const Network net = builder.build();
  Traffic traffic(net, {});
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  const TypeIndex bus = traffic.add_type(make_type(VehicleClass::bus, kBus));
  double served = 0;
  const auto feed = [&](TypeIndex type, const std::vector<LinkId>& route, OwnerKind kind) {
    traffic.add_vehicle(
        {.type = type, .route = route, .owner = {kind, 0}, .entry_share = 0, .exit_share = 1});
  };
  while (traffic.now() < 2400) {
    if (static_cast<int>(traffic.now()) % 2 == 0) feed(car, by_car, OwnerKind::other);
    if (static_cast<int>(traffic.now()) % 3 == 0) feed(bus, by_bus, OwnerKind::transit);
    traffic.step();
    for (const Arrival& a : traffic.arrivals())
      if (traffic.now() > 600 && a.owner.kind() == OwnerKind::transit) served += 2;
  }
  return served;
}

// Vehicles yield to those whose lane they enter or cross, and to no others. 1,800 cars an hour
// leave no gap of three seconds. So buses that cross their lane wait for a minute and force their
// way in. Those that go into a lane beside it follow each other as if alone: at the 2.55 m/s of an
// approach that gives way or, as a bus speeds up while its length passes the line, faster.
TEST(Merge, OnlyVehiclesOfTheSameOrACrossedLaneHavePriority) {
  const VehicleParameters p = parameters_of(VehicleClass::bus);
  const double alone = 3600 / (p.reaction_s + (p.length_m + p.gap_m) / 2.55);
  for (const DrivingSide side : {DrivingSide::left, DrivingSide::right}) {
    EXPECT_GT(buses_that_join(side, true), alone);
    EXPECT_LT(buses_that_join(side, false), 120);
  }
}

// With acceleration lanes ramps are served in full where HCM 2010, ch. 13, serves them. The road
// and the ramp keep what arrives, less what is on the way at the end. Demand is Poisson: 4 %.
TEST(Merge, RampsAreServedInFullWhereHcmServesThem) {
  for (const DrivingSide side : {DrivingSide::left, DrivingSide::right})
    for (const MergeRow& row : merge_table()) {
      MergeCase c = row.merge;
      c.side = side;
      ASSERT_TRUE(hcm2010::merge_serves({.lanes = c.lanes,
                                         .ramp_lanes = c.ramp_lanes,
                                         .through_per_hour = c.through_per_hour,
                                         .ramp_per_hour = c.ramp_per_hour}));
      const MergeRun run = run_merge(c);
      EXPECT_NEAR(run.through_per_hour, c.through_per_hour, 0.04 * c.through_per_hour);
      EXPECT_NEAR(run.ramp_per_hour, c.ramp_per_hour, 0.04 * c.ramp_per_hour) << c.lanes;
      EXPECT_EQ(run.moved_on, 0);
      EXPECT_LT(run.improvised, 0.01 * c.ramp_per_hour);
      if (c.ramp_lanes > 1) continue;  // SUMO serves less of two lanes than HCM
      EXPECT_NEAR(run.ramp_per_hour, row.sumo_ramp, 0.15 * row.sumo_ramp) << c.lanes;
    }
}

}  // namespace
}  // namespace mwendo
