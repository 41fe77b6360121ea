#include "tests/support/sample_scenes.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "network/assembly/builder.h"
#include "network/assembly/generate.h"
#include "network/base/random.h"
#include "sim/day/day.h"
#include "sim/traffic/link_times.h"

namespace mwendo {
namespace {

constexpr float kFrom = 7 * 3600;
constexpr std::size_t kTripsOfRelation = 100;
constexpr std::uint32_t kMostRelations = 1000;
// s between the trips on foot of the city around. In a sample of Nairobi of 1/50 there are four
// trips a second in the morning. They give clones their departure profile.
constexpr double kOthersEvery = 1;

SampleScene scene_on(std::string name, Network net) {
  SampleScene scene;
  scene.name = std::move(name);
  scene.world.network = std::move(net);
  scene.world.figures.work_trucks.share = 0;
  return scene;
}

constexpr std::uint32_t kSignals = 10;
constexpr double kSignalSpacing = 250;  // m
constexpr double kSideStreet = 300;     // m

Network make_arterial() {
  NetworkBuilder builder({.name = "arterial"});
  const auto street = [&](NodeId from, NodeId to, int lanes) {
    builder.add_street({.from = from,
                        .to = to,
                        .lanes = lanes,
                        .free_speed_mps = 50 / 3.6F,
                        .road_class = lanes > 1 ? RoadClass::primary : RoadClass::secondary});
  };
  for (std::uint32_t i = 0; i < kSignals + 2; ++i) {
    const bool end = i == 0 || i == kSignals + 1;
    const NodeId n = builder.add_node(
        {i * kSignalSpacing, 0}, end ? JunctionControl::uncontrolled : JunctionControl::signal);
    if (i > 0) street(NodeId{i - 1}, n, 2);
  }
  for (std::uint32_t i = 1; i <= kSignals; ++i)
    for (const double y : {kSideStreet, -kSideStreet})
      street(builder.add_node({i * kSignalSpacing, y}), NodeId{i}, 1);
  return builder.build();
}

// First streets that cross the arterial, then each second one from and to an end of it, then all
// along it.
SampleScene arterial() {
  SampleScene scene = scene_on("arterial", make_arterial());
  const NodeId ends[] = {NodeId{0}, NodeId{kSignals + 1}};
  const auto side = [](std::uint32_t i, std::uint32_t k) {
    return NodeId{kSignals + 2 + 2 * i + k};
  };
  const auto add = [&](NodeId from, NodeId to) { scene.relations.push_back({from, to}); };
  for (std::uint32_t i = 0; i < kSignals; ++i)
    for (std::uint32_t k = 0; k < 2; ++k) add(side(i, k), side(i, 1 - k));
  for (std::uint32_t i = 0; i < kSignals; ++i) {
    add(side(i, i % 2), ends[i / 2 % 2]);
    add(ends[1 - i / 2 % 2], side(i, 1 - i % 2));
  }
  while (scene.relations.size() < kMostRelations) {
    add(ends[0], ends[1]);
    add(ends[1], ends[0]);
  }
  scene.capacity_per_hour = 4300;
  return scene;
}

// Any two junctions.
SampleScene of_grid(const std::string& name, const GridCity& grid) {
  SampleScene scene = scene_on(name, generate_grid(grid));
  const auto nodes = static_cast<double>(scene.world.network.nodes().size());
  for (std::uint32_t i = 0; scene.relations.size() < kMostRelations; ++i) {
    const auto node = [&](std::uint32_t k) {
      return NodeId{static_cast<std::uint32_t>(nodes * uniform({1, Draw::test, i, k}))};
    };
    if (node(0) != node(1)) scene.relations.push_back({node(0), node(1)});
  }
  return scene;
}

SampleScene grid() {
  SampleScene scene = of_grid(
      "grid", {.rows = 6, .columns = 6, .spacing_m = 200, .perturbation = 0, .arterial_every = 1});
  scene.capacity_per_hour = 14000;
  return scene;
}

SampleScene city() {
  SampleScene scene = of_grid("city", {.rows = 21, .columns = 21, .spacing_m = 150});
  scene.capacity_per_hour = 17000;
  return scene;
}

struct Trip {
  float departure_s;
  std::uint32_t relation;
};

double draw(const SampleDemand& demand, std::uint32_t subject, std::uint32_t k) {
  return uniform({demand.seed, Draw::test, subject, k});
}

// By relation.
std::vector<Trip> trips_of(const SampleDemand& demand) {
  const double period = double{demand.warm_up_s} + double{demand.seconds};
  const auto relations = static_cast<std::uint32_t>(
      std::lround(demand.per_hour * period / 3600 / double{kTripsOfRelation}));
  std::vector<Trip> trips;
  for (std::uint32_t r = 0; r < relations; ++r)
    for (std::uint32_t i = 0; i < kTripsOfRelation; ++i)
      trips.push_back({kFrom + static_cast<float>(period * draw(demand, r, i)), r});
  return trips;
}

std::vector<Trip> sample_of(std::vector<Trip> trips, const SampleDemand& demand) {
  const bool all = demand.drawn == Drawn::from_all;
  if (all)
    std::sort(trips.begin(), trips.end(),
              [](const Trip& a, const Trip& b) { return a.departure_s < b.departure_s; });
  double passed = 0;
  std::uint32_t relation = kMostRelations;
  std::erase_if(trips, [&](const Trip& t) {
    const bool first = relation == kMostRelations || (!all && t.relation != relation);
    relation = t.relation;
    if (first) passed = demand.stands_for * draw(demand, relation, kTripsOfRelation);
    return std::fmod(passed++, demand.stands_for) >= 1;
  });
  return trips;
}

void add_trip(Population& people, const SampleRelation& r, float departure_s, Mode mode) {
  const PersonId person = people.person.home_zone.push_back(ZoneId{0});
  people.person.number.push_back(person.value);
  TripColumns& c = people.trip;
  c.person.push_back(person);
  c.from.push_back({r.from, 0});
  c.to.push_back({r.to, 0});
  c.departure_s.push_back(departure_s);
  c.distance_m.push_back(0);
  c.mode.push_back(mode);
  c.first_ride.push_back(0);
  c.ride_count.push_back(0);
  c.egress_m.push_back(0);
}

Population people_of(const SampleScene& scene, const SampleDemand& demand) {
  Population people;
  people.expansion = static_cast<float>(demand.stands_for);
  for (const Trip& trip : sample_of(trips_of(demand), demand))
    add_trip(people, scene.relations[trip.relation], trip.departure_s, Mode::car_driver);
  for (double t = 0; t < double{demand.warm_up_s + demand.seconds}; t += kOthersEvery)
    add_trip(people, scene.relations[0], kFrom + static_cast<float>(t), Mode::walk);
  return people;
}

SampleRun measured(const DayOutcome& outcome, const SampleDemand& demand) {
  const Tallies& tallies = outcome.tallies;
  const auto first = static_cast<std::size_t>(demand.warm_up_s / Tallies::kPeriodSeconds);
  const double hours = double{demand.seconds} / 3600;
  double km = 0, driven_hours = 0, waiting = 0, minutes = 0;
  for (std::size_t p = first; p < tallies.periods(); ++p)
    for (std::uint32_t l = 0; l < tallies.links(); ++l) {
      const TallyCell& cell = tallies.at(LinkId{l}, p, VehicleClass::car);
      km += double{cell.total_distance_m()} / 1000;
      driven_hours += double{cell.total_time_s()} / 3600;
    }
  for (const TimePoint& t : outcome.time_series) {
    if (t.time_s < kFrom + demand.warm_up_s) continue;
    waiting += double{t.waiting_to_enter};
    ++minutes;
  }
  waiting /= std::max(minutes, 1.0);
  return {km / (driven_hours + waiting * hours), km / hours, waiting};
}

}  // namespace

const std::vector<std::string>& sample_scene_names() {
  static const std::vector<std::string> names = {"arterial", "grid", "city"};
  return names;
}

SampleScene sample_scene(const std::string& name) {
  if (name == "arterial") return arterial();
  if (name == "grid") return grid();
  if (name == "city") return city();
  throw std::invalid_argument("no scene of samples '" + name + "'");
}

SampleRun run_sample(const SampleScene& scene, const SampleDemand& demand) {
  const float to_s = kFrom + demand.warm_up_s + demand.seconds;
  const Population people = people_of(scene, demand);
  const LinkTimes believed = free_flow_times(scene.world.network, kFrom, to_s);
  DaySimulation day({scene.world, people, believed},
                    {.from_s = kFrom, .to_s = to_s, .clear_s = 0, .seed = demand.seed});
  while (!day.done()) day.step();
  return measured(day.finish(), demand);
}

}  // namespace mwendo
