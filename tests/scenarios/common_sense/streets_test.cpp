// What streets can carry, and what space taken from cars does to them.
#include <gtest/gtest.h>

#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using testing::SenseTown;
using testing::town;
using testing::value;

// Means of six seeds: with one the times of drivers differ by up to 6 % from chance. Streets are
// busy, without jams that would hide what the measure does.
void expect_slower_cars(const Measure& measure) {
  double speed = 0;
  double minutes = 0;
  double delay = 0;
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    SenseTown busy({.people = 120000, .seed = seed});
    const FinishedRun base = busy.run();
    const FinishedRun with = busy.run({measure});
    speed += value(with, "motor_speed") - value(base, "motor_speed");
    minutes += value(with, "travel_time.car_driver") - value(base, "travel_time.car_driver");
    delay += value(with, "delay") - value(base, "delay");
  }
  EXPECT_LT(speed, 0);
  EXPECT_GT(minutes, 0);
  EXPECT_GT(delay, 0);
}

TEST(CommonSenseOfStreets, CrossingsDoNotSpeedCarsUp) {
  CrossingMeasure crossings;
  for (const char* street : {"LM", "MN", "NP", "PQ", "QR", "RS"})
    crossings.places.push_back({street, SenseTown::place_on(street)});
  expect_slower_cars(crossings);
}

TEST(CommonSenseOfStreets, ABusLaneTakenFromCarsDoesNotSpeedThemUp) {
  expect_slower_cars(
      BusLaneMeasure{.streets = {.names = {"Main Street"}}, .lanes_from = LanesFrom::general});
}

// Ten years of growth fill the streets. HCM 2010: 1,900 cars an hour and lane at a saturated stop
// line; 2,000 leaves 5 % for the mix of vehicles.
TEST(CommonSenseOfStreets, ALaneCarriesNoMoreThanTwoThousandCarUnits) {
  const auto flows = town().flows({GrowthMeasure{.years = 10, .population_percent_year = 4}});
  const Network& net = town().base().world.network;
  double most = 0;
  for (const LinkId l : net.links())
    most = std::max(most, flows[l.value].car_units / static_cast<double>(net.lanes_of(l).size()));
  EXPECT_LE(most, 2000);
  EXPECT_GT(most, 600) << "the streets are not full: the test shows nothing";
}

// Junctions of one lane an approach without signals: HCM 2010 has 1,500 an hour at all-way stops,
// some 2,500 car units at most where streams hardly cross. In mixed traffic junctions pass
// typically 50 % more (Bergh, Dardak 1994).
TEST(CommonSenseOfStreets, AJunctionWithoutSignalsPassesNoMoreThanItsLanesCan) {
  const auto flows = town().flows({GrowthMeasure{.years = 10, .population_percent_year = 4}});
  const Network& net = town().base().world.network;
  double most = 0;
  for (const NodeId n : net.nodes()) {
    if (net.node.control[n] == JunctionControl::signal) continue;
    double in = 0;
    double lanes = 0;
    for (const LinkId l : net.incoming(n)) {
      in += flows[l.value].car_units;
      lanes += static_cast<double>(net.lanes_of(l).size());
    }
    if (net.incoming(n).size() >= 3) most = std::max(most, in / lanes);
  }
  EXPECT_LE(most, 1.5 * 800);
  EXPECT_GT(most, 200) << "the junctions are not full: the test shows nothing";
}

// A street with hardly any traffic costs at most twice its free time, the stops of minibuses and
// the wait at its end included. Main Street is not jammed: a quiet street may queue before a jam.
TEST(CommonSenseOfStreets, QuietStreetsDoNotCrawl) {
  SenseTown open({.people = 120000});
  const auto flows = open.flows();
  const Network& net = open.base().world.network;
  double km = 0;
  double free_h = 0;
  double hours = 0;
  for (const LinkId l : net.links()) {
    const StreetFlow& f = flows[l.value];
    if (f.vehicles > 100 * static_cast<double>(net.lanes_of(l).size())) continue;
    km += f.vehicle_km;
    hours += f.vehicle_h;
    free_h += f.vehicle_h - f.delay_h;
  }
  ASSERT_GT(km, 30);
  EXPECT_GT(free_h, 0.5 * hours);
}

}  // namespace
}  // namespace mwendo
