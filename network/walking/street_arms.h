// The streets around each node in order, and the number that a walker crosses between two of them.
#pragma once

#include <vector>

#include "network/network.h"

namespace mwendo {

// A street at a node: one link or both directions.
struct StreetArm {
  double angle = 0;
  LinkId out;                // from the node on, or none
  LinkId in;                 // to the node, or none
  bool carriageway = false;  // else only walkers and riders are there
};

class StreetArms {
 public:
  explicit StreetArms(const Network& net);

  // The place around its node of the street that a link belongs to, at its start or its end.
  [[nodiscard]] std::uint32_t at_start(LinkId l) const { return at_start_[l]; }
  [[nodiscard]] std::uint32_t at_end(LinkId l) const { return at_end_[l]; }
  // Calls visit(arm) for each carriageway that walkers cross on the way from one street to another.
  // The walkers keep to their left (else right) side.
  template <class Visit>
  void between(NodeId n, std::uint32_t from, std::uint32_t to, bool left, Visit visit) const {
    const std::size_t count = arms_.count_of(n);
    const std::size_t step = left ? count - 1 : 1;
    for (std::size_t k = (from + step) % count; k != to && k != from; k = (k + step) % count)
      if (const StreetArm& arm = arms_.begin_of(n)[k]; arm.carriageway) visit(arm);
  }

 private:
  Csr<NodeId, StreetArm> arms_;  // counter-clockwise
  Column<LinkId, std::uint32_t> at_start_;
  Column<LinkId, std::uint32_t> at_end_;
};

[[nodiscard]] bool has_carriageway(const Network& net, LinkId l);

}  // namespace mwendo
