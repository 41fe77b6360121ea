#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "network/assembly/link_ends.h"
#include "network/assembly/movements.h"
#include "network/permissions.h"

namespace mwendo::build {
namespace {

constexpr std::size_t kMostAuxiliary = 2;  // lanes, of a ramp of two lanes

enum class LaneKind { general, transit, bicycle, rail };
constexpr std::array kKinds = {LaneKind::general, LaneKind::transit, LaneKind::bicycle,
                               LaneKind::rail};

LaneKind kind_of(Permissions p) {
  if ((p & kCar) != 0) return LaneKind::general;
  if ((p & (kMotor)) != 0) return LaneKind::transit;
  return (p & kRail) != 0 ? LaneKind::rail : LaneKind::bicycle;
}

using Lanes = std::vector<LaneId>;

Lanes lanes_of_kind(const Network& net, LinkId l, LaneKind kind) {
  Lanes lanes;
  for (const LaneId a : net.lanes_of(l))
    if (kind_of(net.lane.permissions[a]) == kind) lanes.push_back(a);
  return lanes;
}

bool fits(const Network& net, LaneId a, LaneId b) {
  return (vehicles_on(net.lane.permissions[a]) & vehicles_on(net.lane.permissions[b])) != 0;
}

// A stretch [first, last) of the lanes of one kind, kerb first.
struct Share {
  std::size_t first = 0;
  std::size_t last = 0;
};

enum class Side { kerb, straight, median };

Side side_of(const LinkTurn& t, DrivingSide driving) {
  if (t.direction == TurnDirection::straight) return Side::straight;
  if (t.direction == TurnDirection::u_turn) return Side::median;
  const bool left = t.direction == TurnDirection::left;
  return left == (driving == DrivingSide::left) ? Side::kerb : Side::median;
}

// Back to where the road comes from, as at the end of a dual carriageway: few drivers do.
bool turns_back(const LinkTurn& t) {
  constexpr double kBack = 1.5;  // 135 degrees
  return t.direction != TurnDirection::straight && std::abs(t.measure) >= kBack;
}

class LaneJoiner {
 public:
  LaneJoiner(const Network& net, LinkId link, const std::vector<LinkTurn>& turns)
      : net_(net), turns_(turns), first_(net.lanes_of(link).first), link_(link) {
    joins_.resize(net.lanes_of(link).size());
  }

  std::vector<std::vector<LaneJoin>> run() {
    for (const LaneKind kind : kKinds) join_kind(kind);
    for (std::size_t t = 0; t < turns_.size(); ++t) enter_special_lanes(t);
    for (std::size_t t = 0; t < turns_.size(); ++t) cover_every_vehicle(t);
    for (auto& joins : joins_) {
      std::sort(joins.begin(), joins.end());
      joins.erase(std::unique(joins.begin(), joins.end()), joins.end());
    }
    return std::move(joins_);
  }

 private:
  void join_kind(LaneKind kind) {
    const Lanes from = lanes_of_kind(net_, link_, kind);
    if (from.empty()) return;
    const std::vector<std::size_t> usable = usable_turns(from);
    for (const std::size_t t : usable) {
      const Share share = share_of(t, usable, from.size());
      join_share(t, from, share, targets_of(t, from, kind));
    }
  }

  std::vector<std::size_t> usable_turns(const Lanes& from) const {
    std::vector<std::size_t> usable;
    for (std::size_t t = 0; t < turns_.size(); ++t)
      for (const LaneId b : net_.lanes_of(turns_[t].to))
        if (fits(net_, from.front(), b)) {
          usable.push_back(t);
          break;
        }
    return usable;
  }

  Lanes targets_of(std::size_t t, const Lanes& from, LaneKind kind) const {
    Lanes same = lanes_of_kind(net_, turns_[t].to, kind);
    std::erase_if(same, [&](LaneId b) { return !fits(net_, from.front(), b); });
    if (kind == LaneKind::general) share_auxiliary_lanes(t, same);
    if (!same.empty()) return same;
    Lanes any;
    for (const LaneId b : net_.lanes_of(turns_[t].to))
      if (fits(net_, from.front(), b)) any.push_back(b);
    // Leaving a special lane, the vehicle takes the lane on its own side of the street.
    const bool kerb = from.front().value == first_;
    return {kerb ? any.front() : any.back()};
  }

