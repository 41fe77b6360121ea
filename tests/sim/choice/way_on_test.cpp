// What riders do who gave up waiting, by hand.
#include "sim/choice/way_on.h"

#include <gtest/gtest.h>

namespace mwendo {
namespace {

struct Town {
  CityFigures figures;
  ChoiceParameters p;
  Town() {
    figures.observed_mode_share.assign(kModeCount, 0.1F);
    figures.peak_speed_kmh = 18;
    figures.motorcycle_taxi_fare_base = 20;
    figures.motorcycle_taxi_fare_km = 30;
    figures.taxi_fare_base = 100;
    figures.taxi_fare_km = 60;
    p.value_of_time_s = 0.05;
    p.value_of_time_spread = 0;
  }
  [[nodiscard]] Mode mode_on(Income income, float metres) const {
    return mwendo::mode_on({1, income}, metres, figures, p);
  }
};

// 5 km at 5 m/s take 1,000 s. Motorcycle: 1.5 x 1000 + 400 x 5, the wait, 20 + 30 x 5.
TEST(RideBy, HoldsTheRideTheWaitAndThePrice) {
  const Town t;
  const float terminal = row_of(Mode::motorcycle_taxi).terminal_s();
  const Alternative a = ride_by(Mode::motorcycle_taxi, 1000, 5, t.figures, t.p);
  EXPECT_FLOAT_EQ(a.felt_s, 3500 + 1.8F * terminal);
  EXPECT_FLOAT_EQ(a.money, 170);
  EXPECT_FLOAT_EQ(a.time_s, 1000 + terminal);
  EXPECT_FLOAT_EQ(ride_by(Mode::taxi, 1000, 5, t.figures, t.p).money, 400);
}

// 5 km on foot: 4,000 s at 1.25 m/s, felt 8,000. By motorcycle a middle income feels 3,500 s and
// 170 / 0.05 = 3,400 s besides the wait. 500 m on foot are felt as 800 s, a price of 35 as 700 s
// and the ride as 350 s.
TEST(ModeOn, IsTheCheapestWithTheTimeThatMoneyIsWorth) {
  const Town t;
  EXPECT_EQ(t.mode_on(Income::middle, 5000), Mode::motorcycle_taxi);
  EXPECT_EQ(t.mode_on(Income::middle, 500), Mode::walk);
  EXPECT_EQ(t.mode_on(Income::low, 5000), Mode::walk) << "170 shillings are 5,700 s to the poor";
}

TEST(ModeOn, IsByTheHiredModeThatTheCityUsesMost) {
  Town t;
  t.p.value_of_time_s = 5;  // money hardly counts
  float& motorcycle =
      t.figures.observed_mode_share[static_cast<std::size_t>(Mode::motorcycle_taxi)];
  float& taxi = t.figures.observed_mode_share[static_cast<std::size_t>(Mode::taxi)];
  motorcycle = 0.2F;
  EXPECT_EQ(t.mode_on(Income::high, 5000), Mode::motorcycle_taxi)
      << "though a taxi is felt shorter";
  motorcycle = 0;
  EXPECT_EQ(t.mode_on(Income::high, 5000), Mode::taxi);
  taxi = 0;
  EXPECT_EQ(t.mode_on(Income::high, 5000), Mode::walk);
}

}  // namespace
}  // namespace mwendo
