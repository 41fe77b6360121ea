#include "scenarios/cities/city_transit.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include "scenarios/cities/line_maker.h"
#include "scenarios/cities/route_match.h"

namespace mwendo {
namespace {

VehicleClass class_for_seats(int seats) {
  if (seats <= 20) return VehicleClass::minibus;
  return seats <= 40 ? VehicleClass::midibus : VehicleClass::bus;
}

// "14:45;33:35;46:20" -> kinds with shares that sum to one.
std::vector<VehicleKind> parse_mix(const std::string& text) {
  std::vector<VehicleKind> kinds;
  double sum = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    int seats = 0;
    int percent = 0;
    at = std::from_chars(at, end, seats).ptr;
    if (at == end || *at != ':') break;
    at = std::from_chars(at + 1, end, percent).ptr;
    if (at < end) ++at;
    kinds.push_back({class_for_seats(seats), static_cast<std::uint16_t>(seats), double(percent)});
    sum += percent;
  }
  for (VehicleKind& k : kinds) k.share /= sum;
  return kinds;
}

// "Odeon-Pangani-Allsops" or "Mexico <-> Lafto": first and last part.
std::pair<std::string, std::string> terminals_of(const std::string& name) {
  const auto trim = [](const std::string& s) {
    const auto first = s.find_first_not_of(' ');
    if (first == std::string::npos) return std::string("terminal");
    return s.substr(first, s.find_last_not_of(' ') - first + 1);
  };
  for (const std::string mark : {"\u2194", "-", ","}) {
    const auto first = name.find(mark);
    if (first == std::string::npos) continue;
    std::string last = name.substr(name.rfind(mark) + mark.size());
    last = last.substr(0, last.find(" (Minibus"));
    return {trim(name.substr(0, first)), trim(last)};
  }
  return {trim(name), trim(name)};
}

class SupplyMaker {
 public:
  SupplyMaker(const CityTables& tables, const CityNetwork& city, Problems& problems)
      : tables_(tables),
        city_(city),
        problems_(problems),
        places_(tables.stops, city),
        maker_(city, places_, supply_) {}

  TransitSupply make(std::vector<Assumption>& notes) {
    mix_ = minibus_kinds(tables_);
    count_directions();
    for (std::size_t r = 0; r < city_.routes.size(); ++r) add_route(r);
    tie_directions();
    set_headways(notes);
    add_rail();
    note(notes);
    return std::move(supply_);
  }

 private:
  LineDraft draft_of_route(const RouteRow& route) {
    LineDraft d;
    d.name = route.short_name;
    d.description = route.long_name;
    const std::string kind = route.minibus ? "minibus" : "bus";
    d.mode = route.minibus ? Mode::minibus : Mode::bus;
    d.fare = static_cast<float>(tables_.parameter("fare_" + kind + "_base", problems_));
    d.fare_per_km = static_cast<float>(tables_.parameter("fare_" + kind + "_km", problems_));
    const VehicleKind v = route.minibus ? next_minibus() : bus_for(route);
    d.vehicle = v.vehicle;
    d.capacity = v.capacity;
    d.fill_and_go = v.vehicle == VehicleClass::bus ? 0 : route.minibus ? 1 : 0;
    return d;
  }

  // Kinds follow one another so that every stretch of the list has the published shares.
  VehicleKind next_minibus() {
    std::size_t best = 0;
    double largest = -1e9;
    for (std::size_t k = 0; k < mix_.size(); ++k) {
      owed_.resize(mix_.size(), 0);
      owed_[k] += mix_[k].share;
      if (owed_[k] > largest) {
        largest = owed_[k];
        best = k;
      }
    }
    owed_[best] -= 1;
    return mix_[best];
  }

  VehicleKind bus_for(const RouteRow& route) const {
    const auto& large_buses = tables_.profile.large_buses;
    const bool large =
        large_buses.empty() ||
        std::any_of(large_buses.begin(), large_buses.end(),
                    [&](const auto& letters) { return route.short_name.starts_with(letters); });
    const auto persons = [&](const char* name, double otherwise) {
      return static_cast<std::uint16_t>(tables_.parameter_or(name, otherwise, problems_));
    };
    if (large) return {VehicleClass::bus, persons("bus_capacity", 80), 1};
    return {VehicleClass::midibus, persons("midibus_capacity", 45), 1};
  }

