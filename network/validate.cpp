#include "network/validate.h"

#include <fmt/format.h>

#include <algorithm>

namespace mwendo {
namespace {

constexpr std::size_t kMost = 100;
constexpr double kNodeTolerance = 0.01;  // metres between a link's end and its node

class Validator {
 public:
  explicit Validator(const Network& net) : net_(net) {}

  std::vector<std::string> run() {
    check_sizes();
    if (!found_.empty()) return found_;
    check_ids();
    if (!found_.empty()) return found_;
    check_adjacency();
    for (const LinkId l : net_.links()) check_link(l);
    for (const MovementId m : net_.movements()) check_movement(m);
    for (const LaneId a : net_.lanes()) check_lane(a);
    for (const NodeId n : net_.nodes()) check_signal(n);
    return found_;
  }

 private:
  template <class... Args>
  void expect(bool good, fmt::format_string<Args...> text, Args&&... args) {
    if (!good && found_.size() < kMost)
      found_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  template <class I, class T>
  void same_size(const Column<I, T>& column, std::size_t n, const char* name) {
    expect(column.size() == n, "column {} has {} entries instead of {}", name, column.size(), n);
  }

  // An index column: one entry more than things, rising from 0 to the number of children.
  template <class Range>
  void rising(const Range& first, std::size_t parents, std::size_t children, const char* name) {
    expect(first.size() == parents + 1, "index {} has {} entries instead of {}", name, first.size(),
           parents + 1);
    if (first.size() != parents + 1) return;
    expect(std::is_sorted(first.begin(), first.end()), "index {} falls", name);
    expect(*first.begin() == 0 && *(first.end() - 1) == children, "index {} does not span", name);
  }

  void check_sizes() {
    const std::size_t nodes = net_.nodes().size();
    const std::size_t movements = net_.movements().size();
    same_size(net_.node.control, nodes, "node.control");
    same_size(net_.node.signal_plan, nodes, "node.signal_plan");
    rising(net_.node.outgoing.first, nodes, net_.node.outgoing.values.size(), "node.outgoing");
    rising(net_.node.incoming.first, nodes, net_.node.incoming.values.size(), "node.incoming");
    check_link_sizes();
    same_size(net_.lane.permissions, net_.lanes().size(), "lane.permissions");
    same_size(net_.lane.width_m, net_.lanes().size(), "lane.width_m");
    rising(net_.lane.first_connection, net_.lanes().size(), net_.connections.size(),
           "lane.first_connection");
    same_size(net_.movement.to, movements, "movement.to");
    same_size(net_.movement.direction, movements, "movement.direction");
    same_size(net_.movement.rank, movements, "movement.rank");
    same_size(net_.movement.speed_mps, movements, "movement.speed_mps");
    expect(net_.connection_permissions.empty() ||
               net_.connection_permissions.size() == net_.connections.size(),
           "{} connections have {} permissions", net_.connections.size(),
           net_.connection_permissions.size());
    rising(net_.movement.conflicts.first, movements, net_.movement.conflicts.values.size(),
           "movement.conflicts");
  }

  void check_link_sizes() {
    const std::size_t links = net_.links().size();
    same_size(net_.link.to, links, "link.to");
    same_size(net_.link.length_m, links, "link.length_m");
    same_size(net_.link.free_speed_mps, links, "link.free_speed_mps");
    same_size(net_.link.road_class, links, "link.road_class");
    same_size(net_.link.grade, links, "link.grade");
    same_size(net_.link.friction, links, "link.friction");
    same_size(net_.link.footway, links, "link.footway");
    same_size(net_.link.cycleway, links, "link.cycleway");
    same_size(net_.link.flags, links, "link.flags");
    same_size(net_.link.reverse, links, "link.reverse");
    same_size(net_.link.street, links, "link.street");
    same_size(net_.link.source_id, links, "link.source_id");
    rising(net_.link.first_lane, links, net_.lanes().size(), "link.first_lane");
    rising(net_.link.first_movement, links, net_.movements().size(), "link.first_movement");
    rising(net_.link.first_point, links, net_.geometry.size(), "link.first_point");
  }

  template <class I>
  bool exists(I id, IdRange<I> all) const {
    return id.value < all.last;
  }

  void check_ids() {
    for (const LinkId l : net_.links()) {
      expect(exists(net_.link.from[l], net_.nodes()) && exists(net_.link.to[l], net_.nodes()),
             "link {}: no such node", l.value);
      const LinkId r = net_.link.reverse[l];
      expect(!r.valid() || exists(r, net_.links()), "link {}: no such reverse link", l.value);
      expect(net_.link.street[l] < net_.street_names.size(), "link {}: no such street name",
             l.value);
    }
    for (const auto* csr : {&net_.node.outgoing, &net_.node.incoming})
      for (const LinkId l : csr->values) expect(exists(l, net_.links()), "node: no such link");
    for (const LaneId a : net_.lanes())
      expect(exists(net_.lane.link[a], net_.links()), "lane {}: no such link", a.value);
    for (const MovementId m : net_.movements())
      expect(
          exists(net_.movement.from[m], net_.links()) && exists(net_.movement.to[m], net_.links()),
          "movement {}: no such link", m.value);
    for (const MovementId m : net_.movement.conflicts.values)
      expect(exists(m, net_.movements()), "conflict with movement {} that does not exist", m.value);
    for (const Connection& c : net_.connections)
      expect(exists(c.to, net_.lanes()) && exists(c.movement, net_.movements()),
             "connection: no such lane or movement");
    for (const NodeId n : net_.nodes())
      expect(net_.node.signal_plan[n] == kNoSignalPlan ||
                 net_.node.signal_plan[n] < net_.signal_plans.size(),
             "node {}: no such signal plan", n.value);
  }

  void check_adjacency() {
    expect(net_.node.outgoing.values.size() == net_.links().size(), "outgoing links miss some");
    expect(net_.node.incoming.values.size() == net_.links().size(), "incoming links miss some");
    for (const NodeId n : net_.nodes()) {
      for (const LinkId l : net_.outgoing(n))
        expect(net_.link.from[l] == n, "node {}: link {} does not start there", n.value, l.value);
      for (const LinkId l : net_.incoming(n))
        expect(net_.link.to[l] == n, "node {}: link {} does not end there", n.value, l.value);
    }
  }

  void check_link(LinkId l) {
    expect(net_.link.length_m[l] > 0, "link {}: length {}", l.value, net_.link.length_m[l]);
    expect(net_.link.free_speed_mps[l] > 0, "link {}: free speed {}", l.value,
           net_.link.free_speed_mps[l]);
    expect(!net_.lanes_of(l).empty(), "link {}: no lane", l.value);
    for (const LaneId a : net_.lanes_of(l))
      expect(net_.lane.link[a] == l, "link {}: lane {} belongs elsewhere", l.value, a.value);
    for (const MovementId m : net_.movements_of(l))
      expect(net_.movement.from[m] == l, "link {}: movement {} belongs elsewhere", l.value,
             m.value);
    const auto points = net_.geometry_of(l);
    expect(points.size() >= 2, "link {}: fewer than two points", l.value);
    if (points.size() < 2) return;
    const Point from = net_.node.position[net_.link.from[l]];
    const Point to = net_.node.position[net_.link.to[l]];
    expect(distance(points.front(), from) < kNodeTolerance, "link {}: starts off its node",
           l.value);
    expect(distance(points.back(), to) < kNodeTolerance, "link {}: ends off its node", l.value);
    const LinkId r = net_.link.reverse[l];
    if (r.valid())
      expect(net_.link.reverse[r] == l && net_.link.from[r] == net_.link.to[l] &&
                 net_.link.to[r] == net_.link.from[l],
             "link {}: reverse {} is not its opposite", l.value, r.value);
  }

  void check_movement(MovementId m) {
    expect(net_.movement.speed_mps[m] > 0, "movement {}: speed {}", m.value,
           net_.movement.speed_mps[m]);
    const NodeId at = net_.link.to[net_.movement.from[m]];
    expect(net_.link.from[net_.movement.to[m]] == at, "movement {}: links do not meet", m.value);
    for (const MovementId other : net_.conflicts_of(m)) {
      expect(net_.link.to[net_.movement.from[other]] == at, "movement {}: conflict elsewhere",
             m.value);
      const auto back = net_.conflicts_of(other);
      expect(std::find(back.begin(), back.end(), m) != back.end(),
             "movement {}: conflict with {} is one-sided", m.value, other.value);
    }
  }

  void check_lane(LaneId a) {
    expect(net_.lane.permissions[a] != 0, "lane {}: nobody may use it", a.value);
    for (const Connection& c : net_.connections_of(a)) {
      expect(net_.movement.from[c.movement] == net_.lane.link[a],
             "lane {}: connection by a movement of another link", a.value);
      expect(net_.movement.to[c.movement] == net_.lane.link[c.to],
             "lane {}: connection to a lane off its movement", a.value);
    }
  }

  void check_signal(NodeId n) {
    const JunctionControl control = net_.node.control[n];
    const bool needs = control == JunctionControl::signal || control == JunctionControl::police;
    const std::uint32_t index = net_.node.signal_plan[n];
    expect(!needs || index != kNoSignalPlan, "node {}: signal without plan", n.value);
    if (index == kNoSignalPlan) return;
    const SignalPlan& plan = net_.signal_plans[index];
    expect(plan.cycle_s() > 0, "node {}: signal plan without time", n.value);
    for (const SignalPhase& phase : plan.phases) {
      for (const MovementId m : phase.movements)
        expect(exists(m, net_.movements()) && net_.link.to[net_.movement.from[m]] == n,
               "node {}: signal for a movement elsewhere", n.value);
      for (const MovementId m : phase.stopping)
        expect(
            std::find(phase.movements.begin(), phase.movements.end(), m) != phase.movements.end(),
            "node {}: a movement stops first that is not open", n.value);
      const bool limits = phase.least_green_s >= 0 && phase.most_green_s >= 0;
      expect(limits && (phase.most_green_s == 0 || phase.least_green_s <= phase.most_green_s),
             "node {}: greens from {} to {} s", n.value, phase.least_green_s, phase.most_green_s);
    }
  }

  const Network& net_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> validate(const Network& net) { return Validator(net).run(); }

}  // namespace mwendo
