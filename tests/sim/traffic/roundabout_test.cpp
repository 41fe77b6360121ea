// Roundabouts of two lanes that the network holds as one node.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "tests/support/hcm2010.h"
#include "tests/support/junction_cases.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr float kSpeed = 40 / 3.6F;
constexpr float kWarmUp = 600;
constexpr float kEnd = 4200;
constexpr std::size_t kQueue = 40;  // vehicles

// Four streets of two lanes each way; number k is reached k quarters round the island from 0.
struct Roundabout {
  std::array<LinkId, 4> in, out;
  Network net;
  explicit Roundabout(DrivingSide side) {
    NetworkBuilder builder({.driving_side = side});
    const NodeId centre = builder.add_node({0, 0}, JunctionControl::roundabout);
    const double round = side == DrivingSide::left ? -1 : 1;  // counter-clockwise on the right
    for (std::size_t k = 0; k < 4; ++k) {
      const double angle = round * static_cast<double>(k) * std::numbers::pi / 2;
      const NodeId end = builder.add_node({600 * std::cos(angle), 600 * std::sin(angle)});
      in[k] = builder.add_link({.from = end, .to = centre, .lanes = 2, .free_speed_mps = kSpeed});
      out[k] = builder.add_link(
          {.from = centre, .to = end, .lanes = 2, .free_speed_mps = kSpeed, .reverse = in[k]});
    }
    net = builder.build();
  }
};

struct Demand {
  std::size_t from, to;
};

// Vehicles that enter in an hour from each street. Some always wait there.
std::array<std::size_t, 4> entries(DrivingSide side, const std::vector<Demand>& demands) {
  const Roundabout r(side);
  Traffic traffic(r.net, {});
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  Instruments at(traffic);
  while (traffic.now() < kEnd) {
    for (const Demand& d : demands) {
      if (at.on(r.in[d.from]) >= kQueue) continue;
      const std::vector<LinkId> route = {r.in[d.from], r.out[d.to]};
      traffic.add_vehicle({.type = car, .route = route, .entry_share = 0, .exit_share = 1});
    }
    traffic.step();
    at.observe();
  }
  std::array<std::size_t, 4> served{};
  for (std::size_t k = 0; k < 4; ++k) served[k] = at.count(r.in[k], kWarmUp, kEnd);
  return served;
}

class RoundaboutOfLanes : public testing::TestWithParam<DrivingSide> {
 protected:
  // The first demand is served as if alone beside the second.
  void expect_priority(Demand first, Demand second) {
    alone_ = static_cast<double>(entries(GetParam(), {first})[first.from]);
    const auto both = entries(GetParam(), {first, second});
    EXPECT_NEAR(static_cast<double>(both[first.from]), alone_, 0.06 * alone_);
    other_ = both[second.from];
  }
  double alone_ = 0;
  std::size_t other_ = 0;
};

constexpr std::size_t kLetIn = 20;  // an hour, at least: who waits is let in after 180 s

TEST_P(RoundaboutOfLanes, AVehicleThatGoesStraightOnPassesTheNextEntry) {
  expect_priority({0, 2}, {1, 3});
  EXPECT_GE(other_, kLetIn);
}

TEST_P(RoundaboutOfLanes, AVehicleThatTurnsAcrossPassesTwoEntries) {
  expect_priority({0, 3}, {2, 0});
  EXPECT_GE(other_, kLetIn);
}

TEST_P(RoundaboutOfLanes, AVehicleThatTurnsAtTheKerbPassesNoEntry) {
  expect_priority({1, 3}, {0, 1});
}

INSTANTIATE_TEST_SUITE_P(Sides, RoundaboutOfLanes,
                         testing::Values(DrivingSide::left, DrivingSide::right));

// HCM 2010, chapter 21: turns across pass two entries, turns at the kerb none. All entries full.
// The streets drive on the left: the turn at the kerb is the left one.
TEST(RoundaboutHours, ServesWhatHcmSaysWithEachTurn) {
  struct Turns {
    double kerb, across;
  };
  for (const Turns t : {Turns{0, 0}, {0.2, 0}, {0, 0.2}, {0.1, 0.1}, {0.2, 0.2}, {0.25, 0.25}})
    for (const std::uint64_t seed : {1, 2, 3}) {
      const JunctionCase c{
          .control = JunctionControl::roundabout, .lanes = 2, .left = t.kerb, .right = t.across};
      const double hcm = hcm2010::roundabout({2, 0, t.across, t.kerb});
      const double served = run_junction(c, {.seconds = 3600, .seed = seed}).per_hour();
      EXPECT_NEAR(served, hcm, 0.15 * hcm) << t.kerb << ' ' << t.across;
    }
}

}  // namespace
}  // namespace mwendo