  // The link at the kerb side joins in the auxiliary lanes, the others in the lanes beside them.
  // Where none joins the auxiliary lane begins, and the kerb lane widens into it.
  void share_auxiliary_lanes(std::size_t t, Lanes& to) const {
    const LinkId link = turns_[t].to;
    if ((net_.link.flags[link] & kAuxiliaryLane) == 0 || to.size() < 2) return;
    const LinkId ramp = kerb_most_into(link);
    if (!ramp.valid()) return;
    std::size_t road = 1;
    for (const LinkId from : net_.incoming(net_.link.from[link]))
      if (from != ramp) road = std::max(road, general_lanes(from));
    const std::size_t most = std::min(kMostAuxiliary, to.size() - 1);
    const auto lanes = static_cast<std::ptrdiff_t>(
        std::clamp<std::size_t>(to.size() > road ? to.size() - road : 1, 1, most));
    if (ramp == link_) {
      to.erase(to.begin() + lanes, to.end());
    } else {
      to.erase(to.begin(), to.begin() + lanes);
    }
  }

  // Of several links that lead into a link, the one nearest to its kerb side.
  LinkId kerb_most_into(LinkId link) const {
    const double kerb = net_.driving_side == DrivingSide::left ? 1 : -1;
    const Direction out = leaving(net_, link);
    LinkId found;
    double most = 0;
    std::size_t links = 0;
    for (const LinkId from : net_.incoming(net_.link.from[link])) {
      if (general_lanes(from) == 0 || from == net_.link.reverse[link]) continue;
      const double bend = kerb * turn_measure(arriving(net_, from), out);
      if (links++ == 0 || bend > most) {
        found = from;
        most = bend;
      }
    }
    return links > 1 ? found : LinkId{};
  }

  // The lanes at the kerb that end with the link: where the way on has fewer lanes.
  std::size_t ending_lanes(std::size_t t, std::size_t k) const {
    const std::size_t onwards = std::max<std::size_t>(1, general_lanes(turns_[t].to));
    if ((net_.link.flags[link_] & kAuxiliaryLane) == 0 || k <= onwards) return 0;
    return std::min(kMostAuxiliary, k - onwards);
  }

  std::size_t general_lanes(LinkId l) const {
    return lanes_of_kind(net_, l, LaneKind::general).size();
  }

  // Which of k lanes serve turn t, given the turns that these lanes serve together.
  Share share_of(std::size_t t, const std::vector<std::size_t>& usable, std::size_t k) const {
    if (usable.size() == 1) return {ending_lanes(t, k), k};
    if (k == 1) return {0, k};
    bool kerb = false;
    bool median = false;
    std::size_t straight_lanes = 0;
    for (const std::size_t u : usable) {
      const Side side = side_of(turns_[u], net_.driving_side);
      if (side == Side::kerb) kerb = true;
      if (side == Side::median && !turns_back(turns_[u])) median = true;
      if (side == Side::straight)
        straight_lanes = std::max<std::size_t>(1, general_lanes(turns_[u].to));
    }
    const Side side = side_of(turns_[t], net_.driving_side);
    if (straight_lanes == 0) return share_without_straight(side, usable, k);
    const std::size_t spare = k > straight_lanes ? k - straight_lanes : 0;
    const std::size_t at_median = median ? (kerb ? (spare + 1) / 2 : spare) : 0;
    const std::size_t at_kerb = kerb ? spare - at_median : 0;
    if (side == Side::kerb) return {0, std::max({std::size_t{1}, at_kerb, ring_exit(t, k)})};
    if (side == Side::median) return {k - std::max<std::size_t>(1, at_median), k};
    const std::size_t ended = kerb || at_median > 0 ? 0 : std::min(ending_lanes(t, k), k - 1);
    return {std::max(at_kerb, ended), k - at_median};
  }

  // A wide circle is left from several lanes, as many as the exit has; the one at the island goes
  // on. Multilane exits: FHWA, Roundabouts: An Informational Guide (NCHRP 672, 2010), chapter 6.
  std::size_t ring_exit(std::size_t t, std::size_t k) const {
    const bool leaves = (net_.link.flags[link_] & kRoundaboutRing) != 0 &&
                        (net_.link.flags[turns_[t].to] & kRoundaboutRing) == 0;
    return leaves ? std::min(general_lanes(turns_[t].to), k - 1) : 0;
  }

