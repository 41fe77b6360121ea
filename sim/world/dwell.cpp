#include "sim/world/dwell.h"

namespace mwendo {

namespace {

// With it an empty stop of a bay takes as long as the guide's dead time of 13 s + 0.25 s a metre.
constexpr float kFixedOfBrt = 8;

}  // namespace

float dwell_s(const DwellTimes& t, Exchange persons) {
  const float on = persons.boarding * t.board_s;
  const float off = persons.alighting * t.alight_s;
  if (!t.separate_doors || on + off <= 0) return t.fixed_s + on + off;
  return t.fixed_s + on + off * off / (on + off);
}

DwellTimes usual_dwell(Mode m) {
  switch (m) {
    case Mode::brt: return dwell_of({});
    case Mode::lrt: return {15, 0.4F, 0.35F};
    case Mode::bus: return {5, 3.5F, 1.8F, true};
    default: return {5, 2.5F, 1.8F};
  }
}

DwellTimes dwell_of(const Doors& doors) {
  const auto count = static_cast<float>(doors.count);
  const float off = (doors.level ? 0.5F : 1.5F) / count;
  if (!doors.prepaid) return {kFixedOfBrt, 2, off, doors.count > 1};
  return {kFixedOfBrt, (doors.level ? 0.75F : 2.0F) / count, off};
}

}  // namespace mwendo
