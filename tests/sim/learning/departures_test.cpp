// Departures that react, beside Vickrey's bottleneck (1969): who may leave earlier or later loses
// less time in a queue.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/learning/departure_town.h"

namespace mwendo {
namespace {

using testing::DepartureTown;
using testing::DrivenDays;

constexpr float kPeakFrom = 2700, kPeakTo = 5400;
constexpr float kFree = 6, kTight = 3;  // m/s on the narrow part

struct Peak {
  DepartureTown town{kFree};
  Peak() {
    town.add_trips({300, 0, kPeakFrom});
    town.add_trips({1400, kPeakFrom, kPeakTo});
    town.add_trips({300, kPeakTo, 9000});
  }
};

TEST(Departures, AnUnchangedRoadKeepsTheBaseBitForBit) {
  const Peak peak;
  const DrivenDays base = peak.town.drive();
  const DrivenDays same = peak.town.react(base);
  EXPECT_TRUE(same.results.reactions.departures);
  EXPECT_EQ(same.results.reactions.earlier + same.results.reactions.later, 0);
  ASSERT_EQ(same.results.trips.size(), base.results.trips.size());
  for (std::size_t i = 0; i < base.results.trips.size(); ++i) {
    EXPECT_EQ(same.results.trips[i].departure_s, base.results.trips[i].departure_s);
    EXPECT_EQ(same.results.trips[i].travel_time_s, base.results.trips[i].travel_time_s);
  }
}

TEST(Departures, ANarrowerRoadSpreadsThePeak) {
  const Peak peak;
  const DrivenDays base = peak.town.drive();
  const DepartureTown narrow(peak.town, kTight);
  const DrivenDays fixed = narrow.stay(base);
  const DrivenDays free = narrow.react(base);
  const double lost_fixed = fixed.mean_s() - base.mean_s();
  const double lost_free = free.mean_s() - base.mean_s();
  EXPECT_EQ(fixed.leaving(kPeakFrom, kPeakTo), base.leaving(kPeakFrom, kPeakTo));
  EXPECT_LT(free.leaving(kPeakFrom, kPeakTo), 0.8 * fixed.leaving(kPeakFrom, kPeakTo));
  EXPECT_LT(lost_free, 0.85 * lost_fixed) << "397 s of 512";
  EXPECT_GT(free.results.reactions.earlier, free.results.reactions.later);
}

// Minutes between the arrivals and those of the base.
double off_schedule(const DrivenDays& now, const DrivenDays& base) {
  std::vector<float> arrival(base.departure_s.size());
  for (const TripRecord& t : base.results.trips)
    arrival[t.trip.value] = t.departure_s + t.travel_time_s;
  double sum = 0;
  for (const TripRecord& t : now.results.trips)
    sum += std::abs(double{t.departure_s + t.travel_time_s - arrival[t.trip.value]});
  return sum / 60 / static_cast<double>(arrival.size());
}

// Who left early because of the queue leaves later without it and arrives as before.
TEST(Departures, AWiderRoadDrawsTripsBackToThePeak) {
  DepartureTown town(kTight);
  town.add_trips({1200, 1800, 7200});
  const DrivenDays base = town.drive();
  const DepartureTown wide(town, kFree);
  const DrivenDays fixed = wide.stay(base);
  const DrivenDays free = wide.react(base);
  EXPECT_GT(free.results.reactions.later, 5 * free.results.reactions.earlier);
  EXPECT_LT(off_schedule(free, base), 0.8 * off_schedule(fixed, base));
}

TEST(Departures, ThreadsDoNotMatter) {
  const Peak peak;
  const DrivenDays base = peak.town.drive();
  const DepartureTown narrow(peak.town, kTight);
  const DrivenDays one = narrow.react(base, 1);
  const DrivenDays two = narrow.react(base, 2);
  EXPECT_GT(one.results.reactions.earlier, 0);
  EXPECT_EQ(one.departure_s, two.departure_s);
  EXPECT_EQ(one.mean_s(), two.mean_s());
}

}  // namespace
}  // namespace mwendo
