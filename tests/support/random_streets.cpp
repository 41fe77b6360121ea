#include "tests/support/random_streets.h"

#include <array>
#include <cmath>

#include "network/assembly/builder.h"
#include "network/base/random.h"
#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : seed_(seed) {}
  double operator()() {
    return uniform({.seed = seed_, .purpose = Draw::test, .subject = count_++});
  }
  int below(int n) { return static_cast<int>((*this)() * n); }
  bool chance(double p) { return (*this)() < p; }

 private:
  std::uint64_t seed_;
  std::uint32_t count_ = 0;
};

constexpr JunctionControl kControls[] = {JunctionControl::uncontrolled, JunctionControl::priority,
                                         JunctionControl::signal, JunctionControl::police};
constexpr RoadClass kClasses[] = {RoadClass::primary, RoadClass::secondary, RoadClass::residential};

class StreetMaker {
 public:
  StreetMaker(StreetShape shape, std::uint64_t seed)
      : shape_(shape),
        dice_(seed),
        builder_({.name = name_of(shape),
                  .driving_side = seed % 2 == 0 ? DrivingSide::left : DrivingSide::right}) {}

  Network run() {
    switch (shape_) {
      case StreetShape::grid_with_holes: grid(0.25, 0.1); break;
      case StreetShape::one_way_grid: grid(0, 1); break;
      case StreetShape::spider: spider(); break;
      case StreetShape::scattered: scattered(); break;
      case StreetShape::roundabouts: roundabouts(); break;
    }
    return builder_.build();
  }

 private:
  NodeId node(double x, double y) {
    return builder_.add_node({x + 20 * dice_(), y + 20 * dice_()}, kControls[dice_.below(4)]);
  }

  LinkSpec spec(NodeId from, NodeId to) {
    LinkSpec l{.from = from, .to = to, .lanes = 1 + dice_.below(3)};
    l.free_speed_mps = static_cast<float>(6 + dice_.below(12));
    l.road_class = kClasses[dice_.below(3)];
    if (dice_.chance(0.1)) l.flags = kCrossing;
    if (dice_.chance(0.2)) l.friction = static_cast<float>(dice_());
    if (dice_.chance(0.2)) l.grade = static_cast<float>(0.08 * dice_());
    return l;
  }

  void street(NodeId a, NodeId b, double one_way) {
    if (dice_.chance(one_way))
      builder_.add_link(dice_.chance(0.5) ? spec(a, b) : spec(b, a));
    else
      builder_.add_street(spec(a, b));
  }

  void grid(double removed, double one_way) {
    const int n = 3 + dice_.below(3);
    const double side = 50 + 150 * dice_();
    std::vector<NodeId> at;
    for (int i = 0; i < n * n; ++i) at.push_back(node(side * (i % n), side * (i / n)));
    for (int i = 0; i < n * n; ++i) {
      const auto k = static_cast<std::size_t>(i);
      if (i % n + 1 < n && !dice_.chance(removed)) street(at[k], at[k + 1], one_way);
      if (i / n + 1 < n && !dice_.chance(removed))
        street(at[k], at[k + static_cast<std::size_t>(n)], one_way);
    }
  }

  // Points of rings around a centre, in steps of arms.
  static Point on_ring(int arms, int arm, double radius) {
    const double angle = 6.283185307 * arm / arms;
    return {radius * std::cos(angle), radius * std::sin(angle)};
  }

  void spider() {
    const int arms = 3 + dice_.below(4);
    const int rings = 1 + dice_.below(3);
    const double step = 70 + 100 * dice_();
    std::vector<NodeId> inner(static_cast<std::size_t>(arms), node(0, 0));
    for (int r = 1; r <= rings; ++r) {
      std::vector<NodeId> ring;
      for (int a = 0; a < arms; ++a) {
        const Point p = on_ring(arms, a, r * step);
        ring.push_back(node(p.x, p.y));
        street(inner[static_cast<std::size_t>(a)], ring.back(), 0.1);
      }
      for (std::size_t a = 0; a < ring.size(); ++a)
        street(ring[a], ring[(a + 1) % ring.size()], 0.3);
      inner = ring;
    }
  }

  // Each point is joined to some before it: dead ends and junctions of many legs.
  void scattered() {
    const int n = 10 + dice_.below(12);
    std::vector<NodeId> at;
    for (int i = 0; i < n; ++i) {
      const double y = 900 * dice_();
      at.push_back(node(900 * dice_(), y));
      for (int k = 0; i > 0 && k < 1 + dice_.below(3); ++k) {
        const NodeId other = at[static_cast<std::size_t>(dice_.below(i))];
        if (other != at.back()) street(other, at.back(), 0.15);
      }
    }
  }

