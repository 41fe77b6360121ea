#include "sim/choice/destination_choice.h"

#include <gtest/gtest.h>

#include <numeric>

#include "network/base/random.h"
#include "sim/population/synthesis.h"
#include "tests/sim/choice/demand_fixture.h"

namespace mwendo {
namespace {

using testing::DemandTown;

constexpr ZoneId kBetter{7};

// The model of the town's people, and logsums that are all 0.
struct Town : DemandTown {
  DestinationModel model;
  TripEnds drawn;
  AccessTables flat;
  Town()
      : DemandTown({.sample = 0.4}),
        model(destination_model(world.zones, world.figures, world.network, distances, {})),
        drawn(ends_of(people)) {
    flat.table.fill(Matrix<ZoneId, float>(world.zones.zones().size()));
  }
  bool choose(const AccessTables& now, int day = 0, int with_threads = 1) {
    return choose_destinations(people, drawn, {model, flat, now, world.network, distances},
                               {.iteration = day, .seed = 11, .threads = with_threads});
  }
  // All ways to one zone gain so much.
  [[nodiscard]] AccessTables better(float gain) const {
    AccessTables a = flat;
    for (auto& table : a.table)
      for (const ZoneId i : table.ids()) table.at(i, kBetter) = gain;
    return a;
  }
  [[nodiscard]] double trips_to(ZoneId z) const {
    double n = 0;
    for (const TripId t : people.trips())
      n += people.trip.purpose[t] == Purpose::other && people.trip.to_zone[t] == z ? 1 : 0;
    return n;
  }
};

TEST(DestinationChoice, EqualLogsumsKeepEveryPlace) {
  Town town;
  const TripColumns before = town.people.trip;
  EXPECT_FALSE(town.choose(town.flat));
  AccessTables moved = town.better(1);
  EXPECT_FALSE(choose_destinations(town.people, town.drawn,
                                   {town.model, moved, moved, town.world.network, town.distances},
                                   {.iteration = 0, .seed = 11}));
  EXPECT_EQ(town.people.trip.to_zone, before.to_zone);
  EXPECT_EQ(town.people.trip.distance_m, before.distance_m);
}

TEST(DestinationChoice, ABetterZoneDrawsErrandsAlone) {
  Town town;
  const double before = town.trips_to(kBetter);
  EXPECT_TRUE(town.choose(town.better(1)));
  EXPECT_GT(town.trips_to(kBetter), 1.2 * before);
  const TripColumns& trip = town.people.trip;
  for (const TripId t : town.people.trips()) {
    if (trip.to_zone[t] == town.drawn.to_zone[t]) continue;
    EXPECT_EQ(trip.purpose[t], Purpose::other);
    EXPECT_EQ(trip.to_zone[t], kBetter) << "nobody changes to a zone that got no better";
  }
}

TEST(DestinationChoice, AWorseZoneLosesTripsToTheOthers) {
  Town town;
  const double before = town.trips_to(kBetter);
  EXPECT_TRUE(town.choose(town.better(-1)));
  EXPECT_LT(town.trips_to(kBetter), 0.8 * before);
}

// Of the trips from one zone, drawn with the shares P.
TEST(DestinationChoice, SharesFollowTheLogitThatPivotsOnTheModel) {
  const Town town;
  const AccessTables now = town.better(0.7F);
  const DestinationChoice choice{town.model, town.flat, now, town.world.network, town.distances};
  const DestinationPivot pivot(choice, 1);
  const ZoneId home{3};
  const double theta = std::min(1.0, town.model.fit().beta_city[2] / choice.per_minute);
  constexpr std::uint32_t kPersons = 60000;
  std::vector<double> before(town.flat.of(false).size()), after(before.size());
  for (std::uint32_t n = 0; n < kPersons; ++n) {
    const ZoneId drawn =
        town.model.draw(5, {.number = n, .trip = 0, .purpose = Purpose::other, .from = {home, {}}})
            .zone;
    const ZoneId zone = pivot.zone(home, drawn, false,
                                   {.seed = 5, .purpose = Draw::destination_change, .subject = n});
    after[zone.value] += 1.0 / kPersons;
  }
  double sum = 0;
  const auto weight = [&](ZoneId j) {
    return town.model.share(Purpose::other, home, j) *
           portable_exp(j == kBetter ? 0.7 * theta : 0.0);
  };
  for (const ZoneId j : now.of(false).ids()) sum += weight(j);
  for (const ZoneId j : now.of(false).ids())
    EXPECT_NEAR(after[j.value], weight(j) / sum, 0.006) << j.value;
}

// Out and back hang together, and who returns to the drawn zone gets the drawn place.
TEST(DestinationChoice, ToursStayWholeAndComeBack) {
  Town town;
  const TripColumns before = town.people.trip;
  ASSERT_TRUE(town.choose(town.better(2)));
  const TripColumns& trip = town.people.trip;
  for (const Tour& tour : find_tours(town.people))
    for (std::uint32_t k = 1; k < tour.trips; ++k) {
      const TripId t{tour.first.value + k}, last{t.value - 1};
      EXPECT_EQ(trip.from_zone[t], trip.to_zone[last]);
      EXPECT_EQ(trip.from[t].node, trip.to[last].node);
    }
  Reactions r;
  count_changes(town.people, town.drawn, 0, r);
  EXPECT_TRUE(r.destinations);
  EXPECT_GT(r.elsewhere, 0);
  EXPECT_TRUE(town.choose(town.flat));
  EXPECT_EQ(town.people.trip.to_zone, before.to_zone);
  EXPECT_EQ(town.people.trip.from_zone, before.from_zone);
  EXPECT_EQ(town.people.trip.distance_m, before.distance_m);
}

TEST(DestinationChoice, ThreadsDoNotMatter) {
  Town one, three;
  one.choose(one.better(1), 0, 1);
  three.choose(three.better(1), 0, 3);
  EXPECT_EQ(one.people.trip.to_zone, three.people.trip.to_zone);
  EXPECT_EQ(one.people.trip.distance_m, three.people.trip.distance_m);
}

// Where nobody got before, a way that appears is worth the share of the logit, not e to the 90.
TEST(DestinationChoice, AWayThatAppearsAddsTheShareOfTheLogit) {
  const Town town;
  const ZoneId home{0}, far{24};
  AccessTables closed = town.flat;
  closed.table[0].at(home, far) = -90;
  const auto share = [&](const AccessTables& before, const AccessTables& now) {
    const DestinationChoice choice{town.model, before, now, town.world.network, town.distances};
    return DestinationPivot(choice, 1).share(home, far, false);
  };
  const std::vector<double> arrivals = town.model.expected_arrivals()[2];
  const double s = arrivals[far.value] / std::accumulate(arrivals.begin(), arrivals.end(), 0.0);
  const double p = town.model.share(Purpose::other, home, far);
  EXPECT_EQ(share(closed, closed), p);
  EXPECT_NEAR(share(closed, town.flat), (p + s) / (1 + p * s), 1e-6);
  EXPECT_LT(share(town.flat, closed), 1e-6) << "a way that vanishes is lost";
}

}  // namespace
}  // namespace mwendo
