// Speed of a movement, from the angle of the turn and the width of the streets.
//
//   set_turn_speeds(net);                  // fills net.movement.speed_mps
//   const float v = turn_speed(net, m);    // m/s, of one movement
//
// Equations: v = sqrt(a r), a = 5.5 m/s2, r = l / (angle - 15 degrees) + w / 4. Here l is the
// length of the path and w the width of the lane that it leaves. Paths that bend less than 15
// degrees are not limited. The path is the arc that touches both lanes, from stop line to exit
// line, with its straight rest. Stop lines lie where kerbs meet, rounded with 4 m, behind the
// widest crossing street. In gentle turns the arc begins at least 12 m x cos(angle) before the
// node, because the angle is measured over 12 m. The speed of a movement is the mean over its lane
// connections. It is at least 4 m/s (U-turns: 4 m/s) and at most the free speed of either link.
// Source: SUMO's netconvert, junctions.limit-turn-speed and default.junctions.radius, after Odhams
// and Cole (2004), Models of driver speed choice in curves. 5.5 m/s2 is a side friction of 0.56,
// which car drivers accept at 20 to 30 km/h. Radius of kerbs and least speed are assumptions.
// Error: against netconvert see docs/network.md.
// Limits: no superelevation, gradient or sight; heavy vehicles turn as fast as cars.
#pragma once

#include "network/network.h"

namespace mwendo::build {

[[nodiscard]] float turn_speed(const Network& net, MovementId m);

void set_turn_speeds(Network& net);

}  // namespace mwendo::build
