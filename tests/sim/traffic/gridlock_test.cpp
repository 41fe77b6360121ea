// Rings of vehicles that wait for each other's space: they go round together and nobody is moved
// on.
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// A square of one-way streets; at each corner one street comes in and one goes out.
struct Square {
  Network net;
  LinkId ring[4], in[4], out[4];
  explicit Square(double side, JunctionControl control = JunctionControl::priority) {
    NetworkBuilder b;
    const Point corner[4] = {{0, 0}, {side, 0}, {side, side}, {0, side}};
    const Point away[4] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};
    NodeId at[4];
    for (int i = 0; i < 4; ++i) at[i] = b.add_node(corner[i], control);
    for (int i = 0; i < 4; ++i) {
      const auto beside = [&](double x, double y) {
        return b.add_node({corner[i].x + away[i].x * x, corner[i].y + away[i].y * y});
      };
      ring[i] = b.add_link({.from = at[i], .to = at[(i + 1) % 4], .free_speed_mps = 10});
      in[i] = b.add_link({.from = beside(300, 0), .to = at[i], .free_speed_mps = 10});
      out[i] = b.add_link({.from = at[i], .to = beside(0, 300), .free_speed_mps = 10});
    }
    net = b.build();
  }
};

struct Outcome {
  double first = 0, second = 0;  // vehicles that left in each half
  double rings = 0, moved_on = 0;
};

// Everybody drives three sides of the square; all streets in are saturated. The classes take turns.
Outcome run_square(const Square& square, float until, std::vector<VehicleClass> classes) {
  Traffic traffic(square.net, {});
  std::vector<TypeIndex> types;
  for (const VehicleClass c : classes) types.push_back(add_type(traffic, c));
  Outcome o;
  std::uint64_t turn = 0;
  while (traffic.now() < until) {
    while (traffic.waiting_to_enter() < 12) {
      const auto i = turn++ % 4;
      const LinkId route[] = {square.in[i], square.ring[i], square.ring[(i + 1) % 4],
                              square.ring[(i + 2) % 4], square.out[(i + 3) % 4]};
      traffic.add_vehicle({.type = types[turn / 4 % types.size()],
                           .route = route,
                           .entry_share = 0,
                           .exit_share = 1});
    }
    traffic.step();
    traffic.validate();
    if (traffic.now() == until / 2) o.first = traffic.counts().left;
  }
  o.second = traffic.counts().left - o.first;
  o.rings = traffic.counts().moved_up_in_rings;
  o.moved_on = traffic.counts().moved_on;
  return o;
}

void expect_no_lock(const Outcome& o) {
  EXPECT_GT(o.rings, 0) << "the case is no gridlock";
  EXPECT_EQ(o.moved_on, 0);
  EXPECT_GT(o.second, 0.8 * o.first) << "it does not get worse with time";
  EXPECT_GT(o.second, 300) << "vehicles in an hour";
}

TEST(Gridlock, ARingOfFullStreetsGoesRoundTogether) {
  const Square square(60);
  expect_no_lock(run_square(square, 7200, {VehicleClass::car}));
}

// A bus at the end of a side stands out into the junction. When a car leaves the side at its front,
// the bus moves up by less than that, so the next vehicle finds no room yet.
TEST(Gridlock, ARingWithBusesTurnsUntilAllHaveRoom) {
  expect_no_lock(run_square(Square(24), 7200, {VehicleClass::car, VehicleClass::bus}));
}

// The front vehicle of a side comes to the line at red: it has not been denied room in a green.
TEST(Gridlock, ARingTurnsThroughSignals) {
  const Square square(40, JunctionControl::signal);
  expect_no_lock(run_square(square, 7200, {VehicleClass::car, VehicleClass::bus}));
}

}  // namespace
}  // namespace mwendo
