// Flows of a street and counted vehicles beside them, from tallies set by hand.
#include "tests/support/street_flows.h"

#include <gtest/gtest.h>

#include <string>

#include "network/projection.h"
#include "scenarios/files/data_folder.h"
#include "tests/support/ascii_city.h"
#include "tests/support/street_counts.h"
#include "tests/support/temporary_folder.h"

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

TEST(StreetCounts, FollowTheHours) {
  Count count;
  count.by_hour[6] = 100;
  count.by_hour[7] = 240;
  EXPECT_DOUBLE_EQ(counted(count, 6.5, 7.25), 50 + 60);
  EXPECT_DOUBLE_EQ(counted(count, 8, 9), 0);
  Tallies tallies(street().net.links().size(), 6.5F * 3600, 8.5F * 3600);
  for (std::size_t p = 0; p < 8; ++p) {
    add(tallies, p, VehicleClass::bus, 10, 0, 0);
    add(tallies, p, VehicleClass::midibus, 1, 0, 0);
    add(tallies, p, VehicleClass::car, 1000, 0, 0);
  }
  const LinkId l = street().link("AB");
  EXPECT_DOUBLE_EQ(modelled(tallies, l, CountGroup::bus, 7, 8), 44);
  EXPECT_DOUBLE_EQ(modelled(tallies, l, CountGroup::bus, 6.9, 7.6), 22);  // 7:00 to 7:30
  EXPECT_DOUBLE_EQ(modelled(tallies, l, CountGroup::truck, 7, 8), 0);
}

// Two streets side by side, 40 m apart: High Street and an unnamed one beside the counter.
TEST(StreetCounts, BelongToTheStreetOfTheirNameAndDirection) {
  NetworkBuilder b({.crs = "EPSG:32636"});
  const Projection projection("EPSG:32636");
  const Point place = projection.to_metres({32.58, 0.32});
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
  const Network net = b.build();
  Count east;
  east.lon = 32.58;
  east.lat = 0.32;
  east.bearing_deg = 80;
  east.names = {"high st"};
  Count west = east;
  west.bearing_deg = 270;
  Count nameless = east;
  nameless.names = {"Ring"};
  Count far = east;
  far.lat = 0.33;
  Count across = east;
  across.bearing_deg = 0;
  EXPECT_EQ(links_of({east, west, nameless, far, across}, net),
            (std::vector{high.first, high.second, beside.first, LinkId{}, LinkId{}}));
}

TEST(StreetCounts, AreReadWithTheirHours) {
  const testing::TemporaryFolder folder;
  std::string hours, row;
  for (int h = 6; h <= 21; ++h) {
    hours += (h < 10 ? ",h0" : ",h") + std::to_string(h);
    row += "," + std::to_string(h);
  }
  std::string text =
      "station,cordon,use,direction,lon,lat,street_match,bearing_deg,to_centre,group" + hours;
  text += "\n1,C1,yes,A-B,32.5,0.3,Old|New,10,in,bus" + row;
  text += "\n1,C1,edge,A-B,32.5,0.3,Old,10,in,car" + row;
  text += "\n1,C1,yes,A-B,32.5,0.3,Old,10,in,tram" + row + "\n";
  const auto file = folder.write("counts.csv", text);
  Problems problems;
  const auto counts = read_counts(file, problems);
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].group, CountGroup::bus);
  EXPECT_EQ(counts[0].names, (std::vector<std::string>{"Old", "New"}));
  EXPECT_EQ(counts[0].by_hour[6], 6);
  EXPECT_EQ(counts[0].by_hour[21], 21);
  EXPECT_EQ(counts[0].by_hour[5], 0);
  ASSERT_EQ(problems.all().size(), 1U);  // the tram
}

TEST(StreetCounts, OfKampalaAllHaveAStreet) {
  Problems problems;
  const auto counts = read_counts(data_folder() / "cities/kampala/counts.csv", problems);
  EXPECT_TRUE(problems.all().empty());
  EXPECT_EQ(counts.size() % kCountGroups, 0U);  // each direction in all groups
  EXPECT_GE(counts.size() / kCountGroups, 46U);
}

}  // namespace
}  // namespace mwendo
