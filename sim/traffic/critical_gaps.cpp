#include "sim/traffic/critical_gaps.h"

#include <algorithm>
#include <cmath>

namespace mwendo::traffic {
namespace {

// s from the passage of a vehicle with priority to the entry of one that waited for it: half a
// step, what it takes to get going, and the whole steps for which the path stays occupied. Set such
// that single minor streets have the capacities of HCM 2010 (`benchmark_junctions --hcm`); a turn
// starts while the major vehicle still leaves the junction, hence the negative value.
constexpr float kToCross = 1.0F;
constexpr float kToCrossAndJoin = -0.6F;
constexpr float kToJoin = 2.2F;  // with the distance of its reaction time; no path is crossed
constexpr float kPassing = kPathLength + 4.3F;  // m, of a car across the junction
constexpr float kLeastLag = 1;                  // s
constexpr float kHeavyLength = 7;               // m, of the shortest heavy vehicle
constexpr float kHeavy = 1;                     // s, HCM 2010, eq. 19-30
constexpr float kRiderFromMajor = 2.7F;
constexpr float kRiderFromMinor = 3.2F;

struct Gaps {
  float critical;
  float follow_up;
};

// By lanes of the major street, both directions: 2, 4, 6.
using BySize = Gaps[3];
constexpr BySize kAcrossFromMajor = {{4.1F, 2.2F}, {4.1F, 2.2F}, {5.3F, 3.1F}};
constexpr BySize kUTurn = {{6.9F, 3.1F}, {6.9F, 3.1F}, {5.6F, 2.3F}};
constexpr BySize kKerbFromMinor = {{6.2F, 3.3F}, {6.9F, 3.3F}, {7.1F, 3.9F}};
constexpr BySize kStraightFromMinor = {{6.5F, 4.0F}, {6.5F, 4.0F}, {6.5F, 4.0F}};
constexpr BySize kAcrossFromMinor = {{7.1F, 3.5F}, {7.5F, 3.5F}, {6.4F, 3.8F}};
constexpr float kStemOfT = 0.7F;
constexpr Gaps kRoundabout = {5.2F, 3.2F};
constexpr float kAllWayStop = 3.9F;
constexpr Gaps kPermittedAtSignal = {4.5F, 2.5F};
constexpr Gaps kMerge = {5.2F, 0};

// 0, 1, 2: the column of the table.
std::size_t size_of_major(const Network& net, NodeId n) {
  std::size_t lanes = 0;
  for (const LinkId l : net.incoming(n)) {
    bool major = false;
    for (const MovementId m : net.movements_of(l)) major |= net.movement.rank[m] == 0;
    if (!major) continue;
    const LinkId reverse = net.link.reverse[l];
    lanes = std::max(lanes,
                     net.lanes_of(l).size() + (reverse.valid() ? net.lanes_of(reverse).size() : 0));
  }
  return lanes <= 3 ? 0 : lanes <= 5 ? 1 : 2;
}

// Small roundabouts are points: their entries are equal, and the first to arrive goes first.
bool has_ring(const Network& net, NodeId n) {
  const auto in = net.incoming(n);
  return std::any_of(in.begin(), in.end(),
                     [&](LinkId l) { return (net.link.flags[l] & kRoundaboutRing) != 0; });
}

bool is_across(const Network& net, TurnDirection d) {
  return d == (net.driving_side == DrivingSide::left ? TurnDirection::right : TurnDirection::left);
}

Gaps from_minor(const Network& net, MovementId m, std::size_t size) {
  const TurnDirection d = net.movement.direction[m];
  if (d == TurnDirection::straight) return joins_only(net, m) ? kMerge : kStraightFromMinor[size];
  if (!is_across(net, d)) return kKerbFromMinor[size];
  Gaps g = kAcrossFromMinor[size];
  if (net.incoming(net.link.to[net.movement.from[m]]).size() <= 3) g.critical -= kStemOfT;
  return g;
}

Gaps gaps_of(const Network& net, MovementId m) {
  const NodeId n = net.link.to[net.movement.from[m]];
  const std::size_t size = size_of_major(net, n);
  if (net.node.signal_plan[n] != kNoSignalPlan) return kPermittedAtSignal;
  if (net.node.control[n] == JunctionControl::roundabout)
    return {kRoundabout.critical, has_ring(net, n) ? kRoundabout.follow_up : 0};
  if (net.movement.direction[m] == TurnDirection::u_turn) return kUTurn[size];
  return net.movement.rank[m] <= 1 ? kAcrossFromMajor[size] : from_minor(net, m, size);
}

// Seconds from a passage to an entry.
float since_passage(const Network& net, MovementId m) {
  if (joins_only(net, m)) return kToJoin;
  float slowest = kFarAway;
  for (const MovementId other : net.conflicts_of(m))
    if (net.movement.rank[other] < net.movement.rank[m] &&
        net.movement.direction[other] == TurnDirection::straight)
      slowest = std::min(slowest, net.link.free_speed_mps[net.movement.from[other]]);
  const bool straight = net.movement.direction[m] == TurnDirection::straight;
  return (straight ? kToCross : kToCrossAndJoin) + std::floor(kPassing / slowest);
}

std::uint8_t tenths(float seconds) { return static_cast<std::uint8_t>(std::lround(seconds * 10)); }

// In [0, 1), evenly over vehicles.
float spread(VehicleId vehicle) {
  constexpr std::uint32_t kGolden = 0x9E3779B9U;
  constexpr float kUnit = 1 / 4294967296.0F;
  return static_cast<float>(vehicle.value * kGolden) * kUnit;
}

}  // namespace

bool joins_only(const Network& net, MovementId m) {
  for (const MovementId other : net.conflicts_of(m))
    if (net.movement.rank[other] < net.movement.rank[m] &&
        net.movement.to[other] != net.movement.to[m])
      return false;
  return true;
}

void set_critical_gaps(TrafficState& s) {
  const Network& net = *s.net;
  for (const MovementId m : net.movements()) {
    Movement& own = s.movement[s.movement_of[m]];
    if (net.node.control[net.link.to[net.movement.from[m]]] == JunctionControl::all_way_stop)
      own.follow_up_ds = tenths(kAllWayStop);
    if (net.movement.rank[m] == 0) continue;
    const Gaps g = gaps_of(net, m);
    own.lag_ds = tenths(std::max(kLeastLag, g.critical - since_passage(net, m)));
    own.follow_up_ds = tenths(g.follow_up);
  }
}

float lag_to_enter(const Movement& m, const VehicleType& t, VehicleId vehicle) {
  float lag = 0.1F * static_cast<float>(m.lag_ds);
  if (t.filters) lag = std::min(lag, (m.rank < 2 ? kRiderFromMajor : kRiderFromMinor) - kToCross);
  if (t.length > kHeavyLength) lag += kHeavy;
  return lag + spread(vehicle) - 0.5F;
}

float hesitation(const Movement& m, VehicleId vehicle) {
  return m.rank == 0 && m.follow_up_ds > 0 ? 0.85F * spread(vehicle) : 0;
}

float follow_up(const Movement& m, VehicleId vehicle) {
  return std::floor(0.1F * static_cast<float>(m.follow_up_ds) + spread(vehicle));
}

}  // namespace mwendo::traffic
