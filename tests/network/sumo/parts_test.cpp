// The parts that read SUMO's files, by themselves: names, elements, signal programs, right of way.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <map>

#include "network/base/random.h"
#include "network/sumo/name_index.h"
#include "network/sumo/out_file.h"
#include "network/sumo/right_of_way.h"
#include "network/sumo/signal_program.h"
#include "network/sumo/vclass.h"
#include "network/sumo/xml.h"
#include "tests/support/temporary_folder.h"

namespace mwendo::sumo {
namespace {

RC_GTEST_PROP(NameIndex, NumbersNamesInOrderOfAppearance, ()) {
  const auto names = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab_"))));
  NameIndex index;
  std::map<std::string, std::uint32_t> known;
  for (const std::string& name : names) {
    const auto [at, added] = known.try_emplace(name, static_cast<std::uint32_t>(known.size()));
    RC_ASSERT(index.find(name) == (added ? NameIndex::kNone : at->second));
    RC_ASSERT(index.add(name) == at->second);
  }
  RC_ASSERT(index.size() == known.size());
  for (const auto& [name, number] : known) RC_ASSERT(index.name(number) == name);
}

TEST(NameIndex, GrowsWithoutLosingNames) {
  NameIndex index;
  EXPECT_EQ(index.find("x"), NameIndex::kNone);
  for (int i = 0; i < 5000; ++i) index.add(std::to_string(i));
  for (int i = 0; i < 5000; ++i)
    EXPECT_EQ(index.find(std::to_string(i)), static_cast<std::uint32_t>(i));
  EXPECT_EQ(index.find("5000"), NameIndex::kNone);
}

// Reads a text and gives the first element to a function.
template <class F>
std::vector<Problem> problems_of(const std::string& text, F&& f) {
  struct First : XmlHandler {
    explicit First(F& call) : call_(call) {}
    void start(const XmlElement& e) override {
      if (e.name() == "e") call_(e);
    }
    void end(std::string_view) override {}
    F& call_;
  } handler(f);
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "text.xml";
  std::ofstream(file) << text;
  try {
    read_xml(file, handler);
  } catch (const InputError& e) {
    for (const Problem& p : e.problems()) EXPECT_EQ(p.file, file.string());
    return e.problems();
  }
  return {};
}

TEST(Xml, ReadsNumbersTextsAndWhatIsMissing) {
  const auto problems = problems_of("<e a='2.5' b='x &amp; y'/>", [](const XmlElement& e) {
    EXPECT_EQ(e.number("a"), 2.5);
    EXPECT_EQ(e.text("b"), "x & y");
    EXPECT_TRUE(e.has("a"));
    EXPECT_FALSE(e.has("c"));
    EXPECT_EQ(e.number("c", 7), 7);
    EXPECT_EQ(e.text("c", "none"), "none");
    EXPECT_EQ(e.time("c", 9), 9);
  });
  EXPECT_TRUE(problems.empty());
}

TEST(Xml, AllProblemsAreListedWithLineAndColumn) {
  const auto problems =
      problems_of("<all>\n  <e a='two'/>\n\n    <e/></all>", [](const XmlElement& e) {
        (void)e.number("a");
        if (!e.has("a")) (void)e.text("b");
      });
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].line, 2);
  EXPECT_EQ(problems[0].column, 3);
  EXPECT_EQ(problems[0].what, "'a' of <e> is 'two'");
  EXPECT_EQ(problems[1].line, 4);
  EXPECT_EQ(problems[1].column, 5);
  EXPECT_EQ(problems[1].what, "<e> has no attribute 'a'");
  EXPECT_EQ(problems[2].what, "<e> has no attribute 'b'");
}

TEST(Xml, OnlyWholeFiniteNumbersAreNumbers) {
  for (const char* text : {"", "1x", " 1", "nan", "inf", "1,5", "0x10", "1e999"}) {
    const auto problems = problems_of(std::string("<e a='") + text + "'/>",
                                      [](const XmlElement& e) { (void)e.number("a"); });
    EXPECT_EQ(problems.size(), 1U) << text;
  }
}

TEST(Xml, TimesAreSecondsOrDaysHoursMinutesSeconds) {
  struct Case {
    const char* text;
    double seconds;
  };
  for (const Case c : {Case{"90.5", 90.5}, Case{"1:30", 90}, Case{"2:00:01", 7201},
                       Case{"1:00:00:00", 86400}, Case{"0:0:0.25", 0.25}})
    EXPECT_TRUE(problems_of(std::string("<e t='") + c.text + "'/>", [&](const XmlElement& e) {
                  EXPECT_DOUBLE_EQ(e.time("t", -1), c.seconds) << c.text;
                }).empty());
  for (const char* text : {"1:", ":1", "a:b", "1:2:3:4:5"})
    EXPECT_EQ(problems_of(std::string("<e t='") + text + "'/>",
                          [](const XmlElement& e) { (void)e.time("t", 0); })
                  .size(),
              1U)
        << text;
}

