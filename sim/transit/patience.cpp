// Riders who wait in vain.
#include <algorithm>

#include "sim/transit/operation_state.h"

namespace mwendo {

bool TransitOperation::State::has_patience(const Waiting& w) const {
  return now - w.since_s < std::max(kPatience, 2 * headway_of(w.preferred));
}

// Once a minute.
void TransitOperation::State::give_up_waiting() {
  if (static_cast<std::uint32_t>(now) % 60 != 0) return;
  for (const StopId id : supply->stops())
    std::erase_if(stop[id].queue, [&](const Waiting& w) {
      if (has_patience(w)) return false;
      gave_up.push_back({w.agent, id, now - w.since_s});
      waiting -= options.expansion;
      return true;
    });
}

}  // namespace mwendo
