#include "tests/support/world_table.h"

#include <fmt/format.h>

#include <set>

namespace mwendo::testing {
namespace {

// Values as text: numbers exactly, ids of nodes and streets as they are, other ids by name.
class Writer {
 public:
  explicit Writer(const CityWorld& world) : w_(world), net_(world.network) {}

  WorldTable write() {
    write_network();
    write_supply();
    write_zones();
    write_figures();
    for (const Assumption& a : w_.assumptions)
      put("assumptions", a.subject + ": " + a.text, fmt::format("{} {}", a.count, a.source));
    for (const Source& s : w_.sources) put("sources", s.what, s.source + s.licence);
    return std::move(table_);
  }

 private:
  static std::string text(const std::string& s) { return s; }
  static std::string text(float f) { return fmt::format("{}", f); }
  static std::string text(double f) { return fmt::format("{}", f); }
  static std::string text(bool b) { return b ? "1" : "0"; }
  static std::string text(Point p) { return fmt::format("({}, {})", p.x, p.y); }
  static std::string text(NodeId n) { return fmt::format("node {}", static_cast<int>(n.value)); }
  std::string text(LinkId l) const { return l.valid() ? row_name(net_, l) : "none"; }
  std::string text(StopId s) const { return s.valid() ? stop_name(s) : "none"; }
  std::string text(LineId l) const { return l.valid() ? line_name(l) : "none"; }
  static std::string text(const ZoneNode& n) {
    return fmt::format("{} {} {}", text(n.node), n.home_weight, n.job_weight);
  }
  std::string text(const LineStop& s) const {
    return fmt::format("{} at {}", text(s.stop), s.path_index);
  }
  std::string text(MovementId m) const {
    return text(net_.movement.from[m]) + " to " + text(net_.movement.to[m]);
  }
  std::string text(const Connection& c) const {
    const Permissions who = net_.permissions_of(c);
    return fmt::format("{} by {}", lane_name(c.to), text(c.movement)) +
           (who == kAnybody ? "" : fmt::format(" for {}", who));
  }
  std::string text(const SignalPhase& phase) const {
    const auto& [green_s, clearance_s, movements, stopping, least_s, most_s] = phase;
    return fmt::format("{} {} [{}]", green_s, clearance_s, set_text(movements)) +
           (stopping.empty() ? "" : fmt::format(" stop [{}]", set_text(stopping))) +
           (least_s + most_s == 0 ? "" : fmt::format(" {} to {}", least_s, most_s));
  }
  template <class T>
    requires std::is_enum_v<T> || std::is_integral_v<T>
  static std::string text(T value) {
    return fmt::format("{}", static_cast<std::int64_t>(value));
  }
  template <class Range>
  std::string list_text(const Range& range) const {
    std::string all;
    for (const auto& x : range) all += text(x) + "; ";
    return all;
  }
  // Ids of movements change their order when others come in between.
  template <class Range>
  std::string set_text(const Range& range) const {
    std::set<std::string> sorted;
    for (const auto& x : range) sorted.insert(text(x));
    return list_text(sorted);
  }

  std::string lane_name(LaneId a) const {
    const LinkId l = net_.lane.link[a];
    return fmt::format("{} lane {}", text(l), a.value - net_.link.first_lane[l]);
  }
  std::string stop_name(StopId s) const {
    return fmt::format("{} {}", s.value, w_.transit.stop.name[s]);
  }
  std::string line_name(LineId l) const {
    return w_.transit.line.name[l] + " " + w_.transit.line.description[l];
  }

  void put(const std::string& column, const std::string& row, std::string value) {
    std::string& cell = table_[column][row];
    cell += (cell.empty() ? "" : " | ") + std::move(value);  // rows of one name stand together
  }
  // A value for each id, by its name.
  template <class I, class Name, class Value>
  void put_each(const std::string& column, IdRange<I> ids, Name&& name, Value&& value) {
    for (const I i : ids) put(column, name(i), value(i));
  }

  void write_network();
  void write_nodes();
  void write_links();
  void write_lanes();
  void write_movements();
  std::string plan_text(std::uint32_t index) const;
  void write_supply();
  void write_stops();
  void write_lines();
  void write_zones();
  void write_figures();

