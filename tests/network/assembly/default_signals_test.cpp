// Signal plans of crossings with several nodes.
#include "network/assembly/default_signals.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

// A dual carriageway, eastbound in the north as where one drives on the left, crosses a street.
constexpr const char* kDual = R"(
      N
      |
  W>>>A>>>E
      |
  P<<<B<<<Q
      |
      S
)";

AsciiOptions dual(double metres_per_row, JunctionControl a, JunctionControl b) {
  return {.metres_per_row = metres_per_row, .controls = {{"A", a}, {"B", b}}};
}

AsciiCity signals(double metres_per_row) {
  return AsciiCity(kDual, dual(metres_per_row, JunctionControl::signal, JunctionControl::signal));
}

std::size_t phase_of(const AsciiCity& city, char node, const char* turn) {
  const SignalPlan& plan = city.net.signal_plans.at(city.net.node.signal_plan[city.node(node)]);
  for (std::size_t p = 0; p < plan.phases.size(); ++p)
    if (std::count(plan.phases[p].movements.begin(), plan.phases[p].movements.end(),
                   city.turn(turn)) > 0)
      return p;
  return 99;
}

TEST(DefaultSignals, NodesOfACrossingHaveTheSamePhasesAtTheSameTime) {
  const AsciiCity city = signals(10);  // 20 m between A and B
  const auto plan_of = [&](char n) {
    return city.net.signal_plans.at(city.net.node.signal_plan[city.node(n)]);
  };
  const SignalPlan a = plan_of('A');
  const SignalPlan b = plan_of('B');
  ASSERT_EQ(a.phases.size(), 2U);
  ASSERT_EQ(b.phases.size(), 2U);
  for (const std::size_t p : {0U, 1U}) EXPECT_EQ(a.phases[p].green_s, b.phases[p].green_s);
  EXPECT_EQ(a.cycle_s(), 90);
  const std::size_t main = phase_of(city, 'A', "WAE");
  EXPECT_EQ(phase_of(city, 'A', "WAB"), main);
  EXPECT_EQ(phase_of(city, 'B', "QBP"), main);
  EXPECT_EQ(phase_of(city, 'A', "NAB"), 1 - main);
  EXPECT_EQ(phase_of(city, 'B', "SBA"), 1 - main);
}

// Vehicles from the west that turn right at A wait between A and B for the street's green.
TEST(DefaultSignals, LinksInsideGoWithTheStreetThatTheyRunAlong) {
  const AsciiCity city = signals(10);
  const std::size_t street = phase_of(city, 'A', "NAB");
  for (const char* turn : {"ABS", "ABP"}) EXPECT_EQ(phase_of(city, 'B', turn), street) << turn;
  for (const char* turn : {"BAN", "BAE"}) EXPECT_EQ(phase_of(city, 'A', turn), street) << turn;
}

TEST(DefaultSignals, NodesFarApartOrOfOtherControlAreJunctionsOfTheirOwn) {
  const auto junctions = [](const AsciiCity& city) {
    Column<NodeId, char> wanted(city.net.nodes().size(), 0);
    wanted[city.node('A')] = wanted[city.node('B')] = 1;
    return build::joint_junctions(city.net, wanted).size();
  };
  EXPECT_EQ(junctions(signals(30)), 1U) << "60 m";
  EXPECT_EQ(junctions(signals(31)), 2U) << "62 m";
  EXPECT_EQ(junctions(AsciiCity(kDual, dual(10, JunctionControl::signal, JunctionControl::police))),
            2U);
}

}  // namespace
}  // namespace mwendo
