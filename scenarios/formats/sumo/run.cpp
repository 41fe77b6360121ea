#include "scenarios/formats/sumo/run.h"

#include <algorithm>
#include <chrono>

#include "network/base/assert.h"
#include "network/base/random.h"
#include "network/sumo/stop_order.h"
#include "scenarios/formats/sumo/types.h"
#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

float speed_factor(const SumoVehicleType& t, std::uint64_t seed, std::uint32_t trip) {
  const double z = normal({.seed = seed, .purpose = Draw::speed_factor, .subject = trip});
  return static_cast<float>(std::clamp(t.speed_factor + t.speed_deviation * z,
                                       static_cast<double>(t.least_factor),
                                       static_cast<double>(t.most_factor)));
}

std::vector<PlannedStop> planned_stops(const SumoDemand& demand, const SumoTrip& t) {
  const auto stops = demand.stops_of(t);
  const auto order = stop_order(demand.route_of(t), stops);
  MW_ASSERT(order.has_value(), "the stops do not lie on the route");
  std::vector<PlannedStop> planned;
  for (std::size_t i = 0; i < stops.size(); ++i)
    planned.push_back({.route_index = (*order)[i],
                       .position_m = stops[i].position_m,
                       .place = stops[i].parking ? StopPlace::bay : StopPlace::lane,
                       .docks = static_cast<std::uint8_t>(stops[i].parking ? 0 : 1)});
  return planned;
}

// A run under way.
class Driver {
 public:
  Driver(const SumoNet& net, const SumoDemand& demand, const SumoRunOptions& options)
      : net_(net), demand_(demand), options_(options), traffic(net.net, options.traffic) {
    for (const SumoVehicleType& t : demand.types)
      types_.push_back(traffic.add_type(type_from_sumo(t)));
    run.arrival_s.assign(demand.trips.size(), -1);
    while (next_ < demand.trips.size() && demand.trips[next_].depart_s < options.traffic.from_s)
      ++next_;
  }

  [[nodiscard]] bool done() const {
    return traffic.now() >= std::max(options_.until_s, options_.traffic.to_s) ||
           (next_ == demand_.trips.size() && run.finished == run.departed);
  }

  void step() {
    for (; next_ < demand_.trips.size() && demand_.trips[next_].depart_s <= traffic.now(); ++next_)
      add(static_cast<std::uint32_t>(next_));
    traffic.step();
    for (const StopArrival& a : traffic.stop_arrivals()) {
      const SumoStop& stop = demand_.stops_of(demand_.trips[a.owner.index()])[a.stop_index];
      traffic.release_at(a.vehicle, std::max(traffic.now() + stop.seconds, stop.until_s));
    }
    for (const Arrival& a : traffic.arrivals()) arrive(a);
  }

  SumoRun finish() {
    run.end_s = traffic.now();
    run.counts = traffic.counts();
    run.waiting = traffic.waiting_to_enter();
    run.mean_travel_s = travel_s_ / std::max<double>(1, static_cast<double>(run.finished));
    run.mean_speed_mps = metres_ / std::max(1.0, travel_s_);
    run.tallies = traffic.take_tallies();
    return std::move(run);
  }

 private:
  void add(std::uint32_t trip) {
    const SumoTrip& t = demand_.trips[trip];
    const SumoVehicleType& type = demand_.types[t.type];
    const float factor = options_.speed_factors ? speed_factor(type, options_.traffic.seed, trip)
                                                : type.speed_factor;
    const std::vector<PlannedStop> stops = planned_stops(demand_, t);
    traffic.add_vehicle({.type = types_[t.type],
                         .route = demand_.route_of(t),
                         .stops = stops,
                         .owner = {OwnerKind::other, trip},
                         .entry_share = 0,
                         .exit_share = 1,
                         .speed_factor = factor});
    ++run.departed;
  }

  void arrive(const Arrival& a) {
    run.arrival_s[a.owner.index()] = a.time_s;
    travel_s_ += static_cast<double>(a.time_s - demand_.trips[a.owner.index()].depart_s);
    metres_ += net_.net.length_of(demand_.route_of(demand_.trips[a.owner.index()]));
    ++run.finished;
  }

  const SumoNet& net_;
  const SumoDemand& demand_;
  const SumoRunOptions& options_;
  std::vector<TypeIndex> types_;
  std::size_t next_ = 0;
  double travel_s_ = 0;
  double metres_ = 0;

 public:
  Traffic traffic;
  SumoRun run;
};

}  // namespace

SumoRun run_sumo(const SumoNet& net, const SumoDemand& demand, const SumoRunOptions& options,
                 const std::function<bool(const Traffic&)>& each) {
  Driver driver(net, demand, options);
  const auto begin = std::chrono::steady_clock::now();
  while (!driver.done()) {
    driver.step();
    if (each && !each(driver.traffic)) throw Interrupted{};
  }
  driver.run.wall_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return driver.finish();
}

}  // namespace mwendo
