// Trips with a vehicle in traffic: access, drive, egress, price.
#include "sim/day/drivers.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/sim/day/hand_made_day.h"

namespace mwendo {
namespace {

using testing::HandMadeDay;
using testing::kSeven;

// From (0, 0) to (0, 3): 1,200 m straight on over three residential links of 8 m/s.
struct Street : HandMadeDay {
  NodeId from = testing::node_at(world, 0, 0), to = testing::node_at(world, 0, 3);
  Street() { world.figures.work_trucks.share = 0; }
  void drive(Mode mode, float departure_s) {
    add_trip({.mode = mode, .departure_s = departure_s, .from = from, .to = to});
  }
  struct Drive {
    float begins_s = 0, ends_s = 0;  // seconds after seven when the vehicle enters and arrives
  };
  // By agent. Entering takes the step of its second; nobody else is on the street.
  std::map<std::uint32_t, Drive> watch() {
    std::map<std::uint32_t, Drive> drives;
    std::vector<VehicleView> seen;
    start();
    while (!day->done()) {
      step();
      const float now = day->now() - kSeven;
      day->traffic().view(seen);
      for (const VehicleView& v : seen) drives.try_emplace(v.owner.index(), Drive{now, 0});
      for (const Arrival& a : day->traffic().arrivals()) drives[a.owner.index()].ends_s = now;
    }
    return drives;
  }
};

struct HiredOrOwn {
  Mode mode;
  float access_s, egress_s, price;
};
class Driven : public ::testing::TestWithParam<HiredOrOwn> {};

// Small town: own car 15 a km, own motorcycle 4; motorcycle taxi 30 and 30 a km; taxi 150 and 50 a
// km; 1.2 km.
INSTANTIATE_TEST_SUITE_P(Modes, Driven,
                         ::testing::Values(HiredOrOwn{Mode::car_driver, 60, 60, 15 * 1.2F},
                                           HiredOrOwn{Mode::own_motorcycle, 60, 0, 4 * 1.2F},
                                           HiredOrOwn{Mode::motorcycle_taxi, 150, 0,
                                                      30 + 30 * 1.2F},
                                           HiredOrOwn{Mode::taxi, 300, 0, 150 + 50 * 1.2F}),
                         [](const auto& tested) { return name_of(tested.param.mode); });

TEST_P(Driven, ATripIsAccessDriveAndEgress) {
  Street d;
  d.drive(GetParam().mode, kSeven + 100);
  const auto drives = d.watch();
  const TripRecord t = d.day->finish().trips.at(0);
  ASSERT_EQ(t.outcome, TripOutcome::arrived);
  ASSERT_EQ(drives.size(), row_of(GetParam().mode).nest == Nest::hired ? 2U : 1U)
      << "hired ones return";
  const Street::Drive drive = drives.begin()->second;
  EXPECT_EQ(drive.begins_s, 100 + GetParam().access_s + 1);  // seen after the step
  EXPECT_EQ(t.travel_time_s, drive.ends_s + GetParam().egress_s - 100);
  EXPECT_EQ(t.distance_m, 1200);
  EXPECT_FLOAT_EQ(t.fare, GetParam().price);
  EXPECT_EQ(t.walk_m, 0);
}

TEST(Drivers, ATripOfACarHasItsChargeToo) {
  Street d;
  d.world.figures.car_cost_trip = 200;
  d.drive(Mode::car_driver, kSeven);
  EXPECT_FLOAT_EQ(d.run().trips.at(0).fare, 200 + 15 * 1.2F);
}

// Alone on 1,200 m. A car starts at 10 to 60 % of its first link and stops at 40 to 90 % of its
// last: 720 to 1,120 m at 0.75 to 1.25 times 8 m/s. A start takes at most 8 s, the last steps 2 s.
TEST(Drivers, DriveAtTheFreeSpeed) {
  Street d;
  for (int k = 0; k < 40; ++k) d.drive(Mode::car_driver, kSeven + 60 * static_cast<float>(k));
  double shortest = 1e9, longest = 0, sum = 0;
  for (const auto& [agent, drive] : d.watch()) {
    const double seconds = drive.ends_s - drive.begins_s;
    shortest = std::min(shortest, seconds);
    longest = std::max(longest, seconds);
    sum += seconds;
  }
  EXPECT_GE(shortest, 720 / (1.25 * 8));
  EXPECT_LE(longest, 1120 / (0.75 * 8) + 10);
  // Mean of 40: 920 m at 8 m/s are 115 s; sigma of the mean is 2.5 s.
  EXPECT_NEAR(sum / 40, 115 + 5, 3 * 2.5);
}

TEST(Drivers, WithoutAStreetThereIsNoWay) {
  Street d;
  Network& net = d.world.network;
  for (const LaneId a : net.lanes())
    if (net.link.to[net.lane.link[a]] == d.to) net.lane.permissions[a] = kBus;
  d.drive(Mode::car_driver, kSeven);
  const DayOutcome o = d.run();
  EXPECT_EQ(o.trips.at(0).outcome, TripOutcome::no_way);
  EXPECT_EQ(o.quality.vehicles_entered, 0);
}

// From a node to itself no vehicle is needed: to the car and from it.
TEST(Drivers, WithinOneNodeOnlyAccessAndEgressTakeTime) {
  Street d;
  d.to = d.from;
  d.drive(Mode::car_driver, kSeven + 7);
  const DayOutcome o = d.run();
  EXPECT_EQ(o.trips.at(0).outcome, TripOutcome::arrived);
  EXPECT_EQ(o.trips.at(0).travel_time_s, 120);
  EXPECT_EQ(o.quality.vehicles_entered, 0);
}

// A car carries its occupancy, a taxi its driver and a passenger; it goes back without.
TEST(Drivers, VehiclesCarryTheirPersons) {
  for (const Mode mode : {Mode::car_driver, Mode::taxi, Mode::motorcycle_taxi}) {
    Street d;
    d.world.figures.car_occupancy = 1.5F;
    d.drive(mode, kSeven);
    const DayOutcome o = d.run();
    const TallyCell cell = o.tallies.over_links(row_of(mode).vehicle);
    EXPECT_NEAR(cell.passengers_m / cell.total_distance_m(), 1.5, 0.05);
    EXPECT_EQ(cell.vehicles, mode == Mode::car_driver ? 3 : 6) << "three links out, three back";
  }
}

// An agent that stands for ten persons drives ten cars, one behind the other.
TEST(Drivers, AnAgentStandsForItsPersons) {
  Street d;
  d.people.expansion = 10;
  d.drive(Mode::car_driver, kSeven);
  const DayOutcome o = d.run();
  EXPECT_EQ(o.quality.trips_expected, 10);
  EXPECT_EQ(o.quality.trips_arrived, 10);
  EXPECT_EQ(o.quality.vehicles_entered, 10);
  EXPECT_EQ(o.quality.vehicles_left, 10);
}

TEST(Drivers, ViewersKnowWhoDrives) {
  Street d;
  d.drive(Mode::walk, kSeven);  // before the driver in the book
  d.drive(Mode::car_driver, kSeven + 5);
  d.start();
  std::vector<VehicleView> seen;
  while (seen.empty()) {
    d.step();
    d.day->traffic().view(seen);
  }
  EXPECT_EQ(d.day->trip_of(seen[0].owner), TripId{1});
  EXPECT_FALSE(d.day->trip_of({OwnerKind::traveller, 2}).valid());
  EXPECT_FALSE(d.day->trip_of({OwnerKind::freight, 0}).valid());
  EXPECT_FALSE(d.day->trip_of({OwnerKind::transit, 0}).valid());
}

// All modes at once: persons of every mode arrive, none is lost or made.
TEST(Drivers, PersonsOfAllModesAreConserved) {
  Street d;
  d.people.expansion = 4;
  constexpr std::array kModes = {Mode::car_driver, Mode::walk,    Mode::motorcycle_taxi,
                                 Mode::taxi,       Mode::bicycle, Mode::car_passenger};
  for (int k = 0; k < 120; ++k) {
    const auto at = [&](int n) { return static_cast<std::uint32_t>(n % 36); };
    d.add_trip({.mode = kModes.at(static_cast<std::size_t>(k) % kModes.size()),
                .departure_s = kSeven + 20 * static_cast<float>(k),
                .from = {at(5 * k)},
                .to = {at(11 * k + 7)},
                .distance_m = 900});
  }
  const DayOutcome o = d.run();  // validates every second
  EXPECT_EQ(o.quality.trips_arrived, 480);
  std::map<Mode, double> arrived;
  for (const TripRecord& t : o.trips) arrived[t.mode] += t.outcome == TripOutcome::arrived;
  for (const Mode m : kModes) EXPECT_EQ(arrived[m], 20) << name_of(m);
  EXPECT_EQ(o.quality.vehicles_entered, o.quality.vehicles_left);
}

}  // namespace
}  // namespace mwendo
