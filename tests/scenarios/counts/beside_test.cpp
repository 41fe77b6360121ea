// Counts beside tallies set by hand: links, hours, sums, GEH.
#include "scenarios/counts/beside.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "network/assembly/builder.h"
#include "network/projection.h"

namespace mwendo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Two streets side by side, 40 m apart: High Street and an unnamed one beside the counter.
struct TwoStreets {
  Network net;
  LinkId beside_east, beside_west, high_east, high_west;
};

TwoStreets two_streets() {
  NetworkBuilder b({.crs = "EPSG:32636"});
  const Point place = Projection("EPSG:32636").to_metres({32.58, 0.32});
  const auto street = [&](double north, const char* name) {
    LinkSpec spec{.from = b.add_node({place.x - 100, place.y + north}),
                  .to = b.add_node({place.x + 100, place.y + north}),
                  .lanes = 1,
                  .free_speed_mps = 10,
                  .street = name};
    const LinkId there = b.add_link(spec);
    std::swap(spec.from, spec.to);
    return std::pair(there, b.add_link(spec));
  };
  const auto beside = street(5, "");
  const auto high = street(-40, "Old High Street");
  return {b.build(), beside.first, beside.second, high.first, high.second};
}

Count east_count() {
  Count east;
  east.station = "1";
  east.cordon = "C1";
  east.direction = "A-B";
  east.to_centre = "in";
  east.lon = 32.58;
  east.lat = 0.32;
  east.bearing_deg = 80;
  east.names = {"high st"};
  for (std::size_t hour = 6; hour < 12; ++hour) east.hours.set(hour);
  return east;
}

TEST(CountLinks, BelongToTheStreetOfTheirNameAndDirection) {
  const TwoStreets s = two_streets();
  const Count east = east_count();
  Count west = east;
  west.bearing_deg = 270;
  Count nameless = east;
  nameless.names = {"Ring"};
  Count far = east;
  far.lat = 0.33;
  Count across = east;
  across.bearing_deg = 0;
  EXPECT_EQ(links_of({east, west, nameless, far, across}, s.net),
            (std::vector{s.high_east, s.high_west, s.beside_east, LinkId{}, LinkId{}}));
}

TEST(CountLinks, AllClassesOfAGroupAndWholePeriodsCount) {
  const TwoStreets s = two_streets();
  Tallies tallies(s.net.links().size(), 6.5F * 3600, 8.5F * 3600);
  for (std::size_t p = 0; p < 8; ++p) {
    tallies.at(s.high_east, p, VehicleClass::bus).vehicles = 10;
    tallies.at(s.high_east, p, VehicleClass::midibus).vehicles = 1;
    tallies.at(s.high_east, p, VehicleClass::car).vehicles = 1000;
  }
  EXPECT_DOUBLE_EQ(modelled(tallies, s.high_east, CountGroup::bus, 7, 8), 44);
  EXPECT_DOUBLE_EQ(modelled(tallies, s.high_east, CountGroup::bus, 6.9, 7.6), 22);  // 7:00 to 7:30
  EXPECT_DOUBLE_EQ(modelled(tallies, s.high_east, CountGroup::truck, 7, 8), 0);
}

TEST(Geh, IsThatOfTheManual) {
  EXPECT_DOUBLE_EQ(geh(0, 0), 0);
  EXPECT_DOUBLE_EQ(geh(100, 100), 0);
  EXPECT_NEAR(geh(1000, 850), 4.93, 0.01);  // 150 / sqrt(925)
  EXPECT_DOUBLE_EQ(geh(850, 1000), geh(1000, 850));
  EXPECT_DOUBLE_EQ(geh(50, 0), 10);
}

