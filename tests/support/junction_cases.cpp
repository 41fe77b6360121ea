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
constexpr double kPlentyOfMinor = 600;
constexpr double kPlenty = 2000;  // vehicles/h and lane, more than an approach serves
// s between the trips of the city around the junction, each a vehicle: a sample of Nairobi of 1/50
// has four trips a second in the morning. They give clones their departure profile; with fewer of
// them clones would follow the chance bursts of the junction's own drivers.
constexpr double kVehicleEvery = 0.005;
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
      const auto link = [&](NodeId from, NodeId to, LinkId reverse) {
        return builder.add_link(
            {.from = from,
             .to = to,
             .lanes = c.lanes,
             .free_speed_mps = kSpeed,
             .road_class = road,
             .flags = c.stop_sign && road == RoadClass::residential ? kStopSign : LinkFlags{0},
             .reverse = reverse});
      };
      in[k] = link(end, centre, {});
      out[k] = link(centre, end, in[k]);
    }
    net = builder.build();
  }
};

struct Departure {
  float departure_s;
  std::uint32_t approach;
  std::size_t turn;  // exit, counted from the approach
};

// Drivers of a major street differ in speed as those of a day (sim/day/drivers.cpp). So they arrive
// in platoons, and at any part of a second.
float factor_of_major(std::uint32_t owner, std::uint64_t seed) {
  const double taste = normal({seed, Draw::speed_factor, owner, 0});
  return static_cast<float>(std::clamp(1 + 0.1 * taste, 0.75, 1.25));
}

bool by_departure(const Departure& a, const Departure& b) { return a.departure_s < b.departure_s; }

// Every n-th of the vehicles that pass, on average: of each block of vehicles that takes half an
// hour or has n of them, the same share, drawn at random. So the sample has the demand of all
// vehicles in each half hour, and drivers come by chance as all vehicles do: each n-th in order
// comes evenly.
class Sampling {
 public:
  Sampling(double n, double per_second)
      : of_block_(std::max(1.0, std::round(per_second * kBlock / n))), block_(n * of_block_) {}
  // u: uniform in [0, 1).
  [[nodiscard]] bool takes(double u) {
    if (left_ < 1) left_ = block_, wanted_ = of_block_;
    const bool taken = u * left_-- < wanted_;
    wanted_ -= taken ? 1 : 0;
    return taken;
  }

 private:
  static constexpr double kBlock = 1800;  // s, as the clones of a driver spread (sim/day/clones.h)
  double of_block_, block_;
  double left_ = 0, wanted_ = 0;  // in this block
};

// The vehicles of all approaches; each turn of an approach is sampled on its own.
std::vector<Departure> sample_of(const JunctionCase& c, const JunctionDemand& demand, float until) {
  std::vector<Departure> sample;
  for (std::uint32_t k = 0; k < 4; ++k) {
    const bool major = c.minor && k % 2 == 0;
    const double per_hour =
        demand.per_hour > 0 ? demand.per_hour : (c.minor ? kPlentyOfMinor : kPlenty) * c.lanes;
    const double per_second = (major ? c.major_per_hour : per_hour) / 3600;
    std::uint32_t draws = 0;
    const auto draw = [&] { return uniform({demand.seed, Draw::test, 4 + k, draws++}); };
    const double left = k % 2 == 1 && c.minor_left >= 0 ? c.minor_left : c.left;
    const double right = k % 2 == 1 && c.minor_right >= 0 ? c.minor_right : c.right;
    std::array<Sampling, 4> by_turn = {{{demand.stands_for, 0},
                                        {demand.stands_for, per_second * left},
                                        {demand.stands_for, per_second * (1 - left - right)},
                                        {demand.stands_for, per_second * right}}};
    double time = 0;
    while ((time -= std::log(1 - draw()) / per_second) < double{until}) {
      const double u = draw();
      const std::size_t turn = u < left ? 1 : u < left + right ? 3 : 2;
      if (by_turn[turn].takes(draw())) sample.push_back({static_cast<float>(time), k, turn});
    }
  }
  std::sort(sample.begin(), sample.end(), by_departure);
  return sample;
}

