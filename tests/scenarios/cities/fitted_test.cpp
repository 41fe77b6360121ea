#include "scenarios/cities/fitted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TemporaryFolder;

constexpr const char* kHeader = "kind,name,description,peak,offpeak,places,source\n";

CityWorld one_line() {
  CityWorld world;
  auto& line = world.transit.line;
  line.name.push_back("23");
  line.description.push_back("Town-Kangemi");
  line.peak_headway_s.push_back(60);
  line.offpeak_headway_s.push_back(90);
  line.capacity.push_back(14);
  line.vehicle.push_back(VehicleClass::minibus);
  return world;
}

std::vector<Problem> problems_of(CityWorld& world, const std::string& text) {
  const TemporaryFolder folder;
  Problems problems;
  apply_fitted(world, folder.write("fitted.csv", text), problems);
  return problems.all();
}

std::string only_problem(const std::string& text) {
  CityWorld world = one_line();
  const auto problems = problems_of(world, text);
  EXPECT_THAT(problems, SizeIs(1)) << text;
  return problems.empty() ? "" : problems[0].text();
}

TEST(Fitted, WhatIsWrittenIsRead) {
  const TemporaryFolder folder;
  const auto file = folder / "fitted.csv";
  write_fitted(file, {.headways = {{"23", "Town-Kangemi", 120, 240, 33}}});
  CityWorld world = one_line();
  Problems problems;
  apply_fitted(world, file, problems);
  EXPECT_THAT(problems.all(), IsEmpty());
  EXPECT_FLOAT_EQ(world.transit.line.peak_headway_s[LineId{0}], 120);
  EXPECT_FLOAT_EQ(world.transit.line.offpeak_headway_s[LineId{0}], 240);
  EXPECT_EQ(world.transit.line.capacity[LineId{0}], 33);
}

TEST(Fitted, ABrokenFileIsToldOnceWithItsLine) {
  const std::string header = kHeader;
  EXPECT_THAT(only_problem(""), HasSubstr("fitted.csv:1: the file holds no figures"));
  EXPECT_THAT(only_problem(header), HasSubstr("holds no figures"));
  EXPECT_THAT(only_problem("kind,name,description,offpeak,places\nheadway,23,Town-Kangemi,1,14\n"),
              HasSubstr(":1: column 'peak' is missing"));
  EXPECT_THAT(only_problem(header + "headwya,23,Town-Kangemi,60,90,14,x\n"),
              HasSubstr(":2: 'headwya' is not a kind of fitted figure"));
  EXPECT_THAT(only_problem(header + "headway,23,Town-Kangemi,-60,90,14,x\n"),
              HasSubstr(":2: 'peak' is -60"));
  EXPECT_THAT(only_problem(header + "headway,23,Town-Kangemi,60,,14,x\n"),
              HasSubstr("'offpeak' is 0"));
  EXPECT_THAT(only_problem(header + "headway,23,Town-Kangemi,60,90,99999,x\n"),
              HasSubstr("'places' is 99999"));
  EXPECT_THAT(only_problem(header + "headway,24,Town-Kangemi,60,90,14,x\n"),
              HasSubstr("no line '24'"));
  EXPECT_THAT(only_problem(header + "reaction_scale,,,0.35,,,x\n"),
              HasSubstr(":2: 'reaction_scale' is not a kind of fitted figure"));
  EXPECT_THAT(only_problem(header + "headway,23,Town-Kangemi,nan,90,14,x\n"),
              HasSubstr(":2: 'nan' in column 'peak' is not a number"));
}

}  // namespace
}  // namespace mwendo
