// The movements of a link at its end node: their direction, and the lanes that they join.
//
//   const auto turns = turns_of(net, link, rules);      // kerb side first
//   const auto joins = connect_lanes(net, link, turns); // one list per lane of the link
#pragma once

#include <vector>

#include "network/assembly/builder.h"
#include "network/network.h"

namespace mwendo::build {

struct TurnRules {
  std::vector<Turn> forbidden;  // sorted
  std::vector<Turn> allowed;    // sorted; U-turns beyond those at dead ends
  Column<NodeId, char> u_turns_allowed;
};

struct LinkTurn {
  LinkId to;
  TurnDirection direction = TurnDirection::straight;
  double measure = 0;  // see turn_measure; mirrored where one drives on the left: kerb side first
};

// Sorted from the kerb side to the median side.
[[nodiscard]] std::vector<LinkTurn> turns_of(const Network& net, LinkId link,
                                             const TurnRules& rules);

struct LaneJoin {
  std::size_t turn = 0;  // index into the turns
  LaneId to;
  auto operator<=>(const LaneJoin&) const = default;
};

// For each lane of the link, the lanes it leads to.
[[nodiscard]] std::vector<std::vector<LaneJoin>> connect_lanes(const Network& net, LinkId link,
                                                               const std::vector<LinkTurn>& turns);

}  // namespace mwendo::build