  // A chain of rings of four short one-way links, each with arms.
  void roundabouts() {
    const int n = 1 + dice_.below(3);
    NodeId last;
    for (int k = 0; k < n; ++k) {
      std::array<NodeId, 4> ring;
      const double radius = 15 + 20 * dice_();
      const bool left = builder_.options().driving_side == DrivingSide::left;
      for (int i = 0; i < 4; ++i) {
        const Point p = on_ring(4, left ? -i : i, radius);
        ring[static_cast<std::size_t>(i)] =
            builder_.add_node({p.x + k * 400, p.y}, JunctionControl::roundabout);
      }
      const int lanes = 1 + dice_.below(2);
      for (std::size_t i = 0; i < 4; ++i) {
        builder_.add_link({.from = ring[i],
                           .to = ring[(i + 1) % 4],
                           .lanes = lanes,
                           .free_speed_mps = 8,
                           .road_class = RoadClass::primary,
                           .flags = kRoundaboutRing});
        const Point p = on_ring(4, left ? -static_cast<int>(i) : static_cast<int>(i), radius + 150);
        street(ring[i], node(p.x + k * 400, p.y), 0);
      }
      if (k > 0) street(last, ring[2], 0);
      last = ring[0];
    }
  }

  StreetShape shape_;
  Dice dice_;
  NetworkBuilder builder_;
};

bool stops_at(const Network& net, LinkId l) { return net.link.length_m[l] > 60; }

}  // namespace

std::string name_of(StreetShape shape) {
  constexpr const char* kNames[] = {"GridWithHoles", "OneWayGrid", "Spider", "Scattered",
                                    "Roundabouts"};
  return kNames[static_cast<std::size_t>(shape)];
}

RandomCase random_case(StreetShape shape, std::uint64_t seed, std::size_t trips, float period_s) {
  RandomCase c;
  c.net = StreetMaker(shape, seed).run();
  c.trips = random_trips(c.net, trips, seed, {.motorcycle = 0.25, .minibus = 0.2, .truck = 0.1});
  Dice dice(seed + 1000);
  for (SceneTrip& t : c.trips) {
    t.departure_s *= period_s / 3600;
    if (t.vehicle_class == VehicleClass::minibus && dice.chance(0.3))
      t.vehicle_class = VehicleClass::bus;
    if (t.vehicle_class == VehicleClass::motorcycle && dice.chance(0.2))
      t.vehicle_class = VehicleClass::bicycle;
    c.stops.emplace_back();
    const bool serves =
        t.vehicle_class == VehicleClass::minibus || t.vehicle_class == VehicleClass::bus;
    for (std::uint32_t k = 1; serves && k + 1 < t.route.size(); ++k)
      if (stops_at(c.net, t.route[k]) && dice.chance(0.5))
        c.stops.back().push_back({.route_index = k,
                                  .position_m = c.net.link.length_m[t.route[k]] / 2,
                                  .place = static_cast<StopPlace>(dice.below(3))});
  }
  return c;
}

std::vector<TypeIndex> add_types(Traffic& traffic) {
  std::vector<TypeIndex> types;
  for (std::size_t c = 0; c < kVehicleClassCount; ++c)
    types.push_back(add_type(traffic, static_cast<VehicleClass>(c)));
  return types;
}

void add_departures(const RandomCase& c, const std::vector<TypeIndex>& types, Traffic& traffic,
                    std::size_t& next) {
  for (; next < c.trips.size() && c.trips[next].departure_s <= traffic.now(); ++next) {
    const SceneTrip& t = c.trips[next];
    traffic.add_vehicle({.type = types[static_cast<std::size_t>(t.vehicle_class)],
                         .route = t.route,
                         .stops = c.stops[next],
                         .owner = {OwnerKind::other, static_cast<std::uint32_t>(next)}});
  }
}

void answer_stops(Traffic& traffic) {
  for (const StopArrival& a : traffic.approaches())
    if (a.vehicle.value % 5 == 0) traffic.skip_stop(a.vehicle, a.stop_index);
  for (const StopArrival& a : traffic.stop_arrivals())
    traffic.release_at(a.vehicle, traffic.now() + kRandomDwell);
}

}  // namespace mwendo
