// Two banks and two bridges. Without the west bridge people of both sides turn to their own side.
#include <gtest/gtest.h>

#include "sim/choice/destination_choice.h"
#include "sim/learning/experience.h"
#include "tests/support/ascii_city.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

// 1 km from node to node.
constexpr std::string_view kTwoBridges = R"(
A----B----C----D----E----F----G
|                             |
H----I----J----K----L----M----N
)";
constexpr std::string_view kEastBridge = R"(
A----B----C----D----E----F----G
                              |
H----I----J----K----L----M----N
)";
constexpr std::uint32_t kSide = 7;  // zones on a bank, A and H in the west
constexpr float kFrom = 6 * 3600, kTo = 7 * 3600;

World banks(std::string_view drawing) {
  const AsciiCity city(drawing, {.metres_per_column = 200, .metres_per_row = 500});
  World w = testing::make_small_world({.size = 6});
  w.network = city.net;
  w.transit = {};
  w.zones = {};
  Zones& z = w.zones;
  for (const NodeId n : w.network.nodes()) {
    z.name.push_back("zone");
    z.centroid.push_back(w.network.node.position[n]);
    z.population.push_back(1000);
    z.jobs.push_back(400);
    z.school_places.push_back(300);
    z.radius_m.push_back(100);
    z.income_index.push_back(1);
    z.assumed.push_back(1);
    z.nodes.append(std::vector<ZoneNode>{{n, 1, 1}});
  }
  return w;
}

struct Town {
  World open = banks(kTwoBridges), closed = banks(kEastBridge);
  ZoneDistances distances = zone_distances(open.network, open.zones, 1.3F);
  DestinationModel model{open.network, open.zones,      distances,
                         open.figures, {0.3, 0.3, 0.8}, DestinationOptions{}};
  AccessTables before = access(open), after = access(closed);

  [[nodiscard]] AccessTables access(const World& w) const {
    ZoneAccess a(w, distances, choice_parameters(w.figures), {kFrom, kTo}, 1);
    const Experience first = first_experience(w, kFrom, kTo);
    a.believe(first.transit, first.constants, first.street_factors);
    return a.evaluate(free_flow_times(w.network, kFrom, kTo));
  }
  [[nodiscard]] DestinationChoice choice() const {
    return {model, before, after, open.network, distances};
  }
};

bool across(ZoneId a, ZoneId b) { return (a.value < kSide) != (b.value < kSide); }

struct Counted {
  double across_before = 0, across_after = 0, left_own_side = 0;
};

// Shares of those who start at home.
Counted errands(const Town& town, ZoneId home) {
  constexpr std::uint32_t kPersons = 40000;
  const DestinationChoice choice = town.choice();
  const DestinationPivot pivot(choice, 1);
  Counted c;
  for (std::uint32_t n = 0; n < kPersons; ++n) {
    const ZoneId drawn =
        town.model.draw(5, {.number = n, .trip = 0, .purpose = Purpose::other, .from = {home, {}}})
            .zone;
    const ZoneId zone = pivot.zone(home, drawn, false,
                                   {.seed = 5, .purpose = Draw::destination_change, .subject = n});
    c.across_before += across(home, drawn) ? 1.0 / kPersons : 0;
    c.across_after += across(home, zone) ? 1.0 / kPersons : 0;
    c.left_own_side += !across(home, drawn) && across(home, zone) ? 1.0 / kPersons : 0;
  }
  return c;
}

// Of the logit that pivots on the base: sum of P exp(theta dL) across over that of all.
double expected_across(const Town& town, ZoneId home) {
  const double theta = std::min(1.0, town.model.fit().beta_city[2] / 0.045);
  double there = 0, all = 0;
  for (const ZoneId j : town.open.zones.zones()) {
    const double gain =
        double{town.after.of(false).at(home, j)} - double{town.before.of(false).at(home, j)};
    const double w = town.model.share(Purpose::other, home, j) * portable_exp(theta * gain);
    all += w, there += across(home, j) ? w : 0;
  }
  return there / all;
}

TEST(ClosedBridge, PeopleOfBothSidesTurnToTheirOwn) {
  const Town town;
  for (const ZoneId home : {ZoneId{0}, ZoneId{kSide}}) {
    const Counted c = errands(town, home);
    EXPECT_NEAR(c.across_after, expected_across(town, home), 0.008);
    EXPECT_LT(c.across_after, 0.85 * c.across_before);
    EXPECT_LT(c.left_own_side, 0.01) << "only to where the east bridge led before";
  }
}

TEST(ClosedBridge, PeopleAtTheOtherBridgeStay) {
  const Town town;
  for (const ZoneId home : {ZoneId{kSide - 1}, ZoneId{2 * kSide - 1}}) {
    const Counted c = errands(town, home);
    EXPECT_NEAR(c.across_after, c.across_before, 0.004);
  }
}

}  // namespace
}  // namespace mwendo
