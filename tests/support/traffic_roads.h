// Small roads for testing traffic against closed forms, and instruments beside them.
//
//   const Network net = straight_road({.links = 3, .length_m = 500, .lanes = 2});
//   Traffic traffic(net, {});
//   Instruments at(traffic);                      // after every step: at.observe()
//   at.passages(LinkId{0})                        // times at which vehicles left the link
#pragma once

#include <map>
#include <span>
#include <vector>

#include "network/assembly/builder.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

struct RoadSpec {
  int links = 2;
  double length_m = 500;  // of each link
  int lanes = 1;
  float speed_mps = 50 / 3.6F;
  float grade = 0;
  float friction = 0;
  std::vector<int> lanes_by_link = {};  // instead of `lanes`
};

// One-way links in a line; link i leads from node i to node i + 1.
[[nodiscard]] Network straight_road(const RoadSpec& spec);
// The same with a signal at the end of the first link: green for it `green_s` of `cycle_s`, with
// `amber_s` after it.
[[nodiscard]] Network signal_road(const RoadSpec& spec, float green_s, float cycle_s,
                                  float amber_s = 3);
// One-way links in a circle.
[[nodiscard]] Network ring_road(const RoadSpec& spec);

[[nodiscard]] TypeIndex add_type(Traffic& traffic, VehicleClass c);

// Puts `count` vehicles evenly on a ring, types in turn, to drive `laps` laps.
void fill_ring(Traffic& traffic, const Network& net, const std::vector<TypeIndex>& types, int count,
               int laps);

// Flow and speed averaged over a period of steps.
struct RingState {
  double speed_mps = 0;
  double vehicles = 0;
};
[[nodiscard]] RingState run_ring(Traffic& traffic, int warm_up_s, int measure_s);

// Poisson arrivals: times within [0, until), rate per second; the same for the same seed.
[[nodiscard]] std::vector<float> poisson_times(double rate, float until, std::uint64_t seed);

// Mean travel time, s, of `count` vehicles of one route that come one by one: `comes(departed)`
// says whether the next one departs now.
template <class Comes>
[[nodiscard]] double mean_travel_time(Traffic& traffic, TypeIndex type,
                                      std::span<const LinkId> route, double count, Comes&& comes) {
  std::vector<float> departed;
  double sum = 0;
  double arrived = 0;
  while (arrived < count) {
    if (comes(departed.size())) {
      traffic.add_vehicle({.type = type,
                           .route = route,
                           .owner = {OwnerKind::other, static_cast<std::uint32_t>(departed.size())},
                           .entry_share = 0,
                           .exit_share = 1});
      departed.push_back(traffic.now());
    }
    traffic.step();
    for (const Arrival& a : traffic.arrivals())
      sum += a.time_s - departed[a.owner.index()], ++arrived;
  }
  return sum / arrived;
}

// Watches vehicles change links.
class Instruments {
 public:
  explicit Instruments(const Traffic& traffic) : traffic_(traffic) {}
  void observe();  // call after every step
  // Times (end of the step) at which vehicles left a link, and who.
  struct Passage {
    float time_s;
    VehicleId vehicle;
  };
  [[nodiscard]] const std::vector<Passage>& passages(LinkId l) { return passages_[l.value]; }
  // Vehicles that passed in [from, to).
  [[nodiscard]] std::size_t count(LinkId l, float from, float to);
  [[nodiscard]] const std::vector<VehicleView>& view() const { return view_; }
  [[nodiscard]] std::size_t on(LinkId l) const;

 private:
  const Traffic& traffic_;
  std::vector<VehicleView> view_;
  std::vector<VehicleView> scratch_;
  std::map<std::uint32_t, std::uint32_t> where_;  // vehicle -> link
  std::map<std::uint32_t, std::vector<Passage>> passages_;
};

}  // namespace mwendo
