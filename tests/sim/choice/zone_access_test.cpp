#include "sim/choice/zone_access.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/choice/destination_choice.h"
#include "tests/sim/choice/demand_fixture.h"

namespace mwendo {
namespace {

using testing::DemandTown;

constexpr float kFrom = 6 * 3600, kTo = 10 * 3600;

struct Town : DemandTown {
  Experience first;
  Town() : DemandTown({.sample = 0.1}), first(first_experience(world, kFrom, kTo)) {}
  [[nodiscard]] AccessTables by(const LinkTimes& links) const {
    ZoneAccess access(world, distances, parameters, {kFrom, kTo}, 1);
    access.believe(first.transit, first.constants, first.street_factors);
    return access.evaluate(links);
  }
  [[nodiscard]] LinkTimes slower(float factor) const {
    LinkTimes links = first.links;
    for (std::size_t p = 0; p < links.periods; ++p)
      for (float& s : links.of_period(p)) s *= factor;
    return links;
  }
};

TEST(ZoneAccess, AFasterRoadRaisesTheLogsumsOfItsZonesMost) {
  const Town town;
  LinkTimes links = free_flow_times(town.world.network, kFrom, kTo);
  const AccessTables slow = town.by(links);
  EXPECT_EQ(town.by(links).of(true), slow.of(true)) << "the same bits again";
  for (const LinkId l : town.world.network.links())
    if (town.world.network.node.position[town.world.network.link.to[l]].y < 1300)
      for (std::size_t p = 0; p < links.periods; ++p) links.of_period(p)[l.value] /= 3;
  const AccessTables fast = town.by(links);
  const auto gain = [&](bool car, ZoneId i, ZoneId j) {
    return double{fast.of(car).at(i, j)} - double{slow.of(car).at(i, j)};
  };
  EXPECT_GT(gain(true, ZoneId{0}, ZoneId{4}), 0.1) << "along the road";
  EXPECT_GT(gain(true, ZoneId{0}, ZoneId{4}), 2 * gain(true, ZoneId{20}, ZoneId{24}));
  EXPECT_GE(gain(true, ZoneId{0}, ZoneId{4}), gain(false, ZoneId{0}, ZoneId{4}));
}

// Kilometres of errands of those who have a car, against driving times. Published short-run
// elasticities of car-km to time are -0.2 to -0.8, with the shift of modes.
TEST(ZoneAccess, SlowerStreetsShortenErrands) {
  const Town town;
  const DestinationModel model = destination_model(town.world.zones, town.world.figures,
                                                   town.world.network, town.distances, {});
  const AccessTables base = town.by(town.first.links), now = town.by(town.slower(1.1F));
  const DestinationChoice choice{model, base, now, town.world.network, town.distances};
  const DestinationPivot pivot(choice, 1);
  double km = 0, km_before = 0;
  for (const ZoneId i : now.of(true).ids())
    for (const ZoneId j : now.of(true).ids()) {
      const double d = double{town.distances.distance_m.at(i, j)};
      km += pivot.share(i, j, true) * d;
      km_before += model.share(Purpose::other, i, j) * d;
    }
  const double elasticity = std::log(km / km_before) / std::log(1.1);
  EXPECT_LT(elasticity, -0.01);
  EXPECT_GT(elasticity, -0.8);
  RecordProperty("elasticity", std::to_string(elasticity));
}

}  // namespace
}  // namespace mwendo
