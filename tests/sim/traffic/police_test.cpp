// Police that give greens as traffic comes, against closed forms.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/traffic/police_cross.h"

namespace mwendo {
namespace {

// A queue on both streets: the planned greens, 30 s of 66 s. The third street has nobody, and
// traffic round the corner asks for no phase.
TEST(Police, HoldAGreenWhileTheQueueFlows) {
  const PoliceCross x;
  PoliceWatch w{x.net};
  w.drive(x.main_in, [&] {
    w.keep_queue([&] {
      w.add(x.main_in, x.main_out);
      w.add(x.side_in, x.side_out);
      w.add(x.corner_in, x.corner_out);
    });
  });
  EXPECT_NEAR(w.open, 30.0 / 66, 0.003);
}

// Nobody waits elsewhere: the green stays.
TEST(Police, KeepAGreenThatNobodyElseNeeds) {
  const PoliceCross x;
  PoliceWatch w{x.net};
  w.drive(x.main_in, [&] { w.keep_queue([&] { w.add(x.main_in, x.main_out); }); });
  EXPECT_NEAR(w.open, 1, 1e-9);
}

// A lone vehicle from the side every 100 s gets the least green, 15 s. With 3 s of clearance before
// and after it, the main street has 79 s of 100 s.
void expect_side_gets_the_least_green(bool full_corner) {
  const PoliceCross x;
  PoliceWatch w{x.net};
  w.drive(x.main_in, [&] {
    w.keep_queue([&] {
      w.add(x.main_in, x.main_out);
      if (full_corner) w.add(x.corner_in, x.corner_out);
    });
    if (w.every(100)) w.add(x.side_in, x.side_out);
  });
  EXPECT_NEAR(w.open, 79.0 / 100, 0.003);
}

TEST(Police, EndAGreenThatNobodyUses) { expect_side_gets_the_least_green(false); }

// A full lane round the corner changes nothing: its vehicles pass in every phase.
TEST(Police, DoNotWaitForLanesRoundTheCorner) { expect_side_gets_the_least_green(true); }

// Traffic round the corner asks for no phase: the side keeps its green.
TEST(Police, GiveNoGreenToLanesRoundTheCorner) {
  const PoliceCross x;
  PoliceWatch w{x.net};
  w.drive(x.side_in, [&] {
    w.keep_queue([&] { w.add(x.corner_in, x.corner_out); });
    if (w.every(20)) w.add(x.side_in, x.side_out);
  });
  EXPECT_NEAR(w.open, 1, 1e-9);
}

// A phase for people on foot comes after the planned green, with a queue and without one.
TEST(Police, KeepThePhaseOfPeopleOnFoot) {
  for (const int headway : {2, 50}) {
    NetworkBuilder b;
    const NodeId centre = b.add_node({0, 0}, JunctionControl::police);
    const LinkId in = b.add_link({.from = b.add_node({-800, 0}), .to = centre});
    const LinkId out = b.add_link({.from = centre, .to = b.add_node({400, 0})});
    b.set_signal(centre, {.kind = SignalKind::police,
                          .phases = {{.green_s = 40, .clearance_s = 3, .turns = {{in, out}}},
                                     {.green_s = 20, .clearance_s = 3, .turns = {}}}});
    const Network net = b.build();
    PoliceWatch w{net};
    w.drive(in, [&] {
      if (w.every(headway)) w.add(in, out);
    });
    EXPECT_NEAR(w.open, 40.0 / 66, 0.005) << "headway " << headway;
  }
}

// People on foot who wait to cross the main street, two or three in the 3 s between greens, get the
// two other greens after the planned one, for the least duration where vehicles come: the main
// street has 30 s of 30 + 3 + 15 + 3 + 15 + 3 s.
TEST(Police, GivePeopleOnFootTheirTurn) {
  const PoliceCross x;
  PoliceWatch w{x.net};
  w.traffic.set_walkers_at_signal(x.main_out, 3000);
  w.drive(x.main_in, [&] { w.keep_queue([&] { w.add(x.main_in, x.main_out); }); });
  EXPECT_NEAR(w.open, 30.0 / 69, 0.005);
}

// s of a green after the queue has gone until a gap of `gap` in Poisson arrivals of rate q.
double extension(double q, double gap) { return (std::exp(q * gap) - 1) / q; }

// Two streets with the same flow q of Poisson arrivals. A queue leaves at headways h, the first
// vehicle from the line: the k-th passes at v / (2 a) + (k - 1) h. With y = q h, a green after a
// red r serves its queue in g = (y r + v / (2 a) - h) / (1 - y). Then it lasts until nobody has
// been in the junction for 4 s. Both streets have the cycle c = 2 (g + extension + 3), r = c / 2
// + 3. Source: queue at a red of Webster (1958); gaps of Poisson streams by renewal theory.
TEST(Police, CycleOfTwoQueuesServedToTheirEnd) {
  const PoliceCross x(120);
  for (const double q : {600.0 / 3600, 650.0 / 3600, 700.0 / 3600}) {
    PoliceWatch w{x.net};
    const VehicleType& t = w.traffic.type(w.car);
    const double h = t.reaction + t.spacing / kCrossSpeed;
    const double y = q * h;
    const double lost = kCrossSpeed / (2 * t.accel) - h;
    const double gap = 4 + (9 + t.length) / kCrossSpeed;  // and the way across the junction
    const double half = ((3 * y + lost) / (1 - y) + extension(q, gap) + 3) / (1 - y / (1 - y));
    const double c = 2 * half;
    const auto main = poisson_times(q, 7500, 1), side = poisson_times(q, 7500, 2);
    std::size_t i = 0, j = 0;
    w.drive(x.main_in, [&] {
      for (; i < main.size() && main[i] <= w.traffic.now(); ++i) w.add(x.main_in, x.main_out);
      for (; j < side.size() && side[j] <= w.traffic.now(); ++j) w.add(x.side_in, x.side_out);
    });
    EXPECT_NEAR(6900.0 / w.greens, c, 0.08 * c) << q * 3600;
  }
}

// A crossing of one-lane streets with the usual plan. Vehicles drive on the left.
struct PoliceCrossing {
  NetworkBuilder b;
  NodeId centre = b.add_node({0, 0}, JunctionControl::police);
  std::pair<LinkId, LinkId> west = arm(-1, 0), east = arm(1, 0), north = arm(0, 1),
                            south = arm(0, -1);
  Network net = b.build();
  std::pair<LinkId, LinkId> arm(double x, double y) {
    return b.add_street({.from = b.add_node({800 * x, 800 * y}),
                         .to = centre,
                         .free_speed_mps = kCrossSpeed,
                         .road_class = RoadClass::primary});
  }
};

// Traffic from the west to a street, beside a full opposing stream and a full side street.
void drive_crossing(const PoliceCrossing& x, PoliceWatch& w, LinkId goal, int headway) {
  w.drive(x.west.first, [&] {
    if (!w.every(headway)) return;
    w.add(x.west.first, goal);
    w.add(x.east.first, x.west.second);
    w.add(x.south.first, x.north.second);
  });
}

// A full stream comes towards those who turn across, and another street is full. In a cycle of 198
// s (87, 15 and 87 s, 3 s after each) they have 15 s alone, at a headway of 2 s. Two more stand in
// the junction when the green of both ends.
TEST(Police, GiveAGreenToThoseWhoTurnAcross) {
  const PoliceCrossing x;
  PoliceWatch w{x.net};
  drive_crossing(x, w, x.south.second, 5);
  const double turned = double{w.traffic.tallies().over_all(x.south.second).vehicles};
  const double theory = 7500.0 / 198 * (15 / 2.0 + 2);
  EXPECT_NEAR(turned, theory, 0.1 * theory);
}

// Nobody turns: the streets have 87 s of 180.
TEST(Police, KeepTheGreenForTurnsBackWhereNobodyTurns) {
  const PoliceCrossing x;
  PoliceWatch w{x.net};
  drive_crossing(x, w, x.east.second, 4);
  EXPECT_NEAR(w.open, 87.0 / 180, 0.01);
}

}  // namespace
}  // namespace mwendo
