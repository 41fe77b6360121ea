// Every kind of key, every way to be wrong, with the place and the remedy.
#include "scenarios/files/config.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

struct Reading {
  Problems problems;
  ConfigTable table;
  ConfigReader in;
  explicit Reading(const std::string& text)
      : table(parse_config(text, "s.toml", problems)), in(table, problems) {}
  [[nodiscard]] std::string said() const {
    std::string all;
    for (const Problem& p : problems.all()) all += p.text() + "\n";
    return all;
  }
};

using Ask = std::function<void(ConfigReader&)>;

struct Wrong {
  const char* text;
  Ask ask;
  const char* said;
};

// The value stands in line 2, its key in column 3.
TEST(ConfigReader, WrongKindsAreToldWithPlaceAndRemedy) {
  const Wrong cases[] = {
      {"x = 3", [](ConfigReader& in) { EXPECT_EQ(in.text("x", "d"), "d"); },
       "'x' is a whole number; give a text in quotes"},
      {"x = 2.5", [](ConfigReader& in) { EXPECT_EQ(in.text("x", "d"), "d"); },
       "'x' is a number; give a text in quotes"},
      {"x = \"3\"", [](ConfigReader& in) { EXPECT_EQ(in.number("x", 7), 7); },
       "'x' is a text; give a number"},
      {"x = true", [](ConfigReader& in) { EXPECT_EQ(in.number("x", 7), 7); },
       "'x' is true or false; give a number"},
      {"x = 3.0", [](ConfigReader& in) { EXPECT_EQ(in.integer("x", 7), 7); },
       "'x' is a number; give a whole number"},
      {"x = 1", [](ConfigReader& in) { EXPECT_TRUE(in.truth("x", true)); },
       "'x' is a whole number; give true or false"},
      {"x = [1]", [](ConfigReader& in) { EXPECT_EQ(in.time_of_day("x", 7), 7); },
       "'x' is a list; give a time such as \"07:30\""},
      {"x = 31", [](ConfigReader& in) { EXPECT_EQ(in.time_of_day("x", 7), 7); },
       "'x' is a whole number; give a time such as \"07:30\""},
      {"x = \"noon\"", [](ConfigReader& in) { EXPECT_EQ(in.time_of_day("x", 7), 7); },
       "'x' is a text; give a time such as \"07:30\""},
      {"x = \"a\"", [](ConfigReader& in) { EXPECT_TRUE(in.texts("x").empty()); },
       "'x' is a text; give a list of texts"},
      {"x = [\"a\", 2]",
       [](ConfigReader& in) { EXPECT_EQ(in.texts("x"), std::vector<std::string>{"a"}); },
       "'x' is a whole number; give texts only"},
      {"x = 1", [](ConfigReader& in) { EXPECT_TRUE(in.numbers("x").empty()); },
       "'x' is a whole number; give a list of numbers"},
      {"x = [1, \"b\"]",
       [](ConfigReader& in) { EXPECT_EQ(in.numbers("x"), std::vector<double>{1}); },
       "'x' is a text; give numbers only"},
      {"x = 1", [](ConfigReader& in) { EXPECT_TRUE(in.pairs("x").empty()); },
       "'x' is a whole number; give a list of points [longitude, latitude]"},
      {"x = [[36.8, -1.2, 5]]", [](ConfigReader& in) { EXPECT_TRUE(in.pairs("x").empty()); },
       "'x' is a list; give points as [longitude, latitude]"},
      {"x = [[36.8, \"b\"]]", [](ConfigReader& in) { EXPECT_TRUE(in.pairs("x").empty()); },
       "'x' is a list; give points as [longitude, latitude]"},
      {"x = 1", [](ConfigReader& in) { EXPECT_TRUE(in.tables("x").empty()); },
       "'x' is a whole number; give tables as [[x]]"},
      {"x = [1]", [](ConfigReader& in) { EXPECT_TRUE(in.tables("x").empty()); },
       "'x' is a whole number; give tables as [[x]]"},
      {"x = 1", [](ConfigReader& in) { EXPECT_EQ(in.table("x"), nullptr); },
       "'x' is a whole number; give a table"},
  };
  for (const auto& [text, ask, said] : cases) {
    Reading r("# first line\n  " + std::string(text) + "\n");
    ask(r.in);
    EXPECT_EQ(r.said(), "s.toml:2:3: " + std::string(said) + "\n") << text;
  }
}

struct Ranged {
  const char* value;
  NumberRange range;
  bool taken;
  const char* said;
};

TEST(ConfigReader, RangesHoldAtTheirEnds) {
  const Ranged cases[] = {
      {"0", {.above = 0}, false, "'x' is 0; it must be above 0"},
      {"1e-9", {.above = 0}, true, ""},
      {"0", {.at_least = 0}, true, ""},
      {"-0.5", {.at_least = 0}, false, "'x' is -0.5; it must be at least 0"},
      {"1", {.at_most = 1}, true, ""},
      {"1.5", {.above = 0, .at_most = 1}, false, "'x' is 1.5; it must be above 0 and at most 1"},
      {"9", {.at_least = 1, .at_most = 8}, false, "'x' is 9; it must be at least 1 and at most 8"},
      {"nan",
       {.at_least = 0},
       false,
       "'x' is nan; it must be at least 0 and at most 1000000000000"},
  };
  for (const auto& [value, range, taken, said] : cases) {
    Reading r("x = " + std::string(value) + "\n");
    const double number = r.in.number("x", -99, range);
    EXPECT_EQ(number != -99, taken) << value;
    EXPECT_EQ(r.said(), taken ? "" : "s.toml:1:1: " + std::string(said) + "\n");
  }
}

