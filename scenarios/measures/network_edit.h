// Changing the network of a world.
//
//   NetworkEdit edit(world.network);
//   edit.link(l).lane_specs.push_back({kBrt, 3.5F});
//   world.network = edit.build();
//
// Guarantees: node and link ids stay; signal plans, forbidden and allowed turns stay.
#pragma once

#include "network/assembly/builder.h"

namespace mwendo {

class NetworkEdit {
 public:
  explicit NetworkEdit(const Network& net) : builder_(NetworkBuilder::from_network(net)) {}
  [[nodiscard]] LinkSpec& link(LinkId l) { return builder_.link(l); }
  [[nodiscard]] NodeSpec& node(NodeId n) { return builder_.node(n); }
  [[nodiscard]] NetworkBuilder& builder() { return builder_; }
  [[nodiscard]] Network build() const { return builder_.build(); }

 private:
  NetworkBuilder builder_;
};

inline constexpr float kNewLaneWidth = 3.5F;

// Lanes of general traffic of a link.
[[nodiscard]] int general_lanes(const LinkSpec& link);

}  // namespace mwendo
