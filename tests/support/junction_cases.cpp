#include "tests/support/junction_cases.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "network/assembly/builder.h"
#include "network/base/random.h"
#include "sim/day/clones.h"
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

struct Departure {
  float departure_s;
  std::uint32_t approach;
  std::size_t turn;  // exit, counted from the approach
};

// Vehicles of a driver and his clones, by departure.
std::vector<Departure> departures_of(const JunctionCase& c, const JunctionDemand& demand) {
  const float until = demand.warm_up_s + demand.seconds;
  std::vector<Departure> sample;
  for (std::uint32_t k = 0; k < 4; ++k) {
    const bool major = c.minor && k % 2 == 0;
    const double per_second = (major ? c.major_per_hour : demand.per_hour) / 3600;
    std::uint32_t draws = 0;
    const auto draw = [&](std::uint32_t purpose) {
      return uniform({demand.seed, Draw::test, 4 * purpose + k, draws++});
    };
    double time = 0;
    for (double vehicle = 0; per_second > 0; ++vehicle) {
      time -= std::log(1 - draw(1)) / per_second;
      if (time >= double{until}) break;
      if (std::fmod(vehicle, demand.stands_for) >= 1) continue;
      const double u = draw(0);
      sample.push_back({static_cast<float>(time), k,
                        u < c.left             ? 1U
                        : u < c.left + c.right ? 3U
                                               : 2U});
    }
  }
  std::sort(sample.begin(), sample.end(),
            [](const Departure& a, const Departure& b) { return a.departure_s < b.departure_s; });
  std::vector<float> times;
  std::vector<SampledDriver> drivers;
  for (std::uint32_t i = 0; i < sample.size(); ++i) {
    times.push_back(sample[i].departure_s);
    drivers.push_back({i, i});
  }
  std::vector<Departure> all = sample;
  for (const Clone& clone : clones_of(times, drivers,
                                      {.expansion = static_cast<float>(demand.stands_for),
                                       .seed = demand.seed,
                                       .from_s = 0,
                                       .to_s = until}))
    all.push_back({clone.departure_s, sample[clone.driver].approach, sample[clone.driver].turn});
  std::stable_sort(all.begin(), all.end(), [](const Departure& a, const Departure& b) {
    return a.departure_s < b.departure_s;
  });
  return all;
}

// Keeps the approaches full, or feeds them the departures of a stream.
class Feeder {
 public:
  Feeder(const JunctionCase& c, const Crossroads& roads, const JunctionDemand& demand,
         Traffic& traffic)
      : case_(c),
        roads_(roads),
        demand_(demand),
        traffic_(traffic),
        type_(add_type(traffic, VehicleClass::car)),
        stream_(departures_of(c, demand)) {}

  void feed() {
    for (; next_ < stream_.size() && stream_[next_].departure_s <= traffic_.now(); ++next_)
      add(stream_[next_]);
    if (demand_.per_hour > 0) return;
    traffic_.view(view_);
    std::array<std::uint64_t, 4> entered = left_;
    for (const VehicleView& v : view_) ++entered[v.owner.index() % 4];
    for (std::uint32_t k = 0; k < 4; ++k)
      while (!(case_.minor && k % 2 == 0) && added_[k] - entered[k] < kWaiting) add(drawn(k));
  }
  // The approach and the delay of a vehicle that has left.
  [[nodiscard]] std::pair<std::uint32_t, double> leave(const Arrival& a) {
    const std::uint32_t k = a.owner.index() % 4;
    ++left_[k];
    return {k, a.time_s - departures_[a.owner.index() / 4] - 2 * kApproach / double{kSpeed}};
  }

 private:
  // A vehicle of a full approach. Drivers of a sample of 1/n choose one turn for n vehicles.
  Departure drawn(std::uint32_t k) {
    const auto driver =
        static_cast<std::uint32_t>(static_cast<double>(added_[k]) / demand_.stands_for);
    const double u = uniform({demand_.seed, Draw::test, 8 + k, driver});
    const std::size_t turn = u < case_.left ? 1 : u < case_.left + case_.right ? 3 : 2;
    return {traffic_.now(), k, turn};
  }
  void add(const Departure& d) {
    const std::vector<LinkId> route = {roads_.in[d.approach],
                                       roads_.out[(d.approach + d.turn) % 4]};
    const auto owner = static_cast<std::uint32_t>(4 * departures_.size() + d.approach);
    traffic_.add_vehicle({.type = type_,
                          .route = route,
                          .owner = {OwnerKind::other, owner},
                          .entry_share = 0,
                          .exit_share = 1});
    departures_.push_back(d.departure_s);
    ++added_[d.approach];
  }

  const JunctionCase& case_;
  const Crossroads& roads_;
  const JunctionDemand& demand_;
  Traffic& traffic_;
  TypeIndex type_;
  std::vector<Departure> stream_;
  std::size_t next_ = 0;
  std::vector<double> departures_;
  std::array<std::uint64_t, 4> added_{}, left_{};
  std::vector<VehicleView> view_;
};

}  // namespace

double JunctionRun::per_hour() const {
  return std::accumulate(approach_per_hour.begin(), approach_per_hour.end(), 0.0);
}

JunctionRun run_junction(const JunctionCase& junction, const JunctionDemand& demand) {
  const Crossroads roads(junction);
  Traffic traffic(roads.net, {.seed = demand.seed});
  Feeder feeder(junction, roads, demand, traffic);
  std::array<double, 4> served{}, waited{};
  while (traffic.now() < demand.warm_up_s + demand.seconds) {
    feeder.feed();
    traffic.step();
    for (const Arrival& a : traffic.arrivals()) {
      const auto [approach, delay] = feeder.leave(a);
      if (traffic.now() <= demand.warm_up_s) continue;
      served[approach] += 1;
      waited[approach] += delay;
    }
  }
  JunctionRun run;
  double vehicles = 0, delay = 0;
  for (std::size_t k = 0; k < 4; ++k) {
    run.approach_per_hour[k] = served[k] * 3600 / double{demand.seconds};
    run.approach_delay_s[k] = served[k] > 0 ? waited[k] / served[k] : 0;
    if (junction.minor && k % 2 == 0) continue;
    vehicles += served[k];
    delay += waited[k];
  }
  run.delay_s = vehicles > 0 ? delay / vehicles : 0;
  return run;
}

}  // namespace mwendo
