#include "benchmarks/routing_networks.h"

#include "network/generate.h"

namespace mwendo {

std::vector<std::pair<std::string, Network>> routing_networks() {
  std::vector<std::pair<std::string, Network>> networks;
  networks.emplace_back("grid", generate_grid({.rows = 316, .columns = 317}));
  return networks;
}

}  // namespace mwendo