TEST(Xml, BrokenTextSaysWhereItBreaks) {
  const auto problems = problems_of("<all>\n<e></f>\n</all>", [](const XmlElement&) {});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].line, 2);
  EXPECT_EQ(problems[0].column, 6);  // the name of the closing tag
}

TEST(Xml, StopsAfterFiftyProblems) {
  std::string text = "<all>";
  for (int i = 0; i < 200; ++i) text += "\n<e/>";
  const auto problems =
      problems_of(text + "</all>", [](const XmlElement& e) { (void)e.number("a"); });
  EXPECT_EQ(problems.size(), 50U);
}

TEST(Xml, AFailureOfTheHandlerComesThrough) {
  EXPECT_THROW(problems_of("<e/>", [](const XmlElement&) { throw std::runtime_error("mine"); }),
               std::runtime_error);
}

// Phases: green for 0, then for 0 and 1; all red of 4 s goes to the phase before.
TEST(SignalProgram, ClosedTimeIsTheClearanceOfThePhaseBefore) {
  const MovementId a{10};
  const MovementId b{11};
  const std::vector<SignalLink> links = {{0, a}, {1, b}};
  const SignalPlan plan = plan_from_program(
      {"static", 7, {{20, "Gr"}, {3, "yr"}, {1, "rr"}, {30, "gG"}, {5, "Gg"}, {4, "ry"}}}, links);
  EXPECT_EQ(plan.kind, SignalKind::fixed_time);
  EXPECT_EQ(plan.offset_s, 7);
  ASSERT_EQ(plan.phases.size(), 2U);
  EXPECT_EQ(plan.phases[0].green_s, 20);
  EXPECT_EQ(plan.phases[0].clearance_s, 3 + 1);
  EXPECT_EQ(plan.phases[0].movements, std::vector{a});
  EXPECT_EQ(plan.phases[1].green_s, 30 + 5);  // one set of open movements: one phase
  EXPECT_EQ(plan.phases[1].clearance_s, 4);
  EXPECT_EQ(plan.phases[1].movements, (std::vector{a, b}));
  EXPECT_EQ(plan.cycle_s(), 63);
}

TEST(SignalProgram, ARedAtTheStartMovesTheOffset) {
  const SignalPlan plan =
      plan_from_program({"actuated", 0, {{6, "r"}, {20, "G"}, {4, "y"}, {30, "r"}}}, {{0, {}}});
  EXPECT_EQ(plan.kind, SignalKind::actuated);
  EXPECT_EQ(plan.offset_s, 6);
  // 40 s of red after 20 s of green: 3 s of amber, the rest a phase of nobody.
  ASSERT_EQ(plan.phases.size(), 2U);
  EXPECT_EQ(plan.phases[0].green_s, 20);
  EXPECT_EQ(plan.phases[0].clearance_s, 3);
  EXPECT_EQ(plan.phases[1].green_s, 37);
  EXPECT_TRUE(plan.phases[1].movements.empty());
  EXPECT_EQ(plan.cycle_s(), 60);
}

TEST(SignalProgram, TheCycleIsKeptWhateverTheStates) {
  const std::vector<SignalLink> links = {
      {0, MovementId{0}}, {1, MovementId{1}}, {9, MovementId{2}}};
  const std::string states = "rygGsoOu";
  for (std::size_t i = 0; i < 512; ++i) {
    const auto state = [&](std::size_t k) {
      return std::string{states[(i >> k) % 8], states[(i >> (k + 1)) % 8]};
    };
    const RawSignal program{"static", 0, {{11, state(0)}, {7, state(3)}, {5, state(6)}}};
    const SignalPlan plan = plan_from_program(program, links);
    EXPECT_TRUE(plan.phases.empty() || plan.cycle_s() == 23) << i;
  }
}

TEST(SignalProgram, LettersThatAreOpen) {
  for (const char c : {'g', 'G', 's', 'o', 'O'}) EXPECT_TRUE(is_open(c)) << c;
  for (const char c : {'r', 'y', 'Y', 'u', ' '}) EXPECT_FALSE(is_open(c)) << c;
}

std::size_t bits_of(const BitTable& t, std::size_t row) {
  std::size_t n = 0;
  for (std::size_t column = 0; column < t.size(); ++column) n += t.get(row, column) ? 1 : 0;
  return n;
}

TEST(BitTable, ClosesOverSeveralSteps) {
  BitTable t(130);
  t.set(0, 65);
  t.set(65, 129);
  t.set(129, 3);
  t.close();
  for (const std::size_t to : {65U, 129U, 3U}) EXPECT_TRUE(t.get(0, to)) << to;
  EXPECT_EQ(bits_of(t, 0), 3U);
  EXPECT_EQ(bits_of(t, 129), 1U);
  EXPECT_FALSE(t.get(3, 0));
}