  const CityWorld& w_;
  const Network& net_;
  WorldTable table_;
};

void Writer::write_network() {
  const auto& [name, crs, side, node, link, lane, movement, connections, shut_out, geometry, plans,
               streets] = net_;
  put("network.name", "", name);
  put("network.crs", "", crs);
  put("network.driving_side", "", text(side));
  for (const std::string& street : streets) put("network.street_names", street, street);
  write_nodes();
  write_links();
  write_lanes();
  write_movements();
}

std::string Writer::plan_text(std::uint32_t index) const {
  if (index == kNoSignalPlan) return "none";
  const auto& [kind, offset_s, bus_priority, phases] = net_.signal_plans[index];
  return fmt::format("{} {} {} {}", text(kind), offset_s, bus_priority, list_text(phases));
}

void Writer::write_nodes() {
  const auto& [position, control, signal_plan, outgoing, incoming] = net_.node;
  for (const NodeId n : net_.nodes()) {
    const std::string row = text(n);
    put("node.position", row, text(position[n]));
    put("node.control", row, text(control[n]));
    put("node.signal_plan", row, plan_text(signal_plan[n]));
    put("node.outgoing", row, list_text(net_.outgoing(n)));
    put("node.incoming", row, list_text(net_.incoming(n)));
  }
}

void Writer::write_links() {
  const auto& [from, to, length_m, free_speed_mps, road_class, grade, friction, footway, cycleway,
               flags, reverse, street, source_id, first_lane, first_movement, first_point] =
      net_.link;
  const auto name = [&](LinkId l) { return text(l); };
  const auto column = [&](const std::string& title, const auto& values) {
    put_each("link." + title, net_.links(), name, [&](LinkId l) { return text(values[l]); });
  };
  column("from", from);
  column("to", to);
  column("length_m", length_m);
  column("free_speed_mps", free_speed_mps);
  column("road_class", road_class);
  column("grade", grade);
  column("friction", friction);
  column("footway", footway);
  column("cycleway", cycleway);
  column("flags", flags);
  column("reverse", reverse);
  column("street", street);
  column("source_id", source_id);
  put_each("link.geometry", net_.links(), name,
           [&](LinkId l) { return list_text(net_.geometry_of(l)); });
}

void Writer::write_lanes() {
  const auto& [link, permissions, width_m, first_connection] = net_.lane;
  for (const LaneId a : net_.lanes()) {
    const std::string row = lane_name(a);
    put("lane.permissions", row, text(permissions[a]));
    put("lane.width_m", row, text(width_m[a]));
    put("lane.connections", row, list_text(net_.connections_of(a)));
  }
}

void Writer::write_movements() {
  const auto& [from, to, direction, rank, speed_mps, conflicts] = net_.movement;
  for (const MovementId m : net_.movements()) {
    const std::string row = text(m);
    put("movement.direction", row, text(direction[m]));
    put("movement.rank", row, text(rank[m]));
    put("movement.speed_mps", row, text(speed_mps[m]));
    put("movement.conflicts", row, set_text(net_.conflicts_of(m)));
  }
}

void Writer::write_supply() {
  const auto& [stop, line] = w_.transit;
  (void)stop;
  (void)line;
  write_stops();
  write_lines();
}

void Writer::write_stops() {
  const auto& [name, position, link, position_m, access_node, kind, docking_bays, passing_lane,
               platform_walk_m] = w_.transit.stop;
  const auto column = [&](const std::string& title, const auto& values) {
    put_each(
        "stop." + title, w_.transit.stops(), [&](StopId s) { return text(s); },
        [&](StopId s) { return text(values[s]); });
  };
  column("name", name);
  column("position", position);
  column("link", link);
  column("position_m", position_m);
  column("access_node", access_node);
  column("kind", kind);
  column("docking_bays", docking_bays);
  column("passing_lane", passing_lane);
  column("platform_walk_m", platform_walk_m);
}

void Writer::write_lines() {
  const auto& [name, description, mode, vehicle, capacity, peak_headway_s, offpeak_headway_s,
               first_departure_s, last_departure_s, fill_and_go, fare, fare_per_km, rail_speed_mps,
               dwell, doors, opposite, powertrain, assumed_headway, control, fleet, path, stops] =
      w_.transit.line;
  const auto row = [&](LineId l) { return text(l); };
  const auto column = [&](const std::string& title, const auto& values) {
    put_each("line." + title, w_.transit.lines(), row, [&](LineId l) { return text(values[l]); });
  };
  column("name", name);
  column("description", description);
  column("mode", mode);
  column("vehicle", vehicle);
  column("capacity", capacity);
  column("peak_headway_s", peak_headway_s);
  column("offpeak_headway_s", offpeak_headway_s);
  column("first_departure_s", first_departure_s);
  column("last_departure_s", last_departure_s);
  column("fill_and_go", fill_and_go);
  column("fare", fare);
  column("fare_per_km", fare_per_km);
  column("rail_speed_mps", rail_speed_mps);
  put_each("line.dwell", w_.transit.lines(), row, [&](LineId l) {
    const DwellTimes& t = dwell[l];
    return fmt::format("{} {} {} {}", t.fixed_s, t.board_s, t.alight_s, t.separate_doors);
  });
  put_each("line.doors", w_.transit.lines(), row, [&](LineId l) {
    return doors[l] ? fmt::format("{} {} {}", doors[l]->count, doors[l]->level, doors[l]->prepaid)
                    : std::string("unknown");
  });
  column("opposite", opposite);
  column("powertrain", powertrain);
  column("assumed_headway", assumed_headway);
  for (const LineId l : w_.transit.lines()) {  // of few lines
    if (control[l] != HeadwayControl::none) put("line.control", row(l), text(control[l]));
    if (fleet[l] != 0) put("line.fleet", row(l), text(fleet[l]));
  }
  put_each("line.path", w_.transit.lines(), row,
           [&](LineId l) { return list_text(w_.transit.path_of(l)); });
  put_each("line.stops", w_.transit.lines(), row,
           [&](LineId l) { return list_text(w_.transit.stops_of(l)); });
}

void Writer::write_zones() {
  const auto& [name, centroid, population, jobs, school_places, radius_m, income_index, assumed,
               nodes, gateways] = w_.zones;
  const auto row = [&](ZoneId z) { return fmt::format("zone {} {}", z.value, name[z]); };
  const auto column = [&](const std::string& title, const auto& values) {
    put_each("zone." + title, w_.zones.zones(), row, [&](ZoneId z) { return text(values[z]); });
  };
  column("centroid", centroid);
  column("population", population);
  column("jobs", jobs);
  column("school_places", school_places);
  column("radius_m", radius_m);
  column("income_index", income_index);
  column("assumed", assumed);
  for (const ZoneId z : w_.zones.zones())
    for (std::size_t i = 0; i < nodes.count_of(z); ++i)
      put("zone.nodes", row(z), text(nodes.begin_of(z)[i]));
  for (const Gateway& g : gateways) put("zone.gateways", text(g.node), text(g.weight));
}

void Writer::write_figures() {
  const auto& [name, title, country, time_zone, currency, currency_per_usd, trips_per_person_day,
               persons_per_household, car_ownership, motorcycle_ownership, bicycle_ownership,
               value_of_time_usd_h, car_occupancy, peak_speed_kmh, mean_detour_walk,
               motorcycle_taxi_fare_base, motorcycle_taxi_fare_km, taxi_fare_base, taxi_fare_km,
               motorcycle_cost_km, car_cost_km, car_cost_trip, operating_cost, work_cars,
               work_motorcycles, work_trucks, outside_car_share, outside_truck_share,
               grid_tco2_per_mwh, mean_trip_km, departure_profile, to_work_profile,
               from_work_profile, observed_mode_share] = w_.figures;
  const auto figure = [&](const std::string& what, const auto& value) {
    put("figure." + what, "", text(value));
  };
  figure("name", name);
  figure("title", title);
  figure("country", country);
  figure("time_zone", time_zone);
  figure("currency", currency);
  figure("currency_per_usd", currency_per_usd);
  figure("trips_per_person_day", trips_per_person_day);
  figure("persons_per_household", persons_per_household);
  figure("car_ownership", car_ownership);
  figure("motorcycle_ownership", motorcycle_ownership);
  figure("bicycle_ownership", bicycle_ownership);
  figure("value_of_time_usd_h", value_of_time_usd_h);
  figure("car_occupancy", car_occupancy);
  figure("peak_speed_kmh", peak_speed_kmh);
  figure("mean_detour_walk", mean_detour_walk);
  figure("motorcycle_taxi_fare_base", motorcycle_taxi_fare_base);
  figure("motorcycle_taxi_fare_km", motorcycle_taxi_fare_km);
  figure("taxi_fare_base", taxi_fare_base);
  figure("taxi_fare_km", taxi_fare_km);
  figure("motorcycle_cost_km", motorcycle_cost_km);
  figure("car_cost_km", car_cost_km);
  figure("car_cost_trip", car_cost_trip);
  for (std::size_t c = 0; c < operating_cost.size(); ++c)
    put("figure.operating_cost", name_of(static_cast<VehicleClass>(c)),
        text(operating_cost[c].km) + " " + text(operating_cost[c].hour));
  const auto work = [&](const std::string& what, const WorkTraffic& traffic) {
    figure(what + ".share", traffic.share);
    figure(what + ".km", traffic.km);
    put("figure." + what + ".profile", "", list_text(traffic.profile));
  };
  work("work_cars", work_cars);
  work("work_motorcycles", work_motorcycles);
  work("work_trucks", work_trucks);
  figure("outside_car_share", outside_car_share);
  figure("outside_truck_share", outside_truck_share);
  figure("grid_tco2_per_mwh", grid_tco2_per_mwh);
  figure("mean_trip_km", mean_trip_km);
  put("figure.departure_profile", "", list_text(departure_profile));
  put("figure.to_work_profile", "", list_text(to_work_profile));
  put("figure.from_work_profile", "", list_text(from_work_profile));
  put("figure.observed_mode_share", "", list_text(observed_mode_share));
}

}  // namespace

std::string row_name(const Network& net, LinkId l) {
  return fmt::format("{} {}>{}", net.street_names[net.link.street[l]], net.link.from[l].value,
                     net.link.to[l].value);
}

WorldTable table_of(const CityWorld& world) { return Writer(world).write(); }

std::vector<Difference> differences(const CityWorld& a, const CityWorld& b) {
  WorldTable mine = table_of(a);
  WorldTable others = table_of(b);
  std::set<std::pair<std::string, std::string>> differing;
  for (auto [one, other] : {std::pair(&mine, &others), std::pair(&others, &mine)})
    for (const auto& [column, rows] : *one)
      for (const auto& [row, value] : rows) {
        const auto& there = (*other)[column];
        const auto found = there.find(row);
        if (found == there.end() || found->second != value) differing.emplace(column, row);
      }
  std::vector<Difference> list;
  for (const auto& [column, row] : differing) list.push_back({column, row});
  return list;
}

}  // namespace mwendo::testing
