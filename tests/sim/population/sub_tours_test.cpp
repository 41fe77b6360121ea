#include <gtest/gtest.h>

#include <cmath>

#include "sim/population/synthesis.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::small_town;

PersonDay worker(const DayPattern& pattern, std::uint32_t number) {
  return pattern.draw(3, {number, Activity::worker, Income::low, true});
}

TEST(SubTours, LeadFromWorkToWorkWithinTheTour) {
  const DayPattern pattern(small_town().figures, {}, {.sub_tour = 1});
  int sub_tours = 0, by_day = 0;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const PersonDay day = worker(pattern, i);
    for (std::size_t k = 0; k < day.count; ++k) {
      by_day +=
          !day.begins_at_work && day.trip[k].tour < kSubTour && day.trip[k].purpose == Purpose::work
              ? 1
              : 0;
      if (!is_sub_tour(day.trip[k].tour) || day.trip[k].purpose != Purpose::other) continue;
      ++sub_tours;
      ASSERT_GT(k, 0U);
      ASSERT_LT(k + 2, day.count);
      EXPECT_EQ(day.trip[k - 1].purpose, Purpose::work);
      EXPECT_EQ(day.trip[k + 1].purpose, Purpose::work);
      EXPECT_EQ(day.trip[k + 1].tour, day.trip[k].tour);
      EXPECT_EQ(main_tour(day.trip[k].tour), day.trip[k - 1].tour);
      EXPECT_EQ(main_tour(day.trip[k].tour), day.trip[k + 2].tour);
      EXPECT_GE(day.trip[k].departure_s, day.trip[k - 1].departure_s + 3599);
      EXPECT_GE(day.trip[k + 1].departure_s, day.trip[k].departure_s + 1799);
      EXPECT_GE(day.trip[k + 2].departure_s, day.trip[k + 1].departure_s + 1799);
    }
  }
  EXPECT_GT(by_day, 1500);
  EXPECT_GT(sub_tours, 0.9 * by_day);  // the rest works for less than two hours and a half
}

TEST(SubTours, TakeThePlaceOfOtherTrips) {
  const auto& figures = small_town().figures;
  const DayPattern none(figures, {}, {.sub_tour = 0});
  const DayPattern many(figures, {}, {.sub_tour = 0.4});
  EXPECT_NEAR(none.fitted_trip_rate(), figures.trips_per_person_day, 0.005);
  EXPECT_NEAR(many.fitted_trip_rate(), figures.trips_per_person_day, 0.005);
  EXPECT_LT(many.tours_per_person()[2], none.tours_per_person()[2] - 0.05);
  EXPECT_NEAR(many.tours_per_person()[0], none.tours_per_person()[0], 0.002);
  for (std::size_t h = 0; h < 24; ++h)
    EXPECT_NEAR(many.fitted_profile()[h], figures.departure_profile[h], 0.004) << "hour " << h;
}

// Who does not make one has the day of before.
TEST(SubTours, LeaveTheWaysToWorkAndBackAsTheyAre) {
  const DayPattern pattern(small_town().figures, {}, {});
  int sub_tours = 0;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const PersonDay day = worker(pattern, i);
    for (const PlannedTrip& t : day.trips())
      sub_tours += is_sub_tour(t.tour) && t.purpose == Purpose::work ? 1 : 0;
  }
  // 82 % travel, four fifths by day, a fifth of them with a sub-tour; three sigma.
  EXPECT_NEAR(sub_tours, 5000 * 0.82 * 0.8 * PatternOptions{}.sub_tour, 90);
}

TEST(SubTours, ComeBackToTheSameWorkplace) {
  const Population p =
      synthesise(small_town().zones, small_town().figures, small_town().network, {.seed = 5});
  int sub_tours = 0, elsewhere = 0;
  for (const TripId out : p.trips()) {
    if (!is_sub_tour(p.trip.tour[out]) || p.trip.purpose[out] != Purpose::other) continue;
    const TripId back{out.value + 1};
    ++sub_tours;
    ASSERT_EQ(p.trip.purpose[back], Purpose::work);
    EXPECT_EQ(p.person.activity[p.trip.person[out]], Activity::worker);
    EXPECT_EQ(p.trip.from[out].node, p.trip.to[back].node);
    EXPECT_EQ(p.trip.from[out].access_m, p.trip.to[back].access_m);
    EXPECT_EQ(p.trip.from_zone[out], p.trip.to_zone[back]);
    EXPECT_EQ(p.trip.to[out].node, p.trip.from[back].node);
    elsewhere += p.trip.to[out].node == p.trip.from[out].node ? 0 : 1;
  }
  EXPECT_GT(sub_tours, 1000);
  EXPECT_GT(elsewhere, 0.8 * sub_tours);
}

}  // namespace
}  // namespace mwendo
