// "0>1 1>2": the lanes of a link, and where each leads in another. Lane 0 is at the kerb.
#pragma once

#include <string>

#include "network/network.h"

namespace mwendo {

[[nodiscard]] inline std::string lane_joins(const Network& net, LinkId from, LinkId to) {
  std::string text;
  for (const LaneId a : net.lanes_of(from))
    for (const Connection& c : net.connections_of(a))
      if (net.movement.to[c.movement] == to)
        text += (text.empty() ? "" : " ") + std::to_string(a.value - net.lanes_of(from).first) +
                ">" + std::to_string(c.to.value - net.lanes_of(to).first);
  return text;
}

}  // namespace mwendo
