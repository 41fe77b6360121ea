// How long a vehicle of a line stands at a stop.
//
//   const DwellTimes t = usual_dwell(Mode::bus);
//   dwell_s(t, {.boarding = 6, .alighting = 2})          // 5 + the time of the doors
//
// Source of the formulas: ITDP, Online BRT Planning Guide, ch. 7. Doors used both ways:
// T = T0 + B b + A a. Separate doors for getting on and off: T = T0 + Tb + Ta^2 / (Ta + Tb), where
// Tb = B b and Ta = A a. Units: seconds, persons.
#pragma once

#include "sim/modes/classes.h"

namespace mwendo {

struct DwellTimes {
  float fixed_s = 5;   // opening, closing, moving off
  float board_s = 2;   // per person, all doors together
  float alight_s = 2;  // the same
  bool separate_doors = false;
  bool operator==(const DwellTimes&) const = default;
};

struct Exchange {
  float boarding = 0;
  float alighting = 0;
};

[[nodiscard]] float dwell_s(const DwellTimes& t, Exchange persons);

// What a vehicle takes of a dock besides the time of its people: braking, doors, starting and
// leaving room for the next one. Source: the same guide.
[[nodiscard]] constexpr float dead_time_s(float length_m) { return 13 + 0.25F * length_m; }

// Minibuses have one door. Fares are paid on board of buses and before boarding at rapid lines.
// Sources: TCRP Report 165, exhibits 6-4 to 6-6; minibuses from field surveys in South Africa and
// Kenya (unverified), 2 to 3 s to get on and 1.5 to 2.5 s to get off.
[[nodiscard]] DwellTimes usual_dwell(Mode m);

// Buses of rapid lines, with doors of 1.1 m that open together: seconds of one door in the ITDP
// guide, over the doors. Where fares are paid on board, people get on at one door.
struct Doors {
  int count = 3;
  bool level = true;    // platform and floor
  bool prepaid = true;  // before boarding; else by card on board
  bool operator==(const Doors&) const = default;
};
[[nodiscard]] DwellTimes dwell_of(const Doors& doors);

}  // namespace mwendo
