// Utilities written down mode by mode.
#pragma once

#include <map>
#include <vector>

#include "sim/choice/utility_table.h"

namespace mwendo {

using Utilities = std::map<Mode, double>;

// A table row by row: one entry a trip; modes that are not named are not available.
inline UtilityTable table_of(const std::vector<Utilities>& trips) {
  UtilityTable table;
  table.utility.assign(trips.size() * kModeCount, static_cast<float>(kUnavailable));
  table.time.assign(trips.size() * kModeCount, 0);
  for (std::size_t t = 0; t < trips.size(); ++t)
    for (const auto& [m, v] : trips[t])
      table.utility[t * kModeCount + static_cast<std::size_t>(m)] = static_cast<float>(v);
  return table;
}

}  // namespace mwendo
