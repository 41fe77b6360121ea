#include "tests/support/small_world.h"

#include <algorithm>
#include <cmath>

#include "sim/world/supply_edit.h"

namespace mwendo::testing {
namespace {

void add_link(Network& net, NodeId from, NodeId to, RoadClass road_class) {
  LinkColumns& c = net.link;
  c.from.push_back(from);
  c.to.push_back(to);
  c.length_m.push_back(
      static_cast<float>(distance(net.node.position[from], net.node.position[to])));
  c.free_speed_mps.push_back(road_class == RoadClass::primary ? 14.0F : 8.0F);
  c.road_class.push_back(road_class);
  c.grade.push_back(0);
  c.friction.push_back(0);
  c.footway.push_back(road_class == RoadClass::primary ? Footway::sidewalk : Footway::informal);
  c.cycleway.push_back(Cycleway::none);
  c.flags.push_back(0);
  c.reverse.push_back(LinkId{});
  c.street.push_back(0);
  c.source_id.push_back(-1);
  c.first_lane.push_back(static_cast<std::uint32_t>(net.lane.link.size()));
  c.first_movement.push_back(0);
  c.first_point.push_back(static_cast<std::uint32_t>(net.geometry.size()));
  const LinkId id{static_cast<std::uint32_t>(c.from.size() - 1)};
  net.lane.link.push_back(id);
  net.lane.permissions.push_back(kGeneralTraffic | kBicycle);
  net.lane.width_m.push_back(3.2F);
  net.lane.first_connection.push_back(0);
  net.geometry.push_back(net.node.position[from]);
  net.geometry.push_back(net.node.position[to]);
}

void close_links(Network& net) {
  net.link.first_lane.push_back(static_cast<std::uint32_t>(net.lane.link.size()));
  net.link.first_point.push_back(static_cast<std::uint32_t>(net.geometry.size()));
  std::vector<std::vector<LinkId>> out(net.nodes().size());
  std::vector<std::vector<LinkId>> in(net.nodes().size());
  for (LinkId l : net.links()) {
    out[net.link.from[l].value].push_back(l);
    in[net.link.to[l].value].push_back(l);
    net.link.reverse[l] = link_between(net, net.link.to[l], net.link.from[l]);
  }
  for (NodeId n : net.nodes()) {
    net.node.outgoing.append(out[n.value]);
    net.node.incoming.append(in[n.value]);
  }
}

// Every lane leads into every link that leaves the node, back to its own street excepted.
void add_movements(Network& net) {
  net.link.first_movement.clear();
  net.lane.first_connection.clear();
  for (LinkId l : net.links()) {
    net.link.first_movement.push_back(static_cast<std::uint32_t>(net.movement.from.size()));
    net.lane.first_connection.push_back(static_cast<std::uint32_t>(net.connections.size()));
    for (LinkId to : net.outgoing(net.link.to[l])) {
      if (to == net.link.reverse[l] && net.outgoing(net.link.to[l]).size() > 1) continue;
      net.movement.from.push_back(l);
      net.movement.to.push_back(to);
      net.movement.direction.push_back(TurnDirection::straight);
      net.movement.speed_mps.push_back(net.link.free_speed_mps[l]);
      const MovementId m = net.movement.rank.push_back(0);
      net.movement.conflicts.append(std::vector<MovementId>{});
      net.connections.push_back({*net.lanes_of(to).begin(), m});
    }
  }
  net.link.first_movement.push_back(static_cast<std::uint32_t>(net.movement.from.size()));
  net.lane.first_connection.push_back(static_cast<std::uint32_t>(net.connections.size()));
}

void build_streets(SmallWorld& w) {
  Network& net = w.network;
  net.name = "small town";
  net.street_names = {""};
  const std::uint32_t n = w.options.size;
  for (std::uint32_t y = 0; y < n; ++y)
    for (std::uint32_t x = 0; x < n; ++x) {
      net.node.position.push_back({x * w.options.block_m, y * w.options.block_m});
      net.node.control.push_back(JunctionControl::priority);
      net.node.signal_plan.push_back(kNoSignalPlan);
    }
  const auto street = [&](NodeId a, NodeId b, bool main) {
    const RoadClass c = main ? RoadClass::primary : RoadClass::residential;
    add_link(net, a, b, c);
    add_link(net, b, a, c);
  };
  for (std::uint32_t y = 0; y < n; ++y)
    for (std::uint32_t x = 0; x < n; ++x) {
      if (x + 1 < n) street(node_at(w, x, y), node_at(w, x + 1, y), y % 5 == 2);
      if (y + 1 < n) street(node_at(w, x, y), node_at(w, x, y + 1), x % 5 == 2);
    }
  close_links(net);
  add_movements(net);
}

void build_zones(SmallWorld& w) {
  const std::uint32_t zones = w.options.size / w.options.zone_side;
  const double middle = 0.5 * (zones - 1);
  double jobs_total = 0;
  std::vector<double> jobs;
  for (std::uint32_t zy = 0; zy < zones; ++zy)
    for (std::uint32_t zx = 0; zx < zones; ++zx) {
      const double d2 = (zx - middle) * (zx - middle) + (zy - middle) * (zy - middle);
      jobs.push_back(1 / (1 + d2));
      jobs_total += jobs.back();
    }
  const double people = w.options.population;
  Zones& z = w.zones;
  for (std::uint32_t zy = 0; zy < zones; ++zy)
    for (std::uint32_t zx = 0; zx < zones; ++zx) {
      const std::uint32_t i = zy * zones + zx;
      std::vector<ZoneNode> nodes;
      for (std::uint32_t dy = 0; dy < w.options.zone_side; ++dy)
        for (std::uint32_t dx = 0; dx < w.options.zone_side; ++dx)
          nodes.push_back({node_at(w, zx * w.options.zone_side + dx, zy * w.options.zone_side + dy),
                           1.0F / static_cast<float>(w.options.zone_side * w.options.zone_side),
                           dx == 1 && dy == 1 ? 0.6F : 0.05F});
      const auto share = static_cast<float>(1.0 / (zones * zones));
      z.name.push_back("zone " + std::to_string(i));
      z.centroid.push_back(w.network.node.position[nodes[nodes.size() / 2].node]);
      z.population.push_back(w.options.population * share);
      z.jobs.push_back(static_cast<float>(0.42 * people * jobs[i] / jobs_total));
      z.school_places.push_back(0.27F * w.options.population * share);
      z.radius_m.push_back(static_cast<float>(w.options.block_m * 0.5));
      z.income_index.push_back(0.6F +
                               0.8F * static_cast<float>(zx) / static_cast<float>(zones - 1));
      z.assumed.push_back(1);
      z.nodes.append(nodes);
    }
}

void set_figures(CityFigures& f) {
  f.name = "small_town";
  f.title = "Small Town";
  f.currency_per_usd = 130;
  f.mean_trip_km = 1.9F;
  f.motorcycle_taxi_fare_base = 30;
  f.motorcycle_taxi_fare_km = 30;
  f.taxi_fare_base = 150;
  f.taxi_fare_km = 50;
  f.motorcycle_cost_km = 4;
  f.car_cost_km = 15;
  f.departure_profile = {0.003, 0.002, 0.002, 0.004, 0.015, 0.05,  0.105, 0.11,
                         0.07,  0.045, 0.038, 0.038, 0.045, 0.046, 0.043, 0.048,
                         0.068, 0.095, 0.083, 0.049, 0.023, 0.01,  0.005, 0.003};
  f.observed_mode_share.assign(kModeCount, 0);
  const auto set = [&](Mode m, float share) {
    f.observed_mode_share[static_cast<std::size_t>(m)] = share;
  };
  set(Mode::walk, 0.42F);
  set(Mode::bicycle, 0.015F);
  set(Mode::minibus, 0.38F);
  set(Mode::car_driver, 0.085F);
  set(Mode::car_passenger, 0.05F);
  set(Mode::motorcycle_taxi, 0.04F);
  set(Mode::taxi, 0.01F);
}

StopId stop_on(SmallWorld& w, LinkId l) {
  for (StopId s : w.transit.stops())
    if (w.transit.stop.link[s] == l) return s;
  StopColumns& c = w.transit.stop;
  const NodeId node = w.network.link.to[l];
  c.name.push_back("stop " + std::to_string(node.value));
  c.position.push_back(w.network.node.position[node]);
  c.link.push_back(l);
  c.position_m.push_back(w.network.link.length_m[l]);
  c.access_node.push_back(node);
  c.docking_bays.push_back(1);
  c.passing_lane.push_back(0);
  c.platform_walk_m.push_back(0);
  return c.kind.push_back(StopKind::kerb);
}

}  // namespace

SmallWorld make_small_world(const SmallWorldOptions& options) {
  SmallWorld w;
  w.options = options;
  build_streets(w);
  build_zones(w);
  set_figures(w.figures);
  return w;
}

const SmallWorld& small_town() {
  static const SmallWorld made = make_small_world();
  return made;
}

NodeId node_at(const SmallWorld& w, std::uint32_t x, std::uint32_t y) {
  return NodeId{y * w.options.size + x};
}

LinkId link_between(const Network& net, NodeId from, NodeId to) {
  for (LinkId l : net.links())
    if (net.link.from[l] == from && net.link.to[l] == to) return l;
  return LinkId{};
}

std::vector<NodeId> row_nodes(const SmallWorld& w, std::uint32_t y) {
  std::vector<NodeId> nodes;
  for (std::uint32_t x = 0; x < w.options.size; ++x) nodes.push_back(node_at(w, x, y));
  return nodes;
}

std::vector<NodeId> column_nodes(const SmallWorld& w, std::uint32_t x) {
  std::vector<NodeId> nodes;
  for (std::uint32_t y = 0; y < w.options.size; ++y) nodes.push_back(node_at(w, x, y));
  return nodes;
}

LineId add_line(SmallWorld& w, const LineSpec& spec) {
  std::vector<LinkId> path;
  std::vector<LineStop> stops;
  for (std::size_t i = 1; i < spec.nodes.size(); ++i) {
    path.push_back(link_between(w.network, spec.nodes[i - 1], spec.nodes[i]));
    if ((i - 1) % spec.stop_every == 0)
      stops.push_back({stop_on(w, path.back()), static_cast<std::uint32_t>(i - 1)});
  }
  const bool minibus = spec.mode == Mode::minibus;
  return append(w.transit, {.name = spec.name,
                            .description = spec.name,
                            .mode = spec.mode,
                            .vehicle = minibus ? VehicleClass::minibus : VehicleClass::bus,
                            .capacity = spec.capacity,
                            .peak_headway_s = spec.headway_s,
                            .offpeak_headway_s = 2 * spec.headway_s,
                            .fill_and_go = static_cast<std::uint8_t>(minibus ? 1 : 0),
                            .fare = spec.fare,
                            .fare_per_km = spec.fare_per_km,
                            .assumed_headway = 0,
                            .path = path,
                            .stops = stops});
}

}  // namespace mwendo::testing
