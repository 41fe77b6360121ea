#include "sim/day/vehicles_at_work.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace mwendo {
namespace {

// Zones of one node each, with jobs.
Zones zones_with(const std::vector<float>& jobs) {
  Zones z;
  for (std::uint32_t i = 0; i < jobs.size(); ++i) {
    z.name.push_back("zone");
    z.jobs.push_back(jobs[i]);
    z.population.push_back(0);
    z.nodes.append(std::vector<ZoneNode>{{NodeId{i}, 1, 1}});
  }
  return z;
}

bool same(const VehicleTrip& a, const VehicleTrip& b) {
  return a.departure_s == b.departure_s && a.from == b.from && a.to == b.to;
}

// Two zones with 3/4 and 1/4 of the
// jobs: 2 x 3/16 of the trips lead from one to the other, half of these each way; trips within a
// node are left out.
TEST(VehiclesAtWork, TripsFollowTheJobs) {
  const std::vector<VehicleTrip> trips =
      trips_at_work({}, zones_with({300, 100}), {.trips_per_day = 40000});
  constexpr double kDrawn = 40000;
  const double sigma = std::sqrt(kDrawn * 0.375 * 0.625);  // 97
  EXPECT_NEAR(static_cast<double>(trips.size()), 0.375 * kDrawn, 3 * sigma);
  const auto there = std::count_if(trips.begin(), trips.end(),
                                   [](const VehicleTrip& t) { return t.from == NodeId{0}; });
  EXPECT_NEAR(static_cast<double>(there) / static_cast<double>(trips.size()), 0.5, 0.0125);
  for (const VehicleTrip& t : trips) EXPECT_NE(t.from, t.to);
}

// Even from 6 to 20 h: 1/14 of the trips in each hour.
TEST(VehiclesAtWork, HoursAreEven) {
  const std::vector<VehicleTrip> trips =
      trips_at_work({}, zones_with({1, 1, 1, 1, 1, 1, 1, 1}), {.trips_per_day = 140000});
  std::array<double, 24> hour{};
  for (const VehicleTrip& t : trips) ++hour.at(static_cast<std::size_t>(t.departure_s / 3600));
  const double mean = static_cast<double>(trips.size()) / 14;  // about 8,750
  EXPECT_NEAR(mean, 140000 * 0.875 / 14, 30);
  for (std::size_t h = 0; h < 24; ++h)
    EXPECT_NEAR(hour.at(h), h >= 6 && h < 20 ? mean : 0, 4 * std::sqrt(mean)) << h;
  EXPECT_TRUE(std::is_sorted(trips.begin(), trips.end(), [](const auto& a, const auto& b) {
    return a.departure_s < b.departure_s;
  }));
}

TEST(VehiclesAtWork, APeriodHoldsTheTripsOfTheDayInIt) {
  const Zones zones = zones_with({5, 2, 1});
  const WorkOptions day{.trips_per_day = 2143};
  const std::vector<VehicleTrip> whole = trips_at_work({}, zones, day);
  std::vector<VehicleTrip> parts;
  const std::array<float, 4> bounds = {0, 7 * 3600, 8.5F * 3600, 24 * 3600};
  for (std::size_t i = 0; i < 3; ++i) {
    WorkOptions part = day;
    part.from_s = bounds.at(i);
    part.to_s = bounds.at(i + 1);
    for (const VehicleTrip& t : trips_at_work({}, zones, part)) parts.push_back(t);
  }
  ASSERT_EQ(parts.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_TRUE(same(parts[i], whole[i])) << i;
}

TEST(VehiclesAtWork, NeedsJobs) {
  EXPECT_TRUE(trips_at_work({}, zones_with({0, 0}), {.trips_per_day = 1e4}).empty());
  EXPECT_TRUE(trips_at_work({}, zones_with({5, 5}), {.trips_per_day = 0}).empty());
  Zones none = zones_with({5});
  none.name.push_back("no street");
  none.jobs.push_back(1e6F);
  none.nodes.append(std::vector<ZoneNode>{});
  EXPECT_TRUE(trips_at_work({}, none, {.trips_per_day = 1e4}).empty());  // one node: no trip
}

}  // namespace
}  // namespace mwendo
