#include "tests/sim/learning/departure_town.h"

#include "network/assembly/builder.h"

namespace mwendo::testing {
namespace {

constexpr float kRoad = 7000;    // m
constexpr float kBefore = 6000;  // m before the narrow part, for its queue
constexpr float kPart = 300;     // m, of the links there
constexpr float kNarrow = 60;    // m
constexpr float kThreeHours = 3 * 3600;
constexpr int kSettleDays = 4;
constexpr int kComparedDays = 12;

LinkSpec road(NodeId from, NodeId to, float length_m, float mps) {
  LinkSpec l{.from = from, .to = to};
  l.permissions = kGeneralTraffic;
  l.free_speed_mps = mps;
  l.road_class = RoadClass::primary;
  l.length_m = length_m;
  return l;
}

// In short links, for a link has one time however long its queue is. And a way back, so that both
// ends can be left and reached.
Network road_with(float narrow_mps) {
  NetworkBuilder b;
  const NodeId home = b.add_node({0, 0}), work = b.add_node({kRoad, 0});
  const NodeId n1 = b.add_node({kBefore, 0}), n2 = b.add_node({kBefore + kNarrow, 0});
  NodeId at = home;
  for (float x = kPart; x < kBefore; x += kPart) {
    const NodeId next = b.add_node({x, 0});
    b.add_link(road(at, next, kPart, 15));
    at = next;
  }
  b.add_link(road(at, n1, kPart, 15));
  b.add_link(road(n1, n2, kNarrow, narrow_mps));
  b.add_link(road(n2, work, kRoad - kBefore - kNarrow, 15));
  b.add_link(road(work, home, kRoad, 15));
  return b.build();
}

Zones ends_of(const Network& net) {
  Zones z;
  for (const NodeId n : {NodeId{0}, NodeId{1}}) {
    z.name.push_back("end");
    z.centroid.push_back(net.node.position[n]);
    z.population.push_back(1000);
    z.jobs.push_back(400);
    z.school_places.push_back(200);
    z.radius_m.push_back(0);
    z.income_index.push_back(1);
    z.assumed.push_back(1);
    z.nodes.append(std::vector<ZoneNode>{{n, 1, 1}});
  }
  return z;
}

ZoneDistances straight(const Network& net) {
  ZoneDistances d;
  d.distance_m = Matrix<ZoneId, float>(2, kRoad);
  d.detour = Matrix<ZoneId, float>(2, 1.0F);
  for (const NodeId n : {NodeId{0}, NodeId{1}}) {
    d.centre.push_back(n);
    d.centre_point.push_back(net.node.position[n]);
    d.spread_m.push_back(0);
  }
  return d;
}

SimulationOptions options_of(int days) {
  SimulationOptions o;
  o.from_s = kSeven, o.to_s = kSeven + kThreeHours;
  o.sample = 1;
  o.iterations = days;
  o.settle_days = days - kComparedDays;
  o.fit_constants = false;
  return o;
}

}  // namespace

double DrivenDays::mean_s() const {
  double sum = 0;
  for (const TripRecord& t : results.trips) sum += double{t.travel_time_s};
  return sum / static_cast<double>(results.trips.size());
}

double DrivenDays::leaving(float from_s, float to_s) const {
  double count = 0;
  for (const float d : departure_s) count += d >= kSeven + from_s && d < kSeven + to_s ? 1 : 0;
  return count;
}

DepartureTown::DepartureTown(float narrow_mps)
    : world_(make_small_world({.size = 3, .zone_side = 1})) {
  world_.network = road_with(narrow_mps);
  world_.zones = ends_of(world_.network);
  world_.figures.work_trucks.share = 0;
  distances_ = straight(world_.network);
  people_.expansion = 1;
}

DepartureTown::DepartureTown(const DepartureTown& base, float narrow_mps)
    : DepartureTown(narrow_mps) {
  people_ = base.people_;
}

void DepartureTown::add_trips(const RoadTrips& trips) {
  const auto headway_s = static_cast<float>(3600 / trips.per_hour);
  PersonColumns& p = people_.person;
  for (float t = trips.from_s; t < trips.to_s; t += headway_s) {
    const TripId trip = append_trip(people_, {.mode = Mode::car_driver,
                                              .departure_s = kSeven + t,
                                              .from = {0},
                                              .to = {1},
                                              .distance_m = kRoad});
    people_.trip.to_zone[trip] = ZoneId{1};
    p.home.push_back({NodeId{0}, 0});
    p.age.push_back(AgeGroup::adult);
    p.activity.push_back(Activity::worker);
    p.female.push_back(0);
    p.household_car.push_back(1);
    p.has_car.push_back(1);
    p.has_motorcycle.push_back(0);
    p.has_bicycle.push_back(0);
  }
}

DrivenDays DepartureTown::run(const SimulationOptions& options, const Experience& from) const {
  Learners people(world_, distances_, people_, options, &from);
  DrivenDays d;
  d.results = simulate(world_, people, options, {});
  d.settled = people.settled();
  d.days = people.days();
  d.departure_s = people.population().trip.departure_s;
  return d;
}

DrivenDays DepartureTown::drive() const {
  Experience first = first_experience(world_, kSeven, kSeven + kThreeHours);
  first.constants[index_of(Mode::car_driver)] = 1000;  // nobody leaves the car
  SimulationOptions o = options_of(kSettleDays + kComparedDays);
  o.keep_days.driving = true;
  return run(o, first);
}

DrivenDays DepartureTown::react(const DrivenDays& base, int threads) const {
  SimulationOptions o = options_of(kComparedDays);
  o.base_days = &base.days;
  o.departures_react = true;
  o.threads = threads;
  return run(o, base.settled);
}

DrivenDays DepartureTown::stay(const DrivenDays& base) const {
  return run(options_of(kComparedDays), base.settled);
}

}  // namespace mwendo::testing
