// The state of a Traffic, for tests that read it or break it on purpose. For tests only.
//
//   traffic::Peek::state(traffic).lane[LaneIndex{0}].data[0].speed = -1;
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

struct Peek {
  [[nodiscard]] static TrafficState& state(Traffic& t) { return *t.s_; }
};

}  // namespace mwendo::traffic
