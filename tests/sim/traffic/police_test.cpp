// Police that give greens as traffic comes, against closed forms.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr float kSpeed = 12;

// One-way streets that cross, main and side, a third one that nobody uses, and a lane round the
// corner that is open in every phase. Each street has up to 30 s with 3 s after it.
struct Cross {
  LinkId main_in, main_out, side_in, side_out, third_in, corner_in, corner_out;
  Network net;
  explicit Cross(float green_s = 30) {
    NetworkBuilder b;
    const NodeId centre = b.add_node({0, 0}, JunctionControl::police);
    const auto link = [&](NodeId from, NodeId to) {
      return b.add_link({.from = from, .to = to, .free_speed_mps = kSpeed});
    };
    main_in = link(b.add_node({-800, 0}), centre);
    main_out = link(centre, b.add_node({400, 0}));
    side_in = link(b.add_node({0, -800}), centre);
    side_out = link(centre, b.add_node({0, 400}));
    third_in = link(b.add_node({-600, 600}), centre);
    corner_in = link(b.add_node({800, 100}), centre);
    corner_out = link(centre, b.add_node({400, 400}));
    const auto phase = [&](LinkId from, LinkId to) {
      const std::vector<Turn> turns = {{from, to}, {corner_in, corner_out}};
      return SignalSpec::Phase{.green_s = green_s, .clearance_s = 3, .turns = turns};
    };
    b.set_signal(centre, {.kind = SignalKind::police,
                          .phases = {phase(main_in, main_out), phase(side_in, side_out),
                                     phase(third_in, main_out)}});
    net = b.build();
  }
};

// Drives 7,500 s and notes what is open in the last 6,900 s.
struct Watch {
  const Network& net;
  Traffic traffic{net, {}};
  TypeIndex car = add_type(traffic, VehicleClass::car);
  double open = 0;    // share of the time of the movement looked at
  int greens = 0;     // of it
  double passed = 0;  // vehicles

  void add(LinkId from, LinkId to) {
    const LinkId route[] = {from, to};
    traffic.add_vehicle({.type = car, .route = route, .entry_share = 0, .exit_share = 1});
  }
  bool every(int seconds) { return static_cast<int>(traffic.now()) % seconds == 0; }
  template <class Add>
  void drive(LinkId look_at, Add&& add_some) {
    const MovementId m = *net.movements_of(look_at).begin();
    bool was_open = true;
    for (int i = 0; i < 600 + 6900; ++i) {
      add_some();
      traffic.step();
      if (i < 600) continue;
      open += traffic.movement_open(m) / 6900.0;
      greens += traffic.movement_open(m) && !was_open ? 1 : 0;
      was_open = traffic.movement_open(m);
    }
    passed = traffic.counts().left;
  }
};

// A queue on both streets: the planned greens, 30 s of 66 s. The third street has nobody, and
// traffic round the corner asks for no phase.
TEST(Police, HoldAGreenWhileTheQueueFlows) {
  const Cross x;
  Watch w{x.net};
  w.drive(x.main_in, [&] {
    while (w.traffic.waiting_to_enter() < 8) {
      w.add(x.main_in, x.main_out);
      w.add(x.side_in, x.side_out);
      w.add(x.corner_in, x.corner_out);
    }
  });
  EXPECT_NEAR(w.open, 30.0 / 66, 0.003);
}

// Nobody waits elsewhere: the green stays.
TEST(Police, KeepAGreenThatNobodyElseNeeds) {
  const Cross x;
  Watch w{x.net};
  w.drive(x.main_in, [&] {
    while (w.traffic.waiting_to_enter() < 8) w.add(x.main_in, x.main_out);
  });
  EXPECT_NEAR(w.open, 1, 1e-9);
}

// A lone vehicle from the side every 100 s gets the least green, 15 s. With 3 s of clearance before
// and after it, the main street has 79 s of 100 s.
TEST(Police, EndAGreenThatNobodyUses) {
  const Cross x;
  Watch w{x.net};
  w.drive(x.main_in, [&] {
    while (w.traffic.waiting_to_enter() < 8) w.add(x.main_in, x.main_out);
    if (w.every(100)) w.add(x.side_in, x.side_out);
  });
  EXPECT_NEAR(w.open, 79.0 / 100, 0.003);
}

// The same beside a full lane round the corner: its vehicles pass in every phase.
TEST(Police, DoNotWaitForLanesRoundTheCorner) {
  const Cross x;
  Watch w{x.net};
  w.drive(x.main_in, [&] {
    while (w.traffic.waiting_to_enter() < 8) {
      w.add(x.main_in, x.main_out);
      w.add(x.corner_in, x.corner_out);
    }
    if (w.every(100)) w.add(x.side_in, x.side_out);
  });
  EXPECT_NEAR(w.open, 79.0 / 100, 0.003);
}

// Traffic round the corner asks for no phase: the side keeps its green.
TEST(Police, GiveNoGreenToLanesRoundTheCorner) {
  const Cross x;
  Watch w{x.net};
  w.drive(x.side_in, [&] {
    while (w.traffic.waiting_to_enter() < 8) w.add(x.corner_in, x.corner_out);
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
    Watch w{net};
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
  const Cross x;
  Watch w{x.net};
  w.traffic.set_walkers_at_signal(x.main_out, 3000);
  w.drive(x.main_in, [&] {
    while (w.traffic.waiting_to_enter() < 8) w.add(x.main_in, x.main_out);
  });
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
  const Cross x(120);
  for (const double q : {600.0 / 3600, 650.0 / 3600, 700.0 / 3600}) {
    Watch w{x.net};
    const VehicleType& t = w.traffic.type(w.car);
    const double h = t.reaction + t.spacing / kSpeed;
    const double y = q * h;
    const double lost = kSpeed / (2 * t.accel) - h;
    const double gap = 4 + (9 + t.length) / kSpeed;  // and the way across the junction
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

}  // namespace
}  // namespace mwendo
