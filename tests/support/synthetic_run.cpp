#include "tests/support/synthetic_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "network/assembly/generate.h"
#include "network/base/random.h"
#include "sim/world/supply_edit.h"

namespace mwendo::testing {
namespace {

constexpr std::uint32_t kSide = 26;
constexpr double kSpacing = 300;
constexpr std::uint32_t kPersons = 4000;
constexpr Point kOrigin{255000, 9855000};

double draw(std::uint64_t seed, std::uint32_t subject, std::uint32_t index) {
  return uniform({.seed = seed, .purpose = Draw::test, .subject = subject, .index = index});
}

LinkId link_between(const Network& net, NodeId a, NodeId b) {
  for (const LinkId l : net.outgoing(a))
    if (net.link.to[l] == b) return l;
  return {};
}

// Nodes of grid row r, from left to right or back.
std::vector<NodeId> row_of(std::uint32_t r, bool back) {
  std::vector<NodeId> nodes;
  for (std::uint32_t c = 0; c < kSide; ++c) nodes.push_back(NodeId{r * kSide + c});
  if (back) std::reverse(nodes.begin(), nodes.end());
  return nodes;
}

struct LineKind {
  const char* name;
  Mode mode;
  VehicleClass vehicle;
  std::uint16_t capacity;
  float headway_s;
  std::uint32_t stop_every;
};

StopId add_stop(World& world, LinkId link, const std::string& name, StopKind kind) {
  auto& s = world.transit.stop;
  const NodeId node = world.network.link.to[link];
  s.name.push_back(name);
  s.position.push_back(world.network.node.position[node]);
  s.link.push_back(link);
  s.position_m.push_back(world.network.link.length_m[link] - 10);
  s.access_node.push_back(node);
  s.kind.push_back(kind);
  s.docking_bays.push_back(kind == StopKind::brt_station ? 2 : 1);
  s.platform_walk_m.push_back(0);
  return StopId{s.passing_lane.push_back(0).value};
}

void add_line(World& world, const LineKind& kind, const std::vector<NodeId>& nodes) {
  std::vector<LinkId> path;
  std::vector<LineStop> stops;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    path.push_back(link_between(world.network, nodes[i], nodes[i + 1]));
    if (i % kind.stop_every != 0 && i + 2 < nodes.size()) continue;
    const StopKind stop = kind.mode == Mode::brt ? StopKind::brt_station : StopKind::kerb;
    const StopId id = add_stop(world, path.back(), fmt::format("{} stop {}", kind.name, i), stop);
    stops.push_back({id, static_cast<std::uint32_t>(i)});
  }
  const bool minibus = kind.mode == Mode::minibus;
  append(world.transit,
         {.name = kind.name,
          .description = fmt::format("{} across town", kind.name),
          .mode = kind.mode,
          .vehicle = kind.vehicle,
          .capacity = kind.capacity,
          .peak_headway_s = kind.headway_s,
          .offpeak_headway_s = 2 * kind.headway_s,
          .fill_and_go = static_cast<std::uint8_t>(minibus ? 1 : 0),
          .fare = 50,
          .powertrain = kind.mode == Mode::brt ? Powertrain::battery_electric : Powertrain::diesel,
          .path = path,
          .stops = stops});
}

void add_zones(World& world) {
  Zones& z = world.zones;
  constexpr std::uint32_t kBlock = 13;
  for (std::uint32_t i = 0; i < 4; ++i) {
    const std::uint32_t r0 = i / 2 * kBlock;
    const std::uint32_t c0 = i % 2 * kBlock;
    std::vector<ZoneNode> nodes;
    for (std::uint32_t r = r0; r < r0 + kBlock; ++r)
      for (std::uint32_t c = c0; c < c0 + kBlock; ++c)
        nodes.push_back(
            {NodeId{r * kSide + c}, 1.0F / (kBlock * kBlock), 1.0F / (kBlock * kBlock)});
    z.name.push_back(fmt::format("Zone {}, quarter", i));
    z.centroid.push_back(world.network.node.position[nodes[nodes.size() / 2].node]);
    z.population.push_back(50000);
    z.jobs.push_back(20000);
    z.school_places.push_back(8000);
    z.radius_m.push_back(200);
    z.income_index.push_back(1);
    z.assumed.push_back(1);
    z.nodes.append(nodes);
  }
}

Population make_population() {
  Population people;
  people.expansion = 10;
  for (std::uint32_t i = 0; i < kPersons; ++i) {
    people.person.home_zone.push_back(ZoneId{i % 4});
    auto& t = people.trip;
    t.person.push_back(PersonId{i});
    t.purpose.push_back(Purpose::work);
    t.from_zone.push_back(ZoneId{i % 4});
    t.to_zone.push_back(ZoneId{(i / 4) % 4});
    t.departure_s.push_back(static_cast<float>(7 * 3600 + 7200 * draw(1, i, 0)));
    t.distance_m.push_back(static_cast<float>(800 + 12000 * draw(1, i, 1) * draw(1, i, 2)));
    t.mode.push_back(Mode::walk);
  }
  return people;
}

void name_streets(Network& net) {
  net.street_names = {""};
  for (std::uint32_t r = 0; r < kSide; ++r) net.street_names.push_back(fmt::format("Street {}", r));
  for (const LinkId l : net.links()) {
    const std::uint32_t row = net.link.from[l].value / kSide;
    const bool along = net.link.to[l].value / kSide == row;
    net.link.street[l] = along ? row + 1 : 0;
    net.link.grade[l] = 0;
  }
}

void move_to_city(Network& net) {
  for (auto& p : net.node.position) p = {p.x + kOrigin.x, p.y + kOrigin.y};
  for (Point& p : net.geometry) p = {p.x + kOrigin.x, p.y + kOrigin.y};
}

struct Shares {
  std::array<double, kModeCount> share{};
};

Shares shares_of(bool brt) {
  Shares s;
  const auto set = [&](Mode m, double v) { s.share[static_cast<std::size_t>(m)] = v; };
  set(Mode::walk, 0.40);
  set(Mode::bicycle, 0.02);
  set(Mode::minibus, brt ? 0.30 : 0.38);
  set(Mode::bus, 0.03);
  set(Mode::brt, brt ? 0.10 : 0.0);
  set(Mode::car_driver, brt ? 0.09 : 0.11);
  set(Mode::car_passenger, 0.03);
  set(Mode::motorcycle_taxi, 0.03);
  return s;
}

Mode mode_for(const Shares& shares, double u) {
  for (std::size_t m = 0; m < kModeCount; ++m) {
    u -= shares.share[m];
    if (u < 0) return static_cast<Mode>(m);
  }
  return Mode::walk;
}

double kmh_of(Mode m) {
  if (m == Mode::walk) return 4.5;
  if (m == Mode::bicycle) return 13;
  if (m == Mode::brt) return 24;
  return is_transit(m) ? 13 : 17;
}

void add_trips(const SyntheticCity& city, RunResults& r, const Shares& shares) {
  for (const TripId t : city.population.trips()) {
    TripRecord record;
    record.trip = t;
    record.mode = mode_for(shares, draw(r.seed, t.value, 10));
    record.outcome =
        draw(r.seed, t.value, 11) < 0.97 ? TripOutcome::arrived : TripOutcome::under_way;
    record.departure_s = city.population.trip.departure_s[t];
    record.distance_m = city.population.trip.distance_m[t];
    record.wait_s =
        is_transit(record.mode) ? static_cast<float>(400 * draw(r.seed, t.value, 12)) : 0;
    record.walk_m = is_transit(record.mode) ? 500 : record.distance_m;
    const double drive = static_cast<double>(record.distance_m) / 1000 / kmh_of(record.mode) * 3600;
    record.travel_time_s = static_cast<float>(drive) + record.wait_s;
    r.trips.push_back(record);
  }
}

void add_cell(RunResults& r, LinkId l, std::size_t p, VehicleClass c, double vehicles,
              double metres, double kmh, double persons) {
  TallyCell& cell = r.tallies.at(l, p, c);
  const std::size_t b = speed_bin(static_cast<float>(kmh));
  cell.vehicles = static_cast<float>(vehicles);
  cell.distance_m[b] = static_cast<float>(vehicles * metres);
  cell.time_s[b] = static_cast<float>(vehicles * metres / (kmh / 3.6));
  cell.stops = static_cast<float>(vehicles * std::max(0.0, 1.5 - kmh / 30));
  cell.passengers_m = static_cast<float>(vehicles * metres * persons);
}

void add_traffic(const SyntheticCity& city, RunResults& r, bool brt) {
  const Network& net = city.world.network;
  const Point middle{kOrigin.x + kSpacing * kSide / 2, kOrigin.y + kSpacing * kSide / 2};
  for (const LinkId l : net.links()) {
    const bool main = net.link.road_class[l] == RoadClass::primary;
    const double away =
        distance(net.node.position[net.link.from[l]], middle) / (kSpacing * kSide / 2);
    const double metres = static_cast<double>(net.link.length_m[l]);
    const bool corridor =
        net.link.from[l].value / kSide == 15 && net.link.to[l].value / kSide == 15;
    const double relief = brt && corridor ? 1.25 : (brt ? 1.04 : 1.0);
    for (std::size_t p = 0; p < r.tallies.periods(); ++p) {
      const auto index = static_cast<std::uint32_t>(100 + p);
      const double noise = 0.7 + 0.6 * draw(r.seed, l.value, index);
      const double kmh =
          std::min(48.0, (7 + 22 * std::min(1.2, away) + (main ? 4 : 0)) * noise * relief);
      const double flow = (main ? 220 : 25) * noise * (1.5 - std::min(1.2, away));
      add_cell(r, l, p, VehicleClass::car, flow * (brt ? 0.93 : 1.0), metres, kmh, 1.6);
      add_cell(r, l, p, VehicleClass::motorcycle, flow * 0.25, metres, std::min(48.0, kmh * 1.3),
               1.4);
      add_cell(r, l, p, VehicleClass::truck, flow * 0.05, metres, kmh, 1);
      if (main)
        add_cell(r, l, p, VehicleClass::minibus, 40 * (brt ? 0.8 : 1.0), metres, kmh * 0.8, 10);
      if (brt && corridor) add_cell(r, l, p, VehicleClass::articulated_bus, 8, metres, 26, 90);
      add_cell(r, l, p, VehicleClass::bicycle, 2, metres, 13, 1);
    }
  }
}

void add_lines(const SyntheticCity& city, RunResults& r) {
  const TransitSupply& transit = city.world.transit;
  for (const LineId l : transit.lines()) {
    LineResult result;
    result.line = l;
    const bool brt = transit.line.mode[l] == Mode::brt;
    const auto stops = transit.stops_of(l);
    const double vehicles = 7200 / static_cast<double>(transit.line.peak_headway_s[l]);
    const double capacity = transit.line.capacity[l];
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
      const double shape =
          std::sin(3.14159 * static_cast<double>(i + 1) / static_cast<double>(stops.size()));
      const double load =
          capacity * (0.25 + 0.6 * shape) * (0.9 + 0.2 * draw(r.seed, l.value, 500 + i));
      LineSectionResult s;
      s.length_m = static_cast<float>(
          distance(transit.stop.position[stops[i].stop], transit.stop.position[stops[i + 1].stop]));
      s.vehicles = static_cast<float>(vehicles);
      s.passengers = static_cast<float>(load * vehicles);
      s.peak_hour_passengers = s.passengers * 0.58F;
      s.places = static_cast<float>(capacity * vehicles);
      s.boardings = s.passengers * 0.2F;
      const double kmh = brt ? 24 : 13;
      s.run_time_s = static_cast<float>(vehicles * static_cast<double>(s.length_m) / (kmh / 3.6));
      s.dwell_s = static_cast<float>(vehicles * 15);
      result.boardings += s.boardings;
      result.vehicle_km += static_cast<float>(vehicles) * s.length_m / 1000;
      result.passenger_km += s.passengers * s.length_m / 1000;
      result.sections.push_back(s);
    }
    result.departures = static_cast<float>(vehicles);
    result.commercial_speed_kmh = brt ? 23.4F : 11.8F;
    result.mean_wait_s = brt ? 80 : 200;
    r.lines.push_back(result);
  }
  for (const StopId s : transit.stops()) {
    const float b = static_cast<float>(40 + 300 * draw(r.seed, s.value, 900));
    r.stops.push_back({s, b, b, b * 0.02F, 150, b / 10});
  }
}

