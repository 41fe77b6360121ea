#include <fmt/format.h>

#include <array>

#include "tests/support/jam_heads.h"
#include "tests/support/jam_ways.h"

namespace mwendo {
namespace {

// Car units an hour and lane of green: what a lane of cars discharges (sim/traffic/vehicle_type.h).
constexpr double kSaturation = 1700;
constexpr double kFlow = 200;    // car units an hour; those who yield to fewer are hardly held up
constexpr double kEquals = 500;  // car units an hour of those who go in turn

class Asked {
 public:
  Asked(const Network& net, const TransitSupply& transit, const std::vector<StreetFlow>& flows,
        const JamHead& head)
      : net_(net),
        transit_(transit),
        flows_(flows),
        link_(head.link),
        ring_(head.ring),
        ways_(ways_on(net, flows, link_)) {}

  [[nodiscard]] NamedCause answer() const {
    if (ring_) return {JamCause::ring, "streets of a circle wait for each other"};
    if (ways_.empty()) return {JamCause::none, "no way on"};
    for (const auto ask :
         {&Asked::signal, &Asked::lane_full, &Asked::next_link, &Asked::yields, &Asked::crossing,
          &Asked::equals, &Asked::lane_drop, &Asked::stops, &Asked::lost, &Asked::guessed}) {
      NamedCause cause = (this->*ask)();
      if (cause.cause != JamCause::none) return cause;
    }
    return {JamCause::none, fmt::format("{:.0f} car units/h leave", here().car_units)};
  }

 private:
  [[nodiscard]] const StreetFlow& here() const { return flows_[link_.value]; }
  [[nodiscard]] double lanes_of(LinkId l) const {
    return static_cast<double>(net_.lanes_of(l).size());
  }
  [[nodiscard]] LinkId next() const { return net_.movement.to[ways_.front().movement]; }
  [[nodiscard]] bool has_signal() const {
    return net_.node.signal_plan[net_.link.to[link_]] != kNoSignalPlan;
  }
  [[nodiscard]] double yielded_to(MovementId m) const { return units_first(net_, flows_, m); }

  [[nodiscard]] NamedCause next_link() const {
    const StreetFlow& f = flows_[next().value];
    if (f.occupancy < 0.35 && (f.occupancy < 0.2 || f.speed_kmh() >= 10)) return {};
    return {JamCause::next_link, fmt::format("next link at {:.0f} km/h, {:.0f} % full",
                                             f.speed_kmh(), 100 * f.occupancy)};
  }

  [[nodiscard]] double signal_capacity() const {
    double share = 0;
    for (const Onward& way : ways_) share += way.share * green_share(net_, way.movement);
    return share * lanes_of(link_) * kSaturation;
  }
  [[nodiscard]] NamedCause signal() const {
    if (!has_signal() || here().car_units < 0.7 * signal_capacity()) return {};
    return {JamCause::signal,
            fmt::format("{:.0f} of {:.0f} car units/h at green share {:.2f}", here().car_units,
                        signal_capacity(), signal_capacity() / lanes_of(link_) / kSaturation)};
  }
  // Of all vehicles those whose way yields to a flow; the flow is that of the most common such way.
  [[nodiscard]] NamedCause yields() const {
    double share = 0;
    const Onward* most = nullptr;
    for (const Onward& way : ways_) {
      if (yielded_to(way.movement) < kFlow) continue;
      share += way.share;
      if (most == nullptr) most = &way;
    }
    if (most == nullptr || share <= 0.5) return {};
    const bool ring = (net_.link.flags[net_.movement.to[most->movement]] & kRoundaboutRing) != 0;
    return {JamCause::yields,
            fmt::format("{:.0f} car units/h yield to {:.0f}{}", here().car_units,
                        yielded_to(most->movement), ring ? " of the roundabout" : "")};
  }
  [[nodiscard]] NamedCause crossing() const {
    const double least = 0.05 * lanes_of(link_);  // of all lanes, 5 % of one
    for (const Onward& way : ways_)
      if (way.share >= least && yielded_to(way.movement) >= kFlow &&
          !has_own_lane(net_, way.movement))
        return {
            JamCause::crossing,
            fmt::format("{:.0f} % turn, yield to {:.0f} car units/h and have no lane of their own",
                        100 * way.share, yielded_to(way.movement))};
    return {};
  }
  [[nodiscard]] NamedCause equals() const {
    const MovementId m = ways_.front().movement;
    const double others = units_in_turn(net_, flows_, m);
    if (others < kEquals) return {};
    return {JamCause::equals,
            fmt::format("{:.0f} car units/h in turn with {:.0f}", here().car_units, others)};
  }
  [[nodiscard]] NamedCause lane_drop() const {
    const double units = flows_[next().value].car_units / lanes_of(next());
    if (lanes_of(next()) >= lanes_of(link_) || units < 1000) return {};
    return {JamCause::lane_drop, fmt::format("{:.0f} lanes to {:.0f} with {:.0f} car units/h each",
                                             lanes_of(link_), lanes_of(next()), units)};
  }
  [[nodiscard]] NamedCause lane_full() const {
    const Onward& most = ways_.front();
    const std::size_t lanes = lanes_towards(net_, most.movement);
    const double units = here().car_units * most.share / static_cast<double>(lanes);
    if (units < 1200) return {};
    return {JamCause::lane_full,
            fmt::format("{:.0f} car units/h in each of {} lanes that go on", units, lanes)};
  }
  [[nodiscard]] NamedCause guessed() const {
    if ((net_.link.flags[link_] & (kAssumedClass | kSyntheticGeometry)) == 0) return {};
    return {JamCause::guessed,
            fmt::format("{:.0f} car units/h on a guessed street", here().car_units)};
  }
  [[nodiscard]] NamedCause stops() const {
    if (here().transit < 30 * lanes_of(link_)) return {};
    for (const StopId s : transit_.stops())
      if (const LinkId l = transit_.stop.link[s];
          (l == link_ || l == next()) && transit_.stop.kind[s] == StopKind::kerb)
        return {JamCause::stops, fmt::format("{:.0f} minibuses/h stop in {:.0f} lanes",
                                             here().transit, lanes_of(link_))};
    return {};
  }
  [[nodiscard]] NamedCause lost() const {
    if (!has_signal()) return {};
    return {JamCause::signal_lost, fmt::format("{:.0f} of {:.0f} car units/h at the signal",
                                               here().car_units, signal_capacity())};
  }

  const Network& net_;
  const TransitSupply& transit_;
  const std::vector<StreetFlow>& flows_;
  LinkId link_;
  bool ring_;
  std::vector<Onward> ways_;
};

}  // namespace

const char* name_of(JamCause c) {
  constexpr std::array<const char*, kJamCauses> kNames = {"ring",
                                                          "signal at capacity",
                                                          "lane full",
                                                          "next link full",
                                                          "no priority",
                                                          "turns across",
                                                          "in turn with equals",
                                                          "lane drop",
                                                          "stops in the lane",
                                                          "greens not used",
                                                          "guessed street",
                                                          "none"};
  return kNames[static_cast<std::size_t>(c)];
}

NamedCause cause_of(const Network& net, const TransitSupply& transit,
                    const std::vector<StreetFlow>& flows, const JamHead& head) {
  return Asked(net, transit, flows, head).answer();
}

}  // namespace mwendo