TEST(ConfigReader, WholeNumbersFitTheirType) {
  Reading r("x = 2000000000\ny = 2000000001\nz = -3\n");
  EXPECT_EQ(r.in.integer("x", 7), 2000000000);
  EXPECT_EQ(r.in.integer("y", 7), 7);
  EXPECT_EQ(r.in.integer("z", 7), -3);
  EXPECT_EQ(r.said(), "s.toml:2:1: 'y' is 2000000001; it must be at most 2000000000\n");
}

TEST(ConfigReader, ARequiredKeyThatIsMissingIsToldAtItsTable) {
  Reading r("a = 1\n[part]\nb = 2\n");
  ConfigReader part = r.in.within(*r.in.table("part"));
  EXPECT_EQ(part.required_text("name"), "");
  EXPECT_EQ(part.required_number("size"), 0);
  EXPECT_EQ(part.required_number("b"), 2);
  EXPECT_EQ(r.said(),
            "s.toml:2:1: 'name' is missing; add it\ns.toml:2:1: 'size' is missing; add it\n");
}

TEST(ConfigReader, WordsComeWithTheNearestOrAll) {
  const std::vector<std::string> words = {"median", "kerb"};
  for (const auto& [given, said] :
       {std::pair("medain", "unknown x 'medain'; did you mean 'median'?"),
        std::pair("zzzzzzzz", "unknown x 'zzzzzzzz'; use one of median, kerb")}) {
    Reading r("x = \"" + std::string(given) + "\"\n");
    EXPECT_EQ(r.in.word("x", "kerb", words), "kerb");
    EXPECT_EQ(r.said(), "s.toml:1:1: " + std::string(said) + "\n");
  }
  Reading right("x = \"median\"\n");
  EXPECT_EQ(right.in.word("x", "kerb", words), "median");
  EXPECT_TRUE(right.problems.empty());
}

TEST(ConfigReader, OnlyWhatWasAskedForIsKnown) {
  Reading r("a = 1\nlenght = 2\nzzzzzzzzzzzz = 3\n[other]\n");
  (void)r.in.number("a", 0);
  (void)r.in.number("length", 0);
  r.in.finish();
  EXPECT_EQ(r.problems.all().size(), 3U);
  EXPECT_EQ(r.problems.all()[0].text(), "s.toml:2:1: unknown key 'lenght'; did you mean 'length'?");
  EXPECT_EQ(r.problems.all()[1].line, 3);
  EXPECT_EQ(r.problems.all()[2].what, "unknown key 'other'");
}

TEST(ConfigReader, KeysStandInTheOrderOfTheFile) {
  const Reading r("z = 1\na = 2\nm = 3\n");
  ASSERT_EQ(r.table.entries.size(), 3U);
  EXPECT_EQ(r.table.entries[0].first, "z");
  EXPECT_EQ(r.table.entries[1].first, "a");
  EXPECT_EQ(r.table.entries[2].first, "m");
}

TEST(ConfigReader, TablesKnowTheirPlace) {
  Reading r("[[m]]\nk = 1\n\n[[m]]\nk = \"x\"\n");
  const auto tables = r.in.tables("m");
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[1]->line, 4);
  ConfigReader second = r.in.within(*tables[1]);
  EXPECT_EQ(second.number("k", 7), 7);
  EXPECT_EQ(r.said(), "s.toml:5:1: 'k' is a text; give a number\n");
}

TEST(Config, ABrokenFileIsOneProblemAndAnEmptyTable) {
  struct Broken {
    const char* text;
    int line;
  };
  for (const auto& [text, line] : {Broken{"a = 1\nb = = 2\n", 2}, Broken{"a = 1\na = 2\n", 2},
                                   Broken{"a = 1\n\nb = \"open\n", 3}, Broken{"[t\n", 1}}) {
    const Reading r(text);
    ASSERT_EQ(r.problems.all().size(), 1U) << text;
    const Problem& p = r.problems.all()[0];
    EXPECT_EQ(p.file, "s.toml");
    EXPECT_EQ(p.line, line) << text;
    EXPECT_EQ(p.what.substr(0, 13), "invalid TOML:");
    EXPECT_EQ(p.what_to_do, "correct the line");
    EXPECT_TRUE(r.table.entries.empty());
    EXPECT_EQ(r.table.file, "s.toml");
  }
}

TEST(Config, AMissingFileOrAFolderIsAProblem) {
  const testing::TemporaryFolder folder;
  for (const auto& path : {folder / "none.toml", folder.path()}) {
    Problems problems;
    (void)read_config(path, problems);
    ASSERT_EQ(problems.all().size(), 1U);
    EXPECT_EQ(problems.all()[0].text(),
              path.string() + ": cannot read the file; check that it exists");
  }
  Problems problems;
  const ConfigTable table = read_config(folder.write("a.toml", "x = 1\n"), problems);
  EXPECT_EQ(table.file, (folder / "a.toml").string());
  EXPECT_TRUE(problems.empty());
}

struct Time {
  const char* text;
  double seconds;  // below 0: no time
};

TEST(Config, TimesOfDayByTable) {
  for (const auto& [text, seconds] :
       {Time{"00:00", 0}, Time{"06:05", 21900}, Time{"7:30", 27000}, Time{"30:00", 108000},
        Time{"0", 0}, Time{"6.5", -1}, Time{"30", 108000}, Time{"30.1", -1}, Time{"31:00", -1},
        Time{"07:60", -1}, Time{"07:3", -1}, Time{"07:300", -1}, Time{":30", -1}, Time{"07:", -1},
        Time{"-1:00", -1}, Time{"7h", -1}, Time{" 7", -1}, Time{"07:-1", -1}})
    EXPECT_EQ(parse_time_of_day(text).value_or(-1), seconds) << text;
}

}  // namespace
}  // namespace mwendo
