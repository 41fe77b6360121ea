// A saved day goes on as the unbroken one.
#include "sim/day/day_state.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "network/base/input_error.h"
#include "tests/sim/day/saved_town.h"

namespace mwendo {
namespace {

using testing::figures_of_rest;
using testing::go_to;
using testing::SavedTown;

constexpr float kSeven = 7 * 3600;

// Where two lists differ first; -1 where they are equal.
std::ptrdiff_t first_difference(const std::vector<double>& a, const std::vector<double>& b) {
  if (a == b) return -1;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return x - a.begin();
}

struct DayStateAt : ::testing::TestWithParam<float> {};

// At the start, within the run-in between two news, at the start of the period, in it, after it.
INSTANTIATE_TEST_SUITE_P(Moments, DayStateAt, ::testing::Values(-1800, -833, 0, 451, 1920));

TEST_P(DayStateAt, TheRestIsThatOfTheUnbrokenDay) {
  SavedTown town;
  auto unbroken = town.begin(1);
  go_to(*unbroken, kSeven + GetParam());
  const std::vector<char> state = unbroken->save();
  const std::vector<double> expected = figures_of_rest(*unbroken);
  const KnownWays::Day ways = town.ways.today();
  for (const int threads : {1, 2}) {
    auto rest = town.go_on(state, threads);
    EXPECT_EQ(rest->now(), kSeven + GetParam());
    EXPECT_NO_THROW(rest->validate());
    EXPECT_EQ(first_difference(figures_of_rest(*rest), expected), -1) << threads << " threads";
    EXPECT_EQ(town.ways.today().links, ways.links);
  }
}

TEST(DayState, EverythingIsUnderWayInTheTown) {
  SavedTown town;
  auto day = town.begin(1);
  go_to(*day, kSeven);
  EXPECT_GT(day->transit().waiting_persons(), 50);
  EXPECT_GT(day->transit().on_board_persons(), 50);
  EXPECT_GT(day->traffic().counts().in_network, 100);
  std::vector<WalkerView> walkers;
  day->view_walkers(walkers);
  EXPECT_GT(walkers.size(), 20U);
  std::vector<VehicleView> vehicles;
  day->traffic().view(vehicles);
  std::array<int, 4> owners{};
  for (const VehicleView& v : vehicles) ++owners[static_cast<std::size_t>(v.owner.kind())];
  for (const int count : owners) EXPECT_GT(count, 3);
}

// A chain of short days: each goes on from the state of the one before it.
TEST(DayState, ARestoredDayCanBeSavedAgain) {
  SavedTown town;
  auto day = town.begin(2);
  go_to(*day, kSeven - 900);
  for (const float later : {-600.0F, 0.0F, 77.0F}) {
    const std::vector<char> state = day->save();
    day = town.go_on(state, 1);
    go_to(*day, kSeven + later);
  }
  auto unbroken = town.begin(1);
  EXPECT_EQ(first_difference(figures_of_rest(*day),
                             [&] {
                               go_to(*unbroken, kSeven + 77);
                               return figures_of_rest(*unbroken);
                             }()),
            -1);
}

TEST(DayState, OnlyTripsThatHaveNotBegunFollowNewPlans) {
  SavedTown town;
  auto before = town.begin(1);
  go_to(*before, kSeven);
  const std::vector<char> state = before->save();
  const std::size_t trips = before->finish().trips.size();
  for (const TripId t : town.people.trips()) {
    town.people.trip.mode[t] = Mode::walk;
    town.people.trip.ride_count[t] = 0;
    town.people.trip.departure_s[t] += t.value % 2 == 0 ? 0 : 60;
  }
  auto after = town.go_on(state, 1);
  while (!after->done()) after->step(), after->validate();
  const DayOutcome o = after->finish();
  EXPECT_NEAR(static_cast<double>(o.trips.size()), static_cast<double>(trips), 0.05 * trips);
  int others_before = 0;
  for (const TripRecord& r : o.trips)
    if (r.departure_s >= kSeven)
      EXPECT_EQ(r.mode, Mode::walk);
    else
      others_before += r.mode != Mode::walk ? 1 : 0;
  EXPECT_GT(others_before, 50);
}

struct Refused : ::testing::Test {
  SavedTown town;
  std::vector<char> state = [&] {
    auto day = town.begin(1);
    go_to(*day, kSeven - 1500);
    return day->save();
  }();
  void expect_refused(std::span<const char> bytes, const std::string& why) {
    try {
      const auto day = town.go_on(bytes, 1);
      FAIL() << "taken: " << why;
    } catch (const InputError& e) {
      EXPECT_NE(std::string(e.what()).find(why), std::string::npos) << e.what();
    }
  }
};

TEST_F(Refused, BytesThatAreCutOrAltered) {
  const std::span<const char> bytes(state);
  expect_refused(bytes.first(10), "too short");
  expect_refused(bytes.first(bytes.size() - 1), "cut or altered");
  expect_refused(bytes.first(bytes.size() / 2), "cut or altered");
  for (const std::size_t i : {bytes.size() / 3, bytes.size() - 3}) {
    std::vector<char> altered = state;
    altered[i] = static_cast<char>(altered[i] ^ 16);
    expect_refused(altered, "cut or altered");
  }
  expect_refused(std::vector<char>(1000, 'x'), "not the state of a day");
  std::vector<char> older = state;
  older[4] = 0;
  expect_refused(older, "another version");
}

TEST_F(Refused, StatesOfAnotherWorldSeedOrPeriod) {
  const std::string why = "another world";
  const DayOptions options = town.options;
  town.options.seed = 6;
  expect_refused(state, why);
  town.options = options;
  town.options.to_s += 900;
  expect_refused(state, why);
  town.options = options;
  town.world.network.link.free_speed_mps[LinkId{3}] += 1;
  expect_refused(state, why);
}

TEST_F(Refused, APayloadOfOtherTables) {
  const DayFingerprint mark = fingerprint_of(town.input(), town.options);
  std::vector<char> payload = payload_of(state, mark);
  payload.push_back(0);
  expect_refused(framed(payload, mark), "does not fit");
  ASSERT_GT(payload.size(), 6U);
  expect_refused(framed(std::span(payload).first(payload.size() - 6), mark), "does not fit");
}

}  // namespace
}  // namespace mwendo
