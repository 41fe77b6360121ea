// The networks of the routing benchmark, by name.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "network/network.h"

namespace mwendo {

[[nodiscard]] std::vector<std::pair<std::string, Network>> routing_networks();

}  // namespace mwendo
