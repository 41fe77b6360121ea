// Checks the guarantees of network.h.
//
//   for (const std::string& violation : validate(net)) ...   // empty: the network is sound
//
// Guarantees: checks every node, link, lane, movement, connection and signal plan. Sizes come
// first, so a broken column never leads to an access outside it. Lists at most 100 violations.
#pragma once

#include <string>
#include <vector>

#include "network/network.h"

namespace mwendo {

[[nodiscard]] std::vector<std::string> validate(const Network& net);

}  // namespace mwendo
