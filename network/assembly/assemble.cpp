#include "network/assembly/assemble.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "network/assembly/class_defaults.h"
#include "network/assembly/conflicts.h"
#include "network/assembly/movements.h"
#include "network/assembly/ranks.h"
#include "network/assembly/signals.h"
#include "network/assembly/turn_speeds.h"

namespace mwendo::build {
namespace {

constexpr float kShortest = 1.0F;  // metres; a link needs room for time to pass on it

std::string name_of_link(std::size_t i, const LinkSpec& spec) {
  return spec.street.empty() ? fmt::format("link {}", i)
                             : fmt::format("link {} {}", i, spec.street);
}

class Assembler {
 public:
  Assembler(const Specs& specs, BuildReport& report) : specs_(specs), report_(report) {}

  Network run() {
    net_.name = specs_.options.name;
    net_.crs = specs_.options.crs;
    net_.driving_side = specs_.options.driving_side;
    net_.street_names = {""};
    for (const NodeSpec& node : specs_.nodes) add_node(node);
    net_.link.first_lane.push_back(0);
    net_.link.first_point.push_back(0);
    for (std::size_t i = 0; i < specs_.links.size(); ++i) add_link(i);
    index_links();
    add_movements();
    restrict_turns();
    set_speeds();
    find_conflicts(net_);
    if (specs_.options.infer_priority) infer_priority();
    set_ranks(net_);
    make_signal_plans(net_, specs_.signals, report_);
    return std::move(net_);
  }

 private:
  void add_node(const NodeSpec& node) {
    net_.node.position.push_back(node.position);
    net_.node.control.push_back(node.control);
    net_.node.signal_plan.push_back(kNoSignalPlan);
  }

  void add_link(std::size_t i) {
    const LinkSpec& spec = specs_.links[i];
    LinkFlags flags = spec.flags;
    add_lanes(i, spec, flags);
    const float length = add_geometry(i, spec);
    net_.link.from.push_back(spec.from);
    net_.link.to.push_back(spec.to);
    net_.link.length_m.push_back(length);
    net_.link.free_speed_mps.push_back(speed_of(i, spec, flags));
    net_.link.road_class.push_back(spec.road_class);
    net_.link.grade.push_back(spec.grade);
    net_.link.friction.push_back(std::clamp(spec.friction, 0.0F, 1.0F));
    net_.link.footway.push_back(spec.footway);
    net_.link.cycleway.push_back(spec.cycleway);
    const LinkId reverse = reverse_of(i, spec);
    const unsigned one_way = reverse.valid() ? 0U : kOneWayStreet;
    net_.link.flags.push_back(static_cast<LinkFlags>((flags & ~kOneWayStreet) | one_way));
    net_.link.reverse.push_back(reverse);
    net_.link.street.push_back(street_index(spec.street));
    net_.link.source_id.push_back(spec.source_id);
  }

  LinkId reverse_of(std::size_t i, const LinkSpec& spec) {
    if (!spec.reverse.valid()) return {};
    const LinkSpec& other = specs_.links[spec.reverse.value];
    const bool opposite =
        other.reverse.value == i && other.from == spec.to && other.to == spec.from;
    if (opposite) return spec.reverse;
    report_.add("reverse links that were not opposite, untied", name_of_link(i, spec));
    return {};
  }

  float speed_of(std::size_t i, const LinkSpec& spec, LinkFlags& flags) {
    if (spec.free_speed_mps > 0) return spec.free_speed_mps;
    report_.add("free speeds assumed by class", name_of_link(i, spec));
    flags = static_cast<LinkFlags>(flags | kAssumedSpeed);
    return defaults_of(spec.road_class).free_speed_mps;
  }

  void add_lanes(std::size_t i, const LinkSpec& spec, LinkFlags& flags) {
    std::vector<LaneSpec> lanes = spec.lane_specs;
    if (lanes.empty())
      lanes.assign(static_cast<std::size_t>(std::max(spec.lanes, 0)),
                   {spec.permissions, spec.lane_width_m});
    std::erase_if(lanes, [](const LaneSpec& lane) { return lane.permissions == 0; });
    if (lanes.empty()) {
      const ClassDefaults d = defaults_of(spec.road_class);
      const Permissions p = spec.permissions != 0 ? spec.permissions : kStreetTraffic;
      lanes.assign(static_cast<std::size_t>(d.lanes), {p, d.lane_width_m});
      report_.add("lanes assumed by class", name_of_link(i, spec));
      flags = static_cast<LinkFlags>(flags | kAssumedLanes);
    }
    const LinkId link{static_cast<LinkId::Raw>(i)};
    for (const LaneSpec& lane : lanes) {
      net_.lane.link.push_back(link);
      net_.lane.permissions.push_back(lane.permissions);
      net_.lane.width_m.push_back(lane.width_m);
    }
    net_.link.first_lane.push_back(static_cast<std::uint32_t>(net_.lane.link.size()));
  }

