#include "network/routing/link_order.h"

#include <metis.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace mwendo {
namespace {

constexpr std::size_t kLeaf = 6;  // nodes that are not cut further

class Dissection {
 public:
  explicit Dissection(const Network& net) : net_(net), place_(net.nodes().size(), kNoNode) {}

  CchOrder run() {
    std::vector<NodeId> all;
    for (const NodeId n : net_.nodes()) all.push_back(n);
    order_.reserve(net_.links().size());
    dissect(std::move(all));
    std::reverse(order_.begin(), order_.end());
    return {std::move(order_)};
  }

 private:
  // Lists the links within `nodes`, the last to be contracted first. Depth: log2 of the nodes.
  void dissect(std::vector<NodeId> nodes) {
    for (std::uint32_t i = 0; i < nodes.size(); ++i) place_[nodes[i].value] = i;
    if (nodes.size() <= kLeaf) {
      list_links(nodes, {});
      forget(nodes);
      return;
    }
    const std::vector<idx_t> part = bisect(nodes);
    list_links(nodes, part);
    forget(nodes);
    std::vector<NodeId> halves[2];
    for (std::size_t i = 0; i < nodes.size(); ++i) halves[part[i]].push_back(nodes[i]);
    std::vector<NodeId>().swap(nodes);
    dissect(std::move(halves[0]));
    dissect(std::move(halves[1]));
  }

  void forget(const std::vector<NodeId>& nodes) {
    for (const NodeId n : nodes) place_[n.value] = kNoNode;
  }

  // Links between the halves; without halves, all links between the nodes.
  void list_links(const std::vector<NodeId>& nodes, const std::vector<idx_t>& part) {
    for (std::size_t i = 0; i < nodes.size(); ++i)
      for (const LinkId l : net_.outgoing(nodes[i])) {
        const std::uint32_t j = place_[net_.link.to[l].value];
        if (j == kNoNode) continue;
        if (part.empty() || part[i] != part[j]) order_.push_back(l.value);
      }
  }

  void neighbours_of(NodeId n, std::vector<idx_t>& found) const {
    const std::uint32_t self = place_[n.value];
    const auto add = [&](NodeId other) {
      const std::uint32_t j = place_[other.value];
      if (j != kNoNode && j != self) found.push_back(static_cast<idx_t>(j));
    };
    for (const LinkId l : net_.outgoing(n)) add(net_.link.to[l]);
    for (const LinkId l : net_.incoming(n)) add(net_.link.from[l]);
    std::sort(found.begin(), found.end());
  }

  std::vector<idx_t> bisect(const std::vector<NodeId>& nodes) {
    first_.assign(1, 0);
    adjacent_.clear();
    weight_.clear();
    for (const NodeId n : nodes) {
      std::vector<idx_t> found;
      neighbours_of(n, found);
      for (std::size_t i = 0; i < found.size(); ++i) {
        if (i > 0 && found[i] == found[i - 1]) {
          ++weight_.back();
          continue;
        }
        adjacent_.push_back(found[i]);
        weight_.push_back(1);
      }
      first_.push_back(static_cast<idx_t>(adjacent_.size()));
    }
    return partition(nodes.size());
  }

  std::vector<idx_t> partition(std::size_t size) {
    std::vector<idx_t> part(size, 0);
    if (adjacent_.empty()) return halve(std::move(part));
    auto n = static_cast<idx_t>(size);
    idx_t constraints = 1;
    idx_t parts = 2;
    idx_t cut = 0;
    idx_t options[METIS_NOPTIONS];
    METIS_SetDefaultOptions(options);
    options[METIS_OPTION_SEED] = 1;
    options[METIS_OPTION_NUMBERING] = 0;
    options[METIS_OPTION_UFACTOR] =
        200;  // halves may differ by a fifth if that makes the cut smaller
    options[METIS_OPTION_NCUTS] = 2;
    const int status = METIS_PartGraphRecursive(&n, &constraints, first_.data(), adjacent_.data(),
                                                nullptr, nullptr, weight_.data(), &parts, nullptr,
                                                nullptr, options, &cut, part.data());
    if (status == METIS_ERROR_MEMORY) throw std::bad_alloc();
    if (status != METIS_OK) throw std::logic_error("link_order: METIS_PartGraphRecursive failed");
    const auto ones = std::count(part.begin(), part.end(), 1);
    return ones == 0 || ones == n ? halve(std::move(part)) : part;
  }

  static std::vector<idx_t> halve(std::vector<idx_t> part) {
    for (std::size_t i = 0; i < part.size(); ++i) part[i] = i < part.size() / 2 ? 0 : 1;
    return part;
  }

  const Network& net_;
  std::vector<std::uint32_t> place_;  // in the set being cut, or kNoNode
  std::vector<std::uint32_t> order_;
  std::vector<idx_t> first_;
  std::vector<idx_t> adjacent_;
  std::vector<idx_t> weight_;
};

}  // namespace

CchOrder link_order(const Network& net) { return Dissection(net).run(); }

}  // namespace mwendo
