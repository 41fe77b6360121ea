// Free speeds by class and surface, and what an empty city is driven at.
#include "scenarios/cities/free_speeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "network/assembly/builder.h"
#include "scenarios/cities/city.h"
#include "tests/support/night_drive.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TemporaryFolder;

constexpr float kKmh = 1 / 3.6F;
constexpr const char* kHeader = "class,surface,kmh,source,verified\n";

FreeSpeeds read(const std::string& text, std::vector<Problem>& found) {
  const TemporaryFolder folder;
  Problems problems;
  (void)folder.write("free_speeds.csv", text);
  const FreeSpeeds speeds = read_free_speeds(folder.path(), problems);
  found = problems.all();
  return speeds;
}

FreeSpeeds three_rows() {
  std::vector<Problem> found;
  FreeSpeeds speeds = read(std::string(kHeader) +
                               "primary,paved,46,measured,yes\nprimary,unpaved,30,guess,no\n"
                               "motorway,paved,100,guess,no\n",
                           found);
  EXPECT_THAT(found, IsEmpty());
  return speeds;
}

TEST(FreeSpeeds, TheLowerOfLimitAndRowIsDriven) {
  const FreeSpeeds s = three_rows();
  EXPECT_FLOAT_EQ(s.driven(RoadClass::primary, false, 50 * kKmh), 46 * kKmh);
  EXPECT_FLOAT_EQ(s.driven(RoadClass::primary, false, 30 * kKmh), 30 * kKmh);
  EXPECT_FLOAT_EQ(s.driven(RoadClass::primary, true, 50 * kKmh), 30 * kKmh);
}

TEST(FreeSpeeds, AClassWithoutARowKeepsItsLimit) {
  EXPECT_FLOAT_EQ(three_rows().driven(RoadClass::secondary, false, 50 * kKmh), 50 * kKmh);
  EXPECT_FLOAT_EQ(three_rows().driven(RoadClass::busway, false, 50 * kKmh), 50 * kKmh);
}

// A trunk road of 80 km/h and more is built like a motorway; a primary road is not.
TEST(FreeSpeeds, AHighLimitMarksAFastRoad) {
  const FreeSpeeds s = three_rows();
  EXPECT_FLOAT_EQ(s.driven(RoadClass::trunk, false, 90 * kKmh), 90 * kKmh);
  EXPECT_FLOAT_EQ(s.driven(RoadClass::trunk, false, 110 * kKmh), 100 * kKmh);
  EXPECT_FLOAT_EQ(s.driven(RoadClass::primary, false, 90 * kKmh), 46 * kKmh);
}

TEST(FreeSpeeds, ACityWithoutATableHasTheDefault) {
  const TemporaryFolder folder;
  Problems problems;
  const FreeSpeeds s = read_free_speeds(folder.path(), problems);
  EXPECT_THAT(problems.all(), IsEmpty());
  EXPECT_FLOAT_EQ(s.driven(RoadClass::tertiary, false, 50 * kKmh), 30 * kKmh);
  EXPECT_FLOAT_EQ(s.driven(RoadClass::tertiary, true, 50 * kKmh), 21 * kKmh);
  EXPECT_FLOAT_EQ(s.driven(RoadClass::trunk, true, 60 * kKmh), 30 * kKmh) << "0.7 x 50 is above";
}

// One link of class primary, whose default is 40 km/h.
TEST(FreeSpeeds, NotesSayWhetherTheSpeedsAreOfTheCity) {
  NetworkBuilder b;
  LinkSpec spec{.from = b.add_node({0, 0}), .to = b.add_node({300, 0}), .lanes = 1};
  spec.free_speed_mps = 50 * kKmh;
  spec.road_class = RoadClass::primary;
  b.add_link(spec);
  const auto note = [&](const TemporaryFolder& folder) {
    Network net = b.build();
    std::vector<Assumption> notes;
    Problems problems;
    drive_at_free_speeds(net, folder.path(), notes, problems);
    EXPECT_EQ(notes.at(0).count, 1);
    return notes.at(0).source;
  };
  const TemporaryFolder without;
  EXPECT_THAT(note(without), HasSubstr("no free_speeds.csv"));
  const TemporaryFolder with;
  (void)with.write("free_speeds.csv", std::string(kHeader) + "primary,paved,46,measured,yes\n");
  EXPECT_EQ(note(with), "free_speeds.csv");
}

