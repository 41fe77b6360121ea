#include "tests/support/jam_heads.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace mwendo {
namespace {

constexpr double kJamSpeed_kmh = 10;
constexpr double kJamOccupancy = 0.35;
constexpr float kInsideJunction_m = 60;  // links up to this length inside a junction are passed
constexpr double kFull = 0.8;

class Follower {
 public:
  Follower(const Network& net, const std::vector<StreetFlow>& flows)
      : net_(net), flows_(flows), state_(flows.size(), kUnseen), last_(flows.size()) {}

  // Head of the jam that the link is in, and whether it is a ring.
  std::pair<LinkId, bool> head_of(LinkId link) {
    std::vector<LinkId> path;
    while (state_[link.value] == kUnseen) {
      state_[link.value] = kOnPath;
      path.push_back(link);
      const LinkId next = downstream(link);
      if (!next.valid()) return settle(path, link, kHead);
      link = next;
    }
    if (state_[link.value] == kOnPath) return settle(path, slowest(path, link), kRing);
    return settle(path, last_[link.value], state_[link.value]);
  }

 private:
  enum State : std::uint8_t { kUnseen, kOnPath, kHead, kRing };

  [[nodiscard]] bool holds(LinkId l) const {
    const StreetFlow& f = flows_[l.value];
    return is_jammed(f) || (net_.link.length_m[l] < kInsideJunction_m && f.vehicles > 0 &&
                            f.speed_kmh() < kJamSpeed_kmh);
  }

  [[nodiscard]] LinkId downstream(LinkId l) const {
    double all = 0;
    for (const MovementId m : net_.movements_of(l))
      all += flows_[net_.movement.to[m].value].vehicles;
    LinkId best;
    for (const MovementId m : net_.movements_of(l)) {
      const LinkId to = net_.movement.to[m];
      const StreetFlow& f = flows_[to.value];
      if (to == net_.link.reverse[l] || !holds(to)) continue;
      if (f.vehicles <= 0.03 * all && f.occupancy <= kFull) continue;
      if (!best.valid() || f.occupancy > flows_[best.value].occupancy) best = to;
    }
    return best;
  }

  [[nodiscard]] LinkId slowest(const std::vector<LinkId>& path, LinkId first) const {
    return *std::min_element(std::find(path.begin(), path.end(), first), path.end(),
                             [&](LinkId a, LinkId b) {
                               return flows_[a.value].speed_kmh() < flows_[b.value].speed_kmh();
                             });
  }

  std::pair<LinkId, bool> settle(const std::vector<LinkId>& path, LinkId head, State state) {
    for (const LinkId l : path) {
      state_[l.value] = state;
      last_[l.value] = head;
    }
    return {head, state == kRing};
  }

  const Network& net_;
  const std::vector<StreetFlow>& flows_;
  std::vector<State> state_;
  std::vector<LinkId> last_;
};

void order_by_delay(Jams& jams) {
  std::vector<std::size_t> order(jams.heads.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return jams.heads[a].delay_h > jams.heads[b].delay_h;
  });
  std::vector<std::size_t> place(order.size());
  std::vector<JamHead> heads;
  for (const std::size_t i : order) {
    place[i] = heads.size();
    heads.push_back(jams.heads[i]);
  }
  jams.heads = std::move(heads);
  for (std::size_t& i : jams.head_of) i = place[i];
}

}  // namespace

bool is_jammed(const StreetFlow& f) {
  return f.vehicle_h > 0 && f.speed_kmh() < kJamSpeed_kmh && f.occupancy > kJamOccupancy;
}

Jams find_jams(const Network& net, const std::vector<StreetFlow>& flows) {
  Jams jams;
  Follower follower(net, flows);
  std::vector<std::size_t> index(flows.size(), flows.size());  // of heads, by link
  for (const LinkId l : net.links()) {
    if (!is_jammed(flows[l.value])) continue;
    const auto [link, ring] = follower.head_of(l);
    if (index[link.value] == flows.size()) {
      index[link.value] = jams.heads.size();
      jams.heads.push_back({link, ring, 0, 0});
    }
    JamHead& head = jams.heads[index[link.value]];
    head.delay_h += flows[l.value].delay_h;
    ++head.links;
    jams.jammed.push_back(l);
    jams.head_of.push_back(index[link.value]);
  }
  order_by_delay(jams);
  return jams;
}

}  // namespace mwendo
