#include "scenarios/experiments/scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "scenarios/files/sha256.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;

ConfigTable parse(const std::string& text, Problems& problems) {
  return parse_config(text, "s.toml", problems);
}

TEST(Config, ReadsEveryKind) {
  Problems problems;
  const ConfigTable t = parse(
      "a = 1\nb = 2.5\nc = \"x\"\nd = true\ne = [1, 2.5]\nf = [[36.8, -1.2]]\ng = \"07:30\"\n"
      "h = 07:45:00\n[[m]]\nk = 1\n[[m]]\nk = 2\n",
      problems);
  ConfigReader in(t, problems);
  EXPECT_EQ(in.integer("a", 0), 1);
  EXPECT_EQ(in.number("b", 0), 2.5);
  EXPECT_EQ(in.text("c"), "x");
  EXPECT_TRUE(in.truth("d", false));
  EXPECT_EQ(in.numbers("e"), (std::vector<double>{1, 2.5}));
  EXPECT_EQ(in.pairs("f").front().second, -1.2);
  EXPECT_EQ(in.time_of_day("g", 0), 27000);
  EXPECT_EQ(in.time_of_day("h", 0), 27900);
  EXPECT_EQ(in.tables("m").size(), 2U);
  EXPECT_EQ(in.number("none", 9), 9);
  in.finish();
  EXPECT_TRUE(problems.empty()) << problems.all().front().text();
}

TEST(Config, UnknownKeysComeWithPlaceAndSuggestion) {
  Problems problems;
  const ConfigTable t = parse("sample = 0.1\n  headwy = 3\n", problems);
  ConfigReader in(t, problems);
  (void)in.number("sample", 1);
  (void)in.number("headway", 1);
  in.finish();
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_EQ(problems.all()[0].text(), "s.toml:2:3: unknown key 'headwy'; did you mean 'headway'?");
}

TEST(Config, WrongKindsAndRanges) {
  Problems problems;
  const ConfigTable t = parse("a = \"x\"\nb = -3\nc = 1.5\nd = \"25:99\"\ne = [1]\n", problems);
  ConfigReader in(t, problems);
  EXPECT_EQ(in.number("a", 7), 7);
  EXPECT_EQ(in.number("b", 7, {.above = 0}), 7);
  EXPECT_EQ(in.integer("c", 7), 7);
  EXPECT_EQ(in.time_of_day("d", 7), 7);
  EXPECT_TRUE(in.pairs("e").empty());
  (void)in.required_text("f");
  EXPECT_EQ(in.word("g", "", {"median", "kerb"}), "");
  ASSERT_EQ(problems.all().size(), 6U);
  EXPECT_THAT(problems.all()[1].text(), HasSubstr("s.toml:2:1: 'b' is -3; it must be above 0"));
}

TEST(Config, SyntaxErrorsHaveLineAndColumn) {
  Problems problems;
  (void)parse("a = 1\nb = = 2\n", problems);
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_EQ(problems.all()[0].line, 2);
  EXPECT_GT(problems.all()[0].column, 0);
}

TEST(Config, TimesOfDay) {
  EXPECT_EQ(parse_time_of_day("07:30"), 27000);
  EXPECT_EQ(parse_time_of_day("7"), 25200);
  EXPECT_EQ(parse_time_of_day("24:00"), 86400);
  for (const char* bad : {"", "7:5", "7:75", "x", "-1", "7:30:00"})
    EXPECT_FALSE(parse_time_of_day(bad).has_value()) << bad;
}

class ScenarioFiles : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    return folder_.write(name, text).string();
  }
  std::string problems_of(const std::string& name) {
    Problems problems;
    (void)load_scenario(name, problems);
    std::string text;
    for (const Problem& p : problems.all()) text += p.text() + "\n";
    return text;
  }
  testing::TemporaryFolder folder_;
};

TEST_F(ScenarioFiles, ExtendsGivesWhatIsNotSaidAndAddsMeasures) {
  write("base.toml",
        "city = \"nairobi\"\ntitle = \"Base\"\nsample = 0.1\nfrom = \"06:30\"\n"
        "[[measure]]\ntype = \"a\"\n");
  const std::string file =
      write("brt.toml", "extends = \"base\"\ntitle = \"BRT\"\n[[measure]]\ntype = \"b\"\n");
  Problems problems;
  const Scenario s = load_scenario(file, problems);
  ASSERT_TRUE(problems.empty()) << problems.all().front().text();
  EXPECT_EQ(s.city, "nairobi");
  EXPECT_EQ(s.title, "BRT");
  EXPECT_EQ(s.sample, 0.1);
  EXPECT_EQ(s.from_s, 6.5 * 3600);
  ASSERT_EQ(s.measures.size(), 2U);
  EXPECT_EQ(std::get<std::string>(s.measures[1].find("type")->value), "b");
  EXPECT_EQ(s.files.size(), 2U);
}

