#include "viz/made_up_city.h"

#include <fmt/format.h>

#include <array>

#include "network/builder.h"
#include "network/generate.h"
#include "network/routing/router.h"
#include "sim/core/random.h"
#include "viz/observe.h"

namespace mwendo::viz {
namespace {

constexpr std::uint32_t kArterialEvery = 5;

std::string street_name(std::uint32_t i) {
  static const std::array<const char*, 16> kFirst = {
      "Jacaranda", "Acacia", "Baobab", "Lakeside", "Market", "Station", "Mill", "Harbour",
      "Hill", "River", "Orchard", "Temple", "Stadium", "Museum", "Garden", "Observatory"};
  static const std::array<const char*, 4> kLast = {"Road", "Avenue", "Street", "Lane"};
  if (i % 11 == 7) return "አደባባይ ጎዳና " + std::to_string(i / 11 + 1);
  return fmt::format("{} {}", kFirst[i % kFirst.size()], kLast[i / kFirst.size() % kLast.size()]);
}

class CityMaker {
 public:
  explicit CityMaker(const MadeUpCity& city) : city_(city) {}

  std::shared_ptr<World> run() {
    auto world = std::make_shared<World>();
    Network grid = generate_grid({.rows = city_.rows, .columns = city_.columns,
                                  .spacing_m = city_.spacing_m,
                                  .arterial_every = kArterialEvery,
                                  .driving_side = city_.driving_side, .seed = city_.seed});
    for (std::uint32_t i = 1; i < grid.street_names.size(); ++i)
      grid.street_names[i] = street_name(i);
    brt_row_ = arterial_near(city_.rows / 2);
    world->network = city_.brt && city_.transit ? with_brt_lanes(grid) : std::move(grid);
    net_ = &world->network;
    if (city_.transit) add_lines(world->transit);
    world->sources.push_back({"Streets and trips", "made up by mwendo-view", "public domain"});
    return world;
  }

 private:
  [[nodiscard]] static std::uint32_t arterial_near(std::uint32_t i) {
    return i / kArterialEvery * kArterialEvery + kArterialEvery / 2;
  }
  [[nodiscard]] NodeId node(std::uint32_t r, std::uint32_t c) const {
    return NodeId{r * city_.columns + c};
  }
  [[nodiscard]] LinkId link_between(const Network& net, NodeId a, NodeId b) const {
    for (const LinkId l : net.outgoing(a))
      if (net.link.to[l] == b) return l;
    return {};
  }

  // The lane next to the median of one arterial is given to BRT.
  Network with_brt_lanes(const Network& grid) const {
    NetworkBuilder builder = NetworkBuilder::from_network(grid);
    for (std::uint32_t c = 0; c + 1 < city_.columns; ++c)
      for (const auto& [a, b] : {std::pair{node(brt_row_, c), node(brt_row_, c + 1)},
                                 std::pair{node(brt_row_, c + 1), node(brt_row_, c)}}) {
        LinkSpec& spec = builder.link(link_between(grid, a, b));
        spec.lane_specs.assign(3, LaneSpec{});
        spec.lane_specs.back().permissions = kBrt;
        spec.lane_specs.back().width_m = 3.5F;
      }
    return builder.build();
  }

  void add_lines(TransitSupply& supply) {
    supply.line.path.first = {0};
    supply.line.stops.first = {0};
    for (std::uint32_t r = kArterialEvery / 2; r < city_.rows; r += kArterialEvery) {
      const bool brt = city_.brt && r == brt_row_;
      std::vector<NodeId> way;
      for (std::uint32_t c = 0; c < city_.columns; ++c) way.push_back(node(r, c));
      add_both_directions(supply, brt ? "BRT 1" : fmt::format("{}", 10 + r), way, brt);
    }
    for (std::uint32_t c = kArterialEvery / 2; c < city_.columns; c += kArterialEvery) {
      std::vector<NodeId> way;
      for (std::uint32_t r = 0; r < city_.rows; ++r) way.push_back(node(r, c));
      add_both_directions(supply, fmt::format("{}", 100 + c), way, false);
    }
  }

  void add_both_directions(TransitSupply& supply, const std::string& name, std::vector<NodeId> way,
                           bool brt) {
    const LineId a = add_line(supply, name, way, brt);
    std::reverse(way.begin(), way.end());
    const LineId b = add_line(supply, name, way, brt);
    supply.line.opposite[a] = b;
    supply.line.opposite[b] = a;
  }

  LineId add_line(TransitSupply& supply, const std::string& name, const std::vector<NodeId>& way,
                  bool brt) {
    std::vector<LinkId> path;
    for (std::size_t i = 0; i + 1 < way.size(); ++i)
      path.push_back(link_between(*net_, way[i], way[i + 1]));
    std::vector<LineStop> stops;
    const std::uint32_t every = brt ? 4 : 2;
    for (std::uint32_t i = 0; i < path.size(); i += every)
      stops.push_back({add_stop(supply, path[i], way[i + 1], brt), i});
    auto& line = supply.line;
    line.description.push_back(brt ? "East - West, rapid" : "Minibus");
    line.mode.push_back(brt ? Mode::brt : Mode::minibus);
    line.vehicle.push_back(brt ? VehicleClass::articulated_bus : VehicleClass::minibus);
    line.capacity.push_back(brt ? 140 : 14);
    line.peak_headway_s.push_back(brt ? 120 : 90);
    line.offpeak_headway_s.push_back(brt ? 240 : 180);
    line.first_departure_s.push_back(5 * 3600);
    line.last_departure_s.push_back(23 * 3600);
    line.fill_and_go.push_back(0);
    line.fare.push_back(50);
    line.fare_per_km.push_back(0);
    line.rail_speed_mps.push_back(0);
    line.opposite.push_back({});
    line.powertrain.push_back(static_cast<std::uint8_t>(Powertrain::diesel));
    line.assumed_headway.push_back(1);
    line.path.append(path);
    line.stops.append(stops);
    return line.name.push_back(name);
  }

