// Crossing streets under police, and what their signals show.
#pragma once

#include <vector>

#include "tests/support/traffic_roads.h"

namespace mwendo {

inline constexpr float kCrossSpeed = 12;  // m/s

// One-way streets that cross, main and side, a third one that nobody uses, and a lane round the
// corner that is open in every phase. Each street has up to 30 s with 3 s after it.
struct PoliceCross {
  LinkId main_in, main_out, side_in, side_out, third_in, corner_in, corner_out;
  Network net;
  explicit PoliceCross(float green_s = 30) {
    NetworkBuilder b;
    const NodeId centre = b.add_node({0, 0}, JunctionControl::police);
    const auto link = [&](NodeId from, NodeId to) {
      return b.add_link({.from = from, .to = to, .free_speed_mps = kCrossSpeed});
    };
    main_in = link(b.add_node({-800, 0}), centre);
    main_out = link(centre, b.add_node({400, 0}));
    side_in = link(b.add_node({0, -800}), centre);
    side_out = link(centre, b.add_node({0, 400}));
    third_in = link(b.add_node({-300, 800}), centre);
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
struct PoliceWatch {
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
  // Eight vehicles always wait to enter; each call of `add_some` adds one or more of them.
  template <class Add>
  void keep_queue(Add&& add_some) {
    while (traffic.waiting_to_enter() < 8) add_some();
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

}  // namespace mwendo
