#include <algorithm>
#include <cmath>
#include <tuple>

#include "network/assembly/link_ends.h"
#include "network/assembly/movements.h"
#include "network/permissions.h"

namespace mwendo::build {
namespace {

// In units of turn_measure: 35, 60 and 170 degrees, and about 45 degrees more.
constexpr double kStraightLimit = 0.412;
constexpr double kBendLimit = 0.634;
constexpr double kClearlyMore = 0.5;
constexpr double kUTurnLimit = 1.85;

bool contains(const std::vector<Turn>& turns, Turn t) {
  return std::binary_search(turns.begin(), turns.end(), t);
}

bool is_u_turn(const Network& net, LinkId from, const LinkTurn& turn) {
  return net.link.reverse[from] == turn.to || std::abs(turn.measure) > kUTurnLimit;
}

bool stays_on_street(const Network& net, LinkId from, LinkId to) {
  const std::uint32_t street = net.link.street[from];
  return street != 0 && street == net.link.street[to];
}

bool leaves_by_ramp(const Network& net, LinkId from, LinkId to) {
  return (net.link.flags[from] & kRampLink) == 0 && (net.link.flags[to] & kRampLink) != 0;
}

// Whether the road goes on by turn a rather than by turn b.
bool goes_on_rather(const Network& net, LinkId link, const LinkTurn& a, const LinkTurn& b) {
  const auto order = [&](const LinkTurn& t) {
    return std::tuple(leaves_by_ramp(net, link, t.to), !stays_on_street(net, link, t.to),
                      std::abs(t.measure));
  };
  return order(a) < order(b);
}

// Whether all other turns bend at least this much more.
bool is_clearly_straightest(const std::vector<LinkTurn>& turns, const LinkTurn& t) {
  return std::all_of(turns.begin(), turns.end(), [&](const LinkTurn& other) {
    return &other == &t || std::abs(other.measure) >= std::abs(t.measure) + kClearlyMore;
  });
}

// The turn by which the road goes on: nearly straight, or in a bend if it stays on its street or
// all others bend far more.
const LinkTurn* way_on(const Network& net, LinkId link, const std::vector<LinkTurn>& turns) {
  const LinkTurn* best = nullptr;
  for (const double limit : {kStraightLimit, kBendLimit}) {
    for (const LinkTurn& t : turns) {
      if (t.direction == TurnDirection::u_turn || std::abs(t.measure) > limit) continue;
      if (limit == kBendLimit && !stays_on_street(net, link, t.to) &&
          !is_clearly_straightest(turns, t))
        continue;
      if (best == nullptr || goes_on_rather(net, link, t, *best)) best = &t;
    }
    if (best != nullptr) return best;
  }
  return nullptr;
}

// One turn at most is straight, the others bear off it.
void set_directions(const Network& net, LinkId link, std::vector<LinkTurn>& turns) {
  const LinkTurn* straight = way_on(net, link, turns);
  const double axis = straight != nullptr ? straight->measure : 0.0;
  for (LinkTurn& t : turns) {
    if (t.direction == TurnDirection::u_turn) continue;
    const bool kerb_side = t.measure < axis;
    const bool left = kerb_side == (net.driving_side == DrivingSide::left);
    t.direction = left ? TurnDirection::left : TurnDirection::right;
    if (&t == straight) t.direction = TurnDirection::straight;
  }
}

std::vector<LinkTurn> candidates(const Network& net, LinkId link, const TurnRules& rules) {
  const Permissions mine = vehicles_on(net.permissions_of(link));
  const Direction in = arriving(net, link);
  // turn_measure is positive to the left; the kerb is left where one drives on the left.
  const double mirror = net.driving_side == DrivingSide::left ? -1.0 : 1.0;
  std::vector<LinkTurn> turns;
  for (const LinkId to : net.outgoing(net.link.to[link])) {
    if (to == link || (mine & vehicles_on(net.permissions_of(to))) == 0) continue;
    if (contains(rules.forbidden, {link, to})) continue;
    LinkTurn turn{to, TurnDirection::straight, mirror * turn_measure(in, leaving(net, to))};
    if (is_u_turn(net, link, turn)) turn.direction = TurnDirection::u_turn;
    turns.push_back(turn);
  }
  return turns;
}

// U-turns stay where a kind of vehicle could not go on otherwise, or where they are allowed.
void drop_needless_u_turns(const Network& net, LinkId link, const TurnRules& rules,
                           std::vector<LinkTurn>& turns) {
  Permissions reached = 0;
  for (const LinkTurn& t : turns)
    if (t.direction != TurnDirection::u_turn)
      reached = static_cast<Permissions>(reached | vehicles_on(net.permissions_of(t.to)));
  auto stranded = static_cast<Permissions>(vehicles_on(net.permissions_of(link)) & ~reached);
  if (reached != 0) stranded = static_cast<Permissions>(stranded & ~kBicycle);
  const bool free_node = rules.u_turns_allowed[net.link.to[link]] != 0;
  std::erase_if(turns, [&](const LinkTurn& t) {
    if (t.direction != TurnDirection::u_turn) return false;
    const bool needed = (stranded & vehicles_on(net.permissions_of(t.to))) != 0;
    return !(needed || free_node || contains(rules.allowed, {link, t.to}));
  });
}

}  // namespace

std::vector<LinkTurn> turns_of(const Network& net, LinkId link, const TurnRules& rules) {
  std::vector<LinkTurn> turns = candidates(net, link, rules);
  drop_needless_u_turns(net, link, rules, turns);
  // A U-turn leaves from the median lane, whichever way its angle was rounded.
  for (LinkTurn& t : turns)
    if (t.direction == TurnDirection::u_turn) t.measure = 2;
  std::sort(turns.begin(), turns.end(), [](const LinkTurn& a, const LinkTurn& b) {
    return std::pair(a.measure, a.to) < std::pair(b.measure, b.to);
  });
  set_directions(net, link, turns);
  return turns;
}

}  // namespace mwendo::build
