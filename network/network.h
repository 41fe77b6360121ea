// The street network: links, lanes, movements and nodes. Immutable once built.
//
//   const Network net = NetworkBuilder(...).build(report);   // network/assembly/builder.h
//   for (LinkId l : net.links()) total += net.link.length_m[l];
//   for (LaneId a : net.lanes_of(l)) if (net.lane.permissions[a] & kCar) ...
// Compiled and run in tests/examples/network/build_and_load_test.cpp.
//
// Guarantees (checked by validate(), network/validate.h):
//  1. Every link is directed, has length > 0, free speed > 0, at least one lane and at least two
//     geometry points; its first and last geometry point lie on its nodes.
//  2. Lanes of a link are numbered consecutively; lane 0 is next to the kerb, the last next to the
//     median, whatever the driving side.
//  3. Movements of a link lead only to links that start at its end node; connections of a lane use
//     movements of its link and lead to lanes of the movement's target link.
//  4. Every movement has a speed > 0.
//  5. The same input gives the same bytes.
// Units: metres, seconds, metres per second; x east, y north in the UTM zone of the city.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "network/base/ids.h"

namespace mwendo {

struct Point {
  double x = 0;  // metres east (UTM)
  double y = 0;  // metres north (UTM)
  bool operator==(const Point&) const = default;
};

enum class DrivingSide : std::uint8_t { left, right };

// The vehicles that may use a lane: bits of a mask.
using Permissions = std::uint16_t;
inline constexpr Permissions kCar = 1U << 0U;         // car, taxi
inline constexpr Permissions kMotorcycle = 1U << 1U;  // motorcycle, motorcycle taxi
inline constexpr Permissions kMinibus = 1U << 2U;     // matatu, minibus taxi
inline constexpr Permissions kBus = 1U << 3U;         // any bus on the street
inline constexpr Permissions kBrt = 1U << 4U;         // BRT vehicles only
inline constexpr Permissions kTruck = 1U << 5U;
inline constexpr Permissions kBicycle = 1U << 6U;
inline constexpr Permissions kFoot = 1U << 7U;
inline constexpr Permissions kRail = 1U << 8U;
inline constexpr Permissions kGeneralTraffic = kCar | kMotorcycle | kMinibus | kBus | kTruck;
inline constexpr Permissions kMotor = kGeneralTraffic | kBrt;
inline constexpr Permissions kAnybody = 0xFFFF;

enum class RoadClass : std::uint8_t {
  motorway,
  trunk,
  primary,
  secondary,
  tertiary,
  residential,
  service,
  unpaved,
  busway,
  rail,
  cycleway,
  footway
};
inline constexpr std::size_t kRoadClassCount = 12;

// Numbers are part of the format of network files. At an all-way stop vehicles stop and go in the
// order in which they arrived.
enum class JunctionControl : std::uint8_t {
  uncontrolled,
  priority,
  signal,
  roundabout,
  police,
  all_way_stop
};
enum class TurnDirection : std::uint8_t { straight, left, right, u_turn };
enum class Footway : std::uint8_t { none, informal, sidewalk, separate };
enum class Cycleway : std::uint8_t { none, lane, track };

// Link flags.
using LinkFlags = std::uint16_t;
inline constexpr LinkFlags kAssumedLanes = 1U << 0U;
inline constexpr LinkFlags kAssumedClass = 1U << 1U;
inline constexpr LinkFlags kAssumedSpeed = 1U << 2U;
inline constexpr LinkFlags kSyntheticGeometry = 1U << 3U;  // not surveyed: derived or invented
inline constexpr LinkFlags kBridge = 1U << 4U;
inline constexpr LinkFlags kTunnel = 1U << 5U;
inline constexpr LinkFlags kRoundaboutRing = 1U << 6U;  // part of a circulating carriageway
inline constexpr LinkFlags kUnpaved = 1U << 7U;
inline constexpr LinkFlags kToll = 1U << 8U;
inline constexpr LinkFlags kOneWayStreet = 1U << 9U;  // no opposite link belongs to it
inline constexpr LinkFlags kDualCarriageway = 1U << 10U;
inline constexpr LinkFlags kCrossing = 1U << 11U;  // marked pedestrian crossing on the link
// Its kerb lane is for vehicles that join or leave: it begins or ends with the link.
inline constexpr LinkFlags kAuxiliaryLane = 1U << 12U;
inline constexpr LinkFlags kRampLink =
    1U << 13U;  // joins roads: ramps, slip roads, links across medians
// A stop sign at its end: vehicles stop at the line, then give way.
inline constexpr LinkFlags kStopSign = 1U << 15U;
inline constexpr LinkFlags kGivesWay = 1U << 14U;  // a sign at its end, whatever the classes

struct NodeColumns {
  Column<NodeId, Point> position;
  Column<NodeId, JunctionControl> control;
  Column<NodeId, std::uint32_t> signal_plan;  // index into Network::signal_plans, or kNoSignalPlan
  Csr<NodeId, LinkId> outgoing;
  Csr<NodeId, LinkId> incoming;
};

struct LinkColumns {
  Column<LinkId, NodeId> from;
  Column<LinkId, NodeId> to;
  Column<LinkId, float> length_m;
  Column<LinkId, float> free_speed_mps;
  Column<LinkId, RoadClass> road_class;
  Column<LinkId, float> grade;     // rise over run along the link's direction, 0 if unknown
  Column<LinkId, float> friction;  // 0 none .. 1: share of kerb-side capacity lost to vendors,
                                   // parking, walkers on the carriageway
  Column<LinkId, Footway> footway;
  Column<LinkId, Cycleway> cycleway;
  Column<LinkId, LinkFlags> flags;
  Column<LinkId, LinkId> reverse;            // the opposite direction of the same street, or none
  Column<LinkId, std::uint32_t> street;      // index into Network::street_names
  Column<LinkId, std::int64_t> source_id;    // OSM way id or index in the city's data; -1 if none
  Column<LinkId, std::uint32_t> first_lane;  // size links + 1
  Column<LinkId, std::uint32_t> first_movement;  // size links + 1
  Column<LinkId, std::uint32_t> first_point;     // size links + 1, into Network::geometry
};

struct LaneColumns {
  Column<LaneId, LinkId> link;
  Column<LaneId, Permissions> permissions;
  Column<LaneId, float> width_m;
  Column<LaneId, std::uint32_t> first_connection;  // size lanes + 1
};

// A movement leads from one link into another through their common node, straight on included.
struct MovementColumns {
  Column<MovementId, LinkId> from;
  Column<MovementId, LinkId> to;
  Column<MovementId, TurnDirection> direction;
  Column<MovementId, std::uint8_t> rank;  // 0 goes first; a higher rank yields to conflicting lower
  Column<MovementId, float> speed_mps;    // highest speed through the turn
  Csr<MovementId, MovementId> conflicts;  // movements of the same node whose paths cross or merge
};

struct Connection {
  LaneId to;
  MovementId movement;
  bool operator==(const Connection&) const = default;
};

struct SignalPhase {
  float green_s = 0;
  float clearance_s = 3;                  // amber and all-red after the green
  std::vector<MovementId> movements;      // those that may go; a movement of rank > 0 still yields
  std::vector<MovementId> stopping = {};  // of these: those that stop at the line before they go
  // Limits of the green of an actuated plan; 0: see actuated_green().
  float least_green_s = 0;
  float most_green_s = 0;
};

enum class SignalKind : std::uint8_t { fixed_time, actuated, police };

struct SignalPlan {
  SignalKind kind = SignalKind::fixed_time;
  float offset_s = 0;
  bool bus_priority = false;
  std::vector<SignalPhase> phases;
  [[nodiscard]] float cycle_s() const;
};

// s, the limits of a green of an actuated plan: where the phase has none, half of the planned green
// and 1.6 times of it (assumptions).
struct ActuatedGreen {
  float least_s;
  float most_s;
};
[[nodiscard]] ActuatedGreen actuated_green(const SignalPhase& phase, float planned_s);

inline constexpr std::uint32_t kNoSignalPlan = 0xFFFFFFFFU;

struct Network {
  std::string name;
  std::string crs = "EPSG:32737";  // UTM zone of x and y; empty: a plane without a place
  DrivingSide driving_side = DrivingSide::left;
  NodeColumns node;
  LinkColumns link;
  LaneColumns lane;
  MovementColumns movement;
  std::vector<Connection> connections;  // by lane, see LaneColumns::first_connection
  // Those who may use each connection, besides what its lanes permit; empty: nobody is shut out.
  std::vector<Permissions> connection_permissions;
  std::vector<Point> geometry;  // by link, see LinkColumns::first_point
  std::vector<SignalPlan> signal_plans;
  std::vector<std::string> street_names;  // index 0 is the empty name

