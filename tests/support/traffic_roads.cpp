#include "tests/support/traffic_roads.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "network/base/random.h"

namespace mwendo {
namespace {

int lanes_of(const RoadSpec& spec, int link) {
  return spec.lanes_by_link.empty() ? spec.lanes
                                    : spec.lanes_by_link[static_cast<std::size_t>(link)];
}

LinkSpec link_spec(const RoadSpec& spec, int i, NodeId from, NodeId to) {
  LinkSpec l{.from = from, .to = to};
  l.lanes = lanes_of(spec, i);
  l.free_speed_mps = spec.speed_mps;
  l.road_class = RoadClass::primary;
  l.grade = spec.grade;
  l.friction = spec.friction;
  return l;
}

NetworkBuilder straight(const RoadSpec& spec) {
  NetworkBuilder builder;
  for (int i = 0; i <= spec.links; ++i) builder.add_node({i * spec.length_m, 0});
  for (int i = 0; i < spec.links; ++i) {
    const auto n = static_cast<std::uint32_t>(i);
    builder.add_link(link_spec(spec, i, NodeId{n}, NodeId{n + 1}));
  }
  return builder;
}

}  // namespace

Network straight_road(const RoadSpec& spec) { return straight(spec).build(); }

Network signal_road(const RoadSpec& spec, float green_s, float cycle_s, float amber_s) {
  NetworkBuilder builder = straight(spec);
  SignalSpec signal;
  signal.phases = {{.green_s = green_s, .clearance_s = amber_s, .turns = {{LinkId{0}, LinkId{1}}}},
                   {.green_s = cycle_s - green_s - 2 * amber_s, .clearance_s = amber_s}};
  builder.set_signal(NodeId{1}, signal);
  return builder.build();
}

Network ring_road(const RoadSpec& spec) {
  constexpr double kPi = 3.14159265358979;
  NetworkBuilder builder;
  // A polygon whose sides have the wanted length.
  const double radius = spec.length_m / (2 * std::sin(kPi / spec.links));
  for (int i = 0; i < spec.links; ++i) {
    const double angle = 2 * kPi * i / spec.links;
    builder.add_node({radius * std::cos(angle), radius * std::sin(angle)});
  }
  for (int i = 0; i < spec.links; ++i)
    builder.add_link(link_spec(spec, i, NodeId{static_cast<std::uint32_t>(i)},
                               NodeId{static_cast<std::uint32_t>((i + 1) % spec.links)}));
  return builder.build();
}

TypeIndex add_type(Traffic& traffic, VehicleClass c) {
  return traffic.add_type(make_type(c, permission_of(c)));
}

void fill_ring(Traffic& traffic, const Network& net, const std::vector<TypeIndex>& types, int count,
               int laps) {
  const auto links = static_cast<std::uint32_t>(net.links().size());
  std::vector<LinkId> route;
  for (int i = 0; i < count; ++i) {
    const double at = static_cast<double>(links) * i / count;
    const auto first = static_cast<std::uint32_t>(at);
    route.clear();
    for (std::uint32_t k = 0; k < links * static_cast<std::uint32_t>(laps); ++k)
      route.push_back(LinkId{(first + k) % links});
    traffic.add_vehicle({.type = types[static_cast<std::size_t>(i) % types.size()],
                         .route = route,
                         .owner = {OwnerKind::other, static_cast<std::uint32_t>(i)},
                         .entry_share = static_cast<float>(at - first)});
  }
}

RingState run_ring(Traffic& traffic, int warm_up_s, int measure_s) {
  for (int i = 0; i < warm_up_s; ++i) traffic.step();
  RingState sum;
  for (int i = 0; i < measure_s; ++i) {
    traffic.step();
    double vehicles = 0;
    double speed = 0;
    traffic.load(vehicles, speed);
    sum.vehicles += vehicles / measure_s;
    sum.speed_mps += speed / std::max(vehicles, 1.0) / measure_s;
  }
  return sum;
}

std::vector<float> poisson_times(double rate, float until, std::uint64_t seed) {
  std::vector<float> times;
  double t = 0;
  for (std::uint32_t i = 0;; ++i) {
    const double u = uniform({.seed = seed, .purpose = Draw::test, .subject = i});
    t -= std::log(1 - u) / rate;
    if (t >= until) return times;
    times.push_back(static_cast<float>(t));
  }
}

void Instruments::observe() {
  traffic_.view(view_);
  std::set<std::uint32_t> present;
  for (const VehicleView& v : view_) {
    present.insert(v.vehicle.value);
    const auto [at, added] = where_.emplace(v.vehicle.value, v.link.value);
    if (!added && at->second != v.link.value) {
      passages_[at->second].push_back({traffic_.now(), v.vehicle});
      at->second = v.link.value;
    }
  }
  for (auto at = where_.begin(); at != where_.end();) {
    if (present.contains(at->first)) {
      ++at;
      continue;
    }
    passages_[at->second].push_back({traffic_.now(), VehicleId{at->first}});
    at = where_.erase(at);
  }
}

std::size_t Instruments::count(LinkId l, float from, float to) {
  const auto& all = passages_[l.value];
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](const Passage& p) { return p.time_s >= from && p.time_s < to; }));
}

std::size_t Instruments::on(LinkId l) const {
  return static_cast<std::size_t>(
      std::count_if(view_.begin(), view_.end(), [&](const VehicleView& v) { return v.link == l; }));
}

}  // namespace mwendo
