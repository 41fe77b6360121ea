#include "scenarios/measures/network_edit.h"

#include <algorithm>

namespace mwendo {

int general_lanes(const LinkSpec& link) {
  return static_cast<int>(
      std::count_if(link.lane_specs.begin(), link.lane_specs.end(),
                    [](const LaneSpec& lane) { return (lane.permissions & kCar) != 0; }));
}

}  // namespace mwendo
