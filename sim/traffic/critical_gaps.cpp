#include "sim/traffic/critical_gaps.h"

#include <algorithm>
#include <cmath>

#include "sim/traffic/roundabouts.h"

namespace mwendo::traffic {
namespace {

constexpr float kHalfStep = 0.5F;              // s, of a decision after its cause, on average
constexpr float kCarLength = 4.3F;             // m, length
constexpr float kSpacing = kCarLength + 2.2F;  // m, of cars that stand
constexpr float kLeastLag = 1;                 // s
constexpr float kHeavyLength = 7;              // m, of the shortest heavy vehicle
constexpr float kHeavy = 1;                    // s, HCM 2010, eq. 19-30
constexpr float kRiderWaits = 1;               // s from a passage to the entry of a rider
constexpr float kRiderFromMajor = 2.7F;
constexpr float kRiderFromMinor = 3.2F;

constexpr float kMixed = 3.45F / 6.5F;  // of the gaps of HCM, in mixed traffic

struct Gap {
  float critical;
  float follow_up;
};

// By lanes of the major street, both directions: 2, 4, 6.
using BySize = Gap[3];
constexpr BySize kAcrossFromMajor = {{4.1F, 2.2F}, {4.1F, 2.2F}, {5.3F, 3.1F}};
constexpr BySize kUTurn = {{6.9F, 3.1F}, {6.9F, 3.1F}, {5.6F, 2.3F}};
constexpr BySize kKerbFromMinor = {{6.2F, 3.3F}, {6.9F, 3.3F}, {7.1F, 3.9F}};
constexpr BySize kStraightFromMinor = {{6.5F, 4.0F}, {6.5F, 4.0F}, {6.5F, 4.0F}};
constexpr BySize kAcrossFromMinor = {{7.1F, 3.5F}, {7.5F, 3.5F}, {6.4F, 3.8F}};
constexpr float kStemOfT = 0.7F;
constexpr Gap kRoundaboutGap = {4.4F, 3.2F};
constexpr float kTwoLaneRoundabout = 4.2F;  // s, critical headway
constexpr float kAllWayStop = 3.9F;
constexpr Gap kPermittedAtSignal = {4.5F, 2.5F};
constexpr Gap kMerge = {3.8F, 0};

// 0, 1, 2: the column of the table. The lanes of both directions are those that enter the node from
// the major street.
std::size_t size_of_major(const Network& net, NodeId n) {
  std::size_t lanes = 0;
  for (const LinkId l : net.incoming(n)) {
    bool major = false;
    for (const MovementId m : net.movements_of(l)) major |= net.movement.rank[m] == 0;
    if (major) lanes += net.lanes_of(l).size();
  }
  return lanes <= 3 ? 0 : lanes <= 5 ? 1 : 2;
}

bool is_across(const Network& net, TurnDirection d) {
  return d == (net.driving_side == DrivingSide::left ? TurnDirection::right : TurnDirection::left);
}

bool joins_straight(const Network& net, MovementId m) {
  return net.movement.direction[m] == TurnDirection::straight && joins_only(net, m);
}

Gap from_minor(const Network& net, MovementId m, std::size_t size) {
  const TurnDirection d = net.movement.direction[m];
  if (d == TurnDirection::straight) return kStraightFromMinor[size];
  if (!is_across(net, d)) return kKerbFromMinor[size];
  Gap g = kAcrossFromMinor[size];
  if (net.incoming(net.link.to[net.movement.from[m]]).size() <= 3) g.critical -= kStemOfT;
  return g;
}

// Whether a signal lets a movement go after a stop: it takes the gaps of a stop sign.
bool stops_first(const Network& net, MovementId m) {
  const auto& phases =
      net.signal_plans[net.node.signal_plan[net.link.to[net.movement.from[m]]]].phases;
  return std::any_of(phases.begin(), phases.end(), [&](const SignalPhase& p) {
    return std::find(p.stopping.begin(), p.stopping.end(), m) != p.stopping.end();
  });
}

Gap gap_of(const Network& net, MovementId m, Gaps gaps) {
  const NodeId n = net.link.to[net.movement.from[m]];
  const std::size_t size = size_of_major(net, n);
  if (net.node.signal_plan[n] != kNoSignalPlan)
    return stops_first(net, m) ? from_minor(net, m, size) : kPermittedAtSignal;
  if (net.node.control[n] == JunctionControl::roundabout)
    return {kRoundaboutGap.critical, has_ring(net, n) ? kRoundaboutGap.follow_up : 0};
  if (net.movement.rank[m] > 1 && joins_straight(net, m)) return kMerge;
  const Gap of_hcm = net.movement.direction[m] == TurnDirection::u_turn ? kUTurn[size]
                     : net.movement.rank[m] <= 1                        ? kAcrossFromMajor[size]
                                                                        : from_minor(net, m, size);
  if (gaps == Gaps::hcm) return of_hcm;
  return {std::max(kMixed * of_hcm.critical, kRiderFromMajor), kMixed * of_hcm.follow_up};
}

// Lowest free speed of the straight streams of the major street that a movement yields to: of those
// into the link that it enters, or of those across its path.
float slowest_stream(const Network& net, MovementId m, bool into_link) {
  float slowest = kFarAway;
  for (const MovementId other : net.conflicts_of(m))
    if (net.movement.rank[other] == 0 && net.movement.rank[m] > 0 &&
        net.movement.direction[other] == TurnDirection::straight &&
        (net.movement.to[other] == net.movement.to[m]) == into_link)
      slowest = std::min(slowest, net.link.free_speed_mps[net.movement.from[other]]);
  return slowest;
}

// Seconds from a passage to an entry on average. A vehicle crosses a stream when the path of the
// last vehicle is free: that is occupied for whole steps, of which half a step is over when it
// passes the line. It joins a stream when the rear of the last vehicle has passed its own line.
float since_passage(const Network& net, MovementId m) {
  const float joined = slowest_stream(net, m, true);
  const float crossed = slowest_stream(net, m, false);
  const float joins = kHalfStep + kSpacing / joined;
  const float crosses = std::ceil((kPathLength + kCarLength) / crossed) - kHalfStep;
  if (crossed == kFarAway) return joins;
  return joined == kFarAway ? crosses : (joins + crosses) / 2;
}

// The movements at the kerb, of the major street, beside which a straight one meets a minor
// movement. Where the straight one is joined, vehicles of the kerb lane meet it only if they have
// no other lane or join at the kerb themselves.
std::uint64_t unclear_turns(const TrafficState& s, MovementId m) {
  const Network& net = *s.net;
  std::uint64_t turns = 0;
  if (net.movement.rank[m] < kMinorRank) return turns;
  const bool at_kerb = !is_across(net, net.movement.direction[m]);
  for (const MovementId straight : net.conflicts_of(m)) {
    const LinkId from = net.movement.from[straight];
    const bool joined = net.movement.to[straight] == net.movement.to[m];
    if (net.movement.rank[straight] != 0 ||
        net.movement.direction[straight] != TurnDirection::straight ||
        (joined && !at_kerb && net.lanes_of(from).size() > 1))
      continue;
    for (const MovementId turn : net.movements_of(from))
      if (turn != straight && net.movement.rank[turn] == 0)
        turns |= 1ULL << s.movement[s.movement_of[turn]].in_node;
  }
  return turns & ~s.conflicts[s.movement_of[m]];
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
  for (Link& l : s.link)
    if (runs_round(net, l.node)) l.closes_ds = tenths(kTwoLaneRoundabout);
  s.unclear.assign(s.movement.size(), 0);
  for (const MovementId m : net.movements()) {
    Movement& own = s.movement[s.movement_of[m]];
    s.unclear[s.movement_of[m]] = unclear_turns(s, m);
    if (net.node.control[net.link.to[net.movement.from[m]]] == JunctionControl::all_way_stop)
      own.follow_up_ds = tenths(kAllWayStop);
    if (net.movement.rank[m] == 0) continue;
    const Gap g = gap_of(net, m, s.options.gaps);
    own.lag_ds = tenths(std::max(kLeastLag, g.critical - since_passage(net, m)));
    own.follow_up_ds = tenths(g.follow_up);
  }
}

float follow_up_from_minor(Gaps gaps) {
  return kStraightFromMinor[0].follow_up * (gaps == Gaps::hcm ? 1 : kMixed);
}

float speed_to_give_way(Gaps gaps) {
  constexpr float kReaction = 1.45F;  // s, of cars
  return kSpacing / (follow_up_from_minor(gaps) - kReaction);
}

float lag_to_enter(const Movement& m, const VehicleType& t, VehicleId vehicle) {
  float lag = 0.1F * static_cast<float>(m.lag_ds);
  if (t.filters)
    lag = std::min(lag, (m.rank < 2 ? kRiderFromMajor : kRiderFromMinor) - kRiderWaits);
  if (t.length > kHeavyLength) lag += kHeavy;
  return lag + spread(vehicle) - 0.5F;
}

bool hides_its_turn(VehicleId vehicle) { return spread(vehicle) < 0.5F; }

float hesitation(const Movement& m, VehicleId vehicle) {
  return m.rank == 0 && m.follow_up_ds > 0 ? 0.4F * spread(vehicle) : 0;
}

float follow_up(const Movement& m, VehicleId vehicle) {
  return std::floor(0.1F * static_cast<float>(m.follow_up_ds) + spread(vehicle));
}

float closes_entries(const Link& link, VehicleId vehicle) {
  return std::floor(0.1F * static_cast<float>(link.closes_ds) + spread(vehicle));
}

}  // namespace mwendo::traffic
