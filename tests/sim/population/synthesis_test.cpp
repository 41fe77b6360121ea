#include "sim/population/synthesis.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "network/base/input_error.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::make_small_world;
using testing::small_town;
using testing::SmallWorld;

Population people(const SynthesisOptions& options, SynthesisReport* report = nullptr) {
  return synthesise(small_town().zones, small_town().figures, small_town().network, options,
                    report);
}

TEST(Synthesis, HasEveryInhabitantAndTheTripRate) {
  SynthesisReport report;
  const Population p = people({.seed = 3}, &report);
  EXPECT_EQ(p.persons().size(), 50000U);
  EXPECT_EQ(p.expansion, 1.0F);
  const double rate = double(p.trips().size()) / double(p.persons().size());
  EXPECT_NEAR(report.trip_rate, small_town().figures.trips_per_person_day, 0.005);
  // Persons make 2.3 trips with a standard deviation of about 1.6: three sigma of 50,000.
  EXPECT_NEAR(rate, small_town().figures.trips_per_person_day, 0.021);
}

// The person of this trip begins the day at work: the first trip leads home.
bool works_at_night(const Population& p, TripId t) {
  TripId first = t;
  while (first.value > 0 && p.trip.person[TripId{first.value - 1}] == p.trip.person[t])
    first = TripId{first.value - 1};
  return p.trip.purpose[first] == Purpose::home;
}

// What the tour of a trip is for: work, school or other. A day that begins at work is a worker's.
// Sub-tours and ways with pupils are for other purposes.
Purpose purpose_of_tour(const Population& p, TripId t) {
  const auto same_tour = [&](TripId a) {
    return a.value < p.trips().size() && p.trip.person[a] == p.trip.person[t] &&
           main_tour(p.trip.tour[a]) == main_tour(p.trip.tour[t]);
  };
  if (is_sub_tour(p.trip.tour[t])) return Purpose::other;
  if (works_at_night(p, t)) return Purpose::work;
  TripId first = t;
  while (first.value > 0 && same_tour(TripId{first.value - 1})) first = TripId{first.value - 1};
  for (TripId k = first; same_tour(k); ++k.value)
    if (p.trip.purpose[k] == Purpose::work) return Purpose::work;
  const bool student = p.person.activity[p.trip.person[t]] == Activity::student;
  return p.trip.purpose[first] == Purpose::school && student ? Purpose::school : Purpose::other;
}

// Of departures as a cordon counts them: one to work as 1, to school as 0.23, others as 0.41.
TEST(Synthesis, DeparturesThatACordonCountsFollowTheProfile) {
  const Population p = people({.seed = 4});
  const auto& counted = PatternOptions{}.counted;
  std::array<double, 24> share{};
  double sum = 0;
  double squares = 0;
  for (TripId t : p.trips()) {
    const Purpose purpose = purpose_of_tour(p, t);
    const double weight = counted[purpose == Purpose::work     ? 0U
                                  : purpose == Purpose::school ? 1U
                                                               : 2U];
    share[std::size_t(p.trip.departure_s[t] / 3600)] += weight;
    sum += weight;
    squares += weight * weight;
  }
  const double n = sum * sum / squares;
  for (std::size_t h = 0; h < 24; ++h) {
    const double wanted = small_town().figures.departure_profile[h];
    // Three sigma of the draws, and 0.1 points for the fit, which draws a crowd too.
    EXPECT_NEAR(share[h] / sum, wanted, 3 * std::sqrt(wanted / n) + 0.001) << "hour " << h;
  }
}

