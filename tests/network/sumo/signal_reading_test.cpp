// Signal programs of SUMO nets: order of phases, limits, stops, and what SUMO 1.15 refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "network/base/input_error.h"
#include "network/sumo/read.h"
#include "network/sumo/signal_program.h"
#include "network/sumo/signal_sequence.h"
#include "tests/support/sumo_crossing.h"
#include "tests/support/temporary_folder.h"

namespace mwendo::sumo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::SumoCrossing;

RawPhase phase(float seconds, const char* state, std::vector<std::size_t> next = {}) {
  return {seconds, state, seconds, seconds, std::move(next)};
}

RawSignal program(std::vector<RawPhase> phases, float offset = 0) {
  return {"static", offset, std::move(phases)};
}

TEST(SignalSequence, FollowsTheFileWithoutNext) {
  const SignalSequence s = sequence_of(program({phase(10, "G"), phase(20, "r")}, 7));
  EXPECT_THAT(s.order, ElementsAre(0, 1));
  EXPECT_EQ(s.offset_s, 7);
  EXPECT_EQ(s.left_out, 0U);
}

TEST(SignalSequence, NextLeavesPhasesOut) {
  const SignalSequence s =
      sequence_of(program({phase(10, "G", {2}), phase(20, "r"), phase(5, "r")}));
  EXPECT_THAT(s.order, ElementsAre(0, 2));
  EXPECT_EQ(s.offset_s, 0);
  EXPECT_EQ(s.left_out, 1U);
}

TEST(SignalSequence, OfSeveralThatMayFollowTheFirstDoes) {
  const SignalSequence s =
      sequence_of(program({phase(10, "G", {2, 1}), phase(20, "r"), phase(5, "r", {0})}));
  EXPECT_THAT(s.order, ElementsAre(0, 2));
}

// SUMO: at offset 50 a program of 100, 20 and 1,000 s whose second phase leads to the first stands
// at time 0 in the third one, 50 s before its end.
TEST(SignalSequence, ARoundBeginsWherePhasesThatPlayOnceEnd) {
  const SignalSequence s =
      sequence_of(program({phase(100, "r"), phase(20, "G", {0}), phase(1000, "r")}, 50));
  EXPECT_THAT(s.order, ElementsAre(0, 1));
  EXPECT_EQ(s.offset_s, 50);
  const SignalSequence before =
      sequence_of(program({phase(100, "r"), phase(20, "G", {0}), phase(1000, "r")}, -50));
  EXPECT_EQ(before.offset_s, -50);  // already in the first phase
}

TEST(SignalProgram, StopThenGoIsAPhaseOfItsOwn) {
  const MovementId a{1};
  const MovementId b{2};
  const SignalPlan plan = plan_from_program(
      program({phase(20, "sG"), phase(10, "GG"), phase(3, "yy")}), {{0, a}, {1, b}});
  ASSERT_EQ(plan.phases.size(), 2U);
  EXPECT_THAT(plan.phases[0].movements, ElementsAre(a, b));
  EXPECT_THAT(plan.phases[0].stopping, ElementsAre(a));
  EXPECT_EQ(plan.phases[0].green_s, 20);
  EXPECT_TRUE(plan.phases[1].stopping.empty());
  EXPECT_EQ(plan.phases[1].clearance_s, 3);
}

TEST(SignalProgram, ATurnThatNeedsNoStopFromOneLaneStopsFromNone) {
  const MovementId a{1};
  const SignalPlan plan =
      plan_from_program(program({phase(20, "sG"), phase(10, "rr")}), {{0, a}, {1, a}});
  EXPECT_THAT(plan.phases[0].movements, ElementsAre(a));
  EXPECT_TRUE(plan.phases[0].stopping.empty());
}

TEST(SignalProgram, LimitsOfOneGreenAddUp) {
  const RawSignal raw{"actuated", 0, {{20, "G", 5, 50}, {4, "g", 4, 4}, {3, "y", 3, 3}}};
  const SignalPlan plan = plan_from_program(raw, {{0, MovementId{1}}});
  EXPECT_EQ(plan.kind, SignalKind::actuated);
  EXPECT_EQ(plan.phases[0].green_s, 24);
  EXPECT_EQ(plan.phases[0].least_green_s, 9);
  EXPECT_EQ(plan.phases[0].most_green_s, 54);
}

const char* const kTwoPhases =
    R"(<tlLogic id="X" type="static" programID="0" offset="0">
<phase duration="40" state="GGgrrrGGgrrr"/><phase duration="40" state="rrrGGgrrrGGg"/></tlLogic>)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

SumoNet net_of(const SumoCrossing& crossing) {
  const testing::TemporaryFolder folder;
  return read_sumo_net(folder.write("x.net.xml", sumo_crossing(crossing)));
}

SumoCrossing with_signal(std::string signal) {
  return {.type = "traffic_light", .signal = std::move(signal)};
}

struct Refused {
  const char* from;
  const char* to;
  const char* message;
};

