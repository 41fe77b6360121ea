#include "sim/traffic/scratch.h"

namespace mwendo::traffic {

void Scratch::clear() {
  arrivals.clear();
  stop_arrivals.clear();
  approaches.clear();
  jumps.clear();
  waiting.clear();
  updates = improvised = entered = left = 0;
}

}  // namespace mwendo::traffic