// To work: 40 % from 6 to 7 h, half of them even from 7 to 12 h, night shifts at 19 h. Back: even
// from 13 to 21 h, night shifts at 7 h.
TEST(Synthesis, WaysToWorkAndBackHaveTheirOwnHours) {
  CityFigures figures = small_town().figures;
  figures.to_work_profile.assign(24, 0);
  figures.from_work_profile.assign(24, 0);
  figures.to_work_profile[6] = 0.4F;
  for (const std::size_t h : {7U, 8U, 9U, 10U, 11U, 19U}) figures.to_work_profile[h] = 0.1F;
  figures.from_work_profile[7] = 0.12F;
  for (std::size_t h = 13; h < 21; ++h) figures.from_work_profile[h] = 0.11F;
  const DayPattern pattern(figures, {}, {});
  for (std::size_t h = 0; h < 24; ++h)
    EXPECT_NEAR(pattern.fitted_to_work()[h], figures.to_work_profile[h], 0.01) << "hour " << h;
  double back = 0;
  double early = 0;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    const PersonDay day = pattern.draw(3, {i, Activity::worker, Income::low, true});
    for (std::size_t k = 1; k < day.count; ++k) {
      if (day.trip[k - 1].purpose != Purpose::work || day.begins_at_work) continue;
      if (is_sub_tour(day.trip[k].tour)) continue;
      ++back;
      early += day.trip[k].departure_s < 17 * 3600 ? 1 : 0;
    }
  }
  EXPECT_NEAR(early / back, 0.5, 0.03);
}

TEST(Synthesis, KnowsTheTripsOfTheDayInAnyPeriod) {
  const Population day = people({.seed = 4});
  std::array<float, kActivityCount> trips{};
  for (TripId t : day.trips())
    ++trips[static_cast<std::size_t>(day.person.activity[day.trip.person[t]])];
  EXPECT_EQ(day.day_trips, trips);
  EXPECT_EQ(people({.seed = 4, .from_s = 7 * 3600, .to_s = 8 * 3600}).day_trips, trips);
}

TEST(Synthesis, WorkGoesOutInTheMorningAndHomeInTheEvening) {
  const Population p = people({.seed = 4});
  double work_am = 0;
  double work = 0;
  double home_pm = 0;
  double home = 0;
  for (TripId t : p.trips()) {
    const float s = p.trip.departure_s[t];
    if (is_sub_tour(p.trip.tour[t])) continue;
    if (p.trip.purpose[t] == Purpose::work) {
      ++work;
      work_am += s < 10 * 3600 ? 1 : 0;
    }
    if (p.trip.purpose[t] == Purpose::home) {
      ++home;
      home_pm += s > 12 * 3600 ? 1 : 0;
    }
  }
  EXPECT_GT(work_am / work, 0.6);  // a fifth of the workers work at night
  EXPECT_GT(home_pm / home, 0.6);
}

// Of the workers that travel 20 % go home in the morning and back to the same place in the evening.
TEST(Synthesis, NightShiftsGoHomeAndBackToTheSamePlace) {
  const Population p = people({.seed = 5});
  std::map<std::uint32_t, std::vector<TripId>> nights;
  std::map<std::uint32_t, int> workers;
  for (TripId t : p.trips()) {
    const PersonId person = p.trip.person[t];
    if (works_at_night(p, t)) nights[person.value].push_back(t);
    if (p.trip.purpose[t] == Purpose::work) workers[person.value] = 1;
  }
  double morning = 0;
  for (const auto& [person, trips] : nights) {
    ASSERT_EQ(trips.size(), 2U);
    EXPECT_EQ(p.person.activity[PersonId{person}], Activity::worker);
    EXPECT_EQ(p.trip.to[trips[0]].node, p.person.home[PersonId{person}].node);
    EXPECT_EQ(p.trip.from[trips[0]].node, p.trip.to[trips[1]].node);
    EXPECT_EQ(p.trip.purpose[trips[1]], Purpose::work);
    EXPECT_GE(p.trip.departure_s[trips[1]], p.trip.departure_s[trips[0]] + 1799);
    EXPECT_EQ(p.trip.tour[trips[0]], p.trip.tour[trips[1]]);
    morning += p.trip.departure_s[trips[0]] < 11 * 3600 ? 1 : 0;
  }
  const double share = double(nights.size()) / double(workers.size());
  EXPECT_NEAR(share, 0.2, 3 * std::sqrt(0.2 * 0.8 / double(workers.size())));
  EXPECT_GT(morning / double(nights.size()), 0.75);
}