// From 06:30 to 09:15: 07 and 08 h are compared. In them 100 cars were counted an hour and 120 and
// 160 driven; 20 minibuses counted in the first hour alone, 30 driven in each.
class Beside : public ::testing::Test {
 protected:
  Beside() {
    Tallies tallies(streets_.net.links().size(), 6.5F * 3600, 9.25F * 3600);
    for (std::size_t p = 0; p < 11; ++p) {
      const bool first = p < 6;  // before 08:00
      tallies.at(streets_.high_east, p, VehicleClass::car).vehicles = first ? 30 : 40;
      tallies.at(streets_.high_east, p, VehicleClass::minibus).vehicles = 7.5F;
    }
    Count cars = east_count();
    for (std::size_t hour = 6; hour < 12; ++hour) cars.by_hour[hour] = 100;
    Count minibuses = cars;
    minibuses.group = CountGroup::minibus;
    minibuses.by_hour[7] = 20;
    minibuses.hours.reset(8);
    Count far = cars;
    far.station = "9";
    far.lat = 0.4;
    counts_ = {cars, minibuses, far};
    beside_ = beside_counts(counts_, streets_.net, tallies, 6.5, 9.25);
  }

  TwoStreets streets_ = two_streets();
  std::vector<Count> counts_;
  BesideCounts beside_;
};

TEST_F(Beside, WholeHoursAreComparedAndTheRestIsNamed) {
  EXPECT_THAT(beside_.hours, ElementsAre(7U, 8U));
  EXPECT_THAT(beside_.left_out,
              ElementsAre(HasSubstr("06:30 to 07:00"), HasSubstr("09:00 to 09:15"),
                          HasSubstr("Station 9, A-B: no street in its direction within 60 m")));
  EXPECT_EQ(beside_.counts.size(), 2U);
}

TEST_F(Beside, AnHourThatNobodyCountedIsNamed) {
  for (Count& c : counts_) c.hours.reset(8);
  const Tallies none(streets_.net.links().size(), 7 * 3600, 9 * 3600);
  const BesideCounts b = beside_counts(counts_, streets_.net, none, 7, 9);
  EXPECT_THAT(b.hours, ElementsAre(7U));
  EXPECT_EQ(b.left_out[0], "08:00 to 09:00: nobody counted.");
}

TEST_F(Beside, SumsHoldTheHoursThatWereCounted) {
  const auto of = [&](CountGroup g) { return [g](const Count& c) { return c.group == g; }; };
  const CountSum cars = beside_.sum(of(CountGroup::car));
  EXPECT_DOUBLE_EQ(cars.counted, 200);
  EXPECT_DOUBLE_EQ(cars.modelled, 280);
  EXPECT_DOUBLE_EQ(cars.ratio().value(), 1.4);
  const CountSum minibuses = beside_.sum(of(CountGroup::minibus));
  EXPECT_DOUBLE_EQ(minibuses.counted, 20);
  EXPECT_DOUBLE_EQ(minibuses.modelled, 30);
  EXPECT_FALSE(beside_.sum(of(CountGroup::truck)).ratio().has_value());
}

// 100 + 20 counted an hour, 140 + 30 modelled.
TEST_F(Beside, AFlowIsTheMeanHourOfAllGroups) {
  const auto flows = beside_.flows();
  ASSERT_EQ(flows.size(), 1U);
  EXPECT_DOUBLE_EQ(flows[0].counted, 120);
  EXPECT_DOUBLE_EQ(flows[0].modelled, 170);
  EXPECT_EQ(beside_.share_below(5, CountHalf::calibration), 1);  // 50 / sqrt(145) = 4.2
  EXPECT_EQ(beside_.share_below(4, CountHalf::calibration), 0);
  EXPECT_FALSE(beside_.share_below(5, CountHalf::validation).has_value());
}

TEST_F(Beside, RunsAreAveraged) {
  BesideCounts other = beside_;
  other.modelled[0][7] += 20;
  const BesideCounts mean = mean_counts({&beside_, &other});
  EXPECT_DOUBLE_EQ(mean.modelled[0][7], beside_.modelled[0][7] + 10);
  EXPECT_DOUBLE_EQ(mean.modelled[0][8], beside_.modelled[0][8]);
}

TEST(BesideCounts, WithoutCountsThereIsNothing) {
  const TwoStreets s = two_streets();
  const BesideCounts b = beside_counts({}, s.net, Tallies(s.net.links().size(), 0, 3600), 0, 1);
  EXPECT_THAT(b.counts, IsEmpty());
  EXPECT_THAT(b.left_out, IsEmpty());
}

}  // namespace
}  // namespace mwendo
