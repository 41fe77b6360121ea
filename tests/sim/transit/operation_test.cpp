#include "sim/transit/operation.h"

#include <gtest/gtest.h>

#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using testing::SmallWorld;

struct Service {
  explicit Service(testing::LineSpec spec, float expansion = 1)
      : world(testing::make_small_world()) {
    spec.nodes = testing::row_nodes(world, 7);
    line = testing::add_line(world, spec);
    // Nothing is on the road yet: the first vehicle leaves the terminal at the start.
    world.transit.line.first_departure_s[line] = 0;
    world.transit.line.last_departure_s[line] = 86400;
    world.transit.line.offpeak_headway_s[line] = spec.headway_s;
    world.transit.line.fill_and_go[line] = 0;
    traffic = std::make_unique<Traffic>(world.network, TrafficOptions{.from_s = 0, .to_s = 7200});
    transit = std::make_unique<TransitOperation>(
        world.network, world.transit,
        TransitOptions{.from_s = 0, .to_s = 7200, .expansion = expansion}, *traffic);
  }
  void run(float until_s) {
    while (traffic->now() < until_s) {
      traffic->step();
      transit->step();
      for (const Alighting& a : transit->alightings()) arrived.push_back(a);
      for (const Boarding& b : transit->boardings()) waits.push_back(b.waited_s);
    }
  }
  [[nodiscard]] StopId stop(std::size_t i) const { return world.transit.stops_of(line)[i].stop; }
  SmallWorld world;
  LineId line;
  std::unique_ptr<Traffic> traffic;
  std::unique_ptr<TransitOperation> transit;
  std::vector<Alighting> arrived;
  std::vector<float> waits;
};

TEST(TransitOperation, CarriesAPassengerAndChargesTheFare) {
  Service s({.headway_s = 600, .fare = 20, .fare_per_km = 5});
  s.transit->wait(0, s.stop(1), s.stop(5), s.line);
  s.run(3000);
  ASSERT_EQ(s.arrived.size(), 1U);
  EXPECT_EQ(s.arrived[0].stop, s.stop(5));
  EXPECT_NEAR(s.arrived[0].ridden_m, 1600, 1e-3);
  EXPECT_NEAR(s.arrived[0].fare, 20 + 5 * 1.6, 1e-4);
  EXPECT_EQ(s.transit->on_board_persons(), 0);
}

TEST(TransitOperation, MeanWaitIsHalfTheHeadwayForEvenArrivals) {
  Service s({.headway_s = 300, .capacity = 500});
  for (std::uint32_t i = 0; i < 360; ++i) {
    s.transit->wait(i, s.stop(2), s.stop(6), s.line);
    s.run(static_cast<float>(i + 1) * 10);
  }
  s.run(4500);
  double sum = 0;
  for (const float w : s.waits) sum += w;
  ASSERT_EQ(s.waits.size(), 360U);
  // Riders come every 10 s, so that the mean is known to half of it; headways vary by a few
  // seconds.
  EXPECT_NEAR(sum / 360, 150, 6);
}

TEST(TransitOperation, FullVehiclesLeavePeopleBehind) {
  Service s({.headway_s = 600, .capacity = 10});
  for (std::uint32_t i = 0; i < 25; ++i) s.transit->wait(i, s.stop(1), s.stop(8), s.line);
  s.run(7000);
  EXPECT_EQ(s.arrived.size(), 25U);
  const LineResult r = s.transit->line_results()[s.line.value];
  EXPECT_EQ(r.boardings, 25);
  EXPECT_EQ(r.sections[1].left_behind, 15 + 5);  // of the first and of the second vehicle
  for (const LineSectionResult& section : r.sections) EXPECT_LE(section.passengers, section.places);
}

// An agent that stands for 40 persons does not fit a minibus of 14; places per hour must still be
// those of the line.
TEST(TransitOperation, SmallSamplesKeepTheCapacityPerHour) {
  Service s({.headway_s = 60, .capacity = 14}, 40);
  std::uint32_t agents = 0;
  for (float until_s = 60; until_s <= 7200; until_s += 60) {
    while (s.transit->waiting_persons() < 200)
      s.transit->wait(agents++, s.stop(1), s.stop(3), s.line);
    s.run(until_s);
  }
  const double offered = s.transit->line_results()[s.line.value].sections[1].places;
  EXPECT_GT(offered, 1000);
  EXPECT_NEAR(s.transit->boarded_persons(), offered, 40 + 14);  // an agent, a vehicle on its way
}

TEST(TransitOperation, ConservesPeople) {
  Service s({.headway_s = 120});
  double waited = 0;
  for (std::uint32_t i = 0; i < 200; ++i) {
    s.transit->wait(i, s.stop(i % 5), s.stop(6 + i % 7), s.line);
    ++waited;
    s.run(static_cast<float>(i) * 5);
    EXPECT_EQ(waited, s.transit->waiting_persons() + s.transit->boarded_persons());
    EXPECT_EQ(s.transit->boarded_persons(),
              s.transit->on_board_persons() + s.transit->alighted_persons());
  }
}

// From the end of one link to that of the next by the three others of a block.
std::vector<LinkId> round_the_block(const Network& net, LinkId before, LinkId link) {
  for (const LinkId first : net.outgoing(net.link.to[before]))
    for (const LinkId second : net.outgoing(net.link.to[first]))
      for (const LinkId third : net.outgoing(net.link.to[second]))
        if (first != link && net.link.to[third] == net.link.to[link] &&
            net.link.from[second] != net.link.to[link] && third != net.link.reverse[second])
          return {first, second, third};
  return {};
}

TEST(TransitOperation, WhoseStopIsPassedOnADetourGetsOffAtTheNextOne) {
  Service s({.headway_s = 3000});
  s.transit->wait(0, s.stop(1), s.stop(3), s.line);
  const LinkId of_stop = s.world.transit.stop.link[s.stop(3)];
  std::vector<VehicleView> on_road;
  std::vector<LinkId> way;
  while (way.size() < 2 || way[1] != of_stop) {
    s.run(s.traffic->now() + 1);
    s.traffic->view(on_road);
    if (!on_road.empty()) way = s.traffic->way_left(on_road[0].vehicle);
    ASSERT_LT(s.traffic->now(), 3000);
  }
  std::vector<LinkId> detour = round_the_block(s.world.network, way[0], way[1]);
  ASSERT_EQ(detour.size(), 3U);
  detour.insert(detour.begin(), way[0]);
  detour.insert(detour.end(), way.begin() + 2, way.end());
  while (!s.traffic->change_way(on_road[0].vehicle, detour)) s.run(s.traffic->now() + 1);
  s.run(3000);
  ASSERT_EQ(s.arrived.size(), 1U);
  EXPECT_EQ(s.arrived[0].stop, s.stop(4));
  EXPECT_EQ(s.transit->on_board_persons(), 0);
}

}  // namespace
}  // namespace mwendo
