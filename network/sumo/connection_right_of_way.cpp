// Right of way of a net: conflicts and ranks of movements from the request
// tables of its junctions.
#include <algorithm>
#include <utility>

#include "network/sumo/connection_table.h"
#include "network/sumo/right_of_way.h"

namespace mwendo::sumo {
namespace {

// The movements of a junction get local numbers; SUMO numbers its links by
// incoming lane.
struct JunctionLinks {
  std::vector<std::uint32_t> movements;         // by local number
  std::vector<std::uint32_t> movement_of_link;  // local number
  std::vector<std::uint32_t> connection_of_link;
};

class RightOfWay {
 public:
  RightOfWay(const RawNet& raw, const ConnectionTable& table, Network& net, BuildReport& report)
      : raw_(raw), table_(table), net_(net), report_(report) {}

  void run() {
    conflicts_.resize(net_.movements().size());
    local_.assign(net_.movements().size(), kNoMovement);
    for (const RawJunction& j : raw_.junctions) set(j, links_of(j));
    for (const auto& list : conflicts_) net_.movement.conflicts.append(list);
  }

 private:
  JunctionLinks links_of(const RawJunction& j) {
    JunctionLinks links;
    for (const std::uint32_t lane : j.incoming_lanes)
      for (std::uint32_t c = table_.first_of_lane[lane]; c < table_.first_of_lane[lane + 1]; ++c) {
        std::uint32_t& number = local_[table_.movement_of[c]];
        if (number == kNoMovement) {
          number = static_cast<std::uint32_t>(links.movements.size());
          links.movements.push_back(table_.movement_of[c]);
        }
        links.movement_of_link.push_back(number);
        links.connection_of_link.push_back(c);
      }
    return links;
  }

  void set(const RawJunction& j, const JunctionLinks& of) {
    BitTable responses(of.movements.size());
    BitTable foes(of.movements.size());
    const std::size_t links = std::min(of.movement_of_link.size(), j.response.size());
    for (std::size_t i = 0; i < links; ++i) {
      add_request_row(responses, of.movement_of_link[i],
                      heeded(j.response[i], i, of.connection_of_link), of.movement_of_link);
      add_request_row(foes, of.movement_of_link[i], j.foes[i], of.movement_of_link);
    }
    if (links < of.movement_of_link.size())
      report_.add("connections without right of way", {}, of.movement_of_link.size() - links);
    add_conflicts(of.movements, foes);
    std::vector<std::uint8_t> ranks = ranks_from_responses(responses);
    if (is_junction_of_streets(of))
      ranks = ranks_from_responses(std::move(responses), least_ranks(of, ranks));
    for (std::size_t i = 0; i < of.movements.size(); ++i)
      net_.movement.rank[MovementId{of.movements[i]}] = ranks[i];
  }

  // Whether one street has priority: no signal, no ring, no junction of equals.
  [[nodiscard]] bool is_junction_of_streets(const JunctionLinks& of) const {
    if (of.movements.empty()) return false;
    const LinkId from = net_.movement.from[MovementId{of.movements.front()}];
    return net_.node.control[net_.link.to[from]] == JunctionControl::priority;
  }

  [[nodiscard]] bool is_across(MovementId m) const {
    const TurnDirection d = net_.movement.direction[m];
    return d == TurnDirection::u_turn ||
           d == (net_.driving_side == DrivingSide::left ? TurnDirection::right
                                                        : TurnDirection::left);
  }

  // The engine takes rank 1 as a turn across from the major street. SUMO's table only says who
  // yields to whom: a street is minor if all of its movements yield, others than turns across among
  // them.
  [[nodiscard]] std::vector<std::uint8_t> least_ranks(
      const JunctionLinks& of, const std::vector<std::uint8_t>& ranks) const {
    constexpr std::uint8_t kMinor = 2;
    std::vector<std::uint8_t> least(ranks.size(), 0);
    const auto from = [&](std::size_t i) {
      return net_.movement.from[MovementId{of.movements[i]}];
    };
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      bool all_yield = true;
      bool only_across = true;
      for (std::size_t other = 0; other < ranks.size(); ++other) {
        if (from(other) != from(i)) continue;
        all_yield &= ranks[other] > 0;
        only_across &= is_across(MovementId{of.movements[other]});
      }
      if (all_yield && !only_across) least[i] = kMinor;
    }
    return least;
  }

  // Movements from one link never conflict: they leave it one behind the other.
  void add_conflicts(const std::vector<std::uint32_t>& movements, const BitTable& foes) {
    for (std::size_t a = 0; a < movements.size(); ++a)
      for (std::size_t b = 0; b < movements.size(); ++b) {
        const bool one_link = net_.movement.from[MovementId{movements[a]}] ==
                              net_.movement.from[MovementId{movements[b]}];
        if (!one_link && (foes.get(a, b) || foes.get(b, a)))
          conflicts_[movements[a]].push_back(MovementId{movements[b]});
      }
  }

  // The response of a link without the links that its signal keeps from meeting
  // it.
  std::string heeded(std::string response, std::size_t link,
                     const std::vector<std::uint32_t>& connection_of_link) const {
    const RawConnection& own = raw_.connections[connection_of_link[link]];
    if (own.signal == NameIndex::kNone) return response;
    const std::size_t links = std::min(connection_of_link.size(), response.size());
    for (std::size_t other = 0; other < links; ++other) {
      char& bit = response[response.size() - 1 - other];
      const RawConnection& foe = raw_.connections[connection_of_link[other]];
      if (bit == '1' && foe.signal == own.signal &&
          !heeds(raw_.signals[own.signal], own.link_index, foe.link_index))
        bit = '0';
    }
    return response;
  }

  const RawNet& raw_;
  const ConnectionTable& table_;
  Network& net_;
  BuildReport& report_;
  std::vector<std::vector<MovementId>> conflicts_;  // by movement
  std::vector<std::uint32_t> local_;                // number of a movement at its junction
};

// At a priority_stop those stop who have no movement with the right of way. Those of the major
// street who turn across it only give way, in SUMO too.
void set_stop_signs(const RawNet& raw, Network& net) {
  for (const LinkId l : net.links()) {
    if (raw.junctions[net.link.to[l].value].type != "priority_stop") continue;
    const auto movements = net.movements_of(l);
    const bool gives_way = std::all_of(movements.begin(), movements.end(),
                                       [&](MovementId m) { return net.movement.rank[m] > 0; });
    if (gives_way && !movements.empty())
      net.link.flags[l] = static_cast<LinkFlags>(net.link.flags[l] | kStopSign);
  }
}

}  // namespace

void set_right_of_way(const RawNet& raw, const ConnectionTable& table, Network& net,
                      BuildReport& report) {
  RightOfWay(raw, table, net, report).run();
  set_stop_signs(raw, net);
}

}  // namespace mwendo::sumo
