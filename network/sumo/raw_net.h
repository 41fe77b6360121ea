// A SUMO net as it stands in the file, before it becomes a Network. Internal to network/sumo.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "network/assembly/builder.h"
#include "network/network.h"
#include "network/sumo/name_index.h"

namespace mwendo::sumo {

struct RawLane {
  float speed = 0;
  float length = 0;
  float width = 3.2F;
  Permissions permissions = 0;
};

struct RawEdge {
  std::uint32_t from = NameIndex::kNone;  // junctions
  std::uint32_t to = NameIndex::kNone;
  std::uint32_t first_lane = 0;
  std::uint32_t lanes = 0;
  int priority = -1;
  bool on_ring = false;
  bool crossed = false;  // by a pedestrian crossing
  std::string type;
  std::string street;
  std::vector<Point> shape;
  int line = 0;
};

struct RawJunction {
  Point position;
  std::string type;
  std::vector<std::uint32_t> incoming_lanes;  // lanes of edges, in order
  std::vector<std::string> response;          // by link index, as written (last index first)
  std::vector<std::string> foes;
  bool seen = false;
};

struct RawConnection {
  std::uint32_t from_lane = 0;
  std::uint32_t to_lane = 0;
  std::uint32_t from_edge = 0;
  std::uint32_t to_edge = 0;
  std::uint32_t via = NameIndex::kNone;  // internal lane
  std::uint32_t signal = NameIndex::kNone;
  int link_index = -1;
  char direction = 's';
  Permissions permissions = kAnybody;  // of its attributes
};

struct RawPhase {
  float duration = 0;
  std::string state;
  // Of an actuated program; without limits both are the duration.
  float least = 0;
  float most = 0;
  std::vector<std::size_t> next = {};  // phases that may follow; empty: the next one of the file
};

struct RawSignal {
  std::string type;
  float offset = 0;
  std::vector<RawPhase> phases;
};

struct RawNet {
  std::filesystem::path file;
  bool left_hand = false;
  Point offset;  // added to the projected coordinates
  std::string projection = "!";
  int location_line = 0;
  NameIndex edge_names;
  NameIndex junction_names;
  NameIndex internal_names;  // internal lanes
  NameIndex signal_names;
  std::vector<RawEdge> edges;
  std::vector<RawLane> lanes;
  std::vector<RawJunction> junctions;
  std::vector<float> internal_length;
  std::vector<float> internal_speed;  // 0: not said
  std::vector<Permissions> internal_permissions;
  std::vector<std::uint32_t> internal_next;  // the internal lane that follows, or kNone
  std::vector<RawConnection> connections;
  std::vector<RawSignal> signals;
  BuildReport report;  // what was not read
};

[[nodiscard]] RawNet read_raw_net(const std::filesystem::path& file);

}  // namespace mwendo::sumo