TEST(FreeSpeeds, WrongRowsAreProblemsWithTheirLine) {
  const std::map<std::string, std::string> wrong = {
      {"alley,paved,10,x,no", "'alley' is no class"},
      {"primary,wet,10,x,no", "'wet' is no surface"},
      {"primary,paved,2,x,no", "'kmh' is 2"},
      {"primary,paved,131,x,no", "'kmh' is 131"},
      {"primary,paved,,x,no", "'kmh' is 0"},
      {"primary,paved,40,,no", "has no source"},
      {"primary,paved,40,x,maybe", "'verified' is 'maybe'"},
      {"primary,paved,40,x,no\nprimary,paved,41,x,no", "a second row"}};
  for (const auto& [row, text] : wrong) {
    std::vector<Problem> found;
    (void)read(kHeader + row + "\n", found);
    ASSERT_THAT(found, SizeIs(1)) << row;
    EXPECT_THAT(found[0].text(), HasSubstr(text));
    EXPECT_THAT(found[0].text(), HasSubstr(row.find('\n') == row.npos ? ":2:" : ":3:"));
  }
}

// A limit of 50 km/h on a paved and an unpaved link, and a turn between them.
TEST(FreeSpeeds, LinksAndTurnsAreSet) {
  NetworkBuilder b;
  const NodeId a = b.add_node({0, 0});
  const NodeId m = b.add_node({300, 0});
  const NodeId e = b.add_node({600, 0});
  LinkSpec spec{.from = a, .to = m, .lanes = 1, .free_speed_mps = 50 * kKmh};
  spec.road_class = RoadClass::primary;
  const LinkId paved = b.add_link(spec);
  spec.from = m;
  spec.to = e;
  spec.flags = kUnpaved;
  const LinkId unpaved = b.add_link(spec);
  Network net = b.build();
  EXPECT_EQ(set_free_speeds(net, three_rows()), 2U);
  EXPECT_FLOAT_EQ(net.link.free_speed_mps[paved], 46 * kKmh);
  EXPECT_FLOAT_EQ(net.link.free_speed_mps[unpaved], 30 * kKmh);
  for (const LinkId l : net.links()) EXPECT_NE(net.link.flags[l] & kAssumedSpeed, 0);
  for (const MovementId t : net.movements_of(paved))
    EXPECT_LE(net.movement.speed_mps[t], 30 * kKmh + 1e-4F);
  EXPECT_EQ(set_free_speeds(net, three_rows()), 0U) << "a second time changes nothing";
}

// The speed of empty main streets that the source of each city states (parameters.csv), signals
// included: 45, 45 and 40 km/h. Within 10 %.
class EmptyCity : public ::testing::TestWithParam<std::pair<const char*, double>> {};

TEST_P(EmptyCity, IsDrivenAtTheObservedNightSpeed) {
  const auto [name, observed_kmh] = GetParam();
  const testing::NightDrive drive = testing::night_drive(load_city(name), 400);
  EXPECT_EQ(drive.trips, drive.asked) << "all arrive";
  EXPECT_EQ(drive.asked, 400U);
  EXPECT_NEAR(drive.arterials.kmh(), observed_kmh, 0.1 * observed_kmh);
  const auto of = [&](RoadClass c) { return drive.by_class[static_cast<std::size_t>(c)].kmh(); };
  EXPECT_LT(of(RoadClass::residential), drive.arterials.kmh()) << "local streets are slower";
}

INSTANTIATE_TEST_SUITE_P(Cities, EmptyCity,
                         ::testing::Values(std::pair{"nairobi", 45.0},
                                           std::pair{"addis-ababa", 45.0},
                                           std::pair{"kampala", 40.0}),
                         [](const auto& p) {
                           std::string name = p.param.first;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace mwendo
