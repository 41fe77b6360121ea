#include "tests/support/merge_cases.h"

#include <array>
#include <cmath>
#include <vector>

#include "network/assembly/auxiliary_lanes.h"
#include "network/assembly/builder.h"
#include "sim/traffic/traffic.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr float kFast = 25;       // m/s on the carriageway
constexpr double kBefore = 1600;  // m
constexpr double kBehind = 1200;  // m
constexpr double kRamp = 800;     // m
constexpr LinkId kThroughIn{0}, kOut{1}, kRampIn{2};

// Poisson arrivals of one stream.
class Arrivals {
 public:
  Arrivals(double per_hour, std::uint64_t seed)
      : times_(poisson_times(per_hour / 3600, 1e5F, seed)) {}
  [[nodiscard]] bool due(float now) const { return next_ < times_.size() && times_[next_] <= now; }
  float take() { return times_[next_++]; }

 private:
  std::vector<float> times_;
  std::size_t next_ = 0;
};

}  // namespace

Network merge_network(const MergeCase& c) {
  NetworkBuilder builder({.driving_side = c.side});
  const double kerb = c.side == DrivingSide::left ? 1 : -1;
  const NodeId start = builder.add_node({-kBefore, 0});
  const NodeId nose = builder.add_node({0, 0}, JunctionControl::priority);
  const NodeId end = builder.add_node({kBehind, 0});
  const NodeId foot = builder.add_node({-0.866 * kRamp, kerb * 0.5 * kRamp});
  const auto main = [&](NodeId from, NodeId to) {
    return builder.add_link({.from = from,
                             .to = to,
                             .lanes = c.lanes,
                             .free_speed_mps = kFast,
                             .road_class = RoadClass::trunk});
  };
  main(start, nose);
  main(nose, end);
  builder.add_link({.from = foot,
                    .to = nose,
                    .lanes = c.ramp_lanes,
                    .free_speed_mps = c.ramp_speed_mps,
                    .road_class = RoadClass::secondary});
  if (c.acceleration_lane) {
    BuildReport report;
    add_auxiliary_lanes(builder, report);
  }
  return builder.build();
}

MergeRun run_merge(const MergeCase& c, float seconds, float warm_up_s, std::uint64_t seed) {
  const Network net = merge_network(c);
  Traffic traffic(net, {.seed = seed});
  const TypeIndex car = add_type(traffic, VehicleClass::car);
  std::array<std::vector<LinkId>, 2> routes = {std::vector{kThroughIn, kOut},
                                               std::vector{kRampIn, kOut}};
  // An acceleration lane splits the road behind the ramp.
  for (auto& route : routes)
    for (std::uint32_t l = 3; l < net.links().size(); ++l) route.push_back(LinkId{l});
  std::array<Arrivals, 2> streams = {Arrivals(c.through_per_hour, 2 * seed),
                                     Arrivals(c.ramp_per_hour, 2 * seed + 1)};
  const std::array<double, 2> free_s = {(kBefore + kBehind) / double{kFast},
                                        kRamp / double{c.ramp_speed_mps} + kBehind / double{kFast}};
  std::vector<float> departed;
  std::array<double, 2> served{}, waited{};
  while (traffic.now() < warm_up_s + seconds) {
    for (std::uint32_t k = 0; k < 2; ++k)
      while (streams[k].due(traffic.now())) {
        const auto owner = static_cast<std::uint32_t>(2 * departed.size() + k);
        departed.push_back(streams[k].take());
        traffic.add_vehicle({.type = car,
                             .route = routes[k],
                             .owner = {OwnerKind::other, owner},
                             .entry_share = 0,
                             .exit_share = 1});
      }
    traffic.step();
    for (const Arrival& a : traffic.arrivals()) {
      if (traffic.now() <= warm_up_s) continue;
      const std::uint32_t k = a.owner.index() % 2;
      served[k] += 1;
      waited[k] += a.time_s - departed[a.owner.index() / 2] - free_s[k];
    }
  }
  const double per_hour = 3600 / double{seconds};
  const auto mean = [&](std::size_t k) { return served[k] > 0 ? waited[k] / served[k] : 0; };
  return {served[0] * per_hour,
          served[1] * per_hour,
          mean(0),
          mean(1),
          traffic.counts().improvised_turns,
          traffic.counts().moved_on};
}

std::span<const MergeRow> merge_table() {
  const auto row = [](int lanes, int ramp_lanes, double through, double ramp, double sumo) {
    return MergeRow{{.lanes = lanes,
                     .ramp_lanes = ramp_lanes,
                     .through_per_hour = through,
                     .ramp_per_hour = ramp,
                     .acceleration_lane = true},
                    sumo};
  };
  static const std::vector<MergeRow> rows = {row(4, 1, 3000, 800, 808), row(4, 2, 3750, 1500, 1226),
                                             row(3, 1, 3000, 800, 808), row(2, 1, 2000, 800, 806)};
  return rows;
}

}  // namespace mwendo