  void add_route(std::size_t r) {
    const RouteRow& row = tables_.routes[r];
    const RoutePaths& paths = city_.routes[r];
    const LineDraft draft = draft_of_route(row);
    const auto [from, to] = terminals_of(row.long_name);
    const double gap = row.minibus ? 900 : 2500;
    const auto line =
        paths.there.links.empty() ? std::nullopt : maker_.add({&paths.there, from, to, gap}, draft);
    if (!line) {
      rejected_.push_back(row.short_name);
      return;
    }
    if (directions_[line_key(row)] > 1) {
      by_key_[line_key(row)].push_back(*line);
      return;
    }
    if (paths.back.links.empty()) return;
    const auto other = maker_.add({&paths.back, to, from, gap}, draft);
    if (!other) return;
    supply_.line.opposite[*line] = *other;
    supply_.line.opposite[*other] = *line;
  }

  // Where the table gives most routes in both directions, some are still given in one.
  void count_directions() {
    if (!tables_.profile.routes_both_ways) return;
    for (std::size_t r = 0; r < city_.routes.size(); ++r)
      if (!city_.routes[r].there.links.empty()) ++directions_[line_key(tables_.routes[r])];
  }

  void tie_directions() {
    for (const auto& [name, lines] : by_key_) {
      if (lines.size() != 2) continue;
      supply_.line.opposite[lines[0]] = lines[1];
      supply_.line.opposite[lines[1]] = lines[0];
    }
  }

  double vehicle_hours_per_run(LineId l) const {
    const double speed_mps = tables_.parameter("transit_cycle_speed", problems_) / 3.6;
    const double layover_s = tables_.parameter("transit_layover", problems_) * 60;
    return (line_length(city_.network, supply_, l) / speed_mps + layover_s) / 3600;
  }

  void set_headways(std::vector<Assumption>& notes) {
    const double ratio = tables_.parameter("offpeak_service_ratio", problems_);
    for (const Mode mode : {Mode::minibus, Mode::bus}) {
      double vehicle_hours = 0;
      std::size_t lines = 0;
      for (const LineId l : supply_.lines()) {
        if (supply_.line.mode[l] != mode) continue;
        vehicle_hours += vehicle_hours_per_run(l);
        ++lines;
      }
      if (lines == 0) continue;
      const double headway = headway_of(mode, vehicle_hours);
      for (const LineId l : supply_.lines()) {
        if (supply_.line.mode[l] != mode) continue;
        supply_.line.peak_headway_s[l] = static_cast<float>(headway);
        supply_.line.offpeak_headway_s[l] = static_cast<float>(headway / ratio);
      }
      notes.push_back({"headways",
                       fmt::format("All {} lines have one peak headway of {:.0f} s; it keeps "
                                   "{:.0f} vehicles on the road.",
                                   name_of(mode), headway, vehicle_hours * 3600 / headway),
                       static_cast<double>(lines), headway_source()});
    }
  }

  std::string headway_source() const {
    if (!tables_.profile.headways_from_departures)
      return "assumption: from the published number of vehicles";
    return "measured departures per hour, spread evenly over the routes (assumption)";
  }

  double headway_of(Mode mode, double vehicle_hours) const {
    if (tables_.profile.headways_from_departures) {
      const double departures = tables_.parameter("taxi_departures_per_hour_daytime", problems_);
      return 3600 * static_cast<double>(supply_.lines().size()) / departures;
    }
    const std::string fleet = mode == Mode::bus ? "transit_fleet_bus" : "transit_fleet_minibus";
    const double on_road = tables_.parameter(fleet, problems_) *
                           tables_.parameter("transit_fleet_in_service_peak", problems_);
    return vehicle_hours * 3600 / std::max(on_road, 1.0);
  }

