// Fitted figures take the place of published ones, and reports name both.
#include "scenarios/cities/fitted_parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/small_world.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CityTables tables_in(const std::filesystem::path& folder) {
  CityTables tables;
  tables.folder = folder.string();
  tables.parameters["truck_share"] = {"4", "published", "parameters.csv", 2};
  tables.parameters["car_occupancy"] = {"1.7", "published", "parameters.csv", 3};
  return tables;
}

std::vector<Problem> problems_of(const std::string& text) {
  const testing::TemporaryFolder folder;
  (void)folder.write(kFittedParameters, text);
  CityTables tables = tables_in(folder.path());
  Problems problems;
  read_fitted_parameters(tables, problems);
  return problems.all();
}

TEST(FittedParameters, WhatIsWrittenReplacesThePublished) {
  const testing::TemporaryFolder folder;
  write_fitted_parameters(folder / kFittedParameters,
                          {{"truck_share", 3.1, "%", "computed: of trucks, by counts"}});
  CityTables tables = tables_in(folder.path());
  Problems problems;
  read_fitted_parameters(tables, problems);
  EXPECT_THAT(problems.all(), IsEmpty());
  EXPECT_EQ(tables.parameter("truck_share", problems), 3.1);
  EXPECT_EQ(tables.published("truck_share", problems), 4);
  EXPECT_EQ(tables.parameter("car_occupancy", problems), 1.7);
  EXPECT_EQ(tables.published("car_occupancy", problems), 1.7);
  std::vector<Assumption> notes;
  note_fitted_parameters(tables, notes);
  ASSERT_THAT(notes, SizeIs(1));
  EXPECT_EQ(notes[0].subject, "truck_share");
  EXPECT_EQ(notes[0].text, "Fitted to counts: 3.100 instead of 4. computed: of trucks, by counts");
}

TEST(FittedParameters, WithoutTheFileAllIsAsPublished) {
  const testing::TemporaryFolder folder;
  CityTables tables = tables_in(folder.path());
  Problems problems;
  read_fitted_parameters(tables, problems);
  std::vector<Assumption> notes;
  note_fitted_parameters(tables, notes);
  EXPECT_THAT(problems.all(), IsEmpty());
  EXPECT_THAT(notes, IsEmpty());
}

TEST(FittedParameters, WrongRowsAreNamedWithTheirLine) {
  const std::string header = "parameter,value,unit,source\n";
  const std::map<std::string, std::string> wrong = {
      {header + "tuck_share,3,%,x\n", "parameters.csv has no parameter 'tuck_share'"},
      {header + "truck_share,many,%,x\n", "'many' of parameter 'truck_share'"},
      {header + "truck_share,0,%,x\n", "'truck_share' is 0"},
      {header + "truck_share,3,%,x\ntruck_share,3,%,x\n", "stands in a row above"},
      {header, "holds no figures"}};
  for (const auto& [text, what] : wrong) {
    const auto found = problems_of(text);
    ASSERT_THAT(found, SizeIs(1)) << text;
    EXPECT_THAT(found[0].text(), HasSubstr(what));
    EXPECT_THAT(found[0].text(), HasSubstr(kFittedParameters));
  }
}

// Two lines of minibuses at 300 and 600 s leave 18 times an hour; one of them has a published
// headway, and buses have theirs.
TEST(FittedParameters, SoManyMinibusesLeave) {
  testing::SmallWorld w = testing::make_small_world({.size = 6});
  const auto add = [&](Mode mode, float headway_s, std::uint32_t row, std::uint8_t assumed) {
    const LineId l = testing::add_line(
        w, {.mode = mode, .nodes = testing::row_nodes(w, row), .headway_s = headway_s});
    w.transit.line.assumed_headway[l] = assumed;
  };
  add(Mode::minibus, 300, 1, 1);
  add(Mode::minibus, 600, 2, 1);
  add(Mode::minibus, 500, 3, 0);
  add(Mode::bus, 500, 4, 1);
  EXPECT_DOUBLE_EQ(departures_of(w.transit), 18);
  const float offpeak = w.transit.line.offpeak_headway_s[LineId{0}];
  offer_departures(w.transit, 9);
  std::vector<float> headways;
  for (const LineId l : w.transit.lines()) headways.push_back(w.transit.line.peak_headway_s[l]);
  EXPECT_THAT(headways, ElementsAre(600, 1200, 500, 500));
  EXPECT_FLOAT_EQ(w.transit.line.offpeak_headway_s[LineId{0}], 2 * offpeak);
}

}  // namespace
}  // namespace mwendo