  // Half of the lanes for each side. The side that leads to more lanes shares one of the other's.
  Share share_without_straight(Side side, const std::vector<std::size_t>& usable,
                               std::size_t k) const {
    std::size_t kerb = 0;
    std::size_t median = 0;
    for (const std::size_t u : usable) {
      const bool at_kerb = side_of(turns_[u], net_.driving_side) == Side::kerb;
      std::size_t& most = at_kerb ? kerb : median;
      most = std::max<std::size_t>({most, 1, general_lanes(turns_[u].to)});
    }
    if (kerb == 0 || median == 0) return {0, k};
    const std::size_t first_half = (k + 1) / 2;
    if (side == Side::kerb)
      return {0, kerb > median ? std::clamp(kerb, first_half, k / 2 + 1) : first_half};
    const std::size_t second_half = k - k / 2;
    return {k - (median > kerb ? std::clamp(median, second_half, k - first_half + 1) : second_half),
            k};
  }

  // Lane by lane; aligned at the median for median-side turns and where an auxiliary lane begins,
  // else at the kerb. The last lane of the share fans out into further lanes, surplus lanes merge
  // into the last one.
  void join_share(std::size_t t, const Lanes& from, Share share, const Lanes& to) {
    const std::size_t n = share.last - share.first;
    const std::size_t m = to.size();
    const bool widens_at_kerb = (net_.link.flags[turns_[t].to] & kAuxiliaryLane) != 0;
    const bool from_median =
        side_of(turns_[t], net_.driving_side) == Side::median || widens_at_kerb;
    for (std::size_t i = 0; i < std::max(n, m); ++i) {
      const std::size_t a = std::min(i, n - 1);
      const std::size_t b = std::min(i, m - 1);
      const LaneId lane = from[from_median ? share.last - 1 - a : share.first + a];
      add(t, lane, to[from_median ? m - 1 - b : b]);
    }
  }

  void add(std::size_t t, LaneId from, LaneId to) {
    if (fits(net_, from, to)) joins_[from.value - first_].push_back({t, to});
  }

  bool joined(std::size_t t, Permissions kind) const {
    for (std::size_t i = 0; i < joins_.size(); ++i) {
      const LaneId from{first_ + static_cast<LaneId::Raw>(i)};
      if ((vehicles_on(net_.lane.permissions[from]) & kind) == 0) continue;
      for (const LaneJoin& j : joins_[i])
        if (j.turn == t && (vehicles_on(net_.lane.permissions[j.to]) & kind) != 0) return true;
    }
    return false;
  }

  // The lane of the link, nearest to the given side, that carries a kind of vehicle.
  LaneId lane_for(LinkId l, Permissions kind, bool at_median) const {
    LaneId found;
    for (const LaneId a : net_.lanes_of(l)) {
      if ((vehicles_on(net_.lane.permissions[a]) & kind) == 0) continue;
      found = a;
      if (!at_median) break;
    }
    return found;
  }

  // Where a bus, BRT or bicycle lane begins, its vehicles may enter it from the nearest lane.
  void enter_special_lanes(std::size_t t) {
    const auto lanes = net_.lanes_of(turns_[t].to);
    for (const LaneId b : lanes) {
      const LaneKind kind = kind_of(net_.lane.permissions[b]);
      if (kind == LaneKind::general || !lanes_of_kind(net_, link_, kind).empty()) continue;
      const bool at_median = 2UL * (b.value - lanes.first) >= lanes.size();
      const LaneId a = lane_for(link_, vehicles_on(net_.lane.permissions[b]), at_median);
      if (a.valid()) add(t, a, b);
    }
  }

  // Every kind of vehicle that both links carry can make the turn.
  void cover_every_vehicle(std::size_t t) {
    const bool at_median = side_of(turns_[t], net_.driving_side) == Side::median;
    for (Permissions kind = 1; kind <= kRail; kind = static_cast<Permissions>(kind << 1U)) {
      if (joined(t, kind)) continue;
      const LaneId a = lane_for(link_, kind, at_median);
      const LaneId b = lane_for(turns_[t].to, kind, at_median);
      if (a.valid() && b.valid()) add(t, a, b);
    }
  }

  const Network& net_;
  const std::vector<LinkTurn>& turns_;
  LaneId::Raw first_;
  LinkId link_;
  std::vector<std::vector<LaneJoin>> joins_;
};

}  // namespace

std::vector<std::vector<LaneJoin>> connect_lanes(const Network& net, LinkId link,
                                                 const std::vector<LinkTurn>& turns) {
  return LaneJoiner(net, link, turns).run();
}

}  // namespace mwendo::build