TEST(RightOfWay, RequestRowsCountFromTheLastLetter) {
  BitTable t(3);
  // Links 0 to 3 are movements 0, 1, none, 2; the row of movement 1: "1111".
  add_request_row(t, 1, "1111", {0, 1, kNoMovement, 2});
  EXPECT_TRUE(t.get(1, 0));
  EXPECT_FALSE(t.get(1, 1));  // not to itself
  EXPECT_TRUE(t.get(1, 2));
  add_request_row(t, 0, "0010", {0, 1, kNoMovement, 2});
  EXPECT_TRUE(t.get(0, 1));
  EXPECT_EQ(bits_of(t, 0), 1U);
}

// 0 responds to 1, which is in a circle with 2 and responds to 3 as well. The circle and what lies
// behind it count as much for 0 as for 1.
TEST(RightOfWay, WhatYieldsToACircleRanksAboveIt) {
  BitTable t(4);
  t.set(0, 1);
  t.set(1, 2);
  t.set(2, 1);
  t.set(1, 3);
  EXPECT_EQ(ranks_from_responses(t), (std::vector<std::uint8_t>{2, 1, 1, 0}));
}

// A movement ranks above all it responds to, unless they are in a circle; then they share a rank.
TEST(RightOfWay, RanksFollowResponsesOfAnyTable) {
  for (std::uint32_t table = 0; table < 3000; ++table) {
    const std::size_t n = 2 + table % 8;
    BitTable direct(n);
    for (std::uint32_t cell = 0; cell < n * n; ++cell)
      if (cell / n != cell % n && random_bits({1, Draw::test, table, cell}) % 4 == 0)
        direct.set(cell / n, cell % n);
    BitTable reach = direct;
    reach.close();
    const auto rank = ranks_from_responses(direct);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b) {
        if (!reach.get(a, b)) continue;
        if (reach.get(b, a))
          ASSERT_EQ(rank[a], rank[b]) << table;
        else
          ASSERT_GT(rank[a], rank[b]) << table;
      }
  }
}

TEST(Classes, EveryPermissionComesBackFromItsName) {
  for (const Permissions p :
       {kCar, kMotorcycle, kMinibus, kBus, kBrt, kTruck, kBicycle, kFoot, kRail, kGeneralTraffic}) {
    EXPECT_EQ(permissions_from_sumo(allow_for_sumo(p), ""), p) << p;
  }
  for (const Permissions p : {Permissions{kBus | kBrt}, Permissions{kMinibus | kBus | kTruck},
                              Permissions{kGeneralTraffic | kBicycle | kFoot}})
    EXPECT_EQ(permissions_from_sumo(allow_for_sumo(p), ""), p) << p;
  EXPECT_EQ(allow_for_sumo(kGeneralTraffic | kBicycle | kFoot), "all");
  EXPECT_EQ(permissions_from_sumo("ship", ""), 0);
  // A lane for delivery is none for trucks, one for residents none for all cars.
  EXPECT_EQ(permissions_from_sumo("delivery bicycle pedestrian", ""), kBicycle | kFoot);
  EXPECT_EQ(permissions_from_sumo("private hov", ""), 0);
  // Everybody but cars; a ban of coaches is no ban of buses.
  EXPECT_EQ(permissions_from_sumo("", "passenger"),
            kMotorcycle | kMinibus | kBus | kTruck | kBicycle | kFoot);
  EXPECT_EQ(permissions_from_sumo("", "coach"), kGeneralTraffic | kBicycle | kFoot);
  EXPECT_EQ(permissions_from_sumo("", "all"), 0);
}

// What a vehicle uses here, SUMO must allow it where the lane is written.
TEST(Classes, ExportedLanesAllowEachClassThatUsesThem) {
  for (const char* vclass : {"private",   "emergency",     "authority", "army",       "vip",
                             "passenger", "hov",           "taxi",      "bus",        "coach",
                             "delivery",  "truck",         "trailer",   "tram",       "rail_urban",
                             "rail",      "rail_electric", "rail_fast", "motorcycle", "moped",
                             "bicycle",   "evehicle",      "ship",      "custom1",    "custom2"}) {
    EXPECT_EQ(known_sumo_class(vclass), vclass);
    for (const Permissions lane :
         {kCar, kMotorcycle, kMinibus, kBus, kBrt, kTruck, kBicycle, kRail})
      if ((permission_of_sumo_class(vclass) & lane) != 0) {
        EXPECT_NE((" " + allow_for_sumo(lane) + " ").find(" " + std::string(vclass) + " "),
                  std::string::npos)
            << vclass << " on " << lane;
      }
  }
  EXPECT_EQ(known_sumo_class("cityrail"), "rail_urban");
  EXPECT_EQ(known_sumo_class("foo"), "");
}

TEST(OutFile, WritesMoreThanItsBufferAndFailsInWords) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "out.xml";
  std::string expected;
  {
    OutFile out(file);
    for (int i = 0; i < 20000; ++i) {
      out.print("<n id=\"{}\"/>\n", i);
      expected += "<n id=\"" + std::to_string(i) + "\"/>\n";
    }
    out.close();
  }
  std::ifstream in(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), expected);
  EXPECT_THROW(OutFile(folder.path() / "none" / "out.xml"), RunError);
}

}  // namespace
}  // namespace mwendo::sumo
