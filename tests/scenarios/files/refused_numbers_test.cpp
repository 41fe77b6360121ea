// Texts that look like numbers or clocks to a reader of numbers, and are none.
#include <gtest/gtest.h>

#include "scenarios/files/config.h"
#include "scenarios/files/csv_table.h"

namespace mwendo {
namespace {

std::string said(const Problems& problems) {
  std::string all;
  for (const Problem& p : problems.all()) all += p.text() + "\n";
  return all;
}

TEST(RefusedNumbers, OfATableAreFinite) {
  for (const std::string field : {"nan", "NaN", "inf", "-infinity", "1e999"}) {
    Problems problems;
    const CsvTable t = CsvTable::parse("a,b\n1,2\n" + field + ",2\n", "t.csv", problems);
    EXPECT_EQ(t.number(1, "a", problems, 7), 7) << field;
    EXPECT_EQ(said(problems), "t.csv:3: '" + field +
                                  "' in column 'a' is not a number; write a number with a point\n");
  }
}

std::string problems_of(const std::string& text, double kept, NumberRange range = {}) {
  Problems problems;
  const ConfigTable table = parse_config(text, "a.toml", problems);
  EXPECT_EQ(ConfigReader(table, problems).number("x", 5, range), kept) << text;
  return said(problems);
}

TEST(RefusedNumbers, OfAConfigAreFinite) {
  for (const char* number : {"nan", "-nan", "-inf", "inf", "1e39", "-1e39", "1e300"}) {
    const std::string said = problems_of(std::string("x = ") + number, 5);
    EXPECT_NE(said.find("it must be at least -1000000000000 and at most 1000000000000"),
              std::string::npos)
        << number << ": " << said;
  }
  EXPECT_EQ(problems_of("x = inf", 5, {.at_least = 0}),
            "a.toml:1:1: 'x' is inf; it must be at least 0 and at most 1000000000000\n");
  EXPECT_EQ(problems_of("x = 1e39", 5, {.above = 0, .at_most = 86400}),
            "a.toml:1:1: 'x' is 1e+39; it must be above 0 and at most 86400\n");
  EXPECT_EQ(problems_of("x = 1e12", 1e12), "");
}

// Beyond 32 bits a whole number would come out as another one.
TEST(RefusedNumbers, WholeNumbersDoNotWrapRound) {
  const std::pair<const char*, const char*> kCases[] = {
      {"3000000000", "at most 2000000000"},
      {"-3000000000", "at least -2000000000 and at most 2000000000"},
      {"-4294967295", "at least -2000000000 and at most 2000000000"}};
  for (const auto& [number, limits] : kCases) {
    Problems problems;
    const ConfigTable table = parse_config(std::string("x = ") + number, "a.toml", problems);
    EXPECT_EQ(ConfigReader(table, problems).integer("x", 5), 5);
    EXPECT_EQ(said(problems),
              std::string("a.toml:1:1: 'x' is ") + number + "; it must be " + limits + "\n");
  }
}

TEST(RefusedNumbers, ClocksAreDigits) {
  for (const char* text :
       {"nan", "inf", "7.5", "07.05", "07,05", "7.5:30", "-0:30", "1e1:00", "007:30", "nan:00"})
    EXPECT_EQ(parse_time_of_day(text), std::nullopt) << text;
  EXPECT_EQ(parse_time_of_day("07:30"), 27000);
}

}  // namespace
}  // namespace mwendo
