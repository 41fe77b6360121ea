// Turns the specifications of a NetworkBuilder into columns.
//
//   const Specs specs{options, nodes, links, forbidden, allowed, restricted, speeds, signals};
//   const Network net = assemble(specs, report);
#pragma once

#include <utility>
#include <vector>

#include "network/assembly/builder.h"

namespace mwendo::build {

struct Specs {
  const BuildOptions& options;
  const std::vector<NodeSpec>& nodes;
  const std::vector<LinkSpec>& links;
  const std::vector<Turn>& forbidden;
  const std::vector<Turn>& allowed;
  const std::vector<std::pair<Turn, Permissions>>& restricted;
  const std::vector<std::pair<Turn, float>>& speeds;
  const std::vector<std::pair<NodeId, SignalSpec>>& signals;
};

[[nodiscard]] Network assemble(const Specs& specs, BuildReport& report);

}  // namespace mwendo::build