void add_series(RunResults& r) {
  for (int minute = 0; minute < 120; ++minute) {
    const double t = minute / 120.0;
    TimePoint point;
    point.time_s = static_cast<float>(7 * 3600 + 60 * minute);
    point.vehicles_on_road = static_cast<float>(2000 + 3000 * std::sin(3.14 * t));
    point.mean_speed_kmh = static_cast<float>(22 - 8 * std::sin(3.14 * t));
    point.waiting_at_stops = static_cast<float>(800 * std::sin(3.14 * t));
    r.time_series.push_back(point);
  }
  for (int i = 0; i < 12; ++i)
    r.iterations.push_back({i, 0.25 / (1 + i), 0.08 / (1 + i * i), 0.3 / (1 + i), 1700.0 - 10 * i});
}

}  // namespace

SyntheticCity make_synthetic_city(bool with_brt) {
  SyntheticCity city;
  CityWorld& w = city.world;
  w.network = generate_grid({.rows = kSide, .columns = kSide, .spacing_m = kSpacing});
  w.network.name = "Synthetic";
  move_to_city(w.network);
  name_streets(w.network);
  add_zones(w);
  w.figures.name = "nairobi";
  w.figures.title = "Nairobi";
  w.figures.country = "Kenya";
  w.figures.time_zone = "Africa/Nairobi";
  w.figures.observed_mode_share.assign(kModeCount, 0);
  w.figures.observed_mode_share[static_cast<std::size_t>(Mode::walk)] = 0.41F;
  w.figures.observed_mode_share[static_cast<std::size_t>(Mode::minibus)] = 0.42F;
  w.figures.observed_mode_share[static_cast<std::size_t>(Mode::car_driver)] = 0.17F;
  for (const std::uint32_t row : {5U, 10U, 15U, 20U})
    for (const bool back : {false, true})
      add_line(w, {"46", Mode::minibus, VehicleClass::minibus, 14, 120, 1}, row_of(row, back));
  if (with_brt)
    for (const bool back : {false, true})
      add_line(w, {"BRT 2", Mode::brt, VehicleClass::articulated_bus, 150, 120, 3},
               row_of(15, back));
  w.assumptions = {{"headways", "Headways of minibus lines are blanket values.", 8, "assumption"},
                   {"lanes", "Lanes of side streets are assumed.", 900, "assumption"}};
  w.sources = {{"streets and routes", "A made-up town", "own"}};
  city.population = make_population();
  return city;
}

