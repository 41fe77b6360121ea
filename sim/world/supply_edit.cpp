#include "sim/world/supply_edit.h"

#include <fmt/format.h>

#include <algorithm>

namespace mwendo {

StopId append(TransitSupply& supply, const StopDraft& s) {
  StopColumns& c = supply.stop;
  c.position.push_back(s.position);
  c.link.push_back(s.link);
  c.position_m.push_back(s.position_m);
  c.access_node.push_back(s.access_node);
  c.kind.push_back(s.kind);
  c.docking_bays.push_back(s.docking_bays);
  c.passing_lane.push_back(s.passing_lane);
  c.platform_walk_m.push_back(s.platform_walk_m);
  return c.name.push_back(s.name);
}

LineId append(TransitSupply& supply, const LineDraft& l) {
  LineColumns& c = supply.line;
  c.description.push_back(l.description);
  c.mode.push_back(l.mode);
  c.vehicle.push_back(l.vehicle);
  c.capacity.push_back(l.capacity);
  c.peak_headway_s.push_back(l.peak_headway_s);
  c.offpeak_headway_s.push_back(l.offpeak_headway_s);
  c.first_departure_s.push_back(l.first_departure_s);
  c.last_departure_s.push_back(l.last_departure_s);
  c.fill_and_go.push_back(l.fill_and_go);
  c.fare.push_back(l.fare);
  c.fare_per_km.push_back(l.fare_per_km);
  c.rail_speed_mps.push_back(l.rail_speed_mps);
  c.dwell.push_back(l.dwell.value_or(usual_dwell(l.mode)));
  c.doors.push_back(l.doors);
  c.opposite.push_back(l.opposite);
  c.powertrain.push_back(static_cast<std::uint8_t>(l.powertrain));
  c.assumed_headway.push_back(l.assumed_headway);
  c.control.push_back(l.control);
  c.fleet.push_back(l.fleet);
  c.path.append(l.path);
  c.stops.append(l.stops);
  return c.name.push_back(l.name);
}

LineDraft draft_of(const TransitSupply& supply, LineId l) {
  const LineColumns& c = supply.line;
  const auto path = supply.path_of(l);
  const auto stops = supply.stops_of(l);
  return {.name = c.name[l],
          .description = c.description[l],
          .mode = c.mode[l],
          .vehicle = c.vehicle[l],
          .capacity = c.capacity[l],
          .peak_headway_s = c.peak_headway_s[l],
          .offpeak_headway_s = c.offpeak_headway_s[l],
          .first_departure_s = c.first_departure_s[l],
          .last_departure_s = c.last_departure_s[l],
          .fill_and_go = c.fill_and_go[l],
          .fare = c.fare[l],
          .fare_per_km = c.fare_per_km[l],
          .rail_speed_mps = c.rail_speed_mps[l],
          .dwell = c.dwell[l],
          .doors = c.doors[l],
          .opposite = c.opposite[l],
          .powertrain = static_cast<Powertrain>(c.powertrain[l]),
          .assumed_headway = c.assumed_headway[l],
          .control = c.control[l],
          .fleet = c.fleet[l],
          .path = {path.begin(), path.end()},
          .stops = {stops.begin(), stops.end()}};
}

SupplyCopy copy_lines(const TransitSupply& supply,
                      const std::function<bool(LineId, LineDraft&)>& keep) {
  SupplyCopy copy;
  copy.supply.stop = supply.stop;
  for (const LineId l : supply.lines()) {
    LineDraft draft = draft_of(supply, l);
    copy.new_id.push_back(keep(l, draft) ? append(copy.supply, draft) : LineId{});
  }
  for (const LineId l : copy.supply.lines()) {
    LineId& opposite = copy.supply.line.opposite[l];
    if (opposite.valid()) opposite = copy.new_id[opposite.value];
  }
  return copy;
}

bool has_turn(const Network& net, LinkId from, LinkId to) {
  for (const MovementId m : net.movements_of(from)) {
    if (net.movement.to[m] == to) return true;
  }
  return false;
}

double line_length(const Network& net, const TransitSupply& supply, LineId l) {
  const auto stops = supply.stops_of(l);
  const auto path = supply.path_of(l);
  double sum = 0;
  if (path.empty()) {
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
      sum += distance(supply.stop.position[stops[i].stop], supply.stop.position[stops[i + 1].stop]);
    }
    return sum;
  }
  const std::size_t first = stops.front().path_index;
  return net.length_of(path.subspan(first, stops.back().path_index - first)) +
         static_cast<double>(supply.stop.position_m[stops.back().stop]) -
         static_cast<double>(supply.stop.position_m[stops.front().stop]);
}

namespace {

class Checker {
 public:
  Checker(const Network& net, const TransitSupply& supply) : net_(net), supply_(supply) {}

  std::vector<std::string> run() {
    for (const StopId s : supply_.stops()) check_stop(s);
    for (const LineId l : supply_.lines()) {
      check_stops(l);
      check_path(l);
    }
    return found_;
  }

 private:
  template <class... T>
  void add(fmt::format_string<T...> text, T&&... values) {
    if (found_.size() < 100) found_.push_back(fmt::format(text, std::forward<T>(values)...));
  }

  void check_stop(StopId s) {
    const LinkId l = supply_.stop.link[s];
    const std::string& name = supply_.stop.name[s];
    if (!supply_.stop.access_node[s].valid()) add("stop '{}' has no access node", name);
    if (!l.valid()) {
      if (supply_.stop.kind[s] != StopKind::rail_station) add("stop '{}' is on no link", name);
      return;
    }
    const float at = supply_.stop.position_m[s];
    if (at < 0 || at > net_.link.length_m[l]) add("stop '{}' is off its link", name);
  }

  void check_stops(LineId l) {
    const auto stops = supply_.stops_of(l);
    const auto path = supply_.path_of(l);
    const std::string& name = supply_.line.name[l];
    if (stops.size() < 2) add("line '{}' has fewer than two stops", name);
    if (supply_.line.peak_headway_s[l] <= 0) add("line '{}' has no headway", name);
    for (std::size_t i = 0; i < stops.size(); ++i) {
      if (path.empty()) continue;
      if (stops[i].path_index >= path.size() ||
          supply_.stop.link[stops[i].stop] != path[stops[i].path_index]) {
        add("line '{}': stop {} is not on its path", name, i);
        continue;
      }
      if (i == 0) continue;
      const bool forward =
          stops[i].path_index > stops[i - 1].path_index ||
          (stops[i].path_index == stops[i - 1].path_index &&
           supply_.stop.position_m[stops[i].stop] > supply_.stop.position_m[stops[i - 1].stop]);
      if (!forward) add("line '{}': stop {} lies before the one before it", name, i);
    }
  }

  void check_path(LineId l) {
    const auto path = supply_.path_of(l);
    const std::string& name = supply_.line.name[l];
    Permissions who = permission_of(supply_.line.vehicle[l]);
    if (supply_.line.mode[l] == Mode::brt) who |= kBrt;
    for (std::size_t i = 0; i < path.size(); ++i) {
      if ((net_.permissions_of(path[i]) & who) == 0) {
        add("line '{}' may not use link {}", name, path[i].value);
      }
      if (i == 0) continue;
      if (!has_turn(net_, path[i - 1], path[i])) {
        add("line '{}': no turn from link {} to link {}", name, path[i - 1].value, path[i].value);
      }
    }
  }

  const Network& net_;
  const TransitSupply& supply_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> validate(const Network& net, const TransitSupply& supply) {
  return Checker(net, supply).run();
}

}  // namespace mwendo
