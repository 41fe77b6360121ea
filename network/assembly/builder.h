// The one way to make a Network: streets go in; lanes, movements, priorities and signals come out.
//
//   NetworkBuilder builder({.name = "Thika Road", .driving_side = DrivingSide::left});
//   const NodeId a = builder.add_node({0, 0});
//   const NodeId b = builder.add_node({400, 0}, JunctionControl::signal);
//   const NodeId c = builder.add_node({400, 300});
//   builder.add_street({.from = a, .to = b, .lanes = 2, .road_class = RoadClass::primary});
//   const LinkId one_way = builder.add_link({.from = b, .to = c});
//   builder.forbid_turn(LinkId{0}, one_way);
//   BuildReport report;
//   const Network net = builder.build(report);
// Compiled and run in tests/examples/network/build_and_load_test.cpp.
//
// Guarantees:
//  1. Nodes and links keep the ids that add_node and add_link gave; the result satisfies the
//     guarantees of network.h, and build() throws std::logic_error if it does not.
//  2. Every repair and guess is counted in the report.
//  3. Same calls, same bytes; no libm function is used but sqrt.
// Derived:
//  - Movements join links that share a permission, except those forbidden. U-turns exist where
//    nothing else can be reached (dead ends) and at nodes that allow them.
//  - One movement of a link at most is straight: the one by which the road goes on, within 35
//    degrees. By a ramp it goes on only if no other way does; a street that keeps its name comes
//    before a straighter one. In a bend up to 60 degrees a road goes on if it keeps its name or if
//    all other ways bend far more.
//  - Kerb-side turns leave from kerb lanes, median-side turns from median lanes. Straight movements
//    leave from all lanes except those left over where the street narrows. A way back (135 degrees
//    and more) has no lane of its own. Bus, BRT and bicycle
//    lanes continue in lanes of their kind where there are any, else in the nearest lane that their
//    vehicles may use. The kerb lane of a link with kAuxiliaryLane is left to the link that joins
//    from the kerb side, and ends with the link unless a turn at the kerb takes it.
//  - Conflicts: two movements whose paths interleave around the node, or that enter one lane.
//  - Ranks: network/assembly/ranks.h. Signal plans: network/assembly/signals.h. Speeds of turns:
//    network/assembly/turn_speeds.h.
// Errors: std::invalid_argument for ids that do not exist and for links that cannot be split.
// Limits: turn angles are measured over the 12 m next to the node. Conflicts come from the order of
// the legs around the node, not from swept paths. Walkers have no movements.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "network/network.h"

namespace mwendo {

inline constexpr Permissions kStreetTraffic = kGeneralTraffic | kBicycle;

struct LaneSpec {
  Permissions permissions = kStreetTraffic;
  float width_m = 3.25F;
  bool operator==(const LaneSpec&) const = default;
};

struct LinkSpec {
  NodeId from = {};
  NodeId to = {};
  std::vector<Point> geometry = {};  // from node to node; empty: straight
  int lanes = 1;                     // equal lanes with `permissions`, unless lane_specs is given
  Permissions permissions = kStreetTraffic;
  float lane_width_m = 3.25F;
  std::vector<LaneSpec> lane_specs = {};  // kerb first
  float free_speed_mps = 0;               // 0: default of the class, flagged
  RoadClass road_class = RoadClass::residential;
  LinkFlags flags = 0;
  Footway footway = Footway::none;
  Cycleway cycleway = Cycleway::none;
  float friction = 0;
  float grade = 0;
  float length_m = 0;  // 0: length of the geometry
  std::string street = {};
  std::int64_t source_id = -1;
  LinkId reverse = {};  // opposite link added before; the builder ties both
};

struct NodeSpec {
  Point position;
  JunctionControl control = JunctionControl::uncontrolled;
  bool allow_u_turns = false;
};

struct Turn {
  LinkId from;
  LinkId to;  // none in a signal phase: every turn of `from`
  auto operator<=>(const Turn&) const = default;
};

struct SignalSpec {
  struct Phase {
    float green_s = 30;
    float clearance_s = 3;
    std::vector<Turn> turns = {};
    std::vector<Turn> stopping = {};  // of the turns: those that stop at the line before they go
    float least_green_s = 0;          // see SignalPhase
    float most_green_s = 0;
  };
  SignalKind kind = SignalKind::fixed_time;
  float offset_s = 0;
  bool bus_priority = false;
  std::vector<Phase> phases = {};
};

// Repairs and guesses, by kind.
struct BuildReport {
  struct Entry {
    std::string what;
    std::size_t count = 0;
    std::vector<std::string> examples;  // the first five
  };
  std::vector<Entry> entries;  // in order of first appearance
  void add(const std::string& what, const std::string& example = {}, std::size_t count = 1);
  [[nodiscard]] std::size_t count_of(const std::string& what) const;
  [[nodiscard]] std::string text() const;  // one line per entry
};

struct BuildOptions {
  std::string name = {};
  std::string crs = "EPSG:32737";
  DrivingSide driving_side = DrivingSide::left;
  // Uncontrolled nodes where streets of different class meet become priority nodes.
  bool infer_priority = false;
};

class NetworkBuilder {
 public:
  explicit NetworkBuilder(BuildOptions options = {}) : options_(std::move(options)) {}
  // A builder of `net`, to edit it. Closed turns, signal plans and speeds of turns that do not
  // follow from the geometry are kept.
  [[nodiscard]] static NetworkBuilder from_network(const Network& net);

  NodeId add_node(Point position, JunctionControl control = JunctionControl::uncontrolled);
  LinkId add_link(LinkSpec spec);
  // Both directions; the second has the same lanes and the mirrored geometry and grade.
  std::pair<LinkId, LinkId> add_street(const LinkSpec& forward);
  // Cuts a one-way link at a distance from its start. It keeps the first part; the second part is a
  // new link, from which the turns at its end start now.
  LinkId split_link(LinkId l, double at_m);

  void forbid_turn(LinkId from, LinkId to) { forbidden_.push_back({from, to}); }
  // Only vehicles of `who` may make the turn; the last one holds.
  void restrict_turn(LinkId from, LinkId to, Permissions who) {
    restricted_.push_back({{from, to}, who});
  }
  // A U-turn, or a turn that was forbidden before.
  void allow_turn(LinkId from, LinkId to) {
    std::erase(forbidden_, Turn{from, to});
    allowed_.push_back({from, to});
  }
  // Instead of the speed that follows from the geometry; the last one holds.
  void set_turn_speed(LinkId from, LinkId to, float mps) { speeds_.push_back({{from, to}, mps}); }
  void set_signal(NodeId node, SignalSpec spec);

  // Parts may be changed until build().
  [[nodiscard]] BuildOptions& options() { return options_; }
  [[nodiscard]] NodeSpec& node(NodeId n);
  [[nodiscard]] LinkSpec& link(LinkId l);
  [[nodiscard]] std::size_t node_count() const { return nodes_.size(); }
  [[nodiscard]] std::size_t link_count() const { return links_.size(); }

  [[nodiscard]] Network build(BuildReport& report) const;
  [[nodiscard]] Network build() const;

 private:
  BuildOptions options_;
  std::vector<NodeSpec> nodes_;
  std::vector<LinkSpec> links_;
  std::vector<Turn> forbidden_;
  std::vector<Turn> allowed_;
  std::vector<std::pair<Turn, float>> speeds_;
  std::vector<std::pair<Turn, Permissions>> restricted_;
  std::vector<std::pair<NodeId, SignalSpec>> signals_;
};

}  // namespace mwendo