TEST(Synthesis, DaysAreChainsOfToursFromHomeToHome) {
  const Population p = people({.seed = 5});
  PersonId person;
  TripId before;
  std::size_t with_stop = 0;
  for (TripId t : p.trips()) {
    const bool first = p.trip.person[t] != person;
    if (works_at_night(p, t)) continue;
    person = p.trip.person[t];
    if (first) {
      EXPECT_EQ(p.trip.from[t].node, p.person.home[person].node);
      if (before.valid()) {
        EXPECT_EQ(p.trip.purpose[before], Purpose::home);
      }
    } else {
      EXPECT_GE(p.trip.departure_s[t], p.trip.departure_s[before] + 1799);
      EXPECT_EQ(p.trip.from[t].node, p.trip.to[before].node);
      EXPECT_EQ(p.trip.from_zone[t], p.trip.to_zone[before]);
      const bool same_tour = main_tour(p.trip.tour[t]) == main_tour(p.trip.tour[before]);
      EXPECT_EQ(same_tour, p.trip.purpose[before] != Purpose::home);
      with_stop += same_tour && p.trip.purpose[t] == Purpose::other ? 1 : 0;
    }
    if (p.trip.purpose[t] == Purpose::work) {
      EXPECT_EQ(p.person.activity[person], Activity::worker);
    }
    before = t;
  }
  EXPECT_GT(with_stop, p.trips().size() / 100);
}

// A city of the size of Nairobi, 28 km across, in zones of about one kilometre.
TEST(Synthesis, LongRidesAndManyShortWalksComeTogether) {
  SmallWorld city = make_small_world({.size = 75, .block_m = 370, .population = 60000});
  city.figures.mean_trip_km = 5.5F;
  SynthesisReport report;
  const Population p = synthesise(city.zones, city.figures, city.network, {.seed = 6}, &report);
  double metres = 0;
  double near = 0;
  for (TripId t : p.trips()) {
    metres += p.trip.distance_m[t];
    near += p.trip.distance_m[t] < 2500 ? 1 : 0;
  }
  const double n = double(p.trips().size());
  EXPECT_NEAR(metres / n / 1000, 5.5, 0.06);
  EXPECT_GT(near / n, 0.40);
  EXPECT_LT(near / n, 0.46);
  for (std::size_t k = 0; k < 3; ++k)
    EXPECT_NEAR(report.destinations.fitted_km[k], report.destinations.wanted_km[k], 0.005) << k;
}

TEST(Synthesis, ArrivalsAtWorkFollowTheJobs) {
  const Population p = people({.seed = 7});
  std::vector<double> arrivals(small_town().zones.zones().size());
  double total = 0;
  for (TripId t : p.trips())
    if (p.trip.purpose[t] == Purpose::work) {
      arrivals[p.trip.to_zone[t].value] += 1;
      total += 1;
    }
  double jobs = 0;
  for (float j : small_town().zones.jobs) jobs += j;
  for (ZoneId z : small_town().zones.zones()) {
    const double wanted = small_town().zones.jobs[z] / jobs;
    EXPECT_NEAR(arrivals[z.value] / total, wanted, 4 * std::sqrt(wanted / total)) << z.value;
  }
}

TEST(Synthesis, OwnershipFollowsTheFigures) {
  const Population p = people({.seed = 8});
  double cars = 0;
  double drivers = 0;
  double rich_cars = 0;
  double rich = 0;
  for (PersonId i : p.persons()) {
    cars += p.person.household_car[i];
    if (p.person.income[i] == Income::high) {
      rich += 1;
      rich_cars += p.person.household_car[i];
    }
    drivers += p.person.has_car[i];
    if (p.person.activity[i] != Activity::worker) {
      EXPECT_LE(p.person.has_car[i], p.person.household_car[i]);
    }
    if (p.person.age[i] == AgeGroup::child) {
      EXPECT_EQ(p.person.has_car[i], 0);
    }
  }
  // Three sigma of the 16,667 households: 0.8 points.
  EXPECT_NEAR(cars / 50000, small_town().figures.car_ownership, 0.008);
  EXPECT_NEAR(drivers / 50000, 1.65 * 0.085, 0.01);  // firms' cars included
  EXPECT_NEAR(rich / 50000, 0.15, 0.0083);
  // Weights 0.15, 1 and 3 at shares 0.5, 0.35 and 0.15 have a mean of 0.875.
  EXPECT_NEAR(rich_cars / rich, 3 / 0.875 * small_town().figures.car_ownership, 0.03);
}

