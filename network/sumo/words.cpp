#include "network/sumo/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace mwendo::sumo {

JunctionControl control_of(std::string_view type) {
  if (type.starts_with("traffic_light")) return JunctionControl::signal;
  if (type.starts_with("priority") || type == "zipper" || type.starts_with("rail_"))
    return JunctionControl::priority;
  if (type == "allway_stop") return JunctionControl::all_way_stop;
  return JunctionControl::uncontrolled;
}

bool is_junction_type(std::string_view type) {
  constexpr std::array<std::string_view, 17> kTypes = {"",
                                                       "priority",
                                                       "traffic_light",
                                                       "dead_end",
                                                       "right_before_left",
                                                       "left_before_right",
                                                       "priority_stop",
                                                       "allway_stop",
                                                       "zipper",
                                                       "unregulated",
                                                       "traffic_light_unregulated",
                                                       "traffic_light_right_on_red",
                                                       "rail_signal",
                                                       "rail_crossing",
                                                       "district",
                                                       "DEAD_END",
                                                       "unknown"};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

TurnDirection direction_of(char dir) {
  switch (dir) {
    case 'l':
    case 'L': return TurnDirection::left;
    case 'r':
    case 'R': return TurnDirection::right;
    case 't':
    case 'T': return TurnDirection::u_turn;
    default: return TurnDirection::straight;
  }
}

bool class_from_type(std::string_view type, RoadClass& road_class) {
  const std::size_t at = type.find("highway.");
  if (at == std::string_view::npos) {
    road_class = RoadClass::rail;
    return type.find("railway.") != std::string_view::npos;
  }
  constexpr std::array<std::pair<std::string_view, RoadClass>, 14> kTypes = {
      {{"motorway", RoadClass::motorway},
       {"trunk", RoadClass::trunk},
       {"primary", RoadClass::primary},
       {"secondary", RoadClass::secondary},
       {"tertiary", RoadClass::tertiary},
       {"residential", RoadClass::residential},
       {"living_street", RoadClass::residential},
       {"unclassified", RoadClass::residential},
       {"service", RoadClass::service},
       {"track", RoadClass::unpaved},
       {"busway", RoadClass::busway},
       {"cycleway", RoadClass::cycleway},
       {"footway", RoadClass::footway},
       {"path", RoadClass::footway}}};
  for (const auto& [name, value] : kTypes)
    if (type.substr(at + 8).starts_with(name)) {
      road_class = value;
      return true;
    }
  return false;
}

RoadClass class_from_lanes(float speed, std::size_t lanes) {
  if (speed >= 24) return RoadClass::motorway;
  if (lanes >= 3 || speed >= 19) return RoadClass::primary;
  if (lanes == 2) return RoadClass::secondary;
  return speed >= 12.5F ? RoadClass::tertiary : RoadClass::residential;
}

std::string crs_of(const std::string& projection) {
  const auto says = [&](const char* part) { return projection.find(part) != std::string::npos; };
  const std::size_t at = projection.find("+zone=");
  const bool wgs84 = says("+datum=WGS84") || (says("+ellps=WGS84") && !says("+datum="));
  const bool metres = !says("+units=") || says("+units=m ") || projection.ends_with("+units=m");
  const bool plain = !says("+towgs84=") && !says("+nadgrids=") && !says("+to_meter=");
  if (!says("+proj=utm") || at == std::string::npos || !wgs84 || !metres || !plain) return {};
  int zone = 0;
  std::from_chars(projection.data() + at + 6, projection.data() + projection.size(), zone);
  if (zone < 1 || zone > 60) return {};
  return fmt::format("EPSG:{}", (says("+south") ? 32700 : 32600) + zone);
}

namespace {

bool has_conflicts(const Network& net, NodeId n) {
  for (const LinkId l : net.incoming(n))
    for (const MovementId m : net.movements_of(l))
      if (!net.conflicts_of(m).empty()) return true;
  return false;
}

bool has_stop_sign(const Network& net, NodeId n) {
  const auto in = net.incoming(n);
  return std::any_of(in.begin(), in.end(),
                     [&](LinkId l) { return (net.link.flags[l] & kStopSign) != 0; });
}

}  // namespace

std::string type_of(const Network& net, NodeId n, std::string_view was) {
  const bool had_signal = was.starts_with("traffic_light");
  if (net.node.signal_plan[n] != kNoSignalPlan)
    return had_signal ? std::string(was) : "traffic_light";
  if (!was.empty() && !had_signal) return std::string(was);
  switch (net.node.control[n]) {
    case JunctionControl::signal:
    case JunctionControl::police: return "priority";
    case JunctionControl::priority: return has_stop_sign(net, n) ? "priority_stop" : "priority";
    case JunctionControl::roundabout: return "priority";
    case JunctionControl::all_way_stop: return "allway_stop";
    case JunctionControl::uncontrolled: break;
  }
  if (net.incoming(n).size() > 1 && !has_conflicts(net, n)) return "unregulated";
  return net.driving_side == DrivingSide::left ? "left_before_right" : "right_before_left";
}

std::string edge_type_of(RoadClass c) {
  switch (c) {
    case RoadClass::unpaved: return "highway.track";
    case RoadClass::rail: return "railway.rail";
    default: return fmt::format("highway.{}", name_of(c));
  }
}

std::string projection_of(const std::string& crs) {
  if (crs.size() != 10 || (!crs.starts_with("EPSG:326") && !crs.starts_with("EPSG:327")))
    return "!";
  return fmt::format("+proj=utm +zone={}{} +ellps=WGS84 +datum=WGS84 +units=m +no_defs",
                     crs.substr(8), crs[7] == '7' ? " +south" : "");
}

}  // namespace mwendo::sumo
