#include "network/assembly/ring_lanes.h"

#include <algorithm>
#include <numeric>

namespace mwendo {
namespace {

constexpr std::size_t kMost = 3;

// The rings of a network: sets of nodes that links of rings join.
class Rings {
 public:
  explicit Rings(NetworkBuilder& builder) : builder_(builder), parent_(builder.node_count()) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    for_each_link([&](const LinkSpec& l) {
      if (is_ring(l)) parent_[root(l.from)] = root(l.to);
    });
  }

  std::size_t widen() {
    std::vector<std::size_t> widest(parent_.size(), 0);
    for_each_link([&](const LinkSpec& l) {
      std::size_t& most = widest[root(l.to)];
      if (!is_ring(l)) most = std::max(most, std::min(general_lanes(l), kMost));
    });
    std::size_t widened = 0;
    for_each_link([&](LinkSpec& l) {
      const std::size_t lanes = widest[root(l.to)];
      if (!is_ring(l) || (l.flags & kAssumedLanes) == 0 || lanes <= general_lanes(l)) return;
      if (l.lane_specs.empty())
        l.lane_specs.assign(general_lanes(l), {l.permissions, l.lane_width_m});
      l.lane_specs.resize(lanes, l.lane_specs.back());
      ++widened;
    });
    return widened;
  }

 private:
  static bool is_ring(const LinkSpec& l) { return (l.flags & kRoundaboutRing) != 0; }

  static std::size_t general_lanes(const LinkSpec& l) {
    if (l.lane_specs.empty())
      return (l.permissions & kCar) != 0 ? static_cast<std::size_t>(l.lanes) : 0;
    return static_cast<std::size_t>(
        std::count_if(l.lane_specs.begin(), l.lane_specs.end(),
                      [](const LaneSpec& a) { return (a.permissions & kCar) != 0; }));
  }

  template <class F>
  void for_each_link(F&& f) {
    for (std::uint32_t l = 0; l < builder_.link_count(); ++l) f(builder_.link(LinkId{l}));
  }

  std::uint32_t root(NodeId n) {
    std::uint32_t r = n.value;
    while (parent_[r] != r) r = parent_[r] = parent_[parent_[r]];
    return r;
  }

  NetworkBuilder& builder_;
  std::vector<std::uint32_t> parent_;
};

}  // namespace

std::size_t set_ring_lanes(NetworkBuilder& builder) { return Rings(builder).widen(); }

}  // namespace mwendo