TEST_F(ScenarioFiles, ProblemsAreToldWithPlaces) {
  EXPECT_THAT(problems_of(write("a.toml", "city = \"nairobi\"\nsampel = 0.1\n")),
              HasSubstr("a.toml:2:1: unknown key 'sampel'; did you mean 'sample'?"));
  EXPECT_THAT(problems_of(write("b.toml", "city = \"nairobi\"\nsample = 1.5\n")),
              HasSubstr("b.toml:2:1: 'sample' is 1.5; it must be above 0 and at most 1"));
  EXPECT_THAT(problems_of(write("c.toml", "title = \"x\"\n")), HasSubstr("'city' is missing"));
  EXPECT_THAT(problems_of(write("d.toml", "extends = \"bse\"\n")), HasSubstr("was not found"));
  EXPECT_THAT(problems_of(write("e.toml", "extends = \"f\"\n") + ""), HasSubstr("not found"));
  write("f.toml", "extends = \"e\"\n");
  EXPECT_THAT(problems_of((folder_ / "e.toml").string()), HasSubstr("circle"));
  EXPECT_THAT(problems_of(write("g.toml", "city = \"nairobi\"\nfrom = \"9:00\"\nto = \"8:00\"\n")),
              HasSubstr("g.toml:3:1: the period ends before it begins"));
  EXPECT_THAT(problems_of(write("i.toml", "extends = \"g\"\nfrom = \"8:30\"\n")),
              HasSubstr("i.toml:2:1: the period ends before it begins"));
  EXPECT_THAT(problems_of((folder_ / "none.toml").string()), HasSubstr("cannot read"));
  EXPECT_THAT(problems_of(write("h.toml", "")), HasSubstr("'city' is missing"));
}

TEST_F(ScenarioFiles, TheRunInHoldsWholeQuarterHoursOfTheDay) {
  const auto run_in = [&](const std::string& keys) {
    Problems problems;
    const Scenario s =
        load_scenario(write("w.toml", "city = \"nairobi\"\nto = \"10:00\"\n" + keys), problems);
    EXPECT_TRUE(problems.empty()) << problems.all().front().text();
    return s.run_in_s();
  };
  EXPECT_EQ(run_in("from = \"06:30\"\n"), 9000) << "the streets are empty at 04:00";
  EXPECT_EQ(run_in("from = \"06:30\"\nwarm_up = 45\n"), 2700);
  EXPECT_EQ(run_in("from = \"06:30\"\nwarm_up = 0\n"), 0);
  EXPECT_EQ(run_in("from = \"00:40\"\nwarm_up = 60\n"), 1800) << "cut at midnight";
  EXPECT_EQ(run_in("from = \"02:00\"\n"), 7200);
  EXPECT_EQ(run_in("from = \"00:00\"\n"), 0);
  EXPECT_THAT(problems_of(write("j.toml", "city = \"nairobi\"\nwarm_up = 50\n")),
              HasSubstr("j.toml:2:1: 'warm_up' is 50; give minutes in whole quarter hours"));
  EXPECT_THAT(problems_of(write("k.toml", "city = \"nairobi\"\nwarm_up = -15\n")),
              HasSubstr("k.toml:2:1: 'warm_up' is -15; it must be at least 0"));
}

TEST_F(ScenarioFiles, DaysAreShortWhereTheFileSaysSo) {
  Problems problems;
  (void)write("s.toml", "city = \"nairobi\"\nshort_days = true\n");
  EXPECT_TRUE(load_scenario(write("t.toml", "extends = \"s\"\n"), problems).short_days);
  EXPECT_FALSE(load_scenario(write("u.toml", "city = \"nairobi\"\n"), problems).short_days);
  EXPECT_TRUE(problems.empty());
}

TEST_F(ScenarioFiles, DeparturesReactWhereTheFileSaysSo) {
  const auto reacts = [&](const std::string& name, const std::string& text) {
    Problems problems;
    const Scenario s = load_scenario(write(name, text), problems);
    EXPECT_TRUE(problems.empty()) << problems.all().front().text();
    return s.departure_choice;
  };
  EXPECT_FALSE(reacts("l.toml", "city = \"nairobi\"\n"));
  EXPECT_TRUE(reacts("m.toml", "city = \"nairobi\"\ndeparture_choice = true\n"));
  EXPECT_TRUE(reacts("n.toml", "extends = \"m\"\n"));
  EXPECT_FALSE(reacts("o.toml", "extends = \"m\"\ndeparture_choice = false\n"));
  EXPECT_THAT(problems_of(write("p.toml", "city = \"nairobi\"\ndeparture_choice = \"yes\"\n")),
              HasSubstr("p.toml:2:1: 'departure_choice'"));
  EXPECT_THAT(problems_of(write("q.toml", "city = \"nairobi\"\ndestination_choice = 1\n")),
              HasSubstr("q.toml:2:1: 'destination_choice'"));
  EXPECT_THAT(problems_of(write("r.toml", "city = \"nairobi\"\noperator_choice = 1\n")),
              HasSubstr("r.toml:2:1: 'operator_choice'"));
}

TEST_F(ScenarioFiles, UnknownNamesComeWithTheNearest) {
  EXPECT_THAT(problems_of("nairoby/base"), HasSubstr("did you mean 'nairobi'?"));
  EXPECT_THAT(problems_of("nairobi/bse"), HasSubstr("unknown scenario 'bse' of nairobi"));
}

TEST(Sha256, KnownDigests) {
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace mwendo
