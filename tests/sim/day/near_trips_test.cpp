// Vehicles at work whose trips have a mean length.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/day/vehicles_at_work.h"

namespace mwendo {
namespace {

bool same(const VehicleTrip& a, const VehicleTrip& b) {
  return a.departure_s == b.departure_s && a.from == b.from && a.to == b.to;
}

// A line of 41 crossings, 250 m apart: jobs at even ones, inhabitants at odd ones.
struct Line {
  Network net;
  Zones zones;
  Line() {
    for (std::uint32_t i = 0; i < 41; ++i) {
      net.node.position.push_back({250.0 * i, 0});
      zones.name.push_back("zone");
      zones.jobs.push_back(i % 2 == 0 ? 10 : 0);
      zones.population.push_back(i % 2 == 0 ? 0 : 10);
      zones.nodes.append(std::vector<ZoneNode>{{NodeId{i}, 1, 1}});
    }
  }
  [[nodiscard]] std::vector<VehicleTrip> trips(const WorkOptions& o) const {
    return trips_at_work(net, zones, o);
  }
  [[nodiscard]] double metres(const VehicleTrip& t) const {
    return distance(net.node.position[t.from], net.node.position[t.to]);
  }
};

WorkOptions couriers() {
  return {.trips_per_day = 20000,
          .vehicle = VehicleClass::motorcycle,
          .draws = Draw::motorcycle_at_work,
          .home_share = 0.25,
          .mean_m = 1500,
          .profile = {}};
}

double mean_of(const std::vector<VehicleTrip>& trips, auto value) {
  double sum = 0;
  for (const VehicleTrip& t : trips) sum += value(t);
  return sum / static_cast<double>(trips.size());
}

// The scale is fitted on 256 origins, whose own mean has an error of about 1 %.
TEST(NearTrips, LengthsHaveTheWantedMean) {
  const Line line;
  const auto trips = line.trips(couriers());
  EXPECT_EQ(trips.size(), 20000U);  // none is lost
  EXPECT_NEAR(mean_of(trips, [&](auto& t) { return line.metres(t); }), 1500, 60);
  for (const VehicleTrip& t : trips) ASSERT_NE(t.from, t.to);
}

// The density of lengths falls by exp(-d / s): of a long line, trips of 2 and of 4 crossings have
// the ratio exp(500 / s), with s about the mean less half a step.
TEST(NearTrips, LongTripsAreRarer) {
  const Line line;
  WorkOptions o = couriers();
  o.mean_m = 750;
  const auto trips = line.trips(o);
  const auto steps = [&](int n) {
    return mean_of(trips, [&](auto& t) { return std::lround(line.metres(t)) == 250 * n; });
  };
  EXPECT_GT(steps(2), 1.6 * steps(4));
  EXPECT_GT(steps(4), 1.6 * steps(6));
}

// A wanted mean that no friction reaches: ends as if they did not depend on each other. Over all
// pairs of two nodes the mean is 3561 m; three sigma are 51 m.
TEST(NearTrips, AMeanBeyondTheCityTakesAllEndsAlike) {
  const Line line;
  WorkOptions o = couriers();
  o.mean_m = 1e6;
  EXPECT_NEAR(mean_of(line.trips(o), [&](auto& t) { return line.metres(t); }), 3561, 51);
}

TEST(NearTrips, EndsLieWhereJobsAndHomesAre) {
  const Line line;
  WorkOptions o = couriers();
  o.mean_m = 1e6;
  const auto trips = line.trips(o);
  const auto home = [](NodeId n) { return n.value % 2 == 1; };
  // Four sigma of 20,000 draws: 0.012; no end is that of the same trip, which takes another 0.003.
  EXPECT_NEAR(mean_of(trips, [&](auto& t) { return home(t.from); }), 0.25, 0.012);
  EXPECT_NEAR(mean_of(trips, [&](auto& t) { return home(t.to); }), 0.25, 0.015);
}

TEST(NearTrips, HoursFollowTheProfile) {
  constexpr std::array<float, 24> kProfile = {0, 0, 0, 0, 0, 0, 0.2F, 0.5F, 0.3F};
  const Line line;
  WorkOptions o = couriers();
  o.profile = kProfile;
  const auto trips = line.trips(o);
  for (std::size_t h = 0; h < 24; ++h)
    EXPECT_NEAR(
        mean_of(trips,
                [&](auto& t) { return static_cast<std::size_t>(t.departure_s / 3600) == h; }),
        kProfile.at(h), 0.015)
        << h;
  for (const VehicleTrip& t : trips) ASSERT_EQ(t.vehicle, VehicleClass::motorcycle);
}

// A trip does not depend on how many others there are, nor on the period.
TEST(NearTrips, MoreTripsKeepTheOthers) {
  const Line line;
  WorkOptions o = couriers();
  o.trips_per_day = 300;
  const auto few = line.trips(o);
  o.trips_per_day = 900;
  o.to_s = 14 * 3600;
  const auto more = line.trips(o);
  std::size_t morning = 0;
  for (const VehicleTrip& t : few) {
    if (t.departure_s >= o.to_s) continue;
    ++morning;
    EXPECT_TRUE(std::any_of(more.begin(), more.end(), [&](auto& m) { return same(m, t); }));
  }
  EXPECT_GT(morning, 100U);
}

// A lonely node is the origin of its share of trips; the end is the nearest that 500 draws find.
TEST(NearTrips, AFarOriginKeepsItsTrips) {
  Line line;
  line.net.node.position[NodeId{40}] = {1e6, 0};
  const auto trips = line.trips(couriers());
  EXPECT_EQ(trips.size(), 20000U);
  EXPECT_NEAR(mean_of(trips, [](auto& t) { return t.from == NodeId{40}; }), 0.75 / 21, 0.006);
}

}  // namespace
}  // namespace mwendo