  // Returns the length of the link.
  float add_geometry(std::size_t i, const LinkSpec& spec) {
    const Point from = specs_.nodes[spec.from.value].position;
    const Point to = specs_.nodes[spec.to.value].position;
    std::vector<Point> points = spec.geometry;
    if (points.size() < 2) points = {from, to};
    if (distance(points.front(), from) > 0.5 || distance(points.back(), to) > 0.5)
      report_.add("link ends moved onto their nodes", name_of_link(i, spec));
    points.front() = from;
    points.back() = to;
    double length = 0;
    std::vector<Point> kept = {from};
    for (std::size_t p = 1; p < points.size(); ++p) {
      const double piece = distance(kept.back(), points[p]);
      if (piece < 0.01 && p + 1 < points.size()) continue;
      length += piece;
      kept.push_back(points[p]);
    }
    net_.geometry.insert(net_.geometry.end(), kept.begin(), kept.end());
    net_.link.first_point.push_back(static_cast<std::uint32_t>(net_.geometry.size()));
    const float wanted = spec.length_m > 0 ? spec.length_m : static_cast<float>(length);
    if (wanted >= kShortest) return wanted;
    report_.add("links shorter than 1 m, lengthened to 1 m", name_of_link(i, spec));
    return kShortest;
  }

  std::uint32_t street_index(const std::string& street) {
    if (street.empty()) return 0;
    const auto next = static_cast<std::uint32_t>(net_.street_names.size());
    const auto [at, added] = streets_.emplace(street, next);
    if (added) net_.street_names.push_back(street);
    return at->second;
  }

  void index_links() {
    std::vector<std::vector<LinkId>> out(specs_.nodes.size());
    std::vector<std::vector<LinkId>> in(specs_.nodes.size());
    for (const LinkId l : net_.links()) {
      out[net_.link.from[l].value].push_back(l);
      in[net_.link.to[l].value].push_back(l);
    }
    for (const auto& links : out) net_.node.outgoing.append(links);
    for (const auto& links : in) net_.node.incoming.append(links);
  }

  TurnRules turn_rules() const {
    TurnRules rules{specs_.forbidden, specs_.allowed, {}};
    std::sort(rules.forbidden.begin(), rules.forbidden.end());
    std::sort(rules.allowed.begin(), rules.allowed.end());
    for (const NodeSpec& node : specs_.nodes)
      rules.u_turns_allowed.push_back(node.allow_u_turns ? 1 : 0);
    return rules;
  }

  void add_movements() {
    const TurnRules rules = turn_rules();
    net_.link.first_movement.push_back(0);
    net_.lane.first_connection.push_back(0);
    for (const LinkId l : net_.links()) {
      const std::vector<LinkTurn> turns = turns_of(net_, l, rules);
      const auto joins = connect_lanes(net_, l, turns);
      add_movements_of(l, turns, joins);
      net_.link.first_movement.push_back(static_cast<std::uint32_t>(net_.movements().size()));
      if (turns.empty())
        report_.add("links that lead nowhere", name_of_link(l.value, specs_.links[l.value]));
    }
  }

  void add_movements_of(LinkId l, const std::vector<LinkTurn>& turns,
                        const std::vector<std::vector<LaneJoin>>& joins) {
    const auto first = static_cast<MovementId::Raw>(net_.movements().size());
    for (const LinkTurn& t : turns) {
      net_.movement.from.push_back(l);
      net_.movement.to.push_back(t.to);
      net_.movement.direction.push_back(t.direction);
      net_.movement.rank.push_back(0);
    }
    for (const auto& lane_joins : joins) {
      for (const LaneJoin& j : lane_joins)
        net_.connections.push_back(
            {j.to, MovementId{first + static_cast<MovementId::Raw>(j.turn)}});
      net_.lane.first_connection.push_back(static_cast<std::uint32_t>(net_.connections.size()));
    }
  }

  void restrict_turns() {
    if (specs_.restricted.empty()) return;
    net_.connection_permissions.assign(net_.connections.size(), kAnybody);
    for (const auto& [turn, who] : specs_.restricted)
      for (const LaneId a : net_.lanes_of(turn.from))
        for (const Connection& c : net_.connections_of(a))
          if (net_.movement.to[c.movement] == turn.to)
            net_.connection_permissions[static_cast<std::size_t>(&c - net_.connections.data())] =
                who;
  }

  void set_speeds() {
    set_turn_speeds(net_);
    for (const auto& [turn, speed] : specs_.speeds)
      for (const MovementId m : net_.movements_of(turn.from))
        if (net_.movement.to[m] == turn.to) net_.movement.speed_mps[m] = speed;
  }

  void infer_priority() {
    for (const NodeId n : net_.nodes()) {
      if (net_.node.control[n] != JunctionControl::uncontrolled) continue;
      const bool by_sign = signs_tell(net_, n);
      const bool by_class = !by_sign && streets_differ_in_class(net_, n);
      if (!by_sign && !by_class && !a_street_ends(net_, n)) continue;
      net_.node.control[n] = JunctionControl::priority;
      if (by_sign)
        report_.add("priority by signs");
      else
        report_.add(by_class ? "priority inferred from road class"
                             : "priority inferred where a street ends at another");
    }
  }

  const Specs specs_;
  BuildReport& report_;
  Network net_;
  std::map<std::string, std::uint32_t> streets_;
};

}  // namespace

Network assemble(const Specs& specs, BuildReport& report) { return Assembler(specs, report).run(); }

}  // namespace mwendo::build
