#include "sim/choice/departure_choice.h"

#include <gtest/gtest.h>

#include <array>

#include "network/base/random.h"
#include "tests/sim/day/hand_made_day.h"

namespace mwendo {
namespace {

using testing::append_trip;
using testing::kSeven;

constexpr float kTen = kSeven + 3 * 3600;
constexpr float kKm = 1000;

// Paces of one zone: minutes per km by quarter hour from seven to ten.
QuarterPaces paces(const std::vector<float>& minutes) {
  QuarterPaces p;
  for (std::size_t q = 0; q < 12; ++q)
    p.emplace_back(1, 60 * minutes[std::min(q, minutes.size() - 1)] / kKm);
  return p;
}

// One trip of 1 km for each person.
struct Commuters {
  Population people;
  Column<TripId, float> counted;
  explicit Commuters(int persons, Mode mode = Mode::car_driver, float departure_s = kSeven + 4000) {
    people.expansion = 2;
    for (int n = 0; n < persons; ++n)
      append_trip(people, {.mode = mode, .departure_s = departure_s, .distance_m = kKm});
    counted = people.trip.departure_s;
  }
  void choose(const QuarterPaces& base, const QuarterPaces& now, int threads = 1) {
    choose_departures(people, {counted, base, now, kSeven, kTen},
                      {.iteration = 0, .seed = 5, .threads = threads});
  }
  [[nodiscard]] double share(float shift_s) const {
    double n = 0;
    for (const TripId t : people.trips())
      n += people.trip.departure_s[t] == counted[t] + shift_s ? 1 : 0;
    return n / static_cast<double>(counted.size());
  }
};

TEST(DepartureChoice, EqualTimesKeepEveryDeparture) {
  Commuters c(5000);
  const QuarterPaces jam = paces({5, 5, 5, 30, 60, 40, 5});
  c.choose(jam, jam);
  EXPECT_EQ(c.people.trip.departure_s, c.counted);
}

// Those who stay arrive 10 min late; a quarter earlier the way is free.
TEST(DepartureChoice, AJamSendsTripsBeforeIt) {
  Commuters c(40000);
  const QuarterPaces base = paces({5});
  c.choose(base, paces({5, 5, 5, 5, 15, 15, 15, 15, 15, 5}));
  EXPECT_GT(c.share(-900), 0.2);
  EXPECT_GT(c.share(-900), 3 * c.share(900));
  EXPECT_GT(c.share(0), 0.03);
}

// Where all times fall by the same, people leave later: they arrive as in the base.
TEST(DepartureChoice, QuickerWaysAreLeftForLater) {
  Commuters c(20000);
  c.choose(paces({25}), paces({5}));
  EXPECT_GT(c.share(900), 0.3);
  EXPECT_LT(c.share(-900), 0.02);
}

// Small's utility of a shift, in minutes; the base needs 5 min at any time.
double by_hand(double shift, double minutes) {
  const double late = shift + minutes - 5;
  return -0.106 * (minutes + (late > 0 ? 2.40 * late : -0.61 * late));
}

// Gumbel tastes drawn anew until the counted departure is the best in the base; then the best now.
TEST(DepartureChoice, SharesAreThoseOfTastesThatFitTheBase) {
  Commuters c(40000);
  c.choose(paces({5}), paces({5, 5, 5, 5, 15, 15, 15, 5}));
  // Who leaves 30 min later drives through the last 500 s of the jam only: 633 s.
  const std::array<double, 9> now_min = {5, 5, 5, 5, 15, 15, 633.0 / 60, 5, 5};
  std::array<double, 9> share{};
  constexpr int kKept = 40000;
  std::uint32_t draw = 0;
  for (int kept = 0; kept < kKept; ++draw) {
    std::size_t before = 0, after = 0;
    std::array<double, 9> u{}, v{};
    for (std::size_t k = 0; k < u.size(); ++k) {
      const double taste = gumbel({1, Draw::test, draw, static_cast<unsigned>(k)});
      u[k] = taste + by_hand(15 * (double(k) - 4), 5);
      v[k] = taste + by_hand(15 * (double(k) - 4), now_min[k]);
      before = u[k] > u[before] ? k : before;
      after = v[k] > v[after] ? k : after;
    }
    if (before != 4) continue;
    share[after] += 1.0 / kKept;
    ++kept;
  }
  for (std::size_t k = 0; k < share.size(); ++k)
    EXPECT_NEAR(c.share(900 * (static_cast<float>(k) - 4)), share[k], 0.012) << k;
}

TEST(DepartureChoice, OnlyVehiclesOnTheStreetsShift) {
  for (const Mode m : {Mode::walk, Mode::bicycle, Mode::minibus, Mode::lrt}) {
    Commuters c(500, m);
    c.choose(paces({5}), paces({5, 5, 5, 5, 60, 60, 60, 60, 5}));
    EXPECT_EQ(c.people.trip.departure_s, c.counted) << name_of(m);
  }
  const auto moved = [](Mode m) {
    Commuters c(5000, m);
    c.choose(paces({5}), paces({5, 5, 5, 5, 15, 15, 15, 15, 5}));
    return 1 - c.share(0);
  };
  EXPECT_NEAR(moved(Mode::car_passenger), moved(Mode::car_driver), 1e-9);
  EXPECT_LT(moved(Mode::own_motorcycle), 0.8 * moved(Mode::car_driver));
  EXPECT_GT(moved(Mode::own_motorcycle), 0);
}

// Departures are 10 min after the start and 10 min before the end of the run.
TEST(DepartureChoice, NobodyLeavesTheRun) {
  Commuters c(3000, Mode::car_driver, kSeven + 600);
  for (const TripId t : c.people.trips())
    if (t.value % 2 == 1) c.people.trip.departure_s[t] = kTen - 600;
  c.counted = c.people.trip.departure_s;
  c.choose(paces({5}), paces({60, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 60}));
  for (const TripId t : c.people.trips()) {
    EXPECT_GE(c.people.trip.departure_s[t], kSeven);
    EXPECT_LT(c.people.trip.departure_s[t], kTen);
  }
  EXPECT_LT(c.share(0), 0.9);
}

// Two tours of a person, half an hour apart, and a tour of two trips.
TEST(DepartureChoice, ToursKeepTheirOrderAndTheirTimeBetween) {
  Commuters c(3000);
  TripColumns& trip = c.people.trip;
  for (const TripId t : c.people.trips()) {
    trip.person[t] = PersonId{t.value / 3};
    trip.tour[t] = t.value % 3 == 2 ? 1 : 0;
    trip.departure_s[t] = kSeven + 3600 + 1800 * static_cast<float>(t.value % 3);
  }
  c.counted = trip.departure_s;
  c.choose(paces({5}), paces({5, 5, 5, 5, 40, 5, 40, 40, 40, 40, 5}));
  for (std::uint32_t p = 0; p < 1000; ++p) {
    const TripId first{3 * p}, second{3 * p + 1}, third{3 * p + 2};
    EXPECT_EQ(trip.departure_s[second] - trip.departure_s[first], 1800);
    EXPECT_LT(trip.departure_s[second], trip.departure_s[third]);
  }
  EXPECT_LT(c.share(0), 0.9);
}

TEST(DepartureChoice, ThreadsDoNotMatter) {
  const QuarterPaces base = paces({5}), now = paces({5, 5, 5, 5, 12, 12, 12, 12, 5});
  Commuters one(20000), four(20000);
  one.choose(base, now, 1);
  four.choose(base, now, 4);
  EXPECT_EQ(one.people.trip.departure_s, four.people.trip.departure_s);
}

TEST(DepartureChoice, ShiftsAreCountedByTheirDirection) {
  Commuters c(10);
  c.people.trip.departure_s[TripId{0}] -= 900;
  c.people.trip.departure_s[TripId{1}] += 900;
  c.people.trip.departure_s[TripId{2}] += 1800;
  Reactions r;
  count_shifts(c.people, c.counted, kSeven, r);
  EXPECT_TRUE(r.departures);
  EXPECT_EQ(r.earlier, 2);
  EXPECT_EQ(r.later, 4);
  Reactions after;
  count_shifts(c.people, c.counted, kTen, after);
  EXPECT_EQ(after.earlier + after.later, 0);
}

}  // namespace
}  // namespace mwendo
