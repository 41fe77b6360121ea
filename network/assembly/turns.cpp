#include <algorithm>
#include <cmath>

#include "network/assembly/link_ends.h"
#include "network/assembly/movements.h"
#include "network/permissions.h"

namespace mwendo::build {
namespace {

// In units of turn_measure. 0.412 is 35 degrees; 1.85 is 170 degrees.
constexpr double kStraightLimit = 0.412;
constexpr double kUTurnLimit = 1.85;

bool contains(const std::vector<Turn>& turns, Turn t) {
  return std::binary_search(turns.begin(), turns.end(), t);
}

bool is_u_turn(const Network& net, LinkId from, const LinkTurn& turn) {
  return net.link.reverse[from] == turn.to || std::abs(turn.measure) > kUTurnLimit;
}

// Of several nearly straight turns only the straightest is straight, the others bear off it.
void set_directions(std::vector<LinkTurn>& turns, DrivingSide side) {
  const LinkTurn* straightest = nullptr;
  for (const LinkTurn& t : turns) {
    const bool candidate =
        t.direction != TurnDirection::u_turn && std::abs(t.measure) <= kStraightLimit;
    if (candidate && (!straightest || std::abs(t.measure) < std::abs(straightest->measure)))
      straightest = &t;
  }
  const double axis = straightest ? straightest->measure : 0.0;
  for (LinkTurn& t : turns) {
    if (t.direction == TurnDirection::u_turn) continue;
    const bool kerb_side = t.measure < axis;
    const bool left = kerb_side == (side == DrivingSide::left);
    t.direction = left ? TurnDirection::left : TurnDirection::right;
    if (&t == straightest) t.direction = TurnDirection::straight;
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
  set_directions(turns, net.driving_side);
  return turns;
}

}  // namespace mwendo::build