  NodeId nearest_street_node(Point p) const {
    NodeId best;
    double nearest = 1e18;
    for (const NodeId n : city_.network.nodes()) {
      const double d = distance(city_.network.node.position[n], p);
      if (d >= nearest || city_.street_m[n] <= 0) continue;
      nearest = d;
      best = n;
    }
    return best;
  }

  void add_rail() {
    for (const CorridorRow& c : tables_.corridors) {
      if (c.id.find("LRT") == std::string::npos) continue;
      std::vector<LineStop> stops;
      for (const StationRow& s : tables_.stations) {
        if (s.corridor != c.id) continue;
        StopDraft stop;
        stop.name = s.name;
        stop.position = s.position;
        stop.access_node = nearest_street_node(s.position);
        stop.kind = StopKind::rail_station;
        stop.docking_bays = 1;
        stops.push_back({append(supply_, stop), 0});
      }
      if (stops.size() < 2) continue;
      LineDraft d;
      d.name = c.id;
      d.description = c.name;
      d.mode = Mode::lrt;
      d.vehicle = VehicleClass::articulated_bus;
      d.powertrain = Powertrain::battery_electric;
      d.capacity = static_cast<std::uint16_t>(tables_.parameter("lrt_tram_capacity", problems_));
      d.peak_headway_s = static_cast<float>(tables_.parameter("lrt_headway", problems_) * 60);
      d.offpeak_headway_s = d.peak_headway_s;
      d.assumed_headway = 0;
      d.first_departure_s = 6 * 3600;
      d.rail_speed_mps =
          static_cast<float>(tables_.parameter("lrt_commercial_speed", problems_) / 3.6);
      d.fare = static_cast<float>(tables_.parameter("fare_lrt_base", problems_));
      d.fare_per_km = static_cast<float>(tables_.parameter("fare_lrt_km", problems_));
      d.stops = stops;
      const LineId there = append(supply_, d);
      std::reverse(d.stops.begin(), d.stops.end());
      d.opposite = there;
      supply_.line.opposite[there] = append(supply_, d);
    }
  }

  void note(std::vector<Assumption>& notes) const {
    std::string names;
    for (const std::string& name : rejected_) names += (names.empty() ? " " : ", ") + name;
    notes.push_back({"routes",
                     "Routes left out: not found on the streets within 15 % of their length, or "
                     "shorter than 600 m:" +
                         (names.empty() ? " none" : names) + ".",
                     static_cast<double>(rejected_.size()), "routes.csv"});
    notes.push_back({"stops", "Stop rows farther than 60 m from every street are left out.",
                     static_cast<double>(places_.rows_off_streets()), "stops.csv"});
    notes.push_back({"terminals", "Ends of lines without a stop row got a stop.",
                     static_cast<double>(maker_.synthetic_terminals()), "assumption"});
    notes.push_back({"stops on demand", "Gaps longer than 900 m (bus: 2,500 m) got stops.",
                     static_cast<double>(maker_.synthetic_stops()), "assumption"});
    notes.push_back({"vehicles of lines",
                     "Vehicle size by line follows the shares of the fleet, not observation.",
                     static_cast<double>(supply_.lines().size()),
                     tables_.has("minibus_capacity_mix")
                         ? tables_.parameters.at("minibus_capacity_mix").source
                         : "assumption"});
  }

  const CityTables& tables_;
  const CityNetwork& city_;
  Problems& problems_;
  StopPlaces places_;
  TransitSupply supply_;
  LineMaker maker_;
  std::vector<VehicleKind> mix_;
  std::vector<double> owed_;
  std::vector<std::string> rejected_;
  std::map<std::string, int> directions_;
  std::map<std::string, std::vector<LineId>> by_key_;
};

}  // namespace

std::vector<VehicleKind> minibus_kinds(const CityTables& tables) {
  return parse_mix(tables.has("minibus_capacity_mix")
                       ? tables.parameters.at("minibus_capacity_mix").value
                       : "14:100");
}

VehicleClass minibus_class(int seats) { return class_for_seats(seats); }

TransitSupply make_transit(const CityTables& tables, const CityNetwork& city,
                           std::vector<Assumption>& notes, Problems& problems) {
  return SupplyMaker(tables, city, problems).make(notes);
}

}  // namespace mwendo