TEST(Synthesis, IncomeFollowsTheZoneIndex) {
  const Population p = people({.seed = 8});
  std::map<float, std::pair<double, double>> high;  // by index: high incomes, persons
  for (PersonId i : p.persons()) {
    auto& [h, n] = high[small_town().zones.income_index[p.person.home_zone[i]]];
    h += p.person.income[i] == Income::high ? 1 : 0;
    n += 1;
  }
  double last = -1;
  for (const auto& [index, count] : high) {
    EXPECT_GT(count.first / count.second, last);
    last = count.first / count.second;
  }
}

// What identifies a trip across samples and periods.
using TripKey = std::pair<std::uint32_t, std::uint8_t>;
std::map<TripKey, TripId> keys(const Population& p) {
  std::map<TripKey, TripId> out;
  for (TripId t : p.trips()) out[{p.person.number[p.trip.person[t]], p.trip.day_index[t]}] = t;
  return out;
}

void expect_same_trip(const Population& a, TripId i, const Population& b, TripId j) {
  EXPECT_EQ(a.trip.departure_s[i], b.trip.departure_s[j]);
  EXPECT_EQ(a.trip.from[i].node, b.trip.from[j].node);
  EXPECT_EQ(a.trip.to[i].node, b.trip.to[j].node);
  EXPECT_EQ(a.trip.to[i].access_m, b.trip.to[j].access_m);
  EXPECT_EQ(a.trip.purpose[i], b.trip.purpose[j]);
  EXPECT_EQ(a.trip.tour[i], b.trip.tour[j]);
}

TEST(Synthesis, SamplesNest) {
  const Population small = people({.seed = 9, .sample = 0.05});
  const Population large = people({.seed = 9, .sample = 0.2});
  EXPECT_NEAR(double(small.persons().size()), 2500, 3 * 48.7);  // three sigma
  EXPECT_FLOAT_EQ(small.expansion, 20);
  const auto in_large = keys(large);
  for (const auto& [key, trip] : keys(small)) {
    const auto it = in_large.find(key);
    ASSERT_NE(it, in_large.end());
    expect_same_trip(small, trip, large, it->second);
  }
}

TEST(Synthesis, APeakRunIsACutOfTheDay) {
  const Population peak = people({.seed = 9, .sample = 0.1, .from_s = 6 * 3600, .to_s = 9 * 3600});
  const Population day = people({.seed = 9, .sample = 0.1});
  const auto whole = keys(day);
  std::size_t inside = 0;
  for (TripId t : day.trips())
    inside += day.trip.departure_s[t] >= 6 * 3600 && day.trip.departure_s[t] < 9 * 3600 ? 1 : 0;
  EXPECT_EQ(peak.trips().size(), inside);
  for (const auto& [key, trip] : keys(peak)) expect_same_trip(peak, trip, day, whole.at(key));
}

TEST(Synthesis, ThreadsDoNotMatter) {
  const Population one = people({.seed = 10, .sample = 0.3, .threads = 1});
  const Population three = people({.seed = 10, .sample = 0.3, .threads = 3});
  EXPECT_EQ(one.trip.departure_s, three.trip.departure_s);
  EXPECT_EQ(one.trip.to_zone, three.trip.to_zone);
  EXPECT_EQ(one.trip.distance_m, three.trip.distance_m);
  EXPECT_EQ(one.person.income, three.person.income);
}

TEST(Synthesis, AnotherSeedIsAnotherPopulation) {
  const Population a = people({.seed = 1, .sample = 0.1});
  const Population b = people({.seed = 2, .sample = 0.1});
  EXPECT_NE(a.person.number, b.person.number);
}

TEST(Synthesis, SaysWhatIsWrong) {
  EXPECT_THROW(people({.sample = 0}), InputError);
  EXPECT_THROW(people({.sample = 1.5}), InputError);
  EXPECT_THROW(people({.from_s = 9000, .to_s = 9000}), InputError);
  SmallWorld broken = make_small_world();
  broken.figures.departure_profile.pop_back();
  EXPECT_THROW((void)synthesise(broken.zones, broken.figures, broken.network, {}), InputError);
}

}  // namespace
}  // namespace mwendo