// All vehicles, by departure: the drivers and their clones among the trips of a whole city.
std::vector<Departure> departures_of(const JunctionCase& c, const JunctionDemand& demand) {
  const float until = demand.warm_up_s + demand.seconds;
  std::vector<Departure> all = sample_of(c, demand, until);
  if (demand.stands_for == 1) return all;
  std::vector<float> trips;
  std::vector<SampledDriver> drivers;
  const auto sampled = static_cast<std::uint32_t>(all.size());
  double of_city = 0;
  const auto add_city_until = [&](double time) {
    for (; of_city < time; of_city += kVehicleEvery * demand.stands_for)
      trips.push_back(static_cast<float>(of_city));
  };
  for (std::uint32_t i = 0; i < sampled; ++i) {
    add_city_until(double{all[i].departure_s});
    drivers.push_back({static_cast<std::uint32_t>(trips.size()), i});
    trips.push_back(all[i].departure_s);
  }
  add_city_until(double{until});
  std::vector<std::uint32_t> sample_at(trips.size());
  for (const SampledDriver& d : drivers) sample_at[d.index] = d.trip;
  for (const Clone& clone : clones_of(trips, drivers,
                                      {.expansion = static_cast<float>(demand.stands_for),
                                       .seed = demand.seed,
                                       .from_s = 0,
                                       .to_s = until})) {
    Departure d = all[sample_at[clone.driver]];
    d.departure_s = clone.departure_s;
    all.push_back(d);
  }
  std::stable_sort(all.begin(), all.end(), by_departure);
  return all;
}

// Feeds the vehicles when they depart or, at a full approach, as soon as there is room.
class Feeder {
 public:
  Feeder(const JunctionCase& c, const Crossroads& roads, const JunctionDemand& demand,
         Traffic& traffic)
      : roads_(roads),
        traffic_(traffic),
        type_(add_type(traffic, VehicleClass::car)),
        seed_(demand.seed) {
    for (const Departure& d : departures_of(c, demand)) stream_[d.approach].push_back(d);
    for (std::uint32_t k = 0; k < 4; ++k) {
      major_[k] = c.minor && k % 2 == 0;
      full_[k] = demand.per_hour == 0 && !major_[k];
    }
  }

  void feed() {
    traffic_.view(view_);
    std::array<std::uint64_t, 4> entered = left_;
    for (const VehicleView& v : view_) ++entered[v.owner.index() % 4];
    for (std::uint32_t k = 0; k < 4; ++k) {
      const auto comes = [&](const Departure& d) {
        return full_[k] ? added_[k] - entered[k] < kWaiting : d.departure_s <= traffic_.now();
      };
      while (added_[k] < stream_[k].size() && comes(stream_[k][added_[k]]))
        add(stream_[k][added_[k]]);
    }
  }
  // The approach and the delay of a vehicle that has left.
  [[nodiscard]] std::pair<std::uint32_t, double> leave(const Arrival& a) {
    const std::uint32_t k = a.owner.index() % 4;
    ++left_[k];
    return {k, a.time_s - departures_[a.owner.index() / 4] - 2 * kApproach / double{kSpeed}};
  }

 private:
  void add(const Departure& d) {
    const std::vector<LinkId> route = {roads_.in[d.approach],
                                       roads_.out[(d.approach + d.turn) % 4]};
    const auto owner = static_cast<std::uint32_t>(4 * departures_.size() + d.approach);
    traffic_.add_vehicle({.type = type_,
                          .route = route,
                          .owner = {OwnerKind::other, owner},
                          .entry_share = 0,
                          .exit_share = 1,
                          .speed_factor = major_[d.approach] ? factor_of_major(owner, seed_) : 1});
    departures_.push_back(d.departure_s);
    ++added_[d.approach];
  }

  const Crossroads& roads_;
  Traffic& traffic_;
  TypeIndex type_;
  std::uint64_t seed_;
  std::array<std::vector<Departure>, 4> stream_;
  std::array<bool, 4> major_{}, full_{};
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
  Traffic traffic(roads.net, {.seed = demand.seed, .gaps = junction.gaps});
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
