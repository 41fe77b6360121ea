// Lanes of streets whose source does not say how many there are, from those that they go on from.
//
//   const std::vector<LinkId> silent = links_with(builder, kAssumedLanes);
//   continue_lanes(builder, silent);   // before build()
//
// Links of one class that go straight on from one another (within 45 degrees, the straightest of
// both ends) make a chain. A silent link gets the lesser number of lanes of the links that are not
// silent at both ends of its chain, within 500 m. A one-way chain that has one such end only gets
// that number, within 300 m: a carriageway keeps its lanes until it ends. No link loses lanes.
// Assumption: maps often leave short pieces of a road without a number, as where a bridge or a
// turn restriction begins; as one lane they would hold up the whole road.
#pragma once

#include <cstddef>
#include <vector>

#include "network/assembly/builder.h"

namespace mwendo {

[[nodiscard]] std::vector<LinkId> links_with(NetworkBuilder& builder, LinkFlags flag);

// Returns the number of links that got more lanes.
std::size_t continue_lanes(NetworkBuilder& builder, const std::vector<LinkId>& silent);

}  // namespace mwendo