RunResults make_synthetic_results(const SyntheticCity& city, std::uint64_t seed) {
  const auto& modes = city.world.transit.line.mode;
  const bool brt = std::find(modes.begin(), modes.end(), Mode::brt) != modes.end();
  RunResults r;
  r.from_s = 7 * 3600;
  r.to_s = 9 * 3600;
  r.seed = seed;
  r.sample = 0.1;
  r.tallies = Tallies(city.world.network.links().size(), r.from_s, r.to_s);
  r.active.periods = r.tallies.periods();
  r.active.walkers.assign(r.tallies.links() * r.active.periods, 12);
  r.active.cyclists.assign(r.tallies.links() * r.active.periods, 2);
  add_trips(city, r, shares_of(brt));
  add_traffic(city, r, brt);
  add_lines(city, r);
  add_series(r);
  auto& q = r.quality;
  q.trips_expected = static_cast<double>(r.trips.size()) * 10;
  for (const TripRecord& t : r.trips)
    (t.outcome == TripOutcome::arrived ? q.trips_arrived : q.trips_under_way) += 10;
  q.vehicles_entered = 9000;
  q.vehicles_left = 8600;
  q.vehicles_in_network = 400;
  q.vehicles_moved_on = 12;
  q.converged = true;
  r.wall_seconds = 21.4;
  r.peak_memory_bytes = 512000000;
  r.threads = 2;
  return r;
}

}  // namespace mwendo::testing
