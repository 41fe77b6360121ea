// Where SUMO nets lie: hemispheres of UTM, datums of Kenya and Ethiopia, projections that are none.
// Degrees are those of netconvert 1.15 (origBoundary) or of the transformations of the EPSG
// register.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network/base/input_error.h"
#include "network/projection.h"
#include "network/sumo/read.h"
#include "tests/support/sumo_crossing.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;

SumoNet net_at(double east, double north, const std::string& projection,
               const char* offset = "0,0") {
  testing::SumoCrossing c{.east = east, .north = north};
  c.location = fmt::format(
      "<location netOffset=\"{}\" convBoundary=\"0,0,1,1\" "
      "origBoundary=\"0,0,1,1\" projParameter=\"{}\"/>",
      offset, projection);
  const testing::TemporaryFolder folder;
  return read_sumo_net(folder.write("x.net.xml", sumo_crossing(c)));
}

LonLat place_of(const SumoNet& s) {
  const NodeId centre{s.node_names.find("X")};
  return Projection(s.net.crs).to_degrees(s.net.node.position[centre]);
}

constexpr double kMetre = 1 / 111'000.0;  // degrees

void expect_at(const SumoNet& s, LonLat place, double metres) {
  EXPECT_NEAR(place_of(s).lon, place.lon, metres * kMetre);
  EXPECT_NEAR(place_of(s).lat, place.lat, metres * kMetre);
}

const char* const kUtm37 = "+proj=utm +zone=37 +ellps=WGS84 +datum=WGS84 +units=m +no_defs";

// netconvert puts (36.82, -1.28) at 257,422 m east and 141,582 m south of the equator.
TEST(SumoPlace, NorthingsBelowZeroAreSouthOfTheEquator) {
  const SumoNet s = net_at(500, 400, kUtm37, "-256921.67,141981.96");
  EXPECT_EQ(s.net.crs, "EPSG:32737");
  expect_at(s, {36.82, -1.28}, 15);
  EXPECT_EQ(s.report.count_of("nets with northings beyond the equator, taken as EPSG:32737"), 1U);
}

TEST(SumoPlace, ANetAcrossTheEquatorKeepsItsHemisphere) {
  const SumoNet s = net_at(257000, 0, kUtm37);
  EXPECT_EQ(s.net.crs, "EPSG:32637");
  EXPECT_NEAR(place_of(s).lat, 0, kMetre);
}

TEST(SumoPlace, SouthernNorthingsFromTenThousandKmOnAreNorth) {
  const SumoNet s =
      net_at(257000, 10'400'000, "+proj=utm +zone=37 +south +datum=WGS84 +units=m +no_defs");
  EXPECT_EQ(s.net.crs, "EPSG:32637");
  EXPECT_GT(place_of(s).lat, 3);
}

TEST(SumoPlace, BothHemispheresAreTheSamePlaces) {
  const LonLat south = place_of(net_at(257000, 9'860'000, fmt::format("{} +south", kUtm37)));
  const LonLat negative = place_of(net_at(257000, -140'000, kUtm37));
  EXPECT_NEAR(south.lat, negative.lat, 1e-9);
  EXPECT_NEAR(south.lon, negative.lon, 1e-9);
}

// The same metres lie 302 m further south and 93 m further east on the ellipsoid of Kenya's maps.
TEST(SumoPlace, Arc1960) {
  const char* const shifted =
      "+proj=utm +zone=37 +south +ellps=clrk80 +towgs84=-160,-6,-302,0,0,0,0 +units=m +no_defs";
  const SumoNet s = net_at(500, 400, shifted, "-256826.03,-9858320.42");
  EXPECT_EQ(s.net.crs, "EPSG:32737");
  expect_at(s, {36.82, -1.28}, 15);
  EXPECT_THAT(s.report.text(), HasSubstr("led from another projection to EPSG:32737"));
}

// EPSG:21037 is Arc 1960 / UTM zone 37S. The register has several shifts for Kenya, metres apart.
TEST(SumoPlace, EpsgNumbers) {
  const LonLat by_shift = place_of(net_at(
      257326, 9'858'720,
      "+proj=utm +zone=37 +south +ellps=clrk80 +towgs84=-160,-6,-302,0,0,0,0 +units=m +no_defs"));
  expect_at(net_at(257326, 9'858'720, "EPSG:21037"), by_shift, 20);
}

// Adindan, Ethiopia: EPSG:20137 and the shift -165, -11, 206 m (EPSG:1101).
TEST(SumoPlace, Adindan) {
  const LonLat by_shift = place_of(
      net_at(473000, 995'000,
             "+proj=utm +zone=37 +ellps=clrk80 +towgs84=-165,-11,206,0,0,0,0 +units=m +no_defs"));
  const SumoNet s = net_at(473000, 995'000, "EPSG:20137");
  EXPECT_EQ(s.net.crs, "EPSG:32637");
  expect_at(s, by_shift, 20);
  const LonLat unshifted = place_of(net_at(473000, 995'000, kUtm37));
  EXPECT_GT(std::abs(by_shift.lat - unshifted.lat), 100 * kMetre);
}

TEST(SumoPlace, AnEllipsoidWithoutADatumIsCounted) {
  const SumoNet s =
      net_at(257326, 9'858'720, "+proj=utm +zone=37 +south +ellps=clrk80 +units=m +no_defs");
  EXPECT_EQ(s.report.count_of("nets with an ellipsoid but no +towgs84, up to 300 m off"), 1U);
}

TEST(SumoPlace, OtherProjectionsAreLedToUtm) {
  const SumoNet s = net_at(
      0, 0, "+proj=tmerc +lat_0=-1.28 +lon_0=36.82 +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m");
  EXPECT_EQ(s.net.crs, "EPSG:32737");
  expect_at(s, {36.82, -1.28}, 0.1);
  expect_at(net_at(257000, 9'860'000, fmt::format("{} +south", kUtm37)),
            place_of(net_at(257, 9'860, "+proj=utm +zone=37 +south +datum=WGS84 +units=km")), 1e3);
}

TEST(SumoPlace, ANetWithoutAPlaceIsAPlane) {
  const SumoNet s = net_at(7, 8, "!");
  EXPECT_EQ(s.net.crs, "");
  EXPECT_EQ(s.report.count_of("nets without a place on Earth, kept as a plane"), 1U);
  EXPECT_EQ(s.net.node.position[NodeId{s.node_names.find("X")}], (Point{7, 8}));
}

TEST(SumoPlace, UnknownProjectionsAreRefused) {
  for (const char* projection :
       {"+proj=nowhere", "EPSG:1", "Nairobi", "+proj=utm +zone=99 +datum=WGS84",
        "+proj=utm +zone=37 +datum=arc1960", "-"}) {
    try {
      (void)net_at(0, 0, projection);
      FAIL() << projection;
    } catch (const InputError& e) {
      EXPECT_THAT(e.what(), HasSubstr(projection));
      EXPECT_EQ(e.problems().front().line, 2) << projection;
    }
  }
}

}  // namespace
}  // namespace mwendo
