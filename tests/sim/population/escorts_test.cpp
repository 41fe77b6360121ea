#include "sim/population/escorts.h"

#include <gtest/gtest.h>

#include <map>

#include "sim/population/synthesis.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::small_town;

constexpr float h(double hours) { return static_cast<float>(hours * 3600); }

PersonDay day_of(std::initializer_list<PlannedTrip> trips) {
  PersonDay day;
  for (const PlannedTrip& t : trips) day.trip[day.count++] = t;
  return day;
}

// The day of the escort of a pupil who leaves home at 7 and school at 16 h.
PersonDay escorted(PersonDay day, const EscortOptions& options) {
  static const TraitModel traits(small_town().zones, small_town().figures, {});
  static const DayPattern pattern(small_town().figures, {}, {});
  Escorts(traits, pattern, options).add(1, 5, {.out_s = h(7), .back_s = h(16)}, day);
  return day;
}

std::string text(const PersonDay& day) {
  std::string out;
  for (const PlannedTrip& t : day.trips())
    out += std::string(name_of(t.purpose)) + " " + std::to_string(int(t.departure_s / 36)) + " " +
           std::to_string(int(t.tour)) + ", ";
  return out;
}

constexpr EscortOptions kTakes{.takes = 1, .fetches = 0};
constexpr EscortOptions kFetches{.takes = 0, .fetches = 1};

const PersonDay kWork = day_of({{Purpose::work, 0, h(7.25)}, {Purpose::home, 0, h(16)}});

TEST(Escorts, TakeAPupilOnTheWayToWork) {
  EXPECT_EQ(text(escorted(kWork, kTakes)), "school 700 0, work 750 0, home 1600 0, ");
  const PersonDay later = day_of({{Purpose::work, 0, h(7.75)}, {Purpose::home, 0, h(16)}});
  EXPECT_EQ(text(escorted(later, kTakes)), "school 700 0, work 775 0, home 1600 0, ");
}

TEST(Escorts, FetchAPupilOnTheWayHome) {
  EXPECT_EQ(text(escorted(kWork, kFetches)), "work 725 0, school 1550 0, home 1600 0, ");
  const PersonDay stop =
      day_of({{Purpose::work, 0, h(8)}, {Purpose::other, 0, h(15)}, {Purpose::home, 0, h(15.75)}});
  EXPECT_EQ(text(escorted(stop, kFetches)), "work 800 0, school 1550 0, home 1600 0, ");
}

TEST(Escorts, GoFromHomeInsteadOfAnotherTour) {
  const PersonDay errand = day_of({{Purpose::other, 0, h(10)}, {Purpose::home, 0, h(12)}});
  EXPECT_EQ(text(escorted(errand, kTakes)), "school 700 0, home 750 0, ");
  EXPECT_EQ(text(escorted(errand, kFetches)), "school 1550 0, home 1600 0, ");
  const PersonDay late = day_of({{Purpose::work, 0, h(10)},
                                 {Purpose::home, 0, h(19)},
                                 {Purpose::other, 1, h(20)},
                                 {Purpose::home, 1, h(21)}});
  EXPECT_EQ(text(escorted(late, kTakes)), "school 700 1, home 750 1, work 1000 0, home 1900 0, ");
}

TEST(Escorts, DoNotGoWhereTheDayHasNoRoom) {
  const PersonDay at_work = day_of({{Purpose::work, 0, h(5)},
                                    {Purpose::home, 0, h(19)},
                                    {Purpose::other, 1, h(20)},
                                    {Purpose::home, 1, h(21)}});
  EXPECT_EQ(text(escorted(at_work, kTakes)), text(at_work));
  EXPECT_EQ(text(escorted(at_work, kFetches)), text(at_work));
  EXPECT_EQ(text(escorted(PersonDay{}, kTakes)), "");
  PersonDay night = day_of({{Purpose::home, 0, h(7)}, {Purpose::work, 0, h(19)}});
  night.begins_at_work = true;
  EXPECT_EQ(text(escorted(night, kTakes)), text(night));
}

TEST(Escorts, LeaveSubToursAlone) {
  const PersonDay day = day_of({{Purpose::work, 0, h(7)},
                                {Purpose::other, 8, h(11)},
                                {Purpose::work, 8, h(12)},
                                {Purpose::home, 0, h(16)}});
  EXPECT_EQ(text(escorted(day, {.takes = 1, .fetches = 1})),
            "school 700 0, work 750 0, other 1100 8, work 1200 8, school 1550 0, home 1600 0, ");
}

// In the town: where an escort goes, a child that lives with it goes to school or leaves it.
TEST(Escorts, MeetAPupilOfTheirHouseholdAtItsSchool) {
  const Population p = synthesise(small_town().zones, small_town().figures, small_town().network,
                                  {.seed = 5, .escorts = {.takes = 1, .fetches = 1}});
  using Way = std::array<float, 4>;  // home, its door, school, its door
  std::map<Way, std::vector<float>> pupils;
  const auto way = [&](PersonId i, TripId t) {
    return Way{float(p.person.home[i].node.value), p.person.home[i].access_m,
               float(p.trip.to[t].node.value), p.trip.to[t].access_m};
  };
  for (const TripId t : p.trips()) {
    const PersonId i = p.trip.person[t];
    if (p.person.activity[i] != Activity::student || p.trip.purpose[t] != Purpose::school) continue;
    pupils[way(i, t)] = {p.trip.departure_s[t], p.trip.departure_s[TripId{t.value + 1}] - 1800};
  }
  int escorts = 0;
  for (const TripId t : p.trips()) {
    const PersonId i = p.trip.person[t];
    if (p.person.activity[i] == Activity::student || p.trip.purpose[t] != Purpose::school) continue;
    ++escorts;
    EXPECT_EQ(p.person.has_car[i], 1);
    const auto pupil = pupils.find(way(i, t));
    ASSERT_NE(pupil, pupils.end());
    const float s = p.trip.departure_s[t];
    EXPECT_TRUE(s == pupil->second[0] || s == pupil->second[1]);
  }
  EXPECT_GT(escorts, 300);
}

TEST(Escorts, KeepTheTripRate) {
  const auto rate = [](const EscortOptions& o) {
    const Population p = synthesise(small_town().zones, small_town().figures, small_town().network,
                                    {.seed = 5, .escorts = o});
    return double(p.trips().size()) / double(p.persons().size());
  };
  EXPECT_NEAR(rate({}), rate({.takes = 0, .fetches = 0}), 0.005 * rate({}));
}

}  // namespace
}  // namespace mwendo
