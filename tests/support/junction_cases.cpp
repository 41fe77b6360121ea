#include "tests/support/junction_cases.h"

#include <cmath>
#include <numeric>
#include <vector>

#include "network/assembly/builder.h"
#include "network/base/random.h"
#include "sim/traffic/traffic.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

constexpr double kApproach = 800;  // m
constexpr float kSpeed = 40 / 3.6F;
constexpr std::uint64_t kWaiting = 2;  // vehicles that always wait to enter a full approach

struct Crossroads {
  Network net;
  std::array<LinkId, 4> in, out;
  explicit Crossroads(const JunctionCase& c) {
    NetworkBuilder builder;
    const NodeId centre = builder.add_node({0, 0}, c.control);
    for (std::size_t k = 0; k < 4; ++k) {
      const double x = k == 0 ? -kApproach : k == 2 ? kApproach : 0;
      const double y = k == 1 ? kApproach : k == 3 ? -kApproach : 0;
      const NodeId end = builder.add_node({x, y});
      const RoadClass road = c.minor && k % 2 == 1 ? RoadClass::residential : RoadClass::primary;
      const auto link = [&](NodeId from, NodeId to) {
        return builder.add_link({.from = from,
                                 .to = to,
                                 .lanes = c.lanes,
                                 .free_speed_mps = kSpeed,
                                 .road_class = road});
      };
      in[k] = link(end, centre);
      out[k] = link(centre, end);
    }
    net = builder.build();
  }
};

// The vehicles of one approach.
class Approach {
 public:
  Approach(const JunctionCase& c, const Crossroads& roads, std::uint32_t index, double per_hour,
           const JunctionDemand& demand)
      : case_(c), roads_(roads), index_(index), per_second_(per_hour / 3600), demand_(demand) {
    if (per_second_ > 0) next_s_ = gap();
  }

  void feed(Traffic& traffic, TypeIndex type) {
    if (per_second_ > 0) {
      for (; next_s_ <= traffic.now(); next_s_ += gap()) add(traffic, type, next_s_);
      return;
    }
    while (added_ - entered_ < kWaiting) add(traffic, type, traffic.now());
  }
  void enter(std::uint64_t entered) { entered_ = entered; }

  [[nodiscard]] double departure(std::uint32_t k) const { return departures_[k]; }

 private:
  double draw(std::uint32_t purpose) {
    return uniform({.seed = demand_.seed,
                    .purpose = Draw::test,
                    .subject = 4 * purpose + index_,
                    .index = draws_++});
  }
  double gap() {
    double sum = 0;
    for (int i = 0; i < static_cast<int>(demand_.platoon); ++i)
      sum -= std::log(1 - draw(1)) / per_second_;
    return sum;
  }
  void add(Traffic& traffic, TypeIndex type, double now) {
    const double u = draw(0);
    const bool minor = index_ % 2 == 1;
    const double left = minor && case_.minor_left >= 0 ? case_.minor_left : case_.left;
    const double right = minor && case_.minor_right >= 0 ? case_.minor_right : case_.right;
    const std::size_t turn = u < left ? 1 : u < left + right ? 3 : 2;
    const std::vector<LinkId> route = {roads_.in[index_], roads_.out[(index_ + turn) % 4]};
    const auto owner = static_cast<std::uint32_t>(4 * departures_.size() + index_);
    traffic.add_vehicle({.type = type,
                         .route = route,
                         .owner = {OwnerKind::other, owner},
                         .entry_share = 0,
                         .exit_share = 1});
    departures_.push_back(now);
    ++added_;
  }

  const JunctionCase& case_;
  const Crossroads& roads_;
  std::uint32_t index_;
  double per_second_;
  const JunctionDemand& demand_;
  double next_s_ = 0;
  std::uint32_t draws_ = 0;
  std::uint64_t added_ = 0;
  std::uint64_t entered_ = 0;
  std::vector<double> departures_;
};

}  // namespace

double JunctionRun::per_hour() const {
  return std::accumulate(approach_per_hour.begin(), approach_per_hour.end(), 0.0);
}

JunctionRun run_junction(const JunctionCase& junction, const JunctionDemand& demand) {
  const Crossroads roads(junction);
  Traffic traffic(roads.net, {.seed = demand.seed});
  const TypeIndex type = add_type(traffic, VehicleClass::car, static_cast<float>(demand.platoon));
  std::vector<Approach> approaches;
  for (std::uint32_t k = 0; k < 4; ++k) {
    const bool major = junction.minor && k % 2 == 0;
    approaches.emplace_back(junction, roads, k, major ? junction.major_per_hour : demand.per_hour,
                            demand);
  }
  std::array<double, 4> served{}, waited{};
  const double free_s = 2 * kApproach / double{kSpeed};
  std::vector<VehicleView> view;
  std::array<std::uint64_t, 4> left{};
  while (traffic.now() < demand.warm_up_s + demand.seconds) {
    traffic.view(view);
    std::array<std::uint64_t, 4> entered = left;
    for (const VehicleView& v : view) ++entered[v.owner.index() % 4];
    for (std::size_t k = 0; k < 4; ++k) {
      approaches[k].enter(entered[k]);
      approaches[k].feed(traffic, type);
    }
    traffic.step();
    for (const Arrival& a : traffic.arrivals()) {
      const std::uint32_t k = a.owner.index() % 4;
      ++left[k];
      if (traffic.now() <= demand.warm_up_s) continue;
      served[k] += 1;
      waited[k] += a.time_s - approaches[k].departure(a.owner.index() / 4) - free_s;
    }
  }
  JunctionRun run;
  double vehicles = 0, delay = 0;
  for (std::size_t k = 0; k < 4; ++k) {
    run.approach_per_hour[k] = served[k] * demand.platoon * 3600 / double{demand.seconds};
    run.approach_delay_s[k] = served[k] > 0 ? waited[k] / served[k] : 0;
    if (junction.minor && k % 2 == 0) continue;
    vehicles += served[k];
    delay += waited[k];
  }
  run.delay_s = vehicles > 0 ? delay / vehicles : 0;
  return run;
}

}  // namespace mwendo