class RefusedSignals : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedSignals, SayWhereAndWhy) {
  const Refused& c = GetParam();
  try {
    (void)net_of(with_signal(replaced(kTwoPhases, c.from, c.to)));
    FAIL() << c.message;
  } catch (const InputError& e) {
    EXPECT_THAT(e.what(), HasSubstr(c.message));
    EXPECT_GT(e.problems().front().line, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Sumo, RefusedSignals,
    ::testing::Values(
        Refused{"GGgrrrGGgrrr", "GGgrrrGGgrr", "has 12 letters, its first phase has 11"},
        Refused{"GGgrrrGGgrrr", "GGgrrrGGgxrr", "the letter 'x'"},
        Refused{"GGgrrrGGgrrr", "GGgrrrGGgRrr", "the letter 'R'"},
        Refused{"duration=\"40\"", "duration=\"0\"", "a phase without duration"},
        Refused{"duration=\"40\"", "duration=\"-1\"", "a phase without duration"},
        Refused{"type=\"static\"", "type=\"clever\"", "the unknown type 'clever'"},
        Refused{"duration=\"40\"", "next=\"2\" duration=\"40\"", "names phase 2 of 2"},
        Refused{"duration=\"40\"", "next=\"x\" duration=\"40\"", "'next' of <phase> names 'x'"},
        Refused{"id=\"X\"", "id=\"Y\"", "no such <tlLogic>"},
        Refused{"</tlLogic>",
                "</tlLogic><tlLogic id=\"X\" programID=\"0\"><phase duration=\"9\" "
                "state=\"rrrrrrrrrrrr\"/></tlLogic>",
                "has the program '0' twice"},
        Refused{"</tlLogic>", "</tlLogic><tlLogic id=\"Z\" programID=\"0\"/>", "has no phases"}));

TEST(SumoSignals, TooFewLettersNameEachConnection) {
  std::string text = kTwoPhases;
  text = replaced(text, "GGgrrrGGgrrr", "GGgrrrGGgr");
  text = replaced(text, "rrrGGgrrrGGg", "rrrGGgrrrG");
  try {
    (void)net_of(with_signal(text));
    FAIL();
  } catch (const InputError& e) {
    ASSERT_EQ(e.problems().size(), 2U);
    EXPECT_THAT(e.problems()[0].what, HasSubstr("linkIndex 10; the states of signal 'X' have 10"));
    EXPECT_THAT(e.problems()[1].what, HasSubstr("linkIndex 11"));
  }
}

TEST(SumoSignals, LimitsOfActuatedGreens) {
  const SumoNet s =
      net_of(with_signal(replaced(replaced(kTwoPhases, "static", "actuated"), "duration=\"40\"",
                                  "duration=\"40\" minDur=\"5\" maxDur=\"50\"")));
  const SignalPlan& plan = s.net.signal_plans.front();
  EXPECT_EQ(plan.phases[0].least_green_s, 5);
  EXPECT_EQ(plan.phases[0].most_green_s, 50);
  EXPECT_EQ(plan.phases[1].least_green_s, 40);  // SUMO: without limits as long as planned
  EXPECT_EQ(plan.phases[1].most_green_s, 40);
}

TEST(SumoSignals, TheLastProgramHoldsAndTheOthersAreCounted) {
  const SumoNet s = net_of(with_signal(
      std::string(kTwoPhases) +
      "<tlLogic id=\"X\" type=\"static\" programID=\"night\" offset=\"3\"><phase duration=\"25\" "
      "state=\"GGgrrrGGgrrr\"/><phase duration=\"25\" state=\"rrrGGgrrrGGg\"/></tlLogic>"));
  EXPECT_EQ(s.net.signal_plans.front().phases[0].green_s, 25);
  EXPECT_EQ(s.report.count_of("signal programs replaced by a later one"), 1U);
}

TEST(SumoSignals, WhatIsApproximatedIsCounted) {
  const SumoNet s =
      net_of(with_signal(replaced(replaced(kTwoPhases, "static", "NEMA"), "duration=\"40\"",
                                  "duration=\"40\" vehext=\"2\" next=\"1 0\"")));
  EXPECT_EQ(s.report.count_of("signal programs of type 'NEMA', run with fixed times"), 1U);
  EXPECT_EQ(s.report.count_of("signal phases that several may follow, the first taken"), 1U);
  EXPECT_EQ(s.report.count_of("'vehext' of <phase>, not read"), 1U);
}

TEST(SumoSignals, WhoIsNeverGreenIsShutOut) {
  const SumoNet s = net_of(with_signal(replaced(kTwoPhases, "rrrGGgrrrGGg", "rrrGGrrrrGGg")));
  EXPECT_EQ(s.report.count_of("connections that are never green, closed"), 1U);
  for (const LaneId a : s.net.lanes_of(s.find_link("e_in")))
    for (const Connection& c : s.net.connections_of(a))
      EXPECT_EQ(s.net.permissions_of(c) == 0, s.edge_of(s.net.lane.link[c.to]) == "s_out");
}

TEST(SumoSignals, StopThenGoHeedsThoseOnGreen) {
  const SumoNet s = net_of(with_signal(replaced(kTwoPhases, "rrrGGgrrrGGg", "srrGGgsrrGGg")));
  const auto movement = [&](const char* from, const char* to) {
    for (const MovementId m : s.net.movements_of(s.find_link(from)))
      if (s.edge_of(s.net.movement.to[m]) == to) return m;
    return MovementId{};
  };
  const MovementId right = movement("n_in", "w_out");
  EXPECT_GT(s.net.movement.rank[right], s.net.movement.rank[movement("e_in", "w_out")]);
  EXPECT_THAT(s.net.signal_plans.front().phases[1].stopping,
              ElementsAre(right, movement("s_in", "e_out")));
}

}  // namespace
}  // namespace mwendo::sumo