  [[nodiscard]] IdRange<NodeId> nodes() const { return node.position.ids(); }
  [[nodiscard]] IdRange<LinkId> links() const { return link.from.ids(); }
  [[nodiscard]] IdRange<LaneId> lanes() const { return lane.link.ids(); }
  [[nodiscard]] IdRange<MovementId> movements() const { return movement.from.ids(); }
  [[nodiscard]] IdRange<LaneId> lanes_of(LinkId l) const {
    return {link.first_lane[l], link.first_lane[LinkId{l.value + 1}]};
  }
  [[nodiscard]] IdRange<MovementId> movements_of(LinkId l) const {
    return {link.first_movement[l], link.first_movement[LinkId{l.value + 1}]};
  }
  [[nodiscard]] std::span<const Connection> connections_of(LaneId a) const {
    const auto first = lane.first_connection[a];
    return {connections.data() + first, lane.first_connection[LaneId{a.value + 1}] - first};
  }
  // What a connection permits by itself: kAnybody where it shuts nobody out.
  [[nodiscard]] Permissions permissions_of(const Connection& c) const {
    return connection_permissions.empty()
               ? kAnybody
               : connection_permissions[static_cast<std::size_t>(&c - connections.data())];
  }
  [[nodiscard]] std::span<const Point> geometry_of(LinkId l) const {
    const auto first = link.first_point[l];
    return {geometry.data() + first, link.first_point[LinkId{l.value + 1}] - first};
  }
  [[nodiscard]] std::span<const LinkId> outgoing(NodeId n) const {
    return {node.outgoing.begin_of(n), node.outgoing.count_of(n)};
  }
  [[nodiscard]] std::span<const LinkId> incoming(NodeId n) const {
    return {node.incoming.begin_of(n), node.incoming.count_of(n)};
  }
  [[nodiscard]] std::span<const MovementId> conflicts_of(MovementId m) const {
    return {movement.conflicts.begin_of(m), movement.conflicts.count_of(m)};
  }
  // Metres of links one after the other.
  [[nodiscard]] double length_of(std::span<const LinkId> path) const;
  // Union of the permissions of a link's lanes.
  [[nodiscard]] Permissions permissions_of(LinkId l) const;
};

// Position at a distance along a link (clamped to it) and the direction there.
struct PointOnLink {
  Point position;
  double heading_rad = 0;  // mathematical: 0 east, counter-clockwise
};
[[nodiscard]] PointOnLink point_at(const Network& net, LinkId l, double distance_m);

[[nodiscard]] double distance(Point a, Point b);

[[nodiscard]] const char* name_of(RoadClass c);
[[nodiscard]] const char* name_of(JunctionControl c);

}  // namespace mwendo