  StopId add_stop(TransitSupply& supply, LinkId l, NodeId access, bool brt) {
    auto& stop = supply.stop;
    const float at = net_->link.length_m[l] * 0.55F;
    stop.position.push_back(point_at(*net_, l, at).position);
    stop.link.push_back(l);
    stop.position_m.push_back(at);
    stop.access_node.push_back(access);
    stop.kind.push_back(brt ? StopKind::brt_station : StopKind::kerb);
    stop.docking_bays.push_back(brt ? 2 : 1);
    stop.passing_lane.push_back(0);
    return stop.name.push_back(net_->street_names[net_->link.street[l]] +
                               fmt::format(" {}", supply.stop.name.size() % 40 + 1));
  }

  MadeUpCity city_;
  const Network* net_ = nullptr;
  std::uint32_t brt_row_ = 0;
};

// The run: random trips and passengers on top of traffic and public transport.
class CityRun {
 public:
  CityRun(std::shared_ptr<const World> world, const MadeUpCity& city)
      : world_(std::move(world)), city_(city), router_(world_->network, kCar), search_(router_),
        traffic_(world_->network, {.from_s = city.from_s, .to_s = city.to_s, .seed = city.seed}),
        transit_(world_->network, world_->transit,
                 {.from_s = city.from_s, .to_s = city.to_s, .seed = city.seed}, traffic_) {
    for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
      const auto vehicle_class = static_cast<VehicleClass>(c);
      VehicleType type = make_type(vehicle_class, 1, permission_of(vehicle_class));
      type.filters = vehicle_class == VehicleClass::motorcycle;
      types_.push_back(traffic_.add_type(type));
    }
  }

  void step() {
    due_trips_ += city_.trips_per_hour / 3600;
    for (; due_trips_ >= 1; due_trips_ -= 1) add_trip();
    due_passengers_ += city_.passengers_per_hour / 3600;
    for (; due_passengers_ >= 1; due_passengers_ -= 1) add_passenger();
    traffic_.step();
    transit_.step();
    brt_boardings_ += static_cast<double>(transit_.boardings().size());
  }
  [[nodiscard]] float now() const { return traffic_.now(); }
  void observe(Snapshot& out) {
    observer_.observe(traffic_, &transit_, &world_->transit, out);
    out.brt_boardings = brt_boardings_;
  }

 private:
  double draw(std::uint32_t index) {
    return uniform({.seed = city_.seed, .purpose = Draw::test, .subject = count_, .index = index});
  }
  NodeId random_node(std::uint32_t index) {
    return NodeId{static_cast<std::uint32_t>(draw(index) *
                                             static_cast<double>(world_->network.nodes().size()))};
  }

  void add_trip() {
    ++count_;
    const Route route = search_.route(random_node(0), random_node(1));
    if (route.links.size() < 2) return;
    const double u = draw(2);
    const VehicleClass c = u < 0.26   ? VehicleClass::motorcycle
                           : u < 0.30 ? VehicleClass::truck
                                      : VehicleClass::car;
    traffic_.add_vehicle({.type = types_[static_cast<std::size_t>(c)], .route = route.links,
                          .tag = count_ & 0x3FFFFFFFU});
  }

  void add_passenger() {
    ++count_;
    const TransitSupply& supply = world_->transit;
    if (supply.lines().empty()) return;
    const LineId line{static_cast<std::uint32_t>(draw(0) * static_cast<double>(supply.lines().size()))};
    const auto stops = supply.stops_of(line);
    const auto n = static_cast<double>(stops.size());
    const auto a = static_cast<std::size_t>(draw(1) * (n - 1));
    const auto b = a + 1 + static_cast<std::size_t>(draw(2) * (n - 1 - static_cast<double>(a)));
    transit_.wait(count_, stops[a].stop, stops[std::min(b, stops.size() - 1)].stop, line);
  }

  std::shared_ptr<const World> world_;
  MadeUpCity city_;
  RoadRouter router_;
  RoadRouter::Search search_;
  Traffic traffic_;
  TransitOperation transit_;
  TrafficObserver observer_;
  std::vector<TypeIndex> types_;
  double due_trips_ = 0, due_passengers_ = 0, brt_boardings_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace

ViewedRun open_made_up_city(const MadeUpCity& city) {
  ViewedRun run;
  run.world = CityMaker(city).run();
  run.city = "Made-up city";
  run.scenario = city.brt ? "with BRT" : "without BRT";
  run.from_s = city.from_s;
  run.to_s = city.to_s;
  run.make = [world = run.world, city] {
    const auto made = std::make_shared<CityRun>(world, city);
    RunDriver d;
    d.step = [made] { made->step(); };
    d.now = [made] { return made->now(); };
    d.done = [made, to = city.to_s] { return made->now() >= to; };
    d.observe = [made](Snapshot& s) { made->observe(s); };
    d.from_s = city.from_s;
    d.to_s = city.to_s;
    return d;
  };
  return run;
}

}  // namespace mwendo::viz
