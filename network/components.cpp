#include "network/components.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "network/permissions.h"

namespace mwendo {
namespace {

class Tarjan {
 public:
  Tarjan(const std::vector<std::uint32_t>& first_out, const std::vector<std::uint32_t>& head)
      : first_out_(first_out),
        head_(head),
        n_(static_cast<std::uint32_t>(first_out.size() - 1)),
        order_(n_, kNoPart),
        low_(n_, 0),
        part_(n_, kNoPart) {}

  std::vector<std::uint32_t> run() {
    for (std::uint32_t v = 0; v < n_; ++v)
      if (order_[v] == kNoPart) visit(v);
    return std::move(part_);
  }

 private:
  struct Frame {
    std::uint32_t node;
    std::uint32_t next_arc;
  };

  void open(std::uint32_t v) {
    order_[v] = low_[v] = count_++;
    pending_.push_back(v);
    frames_.push_back({v, first_out_[v]});
  }

  void visit(std::uint32_t start) {
    open(start);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::uint32_t v = frame.node;
      if (frame.next_arc == first_out_[v + 1]) {
        close(v);
        continue;
      }
      const std::uint32_t w = head_[frame.next_arc++];
      if (order_[w] == kNoPart)
        open(w);
      else if (part_[w] == kNoPart)
        low_[v] = std::min(low_[v], order_[w]);
    }
  }

  void close(std::uint32_t v) {
    frames_.pop_back();
    if (!frames_.empty()) {
      std::uint32_t& above = low_[frames_.back().node];
      above = std::min(above, low_[v]);
    }
    if (low_[v] != order_[v]) return;
    std::uint32_t w = kNoPart;
    do {
      w = pending_.back();
      pending_.pop_back();
      part_[w] = parts_;
    } while (w != v);
    ++parts_;
  }

  const std::vector<std::uint32_t>& first_out_;
  const std::vector<std::uint32_t>& head_;
  std::uint32_t n_;
  std::uint32_t count_ = 0;
  std::uint32_t parts_ = 0;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> part_;
  std::vector<std::uint32_t> pending_;
  std::vector<Frame> frames_;
};

// The links as nodes of a graph, joined by the movements of `who` at the nodes.
void link_graph(const Network& net, Permissions who, const std::vector<char>& usable,
                std::vector<std::uint32_t>& first_out, std::vector<std::uint32_t>& head) {
  const auto allowed = movement_permissions(net);
  const bool walking = (who & kFoot) != 0;
  first_out.assign(1, 0);
  for (const LinkId l : net.links()) {
    if (usable[l.value] != 0 && !walking)
      for (const MovementId m : net.movements_of(l))
        if ((allowed[m] & who) != 0) head.push_back(net.movement.to[m].value);
    if (usable[l.value] != 0 && walking)
      for (const NodeId n : {net.link.from[l], net.link.to[l]})
        for (const auto links : {net.outgoing(n), net.incoming(n)})
          for (const LinkId other : links)
            if (usable[other.value] != 0 && other != l) head.push_back(other.value);
    first_out.push_back(static_cast<std::uint32_t>(head.size()));
  }
}

bool may_use(const Network& net, LinkId l, Permissions who) {
  const Permissions p = net.permissions_of(l);
  const RoadClass c = net.link.road_class[l];
  if ((who & kFoot) != 0)
    return c != RoadClass::motorway && c != RoadClass::rail && c != RoadClass::busway;
  return (vehicles_on(p) & who) != 0;
}

}  // namespace

std::vector<std::uint32_t> strong_components(const std::vector<std::uint32_t>& first_out,
                                             const std::vector<std::uint32_t>& head) {
  std::vector<std::uint32_t> part = Tarjan(first_out, head).run();
  std::vector<std::uint32_t> renamed(part.size(), kNoPart);
  std::uint32_t next = 0;
  for (std::uint32_t& p : part) {
    if (renamed[p] == kNoPart) renamed[p] = next++;
    p = renamed[p];
  }
  return part;
}

double Components::length_share(std::uint32_t p) const {
  const double total = std::accumulate(length_m.begin(), length_m.end(), 0.0);
  return p < length_m.size() && total > 0 ? length_m[p] / total : 0;
}

Components strong_components(const Network& net, Permissions who) {
  std::vector<char> usable(net.links().size());
  for (const LinkId l : net.links()) usable[l.value] = may_use(net, l, who) ? 1 : 0;
  std::vector<std::uint32_t> first_out;
  std::vector<std::uint32_t> head;
  link_graph(net, who, usable, first_out, head);
  const std::vector<std::uint32_t> all = strong_components(first_out, head);
  Components found;
  std::vector<std::uint32_t> renamed(all.size(), kNoPart);
  for (const LinkId l : net.links()) {
    if (usable[l.value] == 0) {
      found.part.push_back(kNoPart);
      continue;
    }
    std::uint32_t& p = renamed[all[l.value]];
    if (p == kNoPart) {
      p = static_cast<std::uint32_t>(found.length_m.size());
      found.length_m.push_back(0);
      found.links.push_back(0);
    }
    found.part.push_back(p);
    found.length_m[p] += static_cast<double>(net.link.length_m[l]);
    ++found.links[p];
  }
  const auto longest = std::max_element(found.length_m.begin(), found.length_m.end());
  if (longest != found.length_m.end())
    found.largest = static_cast<std::uint32_t>(longest - found.length_m.begin());
  return found;
}

Column<LinkId, char> largest_part(const Network& net, Permissions who) {
  const Components parts = strong_components(net, who);
  Column<LinkId, char> keep(net.links().size(), 0);
  for (const LinkId l : net.links())
    keep[l] = parts.part[l] != kNoPart && parts.part[l] == parts.largest ? 1 : 0;
  return keep;
}

std::string describe_unconnected(const Network& net, const Components& parts) {
  if (parts.length_m.size() <= 1) return "every link is connected";
  std::size_t links = 0;
  std::uint32_t second = kNoPart;
  for (std::uint32_t p = 0; p < parts.length_m.size(); ++p) {
    if (p == parts.largest) continue;
    links += parts.links[p];
    if (second == kNoPart || parts.length_m[p] > parts.length_m[second]) second = p;
  }
  std::string where;
  for (const LinkId l : net.links()) {
    if (parts.part[l] != second) continue;
    const Point at = net.node.position[net.link.from[l]];
    where =
        fmt::format("{} at x {:.0f}, y {:.0f}", net.street_names[net.link.street[l]], at.x, at.y);
    break;
  }
  return fmt::format(
      "{} of {} links ({:.2f} % of the length) in {} parts are not connected both ways with the "
      "rest; the longest has {:.0f} m ({})",
      links, net.links().size(), 100 * (1 - parts.length_share(parts.largest)),
      parts.length_m.size() - 1, parts.length_m[second], where);
}

}  // namespace mwendo
