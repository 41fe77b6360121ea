// What a charge on car trips does and does not do.
#include <gtest/gtest.h>

#include "tests/scenarios/common_sense/sense_town.h"

namespace mwendo {
namespace {

using testing::town;
using testing::value;

struct Cars {
  double drivers, passengers, car_km;
};

Cars at_charge(double charge) {
  const FinishedRun run =
      charge > 0 ? town().run({PriceChangeMeasure{.congestion_charge = charge}}) : town().run();
  return {value(run, "mode_share.car_driver"), value(run, "mode_share.car_passenger"),
          value(run, "vehicle_km.car")};
}

TEST(CommonSenseOfPrices, AChargePutsOffPassengersWithTheirDrivers) {
  Cars before = at_charge(0);
  for (const double charge : {10.0, 50.0, 100.0, 500.0, 2000.0}) {
    const Cars now = at_charge(charge);
    EXPECT_LT(now.drivers, before.drivers) << charge;
    EXPECT_LT(now.passengers, before.passengers) << charge;
    EXPECT_LT(now.car_km, before.car_km) << charge;
    EXPECT_LE(now.passengers, 4 * now.drivers + 0.1) << "more than a car has seats, at " << charge;
    before = now;
  }
}

// 10 shillings are what 5 minutes are worth to a middle income.
TEST(CommonSenseOfPrices, ASmallChargeHasASmallEffect) {
  const Cars base = at_charge(0);
  const Cars charged = at_charge(10);
  EXPECT_GT(charged.drivers, 0.8 * base.drivers);
  EXPECT_GT(charged.passengers, 0.8 * base.passengers);
}

}  // namespace
}  // namespace mwendo
